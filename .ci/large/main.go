// Command large writes files into a folder that ask too much of a reader, each of
// a kind of its own: too many bytes, parts, cells, columns, lines, points, pixels
// or mistakes. .ci/limits reads them.
package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

const header = "patient,date,time,area,note,status\n"

// files are written by what their names say.
var files = map[string]func(w io.Writer){
	"export-columns.csv": func(w io.Writer) {
		io.WriteString(w, header)
		for range 50 {
			io.WriteString(w, strings.Repeat(",", 1_000_000)+"\n")
		}
	},
	"export-open-quote.csv": func(w io.Writer) {
		io.WriteString(w, header)
		line := strings.Repeat("x", 1_048_000) + "\n"
		for range 3 {
			io.WriteString(w, `"Anna Berg`+strings.Repeat(line, 99)+"\",2026-11-23,08:00,neck,,\n")
		}
	},
	"export-one-line.csv": func(w io.Writer) {
		io.WriteString(w, header)
		for range 200 {
			io.WriteString(w, strings.Repeat("y", 1<<20))
		}
	},
	"export-attachment.ics": func(w io.Writer) {
		io.WriteString(w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:dry needling - Anna Berg\r\nDTSTART:20261123T080000\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:")
		bytes := make([]byte, 7_500_000)
		random := rand.NewChaCha8([32]byte{1})
		random.Read(bytes)
		text := base64.StdEncoding.EncodeToString(bytes)
		for len(text) > 74 {
			io.WriteString(w, text[:74]+"\r\n ")
			text = text[74:]
		}
		io.WriteString(w, text+"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	},
	"export-events.ics": func(w io.Writer) {
		io.WriteString(w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
		for i := range 200_000 {
			fmt.Fprintf(w, "BEGIN:VEVENT\r\nUID:%d\r\nSUMMARY:dry needling - Anna Berg\r\nDTSTART:20261123T080000\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n", i)
		}
		io.WriteString(w, "END:VCALENDAR\r\n")
	},
	"export-one-string.xlsx": func(w io.Writer) {
		workbook(w, `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, func(w io.Writer) {
			io.WriteString(w, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>`)
			for range 450 {
				io.WriteString(w, strings.Repeat("a", 1<<20))
			}
			io.WriteString(w, `</t></si></sst>`)
		})
	},
	"export-rows.xlsx": func(w io.Writer) {
		var row strings.Builder
		for i := range 1_000_000 {
			fmt.Fprintf(&row, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>a</t></is></c><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1, i+1)
		}
		workbook(w, row.String(), func(w io.Writer) {
			io.WriteString(w, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`)
		})
	},
	"logo-3000.svg":   func(w io.Writer) { drawing(w, elements(3000)) },
	"logo-200000.svg": func(w io.Writer) { drawing(w, elements(200_000)) },
	"logo-deep.svg":   func(w io.Writer) { drawing(w, strings.Repeat("<g>", 1_600_000)) },
	"logo-stroke.svg": func(w io.Writer) {
		path := "<path fill='none' stroke='#000' stroke-width='9' stroke-linejoin='round' stroke-linecap='round' d='M50 25" + strings.Repeat("l1 1l-1 0l0 -1", 6000) + "'/>"
		drawing(w, strings.Repeat(path, 40))
	},
	"logo-attributes.svg": func(w io.Writer) {
		var all strings.Builder
		for i := range 300_000 {
			fmt.Fprintf(&all, " a%d='1'", i)
		}
		drawing(w, "<rect width='9' height='9'"+all.String()+"/>")
	},
	"logo-scans.jpg":  func(w io.Writer) { jpeg(w, 6000, 6000, 100) },
	"logo-photo.jpg":  func(w io.Writer) { jpeg(w, 4032, 3024, 10) },
	"logo-large.png":  func(w io.Writer) { check(png.Encode(w, image.NewNRGBA(image.Rect(0, 0, 6300, 6300)))) },
	"logo-deep16.png": func(w io.Writer) { check(png.Encode(w, image.NewNRGBA64(image.Rect(0, 0, 6300, 6300)))) },
	"clinic-keys.toml": func(w io.Writer) {
		io.WriteString(w, "name = \"A\"\n")
		for i := range 100_000 {
			fmt.Fprintf(w, "k%d=1\n", i)
		}
	},
	"clinic-services.toml": func(w io.Writer) {
		io.WriteString(w, "[services]\n")
		for i := range 90_000 {
			fmt.Fprintf(w, "s%d=1\n", i)
		}
	},
	"clinic-long.toml": func(w io.Writer) {
		for range 300 {
			io.WriteString(w, "# "+strings.Repeat("z", 1<<20)+"\n")
		}
	},
	"visit-keys.toml": func(w io.Writer) {
		for i := range 100_000 {
			fmt.Fprintf(w, "k%d=1\n", i)
		}
	},
	"visit-deep.json": func(w io.Writer) { io.WriteString(w, strings.Repeat(`{"a":[`, 150_000)) },
}

func main() {
	dir := os.Args[1]
	for name, write := range files {
		f, err := os.Create(filepath.Join(dir, name))
		check(err)
		write(f)
		check(f.Close())
		if kind, _, _ := strings.Cut(name, "-"); kind == "logo" {
			text := fmt.Sprintf("name = \"A\"\nphone = \"555-0100\"\ncountry = \"US\"\ntime_zone = \"America/New_York\"\nlogo = %q\n", name)
			check(os.WriteFile(filepath.Join(dir, "clinic-"+name+".toml"), []byte(text), 0o600))
		}
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func drawing(w io.Writer, inside string) {
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">%s</svg>`, inside)
}

func elements(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<foo%d/>", i)
	}
	return b.String()
}

// workbook is an .xlsx file with one sheet.
func workbook(w io.Writer, rows string, strings func(w io.Writer)) {
	const main, rel = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	z := zip.NewWriter(w)
	part := func(name, text string) io.Writer {
		p, err := z.Create(name)
		check(err)
		io.WriteString(p, text)
		return p
	}
	part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="`+kind+`sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="`+kind+`worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="`+kind+`sharedStrings+xml"/></Types>`)
	part("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+rel+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	part("xl/workbook.xml", `<workbook xmlns="`+main+`" xmlns:r="`+rel+`"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+rel+`/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="`+rel+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)
	part("xl/worksheets/sheet1.xml", `<worksheet xmlns="`+main+`"><sheetData>`+rows+`</sheetData></worksheet>`)
	strings(part("xl/sharedStrings.xml", ""))
	check(z.Close())
}

// jpeg is a progressive one of nothing but zeros, which go over the picture again
// and again (ITU-T T.81, annex G): a code of one bit stands for none, or for
// 16,384 blocks without anything.
func jpeg(w io.Writer, width, height uint16, scans int) {
	blocks := (int(width) + 7) / 8 * ((int(height) + 7) / 8)
	var b bytes.Buffer
	segment := func(kind byte, data ...byte) {
		b.Write([]byte{0xff, kind})
		b.Write(binary.BigEndian.AppendUint16(nil, uint16(len(data)+2)))
		b.Write(data)
	}
	b.Write([]byte{0xff, 0xd8})
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	frame := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16([]byte{8}, height), width)
	segment(0xc2, append(frame, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)...)
	one := append([]byte{1}, make([]byte, 15)...)
	segment(0xc4, append(append([]byte{0x00}, one...), 0x00)...)
	segment(0xc4, append(append([]byte{0x10}, one...), 0xe0)...)
	segment(0xda, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0)
	b.Write(make([]byte, 3*blocks/8+1))
	for i := range scans - 1 {
		segment(0xda, 1, byte(i%3+1), 0, 1, 63, 0)
		b.Write(make([]byte, (blocks/16384+1)*2))
	}
	b.Write([]byte{0xff, 0xd9})
	w.Write(b.Bytes())
}
