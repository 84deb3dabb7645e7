package fold

import (
	"strings"
	"testing"
)

// TestPeople has the people of a household as lists write them, and names of one.
func TestPeople(t *testing.T) {
	for cell, want := range map[string]string{
		"Pohl, Marge & Bill":                 "Marge Pohl|Bill Pohl|Pohl",
		"Pohl, Marge and Bill":               "Marge Pohl|Bill Pohl|Pohl",
		"POHL, MARGE & BILL":                 "MARGE POHL|BILL POHL|POHL",
		"Pohl, Marge A & Bill J":             "Marge A Pohl|Bill J Pohl|Pohl",
		"Pohl, Bill Jr & Marge":              "Bill Pohl Jr|Marge Pohl|Pohl",
		"Pohl, William James & Margaret Ann": "William James Pohl|Margaret Ann Pohl|Pohl",
		"Pohl, Marge & Pohl, Bill":           "Marge Pohl|Bill Pohl|Pohl",
		"Pohl, Marge & Berg, Bill":           "Marge Pohl|Bill Berg|",
		"Van Dyke, Marge & Bill":             "Marge Van Dyke|Bill Van Dyke|Van Dyke",
		"Pohl, Zyx & Quux":                   "Zyx Pohl|Quux Pohl|Pohl",
		"Marge and Bill Pohl":                "Marge Pohl|Bill Pohl|Pohl",
		"Marge & Bill Pohl":                  "Marge Pohl|Bill Pohl|Pohl",
		"Marge A. & Bill J. Pohl Jr.":        "Marge A. Pohl|Bill J. Pohl Jr.|Pohl",
		"Bill & Marge Van Dyke":              "Bill Van Dyke|Marge Van Dyke|Van Dyke",
		"Marge Pohl & Bill Berg":             "Marge Pohl|Bill Berg|",
		"Marge Pohl and Bill Pohl":           "Marge Pohl|Bill Pohl|Pohl",
		"Pohl Marge/Bill":                    "Marge Pohl|Bill Pohl|Pohl",
		"Pohl Bill & Marge":                  "Bill Pohl|Marge Pohl|Pohl",
		"Bill Pohl & Marge":                  "Bill Pohl|Marge Pohl|Pohl",
		"Mr & Mrs Bill Pohl":                 "Bill Pohl|Mrs. Pohl|Pohl",
		"Mr. and Mrs. Bill Pohl":             "Bill Pohl|Mrs. Pohl|Pohl",
		"Mr. & Mrs. Pohl":                    "Mr. Pohl|Mrs. Pohl|Pohl",
		"Mr & Mrs Bill and Marge Pohl":       "Bill Pohl|Marge Pohl|Pohl",
		"Mr. Bill & Mrs. Marge Pohl":         "Bill Pohl|Marge Pohl|Pohl",
		"Pohl, Marge; Pohl, Bill":            "Marge Pohl|Bill Pohl|Pohl",
		"Pohl, Marge; Berg, Bill":            "Marge Pohl|Bill Berg|",
		"Marge Pohl; Bill Pohl":              "Marge Pohl|Bill Pohl|Pohl",
		"Pohl Inc; Bill Pohl":                "",
		"Pohl; Marge":                        "",
		"Groß, Jörg u. Anna":                 "Jörg Groß|Anna Groß|Groß",
		"Jörg und Anna Groß":                 "Jörg Groß|Anna Groß|Groß",
		"Rossi Mario e Anna":                 "Mario Rossi|Anna Rossi|Rossi",
		"Mario e Anna Rossi":                 "Mario Rossi|Anna Rossi|Rossi",
		"Sig. e Sig.ra Mario Rossi":          "Mario Rossi|Sig.ra Rossi|Rossi",
		"Juan y María Pérez García":          "Juan Pérez García|María Pérez García|Pérez García",
		"Pérez García, Juan y María":         "Juan Pérez García|María Pérez García|Pérez García",
		"山田 太郎・花子":                           "山田 太郎|山田 花子|山田",
		"山田　太郎／花子":                           "山田 太郎|山田 花子|山田",

		"Acme LLC": "", "Smith & Sons Inc": "", "Smith & Sons": "", "Law Offices of Pohl & Berg": "", "Pohl & Berg": "", "Johnson & Johnson": "",
		"Bill & Bob Plumbing": "", "Barnes & Noble Press": "", "Pohl, Berg & Partners": "", "Marge Pohl": "", "Pohl, Marge": "", "José Ortega y Gasset": "",
		"The Bill & Marge Pohl Trust": "", "Estate of Bill Pohl": "", "Rossi & Figli": "", "F.lli Rossi": "", "Studio Legale Rossi e Bianchi": "", "Pérez y Hermanos": "",
		"ジョン・スミス": "", "株式会社 山田・鈴木": "", "山田太郎": "", "山田・鈴木 法律事務所": "", "Jean-Luc Picard": "", "": "", "&": "", "/": "", "A/S Berg": "", "Gus Boyd c/o Hal Boyd": "", "Ann Roe a/k/a Bob Fox": "", "Pohl M/B": "", "24/7 Towing": "", ", &": "",
	} {
		names, family, ok := People(cell)
		got := ""
		if ok {
			got = strings.Join(append(names, family), "|")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}

// FuzzPeople: whatever a cell has, each of several people has a name.
func FuzzPeople(f *testing.F) {
	for _, seed := range []string{"Pohl, Marge & Bill", "Mr & Mrs Bill Pohl", "山田 太郎・花子", "&&&", ",/,", "・"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		names, _, ok := People(cell)
		if ok && len(names) < 2 {
			t.Errorf("%q has %d people", cell, len(names))
		}
		for _, name := range names {
			if strings.TrimSpace(name) == "" {
				t.Errorf("%q has somebody without a name", cell)
			}
		}
	})
}
