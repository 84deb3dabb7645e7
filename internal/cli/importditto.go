package cli

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
)

// readDitto replaces ditto marks by what stands above them: 〃, ", idem. In a column that
// says who is not to be called, and in a note, they say it of this row, too.
//
// Errors: CodeInvalid for a name, and where nothing stands above.
func (r *contactRows) readDitto(row *exchange.Row) error {
	above := r.above
	r.above = row.Raw
	for i, cell := range row.Raw {
		text := fold.Clean(cell)
		if !slices.Contains(dittos, strings.ToLower(text)) {
			continue
		}
		field, value := r.fields[i], ""
		if i < len(above) {
			value = fold.Clean(above[i])
		}
		switch {
		case slices.Contains([]string{"name", "full_name", "given"}, field):
			return crm.Errorf(crm.CodeInvalid, "%q is a ditto mark, not a name", text).At(row.Line).On("name").Try("Write the name out, or take the line out of the file")
		case value != "":
		case slices.Contains(maybeBlank, field) || slices.Contains(consentFields, field):
			return crm.Errorf(crm.CodeInvalid, "%q says that it is as above, where nothing is", text).At(row.Line).On(field).Try("Write it out, or take it out of the file")
		default:
			continue
		}
		if &r.above[0] == &row.Raw[0] { // which the reject file gets as it is
			row.Raw = slices.Clone(row.Raw)
			r.above = row.Raw
		}
		row.Raw[i] = value
		if field == "" {
			continue
		}
		at := 0
		for before := range i {
			if r.fields[before] == field && fold.Clean(row.Raw[before]) != "" {
				at++
			}
		}
		row.Values[field][at] = value
	}
	return nil
}

// dittos say that something is as above.
var dittos = []string{
	"〃", "″", "”", "\"", "''", "々", "同上", "上に同じ", "ditto", "do.", "same as above", "as above", "idem", "ídem", "id.", "come sopra", "c.s.", "lo mismo", "lo mismo que arriba", "igual que arriba", "como arriba",
}
