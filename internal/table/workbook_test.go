package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"aftercare/internal/diag"
)

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpec = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relSpec  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// parts are the files of a workbook with one sheet called Day.
func parts(sheetData string) map[string]string {
	return map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="a" Type="` + relSpec + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            xmlHead + `<workbook xmlns="` + mainSpec + `" xmlns:r="` + relSpec + `"><sheets><sheet name="Day" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="` + relSpec + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="` + relSpec + `/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="` + relSpec + `/styles" Target="/xl/styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml": xmlHead + `<sst xmlns="` + mainSpec + `"><si><t>Ana Ruiz</t></si><si><r><t xml:space="preserve">Ben </t></r><r><rPr><b/></rPr><t>Ode</t></r><rPh sb="0" eb="1"><t>ベン</t></rPh></si><si/><si><t>a_x000D_
b_x0041_</t></si></sst>`,
		"xl/styles.xml": `<styleSheet xmlns="` + mainSpec + `"><numFmts count="3"><numFmt numFmtId="164" formatCode="d\.m\.yyyy&quot; Uhr&quot;"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;\d"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": xmlHead + `<worksheet xmlns="` + mainSpec + `"><sheetData>` + sheetData + `</sheetData></worksheet>`,
	}
}

func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		to, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(to, parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read is a file as text: a line for each record of each table, or why not.
func read(name string, file []byte, o Options) string {
	f, err := Open(name, bytes.NewReader(file), o)
	if err != nil {
		return errorText(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, t := range f.Tables() {
		if t.Hidden {
			fmt.Fprintf(&b, "%s: hidden\n", t.Name)
			continue
		}
		if t.Name != "" {
			fmt.Fprintf(&b, "%s:\n", t.Name)
		}
		for rec, err := range t.Records(0) {
			if err != nil {
				return errorText(err)
			}
			fmt.Fprintln(&b, recordText(rec))
		}
	}
	return b.String()
}

func recordText(rec Record) string {
	if rec.Fault != "" {
		return fmt.Sprintf("%d ! %s", rec.Line, rec.Fault)
	}
	cells := slices.Clone(rec.Cells)
	for i, day := range rec.Days {
		if day {
			cells[i] = "@" + cells[i]
		}
	}
	text := fmt.Sprintf("%d %s", rec.Line, strings.Join(cells, "|"))
	if rec.Hidden {
		text += " (hidden)"
	}
	return text
}

func errorText(err error) string {
	var list diag.List
	if errors.As(err, &list) && len(list) == 1 {
		return "refused: " + list[0].Message
	}
	return "error: " + err.Error()
}

// Every sort of cell comes out as a person sees it.
func TestWorkbookCells(t *testing.T) {
	for _, test := range []struct{ cells, want string }{
		{`<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>`, "Ana Ruiz|Ben Ode"},
		{`<c t="s"><v>3</v></c>`, "a\nbA"},
		{`<c r="B1" t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><r><t>y </t></r><r><t>z</t></r><rPh><t>no</t></rPh></is></c>`, "|x|y z"},
		{`<c r="A1" t="str"><f>A2&amp;"x"</f><v>O&#39;Neill &amp; &#x5C0F;</v></c>`, "O'Neill & 小"},
		{`<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c>`, "TRUE|FALSE|#REF!"},
		{`<c><v>20560</v></c><c><v>20560.0</v></c><c><v>0.37500000000000006</v></c><c><v>4.6349375E4</v></c><c t="n"><v>-3</v></c><c><v>1e300</v></c>`, "20560|20560|0.375|46349.375|-3|1e+300"},
		{`<c s="1"><v>46349</v></c><c s="2"><v>0.375</v></c><c s="3"><v>46349.375</v></c><c s="4"><v>46349</v></c><c s="5"><v>46349</v></c>`, "@2026-11-23|@09:00:00|@2026-11-23 09:00:00|@2026-11-23|46349"},
		{`<c s="6"><v>0.375</v></c><c s="6"><v>1.5</v></c><c s="1"><v>-1</v></c><c s="1"><v>99999999</v></c><c s="1"><v>1</v></c><c s="1"><v>61</v></c>`, "@09:00:00|36:00:00|-1|99999999|@1900-01-01|@1900-03-01"},
		{`<c s="2"><v>0.9999999999</v></c><c s="3"><v>46349.9999999999</v></c><c s="1" t="s"><v>0</v></c>`, "@00:00:00|@2026-11-24|Ana Ruiz"},
		{`<c t="d"><v>2026-11-23T09:00:00</v></c><c t="d"><v>2026-11-23T00:00:00</v></c><c t="d"><v>2026-11-23T09:00:00Z</v></c><c t="d"><v>soon</v></c>`, "@2026-11-23 09:00:00|@2026-11-23|@2026-11-23 09:00:00Z|soon"},
		{`<c r="XFD1"><v>1</v></c>`, strings.Repeat("|", mostColumns-1) + "1"},
		{`<c t="inlineStr"><is><t>JosÃ© Núñez</t></is></c>`, "José Núñez"},
		{`<c t="inlineStr"><is><t><![CDATA[<b> & ]]>c</t></is></c><c/><!-- nothing --><?pi x?><c><v>1</v><extLst><v>2</v></extLst></c>`, "<b> & c||1"},
	} {
		got := read("day.xlsx", zipOf(t, parts("<row>"+test.cells+"</row>")), Options{})
		if want := "Day:\n1 " + test.want + "\n"; got != want {
			t.Errorf("%s:\n got %q\nwant %q", test.cells, got, want)
		}
	}
}

func TestWorkbookRows(t *testing.T) {
	cell := func(n int) string { return fmt.Sprintf("<c><v>%d</v></c>", n) }
	sheet := `<row>` + cell(1) + `</row><row r="5" hidden="1">` + cell(2) + `</row><row/><row>` + cell(3) + `</row><row r="9" hidden="true"><c r="C9"><v>4</v></c></row><row r="10"><c s="1"/></row>`
	if got, want := read("day.xlsx", zipOf(t, parts(sheet)), Options{}), "Day:\n1 1\n5 2 (hidden)\n7 3\n9 ||4 (hidden)\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The ways in which programs differ when they write workbooks.
func TestWorkbookDialects(t *testing.T) {
	const sheet, want = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46349</v></c></row>`, "Day:\n1 Ana Ruiz|@2026-11-23\n"
	replace := func(p map[string]string, name, old, by string) map[string]string {
		if !strings.Contains(p[name], old) {
			t.Fatalf("%s lacks %q", name, old)
		}
		p[name] = strings.ReplaceAll(p[name], old, by)
		return p
	}
	rename := func(p map[string]string, old, by string) map[string]string {
		p[by] = p[old]
		delete(p, old)
		return p
	}
	without := func(p map[string]string, name string) map[string]string {
		delete(p, name)
		return p
	}
	strict := parts(sheet)
	for name := range strict {
		strict[name] = strings.NewReplacer(mainSpec, "http://purl.oclc.org/ooxml/spreadsheetml/main", relSpec, "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(strict[name])
	}
	prefixed := parts(sheet)
	prefixed["xl/worksheets/sheet1.xml"] = `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c s="1"><x:v>46349</x:v></x:c></x:row></x:sheetData></x:worksheet>`
	wide := parts(sheet)
	wide["xl/worksheets/sheet1.xml"] = utf16Of(t, strings.ReplaceAll(wide["xl/worksheets/sheet1.xml"], "UTF-8", "UTF-16"))
	several := replace(parts(sheet), "xl/workbook.xml", `r:id="r1"/>`, `r:id="r1"/><sheet name="Old" sheetId="2" state="hidden" r:id="r1"/><sheet name="Older" sheetId="3" state="veryHidden" r:id="r1"/><sheet name="Chart" sheetId="4" r:id="r2"/>`)
	for name, p := range map[string]map[string]string{
		"plain": parts(sheet), "strict": strict, "prefixed": prefixed, "UTF-16": wide, "several": several,
		"other case":   rename(parts(sheet), "xl/sharedStrings.xml", "xl/SharedStrings.xml"),
		"backslashes":  rename(parts(sheet), "xl/worksheets/sheet1.xml", `xl\worksheets\sheet1.xml`),
		"absolute":     replace(parts(sheet), "xl/_rels/workbook.xml.rels", `"worksheets/`, `"/xl/worksheets/`),
		"dots":         replace(parts(sheet), "xl/_rels/workbook.xml.rels", `"worksheets/`, `"../xl/./worksheets/`),
		"no first rel": without(parts(sheet), "_rels/.rels"),
		"a mark":       replace(parts(sheet), "xl/worksheets/sheet1.xml", xmlHead, "\xef\xbb\xbf"+xmlHead),
		"single marks": replace(parts(sheet), "xl/workbook.xml", `"`, `'`),
		"from 1904":    replace(replace(parts(sheet), "xl/workbook.xml", "<sheets>", `<workbookPr date1904="1"/><sheets>`), "xl/worksheets/sheet1.xml", "46349", "44887"),
	} {
		want := want
		if name == "several" {
			want += "Old: hidden\nOlder: hidden\n"
		}
		if got := read("day.xlsx", zipOf(t, p), Options{}); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// What is damaged is refused, and says how far it was sound.
func TestDamagedWorkbooks(t *testing.T) {
	row := func(n int, text string) string {
		return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>`, n, n, text)
	}
	sound := row(1, "Patient") + row(2, "Ana")
	for _, test := range []struct{ sheet, want string }{
		{sound + row(3, "B\x01n"), `in the sheet "Day", in or after row 3: a character stands there that no text holds`},
		{sound + row(3, "Ben &nbsp; Ode"), `in the sheet "Day", in or after row 3: a character is named that nobody has declared`},
		{sound + row(3, "Ben & Ode"), `in the sheet "Day", in or after row 3: a character is named that nobody has declared`},
		{sound + row(3, "&#0;"), `in the sheet "Day", in or after row 3: a character is named that nobody has declared`},
		{sound + row(3, "Jos\xe9"), `in the sheet "Day", in or after row 3: bytes stand there that are no characters`},
		{sound + "<row r='3'><c></row>", `in the sheet "Day", in or after row 3: a tag is not closed as it should be`},
		{sound + "<row r='3'><c r=A3/></row>", `in the sheet "Day", in or after row 3: a tag is not written as it should be`},
		{sound + "<row r='3'><c r='A3'<v/></c></row>", `in the sheet "Day", in or after row 3: a tag is not written as it should be`},
		{sound + row(2, "Again"), `in the sheet "Day", in or after row 2: a row is not numbered as it should be`},
		{sound + "<row r='x'/>", `in the sheet "Day", in or after row 2: a row is not numbered as it should be`},
		{sound + "<row><c r='B3'/><c r='A3'/></row>", `in the sheet "Day", in or after row 3: a cell stands where none can`},
		{sound + "<row><c r='3'/></row>", `in the sheet "Day", in or after row 3: a cell stands where none can`},
		{sound + "<row><c t='s'><v>99</v></c></row>", `in the sheet "Day", in or after row 3: a cell names a text that is not there`},
		{sound + "<row><c t='s'><v>x</v></c></row>", `in the sheet "Day", in or after row 3: a cell names a text that is not there`},
		{sound + "</sheetData></worksheet>x", `in the sheet "Day", in or after row 2: text stands behind its end`},
		{sound + "</sheetData></worksheet><a/>", `in the sheet "Day", in or after row 2: text stands behind its end`},
		{"<row><c><v>1", `in the sheet "Day", in or after row 1: a tag is not closed as it should be`},
	} {
		want := "refused: the workbook is damaged " + test.want
		if got := read("day.xlsx", zipOf(t, parts(test.sheet)), Options{}); got != want {
			t.Errorf("%s:\n got %s\nwant %s", test.sheet, got, want)
		}
	}
	for name, test := range map[string]struct {
		change func(map[string]string)
		want   string
	}{
		"unfinished":  {func(p map[string]string) { p["xl/worksheets/sheet1.xml"] = p["xl/worksheets/sheet1.xml"][:200] }, `the workbook is damaged in the sheet "Day", in or after row 1: the file breaks off`},
		"empty":       {func(p map[string]string) { p["xl/worksheets/sheet1.xml"] = "" }, `the workbook is damaged in the sheet "Day", before its first row: the file breaks off`},
		"entities":    {func(p map[string]string) { p["xl/worksheets/sheet1.xml"] = `<!DOCTYPE x [<!ENTITY a "b">]><x/>` }, `the workbook is damaged in the sheet "Day", before its first row: it declares entities of its own, as no spreadsheet does`},
		"no sheet":    {func(p map[string]string) { delete(p, "xl/worksheets/sheet1.xml") }, `the workbook is damaged in the sheet "Day", before its first row: a part of it is missing`},
		"no relation": {func(p map[string]string) { p["xl/_rels/workbook.xml.rels"] = "<Relationships/>" }, `the workbook is damaged: a part of it is missing`},
		"texts": {func(p map[string]string) {
			p["xl/sharedStrings.xml"] = "<sst><si><t>a</t></si><si><t>&b;</t></si></sst>"
		}, `the workbook is damaged in the list of its texts, after 1 of them: a character is named that nobody has declared`},
		"binary":  {func(p map[string]string) { p["xl/workbook.bin"] = "" }, `this is a binary workbook (.xlsb)`},
		"numbers": {func(p map[string]string) { clear(p); p["Index/Document.iwa"] = "" }, `this is a document of Apple Numbers`},
		"letter":  {func(p map[string]string) { p["word/document.xml"] = "" }, `this is a text document, not a table`},
		"zip":     {func(p map[string]string) { clear(p); p["day.csv"] = "" }, `this is a compressed file`},
		"nothing": {func(p map[string]string) { clear(p) }, `this is a compressed file`},
	} {
		p := parts(sound)
		test.change(p)
		if got := read("day.xlsx", zipOf(t, p), Options{}); got != "refused: "+test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
}

// A workbook with any byte changed, or cut anywhere, is read whole or refused:
// never are there fewer rows.
func TestDamageLosesNoRow(t *testing.T) {
	var sheet strings.Builder
	for i := range 30 {
		fmt.Fprintf(&sheet, `<row r="%d"><c r="A%d" t="s"><v>0</v></c><c r="B%d" t="inlineStr"><is><t>Number %d</t></is></c></row>`, i+1, i+1, i+1, i)
	}
	file := zipOf(t, parts(sheet.String()))
	want := read("day.xlsx", file, Options{})
	random := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 3000 {
		damaged := bytes.Clone(file)
		at := random.IntN(len(file))
		if random.IntN(4) == 0 {
			damaged = damaged[:at]
		} else {
			damaged[at] ^= byte(1 + random.IntN(255))
		}
		switch got := read("day.xlsx", damaged, Options{}); {
		case strings.HasPrefix(got, "refused: "):
			refused++
		case got != want:
			t.Fatalf("byte %d: %q", at, got)
		}
	}
	if refused < 2000 {
		t.Errorf("only %d of 3000 were refused", refused)
	}
}

// What is above a limit is refused before it costs much.
func TestWorkbookLimits(t *testing.T) {
	long := strings.Repeat("x", longestCell+1)
	for name, test := range map[string]struct{ sheet, want string }{
		"cell":    {"<row><c t='inlineStr'><is><t>" + long + "</t></is></c></row>", `in the sheet "Day", in or after row 1: a cell is longer than 128 KiB`},
		"runs":    {"<row><c t='inlineStr'><is>" + strings.Repeat("<r><t>"+long[:1<<16]+"</t></r>", 3) + "</is></c></row>", `in the sheet "Day", in or after row 1: a cell is longer than 128 KiB`},
		"columns": {"<row><c r='XFE1'/></row>", `in the sheet "Day", in or after row 1: it has more than 16384 columns`},
		"letters": {"<row><c r='" + strings.Repeat("Z", 100) + "1'/></row>", `in the sheet "Day", in or after row 1: it has more than 16384 columns`},
		"rows":    {"<row r='1048577'/>", `in the sheet "Day", before its first row: it has more than 1048576 rows`},
		"cells":   {strings.Repeat("<row><c r='XFD1'><v>1</v></c></row>", 2100), `in the sheet "Day", in or after row 2049: it has more than 33554432 cells`},
		"size":    {strings.Repeat("<!--"+long[:1<<16]+"-->", 2050), `in the sheet "Day", before its first row: it unpacks to more than 128 MiB`},
	} {
		got := read("day.xlsx", zipOf(t, parts(test.sheet)), Options{})
		if want := "refused: the workbook is too large " + test.want; got != want {
			t.Errorf("%s:\n got %.200s\nwant %s", name, got, want)
		}
	}
	if got := read("day.xlsx", zipOf(t, parts(strings.Repeat("<a>", deepest))), Options{}); !strings.HasSuffix(got, "too deep within one another") {
		t.Error(got)
	}
	many := parts("")
	for i := range 20_000 {
		many[fmt.Sprintf("xl/theme/%d.xml", i)] = ""
	}
	if got := read("day.xlsx", zipOf(t, many), Options{}); got != "refused: the workbook is too large: it has more parts than a workbook" {
		t.Error(got)
	}
}

// What another program writes is read.
func TestWorkbookOfExcelize(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 22})
	for cell, value := range map[string]any{"A1": "Ana", "B1": 46349.375, "C1": true, "D1": 20560, "E1": "two\nlines"} {
		if err == nil {
			err = f.SetCellValue("Sheet1", cell, value)
		}
	}
	var b bytes.Buffer
	if err == nil {
		err = f.SetCellStyle("Sheet1", "B1", "B1", style)
	}
	if err == nil {
		err = f.Write(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got, want := read("day.xlsx", b.Bytes(), Options{}), "Sheet1:\n1 Ana|@2026-11-23 09:00:00|TRUE|20560|two\nlines\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFormats(t *testing.T) {
	for code, want := range map[string]format{
		"General": bare, "Standard": bare, "0.00": bare, "#,##0 \"days\"": bare, `0\d`: bare, "[Red]0": bare, "[$-409]0": bare, "0.00E+00": bare, "@": bare, "0_d": bare, `"Uhr`: bare, "0;yyyy": bare, "": bare,
		"d/m/yy": moment, "[$-409]d-mmm-yy;@": moment, "h:mm AM/PM": moment, "mmm": moment, `yyyy"y"`: moment, "[Blue]hh:mm": moment, "mm:ss.0": moment, `\Tyyyy`: moment, "GENERAL YY": moment,
		"[h]:mm": elapsed, "[hh]:mm:ss": elapsed, "[mm]": elapsed, "[ss].0": elapsed,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("%q: got %d, want %d", code, got, want)
		}
	}
	for id, want := range map[int]format{0: bare, 2: bare, 14: moment, 22: moment, 37: bare, 45: moment, 46: elapsed, 49: bare, 57: moment} {
		if got := builtIn(id); got != want {
			t.Errorf("%d: got %d, want %d", id, got, want)
		}
	}
}

// An old workbook and a locked one have different ways out.
func TestOldOffice(t *testing.T) {
	for name, want := range map[string]string{
		"EncryptedPackage": "this workbook is locked with a password",
		"Workbook":         "this is an old Excel workbook (.xls)",
		"Book\x00":         "this is an old Excel workbook (.xls)",
		"WordDocument":     "this is an old text document (.doc), not a table",
	} {
		for _, before := range []int{0, 1 << 15, 1<<15 - 9, 1<<16 + 5} { // names may be cut by how the file is read
			file := oldOffice + strings.Repeat("\x00", before) + string(wide(name)) + strings.Repeat("\x00", 100)
			if got := read("day.xls", []byte(file), Options{}); got != "refused: "+want {
				t.Errorf("%s after %d: %s", name, before, got)
			}
		}
	}
}

// FuzzSheet: of any sheet, every row that holds something is a record, or
// the sheet is refused.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row hidden="1"><c><v>2</v></c></row>`)
	f.Add(`<row r="9"><c r="ZZ9" t="str"><v>99</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row><row/>`)
	f.Add(`<row><c t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row></sheetData><sheetData>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		text := read("fuzz.xlsx", zipOf(t, parts(sheet)), Options{})
		if strings.HasPrefix(text, "refused: ") || strings.HasPrefix(text, "error: ") {
			return
		}
		want := rowsWithText(parts(sheet)["xl/worksheets/sheet1.xml"])
		book, err := Open("fuzz.xlsx", bytes.NewReader(zipOf(t, parts(sheet))), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for range book.Tables()[0].Records(0) {
			got++
		}
		if got < want {
			t.Errorf("%d records of %d rows", got, want)
		}
	})
}

// rowsWithText counts, with another reader of XML, the rows that surely show
// something: a number, or text that is no mere reference.
func rowsWithText(text string) int {
	d := xml.NewDecoder(strings.NewReader(text))
	var open []string
	rows, filled := 0, false
	for {
		token, err := d.Token()
		if err != nil {
			return rows
		}
		switch e := token.(type) {
		case xml.StartElement:
			open = append(open, e.Name.Local)
			if len(open) == 3 {
				filled = false
			}
		case xml.CharData:
			n, err := strconv.Atoi(string(e))
			filled = filled || slices.Equal(open, []string{"worksheet", "sheetData", "row", "c", "v"}) && err == nil && n != 2 // which is an empty text
		case xml.EndElement:
			if filled && slices.Equal(open, []string{"worksheet", "sheetData", "row"}) {
				rows++
			}
			open = open[:len(open)-1]
		}
	}
}

// FuzzSharedTexts: whatever the list holds, it is read or refused.
func FuzzSharedTexts(f *testing.F) {
	f.Add(parts("")["xl/sharedStrings.xml"])
	f.Add("<sst><si><t>a&amp;_x000A_</t><rPh><t/></rPh></si></sst>")
	f.Fuzz(func(t *testing.T, text string) {
		texts, reached, err := readShared(strings.NewReader(text))
		if err != nil {
			return
		}
		if len(texts.ends) != reached {
			t.Errorf("%d of %d", len(texts.ends), reached)
		}
		for i := range texts.ends {
			if _, ok := texts.at(i); !ok {
				t.Errorf("text %d is lost", i)
			}
		}
	})
}

// The cases of damage that were met are refused, and the sound ones are read.
func TestWorkbooksOfTestdata(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.xlsx")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, strings.TrimSuffix(path, filepath.Ext(path))+".golden", read(filepath.Base(path), file, Options{}))
	}
}
