// What has changed in the program, told to the page: since the page was made,
// and after a cut of the line since what it heard last.

const lost = document.getElementById("lost");
const told = []; // pairs of a name and what is done then
let seen = document.body.dataset.told;
let source = null;

function open() {
  source = new EventSource(`/events?since=${seen}`);
  source.addEventListener("open", () => { lost.hidden = true; });
  source.addEventListener("error", () => {
    // Who is no longer let in is shown out, and keeps no sheet on the screen.
    if (source.readyState === EventSource.CLOSED) location.reload();
    lost.hidden = false;
  });
  for (const [name, what] of told) listen(name, what);
}

function listen(name, what) {
  source?.addEventListener(name, (event) => {
    seen = event.lastEventId;
    what();
  });
}

function close() {
  source?.close();
  source = null;
}

// on calls what whenever the program tells of a change of that name.
export function on(name, what) {
  told.push([name, what]);
  listen(name, what);
}

// A page that nobody sees holds no line: a browser has six for all its tabs.
document.addEventListener("visibilitychange", () => {
  close();
  if (!document.hidden) open();
});
addEventListener("pagehide", close);
addEventListener("pageshow", (shown) => { if (shown.persisted) location.reload(); });

if (!document.hidden) open();
