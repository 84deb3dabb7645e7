package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// sayTwoNames says of a contact whose name was typed that the name is that of several people,
// whom an import makes contacts of one household.
func (w *work) sayTwoNames() error {
	if w.outcome.Imported != nil {
		return nil
	}
	for _, e := range w.outcome.Edits {
		c, ok := e.After.(*crm.Contact)
		if !ok || c.Kind != crm.Person || e.Rule != "" || !e.Changed("name") {
			continue
		}
		names, family, several := fold.People(c.Name)
		if !several {
			continue
		}
		home, err := w.contactOrNil(c.Household)
		if err != nil {
			return err
		}
		name := cmp.Or(family, namesTogether(slices.Clone(names), ""))
		given := []any{c.ID, crm.With("name", names[0])}
		if home != nil {
			name = home.Name
		} else {
			given = append(given, crm.With("household", name))
		}
		verb := "contact add"
		if slices.Contains([]string{crm.StageLead, crm.StageProspect, crm.StageClient}, c.Stage) {
			verb = c.Stage + " add"
		}
		w.warn("several-names", "name", c.Name, "n", len(names), "command", crm.Run("contact edit", given...), "instead", crm.Run(verb, names[1], crm.With("household", name)))
	}
	return nil
}
