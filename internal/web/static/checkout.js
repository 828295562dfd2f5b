// The page at the desk: the form, the sheet beside it, and printing.

import {on} from "./events.js";
import {show} from "./preview.js";
import * as findings from "./findings.js";
import {combobox} from "./combobox.js";
import {Areas} from "./areas.js";

const $ = (id) => document.getElementById(id);
const form = $("form");
const start = JSON.parse($("start").textContent);

// ---- the visit, between the form and the program

let ended = ""; // when the visit ended, as the export has it; the form does not ask

const areas = new Areas(start.words, () => redraw());

function visit() {
  const value = (name) => form.elements[name].value;
  const written = {
    patient: value("patient"), areas: areas.chips.map((chip) => chip.label), at: value("at"), end: ended,
    therapist: value("therapist"), flags: [...form.querySelectorAll("[name=flag]:checked")].map((box) => box.value),
    note: value("note"), next: value("next"), handout: value("handout"), language: value("language"),
  };
  return Object.fromEntries(Object.entries(written).filter(([, said]) => said.length));
}

function query() {
  const style = new URLSearchParams({paper: form.elements.paper.value});
  for (const name of ["large_print", "greyscale", "private"]) {
    if (form.elements[name].checked) style.set(name, "true");
  }
  return style;
}

// fill puts the fields of an appointment, or of nobody, into the form. Paper,
// colour and initials are the desk's and stay; large print was for one patient.
function fill(fields) {
  for (const name of ["patient", "at", "therapist", "note", "next", "handout", "language"]) {
    form.elements[name].value = fields[name] ?? "";
  }
  for (const box of form.querySelectorAll("[name=flag]")) box.checked = (fields.flags ?? []).includes(box.value);
  form.elements.large_print.checked = false;
  ended = fields.end ?? "";
  areas.replace(fields.chips ?? []);
  redraw(0);
}

// ---- the sheet

let sheet = null; // the one that is shown, as the program answered
let turn = 0, waiting = 0;
let drawn = Promise.resolve();

// Typing is drawn at rest, so that a fast typist does not wait for the letters
// before.
const rest = 40;

function redraw(after = rest) {
  clearTimeout(waiting);
  const mine = ++turn;
  sheet = null;
  drawn = new Promise((done) => {
    waiting = setTimeout(() => make(mine).catch(() => {}).finally(done), after);
  });
}

async function make(mine) {
  const answer = await fetch(`/sheets?${query()}`, {
    method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(visit()),
  });
  const said = await answer.json();
  if (mine !== turn) return;
  tell(answer.ok ? said.warnings : said.errors, answer.ok ? "warning" : "error");
  // The sheet of before stays to be seen, and can be seen not to be this one.
  $("preview").classList.toggle("stale", !answer.ok);
  if (!answer.ok) return withdraw();
  sheet = said;
  $("download").href = `${said.address}?download`;
  $("note-line").textContent = said.note;
  await show($("preview"), said.address, start.titles[form.elements.handout.value]);
}

function withdraw() {
  $("download").removeAttribute("href");
  $("note-line").textContent = "";
}

// settled is the sheet of what stands in the form, or nothing where it has none.
async function settled() {
  for (let last; last !== drawn; await last) last = drawn;
  return sheet;
}

// tell lists what is wrong, and marks the fields that it is about.
function tell(list, severity) {
  findings.show($("findings"), list, severity);
  const controls = {areas: "area", end: "at", flags: ""};
  for (const control of form.elements) control.removeAttribute("aria-invalid");
  if (severity !== "error") return;
  for (const {field} of list) $(controls[field] ?? field)?.setAttribute("aria-invalid", "true");
}

// ---- filling it: type-ahead and today's list

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function rows() {
  return [...document.querySelectorAll("#today .row")].map((row) => ({row, fields: JSON.parse(row.dataset.fields)}));
}

combobox($("patient"), (typed) => {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return rows()
    .filter(({fields}) => {
      const names = fold(fields.patient).split(/[\s,-]+/);
      return words.every((word) => names.some((name) => name.startsWith(word)));
    })
    .slice(0, 8)
    .map(({row, fields}) => ({label: fields.patient, detail: row.querySelector(".time").textContent, fields}));
}, (chosen) => chosen ? fill(chosen.fields) : redraw());

combobox($("area"), async (typed) => {
  const answer = await fetch(`/areas?${new URLSearchParams({q: typed, lang: document.documentElement.lang})}`);
  if (!answer.ok) return [];
  const {options, suggest} = await answer.json();
  if (options.length) return options;
  const asWritten = {label: `“${typed.trim()}”, as written`, detail: "the cautious sheet", chips: [{area: "", side: "", label: typed.trim()}]};
  return suggest ? [...await find(suggest), asWritten] : [asWritten];
}, (chosen) => {
  if (!chosen) return;
  $("area").value = "";
  areas.add(chosen.chips);
});

