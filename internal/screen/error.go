package screen

import (
	"io"
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

// Error writes an error with what to do next.
func Error(out io.Writer, f say.Failure) error {
	p := New(&wire.Writer{Voice: f.Voice, Out: out}).page()
	p.failure(f)
	return p.show()
}

func (p *page) failure(f say.Failure) {
	text, help := f.Sentence(), f.Help()
	if len(help) > 0 && f.Remedies[0].Text == crm.DidYouMean {
		if both := text + " " + say.Clean(help[0]); cells(both) <= plainWidth || len(f.Remedies[0].Commands) > 1 {
			text, help = both, help[1:]
		}
	}
	p.addWrapped(text)
	p.addLines(candidates(f))
	p.addLines(p.errorRows(f.Rows))
	for _, line := range help {
		if strings.Contains(line, "crm ") || cells(line) <= plainWidth { // a command to copy is never wrapped
			p.line(say.Clean(line))
			continue
		}
		p.addWrapped(say.Clean(line))
	}
}

// errorRows are the rows of an error in columns, numbers to the right.
func (s *Screen) errorRows(rows [][]any) []string {
	g := &grid{right: []bool{true}, wraps: true}
	for _, row := range rows {
		texts := make([]string, len(row))
		for i, value := range row {
			texts[i] = s.Cell(nil, value)
		}
		if _, number := row[0].(int64); !number {
			g.right = nil
		}
		g.add(texts...)
	}
	return g.lines("  ", plainWidth, len(g.widths())-1)
}

// candidates shows the people an error is about. It drops the owner and then the
// birthday before it wraps a name.
func candidates(f say.Failure) []string {
	g := &grid{rows: f.Candidates(), right: []bool{true}, gap: []int{2, 3, 3, 3, 3, 3}, wraps: true}
	const indent, asked = "  ", 4 // number, name, mark and phone; the name tells them apart
	for column := 5; column >= asked && g.width() > plainWidth-len(indent); column-- {
		for i, row := range g.rows {
			g.rows[i] = row[:min(len(row), column)]
		}
	}
	return g.lines(indent, plainWidth, 1)
}
