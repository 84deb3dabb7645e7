package book

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// sourceReferral is the source of an opportunity that somebody referred.
const sourceReferral = "referral"

// producerPrefix marks the name of a producer where a contact may be meant, too.
const producerPrefix = "producer:"

// AddOpportunity opens an opportunity for a contact, or one for each line of business
// in a list with commas.
//
// Errors: CodeInvalid for an invalid value and a referral without a reason, CodeRefused
// for a contact who must not be contacted.
func (b *Book) AddOpportunity(ctx context.Context, who string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "opp add", func(w *work) error {
		contact, err := w.contact(who)
		if err != nil {
			return err
		}
		if !contact.DoNotContact.IsZero() {
			return w.mayContact(contact)
		}
		lines, err := w.linesMeant(values.text("line"))
		if err != nil {
			return err
		}
		if _, given := values.first("premium"); given && len(lines) > 1 {
			return crm.Errorf(crm.CodeInvalid, "a premium is that of one line of business, and there are %d", len(lines)).On("premium").
				Next("Add each line with its own", "opp add", contact.ID, crm.With("line", lines[0]), crm.With("premium", crm.Blank("AMOUNT")))
		}
		for _, line := range lines {
			if _, err := w.addOpportunity(contact, line, values); err != nil {
				return err
			}
		}
		return nil
	})
}

// splitLines parts the words of lines of business with commas between.
func splitLines(text string) (lines []string) {
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '、' || r == '，' }) {
		if one = fold.Clean(one); one != "" {
			lines = append(lines, one)
		}
	}
	return lines
}

