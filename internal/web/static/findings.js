// What the program finds wrong with a sheet, above it.

// show lists findings in place, each with its hint.
export function show(place, findings, severity) {
  place.replaceChildren(...findings.map(({message, hint}) => {
    const p = document.createElement("p");
    p.className = `finding ${severity}`;
    p.textContent = message;
    if (hint) {
      const more = document.createElement("span");
      more.className = "hint";
      more.textContent = hint;
      p.append(document.createElement("br"), more);
    }
    return p;
  }));
}
