package book

import (
	"cmp"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// What a row says of a policy, and how a term of it comes into the book: as the first one, as
// the renewal of the one before, or as one that is there.

// policyRead is the policy of a row, with what it says of its state.
type policyRead struct {
	crm.Policy
	line   int
	since  crm.Date // when the first term began, if the row says more than its own
	state  string   // as the row says, empty if it does not
	noEnd  bool
	termed bool // the row has said the term
}

// key tells a policy from others; empty without a number.
func (p *policyRead) key() string {
	if p.Number == "" {
		return ""
	}
	return bareCarrier(p.Carrier) + "\x00" + strings.NewReplacer(" ", "", "-", "", ".", "", "/", "").Replace(fold.Text(p.Number))
}

// begins is the first day of the term, as far as it is known or follows from its end.
func (p *policyRead) begins() crm.Date {
	if p.Effective.IsZero() && !p.Expires.IsZero() {
		return p.Expires.AddMonths(-int(cmp.Or(p.Term, defaultTerm)))
	}
	return p.Effective
}

// sameTerm reports whether a policy of the same number is the same term.
func (p *policyRead) sameTerm(other *crm.Policy) bool {
	switch {
	case !p.Effective.IsZero() && !other.Effective.IsZero():
		return p.Effective == other.Effective
	case !p.Expires.IsZero() && !other.Expires.IsZero():
		return p.Expires == other.Expires
	}
	return true // of one nothing is known
}

// inForce reports whether the row says that the policy is in force. What it says to have been
// renewed is, until the next term is known.
func (p *policyRead) inForce() bool {
	return p.state == "" || slices.Contains([]string{crm.PolicyActive, crm.PolicyPending, crm.PolicyRenewed}, p.state)
}

// contradicts returns the field in which two rows of one term say something else, and what.
func (p *policyRead) contradicts(other *policyRead, currency string) (field, here, there string) {
	switch {
	case p.Premium.Known && other.Premium.Known && p.Premium != other.Premium:
		return "premium", p.Premium.Major(crm.Decimals(currency)), other.Premium.Major(crm.Decimals(currency))
	case p.inForce() != other.inForce():
		return "status", cmp.Or(p.state, crm.PolicyActive), cmp.Or(other.state, crm.PolicyActive)
	case !p.Expires.IsZero() && !other.Expires.IsZero() && p.Expires != other.Expires:
		return "expires", p.Expires.String(), other.Expires.String()
	case p.Line != "" && other.Line != "" && p.Line != other.Line:
		return "line", p.Line, other.Line
	}
	return "", "", ""
}

// fill completes a term from another row of it.
func (p *policyRead) fill(other *policyRead) {
	if !p.Premium.Known {
		p.Premium = other.Premium
	}
	p.Product, p.Line, p.state = cmp.Or(p.Product, other.Product), cmp.Or(p.Line, other.Line), cmp.Or(p.state, other.state)
	p.Effective, p.Expires = cmp.Or(p.Effective, other.Effective), cmp.Or(p.Expires, other.Expires)
}

// placeTerm puts a term into the book beside those of its number that are there, and returns
// it, or nil if it was one of them. Next is the term of the file that follows it.
func (i *policyImport) placeTerm(r *policyRow, chain []*crm.Policy, next *policyRead) (*crm.Policy, error) {
	read := r.policy
	if at := slices.IndexFunc(chain, func(p *crm.Policy) bool { return read.sameTerm(p) }); at >= 0 {
		return nil, i.updatePolicy(r, chain[at])
	}
	var last *crm.Policy
	if len(chain) > 0 {
		last = chain[len(chain)-1]
	}
	if last != nil && !read.begins().After(last.Effective) { // an earlier one than the book has
		i.outcome.Imported.Policies.Known++
		return nil, nil
	}
	p := &crm.Policy{Contact: r.of[0].id}
	contact, err := i.contactOrNil(p.Contact)
	if contact == nil || err != nil {
		return nil, err
	}
	p.Owner = i.ownerOr(contact.Owner)
	if last != nil {
		p.Contact, p.Renews, p.Owner = last.Contact, last.ID, last.Owner
		read.Product, read.Line = cmp.Or(read.Product, last.Product), cmp.Or(read.Line, last.Line)
		if !read.termed && read.Effective.IsZero() {
			read.Term = last.Term
		}
		crm.CopyOwn(p, last)
	}
	if err := i.fillRead(p, read, next); err != nil {
		return nil, err
	}
	if last != nil && last.Status == crm.PolicyCancelled { // it was put in force again
		last.Status = crm.PolicyActive
	}
	if _, err := i.put(p); err != nil {
		return nil, err
	}
	if err := i.noteOn(p, r.note...); err != nil {
		return nil, err
	}
	counts := i.outcome.Imported.Policies
	if counts.Added++; last != nil {
		counts.Renewed++
		if last.Status != crm.PolicyRenewed {
			last.Status, last.Ended = crm.PolicyRenewed, i.today
			if _, err := i.put(last); err != nil {
				return nil, err
			}
		}
	}
	return p, i.becomesClient(contact, p)
}

// fillRead sets the fields of a new policy, and its state.
func (i *policyImport) fillRead(p *crm.Policy, read *policyRead, next *policyRead) error {
	p.Carrier, p.Product, p.Line, p.Premium = read.Carrier, read.Product, read.Line, read.Premium
	p.Effective, p.Expires, p.Term = read.Effective, read.Expires, read.Term
	values := Values{}
	if read.Number != "" {
		values["number"] = []string{read.Number}
	}
	if read.noEnd {
		values["expires"] = []string{crm.NoEnd}
	}
	if err := i.fillPolicy(p, values); err != nil {
		return err
	}
	switch {
	case next != nil:
		p.Status, p.Ended = crm.PolicyRenewed, i.today
		if begun := next.begins(); !begun.IsZero() && begun.Before(i.today) {
			p.Ended = begun
		}
	case !read.inForce():
		i.end(p, read)
	}
	return nil
}

// end gives a policy the state of one that has ended: expired on its last day, or cancelled
// before.
func (i *policyImport) end(p *crm.Policy, read *policyRead) {
	p.Status, p.Ended = read.state, read.Ended
	if p.Status == crm.PolicyExpired && p.Expires.After(i.today) { // before its time
		p.Status = crm.PolicyCancelled
	}
	if p.Ended.IsZero() && !p.Expires.IsZero() && !p.Expires.After(i.today) {
		p.Ended = p.Expires
	}
	if p.Ended.IsZero() || p.Ended.After(i.today) {
		p.Ended = i.today
	}
}

// updatePolicy takes what a row says beyond a policy that is there: what was not known, and
// that it has ended. What it says otherwise is named.
func (i *policyImport) updatePolicy(r *policyRow, p *crm.Policy) error {
	read, overwrites := r.policy, i.in.OnDuplicate == updatesKnown
	if i.in.OnDuplicate == failsOnKnown {
		return crm.Errorf(crm.CodeConflict, "%s has policy %s already: %d", p.Carrier, p.Number, p.ID).On("number")
	}
	var differs []string
	before := *p
	take := func(field string, given, known, same bool, set func()) {
		switch {
		case !given || same:
		case !known || overwrites:
			set()
		default:
			differs = append(differs, field)
		}
	}
	take("product", read.Product != "", p.Product != "", fold.Text(read.Product) == fold.Text(p.Product), func() { p.Product = read.Product })
	take("line", read.Line != "", p.Line != "", read.Line == p.Line, func() { p.Line = read.Line })
	take("premium", read.Premium.Known, p.Premium.Known, read.Premium == p.Premium, func() { p.Premium = read.Premium })
	take("effective", !read.Effective.IsZero(), !p.Effective.IsZero(), read.Effective == p.Effective, func() { p.Effective = read.Effective })
	take("expires", !read.Expires.IsZero(), !p.Expires.IsZero(), read.Expires == p.Expires, func() { p.Expires = read.Expires })
	counts := i.outcome.Imported.Policies
	switch {
	case p.InForce() && !read.inForce():
		i.end(p, read)
		counts.Ended++
	case !p.InForce() && p.Status != crm.PolicyRenewed && read.state != "" && read.inForce():
		differs = append(differs, "status")
	}
	counts.Known++
	contact, err := i.contactOrNil(p.Contact)
	if err != nil {
		return err
	}
	if len(differs) > 0 {
		i.outcome.Imported.Skipped = append(i.outcome.Imported.Skipped, crm.SkippedRow{Line: r.Line, Reason: duplicate, Name: crm.NameOf(contact), ID: p.ID, Differs: differs})
	}
	if p.Product == before.Product && p.Line == before.Line && p.Premium == before.Premium && p.Effective == before.Effective && p.Expires == before.Expires && p.Status == before.Status {
		return nil
	}
	if p.Status == before.Status {
		counts.Completed++
	}
	_, err = i.put(p)
	return err
}

// placeUnnumbered puts a policy without a number into the book, unless its contact has one
// of that carrier and line from that day.
func (i *policyImport) placeUnnumbered(r *policyRow) error {
	theirs, err := i.tx.PoliciesWith(r.of[0].id)
	if err != nil || r.of[0].id == 0 {
		return err
	}
	for _, p := range theirs {
		if bareCarrier(p.Carrier) == bareCarrier(r.policy.Carrier) && p.Line == r.policy.Line && r.policy.sameTerm(p) && !i.placed[p.ID] {
			i.placed[p.ID] = true
			return i.updatePolicy(r, p)
		}
	}
	p, err := i.placeTerm(r, nil, nil)
	if p != nil {
		i.placed[p.ID] = true
	}
	if _, is := crm.AsError(err); is {
		return i.refuse(r, err)
	}
	if err != nil {
		return err
	}
	return i.settled()
}

// becomesClient makes a client of whoever has a policy in force. Rules plan as for anybody
// who becomes one.
func (i *policyImport) becomesClient(c *crm.Contact, p *crm.Policy) error {
	if !p.InForce() || c.Stage == crm.StageClient || c.Kind == crm.Household {
		return nil
	}
	c.Stage = crm.StageClient
	_, err := i.put(c)
	return err
}
