package fold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Lengths of telephone numbers, in digits.
const (
	minPhone     = 3  // 112
	maxPhone     = 15 // E.164, calling code included
	maxPrefix    = 4  // what is dialled before a calling code: 0011
	minLocal     = 6  // shorter ones are short codes, complete as they are
	maxExtension = 8
)

// Phone returns a telephone number as a country-independent key: its digits (of any
// width), with a leading + if there was one, and the extension as "x12". "(614) 555
// 0147 ext. 12" is "6145550147x12". A trunk zero in parentheses after a calling code is
// dropped, "+44 (0)20" is "+4420". Words around a number are dropped, "home: 614 555
// 0147" and "614 555 0147 (home)" alike; letters that complete a North American number
// are digits, "1-800-FLOWERS" is "18003569377". It is false for what is not a number:
// fewer than 3 digits, more than can be dialled (two numbers in one field), words
// alone.
//
// "+1 614 555 0147" and "614 555 0147" are different keys; PhoneIn knows that they are
// the same in a book of the United States.
func Phone(s string) (string, bool) {
	n, ok := dialled(s)
	if !ok || !n.spell(n.plus || len(n.digits) < nanpLength) || !n.isDialable() {
		return "", false
	}
	return n.String(), true
}

// PhoneIn returns a telephone number in international form, as dialled in a country
// (ISO 3166, two letters of any case): "+16145550147" for "614-555-0147", "1 (614)
// 555-0147", "011 1 614 555 0147" and "+1 614 555 0147" in the United States,
// "+819000000147" for "090-0000-0147" in Japan. Trunk prefixes are dropped, unless they
// are part of the number ("06 …" in Italy is "+3906…").
//
// An incomplete number (seven digits in the United States, a short code) and any number
// in a country without a plan are as by Phone. It is false as Phone is, and for more
// digits than a number of that country has: two numbers in one field, a floor, a digit
// too many.
func PhoneIn(s, country string) (string, bool) {
	p := phones.of([2]string{s, country}, newPhone)
	return p.number, p.ok
}

type phone struct {
	number string
	ok     bool
}

var phones memo[[2]string, phone]

func newPhone(of [2]string) phone {
	number, ok := phoneIn(of[0], of[1])
	return phone{number, ok}
}

func phoneIn(s, country string) (string, bool) {
	n, ok := dialled(s)
	if !ok {
		return "", false
	}
	home, known := planOf(country)
	if !n.spell(known && home.code == "1" || n.plus) || !n.isDialable() {
		return "", false
	}
	if rest, abroad := strings.CutPrefix(n.digits, "00"); abroad && !n.plus && !known && len(rest) > minAlike && rest[0] != '0' {
		n.plus, n.digits = true, rest
	}
	if !n.plus && known {
		rest, abroad := home.cutExitCode(n.digits)
		if !abroad {
			n.digits = home.plainly(n.digits)
		}
		if abroad {
			n.plus, n.digits = true, rest
		} else if home.beginsWithCode(n.digits) {
			n.plus = true
		} else if home.tooLong(n.digits) {
			return "", false
		} else if national, complete := home.national(n.digits); complete {
			n.plus, n.digits = true, home.code+national
		}
	}
	if n.plus {
		// A foreign trunk prefix may still be in it: "+81 090 …".
		if plan, found := planDialled(n.digits); found {
			behind := n.digits[len(plan.code):]
			if plan.plain != nil {
				behind = plan.plain(behind)
			}
			if plan.tooLong(behind) {
				return "", false
			}
			if bare := strings.TrimLeft(behind, "0"); plan.length > 0 && len(bare) == plan.length {
				behind = bare // "+1 0614 …"
			}
			if national, complete := plan.national(behind); complete {
				n.digits = plan.code + national
			}
		}
		if !n.isDialable() {
			return "", false
		}
	}
	return n.String(), true
}

// PhoneBeginning returns how the telephone numbers of a country begin in international form
// that begin with those digits there: "+161455" for 614-55 in the United States. It is empty
// for other texts, and in a country without a plan.
func PhoneBeginning(s, country string) string {
	n, ok := dialled(s)
	home, known := planOf(country)
	if !ok || !known || n.plus || n.word != "" {
		return ""
	}
	for _, trunk := range home.trunks {
		if rest, found := strings.CutPrefix(n.digits, trunk); found {
			n.digits = rest
			break
		}
	}
	if n.digits == "" {
		return ""
	}
	return "+" + home.code + n.digits
}

// Incomplete reports whether a telephone number lacks digits for dialling from
// everywhere in that country, or from abroad if it is international: it has no area
// code. It is false for short codes, and where numbers differ in length.
func Incomplete(s, country string) bool {
	n, ok := dialled(s)
	home, known := planOf(country)
	if !ok || !n.spell(known && home.code == "1") || !n.plus && len(n.digits) <= minPhone {
		return false
	}
	if known && !n.plus {
		if rest, abroad := home.cutExitCode(n.digits); abroad {
			n.plus, n.digits = true, rest
		} else {
			return len(n.digits) < minLocal || home.isTooShort(n.digits)
		}
	}
	if !n.plus {
		return len(n.digits) < minLocal
	}
	plan, found := planDialled(n.digits)
	return found && plan.isTooShort(n.digits[len(plan.code):])
}

