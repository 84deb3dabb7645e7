package cli

import (
	"cmp"
	"slices"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/wire"
)

// previewed are the columns of the first rows of a file, the last ones of which a narrow
// terminal leaves out first.
var previewed = []string{"id", "name", "phone", "email", "stage", "stopped", "source", "owner", "household", "birthday", "rating", "tags"}

// previewedPolicy are those of a list of policies.
var previewedPolicy = []string{"id", "name", "phone", "carrier", "number", "line", "expires", "effective", "premium", "household"}

// preview returns what shows the first rows of a file on a terminal, as they will be; nil
// where nobody looks.
func (a *app) preview() func([]book.FirstRow) {
	if !a.onTerminal() || !a.forPeople() || a.flags.quiet {
		return nil
	}
	return func(first []book.FirstRow) {
		if a.previewed { // before a question, after which the file is read again
			return
		}
		a.previewed = true
		s := a.screen()
		s.Err = nil
		s.Sentences(a.env.Out, []string{a.locale.Text("import.preview")})
		_ = s.List(previewOf(first, a.book.Names())) // which the outcome repeats
		_, _ = a.env.Out.Write([]byte("\n"))
	}
}

// previewOf is the list of such rows.
func previewOf(first []book.FirstRow, owners map[int64]string) screen.List {
	l := screen.List{Brief: true}
	var fields []*crm.Field
	shown := previewed
	if slices.ContainsFunc(first, func(row book.FirstRow) bool { return row.Policy != nil }) {
		shown = previewedPolicy
	}
	for _, name := range shown {
		f, _ := crm.BuiltIn(crm.KindContact).Field(name)
		path := name
		noun := crm.KindContact
		if f == nil {
			noun = crm.KindPolicy
			f, _ = crm.BuiltIn(noun).Field(name)
		}
		fields = append(fields, f)
		switch name {
		case "household":
			path = "household.name"
			f, _ = crm.BuiltIn(noun).Field("name")
		case "owner":
			noun, path = crm.KindProducer, "owner.name"
			f, _ = crm.BuiltIn(noun).Field("name")
		}
		l.Columns = append(l.Columns, say.Column{Path: path, Field: f, Noun: noun})
		if name != "name" && name != "phone" {
			l.Spare = append([]string{path}, l.Spare...)
		}
	}
	l.List = wire.List{Columns: l.Columns, Rows: func(yield func([]any, error) bool) {
		for _, row := range first {
			var cells []any
			for i, f := range fields {
				var cell any
				switch shown[i] {
				case "id":
					if row.Known != 0 {
						cell = row.Known
					}
				case "phone", "email":
					points := row.Contact.Phones
					if f.Name == "email" {
						points = row.Contact.Emails
					}
					if len(points) > 0 {
						cell = points[0].Value
					}
				case "owner":
					if name := owners[row.Contact.Owner]; name != "" {
						cell = name
					}
				case "stopped":
					if day := cmp.Or(row.Contact.Stopped, row.Contact.DoNotContact); !day.IsZero() {
						cell = day
					}
				case "household":
					if row.Household != "" {
						cell = row.Household
					}
				case "carrier", "number", "line", "expires", "effective", "premium":
					if row.Policy != nil {
						cell = f.Get(row.Policy)
					}
				default:
					cell = f.Get(row.Contact)
				}
				cells = append(cells, cell)
			}
			if !yield(cells, nil) {
				return
			}
		}
	}}
	return l
}
