package raster_test

import (
	"strings"
	"testing"

	"aftercare/internal/raster"
)

// onePage is a page of two by one inches with a black half and a word, its
// cross-reference table left for the reader to mend.
const onePage = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 144 72]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 60>> stream
0 0 72 72 re f BT /F 12 Tf 80 30 Td (needling) Tj ET        
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Title(After)>> endobj
trailer <</Root 1 0 R/Info 6 0 R>>
%%EOF
`

func TestReader(t *testing.T) {
	reader, err := raster.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()

	images, err := reader.Images([]byte(onePage), 50)
	if err != nil || len(images) != 1 {
		t.Fatal(len(images), err)
	}
	if size := images[0].Bounds().Size(); size.X != 100 || size.Y != 50 {
		t.Errorf("a page of 2 by 1 inches at 50 dpi is %v", size)
	}
	if r, _, _, _ := images[0].At(10, 10).RGBA(); r != 0 {
		t.Error("the black half is not black")
	}
	if r, _, _, _ := images[0].At(90, 5).RGBA(); r != 0xffff {
		t.Error("the white half is not white")
	}
	if texts, err := reader.Texts([]byte(onePage)); err != nil || strings.Join(texts, "|") != "needling" {
		t.Errorf("%q %v", texts, err)
	}
	if said, err := reader.Metadata([]byte(onePage)); err != nil || len(said) != 1 || said["Title"] != "After" {
		t.Error(said, err)
	}
	if _, err := reader.Texts([]byte("no PDF")); err == nil {
		t.Error("what is no PDF was read")
	}
}
