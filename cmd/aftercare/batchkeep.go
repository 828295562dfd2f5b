package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"aftercare/internal/batch"
	"aftercare/internal/diag"
)

// days is how long sheets are kept, 0 is for ever.
func (o *batchOptions) days() (int, error) {
	if o.keep == "" {
		return 0, nil
	}
	number, inDays := strings.CutSuffix(o.keep, "d")
	days, err := strconv.Atoi(number)
	switch {
	case err != nil || !inDays || days < 1 || days > 36500:
		return 0, usagef("write 14d: 1 day or more", "--keep: %q is no number of days", o.keep)
	case o.out != "":
		return 0, usagef("leave one of them out", "--keep is about the folders of the days in %s, and --out about another", sheetsFolder)
	}
	return days, nil
}

// removeOld removes the sheets of days that are longer past, and says so.
func (a *app) removeOld(days int, o batchOptions) error {
	all, err := batch.RemoveOld(sheetsFolder, o.now.AddDate(0, 0, -days), o.dryRun || o.explain)
	for _, old := range all {
		switch {
		case o.json:
			text, _ := json.Marshal(struct {
				Event   string `json:"event"`
				Folder  string `json:"folder"`
				Sheets  int    `json:"sheets"`
				Removed bool   `json:"removed"`
				Kept    string `json:"kept,omitempty"`
			}{"old", old.Dir, old.Sheets, old.Kept == "" && !o.dryRun, old.Kept})
			fmt.Fprintf(a.stdout, "%s\n", text)
		case old.Kept != "":
			a.report(diag.List{{Severity: diag.Warning, Message: fmt.Sprintf("%s: it stays: %s", old.Dir, old.Kept), Hint: "look at it, and remove it yourself"}})
		case !o.quiet:
			fmt.Fprintf(a.stdout, "%s %s: %s, more than %s past\n", map[bool]string{true: "would remove", false: "removed"}[o.dryRun], old.Dir, count(old.Sheets, "sheet"), count(days, "day"))
		}
	}
	return err
}
