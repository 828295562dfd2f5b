// The browser's own print dialog.

// printHere opens it on a file; told is an element for what a person has to do.
export async function printHere(address, told) {
  document.getElementById("paper-frame")?.remove();
  if (!navigator.pdfViewerEnabled || isTablet()) return inATab(address, told);
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
    inATab(address, told); // a viewer that the page may not talk to
  }
}

// An iPad says that it can show PDFs, and prints the page around the frame.
const isTablet = () => navigator.maxTouchPoints > 1 && navigator.vendor.startsWith("Apple");

// inATab shows the file to a browser that does not print one from a frame. One
// that opens no tabs by itself is given a link.
function inATab(address, told) {
  if (open(address)) return;
  const link = document.createElement("a");
  Object.assign(link, {href: address, target: "_blank", textContent: "Open the sheet to print it"});
  told.replaceChildren(link);
  link.focus();
}