// linesMeant reads lines of business with commas between.
func (w *work) linesMeant(text string) ([]string, error) {
	var lines []string
	for _, one := range splitLines(text) {
		line, err := w.code("line", one)
		if err != nil {
			return nil, crm.OnField(err, "line")
		}
		if slices.Contains(lines, line) {
			return nil, crm.Errorf(crm.CodeInvalid, "the line of business %s is there twice", line).On("line")
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return nil, crm.Errorf(crm.CodeInvalid, "an opportunity needs a line of business").On("line").OneOfList("line", w.settings.Values("line"))
	}
	return lines, nil
}

// addOpportunity opens one opportunity from values.
func (w *work) addOpportunity(contact *crm.Contact, line string, values Values) (*crm.Opportunity, error) {
	o, err := w.newOpportunity(contact, line, values)
	if err != nil {
		return nil, err
	}
	if err := w.warnOfSame(contact, o); err != nil {
		return nil, err
	}
	w.subject(o)
	if _, err := w.put(o); err != nil {
		return nil, err
	}
	return o, w.noteOn(o, values["note"]...)
}

// newOpportunity makes an open opportunity from values, which is not in the book yet.
func (w *work) newOpportunity(contact *crm.Contact, line string, values Values) (*crm.Opportunity, error) {
	stage := w.settings.StageTable()[0].Code
	if text := values.text("stage"); text != "" {
		var err error
		if stage, err = w.code("opportunity_stage", text); err != nil {
			return nil, err
		}
	}
	o := &crm.Opportunity{Contact: contact.ID, Line: line, Status: crm.Open, Stage: stage, StageSince: w.today, Opened: w.today}
	if known, ok := w.settings.Stage(stage); ok {
		o.Probability = known.Probability
	}
	// Somebody new who was referred has bought nothing yet: their first purchase comes
	// of that referral. A client was referred long ago.
	if contact.Source != sourceReferral || contact.Stage != crm.StageClient {
		o.Source = contact.Source
		if o.Source == sourceReferral {
			o.ReferredBy = contact.ReferredBy
		}
	}
	if err := w.fillOpportunity(o, values); err != nil {
		return nil, err
	}
	if o.Owner == 0 {
		o.Owner = w.ownerOr(contact.Owner)
	}
	o.Assigned = w.assignedSince(o.Owner)
	return o, nil
}

// warnOfSame warns of an open opportunity with the same line of business and topic.
func (w *work) warnOfSame(contact *crm.Contact, o *crm.Opportunity) error {
	all, err := w.tx.Opportunities(contact.ID)
	for _, there := range all {
		if there.Status == crm.Open && there.Line == o.Line && fold.Text(there.Topic) == fold.Text(o.Topic) {
			w.warn("line-open", "name", contact.Name, "id", there.ID)
			break
		}
	}
	return err
}

// keepLine keeps what was written of a line of business that is one of the others, pet or travel,
// where nothing else is said of it. It replaces another such word, and stands before anything
// else that is there.
func (w *work) keepLine(line string, values Values, field string, kept *string) {
	if _, said := values.first(field); line != crm.LineOther || said && *kept != "" {
		return
	}
	other := func(text string) bool {
		code, err := w.code("line", text)
		return err == nil && code == crm.LineOther
	}
	for _, one := range splitLines(values.text("line")) {
		_, plain := w.word("plain_line", one)
		switch {
		case !other(one) || plain || strings.Contains(fold.Text(*kept), fold.Text(one)):
			continue
		case *kept == "" || other(*kept):
			*kept = one
		default:
			*kept = one + ", " + *kept
		}
		w.outcome.Given = append(w.outcome.Given, field)
	}
}

func (w *work) fillOpportunity(o *crm.Opportunity, values Values) error {
	if err := w.setFields(o, values, "line", "stage", "referred_by", "note"); err != nil {
		return err
	}
	w.keepLine(o.Line, values, "topic", &o.Topic)
	if text, given := values.first("probability"); given && fold.Clean(text) == "" { // that of its stage again
		if stage, known := w.settings.Stage(o.Stage); known {
			o.Probability = stage.Probability
		}
	}
	by, referred := values.first("referred_by")
	if referred {
		if err := w.referrer(o, by); err != nil {
			return err
		}
	}
	source, said := values.first("source")
	if referred && by != "" && !said {
		o.Source = sourceReferral
	}
	switch {
	case o.Probability > 100:
		return crm.Errorf(crm.CodeInvalid, "the probability can't be %d percent", o.Probability).On("probability").Try("It is a number from 0 to 100.")
	case o.Source == sourceReferral && o.Reason == "" && (referred && by != "" || source != "" || values["reason"] != nil):
		return crm.Errorf(crm.CodeInvalid, "a referral needs a reason: why should somebody call").On("reason").Try("Say it: --reason TEXT")
	case o.ReferredBy == o.Contact:
		return crm.Errorf(crm.CodeInvalid, "nobody refers themselves").On("referred_by")
	}
	return nil
}

// referrer sets who referred an opportunity: a contact or else a producer.
// "producer:NAME" is always a producer. Where a producer passes on somebody new, the
// contact who sent them stays beside the producer.
func (w *work) referrer(o *crm.Opportunity, text string) error {
	sentBy := o.ReferredBy
	o.ReferredBy, o.ReferredByProducer = 0, 0
	if o.ID != 0 {
		sentBy = 0
	}
	if text = fold.Clean(text); text == "" {
		return nil
	}
	if name, forced := strings.CutPrefix(text, producerPrefix); forced {
		p, err := w.producer(name)
		if err != nil {
			return crm.OnField(err, "referred_by")
		}
		o.ReferredBy, o.ReferredByProducer = sentBy, p.ID
		return nil
	}
	c, err := w.contact(text)
	if err == nil {
		o.ReferredBy = c.ID
		return nil
	}
	if crm.CodeOf(err) == crm.CodeNotFound {
		if p, noProducer := w.producer(text); noProducer == nil {
			o.ReferredBy, o.ReferredByProducer = sentBy, p.ID
			return nil
		}
	}
	return crm.OnField(err, "referred_by")
}

// EditOpportunities sets fields of open opportunities.
//
// Errors: CodeInvalid for an invalid value, CodeConflict for a closed one.
func (b *Book) EditOpportunities(ctx context.Context, ids []string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "opp edit", func(w *work) error {
		return eachNamed(w, ids, w.openOpportunity, func(o *crm.Opportunity) error {
			if err := w.expectVersion(o, values); err != nil {
				return err
			}
			from := o.Owner
			if text, given := values.first("line"); given {
				lines, err := w.linesMeant(text)
				if err != nil {
					return err
				}
				if len(lines) > 1 {
					return crm.Errorf(crm.CodeInvalid, "an opportunity has one line of business").On("line").Next("Open another", "opp add", o.Contact, crm.With("line", lines[1]))
				}
				o.Line = lines[0]
			}
			if err := w.fillOpportunity(o, values); err != nil {
				return err
			}
			if o.Owner != from {
				o.Assigned = w.assignedSince(o.Owner)
			}
			if _, err := w.put(o); err != nil {
				return err
			}
			if o.Owner != from {
				if err := w.takeAlong(o, from); err != nil {
					return err
				}
			}
			return w.noteOn(o, values["note"]...)
		})
	})
}

