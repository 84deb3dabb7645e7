package book

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// The words of a file for sources, ratings, stages and other picklists, and for owners, are
// those of another program. An import is told what they mean, or what to do with those that
// no list of the book has: see docs/decisions/0140.

// ImportWord says what a word of a file means.
type ImportWord struct {
	Field string // of the column; empty is any
	Word  string
	Value string // empty is nothing
	Kept  bool   // by a profile, whose files need not have it
}

// What --unknown does with a word that a picklist lacks.
const (
	unknownNoted   = "note"
	unknownTagged  = "tag"
	unknownSkipped = "skip"
	UnknownFails   = "fail"
)

// statusField is what a file says of how somebody stands, and is not known as a stage.
const statusField = "status"

// errWords is of a row with such words, which are named for the whole file.
var errWords = errors.New("the row has words that no picklist has")

// wordsRead are the words of a file that no picklist has.
type wordsRead struct {
	unknown []*wordsOf
	met     []bool             // the words that are told of
	known   map[[2]string]bool // whether a field takes a word
	fields  []*crm.Field       // those with such words
}

// wordsOf are such words of one field.
type wordsOf struct {
	field string
	words []string
	times map[string]int // by the folded word
}

// Means reports whether a text of a field is a word that is told of, and what it means.
func (in Import) Means(field, text string) (value string, at int) {
	at = slices.IndexFunc(in.Words, func(word ImportWord) bool {
		return (word.Field == "" || word.Field == field) && sameWord(word.Word, text)
	})
	if at < 0 {
		return text, at
	}
	return in.Words[at].Value, at
}

func sameWord(a, b string) bool {
	if folded := fold.Text(a); folded != "" {
		return folded == fold.Text(b)
	}
	return fold.Clean(a) == fold.Clean(b)
}

// wordFields are the fields of contacts that a file gives in words of a list.
func (w *work) wordFields() (fields []*crm.Field) {
	for _, f := range w.schema.Fields(crm.KindContact).Fields {
		if f.Own && f.Type == crm.CodeType || slices.Contains([]string{"source", "rating", "call_frequency", "stage", "owner"}, f.Name) {
			fields = append(fields, f)
		}
	}
	return fields
}

// inList returns whether a field takes a word. For an owner the error is that of whoever
// looks for them.
func (w *work) inList(f *crm.Field, text string) error {
	if f.Name != "owner" {
		_, err := w.code(f.List, text)
		return err
	}
	if _, numbered := recordNumber(text); numbered { // of which the row is told
		return nil
	}
	_, err := w.producer(text)
	if crm.CodeOf(err) != crm.CodeNotFound {
		return nil
	}
	return err
}

// takesWord is inList, and remembers what it has found.
func (w *work) takesWord(f *crm.Field, text string) bool {
	key := [2]string{f.Name, text}
	takes, known := w.importing.words.known[key]
	if !known {
		if takes = w.inList(f, text) == nil; w.importing.words.known == nil {
			w.importing.words.known = map[[2]string]bool{}
		}
		w.importing.words.known[key] = takes
	}
	return takes
}

// checkWords rejects, before the first row, a word that would mean what no list has.
//
// Errors: CodeUsage.
func (w *work) checkWords(in Import) error {
	w.importing.words.met = make([]bool, len(in.Words))
	for _, word := range in.Words {
		if word.Value == "" || word.Field == statusField || word.Field == "" && in.Headings[statusField] != "" {
			continue
		}
		var failed error
		known := word.Field == "" && in.Headings["line"]+in.Headings[policyStatus] != "" && w.isOfPolicy(word.Value)
		for _, f := range w.wordFields() {
			if word.Field != f.Name && (word.Field != "" || in.Headings[f.Name] == "") {
				continue
			}
			err := w.inList(f, word.Value)
			known = known || err == nil
			failed = err
		}
		if e, ok := crm.AsError(failed); ok && !known {
			e.Code = crm.CodeUsage
			return crm.OnFlag(e, "value")
		}
	}
	return nil
}

// isOfPolicy reports whether a word is one for a policy: of its line, or its status.
func (w *work) isOfPolicy(text string) bool {
	_, noLine := w.code("line", text)
	_, noStatus := w.code("policy_status", text)
	return noLine == nil || noStatus == nil
}

// readWords writes the words of a row as the lists of the book have them, and does with others
// what the import says.
//
// Errors: errWords.
func (w *work) readWords(t *rowTaken) error {
	failed := false
	if w.importing.words.fields == nil {
		w.importing.words.fields = w.wordFields()
	}
	for _, f := range w.importing.words.fields {
		text, given := t.Values.first(f.Name)
		if text = fold.Clean(text); !given || text == "" {
			continue
		}
		if value, at := t.in.Means(f.Name, text); at >= 0 && (value == "" || w.takesWord(f, value)) {
			w.importing.words.met[at] = true
			if text = value; value == "" {
				w.leaveWord(t, f.Name)
				continue
			}
			t.values[f.Name] = []string{value}
		}
		if !w.takesWord(f, text) {
			failed = w.takeUnknown(t, f.Name, text, t.in.Unknown) || failed
		}
	}
	for _, text := range t.Values[statusField] { // which many programs have, each with its own
		failed = w.takeUnknown(t, statusField, text, cmp.Or(t.in.Unknown, unknownNoted)) || failed
	}
	delete(t.values, statusField)
	if failed && !t.in.SkipBad {
		return errWords
	}
	return nil
}

// leaveWord leaves a field of a row to the command, or empty.
func (w *work) leaveWord(t *rowTaken, field string) {
	if delete(t.values, field); t.in.Defaults[field] != nil {
		t.values[field] = t.in.Defaults[field]
	}
}

