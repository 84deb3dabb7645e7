package cli

import (
	"iter"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/verb"
	"crm/internal/wire"
)

func (a *app) search(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, args, err := a.readFor(cmd, args)
		if err != nil {
			return err
		}
		var found []*crm.Contact
		if b != nil {
			r := v.Request(cmd.Context(), b, args, flagsGiven(cmd, v))
			if found, err = b.Search(cmd.Context(), r.Text("text"), r.Number("limit")); err != nil {
				return err
			}
		}
		return a.contacts(found)
	}
}

// contacts lists contacts that have been read.
func (a *app) contacts(found []*crm.Contact) error {
	names := []string{"id", "name", "stage", "phone", "email", "stopped", "next_due"}
	all := a.schema().Fields(crm.KindContact)
	if !a.forPeople() {
		names = all.Names()
	}
	fields := make([]*crm.Field, len(names))
	for i, name := range names {
		fields[i], _ = all.Field(name)
	}
	list := screen.List{List: wire.List{Rows: rowsOf(found, fields, a.forPeople())}, Brief: true, Spare: []string{"email", "next_due"}}
	if a.onTerminal() {
		list.Empty = a.locale.Text("list.none")
	}
	for _, f := range fields {
		list.Columns = append(list.Columns, say.Column{Path: f.Name, Field: f, Noun: crm.KindContact})
	}
	return a.screen().List(list)
}

func rowsOf(found []*crm.Contact, fields []*crm.Field, people bool) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, c := range found {
			values := make([]any, len(fields))
			for i, f := range fields {
				values[i] = f.Get(c)
				if channels := say.Barred(c); people && f.Name == "stopped" && c.Stopped.IsZero() && channels != nil {
					values[i] = channels
				}
			}
			if !yield(values, nil) {
				return
			}
		}
	}
}
