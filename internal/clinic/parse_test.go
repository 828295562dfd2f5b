package clinic

import (
	"os"
	"testing"
)

func TestTheFilesThatComeWithIt(t *testing.T) {
	for _, folder := range []string{"../../examples", "../../templates", "../../templates/init"} {
		text, err := os.ReadFile(folder + "/clinic.toml")
		if err != nil {
			t.Fatal(err)
		}
		if _, found := Parse(folder+"/clinic.toml", text, os.DirFS(folder)); found != nil {
			t.Error(found)
		}
	}
}
