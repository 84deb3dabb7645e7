package wire

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// Problems writes what is wrong with a book, one a row. The sentences are in English.
func (w *Writer) Problems(problems []crm.Problem) error {
	english := w.English()
	row := func(p crm.Problem) object {
		return object{
			{"code", p.Code}, {"table", orNull(p.Table)}, {"id", orNull(p.ID)}, {"field", orNull(p.Field)},
			{"repairable", p.Derived}, {"message", english.Problem(p)},
		}
	}
	switch {
	case w.Quiet:
		return names(w, problems, say.ProblemPlace)
	case w.Format == JSON:
		return w.writeJSON(objectList(problems, row))
	}
	return flat(w, []string{"code", "table", "id", "field", "repairable", "message"}, problems, row)
}
