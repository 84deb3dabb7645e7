package book

import (
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// carriers splits names at commas and other signs that no name has in it. A legal form
// alone belongs to the name before it: "Acme, Inc."
func carriers(texts []string) []string {
	var names []string
	for _, text := range texts {
		of := len(names)
		for _, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",、，;；|｜\n", r) }) {
			name = fold.Clean(name)
			if name == "" {
				continue
			}
			if len(names) > of {
				last := names[len(names)-1]
				if bare, ok := fold.Company(last + ", " + name); ok && fold.Text(bare) == bareCarrier(last) {
					names[len(names)-1] = last + ", " + name
					continue
				}
			}
			names = append(names, name)
		}
	}
	return names
}

// conjunctions stand between two names, or within one.
var conjunctions = fold.Expression(`(?i)\s+(?:and|e|ed|y|u|or|o|plus|with|con|oppure|o bien|vs\.?|then|[-–—])\s+|\s*(?:and/or|e/o|y/o|[&＆/／+＋＝=・･·•]|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|あるいは|→)\s*`)

// namesAgain is と between two names that are not written in hiragana.
var namesAgain = fold.Expression(`[^\p{Hiragana}]と[^\p{Hiragana}]`)

// secondHalves are words that stand behind a conjunction within the name of one carrier.
var secondHalves = []string{
	"co", "company", "cie", "cia", "son", "sons", "brothers", "bros", "partners", "associates", "figli", "hijos",
	"accident", "annuity", "auto", "casualty", "country", "fire", "general", "health", "home", "indemnity", "liability", "life", "marine", "surety",
	"ライフ", "生命", "損保", "火災", "海上", "日動", "ダイレクト", "ジャパン", "インシュアランス", "カンパニー", "グループ", "ホールディングス", "コーポレーション",
}

// mayBeTwo reports whether a text may name two carriers. Initials with & between them are
// one.
func mayBeTwo(name string) bool {
	parts := conjunctions().Split(name, -1)
	for i, next := range parts[1:] {
		before, behind := strings.Fields(parts[i]), strings.Fields(next)
		if len(before) == 0 || len(behind) == 0 || endsAName(behind[0]) {
			continue
		}
		if isWholeName(before[len(before)-1]) && isWholeName(behind[0]) {
			return true
		}
	}
	return len(carriers([]string{name})) > 1 || namesAgain().MatchString(name)
}

// endsAName reports whether a word behind a conjunction is the second half of a name. In
// a script without spaces, its beginning decides.
func endsAName(word string) bool {
	folded := fold.Text(word)
	return slices.ContainsFunc(secondHalves, func(half string) bool {
		return folded == half || fold.Unspaced(half) && strings.HasPrefix(folded, half)
	})
}

// isWholeName reports whether a word is longer than initials.
func isWholeName(word string) bool {
	least := 3
	if fold.Unspaced(fold.Text(word)) {
		least = 2
	}
	return utf8.RuneCountInString(word) >= least
}

// andOthers ends a name that stands for others as well, in a script without spaces.
var andOthers = fold.Expression(`(など|等|ほか|他)(数社)?$`)

// isCarrier rejects a text that names no carrier ("n/a") or not each of several
// ("various"). It asks about a text that may name two, unless the book knows it as one
// name.
//
// Errors: CodeInvalid.
func (w *work) isCarrier(name string) error {
	code, _ := w.word("no_carrier", name)
	if words := strings.Fields(name); code == "" && len(words) > 1 {
		for _, end := range []int{1, 2} {
			if last, ok := w.word("no_carrier", strings.Join(words[len(words)-end:], " ")); ok && last == crm.OtherCarriers {
				code = last
			}
		}
	}
	switch {
	case code == crm.NoCarrier, fold.Text(name) == "":
		return crm.Errorf(crm.CodeInvalid, "%q does not name a carrier", name).On("carrier").Try("Write its name, as it is on its papers.")
	case code != "", andOthers().MatchString(name):
		return crm.Errorf(crm.CodeInvalid, "%q does not name each carrier", name).On("carrier").Try("A quote and a policy are of one carrier: name them one by one.")
	case !mayBeTwo(name):
		return nil
	}
	known, err := w.tx.KnowsCarrier(name)
	if known || err != nil {
		return err
	}
	return w.confirm("confirm-one-carrier", "name", name)
}

// confirmNewCarrier asks about a carrier that the book does not know and whose name may be
// one that it knows, mistyped. It asks about each name once.
func (w *work) confirmNewCarrier(name string) error {
	if slices.Contains(w.newCarriers, name) {
		return nil
	}
	w.newCarriers = append(w.newCarriers, name)
	known, err := w.tx.KnowsCarrier(name)
	if known || err != nil {
		return err
	}
	all, err := w.tx.Carriers()
	if err != nil || slices.ContainsFunc(all, func(there string) bool { return bareCarrier(there) == bareCarrier(name) }) {
		return err
	}
	near := slices.DeleteFunc(all, func(there string) bool { return !fold.MistypedCompany(there, name) })
	if len(near) == 0 {
		return nil
	}
	return w.confirm("confirm-new-carrier", "name", name, "near", near)
}

// bareCarrier returns the name of a carrier for comparison: without legal forms.
func bareCarrier(name string) string {
	bare, _ := fold.Company(name)
	return fold.Text(bare)
}
