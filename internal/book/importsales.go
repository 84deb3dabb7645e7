package book

import (
	"cmp"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// What a row says of a policy, ours or somebody else's. One elsewhere is the reason to call
// somebody before it expires: an opportunity with its x-date.

// saleRead is the opportunity of a row.
type saleRead struct {
	line, competitor string
	premium          crm.Money // a year
	xDate            crm.Date
}

// readPolicy reads what the values of a row say of a policy or an opportunity.
//
// Errors: CodeInvalid.
func (i *policyImport) readPolicy(r *policyRow, values Values) error {
	text := func(field string) string {
		t, at := i.in.Means(field, fold.Clean(values.text(field)))
		if at >= 0 {
			i.importing.words.met[at] = true
		}
		return t
	}
	if second := text(coInsured); second != "" {
		values[secondOf] = []string{second}
	}
	state, bought, err := i.readState(text(policyStatus))
	if err != nil {
		return err
	}
	p := &policyRead{line: r.Line, state: state}
	says := func(field string) bool {
		return field != "term" && field != coInsured && fold.Clean(r.Values.text(field)) != ""
	}
	if !slices.ContainsFunc(PolicyFields(), says) { // of people alone
		return nil
	}
	if number := text("policy_number"); isPolicyNumber(number) {
		p.Number = fold.Number(number)
	}
	if code, _ := i.word("no_carrier", text("carrier")); code == "" {
		p.Carrier = text("carrier")
	}
	if p.Product = text("product"); text("line") != "" {
		if p.Line, err = i.code("line", text("line")); err != nil {
			return crm.OnField(err, "line")
		}
	} else if line, known := i.word("line", p.Product, i.settings.Values("line")...); known {
		p.Line = line
	}
	if err := i.readDays(p, text); err != nil {
		return err
	}
	o := &crm.Opportunity{}
	if x := text("x_date"); x != "" {
		if err := i.setFields(o, Values{"x_date": {x}}); err != nil {
			return err
		}
	}
	if err := i.readPremium(p, text("premium")); err != nil {
		return err
	}
	elsewhere := !o.XDate.IsZero() && p.Number == "" && p.Effective.IsZero() && p.Expires.IsZero() && (state == "" || !bought)
	if bought || !elsewhere && state == "" && text(policyStatus) == "" {
		if p.Expires.IsZero() {
			p.Expires = o.XDate
		}
		return i.checkRead(r, p)
	}
	sale := &saleRead{line: p.Line, competitor: p.Carrier, xDate: cmp.Or(o.XDate, p.Expires)}
	if p.Premium.Known {
		sale.premium = crm.Annual(p.Premium, cmp.Or(p.Term, defaultTerm))
	}
	if sale.line == "" {
		return noLine()
	}
	if !sale.xDate.IsZero() && !sale.xDate.After(i.today) { // which it has every year
		i.outcome.Imported.Policies.Rolled++
		for first, years := sale.xDate, 1; !sale.xDate.After(i.today); years++ {
			sale.xDate = first.AddMonths(12 * years)
		}
	}
	r.sale = sale
	return nil
}

func noLine() error {
	return crm.Errorf(crm.CodeInvalid, lineMissing).On("line")
}

// checkRead completes what a row says of a policy, and rejects what can't be one.
//
// Errors: CodeInvalid.
func (i *policyImport) checkRead(r *policyRow, p *policyRead) error {
	switch {
	case p.Carrier == "":
		return crm.Errorf(crm.CodeInvalid, "it is not said whose policy it is").On("carrier")
	case p.Line == "":
		return noLine()
	case !p.Effective.IsZero() && !p.Expires.IsZero() && !p.Expires.After(p.Effective):
		return crm.Errorf(crm.CodeInvalid, "a policy from %s can't expire on %s", p.Effective, p.Expires).On("expires")
	}
	if !p.Effective.IsZero() && !p.Expires.IsZero() {
		if months := int64(max(1, p.Effective.MonthsTo(p.Expires))); months > defaultTerm && !p.termed && !crm.Lasts(p.Line) {
			// It was written long ago: of its term the row has the end.
			p.since, p.Effective, p.Term = p.Effective, p.Expires.AddMonths(-defaultTerm), defaultTerm
		} else if !p.termed && !crm.Lasts(p.Line) {
			p.Term = months
		}
	}
	r.policy = p
	return nil
}

// readState reads what a row says of a policy: its state, or that nothing has been bought
// from us.
//
// Errors: CodeInvalid for other words.
func (i *policyImport) readState(text string) (state string, bought bool, err error) {
	if text == "" {
		return "", false, nil
	}
	if slices.Contains(crm.Picklist("policy_status"), text) {
		return text, true, nil
	}
	if code, ok := i.word("policy_status", text, crm.Picklist("policy_status")...); ok {
		return code, true, nil
	}
	if code, ok := i.word("stage", text, crm.Picklist("stage")...); ok {
		if code == crm.StageClient {
			return crm.PolicyActive, true, nil
		}
		return "", false, nil
	}
	if _, ok := i.word("opportunity_stage", text, crm.Picklist("opportunity_stage")...); ok {
		return "", false, nil
	}
	return "", false, crm.Errorf(crm.CodeInvalid, "%q is not the status of a policy", text).On(policyStatus).OneOfList("policy_status", crm.Picklist("policy_status"))
}

// readDays reads the term of a policy.
func (i *policyImport) readDays(p *policyRead, text func(field string) string) error {
	values := Values{}
	for _, field := range []string{"effective", "expires", "ended", "term"} {
		t := text(field)
		switch _, endless := i.word("no_end", t); {
		case t == "":
		case field == "expires" && endless:
			p.noEnd = true
		case field == "term":
			p.termed = true
			values[field] = []string{t}
		default:
			values[field] = []string{t}
		}
	}
	return i.setFields(&p.Policy, values)
}

// perYear and perMonth stand behind a premium.
var (
	perYear  = fold.Expression(`(?i)\s*(?:(?:/|per|al|all'|p\.?)\s*(?:yr|year|annum|annual|año|ano|anno|a)\.?|annual(?:ly)?|yearly|anual(?:es)?|annu[oi]|年額|年間|/\s*年|/\s*12\s*mo\w*)\s*$`)
	perMonth = fold.Expression(`(?i)\s*(?:(?:/|per|al|p\.?)\s*(?:mo|month|mth|mes|mese)\.?|monthly|mensual(?:es)?|mensil[ei]|月額|/\s*月)\s*$`)
)

// readPremium reads a premium, which may be that of a month or of a year.
func (i *policyImport) readPremium(p *policyRead, text string) error {
	if text == "" {
		return nil
	}
	months := int64(0)
	bare := perMonth().ReplaceAllString(text, "")
	if bare != text {
		months = 1
	} else if bare = perYear().ReplaceAllString(text, ""); bare != text {
		months = 12
	}
	bare = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(bare, "年額"), "年間"))
	amount, err := i.parseMoney("premium", bare)
	if err != nil {
		return crm.OnField(err, "premium")
	}
	if months > 0 && amount.Known {
		amount.Minor = amount.Minor * i.termOf(p) / months
	}
	p.Premium = amount
	return nil
}

