package web

import (
	"fmt"
	"net/http"
	"time"

	"aftercare/internal/appointments"
)

// bannerPage is what stands above everything where the list cannot be relied on.
type bannerPage struct {
	Said    []fault
	Urgent  bool     // the list is wrong or missing; else it may be out of date
	Columns *columns // to be named first
	Orders  []choice // of day and month, to be chosen first
	May     bool     // who looks may choose
	Keeps   bool     // for good
}

func (s *Server) banner(w http.ResponseWriter, r *http.Request) {
	s.write(w, "banner", s.bannerPage(r))
}

func (s *Server) bannerPage(r *http.Request) bannerPage {
	if s.Exports == nil {
		return bannerPage{}
	}
	d, k := s.day.Load(), s.kit.Load()
	switch {
	case d.unclear != nil:
		return bannerPage{Said: k.unclearSaid(d), Urgent: true, Columns: d.unclear.columns(mayWrite(r), s.files.Load().Set != nil)}
	case d.orders != nil:
		return bannerPage{Said: k.orderSaid(d), Urgent: true, Orders: ordersOf(d.orders), May: mayWrite(r), Keeps: s.files.Load().Set != nil}
	case d.problems != nil && !d.fresh:
		return bannerPage{Said: append(k.brokenSaid(d), withoutCommands(faultsOf(d.problems))...), Urgent: true}
	case d.problems != nil:
		return bannerPage{Said: withoutCommands(faultsOf(d.problems)), Urgent: true}
	}
	return k.stale(d, s.Now())
}

// brokenSaid says what the list is worth while its export cannot be read.
func (k *kit) brokenSaid(d *day) []fault {
	if len(d.rows) == 0 {
		return []fault{{Message: "The export cannot be read, so there is no list."}}
	}
	return []fault{{Message: "The export cannot be read. The list below is the one from before" + k.since(d.written) + ": what was changed later is not in it."}}
}

func (k *kit) unclearSaid(d *day) []fault {
	said := fault{Message: fmt.Sprintf("%s cannot be read yet: say which of its columns is which.", d.unclear.export)}
	if len(d.rows) > 0 {
		said.Message += " The list below is the one from before" + k.since(d.written) + "."
	}
	return []fault{said}
}

// orderSaid asks for the order of day and month.
func (k *kit) orderSaid(d *day) []fault {
	said := fault{Message: "The days of the newest export can be read in more than one way, and none of its rows says how."}
	if len(d.rows) > 0 {
		said.Message += " The list below is the one from before" + k.since(d.written) + "."
	}
	return []fault{said}
}

// ordersOf are orders as a person chooses one.
func ordersOf(orders []appointments.Order) (all []choice) {
	for _, o := range orders {
		all = append(all, choice{o.String(), map[appointments.Order]string{
			appointments.DayFirst:   "the day stands first: 23/11/2026",
			appointments.MonthFirst: "the month stands first: 11/23/2026",
			appointments.YearFirst:  "the year stands first: 26/11/23",
		}[o]})
	}
	return all
}

// since says when a file was written, as far as anybody knows.
func (k *kit) since(written time.Time) string {
	if written.IsZero() {
		return ""
	}
	return fmt.Sprintf(", of %s %s", k.date(written), k.clock(written))
}

// stale says that the export was written before today: what was booked or
// cancelled since is not in it.
func (k *kit) stale(d *day, now time.Time) bannerPage {
	written, zone := d.written.In(k.clinic.Zone), k.clinic.Zone
	if d.export == "" || d.written.IsZero() || sameDay(written, now.In(zone)) || written.After(now) {
		return bannerPage{}
	}
	if len(d.rows) == 0 {
		return bannerPage{Urgent: true, Said: []fault{{
			Message: fmt.Sprintf("%s is an old export, of %s %s, and has no appointment of this day.", d.export, k.date(written), k.clock(written)),
			Hint:    "export the appointments again",
		}}}
	}
	return bannerPage{Said: []fault{{
		Message: fmt.Sprintf("This list was exported on %s at %s: what was booked, moved or cancelled since is not in it.", k.date(written), k.clock(written)),
	}}}
}
