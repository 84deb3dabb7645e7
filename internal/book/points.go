package book

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// addPoints adds phones and e-mails. New ones come first: what was just learnt is
// primary.
func (w *work) addPoints(c *crm.Contact, values Values) error {
	phones, err := w.points(values["phone"], w.goodPhone)
	if err != nil {
		return err
	}
	for i, p := range phones {
		phones[i].Bad = fold.BadPhone(p.Value)
	}
	emails, err := w.points(values["email"], goodEmail)
	if err != nil {
		return err
	}
	c.Phones = w.withPhones(phones, c.Phones)
	c.Emails = joinPoints(emails, c.Emails, sameEmail)
	w.sayPhones(phones)
	return nil
}

// goodPhone returns a text that is one phone number in the country of the book.
//
// Errors: CodeInvalid for any other.
func (w *work) goodPhone(text string) (string, error) {
	if _, ok := fold.PhoneIn(text, w.settings.Country); ok {
		return fold.BarePhone(text), nil
	}
	if digits, ok := fold.Phone(text); ok && strings.Trim(digits, "0") != "" {
		return "", crm.Errorf(crm.CodeInvalid, "%q has more digits than a phone number", text).On("phone").
			Try("Two numbers:    --phone for each").
			Try("An extension:   \"614-555-0147 x12\"").
			Try("Abroad:         + and the country code in front")
	}
	return "", crm.Errorf(crm.CodeInvalid, "%q is not a phone number", text).On("phone")
}

// sayPhones warns of phones that were marked as bad because of what stands beside them,
// that lack an area code and so match only numbers written alike, that have a digit too few
// or too many, or that may be of this country or another.
func (w *work) sayPhones(phones crm.Points) {
	for _, p := range phones {
		incomplete := fold.Incomplete(p.Value, w.settings.Country)
		switch {
		case p.Bad && w.streaming:
			w.outcome.Imported.BadPhones++
		case p.Bad:
			w.warn("phone-bad", "value", p.Value)
		case incomplete && w.streaming:
			w.outcome.Imported.Incomplete++
		case incomplete:
			w.warn("phone-incomplete", "value", p.Value)
		case w.sayOddLength(p.Value):
		case !w.streaming && fold.TwoWays(p.Value, w.settings.Country):
			w.warn("phone-two-ways", "value", p.Value)
		}
	}
}

// sayOddLength warns of a phone that has a digit too few or too many, and reports whether
// it has.
func (w *work) sayOddLength(phone string) bool {
	has, least, longest, odd := fold.OddLength(phone, w.settings.Country)
	switch {
	case odd && w.streaming:
		w.outcome.Imported.OddPhones = append(w.outcome.Imported.OddPhones, phone)
	case odd:
		w.warn("phone-odd-length", "value", phone, "n", has, "usual", spanOf(least, longest))
	}
	return odd
}

// spanOf is "10", or "10-11".
func spanOf(least, longest int) string {
	if least == longest {
		return strconv.Itoa(least)
	}
	return fmt.Sprintf("%d-%d", least, longest)
}

// goodEmail returns a text that is one e-mail address.
//
// Errors: CodeInvalid for any other.
func goodEmail(text string) (string, error) {
	address, remark, err := fold.Address(text)
	switch {
	case err != nil:
		return "", crm.Errorf(crm.CodeInvalid, "%q is not an e-mail address", text).On("email")
	case remark != "":
		return "", crm.Errorf(crm.CodeInvalid, "%q is more than an e-mail address", text).On("email").
			Try("Without the remark: --email %q", address)
	}
	return address, nil
}

func sameEmail(a, b string) bool {
	x, errX := fold.Email(a)
	y, errY := fold.Email(b)
	return errX == nil && errY == nil && x == y || strings.EqualFold(a, b)
}

func (b *Book) samePhone(one, other string) bool {
	x, okX := fold.PhoneIn(one, b.settings.Country)
	y, okY := fold.PhoneIn(other, b.settings.Country)
	return okX && okY && x == y
}

// points reads phones or e-mails, each with the word beside it that says which it is.
func (w *work) points(texts []string, check func(string) (string, error)) (crm.Points, error) {
	var list crm.Points
	for _, text := range texts {
		text = fold.Clean(text)
		if text == "" {
			continue
		}
		label, text := w.cutLabel(text)
		value, err := check(text)
		if err != nil {
			return nil, err
		}
		list = append(list, crm.Point{Value: value, Label: label})
	}
	return list, nil
}

// cutLabel takes a phone or an e-mail apart into its label and the rest.
func (b *Book) cutLabel(text string) (label, rest string) {
	return fold.CutLabel(text, func(word string) (string, bool) { return b.knownLabel("point_label", word) })
}

// knownLabel returns the label of a picklist that a word stands for.
func (b *Book) knownLabel(list, word string) (label string, ok bool) {
	if code, ok := b.word(list, word); ok {
		return code, true
	}
	code := fold.Text(word)
	return code, slices.Contains(crm.Picklist(list), code)
}

// labelIn returns the label for a word: one of a picklist, or the word itself.
//
// Errors: CodeInvalid for one that is too long.
func (b *Book) labelIn(list, word string) (string, error) {
	if word = fold.Clean(word); word == "" {
		return "", nil
	}
	if code, ok := b.knownLabel(list, word); ok {
		return code, nil
	}
	if utf8.RuneCountInString(word) > crm.LongestLabel {
		return "", crm.Errorf(crm.CodeInvalid, "a label has at most %d characters, and %q has more", crm.LongestLabel, word).On(list)
	}
	return word, nil
}