// StageOpportunities moves open opportunities to a stage.
//
// Errors: CodeInvalid for an unknown stage, CodeConflict for a closed opportunity.
func (b *Book) StageOpportunities(ctx context.Context, ids []string, stage, note string) (*crm.Outcome, error) {
	return b.change(ctx, "opp stage", func(w *work) error {
		code, err := w.code("opportunity_stage", stage)
		if err != nil {
			if e, ok := crm.AsError(err); ok {
				e.Next("If it has been decided", "opp close-won", ids[0]).Or("opp close-lost", ids[0], crm.With("reason", crm.Blank("REASON")))
			}
			return err
		}
		return eachNamed(w, ids, w.openOpportunity, func(o *crm.Opportunity) error {
			w.setStage(o, code)
			if _, err := w.put(o); err != nil {
				return err
			}
			return w.noteOn(o, note)
		})
	})
}

// setStage moves an opportunity to a stage. Its probability follows unless somebody has
// set it.
func (w *work) setStage(o *crm.Opportunity, code string) {
	if o.Stage == code {
		return
	}
	was, known := w.settings.OnceStage(o.Stage)
	is, _ := w.settings.Stage(code)
	if known && o.Probability == was.Probability {
		o.Probability = is.Probability
	}
	o.Stage, o.StageSince = code, w.day
}

// openOpportunity finds an open opportunity, also as the only open one of a contact.
func (w *work) openOpportunity(text string) (*crm.Opportunity, error) {
	o, err := w.opportunityMeant(text)
	if err != nil {
		return nil, err
	}
	return o, w.mustBeOpen(o)
}

// mustBeOpen rejects a closed opportunity.
func (w *work) mustBeOpen(o *crm.Opportunity) error {
	if o.Status == crm.Open {
		return nil
	}
	return crm.Errorf(crm.CodeConflict, "opportunity %d is %s since %s", o.ID, o.Status, o.Closed).
		Next("Open it again", "opp reopen", o.ID)
}

// opportunityMeant finds an opportunity by its number, by that of something regarding
// it, or as the open one of a contact.
//
// Errors: CodeNotFound for the number of what regards none, CodeConflict for a contact
// with several.
func (v reader) opportunityMeant(text string) (*crm.Opportunity, error) {
	record, err := v.anyRecord(text)
	record, err = orTheGroup(record, err, func(c *crm.Contact) (bool, error) { // whose sale it can only be
		all, err := v.tx.Opportunities(c.ID)
		return slices.ContainsFunc(all, func(o *crm.Opportunity) bool { return o.Status == crm.Open }), err
	})
	if err != nil {
		return nil, err
	}
	if of := crm.About(record, crm.KindOpportunity); of != 0 { // itself, or what regards it
		return store.Get[*crm.Opportunity](v.tx, of)
	}
	contact, ok := record.(*crm.Contact)
	if !ok {
		e := crm.Errorf(crm.CodeNotFound, "%s is %s and regards no opportunity", strings.TrimSpace(text), crm.Article(crm.WordFor(record)))
		if of := crm.About(record, crm.KindContact); of != 0 {
			e.Try("If you mean the contact's: %d", of)
		}
		return nil, e
	}
	found, err := v.theSale(contact, "open")
	switch e, _ := crm.AsError(err); crm.CodeOf(err) {
	case crm.CodeNotFound:
		return nil, e.Next("Open one", "opp add", contact.ID, crm.With("line", crm.Blank("LINE")))
	case crm.CodeConflict:
		return nil, e.Of(text)
	}
	return found, err
}

