// The page at the desk: the form, the sheet beside it, and printing.

import {on} from "./events.js";
import {show} from "./preview.js";
import * as findings from "./findings.js";
import * as sheets from "./sheets.js";
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

function style() {
  const ticked = ["large_print", "greyscale", "private"].filter((name) => form.elements[name].checked);
  return {paper: form.elements.paper.value, ...Object.fromEntries(ticked.map((name) => [name, true]))};
}

// fill puts the fields of an appointment, or of nobody, into the form. Paper,
// colour and initials are the desk's and stay; large print was for one patient.
function fill(fields) {
  for (const name of ["patient", "at", "therapist", "note", "next", "handout", "language"]) {
    set(form.elements[name], fields[name] ?? "");
  }
  $("area").value = ""; // words that were not taken were meant for another
  for (const box of form.querySelectorAll("[name=flag]")) box.checked = (fields.flags ?? []).includes(box.value);
  form.elements.large_print.checked = false;
  ended = fields.end ?? "";
  areas.replace(fields.chips ?? []);
  redraw(0);
}

// set gives a control its value. A handout or language that came after this
// page was made is put among the choices, or the program would take its own.
function set(control, value) {
  const choices = [...(control.options ?? [])];
  if (choices.length && value && !choices.some((choice) => choice.value === value)) control.add(new Option(value, value));
  control.value = value;
}

// ---- the sheet

let sheet = null; // the one that is shown, as the program answered
let turn = 0, waiting = 0;
let drawn = Promise.resolve(); // comes when the sheet of the last change is there, or is overtaken
let overtake = () => {};

// Typing is drawn at rest, so that a fast typist does not wait for the letters
// before.
const rest = 40;

function redraw(after = rest) {
  clearTimeout(waiting);
  overtake();
  const mine = ++turn;
  sheet = null;
  told(""); // what was said is about the sheet before
  $("preview").classList.add("stale"); // seen only where the new one takes long
  drawn = new Promise((done) => {
    overtake = done;
    waiting = setTimeout(() => make(mine).catch(() => fail(mine)).finally(done), after);
  });
}

async function make(mine) {
  const made = await sheets.make(visit(), style());
  if (mine !== turn) return;
  tell(made.errors ?? made.warnings, made.errors ? "error" : "warning");
  // The sheet of before stays to be seen, and can be seen not to be this one.
  if (made.errors) return withdraw();
  sheet = made;
  $("download").href = `${made.address}?download`;
  $("note-line").textContent = made.note;
  // What cannot be drawn here can be printed all the same.
  const shown = await show($("preview"), made.address, start.titles[form.elements.handout.value]).catch(() => true);
  if (shown) $("preview").classList.remove("stale");
}

// fail is what becomes of a sheet that the program did not answer with.
function fail(mine) {
  if (mine !== turn) return;
  tell([{message: "the program did not answer: change something, and it is asked again"}], "error");
  withdraw();
}

function withdraw() {
  $("download").removeAttribute("href");
  $("note-line").textContent = "";
}

// settled is the sheet of what stands in the form now, once it is made; nothing
// where it has none, or the form has changed meanwhile.
async function settled() {
  const mine = turn;
  await drawn;
  if (mine !== turn) told("The form has changed meanwhile: look at the sheet, and press again.");
  else if (!sheet) told("This visit has no sheet: see what is said below.");
  return mine === turn ? sheet : null;
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
    .map(({row, fields}) => ({label: fields.patient, detail: row.querySelector(".time").textContent, row, fields}));
}, (chosen) => {
  if (!chosen) return;
  pick(chosen.row.dataset.fields);
  fill(chosen.fields);
}, {first: false}); // a name that begins alike may be another patient's

combobox($("area"), async (typed) => {
  const {options, suggest} = await offered(typed);
  if (options.length) return options;
  const asWritten = {label: `“${typed.trim()}”, as written`, detail: "with the lung warning", chips: [{area: "", side: "", label: typed.trim()}]};
  if (!suggest) return [asWritten];
  const [meant] = (await offered(suggest)).options;
  return [{...meant, detail: "did you mean this?"}, asWritten];
}, (chosen) => {
  if (!chosen) return;
  $("area").value = "";
  areas.add(chosen.chips);
});

