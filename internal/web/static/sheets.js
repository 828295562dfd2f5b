// Sheets, as the program makes them.

// Each page that is open has its own last sheets, whatever the others make.
const page = document.body.dataset.page;

// make has the sheet of a visit made; row is whose it is. What comes back is the sheet ({id,
// address, pages, note, warnings}) or what is wrong ({errors}).
export async function make(visit, style, row = "") {
  const answer = await fetch(`/sheets?${new URLSearchParams(style)}`, {
    method: "POST", headers: {"Content-Type": "application/json", "Aftercare-Page": page, "Aftercare-Row": row}, body: JSON.stringify(visit),
  });
  return answer.json();
}
