package table

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
)

// events reads the lines of a calendar, as they would be for some days, and
// gives what each record holds, by name and without what is empty.
func events(t *testing.T, text string, o Options) []string {
	t.Helper()
	if !strings.HasPrefix(text, "BEGIN:VCALENDAR") {
		text = "BEGIN:VCALENDAR\nVERSION:2.0\n" + text + "\nEND:VCALENDAR\n"
	}
	f, err := Open("day.ics", strings.NewReader(strings.ReplaceAll(text, "\n", "\r\n")), o)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for range 2 { // and again alike
		out = nil
		for rec, err := range f.Tables()[0].Records(0) {
			if err != nil {
				t.Fatal(err)
			}
			if rec.Line > 1 {
				out = append(out, eventText(rec))
			}
		}
	}
	return out
}

func eventText(rec Record) string {
	if rec.Fault != "" {
		return "! " + rec.Fault
	}
	var b strings.Builder
	for i, name := range eventColumns {
		if rec.Cells[i] != "" {
			fmt.Fprintf(&b, "%s=%s ", name, rec.Cells[i])
		}
	}
	return strings.TrimSpace(b.String())
}

func event1(lines string) string { return "BEGIN:VEVENT\n" + lines + "\nEND:VEVENT" }

func TestCalendars(t *testing.T) {
	const ana = "SUMMARY:DN - Ana\nDTSTART:20261123T090000"
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"plain", event1(ana + "\nDTEND:20261123T094500\nLOCATION:Room\\, 2\nCATEGORIES:a,b\nDESCRIPTION:secret\nATTENDEE:mailto:x"), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000 DTEND=20261123T094500 LOCATION=Room, 2 CATEGORIES=a,b"}},
		{"folded", event1("SUMM\n ARY:DN\\n- A\\;\n\t na\\\\\nDTSTART:20261123T090000"), []string{`SUMMARY=DN - A; na\ DTSTART=20261123T090000`}},
		{"folded in the name", event1("SUMMARY\n ;LANGUAGE=en:DN - Ana\nDTSTART\n :20261123T0900"), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000"}},
		{"a day", event1("SUMMARY:x\nDTSTART;VALUE=DATE:20261123\nDTEND;VALUE=DATE:20261124"), []string{"SUMMARY=x DTSTART=20261123 DTEND=20261124 ALL-DAY=yes"}},
		{"a day of Outlook", event1("SUMMARY:x\nDTSTART:20261123T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"), []string{"SUMMARY=x DTSTART=20261123T000000 ALL-DAY=yes"}},
		{"an alarm", event1(ana + "\nBEGIN:VALARM\nSUMMARY:alarm\nDTSTART:20200101T000000\nEND:VALARM"), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000"}},
		{"an alarm left open", event1(ana+"\nBEGIN:VALARM\nSUMMARY:alarm") + "\n" + event1("SUMMARY:b\nDTSTART:20261124T090000"), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000", "SUMMARY=b DTSTART=20261124T090000"}},
		{"other components", "BEGIN:VTODO\nSUMMARY:no\nEND:VTODO\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\n" + event1(ana), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000"}},
		{"no end", "BEGIN:VEVENT\n" + ana + "\n" + event1("SUMMARY:b\nDTSTART:20261124T090000") + "\nBEGIN:VEVENT\nSUMMARY:c", []string{"! the file breaks off within this event", "SUMMARY=b DTSTART=20261124T090000", "! the file breaks off within this event"}},
		{"a long title", event1("SUMMARY:" + strings.Repeat("x\n ", longestProperty) + "\nDTSTART:20261123T090000"), []string{"! " + faultLong}},
		{"a longer title", event1("SUMMARY:" + strings.Repeat("x", 3*longestProperty) + "\nDTSTART:20261123T090000"), []string{"! " + faultLong}},
		{"the second put in", event1("SUMMARY:x\nDTSTART:20261231T235960Z"), []string{"SUMMARY=x DTSTART=20261231T235959Z"}},
		{"no date", event1("SUMMARY:x\nDTSTART:soon"), []string{"SUMMARY=x DTSTART=SOON"}},

		{"all called off", "METHOD:CANCEL\n" + event1(ana+"\nSTATUS:CONFIRMED"), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000 STATUS=CANCELLED"}},
		{"called off further down", event1(ana) + "\nMETHOD:CANCEL", []string{"SUMMARY=DN - Ana DTSTART=20261123T090000 STATUS=CANCELLED"}},
		{"one calendar called off", "BEGIN:VCALENDAR\nMETHOD:CANCEL\n" + event1(ana) + "\nEND:VCALENDAR\nBEGIN:VCALENDAR\nMETHOD:REQUEST\n" + event1("SUMMARY:b\nDTSTART:20261124T090000") + "\nEND:VCALENDAR",
			[]string{"SUMMARY=DN - Ana DTSTART=20261123T090000 STATUS=CANCELLED", "SUMMARY=b DTSTART=20261124T090000"}},
		{"Outlook's title", event1("SUMMARY:Canceled: DN - Ana\nDTSTART:20261123T090000\nSTATUS:CONFIRMED"), []string{"SUMMARY=Canceled: DN - Ana DTSTART=20261123T090000 STATUS=CONFIRMED"}},

		{"a later version", event1("UID:1\nSEQUENCE:2\nSTATUS:CANCELLED\n"+ana) + "\n" + event1("UID:1\nSEQUENCE:1\n"+ana), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000 STATUS=CANCELLED"}},
		{"a later stamp", event1("UID:1\nDTSTAMP:20261101T000000Z\n"+ana) + "\n" + event1("UID:1\nDTSTAMP:20261102T000000Z\nSUMMARY:b\nDTSTART:20261124T090000"), []string{"SUMMARY=b DTSTART=20261124T090000"}},
		{"a later change", event1("UID:1\nLAST-MODIFIED:20261103T000000Z\n"+ana) + "\n" + event1("UID:1\nLAST-MODIFIED:20261102T000000Z\nSUMMARY:b\nDTSTART:20261124T090000"), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000"}},
		{"one name for all", event1("UID:1\n"+ana) + "\n" + event1("UID:1\nSUMMARY:b\nDTSTART:20261124T090000") + "\n" + event1("UID:1\n"+ana), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000", "SUMMARY=b DTSTART=20261124T090000"}},
		{"no names", event1(ana) + "\n" + event1(ana), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000", "SUMMARY=DN - Ana DTSTART=20261123T090000"}},

		{"zones", strings.Join([]string{
			event1("DTSTART;TZID=Eastern Standard Time:20261123T090000\nDTEND;TZID=Eastern Standard Time:20261123T094500"),
			event1("DTSTART;TZID=\"(UTC-05:00) Eastern Time (US & Canada)\":20261123T100000"),
			event1("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20261123T100000"),
			event1("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20261123T110000"),
			event1("DTSTART;TZID=Mars/Base:20261123T110000"),
			event1("DTSTART;TZID=W. Europe Standard Time:20261123T090000\nDTEND:20261123T090000Z"),
		}, "\n"), []string{
			"DTSTART=20261123T090000 DTEND=20261123T094500 TZID=America/New_York", "DTSTART=20261123T100000 TZID=America/New_York", "DTSTART=20261123T100000 TZID=America/New_York",
			"DTSTART=20261123T110000 TZID=Europe/London", "DTSTART=20261123T110000 TZID=Mars/Base", "DTSTART=20261123T090000 DTEND=20261123T100000 TZID=Europe/Berlin"}},
		{"the calendar's zone", event1(ana) + "\n" + event1("SUMMARY:b\nDTSTART:20261124T090000Z") + "\nX-WR-TIMEZONE:Europe/Madrid", []string{"SUMMARY=DN - Ana DTSTART=20261123T090000 TZID=Europe/Madrid", "SUMMARY=b DTSTART=20261124T090000Z"}},
		{"a zone of its own", "BEGIN:VTIMEZONE\nTZID:Home\nX-LIC-LOCATION:America/Denver\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\n" + event1("DTSTART;TZID=Home:20261123T090000"), []string{"DTSTART=20261123T090000 TZID=America/Denver"}},

		{"vCalendar", "BEGIN:VCALENDAR\nVERSION:1.0\n" + event1("SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dry needling - Jos=C3=A9 =\nRuiz =4D=\n=C3=BCller\nDTSTART:20261123T140000Z") + "\nEND:VCALENDAR", []string{"SUMMARY=Dry needling - José Ruiz Müller DTSTART=20261123T140000Z"}},
		{"vCalendar's charsets", event1("SUMMARY;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Jos=E9\nDTSTART:20261123T140000") + "\n" + event1("SUMMARY;ENCODING=QUOTED-PRINTABLE:Jos=E9\nDTSTART:20261123T140000"), []string{"SUMMARY=José DTSTART=20261123T140000", "SUMMARY=Jos\uFFFD DTSTART=20261123T140000"}},

		{"a series without days", event1(ana+"\nRRULE:FREQ=WEEKLY") + "\n" + event1("SUMMARY:b\nDTSTART:20261123T090000\nRDATE:20261124T090000"), []string{"SUMMARY=DN - Ana DTSTART=20261123T090000 RRULE=FREQ=WEEKLY", "SUMMARY=b DTSTART=20261123T090000 RRULE=RDATE"}},
	} {
		if got := events(t, test.text, Options{}); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// Series are written out for the days asked for, and one around them.
func TestSeries(t *testing.T) {
	monday := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	const start = "SUMMARY:a\nUID:1\nDTSTART;TZID=America/New_York:20261102T090000\nDTEND;TZID=America/New_York:20261102T093000\n"
	on := func(day, more string) string {
		return "SUMMARY=a DTSTART=202611" + day + "T090000 DTEND=202611" + day + "T093000 TZID=America/New_York" + more
	}
	unread := func(rule string) []string { return []string{on("02", " RRULE="+rule)} }
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"weekly", event1(start + "RRULE:FREQ=WEEKLY"), []string{on("23", "")}},
		{"daily", event1(start + "RRULE:FREQ=DAILY"), []string{on("22", ""), on("23", ""), on("24", "")}},
		{"every second week", event1(start + "RRULE:FREQ=WEEKLY;INTERVAL=2"), []string{on("30", "")}},
		{"every third week", event1(start + "RRULE:FREQ=WEEKLY;INTERVAL=3"), []string{on("23", "")}},
		{"the fourth Monday", event1(start + "RRULE:FREQ=MONTHLY;BYDAY=4MO"), []string{on("23", "")}},
		{"the last Monday but one", event1(start + "RRULE:FREQ=MONTHLY;BYDAY=-2MO"), []string{on("23", "")}},
		{"the last working day", event1(start + "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=16"), []string{on("23", "")}},
		{"counted out", event1(start + "RRULE:FREQ=WEEKLY;COUNT=3"), []string{on("02", "")}},
		{"counted to the day", event1(start + "RRULE:FREQ=WEEKLY;COUNT=4"), []string{on("23", "")}},
		{"until before", event1(start + "RRULE:FREQ=WEEKLY;UNTIL=20261123T135959Z"), []string{on("02", "")}},
		{"until the moment", event1(start + "RRULE:FREQ=WEEKLY;UNTIL=20261123T140000Z"), []string{on("23", "")}},
		{"until the day", event1(start + "RRULE:FREQ=WEEKLY;UNTIL=20261123"), []string{on("23", "")}},
		{"left out", event1(start + "RRULE:FREQ=WEEKLY\nEXDATE;TZID=America/New_York:20261116T090000,20261123T090000"), []string{on("30", "")}},
		{"left out in UTC", event1(start + "RRULE:FREQ=WEEKLY\nEXDATE:20261123T140000Z"), []string{on("30", "")}},
		{"left out by day", event1(start + "RRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20261123"), []string{on("30", "")}},
		{"left out on any clock", event1(start + "RRULE:FREQ=WEEKLY\nEXDATE:20261123T090000"), []string{on("30", "")}},
		{"put in", event1(start + "RDATE;TZID=America/New_York:20261122T090000,20261120T090000"), []string{on("22", "")}},
		{"put in twice", event1(start + "RRULE:FREQ=WEEKLY\nRDATE;TZID=America/New_York:20261123T090000"), []string{on("23", "")}},
		{"moved", event1(start+"RRULE:FREQ=WEEKLY") + "\n" + event1("UID:1\nSUMMARY:a\nRECURRENCE-ID;TZID=America/New_York:20261123T090000\nDTSTART;TZID=America/New_York:20261123T150000"), []string{on("30", ""), "SUMMARY=a DTSTART=20261123T150000 TZID=America/New_York"}},
		{"moved, in UTC", event1("UID:1\nSUMMARY:a\nRECURRENCE-ID:20261123T140000Z\nDTSTART;TZID=America/New_York:20261125T150000") + "\n" + event1(start+"RRULE:FREQ=WEEKLY"), []string{"SUMMARY=a DTSTART=20261125T150000 TZID=America/New_York", on("30", "")}},
		{"called off", event1(start+"RRULE:FREQ=WEEKLY") + "\n" + event1("UID:1\nSUMMARY:a\nSTATUS:CANCELLED\nRECURRENCE-ID:20261123T140000Z\nDTSTART:20261123T140000Z"), []string{on("30", ""), "SUMMARY=a DTSTART=20261123T140000Z STATUS=CANCELLED"}},
		{"moved twice", event1(start+"RRULE:FREQ=WEEKLY") + "\n" + event1("UID:1\nSUMMARY:a\nSEQUENCE:1\nRECURRENCE-ID:20261123T140000Z\nDTSTART:20261123T150000Z") + "\n" + event1("UID:1\nSUMMARY:a\nSEQUENCE:2\nRECURRENCE-ID;TZID=America/New_York:20261123T090000\nDTSTART:20261123T160000Z"), []string{on("30", ""), "SUMMARY=a DTSTART=20261123T160000Z"}},
		{"from then on", event1(start+"RRULE:FREQ=WEEKLY") + "\n" + event1("UID:1\nSUMMARY:b\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261116T140000Z\nDTSTART:20261116T150000Z"), []string{on("02", " RRULE=FREQ=WEEKLY"), "SUMMARY=b DTSTART=20261116T150000Z RRULE=RDATE"}},
		{"several a day", event1(start + "RRULE:FREQ=WEEKLY;BYHOUR=9,14;BYMINUTE=0"), []string{on("23", ""), "SUMMARY=a DTSTART=20261123T140000 DTEND=20261123T143000 TZID=America/New_York"}},
		{"in UTC", event1("SUMMARY:a\nDTSTART:20261102T140000Z\nDTEND:20261102T143000Z\nRRULE:FREQ=WEEKLY"), []string{"SUMMARY=a DTSTART=20261123T140000Z DTEND=20261123T143000Z"}},
		{"whole days", event1("SUMMARY:a\nDTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261103\nRRULE:FREQ=WEEKLY"), []string{"SUMMARY=a DTSTART=20261123 DTEND=20261124 ALL-DAY=yes"}},
		{"to come", event1("SUMMARY:a\nDTSTART:20261201T140000\nRRULE:FREQ=DAILY"), []string{"SUMMARY=a DTSTART=20261201T140000"}},
		{"every hour", event1(start + "RRULE:FREQ=HOURLY"), unread("FREQ=HOURLY")},
		{"a rule that is none", event1(start + "RRULE:W1 MO TU #10"), unread("W1 MO TU #10")},
		{"a part that is not known", event1(start + "RRULE:FREQ=WEEKLY;X=1"), unread("FREQ=WEEKLY;X=1")},
		{"an exception by rule", event1(start + "RRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY"), unread("FREQ=WEEKLY")},
		{"a zone that nobody knows", event1("SUMMARY:a\nDTSTART;TZID=Mars:20261102T090000\nRRULE:FREQ=WEEKLY"), []string{"SUMMARY=a DTSTART=20261102T090000 TZID=Mars RRULE=FREQ=WEEKLY"}},
		{"any clock", event1("SUMMARY:a\nDTSTART:20261102T090000\nRRULE:FREQ=WEEKLY\nEXDATE:20261123T090000Z"), []string{"SUMMARY=a DTSTART=20261102T090000 RRULE=FREQ=WEEKLY"}},
		{"its only day left out", event1("SUMMARY:a\nDTSTART:20261123T090000\nRRULE:FREQ=WEEKLY;COUNT=1\nEXDATE:20261123T090000"), nil},
		{"never", event1(start + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), []string{on("02", "")}},
	} {
		if got := events(t, test.text, Options{First: monday, Last: monday}); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// The time on the wall stays when the clocks change.
func TestSeriesAcrossTheClocks(t *testing.T) {
	text := event1("SUMMARY:a\nDTSTART;TZID=Europe/Berlin:20261019T090000\nRRULE:FREQ=WEEKLY")
	for day, want := range map[int]string{19: "20261019T090000", 26: "20261026T090000"} {
		on := time.Date(2026, 10, day, 0, 0, 0, 0, time.UTC)
		if got := events(t, text, Options{First: on, Last: on}); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%d: %q", day, got)
		}
	}
}

// Random rules hold on the days on which another reader of rules says so.
func TestRulesAgainstALibrary(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	compared := 0
	for range 2000 {
		start := time.Date(2020+random.IntN(6), time.Month(1+random.IntN(12)), 1+random.IntN(28), 9, 30, 0, 0, time.UTC)
		every := pick("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
		text := "FREQ=" + every + pick("", ";INTERVAL=2", ";INTERVAL=3") + pick("", "", ";BYMONTH=11", ";BYMONTH=1,6,11,12") + pick("", "", ";WKST=SU")
		switch every {
		case "DAILY", "WEEKLY":
			text += pick("", ";BYDAY=MO,WE", ";BYDAY=SU")
		default:
			text += pick("", ";BYDAY=MO", ";BYDAY=1MO", ";BYDAY=-1FR,2TU", ";BYMONTHDAY=15", ";BYMONTHDAY=-1", ";BYDAY=FR;BYMONTHDAY=13", ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ";BYMONTHDAY=1,15;BYSETPOS=2")
		}
		if every == "YEARLY" {
			text += pick("", "", ";BYYEARDAY=1,100,-1")
		}
		text += pick("", "", ";COUNT=5", ";COUNT=40", ";UNTIL=20261120T235959Z", ";BYHOUR=9,15;BYMINUTE=30")
		first := time.Date(2026, 10, 25+random.IntN(40), 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 0, 40+random.IntN(40))

		option, err := rrule.StrToROption(text)
		if err != nil {
			t.Fatal(text, err)
		}
		option.Dtstart = start
		other, err := rrule.NewRRule(*option)
		if err != nil {
			t.Fatal(text, err)
		}
		// The start is always one for us, for them only if the rule holds on it.
		if start = other.After(start, true); start.IsZero() {
			continue
		}
		other.DTStart(start)
		steps := mostSteps
		r, err := parseRule(text, start, func(s string) (time.Time, bool) { return stampOf(s, "").wall, true })
		if err != nil {
			t.Fatal(text, err)
		}
		r.steps = &steps
		got, err := r.between(first, last)
		want := other.Between(first, last.AddDate(0, 0, 1).Add(-time.Second), true)
		if err != nil || !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Fatalf("%s from %s, %s to %s:\n got %v %v\nwant %v", text, start, first, last, got, err, want)
		}
		if len(want) > 0 {
			compared++
		}
	}
	if compared < 400 {
		t.Errorf("only %d rules had days", compared)
	}
}

// Rules of a spiteful file end.
func TestRulesCostLittle(t *testing.T) {
	on := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	one := event1("SUMMARY:a\nDTSTART:00010101T000000\nRRULE:FREQ=YEARLY;COUNT=2000000000;BYDAY=MO;BYSETPOS=-1") + "\n"
	if got := events(t, strings.Repeat(one, 300), Options{First: on, Last: on}); len(got) != 300 || !strings.Contains(got[299], "RRULE=") {
		t.Errorf("%d, %q", len(got), got[0])
	}
}

// What nobody reads is passed over, folded or not.
func TestAttachments(t *testing.T) {
	want := []string{"SUMMARY=a DTSTART=20261123T090000"}
	for name, attachment := range map[string]string{
		"folded":      strings.Repeat("QUJD\n ", 1<<18),
		"in one line": strings.Repeat("QUJD", 1<<20),
	} {
		if got := events(t, event1("SUMMARY:a\nATTACH;ENCODING=BASE64:"+attachment+"\nDTSTART:20261123T090000"), Options{}); !slices.Equal(got, want) {
			t.Errorf("%s: %.200q", name, got)
		}
	}
}

func TestTooManyEvents(t *testing.T) {
	text := "BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", mostEvents+2)
	if got := read("day.ics", []byte(text), Options{}); got != "refused: the file is too large: it has more than 100000 entries" {
		t.Errorf("%.200s", got)
	}
}

func TestZones(t *testing.T) {
	for name, want := range map[string]string{
		"Europe/London": "Europe/London", "europe/london": "Europe/London", "US/Eastern": "US/Eastern", "EST5EDT": "EST5EDT", "EST": "EST", "UTC": "UTC", "GMT": "GMT",
		"Eastern Standard Time": "America/New_York", "eastern standard time": "America/New_York", "AUS Eastern Standard Time": "Australia/Sydney", "Mexico Standard Time": "America/Mexico_City",
		"(UTC-05:00) Eastern Time (US & Canada)": "America/New_York", "(GMT-05:00) Eastern Time (US & Canada)": "America/New_York", "Pacific Time (US & Canada)": "America/Los_Angeles",
		"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna": "Europe/Berlin", "(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London": "Europe/London", "(UTC+01:00) Paris, Madrid, Brussels, Copenhagen": "Europe/Paris",
		"/freeassociation.sourceforge.net/Europe/London": "Europe/London", "/mozilla.org/20070129_1/America/Argentina/Buenos_Aires": "America/Argentina/Buenos_Aires", "/softwarestudio.org/Olson_20011030_5/America/New_York": "America/New_York", "tzone://Microsoft/Utc": "UTC",
		"": "", "Local": "", "local": "", "Mars": "", "../../etc/passwd": "", "/etc/passwd": "", "tzone://Microsoft/Custom": "", "BST": "",
	} {
		got, ok := Zone(name)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q: got %v %v, want %s", name, got, ok, want)
		}
	}
	for name, zone := range zoneNames() {
		if _, err := time.LoadLocation(zone); err != nil || name == "" {
			t.Errorf("%q is %q: %v", name, zone, err)
		}
	}
}

// FuzzCalendar: nothing panics, and every event is a record unless a later one
// replaces it.
func FuzzCalendar(f *testing.F) {
	f.Add("SUMMARY:a\nDTSTART:20261123T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261123T090000", "UID:2")
	f.Add("SUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=\n=A9\nDTSTART;TZID=(UTC-05:00) x:20261123", "RECURRENCE-ID:20261123T090000Z")
	f.Add("RDATE;VALUE=PERIOD:20261123T090000/PT1H\nBEGIN:VALARM\nEND:VEVENT", "X:\n y")
	on := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, a, b string) {
		text := "BEGIN:VCALENDAR\n" + event1(a) + "\n" + event1(b) + "\n"
		for _, days := range []Options{{}, {First: on, Last: on}} {
			c, err := readCalendar(strings.NewReader(text))
			if err != nil {
				return
			}
			if got, want := len(c.events), strings.Count(unfolded(text), "\nBEGIN:VEVENT\n"); got < want {
				t.Errorf("%d of %d events", got, want)
			}
			c.first, c.last = days.First, days.Last
			for rec := range c.records() {
				if rec.Fault == "" && len(rec.Cells) != len(eventColumns) {
					t.Errorf("%q", rec.Cells)
				}
			}
		}
	})
}

// unfolded joins lines as a calendar does, and cuts none that another might.
func unfolded(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.NewReplacer("=\n", "", "\n ", "", "\n\t", "").Replace(text)
	return text
}

// The splitter of calendars loses no byte.
func TestFoldingLines(t *testing.T) {
	text := "a\r\n" + strings.Repeat("b", longestProperty) + "\r\nc\n" + strings.Repeat("d", 5*longestProperty) + "\re"
	lines := newSplitReader(bytes.NewReader([]byte(text)), 2*longestProperty, foldingLines())
	var got strings.Builder
	for {
		l, err := lines.next()
		if err != nil {
			break
		}
		got.WriteString(strings.TrimPrefix(l.text, " "))
	}
	if want := strings.NewReplacer("\r", "", "\n", "").Replace(text); got.String() != want {
		t.Errorf("%d bytes of %d", got.Len(), len(want))
	}
}
