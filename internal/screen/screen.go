package screen

import (
	"fmt"
	"io"
	"strings"

	"crm/internal/crm"
	"crm/internal/wire"
)

// Screen is a terminal, or a Writer for other formats than a table.
type Screen struct {
	*wire.Writer
	Err io.Writer // what there is to say beside the output; nil is nowhere
	// Width and Height are those of the terminal, or 0. Screens then have 80 columns,
	// lists as many as they need, and any height.
	Width, Height int
	Color         bool        // bold headings, red for what is late
	Whole         bool        // an agenda with every line
	Asked         []crm.Given // what the agenda was asked for
	Bars          bool        // reports end in bars, as suits a terminal
}

// New makes a screen; its sentences quote no more than half a line.
func New(w *wire.Writer) *Screen {
	on, voice := *w, *w.Voice
	voice.Quote = func(text string) string { return cut(text, plainWidth/2) }
	on.Voice = &voice
	return &Screen{Writer: &on}
}

// table reports whether a table is asked for, forPrograms whether the Writer has to
// answer.
func (s *Screen) table() bool { return s.Format == wire.Table || s.Format == "" }

func (s *Screen) forPrograms() bool { return s.Quiet || !s.table() }

// plainWidth is the width that screens are made for.
const plainWidth = 80

// width is how wide a screen may be.
func (s *Screen) width() int {
	if s.Width > 0 {
		return s.Width
	}
	return plainWidth
}

// page is a screen in the making, written at once at its end.
type page struct {
	*Screen
	text strings.Builder
	// tight says that what stands above a timeline has to be set without room between.
	tight bool
}

func (s *Screen) page() *page { return &page{Screen: s} }

// line adds a line without trailing spaces.
func (p *page) line(text string) {
	p.text.WriteString(strings.TrimRight(text, " "))
	p.text.WriteByte('\n')
}

// addLines adds lines.
func (p *page) addLines(lines []string) {
	for _, line := range lines {
		p.line(line)
	}
}

// addWrapped adds a text, wrapped.
func (p *page) addWrapped(text string) { p.addLines(wrap(text, p.width())) }

// grid adds rows behind an indent; elastic is the column that gives way.
func (p *page) grid(indent string, g *grid, elastic int) {
	p.addLines(g.lines(indent, p.width(), elastic))
}

// writeWith writes the page and rows at its end.
func (p *page) writeWith(g *grid, elastic int) error {
	p.grid("", g, elastic)
	return p.show()
}

// show writes the page.
func (p *page) show() error {
	if p.text.Len() == 0 {
		return nil
	}
	_, err := io.WriteString(p.Out, p.text.String())
	return err
}

// The colours: SGR sequences that every terminal knows.
const (
	boldOn = "\x1b[1m"
	redOn  = "\x1b[31m"
	off    = "\x1b[0m"
)

func (s *Screen) bold(text string) string { return s.styled(boldOn, text) }
func (s *Screen) red(text string) string  { return s.styled(redOn, text) }

func (s *Screen) styled(on, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return on + text + off
}

func itoa[N int | int64](n N) string { return fmt.Sprint(n) }
