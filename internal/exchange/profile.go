package exchange

import (
	"bufio"
	"embed"
	"path"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A Profile says what the columns of the files of one program are, where their headings do not
// say it themselves: see docs/decisions/0142.
type Profile struct {
	// Name is what --profile calls it, and Title the name of the program.
	Name, Title string
	// Columns are the fields of columns by their headings, folded. In a heading, # stands for
	// figures, and * at its end or between words for anything.
	Columns []ProfileColumn
	// Has are headings of which a file of the program has one of each.
	Has [][]string
	// Formats are how the program writes the dates of fields, as --date-format has it.
	Formats map[string]string
	// Own is set for a profile of a book. Its files have all headings of Columns, and no
	// others.
	Own bool
	// Values are what words of its files mean, as --value has it.
	Values []string
	// NoHeader is set if its files have no headings.
	NoHeader bool
}

// ProfileColumn is a column of a profile, without a field if it is left out.
type ProfileColumn struct{ Heading, Field string }

// Remark is the field of columns that crm has none for, and that become a note below their
// headings.
const Remark = "remark"

//go:embed profiles/*.txt
var profileFiles embed.FS

// Profiles returns the profiles of other programs, by name.
func Profiles() (all []*Profile) {
	files, err := profileFiles.ReadDir("profiles")
	if err != nil {
		return nil // they are in the program
	}
	for _, file := range files {
		content, err := profileFiles.ReadFile("profiles/" + file.Name())
		if err == nil {
			all = append(all, parseProfile(strings.TrimSuffix(path.Base(file.Name()), ".txt"), string(content)))
		}
	}
	return all
}

// parseProfile reads lines of a field and the headings of its columns, with bars between them.
func parseProfile(name, content string) *Profile {
	p := &Profile{Name: name, Formats: map[string]string{}}
	for lines := bufio.NewScanner(strings.NewReader(content)); lines.Scan(); {
		field, rest, ok := strings.Cut(lines.Text(), "=")
		if field = strings.TrimSpace(field); !ok || strings.HasPrefix(field, "#") {
			continue
		}
		var headings []string
		for heading := range strings.SplitSeq(rest, "|") {
			headings = append(headings, strings.TrimSpace(heading))
		}
		if of, is := strings.CutPrefix(field, "format "); is {
			p.Formats[of] = headings[0]
			continue
		}
		switch field {
		case "title":
			p.Title = headings[0]
			continue
		case "has":
			p.Has = append(p.Has, headings)
			continue
		case "none":
			field = ""
		}
		for _, heading := range headings {
			p.Columns = append(p.Columns, ProfileColumn{heading, field})
		}
	}
	return p
}

// Fits reports whether a file with those headings is of the program.
func (p *Profile) Fits(headings []string) bool {
	if p.Own {
		return !p.NoHeader && len(headings) == len(p.Columns) && p.knowsAll(headings)
	}
	for _, some := range p.Has {
		if !slices.ContainsFunc(some, func(one string) bool {
			return slices.ContainsFunc(headings, func(heading string) bool { return isHeading(one, heading) })
		}) {
			return false
		}
	}
	return len(p.Has) > 0
}

// choose returns the profile that fits the headings and knows most of them, or nil. One of a
// book goes before the others, and has the headings by which --map calls columns.
func choose(profiles []*Profile, headings, called []string) (best *Profile) {
	known := 0
	for _, p := range profiles {
		switch {
		case p.Own && p.Fits(called):
			return p
		case p.Own || !p.Fits(headings):
			continue
		}
		if n := len(p.fields(headings, nil)); best == nil || n > known {
			best, known = p, n
		}
	}
	return best
}

// knowsAll reports whether the headings are those of the columns, in any order.
func (p *Profile) knowsAll(headings []string) bool {
	left := map[string]int{}
	for _, c := range p.Columns {
		left[key(c.Heading)]++
	}
	for _, heading := range headings {
		if left[key(heading)]--; left[key(heading)] < 0 {
			return false
		}
	}
	return true
}

// fields returns the fields that the profile gives columns, by place. Of those that would give
// one field, the first of the profile does unless several may.
func (p *Profile) fields(headings, many []string) map[int]string {
	of, taken := map[int]string{}, map[string]bool{}
	for _, c := range p.Columns {
		for i, heading := range headings {
			if _, known := of[i]; known || heading == "" || !p.isColumn(c, heading) {
				continue
			}
			field := c.Field
			if field == crm.ByWords {
				continue
			}
			if field != "" && taken[field] && !slices.Contains(many, field) {
				field = ""
			}
			taken[field], of[i] = true, field
		}
	}
	return of
}

func (p *Profile) isColumn(c ProfileColumn, heading string) bool {
	if p.Own {
		return key(c.Heading) == key(heading)
	}
	return isHeading(c.Heading, heading)
}

// isHeading reports whether a heading is one of a profile.
func isHeading(of, heading string) bool {
	heading = fold.Clean(strings.ToLower(heading))
	before, after, open := strings.Cut(fold.Clean(strings.ToLower(of)), "*")
	if open {
		return len(heading) > len(before)+len(after) && strings.HasPrefix(heading, before) && strings.HasSuffix(heading, after)
	}
	return numbered(before) == numbered(heading) || key(of) == key(heading)
}

// numbered writes # for the figures of a heading.
func numbered(heading string) string {
	var out strings.Builder
	last := rune(0)
	for _, r := range heading {
		if '0' <= r && r <= '9' {
			r = '#'
		}
		if r != '#' || last != '#' {
			out.WriteRune(r)
		}
		last = r
	}
	return out.String()
}

// Profiled reports whether a profile knew a column of the file.
func (r *Reader) Profiled() bool { return r.profiled }

// Profile returns the profile by which the file was read, or nil.
func (r *Reader) Profile() *Profile { return r.profile }
