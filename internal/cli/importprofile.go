package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
	"crm/internal/verb"
	"crm/internal/wire"
)

// ownProfiles returns the profiles of the book for a kind of file, as one is read by them.
func ownProfiles(kept []*crm.ImportProfile, kind string) (all []*exchange.Profile) {
	for _, k := range kept {
		if k.Kind != kind {
			continue
		}
		p := &exchange.Profile{Name: k.Name, Own: true, Formats: k.Formats, Values: k.Values, NoHeader: k.NoHeader}
		for _, c := range k.Columns {
			p.Columns = append(p.Columns, exchange.ProfileColumn{Heading: c.Heading, Field: c.Field})
		}
		all = append(all, p)
	}
	return all
}

// profileOf returns what was said of a file, to be kept under the name of --save-profile, or nil.
//
// Errors: CodeUsage for a name that is taken, and for what has no headings.
func profileOf(r verb.Request, rows fileRows, defaults book.Values) (*crm.ImportProfile, error) {
	name, reader := fold.Clean(r.Text("save-profile")), rows.reader
	taken := fold.Text(name) == noProfile || slices.ContainsFunc(exchange.Profiles(), func(p *exchange.Profile) bool { return fold.Text(p.Name) == fold.Text(name) })
	switch {
	case r.All("save-profile") == nil:
		return nil, nil
	case taken:
		return nil, crm.Errorf(crm.CodeUsage, "%s is the name of another profile", name).On("save-profile")
	case reader.IsCards():
		return nil, crm.Errorf(crm.CodeUsage, "vCards have no headings, and need no profile").On("save-profile")
	}
	first := func(field string) string {
		if texts := defaults[field]; texts != nil {
			return texts[0]
		}
		return ""
	}
	values := r.All("value")
	if by := reader.Profile(); by != nil {
		values = slices.Concat(by.Values, values)
	}
	p := &crm.ImportProfile{Name: name, NoHeader: reader.Unheaded(), Formats: rows.formats, Values: values, Source: first("source"), Owner: first("owner")}
	fields := reader.Fields()
	for i, heading := range reader.Header() {
		c := crm.ImportColumn{Heading: heading, Field: crm.ByWords}
		if reader.Fixed(i) {
			c.Field = fields[i]
		}
		p.Columns = append(p.Columns, c)
	}
	return p, nil
}

// keptOf returns the profile of the book by which a file was read, or an empty one.
func keptOf(reader *exchange.Reader, kept []*crm.ImportProfile) *crm.ImportProfile {
	for _, k := range kept {
		if p := reader.Profile(); p != nil && p.Own && p.Name == k.Name {
			return k
		}
	}
	return &crm.ImportProfile{}
}

// listProfiles lists the profiles of other programs, and those of the book.
func (a *app) listProfiles(cmd *cobra.Command, _ []string) error {
	b, err := a.read(cmd.Context())
	if err != nil {
		return err
	}
	var entries []wire.ProfileEntry
	if b != nil {
		for _, k := range b.ImportProfiles() {
			var headings []string
			for _, c := range k.Columns {
				headings = append(headings, c.Heading)
			}
			entries = append(entries, wire.ProfileEntry{Name: k.Name, About: strings.Join(headings, ", ")})
		}
	}
	for _, p := range exchange.Profiles() {
		entries = append(entries, wire.ProfileEntry{Name: p.Name, About: p.Title, Builtin: true})
	}
	return a.screen().Profiles(entries)
}

// profileNames returns the profiles of a book, for completion.
func profileNames(b *book.Book) (names []string) {
	if b == nil {
		return nil
	}
	for _, k := range b.ImportProfiles() {
		names = append(names, k.Name)
	}
	return names
}

// noProfile reads a file by its headings alone.
const noProfile = "none"

// choose takes the profile that --profile names, or else has the headings of a file choose:
// the profiles of the book go before those of other programs.
//
// Errors: CodeUsage for a name that none has.
func (of *format) choose(name string, own []*exchange.Profile) error {
	all := append(slices.Clone(own), exchange.Profiles()...)
	if name == "" {
		of.profiles = all
		return nil
	}
	if fold.Text(name) == noProfile {
		return nil
	}
	names := []string{noProfile}
	for _, p := range all {
		if fold.Text(p.Name) == fold.Text(name) || fold.Text(p.Title) == fold.Text(name) {
			of.profile = p
			return nil
		}
		names = append(names, p.Name)
	}
	e := crm.Errorf(crm.CodeUsage, "no profile is called %q", name).On("profile")
	if near := nearestName(strings.ToLower(name), names); near != "" {
		e.Try("%s --profile %s?", crm.DidYouMean, near)
	}
	return e.Try("The profiles are: %s", strings.Join(names, ", "))
}

