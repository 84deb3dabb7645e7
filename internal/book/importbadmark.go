package book

import (
	"fmt"
	"maps"
	"strings"

	"crm/internal/crm"
)

// refuses reports whether a row says that somebody is not to be called.
func (w *work) refuses(row ImportRow) bool {
	m, err := w.readMark(maps.Clone(row.Values))
	return err == nil && m != nil || row.Refusal != ""
}

// markLeft keeps what the rows that are left out say about not contacting somebody, and
// names those whom it does not find. It comes last, since a later row may be of them.
func (w *work) markLeft() error {
	for _, row := range w.importing.left {
		if err := w.markBad(row); err != nil {
			return err
		}
	}
	if n := len(w.importing.refusing); n > 0 {
		w.warn("left-out-refuses", "n", n, "values", strings.Join(w.importing.refusing[:min(n, listed)], ", "))
	}
	return nil
}

// markBad keeps what a row that is left out says about not contacting somebody. Whoever of
// the book they are gets the mark; anybody else is named at the end. Who they are is judged
// by what of the row can be read.
func (w *work) markBad(row ImportRow) error {
	values := Values{}
	maps.Copy(values, row.Values)
	m, err := w.readMark(values)
	if err != nil {
		m = nil // the row is left out because of it
	}
	there, c, err := w.whoOfBad(values)
	switch {
	case err != nil:
		return err
	case m == nil || there == nil:
		name := fmt.Sprint(row.Line)
		if text := nameOfRow(row.Values); text != "" {
			name += " (" + text + ")"
		}
		w.importing.refusing = append(w.importing.refusing, name)
		return nil
	}
	w.importedStopped(row, there, nil) // the whole row is left out, as is said
	w.importing.ofKnown = true
	defer func() { w.importing.ofKnown = false }()
	if err := w.markThere(there, c, m); err != nil {
		return err
	}
	return w.drain()
}

// whoOfBad returns the contact of the book whose row that can't be taken is, or nil, and what
// the row says of them.
func (w *work) whoOfBad(values Values) (there, c *crm.Contact, err error) {
	rowName(values)
	values["phone"], values["email"] = w.eachPhone(values["phone"]), w.eachEmail(values["email"])
	kept := Values{}
	for _, field := range []string{"name", "given", "family", "birthday", "external_id", "phone", "email"} {
		for _, text := range values[field] {
			had := kept[field]
			kept[field] = append(had[:len(had):len(had)], text)
			read, err := w.newContact(NewContact{Values: maps.Clone(kept)})
			if err != nil {
				kept[field] = had
				continue
			}
			c = read
		}
	}
	if c == nil || c.Name == "" {
		return nil, nil, nil
	}
	m, err := w.findAlike(c)
	if err != nil {
		return nil, nil, err
	}
	known := m.numbered
	for _, other := range m.named {
		if len(m.numbered) == 0 && w.likeness(c, other) == same {
			known = append(known, other)
		}
	}
	if len(known) != 1 { // of several, the row does not say which
		return nil, c, nil
	}
	return known[0], c, nil
}
