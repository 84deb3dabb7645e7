package exchange

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Card is a contact as a vCard has it.
type Card struct {
	UID, FullName                         string
	Family, Given, Middle, Prefix, Suffix string // empty if the name is not in parts
	Nickname                              string
	FamilyReading, GivenReading           string
	Organization                          string // where they work
	Kind                                  string // person, household or organization
	Birthday                              string // 1980-04-12, or --04-12
	TimeZone, Note                        string
	Phones, Emails                        []CardPoint
	Addresses                             []CardAddress
	Tags                                  []string
	Related                               []Related
	Photo                                 *Photo
	Own                                   []CardField // what only crm reads
}

// CardPoint is a phone or an e-mail of a card, with its label.
type CardPoint struct{ Value, Label string }

// CardAddress is an address of a card.
type CardAddress struct{ Label, Street, City, Region, PostalCode, Country string }

// CardField is a field of a contact by its name, with its text.
type CardField struct{ Name, Text string }

// Cards writes vCards of a version, "3" or "4".
type Cards struct {
	to    io.Writer
	four  bool
	lines bytes.Buffer // of the card that is being written
	items int
}

// NewCards returns what writes vCards of that version.
func NewCards(to io.Writer, version string) *Cards { return &Cards{to: to, four: version == "4"} }

// Write writes a card.
func (w *Cards) Write(c Card) error {
	w.lines.Reset()
	w.items = 0
	w.line("BEGIN:VCARD")
	if w.four {
		w.line("VERSION:4.0")
	} else {
		w.line("VERSION:3.0")
	}
	w.line("PRODID:-//crm//EN")
	if uid := strings.TrimPrefix(c.UID, "urn:uuid:"); w.four && len(uid) == len(uuidForm) && strings.Count(uid, "-") == strings.Count(uuidForm, "-") {
		w.line("UID:urn:uuid:" + uid)
	} else {
		w.text("UID", c.UID)
	}
	w.name(c)
	w.birthday(c.Birthday)
	for i, p := range c.Phones {
		w.point("TEL", p, phoneType, i == 0 && len(c.Phones) > 1)
	}
	for i, p := range c.Emails {
		w.point("EMAIL", p, placeType, i == 0 && len(c.Emails) > 1)
	}
	for i, a := range c.Addresses {
		parts := []string{"", "", a.Street, a.City, a.Region, a.PostalCode, a.Country}
		w.labelled("ADR", joinEscaped(parts, ";"), a.Label, placeType, i == 0 && len(c.Addresses) > 1)
	}
	w.text("TZ", c.TimeZone)
	if len(c.Tags) > 0 {
		w.line("CATEGORIES:" + joinEscaped(c.Tags, ","))
	}
	w.text("NOTE", c.Note)
	for _, r := range c.Related {
		w.related(r)
	}
	if c.Photo != nil {
		w.photo(*c.Photo)
	}
	for _, f := range c.Own {
		w.text("X-CRM-"+strings.ToUpper(strings.ReplaceAll(f.Name, "_", "-")), f.Text)
	}
	w.line("END:VCARD")
	_, err := w.to.Write(w.lines.Bytes())
	return err
}

// line writes a line of the card.
func (w *Cards) line(line string) { writeLine(&w.lines, line) }

// text writes a property that is a text, unless it is empty.
func (w *Cards) text(name, text string) {
	if text != "" {
		w.line(name + ":" + escape(text))
	}
}

func joinEscaped(parts []string, between string) string {
	escaped := make([]string, len(parts))
	for i, part := range parts {
		escaped[i] = escape(part)
	}
	return strings.Join(escaped, between)
}

// uuidForm is how a UUID is written.
const uuidForm = "00000000-0000-0000-0000-000000000000"