// takeUnknown does with a word that no list has what is said, and reports whether the row
// can't be taken.
func (w *work) takeUnknown(t *rowTaken, field, text, as string) (fails bool) {
	if as == "" || as == UnknownFails {
		if !t.in.SkipBad { // which tells of each row
			w.importing.words.count(field, text)
		}
		return true
	}
	w.importing.words.count(field, text)
	if field != statusField {
		w.leaveWord(t, field)
	}
	if as == unknownTagged {
		if tags, err := fold.Tags(text); err == nil && len(tags) > 0 {
			t.values["tags"] = append(slices.Clone(t.values["tags"]), text)
			return false
		}
		as = unknownNoted
	}
	if as == unknownNoted {
		t.values["note"] = append(slices.Clone(t.values["note"]), headed(t.in, field)+": "+text)
	}
	return false
}

// headed returns the heading of the column of a field.
func headed(in Import, field string) string {
	if heading := in.Headings[field]; heading != "" {
		return heading
	}
	return label(field)
}

func (r *wordsRead) count(field, text string) {
	at := slices.IndexFunc(r.unknown, func(of *wordsOf) bool { return of.field == field })
	if at < 0 {
		at = len(r.unknown)
		r.unknown = append(r.unknown, &wordsOf{field: field, times: map[string]int{}})
	}
	of := r.unknown[at]
	key := cmp.Or(fold.Text(text), text)
	if of.times[key]++; of.times[key] == 1 {
		of.words = append(of.words, text)
	}
}

// said names the words of a field, each with how often it is there.
func (of *wordsOf) said() string {
	var each []string
	for _, word := range of.words[:min(len(of.words), listed)] {
		each = append(each, fmt.Sprintf("%q (%d)", word, of.times[cmp.Or(fold.Text(word), word)]))
	}
	if more := len(of.words) - listed; more > 0 {
		each = append(each, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(each, ", ")
}

// sayWords says what became of words that no list has, and which words the file does not have.
func (w *work) sayWords(in Import) {
	read := w.importing.words
	code := map[string]string{unknownNoted: "words-noted", unknownTagged: "words-tagged", unknownSkipped: "words-skipped", "": "statuses-noted"}[in.Unknown]
	var said []string
	for _, of := range read.unknown {
		if in.Unknown != "" || of.field == statusField {
			said = append(said, headed(in, of.field)+": "+strings.ReplaceAll(of.said(), `"`, ""))
		}
	}
	if code != "" && len(said) > 0 {
		w.warn(code, "values", strings.Join(said, "; "))
	}
	var unmet []string
	for i, word := range in.Words {
		if !read.met[i] && !word.Kept && word.Field != statusField && in.Headings[statusField] == "" {
			unmet = append(unmet, word.Word)
		}
	}
	if len(unmet) > 0 {
		w.warn("words-unmet", "values", strings.Join(unmet, ", "))
	}
}

// unknownWords returns the error for words that no list has, or adds to one what they are, and
// what to do.
func (w *work) unknownWords(in Import, e *crm.Error) error {
	read := w.importing.words
	fails := slices.DeleteFunc(slices.Clone(read.unknown), func(of *wordsOf) bool { return of.field == statusField && in.Unknown == "" })
	if len(fails) == 0 || in.SkipBad || in.Unknown != "" && in.Unknown != UnknownFails {
		if e == nil {
			return nil
		}
		return e
	}
	if e == nil {
		e = crm.Errorf(crm.CodeInvalid, "the file has words that no list of the book has")
	} else {
		e.Try("Besides, the file has words that no list of the book has:")
	}
	for _, of := range fails {
		e.Try("%s: %s", headed(in, of.field), of.said())
	}
	var meant []crm.Given
	for _, of := range fails {
		list, blank := w.listOf(of.field)
		if len(list) > 0 {
			e.Try("%s is one of: %s", label(strings.ReplaceAll(of.field, statusField, "stage")), strings.Join(list, ", "))
		}
		for _, word := range of.words[:min(len(of.words), mostMeant)] {
			meant = append(meant, crm.With("value", crm.Blank(word+"="+blank)))
		}
	}
	e.Again("Say what they mean, with a word of the list for the capitals", meant...)
	e.Again("Keep them as notes", crm.With("unknown", unknownNoted))
	e.Again("Keep them as tags", crm.With("unknown", unknownTagged))
	e.Leaving("Leave them out", crm.With("unknown", unknownSkipped))
	if heading := in.Headings["stage"]; heading != "" && slices.ContainsFunc(fails, func(of *wordsOf) bool { return of.field == "stage" }) {
		e.Again("If it says more than the stage", crm.With("map", heading+"="+statusField))
	}
	if slices.ContainsFunc(fails, func(of *wordsOf) bool { return of.field == "owner" }) {
		e.Remedies = append(e.Remedies, crm.Remedy{Text: "If they are a colleague", Commands: []crm.Command{crm.Run("producer add", crm.Blank("NAME"))}})
	}
	return e
}

// mostMeant limits the words of a field for which an error begins a command.
const mostMeant = 4

// listOf returns the values of a field, and what stands for one in a command.
func (w *work) listOf(field string) (values []string, blank string) {
	switch field {
	case "owner":
		return nil, "PRODUCER"
	case statusField:
		field = "stage"
	}
	f, ok := w.schema.Fields(crm.KindContact).Field(field)
	if !ok {
		return nil, "WORD"
	}
	return w.values(f.List), strings.ToUpper(field)
}

// countWords counts the words of a row that is not taken, since others can't be.
func (w *work) countWords(row ImportRow, in Import) {
	t := &rowTaken{ImportRow: row, in: in, values: Values{}}
	_ = w.readWords(t) // which is counted
}