// termOf returns for how many months a premium of a row is.
func (i *policyImport) termOf(p *policyRead) int64 {
	switch {
	case p.Term != 0:
		return p.Term
	case !p.Effective.IsZero() && p.Expires.After(p.Effective) && p.Effective.MonthsTo(p.Expires) <= defaultTerm:
		return int64(max(1, p.Effective.MonthsTo(p.Expires)))
	}
	return defaultTerm
}

// placeSales opens the opportunities of the rows.
func (i *policyImport) placeSales() error {
	for _, r := range i.rows {
		if r.bad || r.sale == nil {
			continue
		}
		if err := i.placeSale(r); err != nil {
			if _, is := crm.AsError(err); !is {
				return err
			}
			if err := i.refuse(r, err); err != nil {
				return err
			}
			continue
		}
		if err := i.settled(); err != nil {
			return err
		}
	}
	if n := i.outcome.Imported.Policies.Rolled; n > 0 {
		i.say("x-dates-rolled", "n", n)
	}
	return nil
}

// placeSale opens an opportunity, unless its contact has it or must not be contacted.
func (i *policyImport) placeSale(r *policyRow) error {
	c, err := i.contactOrNil(r.of[0].id)
	if c == nil || err != nil {
		return err
	}
	counts := i.outcome.Imported.Policies
	if !c.Stopped.IsZero() {
		counts.SalesLeft++
		return nil
	}
	theirs, err := i.tx.Opportunities(c.ID)
	if err != nil {
		return err
	}
	for _, o := range theirs {
		if o.Line != r.sale.line || o.Status != crm.Open && (o.XDate != r.sale.xDate || o.XDate.IsZero()) {
			continue
		}
		counts.SalesKnown++
		return i.completeSale(r, c, o)
	}
	values := Values{}
	for field, text := range map[string]string{"competitor": r.sale.competitor, "x_date": dayText(r.sale.xDate)} {
		if text != "" {
			values[field] = []string{text}
		}
	}
	o, err := i.newOpportunity(c, r.sale.line, values)
	if err != nil {
		return err
	}
	o.Premium = r.sale.premium
	if _, err := i.put(o); err != nil {
		return err
	}
	counts.Sales++
	return nil
}

func dayText(d crm.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// completeSale takes what an open opportunity lacks, and names what it has otherwise.
func (i *policyImport) completeSale(r *policyRow, c *crm.Contact, o *crm.Opportunity) error {
	before := *o
	var differs []string
	if !r.sale.xDate.IsZero() && o.XDate != r.sale.xDate && o.Status == crm.Open {
		if o.XDate.IsZero() || i.in.OnDuplicate == updatesKnown {
			o.XDate = r.sale.xDate
		} else {
			differs = append(differs, "x_date")
		}
	}
	if o.Status == crm.Open {
		o.Competitor = cmp.Or(o.Competitor, r.sale.competitor)
		if !o.Premium.Known {
			o.Premium = r.sale.premium
		}
	}
	if len(differs) > 0 {
		i.outcome.Imported.Skipped = append(i.outcome.Imported.Skipped, crm.SkippedRow{Line: r.Line, Reason: duplicate, Name: crm.NameOf(c), ID: o.ID, Differs: differs})
	}
	if o.XDate == before.XDate && o.Competitor == before.Competitor && o.Premium == before.Premium {
		return nil
	}
	_, err := i.put(o)
	return err
}

// sayNoColumn rejects a file in which no column says whose policies it has, or of which line,
// and nothing in the command does.
func sayNoColumn(in Import) error {
	has := func(field string) bool { return in.Headings[field] != "" || in.Defaults.has(field) }
	switch {
	case !has("carrier") && !has("x_date"):
		return crm.Errorf(crm.CodeInvalid, "no column is known to be the carrier").On("carrier").
			Again("Say which one it is", crm.With("map", crm.Blank("COLUMN=carrier"))).Again("If all are of one", crm.With("carrier", crm.Blank("NAME")))
	case !has("line") && !has("product"):
		return crm.Errorf(crm.CodeInvalid, "no column is known to be the line of business").On("line").
			Again("If it is not known", crm.With("line", "other")).Again("Say which one it is", crm.With("map", crm.Blank("COLUMN=line"))).Again("If all are of one", crm.With("line", crm.Blank("LINE")))
	}
	return nil
}
