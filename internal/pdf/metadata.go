package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// producer is the program as files name it.
const producer = "aftercare"

// describeFile writes what the file says of itself, twice with the same
// content: as the Info dictionary that every viewer shows, and as the XMP that
// the standards ask for.
func (w *Writer) describeFile(e *edition) {
	w.file.object(infoRef, func(b []byte) []byte {
		b = appendText(append(b, "<</Title"...), e.title)
		b = appendText(append(b, "/Producer"...), producer)
		b = appendText(append(b, "/CreationDate"...), infoDate(e.made))
		return append(b, ">>"...)
	})
	w.file.stream(metadataRef, "/Type/Metadata/Subtype/XML", xmp(e))
}

// infoDate is a date in the notation of ISO 32000-1, 7.9.4.
func infoDate(t time.Time) string {
	zone := t.Format("-07:00")
	return t.Format("D:20060102150405") + zone[:3] + "'" + zone[4:] + "'"
}

func xmp(e *edition) []byte {
	var title strings.Builder
	xml.EscapeText(&title, []byte(e.title)) // a Builder takes everything
	date := e.made.Format("2006-01-02T15:04:05-07:00")
	return fmt.Appendf(nil, packet, title.String(), date, producer)
}

// packet is the XMP with gaps for title, date and producer. It claims PDF/A-2a and PDF/UA-1, and describes the one
// property that PDF/A does not know by itself, as PDF/A wants it described.
const packet = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
	`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1" xmp:CreateDate="%[2]s" pdf:Producer="%[3]s">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%[1]s</rdf:li></rdf:Alt></dc:title>
<pdfaExtension:schemas><rdf:Bag><rdf:li><rdf:Description pdfaSchema:schema="PDF/UA identification" pdfaSchema:namespaceURI="http://www.aiim.org/pdfua/ns/id/" pdfaSchema:prefix="pdfuaid"><pdfaSchema:property><rdf:Seq>
<rdf:li pdfaProperty:name="part" pdfaProperty:valueType="Integer" pdfaProperty:category="internal" pdfaProperty:description="part of PDF/UA"/>
</rdf:Seq></pdfaSchema:property></rdf:Description></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
