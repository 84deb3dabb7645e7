package book

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// What it means for others that somebody must not be contacted. Every road there ends here:
// a mark, a number on the list, a result, a file.

// keepMarked remembers whom an edit marks. Of those whom an import adds, only members of a
// household or an organization have ties.
func (w *work) keepMarked(edit *crm.Edit) {
	c, ok := edit.After.(*crm.Contact)
	if !ok || w.quiet || c.DoNotContact.IsZero() || !edit.Changed("do_not_contact") {
		return
	}
	if edit.Action == crm.Create && w.streaming && c.Kind == crm.Person && c.Household == 0 && c.Org == 0 {
		return
	}
	w.marked = append(w.marked, c.ID)
}

// sayTies says what it means for others: those with the same phone or e-mail, those of the
// same household or organization, and owners of open opportunities and appointments.
func (w *work) sayTies() error {
	var stopped []*crm.Contact
	said := map[int64]bool{}
	for _, id := range w.marked {
		c, err := w.contactIfThere(id)
		if err != nil {
			return err
		}
		if c != nil && !c.DoNotContact.IsZero() && !said[id] {
			said[id], stopped = true, append(stopped, c)
		}
	}
	for _, e := range w.flipped {
		if !e.Changed("stopped") || said[e.ID] { // by which channels they may be reached is told elsewhere
			continue
		}
		now, err := w.contactIfThere(e.ID)
		if now == nil || crm.IsErased(now) || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		said[e.ID] = true
		if err := w.sayFlipped(now); err != nil {
			return err
		}
		if !now.Stopped.IsZero() {
			stopped = append(stopped, now)
		}
	}
	if err := w.sayHomesLeft(stopped); err != nil {
		return err
	}
	before := len(w.outcome.Notices)
	for _, c := range stopped {
		if err := w.sayWhatStays(c); err != nil {
			return err
		}
	}
	if more := len(w.outcome.Notices) - before - listed; more > 0 && w.outcome.Imported != nil {
		w.outcome.Notices = w.outcome.Notices[:before+listed]
		w.warn("more-stay", "n", more, "command", crm.Run("opp list", crm.With("where", `status == "open" and contact.stopped != nil`), crm.With("owner", "all")))
	}
	return nil
}

// sayFlipped names a contact who may not be contacted any more, or may again, because of a
// number or of somebody else. An import lists them with its rows.
func (w *work) sayFlipped(c *crm.Contact) error {
	switch {
	case w.outcome.Imported != nil && c.Stopped.IsZero():
		return nil
	case w.outcome.Imported != nil:
		because, err := w.stoppedBecauseOf(c)
		w.outcome.Imported.Stopped = append(w.outcome.Imported.Stopped, crm.SkippedRow{Name: c.Name, ID: c.ID, There: because})
		return err
	case c.Stopped.IsZero():
		w.say("allowed-again", "name", c.Name, "id", c.ID)
		return nil
	}
	return w.sayKept(c)
}

// homeLeft is a household or an organization, and who of it may still be contacted.
type homeLeft struct {
	*crm.Contact
	may []*crm.Contact // the home itself first, if it is called or written to
}

// homesLeft returns the households and organizations of contacts who must not be contacted,
// and those contacts that are one, of which somebody may still be.
func (w *work) homesLeft(stopped []*crm.Contact) ([]homeLeft, error) {
	var left []homeLeft
	seen := map[int64]bool{}
	for _, c := range stopped {
		homes := []int64{c.Household, c.Org}
		if c.Kind != crm.Person {
			homes = append([]int64{c.ID}, homes...)
		}
		for _, id := range homes {
			if id == 0 || seen[id] {
				continue
			}
			seen[id] = true
			home, err := w.contactIfThere(id)
			if err != nil {
				return nil, err
			}
			if home == nil {
				continue
			}
			members, err := w.tx.Members(id)
			if err != nil {
				return nil, err
			}
			members = slices.DeleteFunc(members, func(m *crm.Contact) bool { return !m.Stopped.IsZero() })
			slices.SortStableFunc(members, func(a, b *crm.Contact) int { return withStep(b) - withStep(a) })
			reached, err := w.isReached(home)
			if err != nil {
				return nil, err
			}
			if reached {
				members = append([]*crm.Contact{home}, members...)
			}
			if len(members) > 0 {
				left = append(left, homeLeft{home, members})
			}
		}
	}
	return left, nil
}

// isReached reports whether a household or an organization is called or written to itself.
func (w *work) isReached(home *crm.Contact) (bool, error) {
	if !home.Stopped.IsZero() {
		return false, nil
	}
	open, err := w.tx.OpenActivities(home.ID)
	return len(open) > 0 || home.Stage != "" || len(home.Phones)+len(home.Emails) > 0, err
}

// withStep is 1 for a contact with a next step, who is named before others.
func withStep(c *crm.Contact) int {
	if c.NextDue.IsZero() {
		return 0
	}
	return 1
}

// sayHomesLeft names who of the households and organizations of contacts who must not be
// contacted may still be: a few of each home, or of all of them where there are many.
func (w *work) sayHomesLeft(stopped []*crm.Contact) error {
	left, err := w.homesLeft(stopped)
	if err != nil {
		return err
	}
	if len(left) > mostNamed {
		var may []*crm.Contact
		for _, home := range left {
			may = append(may, home.may...)
		}
		w.warn("homes-not-stopped", "n", len(may), "names", namesOf(may), "ids", idsOf(may), "homes", len(left), "command", listLeft(left[:min(len(left), listed)]))
		return nil
	}
	for i, home := range left {
		may, ids, pairs := home.may, idsOf(home.may), []any{"of", home.Name}
		switch {
		case len(may) > mostNamed:
			pairs = append(pairs, "many", true, "command", listLeft(left[i:i+1]))
		case may[0].ID == home.ID:
			may, pairs = may[1:], append(pairs, "self", home.ID, "alone", len(may) == 1)
			fallthrough
		default:
			pairs = append(pairs, "command", crm.Run("contact stop", anyOf(ids)...))
		}
		w.warn("members-not-stopped", append(pairs, "n", len(may), "names", namesOf(may), "ids", ids)...)
	}
	return nil
}

// namesOf are the names and numbers of the first few contacts.
func namesOf(contacts []*crm.Contact) (names []string) {
	for _, c := range contacts[:min(len(contacts), mostNamed)] {
		names = append(names, c.Name+" ("+strconv.FormatInt(c.ID, 10)+")")
	}
	return names
}

func idsOf(contacts []*crm.Contact) (ids []int64) {
	for _, c := range contacts {
		ids = append(ids, c.ID)
	}
	return ids
}

func anyOf(ids []int64) (all []any) {
	for _, id := range ids {
		all = append(all, id)
	}
	return all
}

// listLeft is the command that lists who of some homes may still be contacted.
func listLeft(homes []homeLeft) crm.Command {
	var members []string
	for _, of := range []struct{ kind, field string }{{crm.Household, "household"}, {crm.Organization, "org"}} {
		var ids []string
		for _, home := range homes {
			if home.Kind == of.kind {
				ids = append(ids, strconv.FormatInt(home.ID, 10))
			}
		}
		if ids != nil {
			members = append(members, of.field+" in ["+strings.Join(ids, ", ")+"]")
		}
	}
	where := strings.Join(members, " or ")
	if len(members) > 1 {
		where = "(" + where + ")"
	}
	return crm.Run("contact list", crm.With("where", "stopped == nil and "+where), crm.With("owner", "all"))
}