func (w *Cards) name(c Card) {
	w.text("FN", c.FullName)
	parts := []string{c.Family, c.Given, c.Middle, c.Prefix, c.Suffix}
	whole := c.Family+c.Given == ""
	if whole && c.Kind != "organization" { // which a phone would leave without a name
		parts[0] = c.FullName
	}
	sorted := ""
	if w.four && c.FamilyReading != "" {
		sorted = ";SORT-AS=" + quoted(strings.Trim(c.FamilyReading+","+c.GivenReading, ","))
	}
	w.line("N" + sorted + ":" + joinEscaped(parts, ";"))
	if whole {
		w.text("X-CRM-WHOLE", "yes")
	}
	w.text("NICKNAME", c.Nickname)
	w.text("X-PHONETIC-LAST-NAME", c.FamilyReading)
	w.text("X-PHONETIC-FIRST-NAME", c.GivenReading)
	switch {
	case c.Kind == "organization" && w.four:
		w.line("KIND:org")
	case c.Kind == "organization":
		w.text("ORG", c.FullName)
		w.line("X-ABShowAs:COMPANY")
	case w.four && c.Kind == "person":
		w.line("KIND:individual")
	}
	w.text("ORG", c.Organization)
}

func (w *Cards) birthday(day string) {
	rest, without := strings.CutPrefix(day, "--")
	switch {
	case day == "":
	case without && w.four:
		w.line("BDAY:--" + strings.ReplaceAll(rest, "-", ""))
	case without:
		w.line("BDAY;X-APPLE-OMIT-YEAR=1604:1604-" + rest)
	case w.four:
		w.line("BDAY:" + strings.ReplaceAll(day, "-", ""))
	default:
		w.line("BDAY:" + day)
	}
}

// phoneType and placeType return the type for a label, if there is one.
func phoneType(label string) (kind string, known bool) {
	switch label {
	case "mobile":
		return "CELL", true
	case "main", "fax", "other":
		return strings.ToUpper(label), true
	}
	return placeType(label)
}

func placeType(label string) (kind string, known bool) {
	return strings.ToUpper(label), label == "home" || label == "work"
}

func (w *Cards) point(name string, p CardPoint, typeOf func(string) (string, bool), first bool) {
	w.labelled(name, escape(p.Value), p.Label, typeOf, first)
}

// labelled writes a property that is one of several, with a type or a label of its own.
func (w *Cards) labelled(name, value, label string, typeOf func(string) (string, bool), first bool) {
	params := ""
	kind, known := typeOf(label)
	if known {
		params = ";TYPE=" + kind
	}
	switch {
	case first && w.four:
		params += ";PREF=1"
	case first:
		params += ";TYPE=PREF"
	}
	if known || label == "" {
		w.line(name + params + ":" + value)
		return
	}
	w.items++
	w.line(fmt.Sprintf("item%d.%s%s:%s", w.items, name, params, value))
	w.line(fmt.Sprintf("item%d.X-ABLabel:%s", w.items, escape(label)))
}

// related writes somebody whom the card names.
func (w *Cards) related(r Related) {
	of := ""
	if r.UID != "" {
		of = ";X-CRM-UID=" + quoted(r.UID)
	}
	if w.four && strings.Trim(r.As, "abcdefghijklmnopqrstuvwxyz-") == "" {
		w.line("RELATED;VALUE=text;TYPE=" + r.As + of + ":" + escape(r.Name))
		return
	}
	name, label := "X-ABRELATEDNAMES", escape(r.As)
	if w.four {
		name = "RELATED;VALUE=text"
	} else if slices.Contains([]string{"spouse", "child", "parent", "friend"}, r.As) {
		label = "_$!<" + strings.ToUpper(r.As[:1]) + r.As[1:] + ">!$_"
	}
	w.items++
	w.line(fmt.Sprintf("item%d.%s%s:%s", w.items, name, of, escape(r.Name)))
	w.line(fmt.Sprintf("item%d.X-ABLabel:%s", w.items, label))
}

func (w *Cards) photo(p Photo) {
	content := base64.StdEncoding.EncodeToString(p.Content)
	if w.four {
		w.line("PHOTO:data:" + p.MediaType + ";base64," + content)
		return
	}
	w.line("PHOTO;ENCODING=b;TYPE=" + strings.ToUpper(strings.TrimPrefix(p.MediaType, "image/")) + ":" + content)
}

// LargestPhoto limits the bytes of a photo on a card: a larger one would exceed the limit of a
// property when the card is read.
const LargestPhoto = 700 << 10

// quoted is a value of a parameter.
func quoted(text string) string {
	text = strings.NewReplacer("^", "^^", "\n", "^n", `"`, "^'").Replace(text)
	return `"` + text + `"`
}
