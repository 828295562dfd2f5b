package table

import "fmt"

// The limits of every reader. Each is far above what a day, or a year, of
// appointments needs, and low enough that nothing which is thrown at the program
// takes more than 300 MB or, on two cores, ten seconds.
const (
	// largestFile is how many bytes a file may have: a million rows with many
	// long columns. Standard input ends here too, before the disk is full.
	largestFile = 512 << 20
	// largestPart is how many bytes one part of a workbook may unpack to. A sheet
	// of 100,000 rows with ten columns has some 40 MiB; a spiteful file makes a
	// thousand bytes of one.
	largestPart = 128 << 20
	// largestStrings is how many bytes of shared text a workbook may hold: they
	// are in memory while it is read.
	largestStrings = 64 << 20
	// mostStrings bounds what each of the shared texts costs besides.
	mostStrings = 4 << 20
	// largestFolder is how many bytes a workbook may spend on naming its parts.
	largestFolder = 1 << 20
	// mostStyles is what Excel allows for formats of cells.
	mostStyles = 1 << 16
	// mostSheets and mostRows bound what is walked through, mostColumns is the
	// width of Excel's sheets, and mostCells is how many cells a sheet may have
	// with the empty ones between others: each costs 16 bytes to pass by.
	mostSheets  = 1 << 10
	mostRows    = 1 << 20
	mostColumns = 1 << 14
	mostCells   = 1 << 25
	// mostEvents and longestProperty bound a calendar, whose entries are in memory
	// while it is read: a later one may replace an earlier one.
	mostEvents      = 100_000
	longestProperty = 1 << 14
	// mostTimes is how often a day an entry may come again, mostSteps how many days
	// are looked at for all rules of a calendar together.
	mostTimes = 48
	mostSteps = 2_000_000
	// deepest is how far elements may stand within one another.
	deepest = 1 << 8
	// mostRecords and mostLines bound a text; a row may run over several lines.
	mostRecords = 2 << 20
	mostLines   = 16 << 20
	// longestCell is how many bytes a cell may have; those of Excel hold at most
	// 32,767 characters.
	longestCell = 1 << 17
	// longestLine is the same for a line of text, and for a record with its
	// line breaks.
	longestLine = 1 << 20
	// tallestCell is how many lines a quoted cell may run over. A quotation
	// mark that is never closed would else swallow the rest of the file.
	tallestCell = 100
)

// tooMuch is the error of a file that goes over a limit.
type tooMuch string

func (t tooMuch) Error() string { return string(t) }

func atMost(what string, n int) error {
	return tooMuch(fmt.Sprintf("it has more than %d %s", n, what))
}