// BarePhone returns a telephone number without what only says that it is one: "p:+1 614
// 555 0147" and "Cell: 614-555-0147" lose that; "home 614-555-0147" stays, since it says
// which phone it is. Other texts stay.
func BarePhone(s string) string {
	if s == "" || '0' <= s[0] && s[0] <= '9' || s[0] == '+' || s[0] == '(' {
		return s
	}
	bare := phoneLabel().ReplaceAllString(s, "$1")
	if is, ok := Phone(bare); ok && bare != s {
		if was, ok := Phone(s); ok && was == is {
			return bare
		}
	}
	return s
}

// phoneLabel is a word for a telephone in front of its number.
var phoneLabel = Expression(`(?i)^\s*(?:p|t|c|m|tel|tél|tlf|telf|telephone|phone|ph|cell|cellular|mobile|mob|telefono|teléfono|cellulare|cel|celular|m[oó]vil|℡|電話|電話番号|携帯|携帯電話|携帯番号|スマホ)(?:\s*(?:no|nr|num|number|番号))?[\s.:：#＃]+([0-9０-９+＋(（])`)

// ShownPhone returns a telephone number for a screen: as written, but bare and in ASCII.
// "０９０－１２３４－５６７８" is "090-1234-5678". Other texts stay.
func ShownPhone(s string) string {
	s = BarePhone(s)
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return s
	}
	if _, ok := dialled(s); !ok {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case '！' <= r && r <= '～': // the full-width forms of ASCII
			return r - '！' + '!'
		case r == 'ー' || r == '\u2212' || unicode.Is(unicode.Pd, r):
			return '-'
		case unicode.IsSpace(r):
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, strings.TrimSpace(s))
}

// minAlike is how many digits have to agree for two numbers to be alike, one of which has
// a calling code.
const minAlike = 8

// number is a telephone number taken apart.
type number struct {
	plus      bool
	digits    string // ASCII
	extension string // ASCII digits, or empty
	word      string // the letters right after the digits, which may be digits too
}

func (n number) String() string {
	s := n.digits
	if n.plus {
		s = "+" + s
	}
	if n.extension != "" {
		s += "x" + n.extension
	}
	return s
}

// isDialable reports whether a number of that many digits can be dialled.
func (n number) isDialable() bool {
	longest := maxPhone
	if !n.plus && (strings.HasPrefix(n.digits, "0") || strings.HasPrefix(n.digits, "8")) {
		longest += maxPrefix
	}
	if n.plus && strings.HasPrefix(n.digits, "0") {
		return false // no calling code starts with it
	}
	return len(n.digits) >= minPhone && len(n.digits) <= longest && len(n.extension) <= maxExtension
}

// nanpLength is how many digits a North American number has.
const nanpLength = 10

// spell turns the letters of "1-800-FLOWERS" into digits if they complete a North
// American number by three or six, and drops words that are remarks. It is false for
// letters after too few digits.
func (n *number) spell(american bool) bool {
	word := n.word
	n.word = ""
	if word == "" {
		return true
	}
	national := strings.TrimPrefix(n.digits, "1")
	if american && (len(national) == 3 || len(national) == 6) && len(national)+len(word) == nanpLength {
		for _, r := range word {
			if r < 'a' || 'z' < r {
				return false
			}
			n.digits += string("22233344455566677778889999"[r-'a'])
		}
		return true
	}
	return len(n.digits) >= minLocal
}

// extensions are the words before an extension, longer ones first.
var extensions = [...]string{
	";ext=", "extension", "extensión", "estensione", "extn", "ext", "ex", "x", "#", ",", ";",
	"interno", "int", "anexo", "poste", "ramal", "durchwahl", "内線", "内", "pause", "p", "wait", "w",
}

// extended returns what follows a word for an extension.
func extended(rest string) (string, bool) {
	for _, word := range extensions {
		after, ok := strings.CutPrefix(rest, word)
		if !ok {
			continue
		}
		after = strings.TrimLeftFunc(after, func(r rune) bool { return filler(r) || strings.ContainsRune(":=,;", r) })
		if after != "" && '0' <= after[0] && after[0] <= '9' {
			return after, true
		}
	}
	return rest, false
}

// remark is a text in brackets before a number without digits: (携帯).
var remark = Expression(`^[(\[【<][^0-9+()]*[)\]】>]`)

// undecorated removes signs and remarks before a number.
func undecorated(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.Is(unicode.So, r) || unicode.IsSpace(r) || invisible(r) })
	if s == "" || strings.IndexByte("([<", s[0]) < 0 && !strings.HasPrefix(s, "【") {
		return s
	}
	return strings.TrimSpace(remark().ReplaceAllString(s, ""))
}

