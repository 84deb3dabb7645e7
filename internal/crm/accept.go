package crm

import (
	"slices"
	"strings"
	"time"
)

// Accepts reports why no record may have a value of the field, as commands refuse it; nil if one
// may. The day and the rest of the record are not asked.
//
// Errors: CodeInvalid, with the field.
func (f *Field) Accepts(value any) error {
	switch v := value.(type) {
	case int64:
		switch {
		case f.Type == PercentType && (v < 0 || v > 100):
			return Errorf(CodeInvalid, "the %s can't be %d percent", f.words(), v).On(f.Name).Try("It is a number from 0 to 100.")
		case v < 0:
			return Errorf(CodeInvalid, "%d is below 0, and a number counts from 0", v).On(f.Name)
		}
	case Money:
		switch {
		case v.Known && v.Minor < 0:
			return Errorf(CodeInvalid, "the %s is below 0", f.words()).On(f.Name)
		case v.Minor > MostMoney:
			return Errorf(CodeInvalid, "the %s is too much", f.words()).On(f.Name)
		}
	case string:
		switch {
		case f.Own:
		case f.Name == "due_time" && !isClock(v):
			return Errorf(CodeInvalid, "%q is not a time of day", v).On(f.Name).Try("Write 09:00 or 15:30.")
		case f.Name == "time_zone":
			if _, err := time.LoadLocation(v); err != nil || v == "" || v == "Local" {
				return Errorf(CodeInvalid, "%q is not a time zone, such as America/New_York", v).On(f.Name)
			}
		}
	}
	return nil
}

// isClock reports whether a text is a time of day as records have it: 09:00.
func isClock(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil && len(text) == len("15:04")
}

func (f *Field) words() string { return strings.ReplaceAll(f.Name, "_", " ") }

// MayEmpty reports why no rule takes the value of the field from a record that has one: without
// it the record is damaged, or on nobody's list. It is nil if one may.
//
// Errors: CodeRefused, with the field.
func (f *Field) MayEmpty() error {
	if !f.keeps() {
		return nil
	}
	return Errorf(CodeRefused, "a rule can't empty the %s of %s", f.words(), Article(string(f.noun))).On(f.Name)
}

func (f *Field) keeps() bool {
	if f.Own {
		return false
	}
	return f.Needed || f.Name == "owner" || slices.Contains(map[Kind][]string{
		KindActivity:    {"contact", "due"},
		KindOpportunity: {"line", "stage"},
		KindQuote:       {"line", "carrier"},
		KindPolicy:      {"line", "carrier"},
		KindNote:        {"body"},
	}[f.noun], f.Name)
}

// IsAhead reports whether a value is a day after today of a field that has days that were.
func (f *Field) IsAhead(value any, today Date) bool {
	if f.Looks != Past {
		return false
	}
	switch v := value.(type) {
	case Date:
		return v.After(today)
	case Birthday:
		return v.Year > today.Year
	}
	return false
}
