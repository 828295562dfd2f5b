// What a person should know of the visit in the form, each with what can be done
// about it.

// What has changed under somebody's hands stands beside Print, all else beside the
// patient.
const places = {urgent: document.getElementById("urgent"), "": document.getElementById("notices")};
const all = new Map(); // by what it is about

// notice says something, in the place of what was said about the same before;
// without a text it is no longer said. kind is a class; buttons are pairs of words
// and what they do.
export function notice(about, text, kind = "", ...buttons) {
  const before = all.get(about);
  if (!text) {
    before?.remove();
    all.delete(about);
    return;
  }
  const words = [text, kind, ...buttons.map(([label]) => label)].join("\n");
  if (before?.words === words) return; // and the focus stays on its button
  const it = document.createElement("div");
  it.className = `notice ${kind}`;
  it.words = words;
  const p = document.createElement("p");
  p.textContent = text;
  it.append(p, ...buttons.map(([label, act]) => button(label, act)));
  if (before) before.replaceWith(it);
  else (places[kind] ?? places[""]).append(it);
  all.set(about, it);
}

// clear takes back what was said of the visit before.
export function clear() {
  all.clear();
  for (const place of Object.values(places)) place.replaceChildren();
}

function button(label, act) {
  const it = document.createElement("button");
  it.type = "button";
  it.textContent = label;
  it.addEventListener("click", act);
  return it;
}
