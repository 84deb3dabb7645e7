package cli

import (
	"cmp"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

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
