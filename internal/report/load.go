package report

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/yaml"
)

//go:embed reports.yaml
var builtin string

// Summaries lists the built-in reports by name with their descriptions, in order,
// without reading the rest.
func Summaries() []Report {
	var all []Report
	for line := range strings.SplitSeq(builtin, "\n") {
		if name, ok := strings.CutSuffix(line, ":"); ok && name[0] != ' ' && name[0] != '#' {
			all = append(all, Report{Name: name, Builtin: true})
		}
		if about, ok := strings.CutPrefix(line, "  about: "); ok {
			all[len(all)-1].About = about
		}
	}
	return all
}

// Builtin returns a built-in report, or nil.
func Builtin(name string) *Report {
	_, after, ok := strings.Cut("\n"+builtin, "\n"+name+":\n")
	if !ok || name == "" {
		return nil
	}
	var text strings.Builder
	for line := range strings.Lines(after) {
		if line != "\n" && line[0] != ' ' {
			break
		}
		text.WriteString(strings.TrimPrefix(line, "  "))
	}
	r, err := Parse(name, strings.TrimRight(text.String(), "\n")+"\n")
	if err != nil {
		panic(err) // a test reads them all
	}
	r.Builtin = true
	return r
}

// written is a definition as YAML has it.
type written struct {
	About    string           `yaml:"about"`
	Of       string           `yaml:"of"`
	Where    string           `yaml:"where"`
	Owner    string           `yaml:"owner"`
	By       yaml.Pairs       `yaml:"by"`
	Period   string           `yaml:"period"`
	Measures []writtenMeasure `yaml:"measures"`
	Bar      string           `yaml:"bar"`
	Sort     string           `yaml:"sort"`
	Total    bool             `yaml:"total"`
}

type writtenMeasure struct {
	Name     string `yaml:"name"`
	Count    string `yaml:"count"`
	Distinct string `yaml:"distinct"`
	Sum      string `yaml:"sum"`
	Least    string `yaml:"least"`
	Most     string `yaml:"most"`
	Mean     string `yaml:"mean"`
	Is       string `yaml:"is"`
	Where    string `yaml:"where"`
	Kind     string `yaml:"kind"`
}

// The limits of a report of the book's own.
const (
	maxText     = 64 << 10
	maxMeasures = 20
)

// Parse reads a definition and checks its form, names and references. Check checks its
// expressions.
//
// Errors: CodeInvalid, which names the report and the place.
func Parse(name, text string) (*Report, error) {
	fail := func(format string, args ...any) (*Report, error) {
		return nil, crm.Errorf(crm.CodeInvalid, "report %s: %s", name, fmt.Sprintf(format, args...))
	}
	if len(text) > maxText {
		return fail("the definition is longer than %d bytes", maxText)
	}
	var w written
	err := yaml.Read(text, &w)
	if err != nil {
		e := crm.Errorf(crm.CodeInvalid, "report %s can't be read: %w", name, err)
		if inner, ok := crm.AsError(err); ok {
			e.Remedies = inner.Remedies // the lines around the place
		}
		return nil, e
	}
	r := &Report{
		Name: name, About: strings.TrimSpace(w.About), Of: crm.Kind(w.Of), Where: strings.TrimSpace(w.Where), Owner: w.Owner,
		Period: w.Period, Bar: w.Bar, Sort: w.Sort, Total: w.Total, Source: text,
	}
	if !slices.Contains(nouns(), r.Of) {
		return fail("of is %q; write %s", w.Of, crm.OneOf(nounNames()))
	}
	if r.Owner == "" {
		if _, ok := crm.BuiltIn(r.Of).Field("owner"); !ok {
			return fail("owner is missing: the path to the producer whose %s it is", r.Of)
		}
		r.Owner = "owner"
	}
	for _, item := range w.By {
		g, err := parseGrouping(fmt.Sprint(item.Key), fmt.Sprint(item.Value))
		if err != nil {
			return fail("by: %s", err)
		}
		r.By = append(r.By, g)
	}
	for i, m := range w.Measures {
		measure, err := parseMeasure(m)
		if err != nil {
			return fail("measure %d: %s", i+1, err)
		}
		r.Measures = append(r.Measures, measure)
	}
	if err := r.checkNames(); err != nil {
		return fail("%s", err)
	}
	return r, nil
}

