// What has changed in the program, told to the page: since the page was made,
// and after a cut of the line since what it heard last.

const source = new EventSource(`/events?since=${document.body.dataset.told}`);
const lost = document.getElementById("lost");

source.addEventListener("open", () => { lost.hidden = true; });
source.addEventListener("error", () => { lost.hidden = false; });
// A page that is left closes its line at once, so that it is not taken for a
// program that has stopped.
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", (shown) => { if (shown.persisted) location.reload(); });

// on calls what whenever the program tells of a change of that name.
export function on(name, what) { source.addEventListener(name, what); }
