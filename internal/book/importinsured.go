package book

import (
	"errors"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Who a list of policies is of: the same people on several rows, and households.

// insured is somebody whom rows of a file name, or a firm.
type insured struct {
	name, family, initials string
	firm                   bool
	unnamed                bool // Mrs. Pohl, of "Mr & Mrs Bill Pohl"
	rows                   []*policyRow
	values                 Values // of all their rows
	id                     int64
	// with is somebody of the same household who was named before; see home.
	with      *insured
	alone     bool // nobody else has come to this household
	household *household
}

// nameInsured finds out who the rows are of: whoever has the same name and nothing that
// speaks against it is the same. Those of one row, of one policy, and those of one family at
// one address are of a household.
func (i *policyImport) nameInsured() {
	byName, byAddress, byPolicy := map[string][]*insured{}, map[string]*insured{}, map[string]*insured{}
	for _, r := range i.rows {
		if r.bad {
			continue
		}
		for at, p := range insuredOf(r) {
			p = i.known(p, byName, r)
			if r.of = append(r.of, p); at > 0 {
				r.of[0].joins(p)
			}
			if street := addressOf(p.values); street != "" && !p.firm && p.family != "" && p.values.text("household") == "" {
				key := fold.Text(p.family) + "\x00" + street
				if other := byAddress[key]; other != nil {
					other.joins(p)
				} else {
					byAddress[key] = p
				}
			}
		}
		if r.policy == nil || r.policy.Number == "" {
			continue
		}
		if other := byPolicy[r.policy.key()]; other == nil {
			byPolicy[r.policy.key()] = r.of[0]
		} else if other.family != "" && fold.Text(other.family) == fold.Text(r.of[0].family) {
			other.joins(r.of[0])
		}
	}
}

// known returns whom of those named so far somebody is, or themselves.
func (i *policyImport) known(p *insured, byName map[string][]*insured, r *policyRow) *insured {
	key := nameKey(p)
	for _, other := range byName[key] {
		if p.isSame(other) {
			other.rows = append(other.rows, r)
			other.take(p.values)
			return other
		}
	}
	p.rows = []*policyRow{r}
	byName[key] = append(byName[key], p)
	i.people = append(i.people, p)
	return p
}

// nameKey is the name of somebody without its order and initials.
func nameKey(p *insured) string {
	if p.firm || p.unnamed {
		return fold.Text(p.name)
	}
	words := slices.DeleteFunc(strings.Fields(fold.Text(fold.WithoutTitles(p.name))), func(word string) bool { return len(word) == 1 })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// isSame reports whether somebody of the same name is the same: a number, a phone, an e-mail
// or a birthday says so, and another one of these, or another address, that they are not.
func (p *insured) isSame(other *insured) bool {
	if p.unnamed != other.unnamed || p.initials != "" && other.initials != "" && p.initials != other.initials {
		return false
	}
	alike := false
	for _, field := range []string{"external_id", "birthday"} {
		a, b := fold.Text(p.values.text(field)), fold.Text(other.values.text(field))
		if a != "" && b != "" && a != b {
			return false
		}
		alike = alike || a != "" && a == b
	}
	for _, field := range []string{"phone", "email"} {
		for _, text := range p.values[field] {
			alike = alike || slices.ContainsFunc(other.values[field], func(there string) bool { return samePoint(text, there) })
		}
	}
	here, there := addressOf(p.values), addressOf(other.values)
	return alike || here == "" || there == "" || here == there
}

// samePoint reports whether two cells have one phone or e-mail.
func samePoint(a, b string) bool {
	x, okX := fold.Phone(a)
	y, okY := fold.Phone(b)
	return okX && okY && x == y || fold.Text(a) == fold.Text(b)
}

// addressOf is the comparable address of a row, empty for one without a number of a house.
func addressOf(values Values) string {
	var parts []string
	for _, field := range []string{"address", "street", "postal_code", "city"} {
		parts = append(parts, values[field]...)
	}
	text := fold.Text(strings.Join(parts, " "))
	if !strings.ContainsAny(text, "0123456789") || len(values["address"])+len(values["street"]) == 0 {
		return ""
	}
	return text
}

// take adds what another row says of somebody.
func (p *insured) take(values Values) {
	for field, texts := range values {
		switch {
		case p.values[field] == nil:
			p.values[field] = texts
		case slices.Contains([]string{"phone", "email", "tags", "note", "do_not_contact", "do_not_contact_note"}, field):
			for _, text := range texts {
				if !slices.ContainsFunc(p.values[field], func(there string) bool { return samePoint(there, text) }) {
					p.values[field] = append(slices.Clone(p.values[field]), text)
				}
			}
		}
	}
}

// ownOfFirst are the fields that a row says of the first of two people alone.
var ownOfFirst = []string{
	"phone", "email", "phones", "emails", "birthday", "external_id", "note", "prefix", "middle", "suffix", "nickname", "former_name", "reading", "given_reading", "family_reading",
	"last_call", "referred_by", "rating", "email_consent", "text_consent", "post_consent",
}

// nameCell is the name that a row gives, in one.
func nameCell(values Values) string {
	cell := values.text("full_name")
	for _, field := range []string{"name", "org"} {
		if cell == "" && (field != "name" || values.text("family") == "") && values.text("given") == "" && values.text("family") == "" {
			cell = values.text(field)
		}
	}
	if cell == "" {
		given := values.text("given")
		if given == "" {
			given = values.text("name")
		}
		if cell = strings.TrimSpace(given + " " + values.text("family") + " " + values.text("second_family")); strings.ContainsAny(given, "&/+") || strings.Contains(given, " and ") {
			cell = values.text("family") + ", " + given
		}
	}
	return cell
}

// insuredOf returns the people whom a row names, or the firm.
func insuredOf(r *policyRow) []*insured {
	values := r.Values
	cell := nameCell(values)
	names, family, several := fold.People(cell)
	if values.text("birthday") == "" && fold.Firm(cell) {
		p := newInsured(cell, "", values)
		p.firm = true
		if _, form := fold.Company(cell); !form && values.text("kind") == "" {
			p.values["kind"] = []string{crm.Organization}
		}
		return []*insured{p}
	}
	if !several {
		parts, _ := fold.TakeApart(cell)
		if family = parts.Family; family == "" {
			family = values.text("family")
		}
		if words := strings.Fields(cell); family == "" && len(words) > 1 {
			family = words[len(words)-1]
		}
		names = []string{cell}
		if second := fold.Clean(values.text(secondOf)); second != "" {
			if len(strings.Fields(second)) == 1 && family != "" {
				second += " " + family
			}
			names, several = append(names, second), true
		}
	}
	var all []*insured
	for at, name := range names {
		p := newInsured(name, family, values)
		if several {
			ofOne(p.values, name, at)
		}
		if at > 0 {
			p.unnamed = len(strings.Fields(name)) == 2 && fold.WithoutTitles(name) != name
		}
		all = append(all, p)
	}
	return all
}

// ofOne leaves in the values of a row what it says of one of the people whom it names, by their
// place among them.
func ofOne(values Values, name string, at int) {
	for _, field := range []string{"name", "given", "family", "second_family", "prefix", "middle", "suffix"} {
		delete(values, field)
	}
	values["full_name"] = []string{name}
	if at > 0 {
		for _, field := range ownOfFirst {
			delete(values, field)
		}
	}
}

// secondOf is where the second of two people is kept among the values of a row.
const secondOf = "\x00second"

func newInsured(name, family string, values Values) *insured {
	p := &insured{name: name, family: family, values: Values{}, alone: true}
	for field, texts := range values {
		if field != secondOf {
			p.values[field] = texts
		}
	}
	for _, word := range strings.Fields(fold.Text(name)) {
		if len(word) == 1 {
			p.initials += word
		}
	}
	return p
}

// placePeople puts the people of the rows into the book, and their households.
func (i *policyImport) placePeople() error {
	homes := map[*insured]*household{}
	for _, p := range i.people {
		if p.firm {
			continue
		}
		h := homes[p.home()]
		if h == nil {
			h = &household{}
			homes[p.home()] = h
		}
		h.members = append(h.members, p)
		p.household = h
	}
	for _, h := range homes {
		if named := func(p *insured) bool { return !p.unnamed }; slices.ContainsFunc(h.members[1:], named) {
			h.members = slices.DeleteFunc(h.members, func(p *insured) bool { return p.unnamed }) // who is the other one
		}
	}
	for _, p := range i.people {
		if p.unnamed && !slices.Contains(p.household.members, p) || !slices.ContainsFunc(p.rows, func(r *policyRow) bool { return !r.bad }) {
			continue
		}
		if err := i.placeInsured(p); err != nil {
			return err
		}
		if err := i.settled(); err != nil {
			return err
		}
	}
	return nil
}

// placeInsured puts somebody into the book, unless they are there.
func (i *policyImport) placeInsured(p *insured) error {
	row := ImportRow{Line: p.rows[0].Line, Values: p.values, byName: true, Reject: func(string) error { return nil }}
	in := i.in
	in.Stage = p.stage()
	row.Complete = func(c *crm.Contact) error {
		if c.ClientSince.IsZero() && c.Stage == crm.StageClient {
			c.ClientSince = p.since(i.today)
		}
		if h := p.household; h != nil && len(h.members) > 1 && c.Household == 0 {
			return i.joinHome(c, h)
		}
		return nil
	}
	holder, err := i.holderOf(p)
	if err != nil {
		return err
	}
	i.importing.of = 0
	skipped := len(i.outcome.Imported.Skipped)
	switch {
	case holder != nil:
		err = i.tellHolder(row, in, holder)
	default:
		err = i.importRow(row, in)
	}
	if err != nil {
		if _, is := crm.AsError(err); !is && !errors.Is(err, errWords) {
			return err
		}
		for _, r := range p.rows {
			if slices.Contains(r.of, p) {
				if err := i.refuse(r, err); err != nil {
					return err
				}
			}
		}
		return nil
	}
	p.id = i.importing.of
	done := i.outcome.Imported
	kept := slices.Clone(done.Skipped[skipped:])
	for at, s := range kept { // of whom a policy makes a client
		kept[at].Differs = slices.DeleteFunc(slices.Clone(s.Differs), func(field string) bool { return field == "stage" })
	}
	kept = slices.DeleteFunc(kept, func(s crm.SkippedRow) bool { return s.Reason == duplicate && len(s.Differs) == 0 })
	done.Skipped = append(done.Skipped[:skipped], kept...)
	return i.settleHome(p)
}

// holderOf returns who has a policy of somebody in the book, if their name may be the same.
func (i *policyImport) holderOf(p *insured) (*crm.Contact, error) {
	for _, r := range p.rows {
		if r.policy == nil || r.policy.Number == "" {
			continue
		}
		same, err := i.policiesThere(r)
		if err != nil {
			return nil, err
		}
		for _, there := range same {
			holder, err := i.contactOrNil(there.Contact)
			if err != nil {
				return nil, err
			}
			if holder == nil {
				continue
			}
			house, err := i.house(holder)
			if err != nil {
				return nil, err
			}
			for _, one := range append([]*crm.Contact{holder}, house...) {
				if isCalled(one, p.name) {
					return one, nil
				}
			}
		}
	}
	return nil, nil
}

// tellHolder takes what rows say of the holder of a policy as an import takes it of anybody
// whom the book has.
func (i *policyImport) tellHolder(row ImportRow, in Import, holder *crm.Contact) error {
	t, firms := &rowTaken{ImportRow: row, in: in}, i.importing.firms
	defer func() { i.importing.firms = firms }()
	if err := i.startRow(t); err != nil {
		return err
	}
	if err := i.readRow(t); err != nil {
		return err
	}
	if err := i.contactOfRow(t); err != nil {
		return err
	}
	if !holder.Stopped.IsZero() && t.mark == nil {
		if err := i.tellKnown(t, holder); err != nil {
			return err
		}
		return i.skip(t, crm.SkippedStopped, holder)
	}
	return i.noteKnown(t, holder)
}

// stage is that of whoever the rows make: a client has a policy in force, a prospect one
// elsewhere.
func (p *insured) stage() string {
	stage := crm.StageLead
	for _, r := range p.rows {
		switch {
		case r.bad:
		case r.policy != nil && r.policy.inForce():
			return crm.StageClient
		case r.sale != nil:
			stage = crm.StageProspect
		}
	}
	return stage
}

// since is the first day of their policies, if it lies before today.
func (p *insured) since(today crm.Date) (first crm.Date) {
	for _, r := range p.rows {
		if r.policy == nil || r.bad {
			continue
		}
		for _, day := range []crm.Date{r.policy.since, r.policy.Effective} {
			if !day.IsZero() && day.Before(today) && (first.IsZero() || day.Before(first)) {
				first = day
			}
		}
	}
	return first
}
