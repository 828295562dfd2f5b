package tomlfile

import (
	"strconv"
	"strings"
)

// Key is the path of a key in the table at path: "area[2]" and "do" make
// "area[2].do". A key that would not read as one is quoted.
func Key(path, key string) string {
	if !bare(key) {
		key = strconv.Quote(key)
	}
	if path == "" {
		return key
	}
	return path + "." + key
}

// Entry is the path of the nth entry, from 0, of the list at path.
func Entry(path string, n int) string {
	return path + "[" + strconv.Itoa(n) + "]"
}

// parent is the path of the table or list around path, "" for the file.
func parent(path string) string {
	inQuotes := false
	last := 0
	for at := 0; at < len(path); at++ {
		switch c := path[at]; {
		case c == '\\' && inQuotes:
			at++
		case c == '"':
			inQuotes = !inQuotes
		case (c == '.' || c == '[') && !inQuotes:
			last = at
		}
	}
	return path[:last]
}

// bare says whether a key is written without quotes.
func bare(key string) bool {
	return key != "" && strings.Trim(key, bareKey) == ""
}

const bareKey = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
