// The page at the desk: the form, the sheet beside it, and printing.

import {on} from "./events.js";
import {show} from "./preview.js";
import * as findings from "./findings.js";
import * as sheets from "./sheets.js";
import * as drafts from "./drafts.js";
import {notice, clear} from "./notices.js";
import {begins, corrects, fold} from "./names.js";
import {printHere} from "./paper.js";
import {combobox} from "./combobox.js";
import {Areas} from "./areas.js";

const $ = (id) => document.getElementById(id);
const form = $("form");
const start = JSON.parse($("start").textContent);

// ---- the visit, between the form and the program

let ended = ""; // when the visit ended, as the export has it; the form does not ask

const areas = new Areas(start.words, () => changed());

function visit() {
  const {chips, ...said} = fields();
  return Object.fromEntries(Object.entries({...said, areas: chips.map((chip) => chip.label)}).filter(([, value]) => value.length));
}

// fields are what stands in the form, as a row has them.
function fields() {
  const value = (name) => form.elements[name].value;
  return {
    patient: value("patient"), chips: areas.chips.map((chip) => ({...chip})), at: value("at"), end: ended,
    therapist: value("therapist"), flags: [...form.querySelectorAll("[name=flag]:checked")].map((box) => box.value),
    note: value("note"), next: value("next"), handout: value("handout"), language: value("language"),
  };
}

function style() {
  const ticked = ["large_print", "greyscale", "private"].filter((name) => form.elements[name].checked);
  return {paper: form.elements.paper.value, ...Object.fromEntries(ticked.map((name) => [name, true]))};
}

// fill puts the fields of an appointment, or of nobody, into the form. Paper,
// colour and initials are the desk's and stay; large print is for one patient.
function fill(fields, {large = false, words = ""} = {}) {
  for (const name of ["patient", "at", "therapist", "note", "next", "handout", "language"]) {
    set(form.elements[name], fields[name] ?? "");
  }
  $("area").value = words; // what was not taken was meant for this one alone
  for (const box of form.querySelectorAll("[name=flag]")) box.checked = (fields.flags ?? []).includes(box.value);
  form.elements.large_print.checked = large;
  ended = fields.end ?? "";
  areas.replace(fields.chips ?? []);
  redraw(0);
}

// set gives a control its value. A handout or language that came after this
// page was made is put among the choices, or the program would take its own.
function set(control, value) {
  const choices = [...(control.options ?? [])];
  if (choices.length && value && !choices.some((choice) => choice.value === value)) control.add(new Option(value, value));
  if (control.value !== value) control.value = value; // who types keeps the place
}

// ---- whose it is: a row of the list, somebody else, or nobody yet

// opened is what the form is about: the name of a row, or of a sheet for nobody
// in the list ("" while nothing is typed); row are the fields of a row in the
// export as they are taken over, seen as a person has seen them last, day is that of
// the list, owner is whose it is, name what it goes by, sure that this is still that
// row, from the one that the name of a new sheet was typed over.
let opened = nobody("");

function nobody(id) { return {id, row: null, seen: null, day: listed(), owner: "", name: "", sure: false, from: null}; }

function listed() { return document.querySelector("#today .date")?.dataset.day ?? ""; }

const lineOf = (id) => id ? $("today")?.querySelector(`[data-row="${CSS.escape(id)}"]`) : null;
const fieldsOf = (line) => JSON.parse(line.dataset.fields);

// go opens a row or a sheet, so that Back leads to the one before. Its name in
// the address tells nothing, and means nothing once the program has ended.
function go(id) {
  history.pushState(null, "", id ? `#${id}` : location.pathname);
  return open(id);
}

// open fills the form with what was typed for it, else with what the export says.
async function open(id) {
  const line = lineOf(id);
  drafts.flush(); // what was typed for the one before
  opened = nobody(id);
  clear();
  mark();
  if (id && id !== sent?.row) $("outcome").hidden = true; // it was about somebody else
  let draft = drafts.here(id);
  // Of before F5. What was typed last may have come after this page was made.
  if (!draft && id && (start.drafts.includes(id) || id === reloaded)) draft = await drafts.recall(id);
  if (opened.id !== id) return;
  if (!draft && !line) opened.id = ""; // of another day, or another run of the program
  const theirs = line && fieldsOf(line);
  opened = draft ? {...opened, ...draft.opened, id} : {...opened, row: theirs, seen: theirs, owner: theirs?.patient ?? "", name: theirs?.patient ?? ""};
  fill(draft?.fields ?? theirs ?? start.fields, draft ?? {});
  follow();
  announce();
  offer();
}

