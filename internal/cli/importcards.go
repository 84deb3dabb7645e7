package cli

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// vCards are read as the rows of a table: see exchange.NewCardReader.

// peeked is how much of a file is looked at to see what it is.
const peeked = 64 << 10

// cardReader opens vCards. In is what is left of file, which is read again if it can be.
func (f importFlags) cardReader(file io.Reader, in io.Reader, of format) (*exchange.Reader, error) {
	if !of.cards {
		return nil, crm.Errorf(crm.CodeInvalid, "the file is of vCards, and not a table with columns").
			Try("Save it as CSV in the program that it is from.")
	}
	o, err := f.options(of)
	if err != nil {
		return nil, err
	}
	var again io.Reader
	seeker, isFile := file.(io.ReadSeeker)
	if !isFile {
		all, err := f.wholePipe(in, "vCards from a pipe have")
		if err != nil {
			return nil, err
		}
		in, again = bytes.NewReader(all), bytes.NewReader(all)
	} else {
		again = &rewound{of: seeker}
	}
	reader, err := exchange.NewCardReader(in, again, of.columns(), o)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(of.needs, func(field string) bool { return slices.Contains(reader.Fields(), field) }) {
		return nil, crm.Errorf(crm.CodeInvalid, "no card of the file has a name")
	}
	return reader, nil
}

// rewound reads a file from its beginning.
type rewound struct {
	of    io.ReadSeeker
	begun bool
}

func (r *rewound) Read(b []byte) (int, error) {
	if !r.begun {
		if _, err := r.of.Seek(0, io.SeekStart); err != nil {
			return 0, err
		}
		r.begun = true
	}
	return r.of.Read(b)
}

// readCardMarks reads what cards say of not contacting somebody beside the fields for it: the
// group and the note that an export of crm has, which is all of it that a phone keeps. What any
// other group says is asked about, as it is in tables.
func (r *contactRows) readCardMarks(row exchange.Row) {
	since := map[string]string{} // by field
	takeFrom(r, row, "note", "\n", func(line string) bool {
		mark, day := line, ""
		if at := strings.LastIndex(line, " ("); at > 0 {
			mark, day = line[:at], strings.Trim(line[at:], " ()")
		}
		_, notDay := crm.ParseISODate(day)
		field := r.marks[mark]
		if field == "" || notDay != nil {
			return false
		}
		since[field] = day
		return true
	})
	takeFrom(r, row, "tags", ",", func(tag string) bool {
		field := r.marks[strings.TrimSpace(tag)]
		if field == "" {
			return false
		}
		since[field] = cmp.Or(since[field], "yes")
		return true
	})
	if !isMarked(row) && row.Values["stopped"] == nil && since["do_not_contact"] != "" {
		row.Values["do_not_contact"] = []string{since["do_not_contact"]}
	}
	if day := since["calls_withdrawn"]; day != "" && row.Values["calls_withdrawn"] == nil {
		if day == "yes" {
			day = "today"
		}
		row.Values["calls_withdrawn"] = []string{day}
	}
}

// takeFrom takes parts of the cell of a field out of a row.
func takeFrom(r *contactRows, row exchange.Row, field, between string, takes func(part string) bool) {
	at := slices.Index(r.fields, field)
	if at < 0 || row.Values[field] == nil {
		return
	}
	parts := strings.Split(row.Raw[at], between)
	kept := slices.DeleteFunc(slices.Clone(parts), takes)
	if len(kept) == len(parts) {
		return
	}
	row.Raw[at] = fold.Clean(strings.Join(kept, between))
	set(row, field, slices.DeleteFunc([]string{row.Raw[at]}, func(text string) bool { return text == "" }))
}

// cardMarks are the fields that say of somebody that they must not be contacted, or called,
// by the words that an export has for them in any language.
func cardMarks() map[string]string {
	all := map[string]string{}
	for _, lang := range locale.Languages() {
		in, err := locale.New(lang)
		if err != nil {
			continue
		}
		all[in.Text("card.stopped")], all[in.Text("card.calls_withdrawn")] = "do_not_contact", "calls_withdrawn"
	}
	return all
}

func photosOf(row exchange.Row) (photos []book.NewFile) {
	for _, p := range row.Photos {
		photos = append(photos, book.NewFile{Name: p.Name, MediaType: p.MediaType, Content: p.Content})
	}
	return photos
}

func relatedOf(row exchange.Row) (related []book.RelatedName) {
	for _, r := range row.Related {
		related = append(related, book.RelatedName{Name: r.Name, UID: r.UID, As: r.As})
	}
	return related
}
