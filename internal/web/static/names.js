// Whether a name that is typed over another is the same person's.

// fold leaves accents, case, hyphens and dots out of account.
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s,.\-’']+/g, " ").trim();

// begins says that a name may yet become the other one, or a correction of it:
// letters were deleted, or are being typed again.
export function begins(typed, name) {
  const [now, was] = [fold(typed), fold(name)];
  return Math.min(...distances(now, was)) <= Math.floor(now.length / 3);
}

// corrects says that a name is another spelling of the first: no more than a slip
// of a letter in a word, of two in a long one, or names added to all that were there.
// A name that lost a part may be somebody else's, and a Jr is the son of a Sr.
export function corrects(typed, name) {
  const [now, was] = [fold(typed).split(" "), fold(name).split(" ")];
  if (now.filter(isSuffix).join() !== was.filter(isSuffix).join()) return false;
  if (was.every((word) => now.includes(word))) return true;
  if (now.length !== was.length) return slips(now.join(" "), was.join(" ")) <= 1;
  const each = was.map((word, i) => slips(now[i], word));
  return each.every((n, i) => n <= (was[i].length < 6 ? 1 : 2)) && each.reduce((sum, n) => sum + n) <= 2;
}

const isSuffix = (word) => ["jr", "sr", "junior", "senior", "ii", "iii", "iv"].includes(word);

const slips = (a, b) => distances(a, b).at(-1);

// distances are how many letters have to be changed, added, taken or swapped with
// the next one to make each of the beginnings of b, and at last b itself, of a.
function distances(a, b) {
  let [before, last] = [[], [...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last;
}
