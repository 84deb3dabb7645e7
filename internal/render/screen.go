package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/locale"
)

// Format is a way to show something.
type Format string

// The formats. Table is for people, and so is the Markdown of a list; the
// others never change with the language.
const (
	Table    Format = "table"
	JSON     Format = "json"
	JSONL    Format = "jsonl"
	CSV      Format = "csv"
	TSV      Format = "tsv"
	Markdown Format = "markdown"
)

// Formats lists the names of the formats.
func Formats() []string {
	return []string{string(Table), string(JSON), string(JSONL), string(CSV), string(TSV), string(Markdown)}
}

// Screen is where something is shown, and how.
type Screen struct {
	Out    io.Writer
	Err    io.Writer // what there is to say beside the output; nil is nowhere
	Locale *locale.Locale
	Format Format
	// Width and Height are those of the terminal; 0 where there is none.
	// Screens are then 80 columns wide, lists as wide as they need, and
	// nothing is limited in height.
	Width, Height int
	Color         bool // bold headings, red for what is late
	Today         crm.Date
	Zone          *time.Location
	Currency      string
	Names         map[int64]string // of producers and teams, by number
	Schema        *crm.Schema      // of the book; nil is the built-in fields
	Raw           bool             // text as it is in CSV and TSV: nothing defused, nothing escaped
	Whole         bool             // an agenda with every line
	Command       string           // that shows such an agenda
	Quiet         bool             // numbers only
	Bars          bool             // reports end in bars, as suits a terminal
}

// plainWidth is the width that screens are made for.
const plainWidth = 80

// width is how wide a screen may be.
func (s *Screen) width() int {
	if s.Width > 0 {
		return s.Width
	}
	return plainWidth
}

// page is the text of a screen in the making, written at once at its end.
type page struct {
	*Screen
	text strings.Builder
}

func (s *Screen) page() *page { return &page{Screen: s} }

// line adds a line without the blanks at its end.
func (p *page) line(text string) {
	p.text.WriteString(strings.TrimRight(text, " "))
	p.text.WriteByte('\n')
}

// show writes the page.
func (p *page) show() error {
	_, err := io.WriteString(p.Out, p.text.String())
	return err
}

// The colours: SGR sequences that every terminal knows.
const (
	boldOn = "\x1b[1m"
	redOn  = "\x1b[31m"
	off    = "\x1b[0m"
)

func (s *Screen) bold(text string) string {
	if !s.Color || text == "" {
		return text
	}
	return boldOn + text + off
}

func (s *Screen) red(text string) string {
	if !s.Color || text == "" {
		return text
	}
	return redOn + text + off
}

// ids writes numbers, one a line.
func (s *Screen) ids(ids []int64) error {
	var out strings.Builder
	for _, id := range ids {
		out.WriteString(strconv.FormatInt(id, 10))
		out.WriteByte('\n')
	}
	_, err := io.WriteString(s.Out, out.String())
	return err
}

func (s *Screen) decimals() int { return crm.Decimals(s.Currency) }

// zone is the zone in which instants are shown.
func (s *Screen) zone() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

func unknownFormat(f Format) error {
	return crm.Errorf(crm.CodeUsage, "%q is no output format", string(f)).On("output").Try("One of: %s", strings.Join(Formats(), ", "))
}

func itoa[N int | int64](n N) string { return fmt.Sprint(n) }
