package cli

import (
	"slices"
	"strings"

	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// badPhone is a column that asks whether a phone beside it reaches anybody.
const badPhone = "bad_phone"

// readBadPhones marks the phones of a row as bad of which a column says so. It takes a
// phone that stands in such a column as well.
func (r *contactRows) readBadPhones(row exchange.Row) {
	delete(row.Values, badPhone)
	for i, field := range r.fields {
		text := fold.Clean(row.Raw[i])
		if field != badPhone || text == "" {
			continue
		}
		yes, no := locale.BadPhoneHeading(r.header[i])
		if digits, ok := fold.Phone(text); ok && len(digits) > 8 && !strings.ContainsAny(text, "/.:") {
			phones := row.Values["phone"]
			if at := slices.IndexFunc(phones, sameDigits(text)); at >= 0 {
				phones = slices.Delete(slices.Clone(phones), at, at+1)
			}
			row.Values["phone"] = append(phones, remarked(text, yes))
			continue
		}
		said, read := badPhoneSaid(text, yes, no)
		if !read {
			r.odd[i] = true
		}
		if at := slices.IndexFunc(row.Values["phone"], sameDigits(r.phoneOf(row, i))); said != "" && at >= 0 {
			row.Values["phone"][at] = remarked(row.Values["phone"][at], said)
		}
	}
}

// badPhoneSaid returns what a cell says of a phone, by what a yes and a no below its
// heading say; read is false for a text that is neither.
func badPhoneSaid(text, yes, no string) (said string, read bool) {
	switch dead := locale.DeadNumber(text); {
	case dead != "":
		return dead, true
	case fold.BadPhone(text):
		return fold.Text(text), true
	case locale.GoodPhone(text):
		return "", true
	}
	if may, told := locale.May(text); told && !may {
		return no, true
	} else if told {
		return yes, true
	}
	switch answer, _ := locale.Word("answer", text); {
	case answer == "no":
		return no, true
	case answer == "yes", yes != "" && strings.ContainsAny(text, "0123456789"): // or since when
		return yes, true
	}
	return "", locale.Blank(text)
}

// phoneOf returns the phone of a row that a column is about: that whose heading is in its
// own, or has a word of it, or else the last one before it, or the first.
func (r *contactRows) phoneOf(row exchange.Row, column int) string {
	var theirs []int
	for i, field := range r.fields {
		if field == "phone" && fold.Clean(row.Raw[i]) != "" {
			theirs = append(theirs, i)
		}
	}
	if len(theirs) == 0 {
		return ""
	}
	words := strings.Fields(fold.Text(r.header[column]))
	of, best := theirs[0], 0
	for _, i := range theirs {
		theirs := strings.Fields(fold.Text(r.header[i]))
		shared := slices.DeleteFunc(slices.Clone(theirs), func(word string) bool { return !slices.Contains(words, word) })
		fits := 0
		switch {
		case len(shared) == len(theirs):
			fits = 3
		case slices.ContainsFunc(shared, func(word string) bool { return !slices.Contains(anyPhone, word) }):
			fits = 2
		case i < column:
			fits = 1
		}
		if fits > best || fits == 1 && best == 1 {
			of, best = i, fits
		}
	}
	return row.Raw[of]
}

// anyPhone are words in the headings of all phones.
var anyPhone = []string{"phone", "telephone", "number", "no", "tel", "telefono", "numero", "di", "de", "電話", "番号", "電話番号"}

func sameDigits(phone string) func(string) bool {
	is, ok := fold.Phone(phone)
	return func(other string) bool {
		digits, too := fold.Phone(other)
		return ok && too && is == digits
	}
}

// remarked adds to a phone that it is bad, unless it says so.
func remarked(phone, said string) string {
	if said == "" || fold.BadPhone(phone) {
		return phone
	}
	return phone + " (" + said + ")"
}