// offered are the areas that words may mean.
async function offered(words) {
  const answer = await fetch(`/areas?${new URLSearchParams({q: words, lang: document.documentElement.lang})}`);
  return answer.ok ? answer.json() : {options: []};
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

function told(text) { $("told").textContent = text; }

for (const button of [$("print"), $("print-browser")]) {
  button?.addEventListener("click", async () => {
    button.disabled = true;
    await printShown(button.dataset.by);
    await new Promise((over) => setTimeout(over, 700)); // a second click is no second sheet
    button.disabled = false;
    if (document.activeElement === document.body) button.focus(); // a disabled button loses it
  });
}

// printShown prints what stands in the form, and nothing that is not all of it.
async function printShown(by) {
  const untaken = $("area").value.trim();
  if (untaken) {
    told(`“${untaken}” is not picked yet: press Enter in the field, or empty it.`);
    return $("area").focus();
  }
  if (!form.elements.at.value) redraw(0); // now is when it is printed
  const shown = await settled();
  if (shown) await print(shown.id, by);
}

let sent = ""; // the sheet that went to the printer last

// The keys that print a page print the sheet.
addEventListener("keydown", (pressed) => {
  if (!(pressed.ctrlKey || pressed.metaKey) || pressed.key.toLowerCase() !== "p") return;
  pressed.preventDefault();
  if (!pressed.repeat) $("print").click();
});

async function print(id, by) {
  const answer = await fetch(`/sheets/${id}/print?by=${by}`, {method: "POST"});
  if (!answer.ok) return told(await answer.text());
  sent = by === "browser" ? "" : id;
  told(sent ? "Sent to the printer" : "In the dialog, leave the size at 100 % (actual size).");
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
  try {
    await navigator.clipboard.writeText(text);
    told("Copied: " + text);
  } catch {
    told("The browser does not let this page copy. The line is: " + text);
  }
}

$("copy").addEventListener("click", async () => {
  const shown = await settled();
  if (shown) await copy(shown.note);
});
$("download").addEventListener("click", async (clicked) => {
  if (sheet) return;
  clicked.preventDefault(); // the link is still that of the sheet before
  if (await settled()) $("download").click();
});
$("printed").addEventListener("click", (clicked) => {
  const button = clicked.target.closest("button");
  if (button?.dataset.again) {
    button.disabled = true;
    print(button.dataset.again, $("print").dataset.by);
  }
  if (button?.dataset.note) copy(button.dataset.note);
});

// ---- what changes by itself

// refresh takes a list over as it is now. Who reads in it stays where they are.
async function refresh(id) {
  const answer = await fetch(`/${id}`);
  if (!answer.ok) return;
  const place = $(id), buttons = () => [...place.querySelectorAll("button")];
  const focused = buttons().indexOf(document.activeElement);
  const scrolled = place.querySelector(".rows")?.scrollTop;
  const unfolded = place.querySelector("details")?.open;
  place.innerHTML = await answer.text();
  if (scrolled) place.querySelector(".rows")?.scrollTo(0, scrolled);
  if (unfolded) place.querySelector("details")?.setAttribute("open", "");
  if (focused >= 0) buttons()[focused]?.focus({preventScroll: true});
  pick(picked);
}

// seeNext brings the next patient into sight, unless somebody is in the list.
function seeNext() {
  if (!$("today")?.matches(":hover, :focus-within")) $("today")?.querySelector(".next")?.scrollIntoView({block: "nearest"});
}

// tellSent says what became of the sheet that was printed last, while it is
// still the one on the page.
function tellSent() {
  const line = sent && $("printed").querySelector(`[data-again="${sent}"]`)?.closest("li");
  if (line && sheet?.id === sent) told(line.dataset.state);
}

on("today", () => refresh("today"));
on("printed", async () => {
  await refresh("printed");
  tellSent();
  if (!$("today")) return;
  await refresh("today");
  seeNext();
});
on("texts", () => redraw(0));
setInterval(() => $("today") && refresh("today"), 60_000); // who is next goes by the clock

seeNext();
fill(start.fields);
