package store

import (
	"cmp"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// Planned is an open activity with the contact it is about.
type Planned struct {
	Activity *crm.Activity
	Contact  *crm.Contact // nil for a task about nobody
}

// Agenda reads the open activities due from one day to another, the earliest first, up
// to a limit; owners nil is everybody. The index activities_due answers it. It reads
// only what a line of the list may show.
func (v *View) Agenda(from, to crm.Date, owners []int64, limit int) ([]Planned, error) {
	condition := ` FROM activities a LEFT JOIN contacts c ON c.id = a.contact
		WHERE a.status = 'open' AND a.due >= $1 AND a.due <= $2`
	args := []any{from.String(), to.String()}
	condition += ownedBy("a.owner", owners, &args)
	args = append(args, limit)
	activity := fieldsNamed(crm.KindActivity, "id", "kind", "subject", "contact", "opportunity", "policy", "owner", "due", "due_time", "start", "end",
		"assigned", "place", "priority", "status", "call_type", "attempt", "note", "purpose", "rule", "cause", "slot")
	contact := fieldsNamed(crm.KindContact, "id", "kind", "stage", "name", "birthday", "phone", "source", "referred_by", "call_frequency",
		"last_call", "do_not_contact", "stopped", "stopped_reason", "calls_barred", "emails_barred", "time_zone", "region", "address_country")
	question := "SELECT " + v.columnList(activity, "a.") + ", " + v.columnList(contact, "c.") + condition + " ORDER BY a.due, a.id LIMIT 0 + $" + strconv.Itoa(len(args))
	scan := newScan(activity, contact)
	var planned []Planned
	err := v.each(question, args, func(row *rows) error {
		p := Planned{new(crm.Activity), new(crm.Contact)}
		if err := scan.into(row, p.Activity, p.Contact); err != nil {
			return err
		}
		if p.Contact.ID == 0 {
			if p.Activity.Contact != 0 {
				return faultIn(crm.KindActivity, p.Activity.ID, "contact")
			}
			p.Contact = nil
		}
		planned = append(planned, p)
		return nil
	})
	return planned, err
}

// NextDay is the first day behind another one on which something is due of some owners,
// and how many calls, appointments and tasks are, of the first so many.
func (v *View) NextDay(after crm.Date, owners []int64, most int) (day crm.Date, calls, appointments, tasks int, err error) {
	args := []any{after.String()}
	owned := ownedBy("owner", owners, &args)
	var due string
	err = v.row(`SELECT coalesce(min(due), ''), count(*) FILTER (WHERE kind = 'call'), count(*) FILTER (WHERE kind = 'appointment'), count(*)
		FROM (SELECT due, kind FROM activities WHERE status = 'open'`+owned+` AND due =
			(SELECT due FROM activities WHERE status = 'open' AND due > $1`+owned+` ORDER BY due LIMIT 1)`+atMost(most)+`) AS next`,
		args...).Scan(&due, &calls, &appointments, &tasks)
	if err == nil && due != "" {
		day, err = crm.ParseISODate(due)
	}
	return day, calls, appointments, tasks - calls - appointments, err
}

// CallsDue is how many open calls are due on a producer's list from one day to another. The index
// activities_due answers it.
func (v *View) CallsDue(owner int64, from, to crm.Date) (int, error) {
	return v.count(`SELECT count(*) FROM activities WHERE status = 'open' AND due >= $1 AND due <= $2
		AND coalesce(owner, 0) = $3 AND kind = 'call'`, from.String(), to.String(), owner)
}

// Explanations are those of some activities, by their numbers. A list of many does not
// read them.
func (v *View) Explanations(activities []int64) (map[int64]*crm.Explanation, error) {
	found := map[int64]*crm.Explanation{}
	fields := fieldsNamed(crm.KindActivity, "id", "explanation")
	err := inPortions(activities, func(list string) error {
		scan := newScan(fields)
		return v.each("SELECT "+v.columnList(fields, "")+" FROM activities WHERE id IN "+v.inList(), []any{list}, func(row *rows) error {
			var a crm.Activity
			err := scan.into(row, &a)
			found[a.ID] = a.Explanation
			return err
		})
	})
	return found, err
}

// NameOf is what a contact is called; empty where there is none of that number.
func (v *View) NameOf(contact int64) (name string, err error) {
	if contact == 0 {
		return "", nil
	}
	err = v.row("SELECT name FROM contacts WHERE id = $1", contact).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return name, err
}

func fieldsNamed(kind crm.Kind, names ...string) []*crm.Field {
	fields := make([]*crm.Field, len(names))
	for i, name := range names {
		f, ok := crm.BuiltIn(kind).Field(name)
		if !ok {
			panic("store: " + string(kind) + " has no field " + name)
		}
		fields[i] = f
	}
	return fields
}

// Needing tells what there is beside what is planned that may need attention: most books
// have none of it.
type Needing struct {
	Sales    bool // opportunities that are open, whosever
	Policies bool // whose end nobody looks after
}

// Strays counts leads, prospects and clients who may be contacted, and open
// opportunities, without a next step, each up to most, and tells what else there is.
func (v *View) Strays(owners []int64, today crm.Date, most int) (s crm.Strays, some Needing, err error) {
	args := []any{crm.StageLead, crm.StageProspect, crm.StageClient, today.String()}
	n := []*int{&s.Leads, &s.Prospects, &s.Clients}
	question := `SELECT (SELECT count(*) FROM (SELECT 1 FROM contacts WHERE contacts.stage = of.stage AND ` + strayContact + ownedBy("owner", owners, &args) + atMost(most) + `) AS stray),
		EXISTS (SELECT 1 ` + openSales + `), EXISTS (SELECT 1 FROM policies WHERE ` + strayPolicy("$4") + policiesOf(owners, &args) + `) FROM (SELECT 1 AS place, $1 AS stage UNION ALL SELECT 2, $2 UNION ALL SELECT 3, $3) AS of ORDER BY of.place`
	err = v.each(question, args, func(row *rows) error {
		into := n[0]
		n = n[1:]
		return row.Scan(into, &some.Sales, &some.Policies)
	})
	if err != nil || !some.Sales {
		return s, some, err
	}
	args = nil
	s.Opportunities, err = v.count(`SELECT count(*) FROM (SELECT 1 FROM opportunities
		WHERE `+straySale+ownedBy("owner", owners, &args)+atMost(most)+`) AS stray`, args...)
	return s, some, err
}

// StraysAmong returns those of some contacts, and of their households, without a next
// step, by number. Of those who are known to have no household it needs no answer.
func (v *View) StraysAmong(contacts []int64) ([]*crm.Contact, error) {
	var strays []*crm.Contact
	asked := slices.DeleteFunc(slices.Clone(contacts), func(id int64) bool {
		c, known := v.recent[id].(*crm.Contact)
		if !known || v.alone(id) == nil {
			return false
		}
		if c.IsStray() {
			strays = append(strays, crm.Copy(c))
		}
		return true
	})
	found, err := among[*crm.Contact](v, `(id IN `+v.inList()+` OR household IN `+v.inList()+`
		OR id IN (SELECT household FROM contacts WHERE id IN `+v.inList()+`) OR household IN (SELECT household FROM contacts WHERE id IN `+v.inList()+`)) AND `+strayContact, asked)
	return inOrder(append(strays, found...)), err
}

// SalesLeft returns the open opportunities without a next step, of those given and of
// those contacts.
func (v *View) SalesLeft(sales, contacts []int64) ([]*crm.Opportunity, error) {
	left, err := among[*crm.Opportunity](v, "id IN "+v.inList()+" AND "+straySale, sales)
	if err != nil {
		return nil, err
	}
	beside, err := among[*crm.Opportunity](v, "contact IN "+v.inList()+" AND "+straySale, contacts)
	return inOrder(append(left, beside...)), err
}

// among are the records that a condition on a list of numbers picks. Most often there are
// none, and a question for numbers is prepared faster than one for all columns.
func among[R crm.Record](v *View, condition string, ids []int64) (picked []R, err error) {
	var none R
	err = inPortions(ids, func(list string) error {
		numbers, err := column[int64](v, "SELECT id FROM "+crm.NounOf(none.Noun()).Table+" WHERE "+condition, list)
		if err != nil {
			return err
		}
		return inPortions(numbers, func(list string) error {
			found, err := find[R](v, "WHERE id IN "+v.inList(), list)
			picked = append(picked, found...)
			return err
		})
	})
	return picked, err
}

// inOrder are records in the order of their numbers, each once.
func inOrder[R crm.Record](records []R) []R {
	slices.SortFunc(records, func(a, b R) int { return cmp.Compare(crm.IDOf(a), crm.IDOf(b)) })
	return slices.CompactFunc(records, func(a, b R) bool { return crm.IDOf(a) == crm.IDOf(b) })
}

// ownedBy returns a condition that a column holds one of the owners, adding to the
// arguments; owners nil means no condition.
func ownedBy(column string, owners []int64, args *[]any) string {
	if owners == nil {
		return ""
	}
	marks := make([]string, len(owners))
	for i, id := range owners {
		*args = append(*args, id)
		marks[i] = "$" + strconv.Itoa(len(*args))
	}
	return " AND " + column + " IN (" + strings.Join(marks, ", ") + ")"
}

// atMost limits a question that is asked every day. The number stands in the
// text: one in a placeholder counts for SQLite's plan, and has it prepare the
// statement a second time, unless something is added to it.
func atMost(limit int) string { return " LIMIT " + strconv.Itoa(limit) }
