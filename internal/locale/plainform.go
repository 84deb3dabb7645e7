package locale

import (
	"strings"
	"unicode"

	"crm/internal/fold"
)

// plainForm returns a text with its verbs in the form that the tables have, and reports
// whether that is another text: "ha rechazado" is "rechazo", いりません is いらない, 不要です
// is 不要.
func plainForm(text string) (string, bool) {
	if !mayHaveForm(text) {
		return "", false
	}
	folded := fold.Text(text)
	plain := folded
	switch {
	case fold.Unspaced(folded):
		plain = politeJapanese.Replace(strings.TrimRight(folded, "。! "))
		plain = endingsJapanese().ReplaceAllString(plain, "")
	case strings.Contains(folded, "ha ") || strings.Contains(folded, "han ") || strings.Contains(folded, "quiso") || strings.Contains(folded, "opuso"):
		words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		plain = irregularSpanish.Replace(" " + strings.Join(words, " ") + " ")
		plain = strings.TrimSpace(perfectSpanish().ReplaceAllString(plain, " ${1}o "))
	}
	return plain, plain != folded && plain != ""
}

// mayHaveForm is false for most texts, at no cost.
func mayHaveForm(text string) bool {
	for i := range len(text) {
		if text[i] > 127 || i > 0 && text[i]|' ' == 'a' && text[i-1]|' ' == 'h' {
			return true
		}
	}
	return strings.Contains(text, "quiso") || strings.Contains(text, "opuso")
}

var (
	politeJapanese   = strings.NewReplacer("でんわ", "電話", "れんらく", "連絡", "必要はありません", "不要", "必要ありません", "不要", "必要はない", "不要", "必要ない", "不要", "必要なし", "不要", "には及びません", "不要", "には及ばない", "不要", "には及ばず", "不要", "に及びません", "不要", "はもう", "は", "いりません", "いらない", "要りません", "要らない", "ありません", "ない", "しません", "しない")
	endingsJapanese  = fold.Expression(`(だ|です|でした|とのこと|とのことです|とのことでした|そうです|だそうです|します|しました|いたします|致します|と言われた|と言われました|と言っている)$`)
	perfectSpanish   = fold.Expression(` (?:ha|han) (\pL{3,}?)(?:ado|ido) `)
	irregularSpanish = strings.NewReplacer(" ha dicho ", " dijo ", " han dicho ", " dijo ", " ha querido ", " quiere ", " no quiso ", " no quiere ", " ha pedido ", " pidio ", " ha puesto ", " puso ", " ha opuesto ", " opone ", " opuso ", " opone ", " ha colgado", " colgo")
)
