// What was typed for a row and not printed: here while the page is open, and in
// the program's memory, so that it is there after F5. The browser stores none of
// it.

const kept = new Map(); // row → draft
const unsent = new Set();
let waiting = 0;

// keep notes what stands in the form for a row.
export function keep(row, draft) {
  kept.set(row, draft);
  unsent.add(row);
  clearTimeout(waiting);
  waiting = setTimeout(flush, 200);
}

// recall gives what was typed for a row before this page was loaded, or nothing.
export async function recall(row) {
  const answer = await fetch(`/drafts/${row}`);
  if (answer.status !== 200) return null;
  const draft = await answer.json();
  if (!kept.has(row)) kept.set(row, draft);
  return kept.get(row);
}

// here is what recall would give at once, if anything.
export const here = (row) => kept.get(row) ?? null;

// flush tells the program what it does not know yet.
export function flush() {
  clearTimeout(waiting);
  for (const row of unsent) {
    // A page that is being left still sends it.
    fetch(`/drafts/${row}`, {method: "POST", keepalive: true, headers: {"Content-Type": "application/json"}, body: JSON.stringify(kept.get(row))}).catch(() => {});
  }
  unsent.clear();
}

addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", () => document.hidden && flush());
