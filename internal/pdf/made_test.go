package pdf

import (
	"strings"
	"testing"

	"aftercare/internal/page"
)

// Made knows our files by what is in them, and no longer when somebody has changed
// them.
func TestMade(t *testing.T) {
	b := book(t)
	sheet := handoutSheet(b, page.Bold, "A")
	sheet.Title = `Neck & jaw: "easy"`
	file := write1(t, NewCatalogue(b), sheet)
	if title, ours := Made(file); !ours || title != sheet.Title {
		t.Errorf("%q %v", title, ours)
	}
	for says, other := range map[string]string{
		"nothing": "", "text": "a,b\n", "of another program": "%PDF-1.7\n%%EOF\n",
		"added to": string(file) + "1 0 obj\n%%EOF\n", "cut": string(file[:len(file)-3]),
		"of another producer": strings.Replace(string(file), `Producer="aftercare"`, `Producer="Acrobat__"`, 1),
	} {
		if _, ours := Made([]byte(other)); ours {
			t.Errorf("%s is taken for ours", says)
		}
	}
	for says, cut := range map[string]bool{"": true, "\x00\x00": true, "%PD": true, string(file[:99]): true, string(file): false, "a,b": false} {
		if Cut([]byte(says)) != cut {
			t.Errorf("%.20q: cut is not %v", says, cut)
		}
	}
}
