package web

import (
	"net/http"
	"strings"
	"testing"

	"aftercare/internal/gate"
)

// TestDraftsAreKept for who typed them, in memory.
func TestDraftsAreKept(t *testing.T) {
	s := opened(t, lettingTabletsIn)
	desk := atDesk(t, s)
	tablet := known(t, s.Gate.Network(s.Handler(), []string{"192.168.1.20:8443"}), "https://192.168.1.20:8443", s.Gate.Invite(gate.NetworkDoor).Token)
	if w := post(t, desk, "/drafts/row-1", `{"patient": "Zoë"}`); w.Code != http.StatusNoContent {
		t.Fatal(w.Code, w.Body)
	}
	post(t, desk, "/drafts/row-1", `{"patient": "Zoë Ł"}`)
	post(t, tablet, "/drafts/row-1", `{"patient": "Nadia"}`)
	for _, c := range []struct {
		h             http.Handler
		address, want string
	}{
		{desk, "/drafts/row-1", `{"patient": "Zoë Ł"}`}, {tablet, "/drafts/row-1", `{"patient": "Nadia"}`}, {desk, "/drafts/row-2", ""},
	} {
		if w := get(t, c.h, c.address); w.Body.String() != c.want || (w.Code == http.StatusOK) != (c.want != "") {
			t.Errorf("%s: %d %s, want %s", c.address, w.Code, w.Body, c.want)
		}
	}
	for address, body := range map[string]string{"/drafts/row-1": `{"patient": `, "/drafts/row%201": `{}`, "/drafts/" + strings.Repeat("a", 65): `{}`, "/drafts/long": `"` + strings.Repeat("a", mostDraft) + `"`} {
		if w := post(t, desk, address, body); w.Code < 400 {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

func TestTheOldestDraftGoes(t *testing.T) {
	var all drafts
	for i := range mostDrafts + 10 {
		all.keep(draft{row: strings.Repeat("a", i), text: []byte("{}")})
		all.keep(draft{row: "new", text: []byte("{}")})
	}
	if len(all.kept) != mostDrafts || all.find(draft{row: "new"}) == nil || all.find(draft{row: "a"}) != nil {
		t.Error(len(all.kept))
	}
}
