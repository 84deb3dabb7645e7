package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
)

// readContacts reads a file of contacts as an import does, without a book.
func readContacts(file string) (*exchange.Reader, []map[string][]string, error) {
	of := contactFormat(crm.StageLead, saying{}, nil)
	if err := of.choose("", nil); err != nil {
		return nil, nil, err
	}
	reader, err := importFlags{}.reader(strings.NewReader(file), of)
	if err != nil {
		return nil, nil, err
	}
	reads := of.reads(reader)
	var rows []map[string][]string
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return reader, rows, nil
		}
		if err == nil {
			err = reads.read(row)
		}
		if err != nil {
			return reader, rows, err
		}
		rows = append(rows, row.Values)
	}
}

// sorted writes the values of rows so that the order of columns does not matter.
func sorted(rows []map[string][]string) string {
	var out []string
	for i, row := range rows {
		for field, texts := range row {
			words := strings.FieldsFunc(fold.Text(strings.Join(texts, " ")), func(r rune) bool { return strings.ContainsRune(" ,:;\n\"", r) })
			slices.Sort(words)
			out = append(out, fmt.Sprintf("%d %s: %s", i, field, strings.Join(words, " ")))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// tableOf splits a fixture into what stands above its headings, and its rows.
func tableOf(t *testing.T, file string) (above string, rows [][]string, below string) {
	t.Helper()
	at := strings.Index(file, "\n\nFirst Name,")
	if strings.HasPrefix(file, "Notes:") && at > 0 {
		above, file = file[:at+2], file[at+2:]
	}
	if at := strings.Index(file, "\n\n"); at > 0 {
		file, below = file[:at+1], file[at:]
	}
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return above, rows, below
}

// TestProfiles reads the files of other programs with their columns in any order and their
// headings in any case: the program is known, no column is left that has something in it, and
// the records are the same.
func TestProfiles(t *testing.T) {
	files, err := filepath.Glob("testdata/profiles/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".csv"), "-")
		known[name] = true
		t.Run(filepath.Base(path), func(t *testing.T) {
			reader, rows, err := readContacts(string(content))
			if err != nil {
				t.Fatal(err)
			}
			if p := reader.Profile(); p == nil || p.Name != name {
				t.Fatalf("read as %v", p)
			}
			if left := reader.Ignored(); len(left) > 0 {
				t.Errorf("not taken: %s", strings.Join(left, ", "))
			}
			want := sorted(rows)
			above, table, below := tableOf(t, string(content))
			for round := range 6 {
				order := rand.New(rand.NewPCG(uint64(round), 1)).Perm(len(table[0]))
				var file strings.Builder
				file.WriteString(above)
				w := csv.NewWriter(&file)
				for i, row := range table {
					cells := make([]string, len(row))
					for to, from := range order {
						cells[to] = row[from]
						switch {
						case i > 0:
						case round%3 == 1:
							cells[to] = strings.ToUpper(cells[to])
						case round%3 == 2:
							cells[to] = strings.ToLower(cells[to])
						}
					}
					_ = w.Write(cells)
				}
				w.Flush()
				file.WriteString(below)
				reader, rows, err := readContacts(file.String())
				if err != nil {
					t.Fatal(err)
				}
				if p := reader.Profile(); p == nil || p.Name != name {
					t.Fatalf("%v: read as %v", order, p)
				}
				if got := sorted(rows); got != want {
					t.Fatalf("%v: got\n%s\nwant\n%s", order, got, want)
				}
			}
		})
	}
	for _, p := range exchange.Profiles() {
		if !known[p.Name] {
			t.Errorf("%s has no file in testdata/profiles", p.Name)
		}
		fields := slices.Concat(contactFormat("", saying{}, nil).fields, []string{exchange.Remark, isCompany, ""})
		for _, c := range p.Columns {
			if !slices.Contains(fields, c.Field) {
				t.Errorf("%s: %s is not a field", p.Name, c.Field)
			}
		}
	}
}

// TestHeadings: what columns are by their headings, alone and together.
func TestHeadings(t *testing.T) {
	for headings, want := range map[string]string{
		"* Name,Phone *,(必須) Email":                     "name,phone,email",
		"Full Name *,Phone (required),Email [Optional]": "full_name,phone,email",
		"氏名（必須）,電話番号(必須),フリガナ":                          "name,phone,reading",
		"Nome;Cognome":     "name,family",
		"Nombre,Apellidos": "name,family",
		"名前,苗字":            "name,family",
		"Apellido paterno,Apellido materno,Nombre(s)":     "family,second_family,given",
		"Given Name Yomi,Family Name Yomi,Given Name":     "given_reading,family_reading,given",
		"Name,Is a company":                               "name,is_company",
		"Name,Spouse,Children":                            "name,spouse,children",
		"氏名,配偶者,お子様":                                      "name,spouse,children",
		"Nome e cognome,Coniuge,Figli":                    "full_name,spouse,children",
		"Nombre completo,Cónyuge,Hijos":                   "full_name,spouse,children",
		"Name,Relation 1 - Label,Relation 1 - Value":      "name,related_label,related",
		"Name,Related : spouse,Mother":                    "name,spouse,related",
		"Name,Birth Year,Birth Month,Birth Day":           "name,birth_year,birth_month,birth_day",
		"Name,Birth Day":                                  "name,birthday",
		"Name,Birth Year":                                 "name,",
		"Name,Referred By,Labels,Categories":              "name,referred_by,tags,tags",
		"Name,Home Street,Home City,Home Postal Code":     "name,street,city,postal_code",
		"Name,Address : home : Street,Address: home: ZIP": "name,street,postal_code",
		"Name,Phone,Phone,,Notes,Notes":                   "name,phone,phone,,note,note",
		"Name,Spouse Name,Spouse Phone":                   "name,spouse,spouse_phone",
		"Name,E-mail 1 - Label,E-mail 1 - Value":          "name,point_label,email",
	} {
		reader, _, err := readContacts(strings.ReplaceAll(headings, ";", ",") + "\n")
		if err != nil {
			t.Errorf("%s: %v", headings, err)
			continue
		}
		if got := strings.Join(reader.Fields(), ","); got != want {
			t.Errorf("%s: %s, want %s", headings, got, want)
		}
	}
}
