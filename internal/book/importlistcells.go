package book

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// readCells reads the values of a row that name no other record.
func (i *listImport) readCells(r *listRow) error {
	r.number, _ = recordNumber(r.Values.text("id"))
	r.version, _ = crm.ParseCount(r.Values.text("version"))
	for _, f := range i.given() {
		text := r.Values.text(f.Name)
		if text == "" || f.Type == crm.RefType {
			continue
		}
		value, err := i.cell(r.record, f, text)
		if err != nil {
			return crm.OnField(err, f.Name)
		}
		if err := f.Set(r.record, value); err != nil {
			return err
		}
	}
	return nil
}

// cell reads a value as a list has it or, where it does not look like that, as people write
// it.
func (i *listImport) cell(r crm.Record, f *crm.Field, text string) (any, error) {
	listed := text
	switch f.Type {
	case crm.TagsType:
		return i.tagged(r, []string{text})
	case crm.MoneyType:
		if amount, err := crm.ParseMoney(text, crm.Decimals(i.settings.Currency)); err == nil && amount.Known {
			return amount, nil
		}
		return i.parse(f, text)
	case crm.NumberType, crm.PercentType:
		if n, ok := crm.ParseCount(text); ok {
			return n, nil
		}
		return i.parse(f, text)
	case crm.CodeType:
		if slices.Contains(i.values(f.List), text) {
			return text, nil
		}
		return i.parse(f, text)
	case crm.NumbersType:
		listed = "," + strings.ReplaceAll(strings.Trim(text, "[]"), " ", "") + ","
	}
	value, err := f.DecodeValue(listed)
	switch {
	case err == nil:
		return value, nil
	case f.Type == crm.DateType:
		return i.parse(f, text)
	}
	return nil, crm.Errorf(crm.CodeInvalid, "%q is not what a list has there", text)
}

// complete gives a record what a file without such a column leaves open, and refuses one that
// lacks what none is without.
func (i *listImport) complete(r *listRow) error {
	owner := int64(0)
	if r.contact != nil {
		owner = i.ownerOr(r.contact.Owner)
	}
	usual := map[string]any{"owner": owner, "author": i.MyID(), "created": i.today, "opened": i.today, "status": crm.Open}
	if i.kind == crm.KindNote {
		usual["written"] = i.moment()
	}
	for _, f := range crm.BuiltIn(i.kind).Fields {
		value, is := usual[f.Name]
		if is && !i.gives(f.Name) && !i.gives(f.Name+".name") && f.Get(r.record) == nil && (f.List == "" || slices.Contains(crm.Picklist(f.List), crm.Open)) {
			if err := f.Set(r.record, value); err != nil {
				return err
			}
		}
		if f.Needed && f.Name != "version" && f.Get(r.record) == nil {
			return crm.Errorf(crm.CodeInvalid, "it has no %s", label(f.Name)).On(f.Name)
		}
	}
	return i.checkWhole(r)
}

// checkWhole refuses what no book holds, whatever the file says.
func (i *listImport) checkWhole(r *listRow) error {
	if p, err := i.colleagueOf(r.record); err != nil {
		return err
	} else if p != nil && p.IsRetired() && crm.IsWork(r.record) {
		return crm.Errorf(crm.CodeConflict, "%s has been retired since %s", p.Name, p.Retired).On("owner")
	}
	if a, ok := r.record.(*crm.Activity); ok && (a.Status == crm.Open) != a.DoneOn.IsZero() {
		return crm.Errorf(crm.CodeInvalid, "it is %s, and done on %q", a.Status, a.DoneOn).On("done_on")
	}
	if n, ok := r.record.(*crm.Note); ok && n.Contact == 0 && onWhat(n) == 0 {
		return crm.Errorf(crm.CodeInvalid, "it says of nothing in the book what it is on").On("contact")
	}
	if q, ok := r.record.(*crm.Quote); ok && q.Pending() {
		o, err := i.tx.Ref(crm.KindOpportunity, q.Opportunity)
		if sale, _ := o.(*crm.Opportunity); sale != nil && sale.Status != crm.Open {
			return crm.Errorf(crm.CodeConflict, "it is %s, and opportunity %d is %s", q.Status, sale.ID, sale.Status).On("status")
		}
		return err
	}
	return nil
}

// translate makes the numbers of another book that a rule has left in an activity those of
// this one, or takes them out.
func (i *listImport) translate(r *listRow) {
	a, ok := r.record.(*crm.Activity)
	if !ok {
		return
	}
	a.Cause = i.here[a.Cause]
	if a.Explanation != nil {
		e := *a.Explanation
		e.Trigger.ID = i.here[e.Trigger.ID]
		a.Explanation = &e
	}
	slot, of, numbered := strings.Cut(a.Slot, "/")
	if id, _ := recordNumber(of); numbered {
		if a.Slot = ""; i.here[id] != 0 {
			a.Slot = slot + "/" + strconv.FormatInt(i.here[id], 10)
		}
	}
}
