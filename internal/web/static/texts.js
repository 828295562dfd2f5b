// The authors' tab: the text that is being written, on paper, after each save.

import {on} from "./events.js";
import {show} from "./preview.js";
import * as findings from "./findings.js";
import * as sheets from "./sheets.js";

const form = document.getElementById("form");
const choice = document.getElementById("text");
const preview = document.getElementById("preview");
const place = document.getElementById("findings");
const open = document.getElementById("open");

// visit is nobody's.
function visit() {
  const [handout, language] = choice.value.split("/");
  const fields = new FormData(form);
  const area = fields.get("area");
  return {patient: "Sample Patient", areas: area ? [area] : [], flags: fields.getAll("flag"), handout, language};
}

function style() {
  const fields = new FormData(form);
  return {paper: fields.get("paper"), large_print: fields.has("large_print")};
}

let turn = 0;

// draw makes the sheet. What another choice overtakes is dropped; what cannot
// be made leaves the sheet of before.
async function draw() {
  document.getElementById("stale").hidden = !choice.selectedOptions[0]?.hasAttribute("data-stale");
  const mine = ++turn;
  const made = await sheets.make(visit(), style());
  if (mine !== turn) return;
  findings.show(place, made.errors ?? made.warnings, made.errors ? "error" : "warning");
  if (made.errors) return;
  open.href = made.address;
  await show(preview, made.address, "The sample sheet");
}

// refresh takes over what a save has changed, and turns to what was saved.
async function refresh() {
  const answer = await fetch("/texts/state");
  if (!answer.ok) return;
  const changed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const choices = changed.querySelector("select");
  const {saved, said} = choices.dataset;
  const wanted = [...choices.options].some((o) => o.value === saved) ? saved : choice.value;
  choice.replaceChildren(...choices.childNodes);
  choice.value = wanted;
  if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  document.getElementById("state").replaceChildren(...changed.querySelector("div").childNodes);
  document.getElementById("said").textContent = said;
  await later();
}

// A program that has stopped is told of by the frame.
function later() { return draw().catch(() => {}); }

on("texts", () => refresh().catch(() => {}));
form.addEventListener("change", later);
form.addEventListener("submit", (submitted) => submitted.preventDefault());
later();
