package appointments

import (
	"fmt"
	"strings"
	"testing"
)

// real are names as people have them, and as systems write them.
var real = []string{
	"Ana Ruiz", "Ruiz, Ana", "RUIZ, ANA", "RUIZ, Ana", "Ana RUIZ", "ana ruiz", "Ruiz", "Ana M. Ruiz", "Ruiz, Ana M", "J.R. Ewing", "EWING, J.R.",
	"Mary Ann McDonald", "McDonald, Mary Ann", "LeBron James", "DeShawn O'Neal", "Anne-Marie O’Brien", "Mary Smith-Jones", "D'Angelo Ricci", "d'Artagnan Duval",
	"José Ortega y Gasset", "Juan de Dios Pérez", "María del Carmen García López", "García López, María José", "Ana María de la Cruz", "de la Cruz, Ana María",
	"Ludwig van Beethoven", "Wolfgang von der Heide", "Noor van den Berg", "Daan ter Horst", "Hans zu Mondfeld", "Zoé LEFÈVRE", "LEFÈVRE Zoé", "Jean-Luc Élie",
	"Nguyễn Thị Minh Khai", "Li Na", "NG Wei", "Kim Ng", "Wei Li", "Salma al Said", "Yusuf bin Ali", "Łukasz Świątek", "Þóra Jónsdóttir", "Ольга Иванова", "Ελένη Παπαδοπούλου",
	"John Smith Jr.", "Smith, John, III", "Smith Jr., John", "Mr. John Smith", "Dr Jane Smith", "Smith, Jane, MD", "Robert (Bob) Smith", "Robert \"Bob\" Smith",
	"Pat Lapin", "Rosa Sala", "Evaldas Petraitis", "Telma Rocha", "Luis Falto", "Hope Day", "May Waters", "Bill Cash", "Jane Christmas", "Rich Mann", "Ida Block", "Guy Holiday",
	"Art Hold", "Grace Church", "Will Power", "Sunny Day", "Carol Singer", "Mark Field", "Faith Hill", "Chip Foot", "Ann Kneeland", "Neil Hipwell", "Beck Shoulders",
	"Teresa Voiden", "Andy Missler", "Nora Nolan", "Noah Nott", "Shawn Shower", "Cora Callan", "Cann, Peter", "Xu, Min", "O, Sandra", "Ana Or",
}

// TestRealNames: whoever has a name is a patient.
func TestRealNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("Patient,Date,Time,Service\n")
	for i, name := range real {
		fmt.Fprintf(&b, "\"%s\",2026-11-23,%02d:%02d,Dry needling\n", strings.ReplaceAll(name, `"`, `""`), 7+i%12, i/12)
	}
	rows, err := rowsOf(t, "names.csv", strings.NewReader(b.String()), testOptions())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.State != Ready {
			t.Errorf("%s: %s", real[row.Record-1], row.Reason)
		}
	}
}
