package locale

import "slices"

// Words are the fixed words of a page in one language. What a clinic may want
// to change stands in the handout definition instead.
type Words struct {
	For         string // before the patient's name
	Area        string // label of the treated area
	AreaUnknown string // stands for {area} where nobody said which it was
	With        string // %s is the therapist
	NextDays    string // title of the drawn stops
	About       string // %s is a day with its clock time, rounded
	AboutTime   string // %s is a clock time, rounded
	AboutOne    string // the same where the hour is one: "hacia la 1:30"
	Until       string // %s is a moment
	Next        string
	Note        string
	BodyMap     string
	Front       string
	Back        string
	Left        string // letter at the side of the body map
	Right       string
	MapAlt      string // %s are the marked areas
	StopsAlt    string // before the stops in words
	QRAlt       string // %s what it leads to, %s the address
	Source      string
	Version     string // %s version
	Reviewed    string // %s reviewer, %s date
	Draft       string
	ReviewBy    string // %s date
	Page        string // %d of %d
	Continued   string // after the title on the second page
	Sample      string
	Sets        string // %d
	Reps        string // %d
	Hold        string // %s
	Logo        string // %s is the clinic's name
	Noon        string
	Midnight    string
	Seconds     string // %d
	Minutes     string
	Hours       string
	Days        string
	One         map[string]string // the singular of the four above
}

var words = map[string]Words{
	"en": {
		For:         "For",
		Area:        "Treated area",
		AreaUnknown: "the treated area",
		With:        "with %s",
		NextDays:    "Your next days",
		About:       "about %s",
		AboutTime:   "about %s",
		AboutOne:    "about %s",
		Until:       "until about %s",
		Next:        "Your next visit",
		Note:        "From your therapist",
		BodyMap:     "Treated here",
		Front:       "Front",
		Back:        "Back",
		Left:        "L",
		Right:       "R",
		MapAlt:      "Front and back of a body. Marked: %s.",
		StopsAlt:    "Your next days:",
		QRAlt:       "QR code. It leads to: %s. Address: %s",
		Source:      "Sources: %s",
		Version:     "version %s",
		Reviewed:    "Reviewed by %s, %s",
		Draft:       "Draft: not yet reviewed by a clinician",
		ReviewBy:    "review by %s",
		Page:        "Page %d of %d",
		Continued:   "continued",
		Sample:      "SAMPLE – not a real clinic",
		Sets:        "%d sets",
		Reps:        "%d times",
		Hold:        "hold %s",
		Logo:        "Logo of %s",
		Noon:        "12 noon",
		Midnight:    "12 midnight",
		Seconds:     "%d seconds", Minutes: "%d minutes", Hours: "%d hours", Days: "%d days",
		One: map[string]string{"%d seconds": "1 second", "%d minutes": "1 minute", "%d hours": "1 hour", "%d days": "1 day", "%d sets": "1 set", "%d times": "once"},
	},
	"es": {
		For:         "Para",
		Area:        "Zona tratada",
		AreaUnknown: "la zona tratada",
		With:        "con %s",
		NextDays:    "Sus próximos días",
		About:       "hacia el %s",
		AboutTime:   "hacia las %s",
		AboutOne:    "hacia la %s",
		Until:       "hasta el %s, aprox.",
		Next:        "Su próxima visita",
		Note:        "De su terapeuta",
		BodyMap:     "Zona tratada",
		Front:       "Frente",
		Back:        "Espalda",
		Left:        "I",
		Right:       "D",
		MapAlt:      "Cuerpo de frente y de espaldas. Marcado: %s.",
		StopsAlt:    "Sus próximos días:",
		QRAlt:       "Código QR. Lleva a: %s. Dirección: %s",
		Source:      "Fuentes: %s",
		Version:     "versión %s",
		Reviewed:    "Revisado por %s, %s",
		Draft:       "Borrador: aún no revisado por un profesional clínico",
		ReviewBy:    "revisar antes del %s",
		Page:        "Página %d de %d",
		Continued:   "continuación",
		Sample:      "MUESTRA – no es una clínica real",
		Sets:        "%d series",
		Reps:        "%d veces",
		Hold:        "mantener %s",
		Logo:        "Logotipo de %s",
		Noon:        "12 del mediodía",
		Midnight:    "12 de la noche",
		Seconds:     "%d segundos", Minutes: "%d minutos", Hours: "%d horas", Days: "%d días",
		One: map[string]string{"%d segundos": "1 segundo", "%d minutos": "1 minuto", "%d horas": "1 hora", "%d días": "1 día", "%d series": "1 serie", "%d veces": "1 vez"},
	},
}

// Languages lists the languages that have fixed words.
func Languages() []string {
	list := make([]string, 0, len(words))
	for lang := range words {
		list = append(list, lang)
	}
	slices.Sort(list)
	return list
}
