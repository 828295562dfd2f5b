package table

import (
	"strings"
	"testing"
)

const pageHead = "<table><tr><th>Patient</th><th>Date</th></tr>"

func TestPages(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"bare", pageHead + "<tr><td>Ana Ruiz</td><td>11/23/2026</td></tr></table>", "1 Patient|Date\n2 Ana Ruiz|11/23/2026\n"},
		{"a whole page", "<!DOCTYPE html>\n<html><head><title>x</title><style>td{}</style></head><body><h1>Day</h1>" + pageHead + "<tbody><tr><td>Ana</td><td>1</td></tr></tbody></table><script>var a='<table>'</script></body></html>", "0 Day\n1 Patient|Date\n2 Ana|1\n"},
		{"no ends", "<html><table><tr><th>Patient<th>Date<tr><td>Ana<td>1<tr><td>Ben<td>2</table>", "1 Patient|Date\n2 Ana|1\n3 Ben|2\n"},
		{"entities and breaks", pageHead + "<tr><td>  Jos&eacute;&nbsp;\n N&#250;&ntilde;ez <br/>x<div>y</div></td><td>a &amp;amp; b &lt;c&gt;</td></tr></table>", "1 Patient|Date\n2 José Núñez\nx\ny|a &amp; b <c>\n"},
		{"spans", "<table><tr><th colspan=2>Who</th><th>When</th></tr><tr><td>Ana</td><td>Ruiz</td><td rowspan='2'>Monday</td></tr><tr><td>Ben</td><td>Ode</td></tr><tr><td>Cy</td><td>Tran</td><td>Tuesday</td></tr></table>",
			"1 Who||When\n2 Ana|Ruiz|Monday\n3 Ben|Ode|Monday\n4 Cy|Tran|Tuesday\n"},
		{"nested", "<table><tr><td>Menu</td><td>" + pageHead + "<tr><td>Ana</td><td>1</td></tr></table>Foot</td></tr></table>", "1 Patient|Date\n2 Ana|1\n"},
		{"several", pageHead + "<tr><td>Ana</td><td>1</td></tr></table><table><tr><td>Logo</td></tr></table>" + pageHead + "<tr><td>Ben</td><td>2</td></tr></table>", "table 1:\n1 Patient|Date\n2 Ana|1\ntable 3:\n1 Patient|Date\n2 Ben|2\n"},
		{"hidden", pageHead + "<tr style='display:none'><td>Ana</td><td>1</td></tr><tr><td><span style=\"DISPLAY: none\">20261123<span>x</span></span>Ben</td><td>2<select><option>3</select></td></tr></table><table style='display: none'><tr><td>a</td><td>b</td></tr><tr><td>a</td><td>b</td></tr></table>",
			"1 Patient|Date\n2 Ana|1 (hidden)\n3 Ben|2\n"},
		{"Excel's", "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\"><!--[if gte mso 9]><xml></xml><![endif]--></head><body>" + pageHead + "<tr><td>Jos\xe9</td><td x:num=\"46349\" style='mso-number-format:\"Short Date\"'>11/23/2026</td></tr></table></body></html>", "1 Patient|Date\n2 José|11/23/2026\n"},
		{"another charset", "<html><meta charset='windows-1251'>" + pageHead + "<tr><td>\xc0\xed\xed\xe0</td><td>1</td></tr></table>", "1 Patient|Date\n2 Анна|1\n"},
		{"a charset that it has not", "<html><meta charset=windows-1252>" + pageHead + "<tr><td>José</td><td>1</td></tr></table>", "1 Patient|Date\n2 José|1\n"},
		{"hidden and not ended", pageHead + "<tr><td><span hidden>x<td>1<tr><td>Ben<td>2</table>", "1 Patient|Date\n2 |1\n3 Ben|2\n"},
		{"hidden to the end", pageHead + "<tr><td>Ana<td>1</table><div hidden>", "refused: the page is damaged: the file breaks off"},
		{"a script to the end", pageHead + "<tr><td>Ana<td>1<script></table>", "refused: the page is damaged: the file breaks off"},
		{"a sign-in", "<!doctype html><html><body><form><table><tr><td>Name</td><td><input></td></tr><tr><td>Password</td><td><input type=password></td></tr></table></form></body></html>", "refused: " + htmlMessage},
		{"no table", "<html><p>Please sign in</p></html>", "refused: " + htmlMessage},
		{"broken off", pageHead + "<tr><td>Ana</td><td>1</td></tr><tr><td>Be", "refused: the page is damaged: the file breaks off"},
		{"wide", "<table>" + strings.Repeat("<tr><td colspan=1000>a</td><td>b</td>", 1) + strings.Repeat("<td colspan=1000>x</td>", 20) + "</table>", "refused: the page is too large: it has more than 16384 columns"},
		{"deep", strings.Repeat("<table><tr><td>", 300), "refused: the page is damaged: its elements stand too deep within one another"},
		{"a web archive", "MIME-Version: 1.0\nContent-Type: multipart/related\n", "refused: this is a page with its pictures in one file (.mht)"},
		{"other markup", "<?xml version='1.0'?><feed/>", "refused: this is markup, not a table"},
	} {
		if got := read("day.xls", []byte(test.text), Options{}); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// FuzzPage: nothing panics, and a page is read alike twice.
func FuzzPage(f *testing.F) {
	f.Add(pageHead + "<tr><td rowspan=3>a<td>b<tr><td colspan=2>c</table>")
	f.Add("<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></select></script>")
	f.Fuzz(func(t *testing.T, text string) {
		text = "<table>" + text
		if a, b := read("a.html", []byte(text), Options{}), read("a.html", []byte(text), Options{}); a != b {
			t.Errorf("%q and %q", a, b)
		}
	})
}

const xmlBookHead = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">`

func TestXMLWorkbooks(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"plain", `<Worksheet ss:Name="Day"><Table><Column/><Row><Cell><Data ss:Type="String">Patient</Data></Cell><Cell><Data ss:Type="String">Date</Data></Cell></Row>` +
			`<Row ss:Index="4" ss:Hidden="1"><Cell><Data ss:Type="String">Ana &amp; Ben</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2026-11-23T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T09:00:00.000</Data><Comment><ss:Data>note</ss:Data></Comment></Cell></Row>` +
			`<Row><Cell ss:MergeAcross="1"><Data ss:Type="Number">20560.0</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>bo</B>ld</ss:Data></Cell></Row></Table></Worksheet>` +
			`<Worksheet ss:Name="Old"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`,
			"Day:\n1 Patient|Date\n4 Ana & Ben||@2026-11-23|@09:00:00 (hidden)\n5 20560||TRUE|bold\nOld: hidden\n"},
		{"cut", `<Worksheet ss:Name="Day"><Table><Row><Cell><Data ss:Type="String">Patient`, "refused: the workbook is damaged: the file breaks off"},
		{"a column again", `<Worksheet ss:Name="Day"><Table><Row><Cell ss:Index="2"/><Cell ss:Index="2"/></Row></Table></Worksheet></Workbook>`, `refused: the workbook is damaged in the sheet "Day", in or after row 1: a cell stands where none can`},
		{"a row again", `<Worksheet ss:Name="Day"><Table><Row ss:Index="2"><Cell/></Row><Row ss:Index="2"/></Table></Worksheet></Workbook>`, `refused: the workbook is damaged in the sheet "Day", in or after row 2: a row is not numbered as it should be`},
	} {
		if got := read("day.xls", []byte(xmlBookHead+test.text), Options{}); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// ods is a document with the sheets in content.
func ods(t testing.TB, content string) []byte {
	return zipOf(t, map[string]string{
		"mimetype":              "application/vnd.oasis.opendocument.spreadsheet",
		"META-INF/manifest.xml": `<manifest:manifest xmlns:manifest="m"/>`,
		"content.xml": `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>` +
			`<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>` +
			`<office:body><office:spreadsheet>` + content + `</office:spreadsheet></office:body></office:document-content>`,
	})
}

func TestOpenDocuments(t *testing.T) {
	cell := func(text string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + text + `</text:p></table:table-cell>`
	}
	value := func(kind, attribute, raw string) string {
		return `<table:table-cell office:value-type="` + kind + `" office:` + attribute + `="` + raw + `"><text:p>shown</text:p></table:table-cell>`
	}
	const empty = `<table:table-cell table:number-columns-repeated="16384"/>`
	for _, test := range []struct{ name, text, want string }{
		{"values", `<table:table table:name="Day" table:style-name="ta1"><table:table-header-rows><table:table-row>` + cell("Patient") + cell("Date") + `</table:table-row></table:table-header-rows><table:table-row>` +
			cell("Ana<text:s text:c=\"2\"/>R<text:span>uiz</text:span><office:annotation><text:p>note</text:p></office:annotation></text:p><text:p>two") + value("date", "date-value", "2026-11-23") + value("date", "date-value", "2026-11-23T09:00:00") + value("time", "time-value", "PT09H05M00S") + value("time", "time-value", "PT30H00M00S") +
			value("float", "value", "20560.0") + value("currency", "value", "85.5") + value("boolean", "boolean-value", "true") + empty + `</table:table-row></table:table>`,
			"Day:\n1 Patient|Date\n2 Ana  Ruiz\ntwo|@2026-11-23|@2026-11-23 09:00:00|@09:05:00|30:00:00|20560|85.5|TRUE\n"},
		{"repeats", `<table:table table:name="Day"><table:table-row table:number-rows-repeated="3">` + empty + `</table:table-row><table:table-row table:number-rows-repeated="2">` + cell("a") + `<table:table-cell table:number-columns-repeated="2"/>` +
			`<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>b</text:p></table:table-cell><table:covered-table-cell/>` + cell("c") + `</table:table-row><table:table-row table:visibility="filter">` + cell("d") + `</table:table-row><table:table-row table:visibility="collapse">` + cell("e") + `</table:table-row><table:table-row table:number-rows-repeated="1048569">` + empty + `</table:table-row></table:table>`,
			"Day:\n4 a|||b|b||c\n5 a|||b|b||c\n6 d (hidden)\n7 e (hidden)\n"},
		{"sheets", `<table:table table:name="Old" table:style-name="ta2"><table:table-row>` + cell("x") + `</table:table-row></table:table><table:table table:name="A"><table:table-row>` + cell("a") + `</table:table-row></table:table><table:table table:name="B"><table:table-row>` + cell("b") + `</table:table-row></table:table>`, "Old: hidden\nA:\n1 a\nB:\n1 b\n"},
		{"too many", `<table:table table:name="Day"><table:table-row table:number-rows-repeated="99999999">` + cell("a") + `</table:table-row></table:table>`, `refused: the spreadsheet is too large in the sheet "Day", in or after row 1048577: it has more than 1048576 rows`},
		{"too wide", `<table:table table:name="Day"><table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="99999999"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`, `refused: the spreadsheet is too large in the sheet "Day", in or after row 1: it has more than 16384 columns`},
		{"a number that is none", `<table:table table:name="Day"><table:table-row table:number-rows-repeated="-1"/></table:table>`, `refused: the spreadsheet is damaged in the sheet "Day", in or after row 0: a row or a cell is not repeated as it should be`},
		{"damaged", `<table:table table:name="Day"><table:table-row>` + cell("a\x02") + `</table:table-row></table:table>`, "refused: the spreadsheet is damaged: a character stands there that no text holds"},
	} {
		if got := read("day.ods", ods(t, test.text), Options{}); got != test.want {
			t.Errorf("%s:\n got %.300q\nwant %q", test.name, got, test.want)
		}
	}
	locked := zipOf(t, map[string]string{"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>", "content.xml": "\x00\x01"})
	if got := read("day.ods", locked, Options{}); got != "refused: "+lockedMessage {
		t.Error(got)
	}
	letter := zipOf(t, map[string]string{"content.xml": "<document-content><body><text/></body></document-content>"})
	if got := read("a.odt", letter, Options{}); got != "refused: this is a text document, not a table" {
		t.Error(got)
	}
}

// Rows that are said to be there a million times cost no more than they may.
func TestRepeatsCostLittle(t *testing.T) {
	row := `<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>`
	f, err := Open("day.ods", strings.NewReader(string(ods(t, `<table:table table:name="Day">`+row+`</table:table>`))), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	last := ""
	for _, err := range f.Tables()[0].Records(0) {
		if err != nil {
			last = errorText(err)
		}
	}
	if !strings.HasSuffix(last, "it has more than 33554432 cells") {
		t.Error(last)
	}
}

// FuzzOpenDocument: nothing panics, and every row with a text is a record, or
// the document is refused.
func FuzzOpenDocument(f *testing.F) {
	f.Add(`<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>`)
	f.Add(`<table:table-row table:number-rows-repeated="2"><table:covered-table-cell table:number-columns-repeated="3"/><table:table-cell office:value-type="time" office:time-value="PT09H00M00S"/></table:table-row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		got := read("fuzz.ods", ods(t, `<table:table table:name="Day"><table:table-row><table:table-cell office:value-type="string"><text:p>first</text:p></table:table-cell></table:table-row>`+rows+`<table:table-row><table:table-cell office:value-type="string"><text:p>last</text:p></table:table-cell></table:table-row></table:table>`), Options{})
		if !strings.HasPrefix(got, "refused: ") && (!strings.Contains(got, "1 first\n") || !strings.HasSuffix(got, " last\n")) {
			t.Errorf("%q", got)
		}
	})
}

// FuzzXMLWorkbook is the same for SpreadsheetML.
func FuzzXMLWorkbook(f *testing.F) {
	f.Add(`<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="2"><Data ss:Type="DateTime">2026-11-23T09:00:00.000</Data></Cell></Row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		got := read("fuzz.xls", []byte(xmlBookHead+`<Worksheet ss:Name="Day"><Table><Row><Cell><Data ss:Type="String">first</Data></Cell></Row>`+rows+`<Row><Cell><Data ss:Type="String">last</Data></Cell></Row></Table></Worksheet></Workbook>`), Options{})
		if !strings.HasPrefix(got, "refused: ") && (!strings.Contains(got, "1 first\n") || !strings.HasSuffix(got, " last\n")) {
			t.Errorf("%q", got)
		}
	})
}
