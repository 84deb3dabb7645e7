package book

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A list of policies, of insureds or of x-dates has a row for each policy, ours or somebody
// else's, with whose it is. All rows are read before the first one is taken: somebody has
// several, people of one household are named on several, and the terms of a policy may come
// in any order. See docs/decisions/0146.

// PolicyFields are the fields of a policy that a file may give beside those of whom it is.
func PolicyFields() []string {
	return []string{"policy_number", "carrier", "product", "line", "premium", "term", "effective", "expires", "x_date", "ended", policyStatus, coInsured}
}

const (
	policyStatus = "policy_status" // may say of somebody that they have bought nothing
	coInsured    = "co_insured"    // the second of two people
)

// policyRow is a row of such a file.
type policyRow struct {
	ImportRow
	bad bool
	// of are the people whom it names, or the firm.
	of []*insured
	// policy is what it says of ours, sale of one elsewhere or of none yet; both are nil in a
	// row that names people alone.
	policy *policyRead
	sale   *saleRead
	note   []string // of the policy
}

// ImportPolicies adds the people, households, policies and opportunities of the rows of a
// file, as one change. Policies of the book, by carrier and number, are not added again.
//
// Errors: CodeInvalid, which lists the first 20 bad rows.
func (b *Book) ImportPolicies(ctx context.Context, command string, in Import) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) (err error) {
		if err := w.beginImport(in); err != nil {
			return err
		}
		if err := sayNoColumn(in); err != nil {
			return err
		}
		w.importing.policies = true
		w.importing.file.shareOrder("effective", "expires", "x_date", "ended")
		w.looks = map[string]crm.Direction{"effective": crm.BoughtFrom, "x_date": crm.Ends}
		w.outcome.Imported.Policies = &crm.PoliciesImported{}
		i := &policyImport{work: w, in: in, placed: map[int64]bool{}}
		full, err := i.readRows()
		if err != nil {
			return err
		}
		if full {
			return w.badRows(in)
		}
		for _, step := range []func() error{i.settleTerms, i.placePeople, i.showFirstRows, i.placePolicies, i.placeSales} {
			if err := step(); err != nil {
				return err
			}
		}
		if err := w.countStrays(); err != nil {
			return err
		}
		if err := w.finishImport(in); err != nil {
			return err
		}
		if err := w.keepProfile(in.Keep); err != nil {
			return err
		}
		w.outcome.Imported.Policies.Households = len(w.importing.households)
		slices.SortStableFunc(w.outcome.Imported.Bad, func(a, b crm.SkippedRow) int { return cmp.Compare(a.Line, b.Line) })
		return w.badRows(in)
	})
}

// policyImport is one such import.
type policyImport struct {
	*work
	in     Import
	rows   []*policyRow
	people []*insured
	full   bool           // as many bad rows as are listed
	terms  [][]*policyRow // of the policies with a number, the earliest first
	placed map[int64]bool // policies without a number that a row has been
}

// readRows reads all rows, and reports whether as many are bad as are listed.
func (i *policyImport) readRows() (full bool, err error) {
	for row, err := range i.in.Rows {
		i.importing.file.look(row.Line, row.Values)
		if i.full && err == nil {
			continue
		}
		if i.full {
			return true, nil
		}
		if err != nil && row.Line == 0 {
			return false, err
		}
		r := &policyRow{ImportRow: row}
		if err == nil {
			err = i.readPolicyRow(r)
		}
		if err != nil {
			if err := i.refuse(r, err); err != nil {
				return false, err
			}
			continue
		}
		i.rows = append(i.rows, r)
	}
	i.nameInsured()
	return i.full, nil
}

// readPolicyRow reads what a row says of a policy, and leaves what it says of people in its
// values.
func (i *policyImport) readPolicyRow(r *policyRow) error {
	values := Values{}
	for field, texts := range i.in.Defaults {
		values[field] = texts
	}
	for field, texts := range r.Values {
		values[field] = texts
	}
	err := i.readPolicy(r, values)
	i.wantMeaning(values, i.in, err)
	for _, field := range PolicyFields() {
		delete(values, field)
	}
	r.Values = values
	return err
}

