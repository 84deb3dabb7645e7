package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A vCard file is read as the table that other programs export: a row for each card, with
// columns that are headed as theirs. So whatever is known of tables holds of cards. A file
// is read twice, for the columns and then for the rows, since it may be larger than what
// should be in memory.

// IsCards reports whether a file begins as vCards do, in UTF-8 or UTF-16, whatever its name
// is. It leaves the file as it is.
func IsCards(in *bufio.Reader) bool { return beginsAs(in, "BEGIN:VCARD") }

// NewCardReader reads the columns of vCards from the first of two readings of one file, and
// gives each its field. Next gives the rows of the second.
//
// Errors: as NewReader, and those of a file that is not whole.
func NewCardReader(first, second io.Reader, names Columns, o Options) (*Reader, error) {
	if o.Delimiter != 0 {
		return nil, crm.Errorf(crm.CodeUsage, "a vCard has no delimiter").On("delimiter")
	}
	lines, err := newContentLines(first, o.Encoding)
	if err != nil {
		return nil, err
	}
	c := &cardRows{groups: map[string][]string{}}
	if err := c.survey(&cards{lines: lines}); err != nil {
		return nil, err
	}
	if lines, err = newContentLines(second, o.Encoding); err != nil {
		return nil, err
	}
	c.from = &cards{lines: lines, keep: true}
	r := &Reader{cards: c, header: c.header, bare: c.header}
	o.Profiles, o.Profile = nil, nil
	if err := r.assign(names, o); err != nil {
		return nil, err
	}
	return r, nil
}

// card is one vCard.
type card struct {
	line  int
	props []property
	agent bool   // it has another one in it, which is left out
	raw   []byte // as it stands in the file
}

// cards reads vCards one by one.
type cards struct {
	lines *contentLines
	keep  bool // raw
}

// next returns the next card, and io.EOF behind the last one.
func (c *cards) next() (*card, error) {
	c.lines.raw = nil
	if c.keep {
		c.lines.raw = &bytes.Buffer{}
	}
	begin, err := c.lines.next()
	if err != nil {
		return nil, err
	}
	if name := strings.ToUpper(strings.TrimSpace(begin.value)); name != "VCARD" {
		return nil, crm.Errorf(crm.CodeInvalid, "BEGIN:%s is not a vCard", shortened(name)).At(begin.line)
	}
	one := &card{line: begin.line}
	mayHold := false // the line before may have a card as its value
	for {
		p, err := c.lines.next()
		if err != nil {
			return nil, err
		}
		depth := len(c.lines.open)
		switch {
		case depth == 0:
			if c.keep {
				one.raw = c.lines.raw.Bytes()
			}
			return one, nil
		case p.name == "BEGIN" && depth == 2 && !mayHold:
			return nil, crm.Errorf(crm.CodeInvalid, "BEGIN:VCARD is never closed: another one begins on line %d", p.line).At(one.line)
		case depth == 1 && p.name != "END":
			one.props = append(one.props, p)
			mayHold = p.name == "AGENT"
		default:
			one.agent = true
		}
	}
}

// cardRows are the rows of a file of vCards.
type cardRows struct {
	from   *cards
	header []string
	filled map[string]int      // cards that have something in a column
	groups map[string][]string // names of groups, by what their members are called
}

// cardHeadings are the columns of which a card has one, in order.
var cardHeadings = []string{
	"Full Name", "name", "Prefix", "First Name", "Middle Name", "Last Name", "Suffix", "Nickname", "Phonetic Name", "Phonetic First Name", "Phonetic Last Name",
	"Kind", "Birthday", "Organization", "Tags", "Time Zone", "Referred By", "Notes", "External ID",
}

// survey finds the columns of a file, and the groups that its cards are members of.
func (c *cardRows) survey(from *cards) error {
	c.filled = map[string]int{}
	var numbered [len(cardLists)]int
	var others []string
	var fault error // of the first card that can't be taken
	seen := map[string]bool{}
	for {
		one, err := from.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if name, members := one.group(); name != "" {
			for _, member := range members {
				c.groups[member] = append(c.groups[member], name)
			}
			c.filled["Tags"] += min(1, len(members))
			continue
		}
		cells := cellsOf(one)
		if cells.fault != "" && fault == nil {
			fault = crm.Errorf(crm.CodeInvalid, "%w", RowError(cells.fault)).At(cells.faultAt)
		}
		for i, list := range cells.lists() {
			numbered[i] = max(numbered[i], len(list))
			for n, parts := range list {
				for _, part := range parts {
					c.filled[cardLists[i].heading(n, part.heading)]++
				}
			}
		}
		for _, cell := range cells.single {
			if c.filled[cell.heading]++; !slices.Contains(cardHeadings, cell.heading) && !seen[cell.heading] {
				seen[cell.heading] = true
				if others = append(others, cell.heading); len(others) > maxColumns {
					return crm.Errorf(crm.CodeInvalid, "more than %d columns", maxColumns).At(one.line)
				}
			}
		}
	}
	add := func(heading string) {
		if c.filled[heading] > 0 {
			c.header = append(c.header, heading)
		}
	}
	for _, heading := range cardHeadings {
		add(heading)
	}
	for i, list := range cardLists {
		for n := range numbered[i] {
			for _, part := range list.parts {
				add(list.heading(n, part))
			}
		}
	}
	c.header = append(c.header, others...)
	switch {
	case len(c.header) > 0:
	case fault != nil:
		return fault
	default:
		return crm.Errorf(crm.CodeInvalid, "line 1: the file has no vCard that says anything")
	}
	return nil
}

