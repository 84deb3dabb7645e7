package fold

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// NearCompany reports whether two names may be of one company: one begins the other, is
// its initials, or some of its characters in a script without spaces, or its words cut
// short; or two thirds of them are alike at the ends, or one is the other mistyped. Spaces
// and legal forms are ignored. It is good for a question, not an answer.
func NearCompany(a, b string) bool {
	short, long := bareWords(a), bareWords(b)
	brief, whole := strings.Join(short, ""), strings.Join(long, "")
	if len(brief) > len(whole) {
		short, long, brief, whole = long, short, whole, brief
	}
	n, most := utf8.RuneCountInString(brief), utf8.RuneCountInString(whole)
	switch {
	case brief == whole:
		return brief != ""
	case mistyped([]rune(brief), []rune(whole)):
		return true
	case Unspaced(brief):
		return n > 1 && inOrder(brief, whole)
	case strings.HasPrefix(whole, brief):
		return n >= 3
	case len(long) > 1 && len(short) == 1 && n > 1:
		if initials(long) == brief {
			return true
		}
	case len(long) > 1 && cutShort(short, long), len(long) > 1 && cutShort(long, short):
		return true
	}
	from, to := []rune(brief), []rune(whole)
	begins, ends := 0, 0
	for begins < n && from[begins] == to[begins] {
		begins++
	}
	for ends < n-begins && from[n-1-ends] == to[most-1-ends] {
		ends++
	}
	return begins >= 3 && begins+ends >= 4 && 3*(begins+ends) >= 2*most
}

// MistypedCompany reports whether one name may be the other, mistyped or with its words cut
// short. Names that differ in a figure are two.
func MistypedCompany(a, b string) bool {
	short, long := bareWords(a), bareWords(b)
	brief, whole := strings.Join(short, ""), strings.Join(long, "")
	if brief == "" || whole == "" || brief == whole || figuresOf(brief) != figuresOf(whole) {
		return false
	}
	if len(brief) > len(whole) {
		brief, whole = whole, brief
	}
	return mistyped([]rune(brief), []rune(whole)) || len(long) > 1 && (cutShort(short, long) || cutShort(long, short))
}

// figuresOf returns the digits of a text.
func figuresOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// mistyped reports whether a name is another with a letter left out, doubled or changed
// with its neighbour; from five letters on with any one wrong, from eight on with two.
// Between short names, another letter is another company: AXA, AIA.
func mistyped(brief, whole []rune) bool {
	few := len(brief)
	slips := editDistance(brief, whole)
	switch {
	case few >= 8 && !unspaced(brief[0]):
		return slips <= 2
	case few >= 5:
		return slips <= 1
	case few < 3 || brief[0] != whole[0]:
		return false
	}
	return slips == 1 && len(whole) > few && !unspaced(brief[0]) || len(whole) == few && slices.Equal(sorted(brief), sorted(whole)) && slips == 1
}

func sorted(letters []rune) []rune { return slices.Sorted(slices.Values(letters)) }

// editDistance returns how many letters have to be put in, taken out, replaced or changed
// with their neighbours to make one text the other.
func editDistance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			wrong := 1
			if a[i] == b[j] {
				wrong = 0
			}
			rows[i+1][j+1] = min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+wrong)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				rows[i+1][j+1] = min(rows[i+1][j+1], rows[i-1][j-1]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// cutShort reports whether words are others, some of them without some of their letters:
// seguros mty, Seguros Monterrey.
func cutShort(short, long []string) bool {
	if len(short) != len(long) {
		return false
	}
	for i, word := range short {
		if word != long[i] && (utf8.RuneCountInString(word) < 2 || !inOrder(word, long[i])) {
			return false
		}
	}
	return true
}

// bareWords are the words of a company without its legal form.
func bareWords(name string) []string {
	bare, _ := Company(name)
	return strings.Fields(Text(bare))
}

func initials(words []string) string {
	var out strings.Builder
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		out.WriteRune(r)
	}
	return out.String()
}

// inOrder reports whether a text begins with the first character of a brief one and has
// its others in order.
func inOrder(brief, text string) bool {
	for i, r := range brief {
		at := strings.IndexRune(text, r)
		if at < 0 || i == 0 && at > 0 {
			return false
		}
		text = text[at+utf8.RuneLen(r):]
	}
	return true
}