// changed is called whenever the form is.
function changed() {
  if (!opened.id) {
    opened.id = "n" + [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    history.replaceState(null, "", `#${opened.id}`);
    offer();
  }
  keep();
  redraw();
}

function keep() {
  if (opened.id) drafts.keep(opened.id, content());
}

// content is all that stands in the form, and what it is about.
function content() {
  return {fields: fields(), large: form.elements.large_print.checked, words: $("area").value, opened};
}

function mark() {
  for (const line of document.querySelectorAll("#today [data-row]")) {
    if (line.dataset.row === opened.id) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}

// ---- a name that is typed over the one of a row

// rename looks at the name in the form. A correction stays with its row. Any other
// name begins a sheet of its own, with nothing of the row in it; while it can
// still become the row's name, that waits until the field is left.
function rename(left) {
  const typed = $("patient").value, was = opened.owner;
  if (was) {
    const stays = opened.sure || !fold(typed) || corrects(typed, was) && !othersOf(typed, was).length;
    if (!stays && (left || !begins(typed, was))) return another(typed);
    if (stays && left && fold(typed)) opened.name = typed;
  }
  announce();
}

// rowsOf are the rows of the list that have a name, and othersOf those of them
// where it is not only the one of the open row.
function rowsOf(name) {
  return [...document.querySelectorAll("#today [data-row]")].filter((line) => fold(name) && fold(fieldsOf(line).patient) === fold(name));
}
const othersOf = (name, was) => fold(name) === fold(was) ? [] : rowsOf(name);

// announce says whose sheet it is where the name is not the row's, and whose row
// has the name where the sheet is nobody's.
function announce() {
  const typed = $("patient").value.trim(), {owner, from} = opened;
  const theirs = owner ? [] : rowsOf(typed);
  notice("listed", theirs.length && `${typed} is in the list: this sheet is not of ${theirs.length > 1 ? "those rows" : "that row"}.`, "",
    ...theirs.map((line) => [`Take ${theirs.length > 1 ? detail(line) : line.querySelector(".time").textContent}`, () => take(line.dataset.row)]));
  const to = typed ? ` for ${typed}` : "";
  if (from) {
    notice("name", `New sheet${to}. Nothing of ${from.patient}’s row is in it.`, "new", [`It is still ${from.patient}’s row`, stay]);
  } else if (owner && fold(owner) !== fold(typed)) {
    notice("name", `Still ${owner}’s row, ${typed ? `under the name ${typed}` : "without a name"}.`, "", [`New sheet${to}`, () => another($("patient").value)]);
  } else {
    notice("name");
  }
}

// another begins a sheet for a name that was typed over a row's, which is left as
// it was before.
function another(typed) {
  const {id, owner, name} = opened;
  const before = content();
  drafts.keep(id, {...before, fields: {...before.fields, patient: name}, opened: {...opened, sure: false}});
  history.pushState(null, "", location.pathname);
  opened = {...nobody(""), from: {id, patient: owner}};
  clear();
  mark();
  fill({...start.fields, patient: typed});
  announce();
  changed();
}

// stay takes the name that was typed back to the row that it was typed over.
async function stay() {
  const typed = $("patient").value;
  await go(opened.from.id);
  opened.sure = true;
  set(form.elements.patient, typed);
  rename(true);
  changed();
  $("patient").focus();
}

$("patient").addEventListener("change", () => rename(true));

// ---- what the export, and paper, say of the row meanwhile

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// follow takes over what the export changed in the open row: into fields that
// nobody typed in, and it says so; what was typed stays.
function follow() {
  if (!opened.row) return;
  const line = lineOf(opened.id);
  const past = opened.day && opened.day !== listed();
  notice("gone", line ? "" : past ? "The day has changed, and with it the list: this row is of the day before."
    : "This appointment is no longer in the export: it may have been cancelled or moved.", "urgent");
  if (!line) return;
  paper(line);
  notice("booked", line.dataset.booked && `Booked: ${line.dataset.booked}`);
  const doubts = [...line.querySelectorAll(".doubt")].map((doubt) => doubt.textContent);
  if (line.classList.contains("skipped")) doubts.push("It was decided that this row gets no sheet.");
  notice("held", doubts.join(" "), "urgent");
  const theirs = fieldsOf(line), mine = fields(), now = {...mine};
  const news = Object.keys(theirs).filter((name) => !same(theirs[name], opened.row[name]));
  const typed = news.filter((name) => !same(mine[name], opened.row[name]) && !same(mine[name], theirs[name]));
  for (const name of news) if (!typed.includes(name)) now[name] = theirs[name];
  opened.row = theirs;
  opened.owner = theirs.patient;
  if (news.includes("patient") && !typed.includes("patient")) opened.name = theirs.patient;
  if (!same(now, mine)) fill(now, {large: form.elements.large_print.checked, words: $("area").value});
  const told = unseen().map((name) => `${words[name]} ${said(name, theirs[name], line)}${same(now[name], theirs[name]) ? "" : " (what you typed stays)"}`);
  notice("changed", told.length && `The export has changed this appointment. Now: ${told.join("; ")}`, "urgent", ["Seen", see]);
  if (news.length) keep();
}

// unseen are the fields that the export changed and nobody has seen yet.
function unseen() {
  return opened.row ? Object.keys(words).filter((name) => !same(opened.row[name], opened.seen[name])) : [];
}

function see() {
  opened.seen = opened.row;
  notice("changed");
  keep();
}

const words = {
  patient: "patient", chips: "areas", at: "began", therapist: "therapist", flags: "special cases", note: "note",
  next: "next visit", handout: "handout", language: "language",
};

// said is the value of a field as a person reads it.
function said(name, value, line) {
  if (!value.length) return "none";
  if (name === "at") return line.querySelector(".time").textContent;
  if (name === "note") return `“${value}”`;
  if (name === "chips") value = value.map((chip) => chip.label).join(", ");
  if (name === "flags") value = value.map((flag) => form.querySelector(`[name=flag][value="${CSS.escape(flag)}"]`)?.parentElement.textContent.trim() ?? flag).join(", ");
  if (form.elements[name]?.options) value = [...form.elements[name].options].find((option) => option.value === value)?.textContent ?? value;
  return name === "next" ? value.replace("T", " ") : value;
}

function paper(line) {
  const {paper, paperAt} = line.dataset;
  const how = {printed: "printed", browser: "sent to print", printing: "sent to the printer", unsure: "perhaps printed"}[paper];
  notice("paper", how && `This row was ${how} at ${paperAt}.`);
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
  ask();
  $("preview").classList.add("stale"); // seen only where the new one takes long
  drawn = new Promise((done) => {
    overtake = done;
    waiting = setTimeout(() => make(mine).catch(() => fail(mine)).finally(done), after);
  });
}

async function make(mine) {
  const made = await sheets.make(visit(), style(), opened.id);
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
  else if (!sheet) told("Can’t print yet: this visit has no sheet. Mend what is said below.");
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

combobox($("patient"), (typed) => {
  const words = fold(typed).split(" ").filter(Boolean);
  return [...document.querySelectorAll("#today [data-row]")].map((line) => ({line, fields: fieldsOf(line)}))
    .filter(({fields}) => {
      const names = fold(fields.patient).split(" ");
      return words.every((word) => names.some((name) => name.startsWith(word)));
    })
    .slice(0, 8)
    .map(({line, fields}) => ({label: fields.patient, detail: detail(line), id: line.dataset.row}));
}, (chosen) => {
  if (chosen) go(chosen.id);
  else rename(true);
}, {first: false}); // a name that begins alike may be another patient's

// detail tells a row from others, and from others of the same name.
function detail(line) {
  const {patient, chips, therapist} = fieldsOf(line);
  const parts = [line.querySelector(".time").textContent];
  if (rowsOf(patient).length > 1) parts.push(chips.map((chip) => chip.label).join(", ") || "no area", therapist);
  if (line.classList.contains("held")) parts.push(line.classList.contains("skipped") ? "no sheet" : "in doubt");
  return parts.filter(Boolean).join(" · ");
}

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

// take opens a row of the list, and brings the form into sight.
function take(id) {
  const ready = go(id);
  for (const column of [form, $("preview").parentElement]) column.scrollTop = 0;
  // On a tablet the focus would open a keyboard over the body map.
  if (matchMedia("(pointer: fine)").matches) $("area").focus();
  else form.scrollIntoView();
  return ready;
}

document.addEventListener("click", (clicked) => {
  const line = clicked.target.closest("#today .row");
  if (line) take(line.dataset.row);
});

form.addEventListener("input", (typed) => {
  if (typed.target.id === "area") return keep();
  if (typed.target.id === "at") ended = "";
  if (typed.target.id === "patient") rename(false);
  changed();
});
form.addEventListener("submit", (sent) => sent.preventDefault());
$("empty").addEventListener("click", () => {
  go("");
  $("patient").focus();
});

// named is the sheet that the address names.
const named = () => /^#([\w-]+)$/.exec(location.hash)?.[1] ?? "";

addEventListener("popstate", () => open(named()));

const reloaded = named();

// offer shows who is next, while nobody is in the form.
function offer() {
  const next = opened.id ? null : $("today")?.querySelector(".row.next");
  if (!next) return notice("next");
  const {patient} = fieldsOf(next);
  notice("next", `Next: ${next.querySelector(".time").textContent}, ${patient || "(no name)"}`, "next", [`Take ${patient || "this row"}`, () => take(next.dataset.row)]);
}

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
  const {id} = opened;
  rename(true); // a name that is still being typed
  if (opened.id !== id) return told("This is a new sheet now: look at it, and press again.");
  if (!form.elements.at.value) redraw(0); // now is when it is printed
  const shown = await settled();
  if (shown) await print(shown.id, by, {patient: form.elements.patient.value.trim(), row: opened.id}, ...(unseen().length ? ["unseen"] : []));
}

// The keys that print a page print the sheet.
addEventListener("keydown", (pressed) => {
  if (!(pressed.ctrlKey || pressed.metaKey) || pressed.key.toLowerCase() !== "p") return;
  pressed.preventDefault();
  if (!pressed.repeat) $("print").click();
});

// print sends a sheet to paper. The program may want to be told that somebody is
// sure: it was printed already, say.
async function print(id, by, of, ...said) {
  const answer = await fetch(`/sheets/${id}/print?${[`by=${by}`, ...said].join("&")}`, {method: "POST"});
  if (answer.status === 200) return ask((await answer.json()).doubts, () => print(id, by, of, "sure"));
  if (!answer.ok) return told(await answer.text());
  const {print: printing, at} = await answer.json();
  sent = {id, printing, by, at, ...of};
  if (by === "browser") outcome("in the dialog, leave the size at 100 % (actual size)", "", true);
  else outcome("sent to the printer");
  if (of.row !== undefined && of.row === opened.id) {
    opened.seen = opened.row;
    if (!opened.row) Object.assign(opened, {owner: of.patient, name: of.patient, from: null}); // it is theirs now
    keep();
    await ready();
  }
  if (by === "browser") await printHere(`/sheets/${id}.pdf`, $("told"));
}

// ready is the form for the next patient: Enter takes who is offered.
async function ready() {
  go("");
  await refresh("today");
  offer();
  const next = $("notices").querySelector(".next button");
  if (next) next.focus();
  else if (matchMedia("(pointer: fine)").matches) $("patient").focus();
}

// ask wants to know whether it shall be printed all the same. Without doubts the
// question goes.
function ask(doubts, yes) {
  if ($("ask").hidden && !doubts) return;
  $("ask").hidden = !doubts;
  $("ask-why").replaceChildren(...(doubts ?? []).map((doubt) => Object.assign(document.createElement("p"), {textContent: doubt})));
  $("ask-yes").onclick = () => { ask(); yes(); };
  if (doubts) $("ask-no").focus(); // who presses Enter twice prints nothing
}
$("ask-no").addEventListener("click", () => {
  ask();
  $("print").focus();
});

let sent = null; // what went to paper last

// outcome says what became of it, whoever is in the form meanwhile; open is a
// printing that can be taken back.
function outcome(said, kind = "", open = false) {
  $("outcome").hidden = false;
  $("outcome").className = `outcome ${kind}`;
  $("outcome-said").textContent = `${sent.patient || "The sheet"}: ${said}`;
  $("undo").hidden = !open;
}

// tellSent says how far the sheet has come that went to paper last.
function tellSent() {
  const line = sent && [...$("printed").querySelectorAll("[data-print]")].find((line) => line.dataset.print === sent.printing);
  if (!line || line.matches(".browser") || $("outcome").hidden && !line.matches(".failed, .unsure")) return;
  outcome(line.dataset.state, line.matches(".failed, .unsure") ? "wrong" : "", line.matches(".unsure"));
}

// takeBack says that the dialog was cancelled: the row waits for its sheet again.
async function takeBack(printing) {
  const answer = await fetch(`/printed/${printing}/undo`, {method: "POST"});
  if (!answer.ok) return told(await answer.text());
  if (sent?.printing !== printing) return;
  await refresh("today");
  if (sent.row && !opened.id) go(sent.row);
}
$("undo").addEventListener("click", () => takeBack(sent.printing));

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
    print(button.dataset.again, $("print").dataset.by, {patient: button.closest("li").querySelector("strong").textContent}, "again").finally(() => { button.disabled = false; });
  }
  if (button?.dataset.undo) takeBack(button.dataset.undo);
  if (button?.dataset.note) copy(button.dataset.note);
});

