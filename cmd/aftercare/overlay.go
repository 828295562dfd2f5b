package main

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// overlay is a file system laid over another: a file of the upper one hides
// the file of the same name below it.
type overlay struct{ over, under fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.under.Open(name)
	}
	return f, err
}

// Stat opens nothing: what is no ordinary file could keep whoever opens it.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(o.over, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.Stat(o.under, name)
	}
	return info, err
}

// ReadDir lists what is in either, each name once.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, overErr := fs.ReadDir(o.over, name)
	lower, underErr := fs.ReadDir(o.under, name)
	if overErr != nil && underErr != nil {
		return nil, underErr
	}
	byName := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	all := slices.Concat(upper, lower)
	slices.SortStableFunc(all, byName)
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}