// find gives what was probably meant.
async function find(words) {
  const answer = await fetch(`/areas?${new URLSearchParams({q: words, lang: document.documentElement.lang})}`);
  const {options} = answer.ok ? await answer.json() : {options: []};
  return options.slice(0, 1).map((option) => ({...option, detail: "did you mean this?"}));
}

document.addEventListener("click", (clicked) => {
  const row = clicked.target.closest("#today .row");
  if (!row) return;
  pick(row.dataset.fields);
  fill(JSON.parse(row.dataset.fields));
  for (const column of [form, $("preview").parentElement]) column.scrollTop = 0;
  // On a tablet the focus would open a keyboard over the body map.
  if (matchMedia("(pointer: fine)").matches) $("area").focus();
  else form.scrollIntoView();
});

let picked = ""; // the row that is in the form

function pick(fields) {
  picked = fields;
  for (const row of document.querySelectorAll("#today .row")) {
    if (row.dataset.fields === fields) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

form.addEventListener("input", (typed) => {
  if (typed.target.id === "area") return;
  if (typed.target.id === "at") ended = "";
  redraw();
});
form.addEventListener("submit", (sent) => sent.preventDefault());
$("empty").addEventListener("click", () => {
  pick("");
  fill(start.fields);
  $("patient").focus();
});

// ---- paper

const told = (text) => { $("told").textContent = text; };

for (const button of [$("print"), $("print-browser")]) {
  button?.addEventListener("click", async () => {
    button.disabled = true;
    const shown = await settled();
    if (shown) await print(shown.id, button.dataset.by);
    else told("This visit has no sheet: see what is said below.");
    button.disabled = false;
    if (document.activeElement === document.body) button.focus(); // a disabled button loses it
  });
}

// The keys that print a page print the sheet.
addEventListener("keydown", (pressed) => {
  if (!(pressed.ctrlKey || pressed.metaKey) || pressed.key.toLowerCase() !== "p") return;
  pressed.preventDefault();
  $("print").click();
});

async function print(id, by) {
  const answer = await fetch(`/sheets/${id}/print?by=${by}`, {method: "POST"});
  if (!answer.ok) return told(await answer.text());
  told(by === "browser" ? "In the dialog, leave the size at 100 % (actual size)." : "Sent to the printer.");
  if (by === "browser") await printHere(`/sheets/${id}.pdf`);
}

// printHere opens the browser's own dialog on the file.
async function printHere(address) {
  $("paper-frame")?.remove();
  if (!navigator.pdfViewerEnabled || isTablet()) return inATab(address);
  const frame = document.createElement("iframe");
  frame.id = "paper-frame";
  frame.title = "The sheet for the printer";
  frame.setAttribute("aria-hidden", "true");
  frame.src = address;
  await new Promise((loaded) => {
    frame.addEventListener("load", loaded, {once: true});
    document.body.append(frame);
  });
  try {
    frame.contentWindow.focus();
    frame.contentWindow.print();
  } catch {
    inATab(address); // a viewer that the page may not talk to
  }
}

// An iPad says that it can show PDFs, and prints the page around the frame.
const isTablet = () => navigator.maxTouchPoints > 1 && navigator.vendor.startsWith("Apple");

// inATab shows the file to a browser that does not print one from a frame. One
// that opens no tabs by itself is given a link.
function inATab(address) {
  if (open(address)) return;
  const link = document.createElement("a");
  Object.assign(link, {href: address, target: "_blank", textContent: "Open the sheet to print it"});
  $("told").replaceChildren(link);
  link.focus();
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  told("Copied: " + text);
}

$("copy").addEventListener("click", async () => {
  const shown = await settled();
  if (shown) await copy(shown.note);
});
$("printed").addEventListener("click", (clicked) => {
  const {again, note} = clicked.target.closest("button")?.dataset ?? {};
  if (again) print(again, $("print").dataset.by);
  if (note) copy(note);
});

// ---- what changes by itself

// refresh takes a list over as it is now. Who reads in it stays where they are.
async function refresh(id) {
  const answer = await fetch(`/${id}`);
  if (!answer.ok) return;
  const place = $(id), buttons = () => [...place.querySelectorAll("button")];
  const focused = buttons().indexOf(document.activeElement);
  const scrolled = place.querySelector(".rows")?.scrollTop;
  place.innerHTML = await answer.text();
  if (scrolled) place.querySelector(".rows")?.scrollTo(0, scrolled);
  if (focused >= 0) buttons()[focused]?.focus({preventScroll: true});
  pick(picked);
}

on("today", () => refresh("today"));
on("printed", () => { refresh("printed"); if ($("today")) refresh("today"); });
on("texts", () => redraw(0));
setInterval(() => $("today") && refresh("today"), 60_000); // who is next goes by the clock

$("today")?.querySelector(".next")?.scrollIntoView({block: "center"});
fill(start.fields);
