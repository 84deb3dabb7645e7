package crm

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ReadMoney reads an amount as people write it in a book of that currency and country:
// 1,480.50 in the us, 1.480,50 in Italy, 1'480.50 in Switzerland, 1 480,50 in France,
// 14万8千円 in Japan; with or without the sign or code of the currency, in digits of any
// width.
//
// Two different marks can be read in one way only, in any country. A single mark before
// three digits may be decimal or group thousands: if the country groups with it, it
// groups; otherwise it is rejected with both readings. A decimal with a point, 1480.50,
// is understood everywhere, since scripts write it; one with a comma is, if the comma
// can't group thousands; where the country groups with it, that is rejected with both
// readings.
//
//	           us        it        ch        fr        none
//	1,480      1480      refused   refused   refused   refused
//	1.480      refused   1480      refused   refused   refused
//	1480.50    1480.50   1480.50   1480.50   1480.50   1480.50
//	1480,50    refused   1480.50   1480.50   1480.50   1480.50
//	1.480,50   1480.50   1480.50   1480.50   1480.50   1480.50
//	1,480.50   1480.50   1480.50   1480.50   1480.50   1480.50
//
// In a currency with three decimals, a plain 1.480 is the decimal of scripts; beside a
// sign it is read as the country writes it.
//
// Errors: CodeInvalid, with what to write instead.
func ReadMoney(text, currency, country string) (Money, error) {
	r := moneyReader{text: text, currency: currency, decimals: Decimals(currency), plain: true}
	r.country, r.decided = FiguresOf(country)
	return r.read()
}

// moneyReader reads one amount.
type moneyReader struct {
	text, currency string
	decimals       int
	country        Figures
	decided        bool // by the country
	plain          bool // no sign of the currency stands beside it
}

func (r *moneyReader) read() (Money, error) {
	rest, err := r.withoutCurrency(strings.TrimSuffix(foldMoney(r.text), "也"))
	if err != nil {
		return Money{}, err
	}
	for _, end := range []string{".-", ",-", ".--", ",--"} {
		rest = strings.TrimSuffix(rest, end)
	}
	if digits, thousands := cutThousands(rest); thousands {
		return r.times(digits, 1000)
	}
	if strings.ContainsAny(rest, "十百千万億一二三四五六七八九〇") {
		return r.japanese(rest)
	}
	whole, fraction, err := r.marks(rest)
	if err != nil {
		return Money{}, err
	}
	return r.amount(whole, fraction)
}

// foldMoney unifies spellings: digits of any width, spaces, apostrophes, minus signs,
// letters.
func foldMoney(text string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u2007', '\u2009', '\u202f', '\u3000', '\t':
			return ' '
		case '’', '‘', 'ʼ', '´', '`':
			return '\''
		case '−', '–', '—', '‐':
			return '-'
		case '￥':
			return '¥'
		case '￡':
			return '£'
		}
		return r
	}, foldWords(text)), " ")
}

// withoutCurrency removes signs of the currency from both ends.
func (r *moneyReader) withoutCurrency(text string) (string, error) {
	own := currencyWords(r.currency)
	for {
		word, rest := cutCurrency(text, own)
		if word == "" {
			break
		}
		text, r.plain = rest, false
	}
	for _, other := range currencies {
		if word, _ := cutCurrency(text, currencyWords(other.code)); word != "" && other.code != r.currency {
			return "", Errorf(CodeInvalid, "%q is not an amount in %s, in which the book counts", r.text, r.currency)
		}
	}
	return text, nil
}

// cutCurrency cuts the longest of words off one end of a text if a digit stands beside
// it.
func cutCurrency(text string, words []string) (word, rest string) {
	for _, w := range words {
		if w == "" || len(w) <= len(word) {
			continue
		}
		for _, cut := range []func(string, string) (string, bool){strings.CutPrefix, strings.CutSuffix} {
			if left, ok := cut(text, w); ok && left != "" && !besideLetter(text, w) {
				word, rest = w, strings.Trim(left, " ")
			}
		}
	}
	return word, rest
}