// numberEnds separates two numbers; numberJoin does if together they are not one.
var (
	numberEnds = Expression(`\s*(?:[,;|、，；\n]|:::)\s*`)
	numberJoin = Expression(`\s*(?:[,;|/、，；／・\n]|:::|\s[-–—]\s|\s(?:y|e|o|u|or|and|oppure|及び|または|と)\s)\s*`)
)

// EachPhone splits a text of several whole telephone numbers. Other texts stay in one.
func EachPhone(s, country string) []string {
	parting := numberEnds()
	if _, one := PhoneIn(s, country); !one {
		parting = numberJoin()
	}
	parts := slices.DeleteFunc(parting.Split(strings.TrimSpace(s), -1), func(part string) bool { return part == "" })
	for _, part := range parts {
		n, ok := dialled(part)
		if _, whole := PhoneIn(part, country); !ok || !whole || len(n.digits) < minLocal || Incomplete(part, country) && len(n.digits) <= minLocal {
			return []string{s}
		}
	}
	if len(parts) == 0 {
		return []string{s}
	}
	return parts
}

// cutPhoneWord cuts a word off the front of a number: "tel:", "home ", "携帯". It is
// false for one that can't be part of a number, as in *67.
func cutPhoneWord(s string) (rest string, some, ok bool) {
	at := strings.IndexFunc(s, func(r rune) bool { return '0' <= r && r <= '9' || r == '+' || r == '(' || r == '[' })
	if at < 0 {
		return s, false, false
	}
	some = strings.ContainsFunc(s[:at], unicode.IsLetter)
	for _, r := range s[:at] {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !filler(r) && r != ':' && (r != '#' || !some) {
			return s, false, false
		}
	}
	return s[at:], some, true
}

// dialled reads a number as people write it.
func dialled(s string) (number, bool) {
	var n number
	text := strings.ToLower(norm.NFKC.String(strings.TrimSpace(s)))
	if digits, spreadsheet := strings.CutSuffix(text, ".0"); spreadsheet && strings.Trim(digits, "0123456789+ ") == "" {
		text = digits
	}
	if text = withoutHours(text); severalLines(text) {
		return n, false
	}
	rest, some, ok := cutPhoneWord(undecorated(text))
	if !ok || some && !strings.HasPrefix(text, "tel:") && strings.Count(rest, "") <= minLocal {
		return n, false
	}
	var digits, extension []byte
	within := false // the extension
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case '0' <= r && r <= '9':
			if within {
				extension = append(extension, byte(r))
			} else {
				digits = append(digits, byte(r))
			}
			if len(digits) > maxPhone+maxPrefix || len(extension) > maxExtension {
				return n, false
			}
		case r == '+':
			if n.plus || within || len(digits) > 0 {
				return n, false
			}
			n.plus = true
		case strings.HasPrefix(rest, "(0)") && !within && trunkZero(n.plus, string(digits)):
			size = len("(0)")
		case filler(r):
		default:
			after, more := extended(rest)
			switch {
			case more && !within && len(digits) >= minPhone:
				within, size = true, len(rest)-len(after)
			case !unicode.IsLetter(r) || strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsDigit(r) || r == '@' || r == '+' }):
				return n, false
			default: // words to the end
				if !within {
					n.word = strings.Map(letter, rest)
				}
				size = len(rest)
			}
		}
		rest = rest[size:]
	}
	n.digits, n.extension = string(digits), string(extension)
	if some && len(n.digits) < minLocal {
		return n, false
	}
	return n, true
}

// severalLines reports whether a text is a number and the last digits of another, as
// offices write them: "06 5551234/5", 045-222-3333～5.
func severalLines(s string) bool {
	const digits = "0123456789"
	number := strings.TrimRight(s, digits)
	last := s[len(number):]
	number = strings.TrimRight(number, " \t\r\n\f")
	switch sign := lastRune(number); {
	case strings.ContainsRune("/~〜・", sign):
		if last == "" || len(last) > 3 {
			return false
		}
	case unicode.Is(unicode.Pd, sign):
		if len(last) != 1 || last == "0" {
			return false
		}
	default:
		return false
	}
	before := 0
	for i := range len(number) {
		if strings.IndexByte(digits, number[i]) >= 0 {
			before++
		}
	}
	return before > minLocal+1
}

// letter drops what separates the letters of a number.
func letter(r rune) rune {
	if filler(r) {
		return -1
	}
	return r
}

// trunkZero reports whether a "(0)" after these digits is the zero left out when
// dialling from abroad.
func trunkZero(plus bool, digits string) bool {
	if !plus {
		var abroad bool
		if digits, abroad = strings.CutPrefix(digits, "00"); !abroad {
			return false
		}
	}
	plan, found := planDialled(digits)
	return digits != "" && (!found || len(plan.trunks) > 0)
}

// filler reports whether a character only makes a number readable. 'ー' is the long
// vowel that Japanese keyboards give for a hyphen.
func filler(r rune) bool {
	switch r {
	case '(', ')', '[', ']', '.', '/', '·', '・', 'ー', '\u2212', '~':
		return true
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || invisible(r)
}
