package cli

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/locale"
)

// vCards are read as the rows of a table: see exchange.NewCardReader.

// peeked is how much of a file is looked at to see what it is.
const peeked = 64 << 10

// mostPiped is how many bytes of vCards a pipe may have, which are in memory.
const mostPiped = 64 << 20

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
		all, err := io.ReadAll(io.LimitReader(in, mostPiped+1))
		if err != nil {
			return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be read", f.path)
		}
		if len(all) > mostPiped {
			return nil, crm.Errorf(crm.CodeInvalid, "vCards from a pipe have at most 64 MiB").Try("Save them as a file, and name that.")
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

// readCardMarks takes a tag that says that somebody must not be contacted for that: phones
// keep nothing else of what an export of crm says of it.
func readCardMarks(row exchange.Row) {
	for i, text := range row.Values["tags"] {
		var kept []string
		for tag := range strings.SplitSeq(text, ",") {
			tag = strings.TrimSpace(tag)
			if saysWhoIsCalled(tag) && locale.HeadingTaken(tag) == "do_not_contact" {
				if !isMarked(row) {
					mark(row, "", tag)
				}
				continue
			}
			kept = append(kept, tag)
		}
		row.Values["tags"][i] = strings.Join(kept, ", ")
	}
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
