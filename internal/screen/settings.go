package screen

import "crm/internal/say"

// Settings shows pairs, a line each.
func (s *Screen) Settings(pairs []say.Pair) error {
	if !s.table() {
		return s.Writer.Settings(pairs)
	}
	p := s.page()
	rows := make([][2]string, len(pairs))
	for i, pair := range pairs {
		rows[i] = [2]string{cut(s.PairLabel(pair), s.width()/2), s.PairText(pair)}
	}
	p.labelled(rows)
	return p.show()
}

// labelled shows texts behind aligned labels.
func (p *page) labelled(rows [][2]string) {
	width := 0
	for _, row := range rows {
		width = max(width, cells(row[0]))
	}
	for _, row := range rows {
		p.hanging(pad(row[0], width)+"  ", row[1])
	}
}
