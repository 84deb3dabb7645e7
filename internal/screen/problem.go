package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// mostAlike is how many problems with the same code a screen shows.
const mostAlike = 20

// Problems shows what is wrong with a book.
func (s *Screen) Problems(problems []crm.Problem) error {
	if s.forPrograms() {
		return s.Writer.Problems(problems)
	}
	p := s.page()
	g := &grid{wraps: true}
	shown, more := map[string]int{}, 0
	for _, one := range problems {
		if shown[one.Code]++; shown[one.Code] > mostAlike {
			more++
			continue
		}
		g.add(say.ProblemPlace(one), s.Problem(one))
	}
	p.grid("", g, 1)
	if more > 0 {
		p.line(s.Locale.Plural("list.more", more, "command", s.Command("book check")+" -o csv"))
	}
	return p.show()
}