// withPhones puts phones before those that somebody has. A fax or a pager comes last, unless it is
// there already; a number that is given as a phone, too, is a phone.
func (w *work) withPhones(given, has crm.Points) crm.Points {
	given = slices.Clone(given)
	for i, p := range given { // a label says which it is, and not that it reaches somebody again
		given[i].Bad = p.Bad || p.Label != "" && slices.ContainsFunc(has, func(had crm.Point) bool { return had.Bad && w.samePhone(had.Value, p.Value) })
	}
	joined := joinPoints(slices.DeleteFunc(slices.Clone(given), crm.Point.Mute), has, w.samePhone)
	for _, mute := range given {
		if !mute.Mute() {
			continue
		}
		at := slices.IndexFunc(joined, func(p crm.Point) bool { return w.samePhone(p.Value, mute.Value) })
		switch {
		case at < 0:
			joined = append(joined, mute)
		case !slices.ContainsFunc(given, func(p crm.Point) bool { return !p.Mute() && w.samePhone(p.Value, mute.Value) }):
			joined[at] = mute
		}
	}
	return joined
}

// joinPoints puts new points before the list. One that is there already keeps its label
// if the new one has none.
func joinPoints(first, second crm.Points, same func(a, b string) bool) crm.Points {
	var joined crm.Points
	for _, p := range slices.Concat(first, second) {
		at := slices.IndexFunc(joined, func(there crm.Point) bool { return same(there.Value, p.Value) })
		if at < 0 {
			joined = append(joined, p)
		} else if joined[at].Label == "" {
			joined[at].Label = p.Label
		}
	}
	return joined
}

// givenOnce rejects a phone or an e-mail that one command both gives and takes away, or marks
// as bad.
//
// Errors: CodeInvalid.
func (w *work) givenOnce(in ContactEdit) error {
	for _, of := range []struct {
		flag, does string
		away       []string
		given      string
		same       func(a, b string) bool
	}{
		{"remove-phone", "taken away", in.RemovePhones, "phone", w.samePhone}, {"bad-phone", "marked as bad", in.BadPhones, "phone", w.samePhone},
		{"remove-email", "taken away", in.RemoveEmails, "email", sameEmail}, {"bad-email", "marked as bad", in.BadEmails, "email", sameEmail},
	} {
		for _, text := range in.Values[of.given] {
			_, value := w.cutLabel(fold.Clean(text))
			if slices.ContainsFunc(of.away, func(away string) bool { return of.same(value, away) }) {
				return crm.Errorf(crm.CodeInvalid, "%s is both given and %s", value, of.does).On(of.flag)
			}
		}
	}
	return nil
}

// withoutPoints removes points from the list, or marks them as bad.
func withoutPoints(list crm.Points, texts []string, same func(a, b string) bool, mark bool, field string) (crm.Points, error) {
	for _, text := range texts {
		var rest crm.Points
		found := false
		for _, p := range list {
			if same(p.Value, text) {
				found = true
				if !mark {
					continue
				}
				p.Bad = true
			}
			rest = append(rest, p)
		}
		if !found {
			return nil, crm.Errorf(crm.CodeNotFound, "they have no %q", text).On(field)
		}
		list = rest
	}
	return list, nil
}

// checkPoints rejects new phones and e-mails of a contact that must not be used. A
// suppressed number that no marked contact has is accepted: nobody calls it.
func (w *work) checkPoints(c, before *crm.Contact) error {
	if !c.DoNotContact.IsZero() || c.ID == 0 && !c.Stopped.IsZero() { // which a file says of somebody new
		return nil
	}
	had := w.tx.PointsOf(before)
	suppressed, err := w.tx.Suppressed(c)
	if err != nil {
		return err
	}
	for _, s := range suppressed {
		if w.among(had, s) {
			continue
		}
		marked, err := w.bearer(s, c.ID)
		if err != nil {
			return err
		}
		if marked != nil || !crm.OfList(s.Reason) {
			stop := &crm.Stop{Since: s.Since, Reason: s.Reason, Note: s.Note, Contact: marked, Suppression: s}
			lacks := crm.Copy(c)
			lacks.ID = 0 // nobody has the number yet
			return w.refusal(lacks, stop)
		}
		w.warn("suppressed-number", "name", c.Name, "value", s.Value, "since", s.Since, "reason", s.Reason)
	}
	return nil
}

// saySharedPoints names the others who are reached at a phone or an e-mail that somebody
// has been given.
func (w *work) saySharedPoints(c, before *crm.Contact) error {
	given := func(now, had crm.Points, same func(a, b string) bool) crm.Points {
		return slices.DeleteFunc(slices.Clone(now), func(p crm.Point) bool {
			return !p.Reaches() || slices.ContainsFunc(had, func(old crm.Point) bool { return old.Reaches() && same(old.Value, p.Value) })
		})
	}
	phones, emails := given(c.Phones, before.Phones, w.samePhone), given(c.Emails, before.Emails, sameEmail)
	reached, err := w.tx.ByPoint(phones, emails)
	for _, other := range reached {
		if other.ID != c.ID && w.tx.SamePoint(&crm.Contact{Phones: phones, Emails: emails}, other) {
			w.warn(samePointCode, "name", other.Name, "id", other.ID)
		}
	}
	return err
}