// ---- rows that a person has to decide about, and columns that nobody knows

async function send(address, values, place) {
  const answer = await fetch(address, {method: "POST", body: new URLSearchParams(values)});
  if (!answer.ok) place(await answer.text());
  return answer.ok;
}

$("today")?.addEventListener("click", async (clicked) => {
  const button = clicked.target.closest(".held button"), line = button?.closest(".held");
  if (!line) return;
  const id = line.dataset.row;
  button.disabled = true;
  let done;
  if (button.dataset.always) done = await send(`/rows/${id}/always`, {of: button.dataset.of, answer: button.dataset.always}, told);
  else if ("clinic" in button.dataset) done = await send("/clinic", {}, told);
  else done = await send(`/rows/${id}/answer`, {sheet: button.dataset.answer, at: button.dataset.at ?? ""}, told);
  button.disabled = false;
  if (done && button.dataset.said) answered(button.dataset.said, "always" in button.dataset);
  if (!done || button.dataset.answer !== "make") return;
  await refresh("today");
  take(id);
});

// answered says what was answered for good, and whether that can be taken back.
function answered(said, back) {
  $("answered-said").textContent = said;
  $("answered").hidden = false;
  $("unanswer").hidden = !back;
}

$("unanswer")?.addEventListener("click", async () => {
  if (await send("/always/undo", {}, told)) $("answered").hidden = true;
});

