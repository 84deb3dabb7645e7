package locale

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"crm/internal/fold"
)

// Refuses reports whether a text asks not to be called: "do not call", "vietato
// telefonare", "nada de llamadas", 電話×. That something has not happened asks for
// nothing: "not called yet", "no answer", "declined the quote".
//
// It looks at each clause alone, since a no is about what stands beside it.
func Refuses(text string) bool {
	if plain, other := plainForm(text); other && Refuses(plain) {
		return true
	}
	if strings.Contains(text, "/") {
		text = dayOrTwo().ReplaceAllString(text, "$1-$2")
	}
	return slices.ContainsFunc(clausesOf(text), func(clause string) bool { return refusing(fold.Text(clause)) }) || strings.Contains(text, "need to") && needless().MatchString(fold.Text(text))
}

// needless ends what is over, where nothing is said of another way: "retired to AZ, no need to
// call".
var needless = fold.Expression(`(^| )(retired|moved|relocated|sold|closed|out of business|no longer \w+|all set|happy (where|with)|found (another|somebody|someone)|switched|went with|has (an|his own|her own|their own)) .*no need to (call|phone|ring|contact)( (him|her|them|us|me))?$`)

// RefusalTitle reports whether a text where a name belongs is a refusal and not a name, as a
// title above others is: "DO NOT CALL:", "--- no llamar ---", but not "Bo Roe do not call".
func RefusalTitle(text string) bool {
	if !Refuses(text) {
		return false
	}
	if bare := strings.TrimSpace(text); strings.HasSuffix(bare, ":") || strings.HasSuffix(bare, "：") || strings.IndexAny(bare, "-=#*>—■●【") == 0 {
		return true
	}
	words := strings.Fields(fold.Text(text))
	if len(words) > 1 && slices.Contains([]string{"do", "please"}, words[0]) {
		words = words[1:]
	}
	if len(words) < 2 {
		return false
	}
	rest := [][]string{words[1:], words[2:], words[:len(words)-2]}
	return !slices.ContainsFunc(rest, func(words []string) bool { return Refuses(strings.Join(words, " ")) })
}

// RefusesAtWork reports whether a text asks not to be called at work, which asks not to be
// called where no other phone is known.
func RefusesAtWork(text string) bool {
	rest := atWork().ReplaceAllString(text, "")
	return rest != text && Refuses(rest)
}

var atWork = fold.Expression(`(?i)\b(at|to|in) ((my|his|her|their|the|our) )?(work|workplace|office|job)\b|\b(al|sul|in|nel|a) (lavoro|ufficio)\b|\b(al|en el|en la|a la|en su|a su|en mi|a mi) (trabajo|oficina|despacho)\b|(職場|会社|勤務先|仕事先)(へ|に|で|に?は|への|へは|での)*`)

// clausesOf are the clauses of a text, without the signs that are glued to their words.
func clausesOf(text string) []string {
	if strings.ContainsAny(text, crosses) {
		text = crossBetween().ReplaceAllString(text, "$1;$2 $3")
	}
	text = fold.Apart(ceaseAndDesist.Replace(text))
	if strings.Count(text, ".")+strings.Count(text, "/") > 1 {
		text = initials().ReplaceAllStringFunc(text, func(s string) string { return strings.NewReplacer(".", "", "/", "").Replace(s) })
	}
	if strings.Contains(text, "/ ") {
		text = strings.NewReplacer("w/ ", "with ", "W/ ", "with ").Replace(text)
	}
	return strings.FieldsFunc(strings.ReplaceAll(text, ". ", ";"), func(r rune) bool { return strings.ContainsRune(";,!?()|/\n、。；，！？", r) })
}

var ceaseAndDesist = strings.NewReplacer("c&d", "cease and desist", "C&D", "cease and desist")

var dayOrTwo = fold.Expression(`(\d)/(\d)`) // 5/1 is one day, and no hour

var crossBetween = fold.Expression(`(\pL)([` + crosses + `])(\p{Latin})`) // VIP❌no calls

var initials = fold.Expression(`\b(\pL[./]){2,}\pL?\b`) // D.N.C., d/n/c

// refusing is Refuses for a clause that is folded.
func refusing(folded string) bool {
	if folded == "" {
		return false
	}
	folded = longhand(folded)
	crossed := strings.ContainsAny(folded, crosses)
	if bare := strings.Trim(folded, crosses+" "); crossed && bare != folded && !fold.Unspaced(folded) && refusing(bare) { // ❌ dnd
		return true
	}
	if (fold.Unspaced(folded) || crossed || folded == "ng" || folded == "tel ng") && refusesJapanese(folded) {
		return true
	}
	folded = strings.Trim(folded, crosses+" ")
	for i, begins := range refusalsBegin {
		if mayBegin(folded, begins) && grammars[i]().refusesContact(folded) {
			return true
		}
	}
	return refusesAbroad(folded)
}

