// The very PDF, drawn by PDF.js, so that it looks alike in every browser.

// A browser too old for PDF.js still fills the form, prints and downloads.
const library = import("/assets/pdfjs/pdf.min.mjs").then((pdfjs) => {
  pdfjs.GlobalWorkerOptions.workerSrc = "/assets/pdfjs/pdf.worker.min.mjs";
  return {pdfjs, worker: new pdfjs.PDFWorker()};
});
library.catch(() => {
  document.getElementById("preview").textContent = "This browser is too old to draw the sheet. Printing and downloading work.";
});

// Sharper than this costs time and nobody sees it.
const sharpest = 3;

const shown = new WeakMap(); // container → what it shows and how wide

// show draws all pages of a file into container. Pages are swapped in when they
// are done, so nothing flickers; a file that another overtakes is dropped.
export async function show(container, address, words) {
  const turn = {address, words, width: container.clientWidth};
  shown.set(container, turn);
  watch(container);
  const answer = await fetch(address);
  if (!answer.ok || shown.get(container) !== turn) return false;
  const {pdfjs, worker} = await library;
  const task = pdfjs.getDocument({data: await answer.arrayBuffer(), worker, useWasm: false});
  try {
    const file = await task.promise;
    const pages = [];
    for (let n = 1; n <= file.numPages && shown.get(container) === turn; n++) {
      pages.push(await draw(await file.getPage(n), turn, n, file.numPages));
    }
    if (shown.get(container) !== turn) return false;
    container.replaceChildren(...pages);
    container.setAttribute("aria-busy", "false");
    return true;
  } finally {
    task.destroy();
  }
}

async function draw(page, turn, n, of) {
  const natural = page.getViewport({scale: 1});
  const sharpness = Math.min(devicePixelRatio, sharpest);
  const viewport = page.getViewport({scale: Math.max(turn.width, 100) * sharpness / natural.width});
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${turn.words ?? "The sheet"}, page ${n} of ${of}`);
  await page.render({canvas, viewport}).promise;
  return canvas;
}

// A page that has another width is drawn again.
const observer = new ResizeObserver((entries) => {
  for (const {target} of entries) {
    const turn = shown.get(target);
    if (turn && Math.abs(target.clientWidth - turn.width) > 4) show(target, turn.address, turn.words);
  }
});

const watched = new WeakSet();

function watch(container) {
  if (!watched.has(container)) observer.observe(container);
  watched.add(container);
}
