package table

import (
	"errors"
	"fmt"
	"os"

	"github.com/xuri/excelize/v2"
)

// largestWorkbook is how many bytes a workbook may unpack to: a million rows,
// and no more than a spiteful file of a few kilobytes could fill.
const largestWorkbook = 1 << 29

// workbook is an .xlsx file. Large sheets are unpacked into folder.
type workbook struct {
	file   *excelize.File
	folder string
}

func openWorkbook(s *source, dir string) (*workbook, error) {
	folder, err := os.MkdirTemp(dir, "aftercare-*")
	if err != nil {
		return nil, err
	}
	b := &workbook{folder: folder}
	r, err := s.open()
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	b.file, err = excelize.OpenReader(r, excelize.Options{
		RawCellValue: true, TmpDir: folder, UnzipSizeLimit: largestWorkbook})
	if err != nil || len(b.file.GetSheetList()) == 0 {
		_ = b.Close() // the refusal says more
		return nil, s.refuse("this is no Excel workbook, or a damaged one",
			"open it in Excel and save it as .xlsx again, or as CSV")
	}
	return b, nil
}

// Close removes what was unpacked.
func (b *workbook) Close() error {
	var err error
	if b.file != nil {
		err = b.file.Close()
	}
	return errors.Join(err, os.RemoveAll(b.folder))
}

// from1904 is the other way of counting days, of old Macs.
func (b *workbook) from1904() bool {
	props, err := b.file.GetWorkbookProps()
	return err == nil && props.Date1904 != nil && *props.Date1904
}

// tables are the sheets a person can see, in their order.
func (b *workbook) tables() []Table {
	var out []Table
	for _, sheet := range b.file.GetSheetList() {
		if visible, err := b.file.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		out = append(out, Table{
			Name: sheet, Format: fmt.Sprintf("Excel workbook, sheet %q", sheet),
			Serial: true, From1904: b.from1904(), Short: true,
			Records: func(int) Records { return b.records(sheet) },
		})
	}
	return out
}

// records are the rows of one sheet.
func (b *workbook) records(sheet string) Records {
	return func(yield func(Record, error) bool) {
		rows, err := b.file.Rows(sheet)
		if err != nil {
			yield(Record{}, err)
			return
		}
		defer rows.Close()
		for n := 1; rows.Next(); n++ {
			cells, err := rows.Columns()
			if len(cells) == 0 && err == nil {
				continue
			}
			if !yield(Record{Line: n, Cells: cells}, err) || err != nil {
				return
			}
		}
		if err := rows.Error(); err != nil {
			yield(Record{}, err)
		}
	}
}
