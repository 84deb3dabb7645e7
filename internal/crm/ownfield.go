package crm

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// The types of the fields that a book may add.
const (
	OwnText   = "text"
	OwnNumber = "number"
	OwnMoney  = "money"
	OwnDate   = "date"
	OwnYesNo  = "yes-no"
	OwnChoice = "choice"
)

// What a book may add at most.
const (
	MostOwnFields = 50 // of one noun
	MostChoices   = 100
)

// OwnField is a field that the book has added to a noun.
type OwnField struct {
	Head
	On      string `field:"on,needed,list=noun"` // the noun
	Name    string `field:"name,needed,max=40"`
	Type    string `field:"type,needed,list=field_type"`
	Choices string `field:"choices,max=5000"` // of a choice, with commas between
	Label   string `field:"label,max=60"`     // as everybody reads it who has no label of their own language
	LabelJA string `field:"label_ja,max=60"`
	LabelIT string `field:"label_it,max=60"`
	LabelES string `field:"label_es,max=60"`
}

// Noun is KindField.
func (*OwnField) Noun() Kind { return KindField }

// Key is the key under which records keep their values. It is another one for another
// type, and for another field of the same name, so that no value is ever read as what it
// is not.
func (o *OwnField) Key() string { return o.Type[:1] + strconv.FormatInt(o.ID, 10) }

// KeyOf returns the number of the own field that keeps its values under a key.
func KeyOf(key string) (id int64, ok bool) {
	if len(key) < 2 || key[0] < 'a' || key[0] > 'z' {
		return 0, false
	}
	id, err := strconv.ParseInt(key[1:], 10, 64)
	return id, err == nil && id > 0
}

// ChoiceList returns the choices, in order.
func (o *OwnField) ChoiceList() []string { return SplitChoices(o.Choices) }

// SplitChoices splits a list of choices at its commas. One with a comma in it is in quotes:
// a,"b, c".
func SplitChoices(text string) []string {
	var all []string
	quoted := false
	parts := strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return !quoted && isComma(r)
	})
	for _, choice := range parts {
		choice = strings.TrimSpace(choice)
		if n := len(choice); n > 2 && choice[0] == '"' && choice[n-1] == '"' {
			choice = strings.TrimSpace(choice[1 : n-1])
		}
		if choice != "" {
			all = append(all, choice)
		}
	}
	return all
}

// JoinChoices is the reverse of SplitChoices.
func JoinChoices(choices []string) string {
	all := slices.Clone(choices)
	for i, choice := range all {
		if strings.ContainsFunc(choice, isComma) {
			all[i] = `"` + choice + `"`
		}
	}
	return strings.Join(all, ",")
}

func isComma(r rune) bool { return r == ',' || r == '、' || r == '，' }

// Field returns the field as the schema of its book has it.
func (o *OwnField) Field() *Field {
	f := &Field{Name: o.Name, Key: o.Key(), Label: o.Label, Labels: map[string]string{}}
	for lang, label := range map[string]string{"ja": o.LabelJA, "it": o.LabelIT, "es": o.LabelES} {
		if label != "" {
			f.Labels[lang] = label
		}
	}
	switch o.Type {
	case OwnText:
		f.Type = TextType
	case OwnNumber:
		f.Type = NumberType
	case OwnMoney:
		f.Type = MoneyType
	case OwnDate:
		f.Type, f.Looks = DateType, Near
	case OwnYesNo:
		f.Type, f.List = CodeType, "answer"
	case OwnChoice:
		f.Type, f.Choices = CodeType, o.ChoiceList()
	}
	return f
}

// SchemaOf returns the schema of a book that has added those fields. One whose name a
// later version gave to a field of every book is called own_NAME.
//
// Errors: those of With.
func SchemaOf(fields []*OwnField) (*Schema, error) {
	var s *Schema
	for _, o := range slices.SortedFunc(slices.Values(fields), func(a, b *OwnField) int { return cmp.Compare(a.ID, b.ID) }) {
		if !slices.Contains(Picklist("field_type"), o.Type) || !IsKind(Kind(o.On)) {
			return nil, Errorf(CodeInvalid, "no field can be a %q of %q", o.Type, o.On)
		}
		f := o.Field()
		if _, taken := BuiltIn(Kind(o.On)).Field(f.Name); taken { // by a version that has it built in
			f.Name = "own_" + f.Name
		}
		var err error
		if s, err = s.With(Kind(o.On), f); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Headings iterates over the words that head a column of a field of a book's own: its name
// and its labels.
func (f *Field) Headings() iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(f.Name) || !yield(f.Label) {
			return
		}
		for _, label := range f.Labels {
			if !yield(label) {
				return
			}
		}
	}
}

// LeftValue is what a record has of a field that its book does not have any more.
type LeftValue struct {
	Kind   Kind   `json:"noun"`
	Record int64  `json:"record"`
	Field  string `json:"field"` // as it was called
	Value  string `json:"value"` // as it is stored
}