// next returns the row of the next card.
func (c *cardRows) next() (Row, error) {
	for {
		one, err := c.from.next()
		if err != nil {
			return Row{}, err
		}
		if name, _ := one.group(); name != "" {
			continue
		}
		cells := cellsOf(one)
		row := Row{Line: one.line, Raw: make([]string, len(c.header)), Source: one.raw, Photos: cells.photos, Related: cells.related, UID: groupKey(cells.uid)}
		if cells.uid != "" {
			cells.single.add("Tags", strings.Join(c.groups[groupKey(cells.uid)], ", "), ", ")
		}
		at := func(heading, text string) error {
			i := slices.Index(c.header, heading)
			if i < 0 {
				return crm.Errorf(crm.CodeInvalid, "the file has changed while it was read")
			}
			row.Raw[i] = text
			return nil
		}
		for _, cell := range cells.single {
			if err := at(cell.heading, cell.text()); err != nil {
				return Row{}, err
			}
		}
		for i, list := range cells.lists() {
			for n, parts := range list {
				for _, part := range parts {
					if err := at(cardLists[i].heading(n, part.heading), part.text()); err != nil {
						return Row{}, err
					}
				}
			}
		}
		if cells.fault != "" {
			return row, crm.Errorf(crm.CodeInvalid, "%w", RowError(cells.fault)).At(cells.faultAt)
		}
		if slices.ContainsFunc(row.Raw, func(cell string) bool { return !blankCell(cell) }) {
			return row, nil
		}
	}
}

// group returns the name of a card that is a group of others, and what those are called.
func (c *card) group() (name string, members []string) {
	is := false
	for _, p := range c.props {
		switch p.name {
		case "KIND", "X-ADDRESSBOOKSERVER-KIND":
			is = strings.EqualFold(strings.TrimSpace(p.value), "group")
		case "X-CRM-KIND": // a household
			return "", nil
		case "FN":
			name = fold.Clean(unescape(p.value))
		case "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER":
			members = append(members, groupKey(p.value))
		}
	}
	if !is {
		return "", nil
	}
	return name, members
}

// groupKey is what members of groups are compared by.
func groupKey(uid string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(uid)), "urn:uuid:")
}

// cardCell is what stands below a heading: texts, and what is between them.
type cardCell struct {
	heading, between string
	texts            []string
}

func (c cardCell) text() string { return strings.Join(c.texts, c.between) }

// cellList is the text of a card below headings of which it has one.
type cellList []cardCell

func (l cellList) text(heading string) string {
	if i := l.at(heading); i >= 0 {
		return l[i].text()
	}
	return ""
}

func (l cellList) at(heading string) int {
	return slices.IndexFunc(l, func(c cardCell) bool { return c.heading == heading })
}

// add puts a text below a heading, behind what is there.
func (l *cellList) add(heading, text, between string) {
	if text = fold.Clean(lineEnds.Replace(text)); text == "" {
		return
	}
	i := l.at(heading)
	if i < 0 {
		i, *l = len(*l), append(*l, cardCell{heading: heading, between: between})
	}
	(*l)[i].texts = append((*l)[i].texts, text)
}

// set puts a text below a heading and drops what is there.
func (l *cellList) set(heading, text string) {
	if i := l.at(heading); i >= 0 {
		*l = slices.Delete(*l, i, i+1)
	}
	l.add(heading, text, "")
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// cardList is what a card may have several of, each of some parts.
type cardList struct {
	word  string
	parts []string
}

var cardLists = [...]cardList{
	{"Phone", []string{"Label", "Value"}}, {"E-mail", []string{"Label", "Value"}},
	{"Address", []string{"Label", "Formatted", "Street", "City", "Region", "Postal Code", "Country"}},
}

func (l cardList) heading(n int, part string) string {
	return fmt.Sprintf("%s %d - %s", l.word, n+1, part)
}

// mostOfACard is how many phones, e-mails or addresses a card may have.
const mostOfACard = 50
