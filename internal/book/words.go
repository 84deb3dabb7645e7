package book

import (
	"context"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Naming is a place on a command line for a number or a name, which may be without
// quotes.
type Naming struct {
	Noun   string // "producer" or "team"; empty is whatever the name of a contact may mean
	Many   bool   // several may be named
	Behind int    // so many words at least stand behind and say something else
	Free   bool   // these may say anything
}

// SplitNames splits the words of a command line into names, each joined to one text,
// and the words behind them.
//
// Errors: CodeConflict if two words may be one name or two.
func (b *Book) SplitNames(ctx context.Context, words []string, n Naming) (names, rest []string, err error) {
	err = b.read(ctx, func(v reader) error {
		names, rest, err = v.splitNames(words, n)
		return err
	})
	return names, rest, err
}

func (v reader) splitNames(words []string, n Naming) (names, rest []string, err error) {
	var before leading
	for len(words) > n.Behind && (n.Many || len(names) == 0) {
		h, err := v.leadingName(words[:len(words)-n.Behind], n)
		if err != nil {
			return nil, nil, err
		}
		if h.words == 0 {
			if len(names) > 0 && n.Behind > 0 {
				break
			}
			h.words = 1 // that nobody is called so is said when its turn comes
		}
		if err := before.checkNext(h); err != nil && !(n.Noun == string(crm.KindProducer) && h.isGiven(words)) {
			return nil, nil, err
		}
		names, words, before = append(names, h.text(words)), words[h.words:], h
	}
	if !n.Free || len(words) == 0 || !before.part {
		return names, words, nil
	}
	next, err := v.leadingName(words[:1], n)
	if err != nil {
		return nil, nil, err
	}
	return names, words, before.checkNext(next)
}

// leading is what the first words name.
type leading struct {
	words int  // how many of them; 0 if none names anything
	part  bool // by a part of its name
	named []meant
}

// meant is something with a name.
type meant struct {
	id    int64
	names []string
}

func (h leading) text(words []string) string { return strings.Join(words[:h.words], " ") }

// isGiven reports whether the words begin a name. The given names of two colleagues are
// not one name.
func (h leading) isGiven(words []string) bool {
	return len(h.named) == 1 && strings.HasPrefix(fold.Text(h.named[0].names[0]), fold.Text(h.text(words)))
}

// checkNext rejects two adjacent words that name different things, one of them by a
// part of its name: together they may be a name that is not in the book.
func (h leading) checkNext(next leading) error {
	if len(h.named) != 1 || len(next.named) != 1 || !h.part && !next.part || h.named[0].id == next.named[0].id {
		return nil
	}
	one, two := h.named[0], next.named[0]
	return crm.Errorf(crm.CodeConflict, "the words may be one name, or mean both %s (%d) and %s (%d)", one.names[0], one.id, two.names[0], two.id).
		Try("One of them, or somebody else: write the whole name in quotes.").
		Try("Both: write their numbers.")
}

// mostWords limits the words of one name.
const mostWords = 6

// leadingName finds the longest beginning that names something. A quoted text is one
// word, and a number is a number unless it begins a name.
func (v reader) leadingName(words []string, n Naming) (leading, error) {
	_, isNumber := recordNumber(words[0])
	most := 1
	for ; most < min(len(words), mostWords); most++ {
		if _, digits := recordNumber(words[most]); digits && isNumber || strings.Contains(fold.Clean(words[most]), " ") {
			break
		}
	}
	quoted := strings.Contains(fold.Clean(words[0]), " ")
	if quoted {
		most = 1
	}
	var longest leading // by a part of the name
	for ; most > 1 || most == 1 && !isNumber && longest.words == 0; most-- {
		whole, fitting, err := v.namedBy(n.Noun, strings.Join(words[:most], " "))
		if len(whole) > 0 || err != nil {
			return leading{words: most, named: whole}, err
		}
		if most > 1 {
			if fitting, err = v.namedTogether(n.Noun, words[:most], fitting); err != nil {
				return leading{}, err
			}
		}
		if len(fitting) > 0 && !isNumber && longest.words == 0 {
			longest = leading{words: most, named: fitting, part: !quoted}
		}
	}
	if longest.words == 0 && isNumber {
		return leading{words: 1}, nil
	}
	return longest, nil
}

// namedTogether returns those whose name has all of several words. The last word must
// not be a form of address or begin another name, and the words must not all be whole
// names of others.
func (v reader) namedTogether(noun string, words []string, fitting []meant) ([]meant, error) {
	end := len(words) - 1
	last := fold.NewName(words[end])
	if slices.ContainsFunc(words[:end], func(word string) bool { return fold.SameName(word, words[end]) }) {
		return nil, nil
	}
	fitting = slices.DeleteFunc(fitting, func(c meant) bool {
		return !slices.ContainsFunc(c.names, func(name string) bool { return last.Fits(fold.NewName(name)) })
	})
	if len(fitting) == 0 {
		return nil, nil
	}
	for _, word := range words {
		whole, _, err := v.namedBy(noun, word)
		if len(whole) == 0 || err != nil {
			return fitting, err
		}
	}
	return nil, nil
}

// namedBy returns the things of a noun with that whole name or, if there are none,
// those that it is enough to identify.
func (v reader) namedBy(noun, text string) (whole, fitting []meant, err error) {
	if isColleague(crm.Kind(noun)) {
		all, err := v.colleagues(noun)
		for _, c := range all {
			is, enough := fitsName(c.names[0], text)
			switch {
			case is:
				whole = append(whole, c)
			case enough:
				fitting = append(fitting, c)
			}
		}
		return whole, fitting, err
	}
	of := func(contacts []*crm.Contact) (all []meant) {
		for _, c := range contacts {
			all = append(all, meant{c.ID, append(c.Names(), c.Given+" "+c.Family)})
		}
		return all
	}
	found, err := v.tx.ByName(text)
	if len(found) > 0 || err != nil {
		return of(found), nil, err
	}
	if found, err = v.tx.ByWords(text); len(found) > 0 || err != nil {
		return nil, of(withoutTheirGroups(found)), err
	}
	p, err := v.policyNumbered(text)
	if p != nil {
		whole = []meant{{p.Contact, []string{text}}}
	}
	return whole, nil, err
}

// isColleague reports whether a noun is of those who work with the book.
func isColleague(kind crm.Kind) bool { return kind == crm.KindProducer || kind == crm.KindTeam }

// colleagues are the producers of the book, or its teams.
func (v reader) colleagues(noun string) (all []meant, err error) {
	if noun == string(crm.KindTeam) {
		teams, err := v.tx.Teams()
		for _, t := range teams {
			all = append(all, meant{t.ID, []string{t.Name}})
		}
		return all, err
	}
	producers, err := v.tx.Producers()
	for _, p := range producers {
		all = append(all, meant{p.ID, []string{p.Name}})
	}
	return all, err
}

// IsName reports whether a text is the whole name of a contact, a producer or a team.
func (b *Book) IsName(ctx context.Context, text string) (is bool, err error) {
	err = b.read(ctx, func(v reader) error {
		for _, noun := range []string{"", string(crm.KindProducer), string(crm.KindTeam)} {
			whole, _, err := v.namedBy(noun, text)
			if is = len(whole) > 0; is || err != nil {
				return err
			}
		}
		return nil
	})
	return is, err
}

// splitWords splits the words of a task into its contact and what is to be done. A
// single word, and words beside an opportunity that fit nobody, are what is to be done.
//
// Errors: CodeNotFound if the words begin with nobody known, CodeConflict if they fit
// several, CodeInvalid without anything to be done.
func (v reader) splitWords(in *NewActivity) error {
	if len(in.Words) == 0 {
		return nil
	}
	in.Subject = strings.Join(in.Words, " ")
	if in.Contact != "" || in.Nobody {
		return nil
	}
	who := in.Words[0]
	contact, _, err := v.whoMeant(who)
	_, isNumber := recordNumber(who)
	switch {
	case err == nil && len(in.Words) == 1:
		return crm.Errorf(crm.CodeInvalid, "it is not said what is to be done for %s", contact.Name).On("subject").Next("Say it behind the name", "task add", who, "send the brochure")
	case err == nil:
		in.Contact, in.Subject = who, strings.Join(in.Words[1:], " ")
		return nil
	case isNumber || crm.CodeOf(err) != crm.CodeNotFound:
		return err
	case len(in.Words) == 1 || in.Opportunity != "":
		return nil
	}
	return crm.Errorf(crm.CodeNotFound, "nobody in the book is called %q, and a task begins with whom it is about", who).
		Next("About nobody", "task add", crm.With("nobody", in.Subject)).Next("Look for part of the name", "search", who)
}