// refuse notes that a row can't be taken.
func (i *policyImport) refuse(r *policyRow, err error) error {
	if r.bad {
		return nil
	}
	r.bad = true
	if errors.Is(err, errWords) { // which are named for the whole file
		return nil
	}
	full, err := i.badRow(r.ImportRow, i.in, err)
	i.full = i.full || full
	if err == nil && i.in.SkipBad && i.refuses(r.ImportRow) {
		i.importing.left = append(i.importing.left, r.ImportRow)
	}
	return err
}

// settled lets the rules follow what was put, and the journal keep it.
func (i *policyImport) settled() error {
	if err := i.drain(); err != nil {
		return err
	}
	if len(i.pending) >= mostPending {
		return i.journal()
	}
	return nil
}

// settleTerms finds out which terms the rows have of the policies with a number, in their
// order, and refuses rows that contradict others, or the book.
func (i *policyImport) settleTerms() error {
	numbered, order := map[string][]*policyRow{}, []string{}
	for _, r := range i.rows {
		if r.bad || r.policy == nil || r.policy.key() == "" {
			continue
		}
		key := r.policy.key()
		if numbered[key] == nil {
			order = append(order, key)
		}
		numbered[key] = append(numbered[key], r)
	}
	for _, key := range order {
		rows := numbered[key]
		slices.SortStableFunc(rows, func(a, b *policyRow) int {
			return cmp.Or(a.policy.begins().Compare(b.policy.begins()), a.policy.Expires.Compare(b.policy.Expires))
		})
		terms, err := i.oneATerm(rows)
		if err != nil {
			return err
		}
		if terms, err = i.checkHolder(terms); err != nil {
			return err
		}
		if len(terms) > 0 {
			i.terms = append(i.terms, terms)
		}
	}
	return nil
}

// placePolicies puts the policies into the book, those of one number after each other.
func (i *policyImport) placePolicies() error {
	for _, r := range i.rows {
		if r.bad || r.policy == nil || r.policy.key() != "" {
			continue
		}
		if err := i.placeUnnumbered(r); err != nil {
			return err
		}
	}
	for _, terms := range i.terms {
		if err := i.placeNumbered(terms); err != nil {
			return err
		}
		if err := i.settled(); err != nil {
			return err
		}
	}
	return nil
}

// placeNumbered puts the terms of one policy into the book, the earliest first.
func (i *policyImport) placeNumbered(terms []*policyRow) error {
	terms = slices.DeleteFunc(terms, func(r *policyRow) bool { return r.bad })
	if len(terms) == 0 {
		return nil
	}
	holder, err := i.contactOrNil(terms[0].of[0].id)
	if holder == nil || err != nil {
		return err
	}
	chain, err := i.policiesThere(terms[0])
	if err != nil {
		return err
	}
	for at, r := range terms {
		var next *policyRead
		if at+1 < len(terms) {
			next = terms[at+1].policy
		}
		put, err := i.placeTerm(r, chain, next)
		if err != nil {
			if _, is := crm.AsError(err); !is {
				return err
			}
			if err := i.refuse(r, err); err != nil {
				return err
			}
			continue
		}
		if put != nil {
			chain = append(chain, put)
		}
	}
	return nil
}

// oneATerm returns a row for each term. Rows of one term are of its people; what they say
// otherwise of it must be the same.
func (i *policyImport) oneATerm(rows []*policyRow) ([]*policyRow, error) {
	var terms []*policyRow
	for _, r := range rows {
		last := len(terms) - 1
		if last >= 0 && r.of[0].home() != terms[0].of[0].home() {
			first := terms[0]
			err := crm.Errorf(crm.CodeConflict, "policy %s of %s is %s's here, and %s's on line %d", r.policy.Number, r.policy.Carrier, r.of[0].name, first.of[0].name, first.Line).On("number")
			if err := i.refuse(r, err); err != nil {
				return nil, err
			}
			continue
		}
		if last < 0 || !r.policy.sameTerm(&terms[last].policy.Policy) {
			terms = append(terms, r)
			continue
		}
		if field, here, there := r.policy.contradicts(terms[last].policy, i.settings.Currency); field != "" {
			err := crm.Errorf(crm.CodeConflict, "%s of policy %s of %s is %s here, and %s on line %d, for the same term", field, r.policy.Number, r.policy.Carrier, here, there, terms[last].Line).On(field)
			if err := i.refuse(r, err); err != nil {
				return nil, err
			}
			continue
		}
		terms[last].policy.fill(r.policy)
	}
	return terms, nil
}

