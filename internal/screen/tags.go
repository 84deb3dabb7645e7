package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// Tags lists the tags of a book, with how many records of each noun have them. A noun of
// which none has any takes no column.
func (s *Screen) Tags(tags []crm.TagUse) error {
	if s.forPrograms() {
		return s.Writer.Tags(tags)
	}
	var kinds []crm.Kind
	head := []string{s.Locale.Text("tag.tag")}
	for _, kind := range crm.TaggedKinds() {
		for _, t := range tags {
			if t.Uses[kind] > 0 {
				kinds, head = append(kinds, kind), append(head, s.Locale.Text("tag."+string(kind)))
				break
			}
		}
	}
	g := &grid{right: make([]bool, len(head))}
	for i := range kinds {
		g.right[i+1] = true
	}
	g.add(head...)
	for _, t := range tags {
		row := []string{say.Clean(t.Tag)}
		for _, kind := range kinds {
			n := ""
			if t.Uses[kind] > 0 {
				n = itoa(t.Uses[kind])
			}
			row = append(row, n)
		}
		g.add(row...)
	}
	return s.page().writeWith(g, 1)
}
