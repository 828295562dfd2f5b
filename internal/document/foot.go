package document

import (
	"fmt"
	"strings"
)

// article is where the QR code leads: the clinic's own page where it has one.
func (b *builder) article() Article {
	d := b.Definition
	address := d.Article.Address
	for _, key := range []string{d.ID, d.ID + "/" + d.Language} {
		if own, ok := b.Clinic.Articles[key]; ok {
			address = own
		}
	}
	leadsTo := b.fill(d.Article.LeadsTo)
	printed := strings.TrimSuffix(strings.TrimPrefix(address, "https://"), "/")
	return Article{
		LeadsTo: leadsTo, Address: address, Printed: printed,
		Alt: fmt.Sprintf(b.loc.QRAlt, strings.TrimSuffix(leadsTo, "."), address),
	}
}

// foot says where the text comes from (PIF TICK): identity and version,
// review, sources.
func (b *builder) foot() Foot {
	d, p := b.Definition, b.Definition.Provenance
	review := b.loc.Draft
	if p.Reviewer != "" {
		review = fmt.Sprintf(b.loc.Reviewed, p.Reviewer, b.loc.ShortDate(p.Reviewed.Time))
	}
	titles := make([]string, len(p.Sources))
	for i, source := range p.Sources {
		titles[i] = source.Title
	}
	identity := fmt.Sprintf("%s %s", d.ID, fmt.Sprintf(b.loc.Version, d.Version))
	return Foot{
		Identity: identity + " · " + review + " · " + fmt.Sprintf(b.loc.ReviewBy, b.loc.ShortDate(p.ReviewBy.Time)),
		Sources:  fmt.Sprintf(b.loc.Source, strings.Join(titles, "; ")),
	}
}