// besideLetter reports whether a word at an end of a text is part of a longer one: r in
// "rub".
func besideLetter(text, word string) bool {
	if left, ok := strings.CutPrefix(text, word); ok {
		next, _ := utf8.DecodeRuneInString(left)
		last, _ := utf8.DecodeLastRuneInString(word)
		return isLetter(last) && isLetter(next)
	}
	before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(text, word))
	first, _ := utf8.DecodeRuneInString(word)
	return isLetter(first) && isLetter(before) || before == '$'
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'а' <= r && r <= 'я' }

// cutThousands cuts the word for a thousand off an amount: 15k, 15 mil, 15mila.
// Millions have none: m and mm are ambiguous.
func cutThousands(text string) (string, bool) {
	for _, word := range []string{"mila", "mil", "k"} {
		if rest, ok := strings.CutSuffix(text, word); ok && rest != "" {
			return strings.TrimRight(rest, " "), true
		}
	}
	return text, false
}

// marks splits an amount into digits before and after its decimal mark, without
// grouping marks.
func (r *moneyReader) marks(text string) (whole, fraction string, err error) {
	at := strings.LastIndexAny(text, ".,")
	if at < 0 {
		whole, ok := groups(text, "' ")
		return whole, "", r.refuseUnless(ok)
	}
	mark, before, after := text[at:at+1], text[:at], text[at+1:]
	if !digits(after) {
		return "", "", r.refuseUnless(false)
	}
	others := strings.ReplaceAll(".,' ", mark, "")
	switch {
	case strings.Contains(before, mark): // 1.480.000
		whole, ok := groups(text, mark)
		return whole, "", r.refuseUnless(ok)
	case strings.ContainsAny(before, others): // 1.480,50
		whole, ok := groups(before, others)
		return whole, after, r.refuseUnless(ok)
	case !digits(before):
		return "", "", r.refuseUnless(false)
	}
	group, isGroup := groups(text, mark)
	switch {
	case !isGroup && mark == comma && r.decided && r.country.Group == comma: // 1480,50 where that is not a decimal
		if before[0] == '0' || len(after) > r.decimals {
			return "", "", r.refuseUnless(false)
		}
		return "", "", r.refuseBoth(before+after, before+dot+after)
	case !isGroup || before[0] == '0':
		return before, after, nil
	case r.decimals == 3 && (r.plain && mark == dot || r.decided && mark == r.country.Point):
		return before, after, nil
	case r.decided && mark == r.country.Group:
		return group, "", nil
	}
	decimal := r.asHere(strings.TrimSuffix(before+dot+strings.TrimRight(after, "0"), dot))
	return "", "", r.refuseBoth(group, decimal)
}

// refuseBoth is the error for an amount that can be read in two ways.
func (r *moneyReader) refuseBoth(one, other string) error {
	return Errorf(CodeInvalid, "%q can be %s or %s", r.text, one, other).Try("Write %s or %s.", one, other)
}

// groups removes one kind of grouping mark before every three digits from the right; ok
// is false if the groups are wrong.
func groups(text, marks string) (all string, ok bool) {
	at := strings.IndexAny(text, marks)
	if at < 0 {
		return text, digits(text)
	}
	parts := strings.Split(text, text[at:at+1])
	for i, part := range parts {
		if !digits(part) || i == 0 && len(part) > 3 || i > 0 && len(part) != 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), parts[0] != "0" || len(parts) == 1
}

func (r *moneyReader) refuseUnless(ok bool) error {
	if ok {
		return nil
	}
	e := Errorf(CodeInvalid, "%q is not an amount", r.text)
	if r.decimals == 0 {
		return e.Try("Write it in %s, digits alone: 148000.", r.currency)
	}
	mark := "point"
	if r.comma() {
		mark = "comma"
	}
	return e.Try("Write it in %s with a %s before decimals: 1480 or %s.", r.currency, mark, r.asHere(Amount(148050).Major(r.decimals)))
}

// comma reports whether the country writes a comma before decimals.
func (r *moneyReader) comma() bool { return r.decided && r.country.Point == comma }

// asHere writes the decimal point as the country does.
func (r *moneyReader) asHere(amount string) string {
	if r.comma() {
		return strings.Replace(amount, dot, comma, 1)
	}
	return amount
}

// amount puts digits before and after the point together.
func (r *moneyReader) amount(whole, fraction string) (Money, error) {
	text := whole
	if fraction != "" {
		text += dot + fraction
	}
	m, err := ParseMoney(text, r.decimals)
	if err != nil || text == "" {
		return Money{}, r.refuseUnless(false)
	}
	return m, nil
}

