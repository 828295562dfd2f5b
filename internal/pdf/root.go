package pdf

// root writes what a reader starts from: the catalogue, the list of pages, the
// structure tree with its index, and the outline of a combined file.
func (w *Writer) root(e *edition, tops []ref) {
	outline := w.outline(e)
	w.file.object(catalogRef, func(b []byte) []byte {
		b = appendRef(append(b, "<</Type/Catalog/Pages "...), pagesRef)
		b = appendRef(append(b, "/Metadata "...), metadataRef)
		b = appendRef(append(b, "/StructTreeRoot "...), treeRef)
		b = appendText(append(b, "/MarkInfo<</Marked true>>/Lang"...), e.lang)
		// scaled to fit, a handout would lose its type size and its QR code
		b = append(b, "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>"...)
		b = appendRef(append(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"+
			"/Info(sRGB IEC61966-2.1)/DestOutputProfile "...), profileRef)
		b = append(b, ">>]"...)
		if outline != 0 {
			b = appendRef(append(b, "/PageMode/UseOutlines/Outlines "...), outline)
		}
		return append(b, ">>"...)
	})
	w.file.object(pagesRef, func(b []byte) []byte {
		b = appendInt(append(b, "<</Type/Pages/Count "...), len(w.pages))
		b = append(b, "/Kids["...)
		for _, p := range w.pages {
			b = append(appendRef(b, p.ref), ' ')
		}
		return append(b, "]>>"...)
	})
	w.index(tops)
	w.file.print(w.catalogue.profile)
}

// index writes the root of the structure tree, and the tree of numbers that
// leads from marks and links back to their elements.
func (w *Writer) index(tops []ref) {
	w.file.object(treeRef, func(b []byte) []byte {
		b = appendRefs(append(b, "<</Type/StructTreeRoot/K"...), tops)
		b = appendRef(append(b, "/ParentTree "...), parentTreeRef)
		b = appendInt(append(b, "/ParentTreeNextKey "...), len(w.owners))
		return append(b, ">>"...)
	})
	w.file.object(parentTreeRef, func(b []byte) []byte {
		b = append(b, "<</Nums["...)
		for key, owner := range w.owners {
			b = append(appendRef(append(appendInt(b, key), ' '), owner), ' ')
		}
		return append(b, "]>>"...)
	})
}

// outline writes the outline of a combined file, one entry a sheet, and gives
// its root; 0 for a single sheet.
func (w *Writer) outline(e *edition) ref {
	if !e.combined {
		return 0
	}
	root, count := w.file.reserve(), len(e.parts)
	first := w.file.reserveRow(count)
	start := 0
	for i, part := range e.parts {
		w.file.object(first+ref(i), func(b []byte) []byte {
			b = appendText(append(b, "<</Title"...), part.Name)
			b = appendRef(append(b, "/Parent "...), root)
			if i > 0 {
				b = appendRef(append(b, "/Prev "...), first+ref(i-1))
			}
			if i < count-1 {
				b = appendRef(append(b, "/Next "...), first+ref(i+1))
			}
			b = appendRef(append(b, "/Dest["...), w.pages[start].ref)
			return append(b, "/Fit]>>"...)
		})
		start += len(part.Sheet.Pages)
	}
	w.file.object(root, func(b []byte) []byte {
		b = appendRef(append(b, "<</Type/Outlines/First "...), first)
		b = appendRef(append(b, "/Last "...), first+ref(count-1))
		return append(appendInt(append(b, "/Count "...), count), ">>"...)
	})
	return root
}
