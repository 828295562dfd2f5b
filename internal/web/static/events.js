// What has changed in the program, told to the page.

const source = new EventSource("/events");
const lost = document.getElementById("lost");

source.addEventListener("open", () => { lost.hidden = true; });
source.addEventListener("error", () => { lost.hidden = false; });
// A page that is left closes its line at once, so that it is not taken for a
// program that has stopped.
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", (shown) => { if (shown.persisted) location.reload(); });

// on calls what whenever the program tells of a change of that name.
export function on(name, what) { source.addEventListener(name, what); }