// Its forms are called as the program has them.
$("banner")?.addEventListener("submit", async (sent) => {
  sent.preventDefault();
  const say = (text) => { $("columns-said").textContent = text; };
  say("Reading it …");
  const {said} = sent.submitter.dataset;
  if (await send(`/${sent.target.id}`, new FormData(sent.target, sent.submitter), say)) answered(said, true);
});

// ---- what changes by itself

// refresh takes a list over as it is now. Who reads in it stays where they are.
async function refresh(id) {
  const answer = await fetch(`/${id}`);
  if (!answer.ok) return;
  const text = await answer.text();
  const place = $(id), buttons = () => [...place.querySelectorAll("button, summary")];
  const focused = buttons().indexOf(document.activeElement);
  const scrolled = place.querySelector(".rows")?.scrollTop;
  const whose = (details) => details.closest("[data-row]")?.dataset.row;
  const unfolded = [...place.querySelectorAll("details[open]")].map(whose);
  if (place.shown === text) return;
  const chosen = [...place.querySelectorAll("select")].filter((select) => select.value !== select.querySelector("[selected]")?.value)
    .map((select) => [select.getAttribute("aria-label"), select.value]);
  place.shown = text;
  place.innerHTML = text;
  for (const [label, value] of chosen) {
    const select = place.querySelector(`select[aria-label="${CSS.escape(label)}"]`);
    if (select && value) select.value = value;
  }
  if (scrolled) place.querySelector(".rows")?.scrollTo(0, scrolled);
  for (const details of place.querySelectorAll("details")) details.open = unfolded.includes(whose(details));
  if (focused >= 0) buttons()[focused]?.focus({preventScroll: true});
  if (id !== "today") return;
  mark();
  follow();
  offer();
}

// seeNext brings the next patient into sight, unless somebody is in the list.
function seeNext() {
  if (!$("today")?.matches(":hover, :focus-within")) $("today")?.querySelector(".next")?.scrollIntoView({block: "nearest"});
}

// refreshList looks at the export anew, and at what is said of it.
async function refreshList() {
  if (!$("today")) return;
  // Who names the columns is not disturbed.
  if (!$("banner").contains(document.activeElement)) await refresh("banner");
  await refresh("today");
}

on("today", async () => {
  if ($("banner")) await refresh("banner");
  if ($("today")) await refresh("today");
});
on("printed", async () => {
  await refresh("printed");
  tellSent();
  if (!$("today")) return;
  await refresh("today");
  seeNext();
});
on("texts", async () => {
  redraw(0);
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  const clinic = page.querySelector(".bar .clinic"); // its name may be another
  if (clinic) document.querySelector(".bar .clinic").replaceWith(clinic);
});
setInterval(refreshList, 60_000); // who is next, and how old the export is, goes by the clock

seeNext();
open(named());
