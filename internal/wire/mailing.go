package wire

import (
	"strconv"
	"strings"

	"crm/internal/crm"
)

// mostLines is how many lines an address has at most, without the name.
const mostLines = 4

// Letters writes a row for each letter.
func (w *Writer) Letters(m *crm.Mailing) error {
	columns := []string{"salutation", "name"}
	for n := range mostLines {
		columns = append(columns, "line"+strconv.Itoa(n+1))
	}
	columns = append(append(columns, crm.AddressParts()...), "household", "contacts")
	return flat(w, columns, m.Letters, w.letter)
}

func (w *Writer) letter(l *crm.Letter) object {
	o := object{{"salutation", w.Salutation(l)}, {"name", w.Addressee(l)}}
	lines := w.AddressLines(l.Address)
	for n := range mostLines {
		text := ""
		if n < len(lines) {
			text = lines[n]
		}
		o = append(o, member{"line" + strconv.Itoa(n+1), text})
	}
	for _, field := range crm.AddressParts() {
		o = append(o, member{field, *l.Address.Part(field)})
	}
	household := ""
	if l.Household != nil {
		household = l.Household.Name
	}
	var to []string
	for _, c := range l.To {
		to = append(to, itoa(c.ID))
	}
	return append(o, member{"household", household}, member{"contacts", strings.Join(to, " ")})
}

// ExportedMailing is a file with the letters of a mailing.
type ExportedMailing struct {
	Path   string
	Size   int64 // bytes
	DryRun bool
	*crm.Mailing
}

// ExportedMailing writes what was exported, or would be.
func (w *Writer) ExportedMailing(e ExportedMailing) error {
	if w.Quiet {
		return names(w, []string{e.Path}, func(path string) string { return path })
	}
	o := object{{"path", e.Path}, {"size", e.Size}, {"letters", len(e.Letters)}}
	if w.Format == JSON || w.Format == JSONL {
		left := objectList(e.Left, func(l crm.LeftOut) object {
			return object{{"contact", l.Contact.ID}, {"name", l.Contact.Name}, {"why", l.Why}}
		})
		return w.writeJSON(append(o, member{"left_out", left}, member{"dry_run", e.DryRun}))
	}
	return flat(w, []string{"path", "size", "letters", "left_out"}, []object{append(o, member{"left_out", len(e.Left)})}, func(o object) object { return o })
}