// times multiplies an amount given in thousands and the like: 1.5k, 14.8万.
func (r *moneyReader) times(text string, unit int64) (Money, error) {
	whole, fraction, _ := strings.Cut(strings.Replace(text, comma, dot, 1), dot)
	if group, ok := groups(text, ",.' "); ok {
		if group != text && !slices.Contains([]string{r.country.Group, " ", tick}, text[strings.IndexAny(text, ",.' "):][:1]) {
			return Money{}, r.refuseUnless(false) // 1.500k
		}
		whole, fraction = group, ""
	}
	if !digits(whole) || strings.ContainsAny(text, ".,") && fraction != "" && !digits(fraction) || len(fraction) > 2 && unit == 1000 || len(fraction) > 4 {
		return Money{}, r.refuseUnless(false)
	}
	for ; unit > 1; unit /= 10 {
		digit := "0"
		if fraction != "" {
			digit, fraction = fraction[:1], fraction[1:]
		}
		whole += digit
	}
	return r.amount(whole, fraction)
}

// japanese reads an amount with 万 and 億 between groups of four digits: 14万8千, 1億2,000万,
// 十四万八千.
func (r *moneyReader) japanese(text string) (Money, error) {
	text = strings.ReplaceAll(text, " ", "")
	if section, ok := strings.CutSuffix(text, "万"); ok && strings.ContainsAny(section, ".") {
		return r.times(section, 10_000)
	}
	spoken := map[string]string{"万": text + "千", "億": text + "千万"}[unitBefore(text)]
	var total int64
	for _, unit := range []struct {
		sign string
		is   int64
	}{{"億", 100_000_000}, {"万", 10_000}, {"", 1}} {
		section, rest, found := strings.Cut(text, unit.sign)
		if unit.sign == "" {
			section, rest, found = text, "", text != ""
		}
		if !found {
			continue
		}
		n, ok := japaneseSection(section)
		if !ok {
			return Money{}, r.refuseUnless(false)
		}
		total, text = total+n*unit.is, rest
	}
	m, ok := ParseCount(Amount(total).Major(0))
	if !ok || total == 0 {
		return Money{}, r.refuseUnless(false)
	}
	if spoken != "" && r.plain {
		return Money{}, Errorf(CodeInvalid, "%q can be %s or %s", r.text, spoken, Amount(total).Major(0)).Try("Write %s or %s.", spoken, Amount(total).Major(0))
	}
	for range r.decimals {
		m *= 10
	}
	return Amount(m), nil
}

// unitBefore returns the unit before a last digit that stands alone: 万 in 14万8, which is
// 14万8千 as people say it.
func unitBefore(text string) string {
	signs := []rune(text)
	if len(signs) < 3 || !strings.ContainsRune("123456789一二三四五六七八九", signs[len(signs)-1]) {
		return ""
	}
	return string(signs[len(signs)-2])
}

// japaneseSection is a number below ten thousand, in figures or kanji: 8千, 2,000,
// 148千 (as balance sheets have it), 八百.
func japaneseSection(text string) (int64, bool) {
	var total, n int64
	given := false // figures before a unit
	for _, run := range strings.FieldsFunc(text, func(c rune) bool { return c != ',' && (c < '0' || c > '9') }) {
		if _, ok := groups(run, comma); !ok {
			return 0, false // 1,4万: a comma before decimals, or in a place of its own
		}
	}
	for _, c := range strings.ReplaceAll(text, comma, "") {
		unit := map[rune]int64{'千': 1000, '百': 100, '十': 10}[c]
		digit := int64(strings.IndexRune("〇一二三四五六七八九", c)) / int64(len("一"))
		switch {
		case '0' <= c && c <= '9':
			n, given = 10*n+int64(c-'0'), true
		case unit > 0:
			if !given {
				n = 1
			}
			total, n, given = total+n*unit, 0, false
		case strings.ContainsRune("〇一二三四五六七八九", c):
			n, given = 10*n+digit, true
		default:
			return 0, false
		}
		if n > MostMoney || total > MostMoney {
			return 0, false
		}
	}
	return total + n, text != ""
}
