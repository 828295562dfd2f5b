package table

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

var errInterrupt = errors.New("interrupted")

// breaking is a file that fails once so many bytes were read of it, as one does
// whose reading a person stops.
type breaking struct {
	*bytes.Reader
	left int
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errInterrupt
	}
	return b.Reader.Read(p)
}

// What stops the reading is what is said, for every sort of file, and never that
// the file is damaged. No more records come.
func TestInterrupt(t *testing.T) {
	sheet := strings.Repeat(`<row><c t="inlineStr"><is><t>Ana</t></is></c></row>`, 3000)
	files := map[string][]byte{
		"day.csv":  []byte(strings.Repeat("Ana,2026-11-23\n", 20_000)),
		"day.xlsx": zipOf(t, parts(sheet)),
		"day.ods":  ods(t, `<table:table table:name="Day">`+strings.Repeat(`<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>`, 3000)+`</table:table>`),
		"day.html": []byte("<table>" + strings.Repeat("<tr><td>Ana<td>1</tr>", 20_000) + "</table>"),
		"day.xml":  []byte(xmlBookHead + `<Worksheet ss:Name="Day"><Table>` + strings.Repeat(`<Row><Cell><Data ss:Type="String">a</Data></Cell></Row>`, 5000) + `</Table></Worksheet></Workbook>`),
		"day.ics":  []byte("BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n", 10_000) + "END:VCALENDAR\n"),
		"day.xls":  []byte(oldOffice + strings.Repeat("\x00", 1<<18)),
	}
	for name, file := range files {
		whole := read(name, file, Options{})
		stopped := 0
		for left := 0; left < 1<<22; left += 1 + left/3 + 50_000 {
			got, err := readBreaking(name, &breaking{bytes.NewReader(file), left})
			switch {
			case errors.Is(err, errInterrupt):
				stopped++
			case err != nil && errorText(err) != whole:
				t.Errorf("%s, %d: %v", name, left, err)
			case err == nil && got != strings.Count(whole, "\n"):
				t.Errorf("%s, %d: %d records", name, left, got)
			}
		}
		if stopped == 0 {
			t.Errorf("%s was never stopped", name)
		}
	}
}

// Records of what was read before stop as well.
func TestInterruptOfWhatIsRead(t *testing.T) {
	for name, file := range map[string][]byte{
		"day.ics": []byte("BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n", 10_000) + "END:VCALENDAR\n"),
		"day.ods": ods(t, `<table:table table:name="Day"><table:table-row table:number-rows-repeated="100000"><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`),
	} {
		r := &breaking{bytes.NewReader(file), 1 << 40}
		f, err := Open(name, r, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		n, last := 0, error(nil)
		for _, err := range f.Tables()[0].Records(0) {
			n, last, r.left = n+1, err, 0
		}
		if n > 2*aliveEvery || !errors.Is(last, errInterrupt) {
			t.Errorf("%s: %d records, then %v", name, n, last)
		}
	}
}

func readBreaking(name string, r io.Reader) (records int, err error) {
	f, err := Open(name, r, Options{})
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for _, table := range f.Tables() {
		if table.Name != "" {
			records++ // the line that names it
		}
		for _, err := range table.Records(0) {
			if err != nil {
				return records, err
			}
			records++
		}
	}
	return records, nil
}
