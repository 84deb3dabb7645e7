package cli

import (
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// maybePhone is a column "Numero" beside a name in a file without phones, or one that says
// no more than which phone it may be: "Home", "Work". Only its phones are taken.
const maybePhone = "number"

// readMaybePhones takes the phones of columns that may have some.
func (r *contactRows) readMaybePhones(row exchange.Row) {
	texts := row.Values[maybePhone]
	delete(row.Values, maybePhone)
	for i, field := range r.fields {
		if field != maybePhone || i >= len(row.Raw) || fold.Clean(row.Raw[i]) == "" || len(texts) == 0 {
			continue
		}
		text := texts[0]
		texts = texts[1:]
		if digits, ok := fold.Phone(text); !ok || len(digits) < 9 {
			r.odd[i] = r.odd[i] || !locale.Blank(text)
			continue
		}
		if label := locale.PointLabel(r.header[i]); label != "" {
			text = label + ": " + text
		}
		row.Values["phone"] = append(row.Values["phone"], text)
	}
}
