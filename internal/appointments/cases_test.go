package appointments

import (
	"fmt"
	"os"
	"testing"
)

func TestCasesDump(t *testing.T) {
	dir := os.Getenv("CASES")
	if dir == "" {
		t.Skip()
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if e.Name() == "expect.json" {
			continue
		}
		fmt.Printf("=== %s\n%s\n", e.Name(), understood(t, dir+"/"+e.Name(), nil))
	}
}