// nouns are those that reports can be about. Notes and files are private and not
// counted.
func nouns() []crm.Kind {
	return []crm.Kind{crm.KindContact, crm.KindActivity, crm.KindOpportunity, crm.KindQuote, crm.KindPolicy}
}

func nounNames() []string {
	var names []string
	for _, kind := range nouns() {
		names = append(names, string(kind))
	}
	return names
}

// isWord reports whether a measure or a grouping may have a name: it is a name in
// expressions and a key in JSON.
func isWord(name string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	return name != "" && len(name) <= 31 && strings.IndexByte(letters, name[0]) >= 0 && strings.Trim(name, letters+"0123456789_") == ""
}

func parseGrouping(name, path string) (Grouping, error) {
	if !isWord(name) {
		return Grouping{}, fmt.Errorf("%q is not a name; use small letters, figures and _", name)
	}
	path, month := strings.CutPrefix(strings.TrimSpace(path), "month of ")
	path, other, _ := strings.Cut(path, "??")
	return Grouping{Name: name, Path: strings.TrimSpace(path), Else: strings.TrimSpace(other), Month: month}, nil
}

func parseMeasure(w writtenMeasure) (Measure, error) {
	m := Measure{Name: w.Name, Kind: w.Kind, Where: strings.TrimSpace(w.Where)}
	if !isWord(w.Name) {
		return m, fmt.Errorf("%q is not a name; use small letters, figures and _", w.Name)
	}
	forms := 0
	for _, form := range []struct {
		text    string
		summary query.Summary
	}{{w.Count, query.Count}, {w.Distinct, query.Distinct}, {w.Sum, query.Sum}, {w.Least, query.Least}, {w.Most, query.Most}, {w.Mean, query.Mean}} {
		if form.text != "" {
			forms++
			m.Summary, m.Of = form.summary, strings.TrimSpace(form.text)
		}
	}
	if m.Is = strings.TrimSpace(w.Is); m.Is != "" {
		forms++
	}
	switch {
	case forms != 1:
		return m, fmt.Errorf("%s needs one of count, distinct, sum, least, most, mean and is", m.Name)
	case m.Is != "" && m.Where != "":
		return m, fmt.Errorf("%s is calculated from other measures and has no records for where", m.Name)
	case w.Count != "" && m.Where != "":
		return m, fmt.Errorf("%s: write the condition behind count", m.Name)
	case !slices.Contains([]string{"", crm.FigureNumber, crm.FigureMoney, crm.FigurePercent, crm.FigureDays}, m.Kind):
		return m, fmt.Errorf("%s: kind is %q; write number, money, percent or days", m.Name, m.Kind)
	}
	if w.Count != "" {
		if m.Where = m.Of; m.Where == "all" {
			m.Where = ""
		}
		m.Of = ""
	}
	return m, nil
}

// checkNames checks that names are unique and references exist.
func (r *Report) checkNames() error {
	seen := map[string]bool{"today": true, "nil": true, "true": true, "false": true, "not": true, "and": true, "or": true, "in": true, "id": true}
	twice := func(name string) error {
		if seen[name] {
			return fmt.Errorf("the name %s is taken", name)
		}
		seen[name] = true
		return nil
	}
	switch {
	case r.About == "":
		return errors.New("about is missing: a line that says what it shows")
	case len(r.By) == 0:
		return errors.New("by is missing: what to group by, as in stage: stage")
	case len(r.Measures) == 0:
		return errors.New("measures are missing: what to count, as in - name: open")
	case len(r.Measures) > maxMeasures:
		return fmt.Errorf("it has more than %d measures", maxMeasures)
	}
	for _, m := range r.Measures {
		if err := twice(m.Name); err != nil {
			return err
		}
	}
	for _, g := range r.By {
		if err := twice(g.Name); err != nil {
			return err
		}
	}
	for _, m := range []struct{ what, name string }{{"bar", r.Bar}, {"sort", strings.TrimPrefix(r.Sort, "-")}} {
		if _, ok := r.measure(m.name); m.name != "" && !ok {
			return fmt.Errorf("%s is %q, which is not one of its measures", m.what, m.name)
		}
	}
	return nil
}