// saleNamed finds the opportunity that is named beside a contact: by its line of business
// their open one, or their household's, and else as opportunityMeant does.
//
// Errors: those of opportunityMeant, CodeConflict for several of a line.
func (v reader) saleNamed(contact int64, text string) (*crm.Opportunity, error) {
	found, err := v.opportunityMeant(text)
	line, is := v.word("line", text, v.settings.Values("line")...)
	if !is || crm.CodeOf(err) != crm.CodeNotFound {
		return found, err
	}
	c, failed := v.contactOrNil(contact)
	if c == nil || failed != nil {
		return nil, cmp.Or(failed, err)
	}
	var theirs []*crm.Opportunity
	for _, id := range []int64{c.ID, c.Household} {
		all, err := v.tx.Opportunities(id)
		if err != nil {
			return nil, err
		}
		for _, o := range all {
			if o.Status == crm.Open && o.Line == line {
				theirs = append(theirs, o)
			}
		}
	}
	switch len(theirs) {
	case 0:
		return nil, crm.Errorf(crm.CodeNotFound, "%s has no open opportunity in %s", c.Name, line).On("opp").
			Next("Open one", "opp add", c.ID, crm.With("line", line))
	case 1:
		return theirs[0], nil
	}
	e := crm.Errorf(crm.CodeConflict, "%s has %d open opportunities in %s", c.Name, len(theirs), line).On("opp").Try("Say which one by its number: --opp NUMBER")
	for _, o := range theirs {
		e.Rows = append(e.Rows, []any{o.ID, o.Line, o.Topic})
	}
	return nil, e
}

// closedMeant finds an opportunity by its number, or as the closed one of a contact.
//
// Errors: CodeNotFound, CodeConflict for a contact with several.
func (v reader) closedMeant(text string) (*crm.Opportunity, error) {
	if _, ok := recordNumber(text); ok {
		return v.opportunity(text)
	}
	contact, err := v.contact(text)
	if err != nil {
		return nil, err
	}
	found, err := v.theSale(contact, "closed")
	if e, ok := crm.AsError(err); ok && e.Code == crm.CodeConflict {
		return nil, e.Of(text)
	}
	return found, err
}

// theSale returns the only open, or closed, opportunity of a contact.
func (v reader) theSale(contact *crm.Contact, state string) (*crm.Opportunity, error) {
	all, err := v.tx.Opportunities(contact.ID)
	if err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(all, func(o *crm.Opportunity) bool { return (o.Status == crm.Open) != (state == "open") })
	switch len(found) {
	case 0:
		return nil, crm.Errorf(crm.CodeNotFound, "%s has no %s opportunity", contact.Name, state)
	case 1:
		return found[0], nil
	}
	e := crm.Errorf(crm.CodeConflict, "%s has %d %s opportunities", contact.Name, len(found), state)
	for _, o := range found {
		e.Rows = append(e.Rows, []any{o.ID, o.Line})
	}
	return nil, e
}

// checkRegards rejects an activity regarding an opportunity that is closed, or not of
// its contact, their household or their organization.
func (w *work) checkRegards(a *crm.Activity) error {
	o, err := store.Ref[*crm.Opportunity](w.tx.View, a.Opportunity)
	if o == nil || err != nil {
		return err
	}
	if err := w.mustBeOpen(o); err != nil {
		return err
	}
	if a.Contact == 0 || a.Contact == o.Contact {
		return nil
	}
	mine, err := w.contactOrNil(a.Contact)
	if err != nil {
		return err
	}
	theirs, err := w.contactOrNil(o.Contact)
	if err != nil || mine == nil || theirs == nil || areTogether(mine, theirs) {
		return err
	}
	return crm.Errorf(crm.CodeInvalid, "opportunity %d is %s's, not %s's", o.ID, theirs.Name, mine.Name).On("opp").
		Next(fmt.Sprintf("Those of %s", mine.Name), "opp list", crm.With("where", fmt.Sprintf("contact == %d", mine.ID)))
}

// areTogether reports whether two contacts share a household or an organization, or one
// is that of the other.
func areTogether(a, b *crm.Contact) bool {
	same := func(x, y int64) bool { return x != 0 && x == y }
	return same(a.Household, b.Household) || same(a.Org, b.Org) ||
		same(a.Household, b.ID) || same(a.Org, b.ID) || same(b.Household, a.ID) || same(b.Org, a.ID)
}
