package printer

import "strings"

// reasonWords are the printer's state reasons (RFC 8011, 5.4.12; PWG 5100.9)
// in words, the most telling first.
var reasonWords = []struct{ keyword, words string }{
	{"media-jam", "has a paper jam"},
	{"door-open", "has a door open"},
	{"cover-open", "has a cover open"},
	{"interlock-open", "has a cover open"},
	{"media-empty", "is out of paper"},
	{"media-needed", "wants paper of another size than it has"},
	{"input-tray-missing", "lacks its paper tray"},
	{"toner-empty", "is out of toner"},
	{"marker-supply-empty", "is out of toner or ink"},
	{"marker-waste-full", "has a full waste container"},
	{"output-area-full", "has a full output tray"},
	{"output-tray-missing", "lacks its output tray"},
	{"offline", "is offline"},
	{"shutdown", "is switched off"},
	{"connecting-to-device", "is offline"},
	{"timed-out", "is offline"},
	{"paused", "is paused"},
	{"moving-to-paused", "is paused"},
	{"spool-area-full", "has no room for more jobs"},
	{"fuser-over-temp", "is too hot"},
	{"fuser-under-temp", "is warming up"},
	{"toner-low", "is low on toner"},
	{"marker-supply-low", "is low on toner or ink"},
	{"media-low", "is low on paper"},
}

// severities are what may stand behind a keyword: how bad it is, error where
// nothing does.
var severities = []string{"-report", "-warning", "-error"}

// inWords is the most telling of the reasons, "" where there is none. It is
// said with the printer before it.
func inWords(reasons []string) string {
	given := map[string]bool{}
	unknown := ""
	for _, reason := range reasons {
		for _, severity := range severities {
			reason = strings.TrimSuffix(reason, severity)
		}
		given[reason] = true
		if reason != "none" {
			unknown = reason
		}
	}
	for _, known := range reasonWords {
		if given[known.keyword] {
			return known.words
		}
	}
	if unknown != "" {
		return "says \"" + unknown + "\""
	}
	return ""
}

// grave are the reasons that keep a printer from printing.
func grave(reasons []string) (left []string) {
	for _, reason := range reasons {
		if reason != "none" && !strings.HasSuffix(reason, "-report") && !strings.HasSuffix(reason, "-warning") {
			left = append(left, reason)
		}
	}
	return left
}
