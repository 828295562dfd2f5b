package handout

import (
	"fmt"
	"slices"

	"aftercare/internal/tomlfile"
)

// emptySections finds sections that would print a heading and nothing beneath.
func (c *checker) emptySections() {
	for _, s := range c.d.sections() {
		// The lines of [special] come from the flags, and [lung] has a rule
		// of its own.
		if s.name == "special" || s.name == "lung" || !c.saysNothing(s) {
			continue
		}
		always := s.name == "call" || s.name == "emergency" || s.name == "what_we_did"
		if always || !c.areasAddTo(s.name) {
			c.report(c.file.At(s.name), "["+s.name+"] says nothing", `add text = "…" or items = ["…"]`)
		}
	}
}

func (c *checker) saysNothing(s namedSection) bool {
	unread := c.file.Has(s.name+".items") && c.reported(c.file.At(s.name+".items"))
	return len(s.section.Items) == 0 && blank(s.section.Text) && !unread
}

func (c *checker) areasAddTo(section string) bool {
	return slices.ContainsFunc(c.d.Areas, func(a AreaText) bool {
		return slices.ContainsFunc(a.lists(), func(l namedItems) bool { return l.name == section && len(l.items) > 0 })
	})
}

// areas checks the blocks that some areas add.
func (c *checker) areas() {
	present := c.d.sections()
	for i, block := range c.d.Areas {
		path := tomlfile.Entry("area", i)
		for j, id := range block.Areas {
			c.areaID(tomlfile.Entry(path+".areas", j), id, slices.Contains(block.Areas[:j], id))
		}
		adds := false
		for _, list := range block.lists() {
			adds = adds || len(list.items) > 0
			exists := slices.ContainsFunc(present, func(s namedSection) bool { return s.name == list.name })
			if len(list.items) > 0 && !exists && !c.file.Has(list.name) {
				c.report(c.file.At(path+"."+list.name), "these lines have no section to be printed in", "add ["+list.name+"]")
			}
		}
		if !adds {
			c.report(c.file.At(path), "this block adds nothing for its areas", `add expect, do, avoid, call or emergency`)
		}
	}
}

func (c *checker) areaID(path, id string, again bool) {
	switch known := c.vocabulary.area(id) != nil; {
	case again:
		c.report(c.file.At(path), fmt.Sprintf("area %q stands twice in this block", id), "delete one")
	case !known && !c.reported(c.file.At(path)):
		c.report(c.file.At(path), fmt.Sprintf("unknown area %q", id), c.areaHint(id))
	}
}

// areaHint knows an area by its other names, too.
func (c *checker) areaHint(words string) string {
	near, ok := c.vocabulary.Find(words)
	if !ok {
		near, _, ok = c.vocabulary.nearest(words)
	}
	if !ok {
		return "aftercare list areas shows what there is"
	}
	return fmt.Sprintf("did you mean %q?", near.Area.ID)
}

// flags checks what the special cases add.
func (c *checker) flags() {
	if len(c.d.Flags) > 0 && !c.file.Has("special") {
		c.report(c.file.At("flag[0]"), "the lines of flags have no section to be printed in", "add [special]")
	}
	seen := map[string]bool{}
	for i, block := range c.d.Flags {
		path := tomlfile.Entry("flag", i) + ".flag"
		switch {
		case block.Flag == "":
		case seen[block.Flag]:
			c.report(c.file.At(path), fmt.Sprintf("flag %q has two blocks", block.Flag), "put their lines into one")
		case c.vocabulary.flag(block.Flag) == nil:
			c.report(c.file.At(path), fmt.Sprintf("unknown flag %q", block.Flag), c.flagHint(block.Flag))
		}
		seen[block.Flag] = true
	}
}

func (c *checker) flagHint(words string) string {
	if flag, ok := c.vocabulary.FindFlag(words); ok {
		return fmt.Sprintf("did you mean %q?", flag.ID)
	}
	return didYouMean(words, c.vocabulary.flagIDs())
}