// refusesJapanese is refusing in Japanese, where the hour stands before what is refused.
func refusesJapanese(folded string) bool {
	for _, at := range japaneseRefusals().FindAllStringIndex(folded, -1) {
		if daysJapanese().MatchString(folded[:at[0]]) {
			continue
		}
		if !callsJapanese().MatchString(folded[at[0]:]) || !hoursJapanese().MatchString(folded[:at[0]]) {
			return true
		}
	}
	return false
}

// daysJapanese are days before a refusal, which is about them alone: 今日は, 月曜まで.
var daysJapanese = fold.Expression(`(^|[ 。、])((今日|本日|明日|明後日|今週|来週|今月|来月|年内|年末年始|お盆|連休|今週末|(今度の)?週末|\d+(日|週間|か月|ヶ月|カ月)間?|(一|二|三)(週間|か月|ヶ月|カ月))(中)?(いっぱい|一杯)?は|([月火水木金土日]曜日?|[月火水木金土日]|明日|明後日|来週(の?[月火水木金土日]曜日?)?|来月|週明け|月末|年末|年内|年明け|年始|連休明け|お盆明け|\d+月(\d+日|末|中旬|下旬|上旬)?|\d+日|\d+/\d+|\d+(日|週間|か月|ヶ月|カ月)(間|後)?|\d+-\d+)(頃|ごろ|以降|過ぎ|すぎ)?(まで|迄)(は|には)?)(もう)?(お|ご)?$`)

var callsJapanese = fold.Expression(`^(` + refusedJapanese + `|来|かけ|掛け)`)

var hoursJapanese = fold.Expression(`^.{0,4}(昼休み|お?昼|夜間?|朝|早朝|深夜|夕方|(夕|昼|朝)?食(事)?時|食事中|[月火水木金土日]曜日?|土日(祝)?|週末|休日|平日|祝日|(お?仕事|勤務|運転|会議|授業)中|(勤務|就業|営業)時間(中|内)?|職場|会社|勤務先|午前中?|午後|(午前|午後)?\d+時(半|\d+分)?(以降|以前|前|まで|過ぎ|すぎ|頃)?)(に|は|には|へ|への|へは|の|での|では|で)(お)?$`)

// IsNo reports whether a text is a no and nothing else. In a note it is what somebody said.
func IsNo(text string) bool { return bareNo().MatchString(fold.Text(fold.Apart(text))) }

var bareNo = fold.Expression(`^no( no)*( [!.]+)?$|^(だめ|ダメ|駄目|いいえ|否)$`)

// IsCross reports whether a text is a cross and nothing else.
func IsCross(text string) bool { return text != "" && strings.Trim(text, crosses+" ") == "" }

const crosses = "×✕✗✘❌"

var japaneseRefusals = fold.Expression(`(` + refusedJapanese + `).{0,10}(` + refusalJapanese + `)|` + forbiddenJapanese + `|` + phrasesJapanese + `|` + coldJapanese + `|` + writtenJapanese + `|` + angryJapanese)

// grammar has the regular expressions of a tongue.
type grammar struct {
	forbids, ends, declines, declined, phrases, cold, limits, lists, denials, by *regexp.Regexp
}

// negated comes before what would be a refusal, and is not: "does not object to calls".
var negated = fold.Expression(`(^| )(not|doesn t|didn t|don t|non|non si|no|no se|never|mai|nunca|n t)$`)

// forGood begins what ends calls whatever is behind it: "stop calling today".
var forGood = fold.Expression(`^ ?(stop|quit|cease|refrain|avoid|never|mai|smett\w+|basta|nunca|jamas|dej\w+|par[ae]\w*) `)

func (g grammar) refusesContact(clause string) bool {
	if g.phrases.MatchString(clause) {
		return true
	}
	if g.lists.MatchString(clause) && !g.denials.MatchString(g.lists.ReplaceAllString(clause, " ")) { // the no of a no call list denies nothing
		return true
	}
	for _, at := range g.cold.FindAllStringIndex(clause, -1) {
		if !g.limits.MatchString(strings.TrimSpace(clause[at[1]:])) {
			return true
		}
	}
	for _, said := range []*regexp.Regexp{g.forbids, g.ends, g.declines, g.declined} {
		for _, at := range said.FindAllStringIndex(clause, -1) {
			before, behind := strings.TrimSpace(clause[:at[0]]), strings.TrimSpace(clause[at[1]:])
			if hours().MatchString(behind) {
				continue // another hour will do
			}
			if days().MatchString(behind) && !forGood().MatchString(clause[at[0]:at[1]]) {
				continue // another day will do
			}
			if said == g.forbids || !happened().MatchString(behind) && !negated().MatchString(before) && (said != g.declined || !g.by.MatchString(behind)) {
				return true
			}
		}
	}
	return false
}

// grammars are those of the tongues, in order. Each is made on first use, which takes
// longer than most commands: see mayBegin.
var grammars = func() (made [len(tongues)]func() grammar) {
	for i, t := range tongues {
		made[i] = sync.OnceValue(t.grammar)
	}
	return made
}()

