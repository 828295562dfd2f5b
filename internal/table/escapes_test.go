package table

import "testing"

func TestUnescapedCells(t *testing.T) {
	for cell, want := range map[string]string{
		"Jos&eacute; N&uacute;&#241;ez": "José Núñez", "O&#39;Neill": "O'Neill", "O&apos;Neill &amp; Ruiz": "O'Neill & Ruiz", "&#x5C0F;": "小", "a&nbsp;b": "a\u00a0b",
		"R&D; x": "R&D; x", "AT&T": "AT&T", "a & b;": "a & b;", "&unknown;": "&unknown;", "&copy right": "&copy right", "Tom &lt;3": "Tom <3",
		"Jos=C3=A9 N=C3=BA=C3=B1ez": "José Núñez", "=E7=8E=8B": "王", "a=B3": "a=B3", "x=20": "x=20", "=C3": "=C3", "=1+1": "=1+1", "=A1=A2": "=A1=A2",
		"=?utf-8?Q?Jos=C3=A9?=": "José", "=?ISO-8859-1?Q?M=FCller?=": "Müller", "=?windows-1252?B?Wm/r?=": "Zoë", "=?x?": "=?x?",
	} {
		if got := unescapedCell(cell); got != want {
			t.Errorf("%q: got %q, want %q", cell, got, want)
		}
	}
	text := "Patient,Note\nJos&eacute;,\"a=C3=A9,b\"\n"
	if got, want := read("day.csv", []byte(text), Options{}), "1 Patient|Note\n2 José|aé,b\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
