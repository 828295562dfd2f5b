// What has changed in the program, told to the page.

const source = new EventSource("/events");
const lost = document.getElementById("lost");
const told = [];

// A line that was cut for a while has missed what was told on it.
source.addEventListener("open", () => {
  if (!lost.hidden) told.forEach((what) => what());
  lost.hidden = true;
});
source.addEventListener("error", () => { lost.hidden = false; });
// A page that is left closes its line at once, so that it is not taken for a
// program that has stopped.
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", (shown) => { if (shown.persisted) location.reload(); });

// on calls what whenever the program tells of a change of that name.
export function on(name, what) {
  told.push(what);
  source.addEventListener(name, what);
}