// grammar makes the regular expressions of a tongue.
func (t tongue) grammar() grammar {
	whole := func(parts ...string) *regexp.Regexp {
		return regexp.MustCompile(`(?:^| )(?:` + strings.Join(parts, "") + `)(?: |$)`)
	}
	some := func(words string) string { return `) (?:(?:` + words + `) ){0,5}(?:` }
	return grammar{
		forbids:  whole(`(?:`, t.no, some(t.between), t.act, `)`),
		ends:     whole(`(?:`, t.none, some(t.between), t.what, `)`),
		declines: whole(`(?:`, t.refusing, some(t.of), t.what, `|`, t.also, `)`),
		declined: whole(`(?:`, t.what, `|`, t.also, `) (?:`, t.refused, `)`),
		phrases:  whole(t.phrases, `|`, t.written, `|`, t.angry),
		cold:     whole(t.cold),
		limits:   regexp.MustCompile(`^(?:` + t.limits + `)(?: |$)`),
		lists:    whole(t.lists),
		denials:  whole(t.denials),
		by:       regexp.MustCompile(`^(?:` + t.by + `)(?: |$)`),
	}
}

// says reports whether a clause says that and nothing else.
func (g grammar) says(clause string) bool {
	return slices.ContainsFunc([]*regexp.Regexp{g.forbids, g.ends, g.declines, g.declined}, func(said *regexp.Regexp) bool { return said.FindString(clause) == clause })
}

// looked is how many letters of a beginning are compared.
const looked = 4

// mayBegin reports whether a word of a clause begins like an entry of a table: the
// sorted beginnings of all that some expressions match. For most texts no expression
// has to be made.
func mayBegin(clause string, table []string) bool {
	for rest := clause; rest != ""; {
		end := 0
		for range looked {
			_, size := utf8.DecodeRuneInString(rest[end:])
			end += size
			at, found := slices.BinarySearch(table, rest[:end])
			if found {
				return true
			}
			if size == 0 || at == len(table) || !strings.HasPrefix(table[at], rest[:end]) { // nothing goes on like that
				break
			}
		}
		_, rest, _ = strings.Cut(rest, " ")
	}
	return false
}

// Some words, such as "marketing" or "no molestar", belong to several tongues, so all are
// asked for what stands behind a refusal: that something has not happened, or a time.
var (
	happened = inAny(func(t tongue) string { return t.happened }, `(?: |$)`)
	hours    = inAny(func(t tongue) string { return t.hours }, `$`)
	days     = inAny(func(t tongue) string { return t.days }, `$`)
)

// inAny is the beginning of a text in the words of any tongue, with what has to follow.
func inAny(words func(tongue) string, end string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp {
		var all []string
		for _, t := range tongues {
			all = append(all, words(t))
		}
		return regexp.MustCompile(`^(?:` + strings.Join(all, "|") + `)` + end)
	})
}

// longhand expands abbreviations in a folded clause.
func longhand(folded string) string {
	words := strings.Fields(folded)
	short := false
	for i, word := range words {
		long, ok := longhands()[word]
		switch {
		case ok:
		case (word == "2" || word == "to") && i+1 < len(words) && words[i+1] == "b":
			long, words[i+1] = "to", "be"
		case word == "2" && i+1 < len(words) && words[i+1] == "be":
			long = "to"
		case word == "e" && i+1 < len(words) && strings.HasPrefix(words[i+1], "mail"): // e-mail
			long, words[i+1] = "email"+strings.TrimPrefix(words[i+1], "mail"), ""
		default:
			continue
		}
		words[i], short = long, true
	}
	if !short {
		return folded
	}
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " ")
}

var longhands = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"dnt": "don t", "dont": "don t", "doesnt": "doesn t", "didnt": "didn t", "wont": "won t", "nt": "not", "nvr": "never", "cal": "call", "cll": "call", "contac": "contact", "conact": "contact", "contat": "contact", "wanna": "want to", "w": "with", "vs": "versus", "&": "and",
		"blk": "blocked", "mktg": "marketing", "mkting": "marketing", "cust": "customer", "custs": "customers", "blkd": "blocked", "txt": "text", "txts": "texts", "txting": "texting", "txted": "texted", "ph": "phone", "cntct": "contact", "contct": "contact", "msg": "message", "msgs": "messages", "atty": "attorney", "attny": "attorney", "pls": "please", "plz": "please", "thx": "thanks", "thanx": "thanks", "u": "you", "em": "them", "rcvd": "received", "recd": "received",
		"intrstd": "interested", "intrested": "interested", "harrassment": "harassment", "harrasment": "harassment", "unsubscibe": "unsubscribe", "unsuscribe": "unsubscribe",
		"nn": "non", "cmq": "comunque", "x": "por", "q": "que", "+": "mas", "xfa": "por favor",
	}
})
