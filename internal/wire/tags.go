package wire

import "crm/internal/crm"

// Tags writes the tags of a book, with how many records of each noun have them.
func (w *Writer) Tags(tags []crm.TagUse) error {
	if w.Quiet {
		return names(w, tags, func(t crm.TagUse) string { return t.Tag })
	}
	columns := []string{"tag"}
	for _, kind := range crm.TaggedKinds() {
		columns = append(columns, crm.NounOf(kind).Table)
	}
	return flat(w, columns, tags, func(t crm.TagUse) object {
		row := object{{"tag", t.Tag}}
		for i, kind := range crm.TaggedKinds() {
			row = append(row, member{columns[i+1], t.Uses[kind]})
		}
		return row
	})
}