// checkHolder refuses the terms of a policy that the book has of somebody else.
func (i *policyImport) checkHolder(terms []*policyRow) ([]*policyRow, error) {
	if len(terms) == 0 {
		return nil, nil
	}
	there, err := i.policiesThere(terms[0])
	if err != nil || len(there) == 0 {
		return terms, err
	}
	theirs, err := i.contactOrNil(there[0].Contact)
	if theirs == nil || err != nil {
		return terms, err
	}
	if held, err := i.isHeldBy(there[0], terms[0].of[0]); held || err != nil {
		return terms, err
	}
	for _, r := range terms {
		err := crm.Errorf(crm.CodeConflict, "%s has policy %s already: %d, of %s", there[0].Carrier, there[0].Number, there[0].ID, theirs.Name).On("number")
		if err := i.refuse(r, err); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// isHeldBy reports whether a policy is that of somebody of a household of the file, by their
// name.
func (i *policyImport) isHeldBy(p *crm.Policy, by *insured) (bool, error) {
	holder, err := i.contactOrNil(p.Contact)
	if holder == nil || err != nil {
		return false, err
	}
	house, err := i.house(holder)
	house = append(house, holder)
	for _, one := range by.atHome(i.people) {
		if slices.ContainsFunc(house, func(c *crm.Contact) bool { return isCalled(c, one.name) }) {
			return true, err
		}
	}
	return false, err
}

// isCalled reports whether a contact has a name, or one that is short for it.
func isCalled(c *crm.Contact, name string) bool {
	return slices.ContainsFunc(append(c.FormerNames(), c.Name), func(own string) bool {
		words, others := strings.Fields(own), strings.Fields(name)
		return fold.SameName(own, name) || len(words) > 1 && len(others) > 1 && fold.SameGiven(fold.Text(words[0]), fold.Text(others[0])) && fold.Text(words[len(words)-1]) == fold.Text(others[len(others)-1])
	})
}

// policiesThere returns the policies of the book with a number of a carrier, the earliest
// first. Of the same people, the carrier may be written in two ways.
func (i *policyImport) policiesThere(r *policyRow) (there []*crm.Policy, err error) {
	same, err := i.tx.PoliciesNumbered(r.policy.Number)
	if err != nil {
		return nil, err
	}
	for _, other := range same {
		is := bareCarrier(other.Carrier) == bareCarrier(r.policy.Carrier)
		if !is && fold.NearCompany(other.Carrier, r.policy.Carrier) {
			if is, err = i.isHeldBy(other, r.of[0]); err != nil {
				return nil, err
			}
		}
		if is {
			there = append(there, other)
		}
	}
	slices.SortStableFunc(there, func(a, b *crm.Policy) int { return a.Effective.Compare(b.Effective) })
	return there, nil
}

// shareOrder has the days of policies, which one program writes, in one order: what the rows
// of one column rule out is ruled out in the others.
func (f *fileDates) shareOrder(names ...string) {
	var order [3]byte
	for _, name := range names {
		switch format := f.formats[name]; {
		case format == nil:
		case order == [3]byte{}:
			order = format.order
		case order != format.order:
			return
		}
	}
	for _, name := range names {
		if c := f.columns[name]; c != nil && c.riddle && f.format(name) == nil && order != [3]byte{} && c.fits(order) {
			f.formats[name] = &dateFormat{order: order, short: c.isShort(), bare: c.yearless()}
		}
	}
}