// checkProfile rejects a file that has none of the columns of the profile that was named.
//
// Errors: CodeInvalid.
func checkProfile(reader *exchange.Reader, of format) error {
	if of.profile == nil || reader.IsCards() || reader.Profiled() {
		return nil
	}
	return crm.Errorf(crm.CodeInvalid, "the file has no column of %s", cmp.Or(of.profile.Title, of.profile.Name)).On("profile").
		Try("Without --profile its headings say what it is. They are: %s", strings.Join(reader.Header(), ", "))
}

// checkProfileFields rejects a file of which a profile of the book gives a column to a field
// that the book has no more.
//
// Errors: CodeConflict.
func checkProfileFields(reader *exchange.Reader, of format) error {
	p := reader.Profile()
	if p == nil || !p.Own {
		return nil
	}
	known := append(slices.Clone(of.fields), "", exchange.Remark)
	for _, builtin := range exchange.Profiles() {
		for _, c := range builtin.Columns {
			known = append(known, c.Field)
		}
	}
	header := reader.Header()
	for i, field := range reader.Fields() {
		if !reader.Fixed(i) || slices.Contains(known, field) {
			continue
		}
		return crm.Errorf(crm.CodeConflict, "the profile %s reads the column %q as %s, and the book has no field %s now", p.Name, header[i], field, field).On("profile").
			Try("Say what the column is, or nothing to leave it out: --map %q", header[i]+"=FIELD").
			Try("To keep that with the profile: --save-profile %q", p.Name).
			Next("The fields that this book has added", "field list")
	}
	return nil
}

// sayProfile says by which profile a file was read.
func sayProfile(o *crm.Outcome, reader *exchange.Reader) {
	switch p := reader.Profile(); {
	case p == nil:
	case p.Own:
		o.Notices = append(o.Notices, crm.Notice{Code: "read-by-profile", Values: map[string]any{"name": p.Name}})
	default:
		o.Notices = append(o.Notices, crm.Notice{Code: "read-as", Values: map[string]any{"program": p.Title}})
	}
}

// remarks are the columns that the book has no field for and that become one note.
type remarks struct {
	headings []string // what they are called in it; empty for a column beside them
	labelled []int    // the column that calls them otherwise; -1 for none
}

func newRemarks(header, fields []string) remarks {
	r := remarks{make([]string, len(header)), make([]int, len(header))}
	for i, heading := range header {
		r.labelled[i] = -1
		if fields[i] != exchange.Remark {
			continue
		}
		r.headings[i] = heading
		base, of, parted := strings.Cut(heading, " - ")
		switch {
		case !parted:
		case fold.Text(of) == "value": // Website 1 - Value
			r.headings[i] = strings.TrimRight(base, " 0123456789")
			r.labelled[i] = slices.IndexFunc(header, func(other string) bool {
				return slices.Contains([]string{fold.Text(base + " - Label"), fold.Text(base + " - Type")}, fold.Text(other))
			})
		default: // Person - Job title
			r.headings[i] = of
		}
	}
	return r
}

// readRemarks makes a note of the columns that the book has no field for.
func (r *contactRows) readRemarks(row exchange.Row) {
	delete(row.Values, exchange.Remark)
	var lines []string
	for i, heading := range r.remarks.headings {
		if heading == "" || i >= len(row.Raw) {
			continue
		}
		text := fold.Clean(row.Raw[i])
		if locale.Blank(text) || strings.Trim(text, "0/-. ") == "" {
			continue
		}
		if at := r.remarks.labelled[i]; at >= 0 && at < len(row.Raw) {
			if label := strings.TrimLeft(fold.Clean(row.Raw[at]), "* "); label != "" {
				heading = label
			}
		}
		lines = append(lines, heading+": "+strings.ReplaceAll(text, " ::: ", ", "))
	}
	if lines != nil {
		row.Values["note"] = append(row.Values["note"], strings.Join(lines, "\n"))
	}
}
