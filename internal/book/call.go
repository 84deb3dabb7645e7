package book

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// CallLog is what LogCall is given beside the call.
type CallLog struct {
	Result  string
	Note    string
	On      string // the day of the call; empty is today
	Due     string // the producer's own date for the follow-up
	Inbound bool   // the contact called
	Phone   string // the number that was wrong; empty is the primary one
	// Appt, For and Place are the appointment that was agreed on.
	Appt, For, Place string
	Opportunity      string
	Reason           string // of a correction that lets somebody be contacted again
	Own              Values // of fields that the book has added, and tags
	who              string // with whom, or which call, as it was typed
}

// LogCall records the result of a call. A number names the call or the
// contact; a name closes the call that this plausibly was: what is due, an
// open referral call, or a retry, of several the earliest.
//
// Errors: CodeConflict for a call that is closed with another result,
// CodeRefused for somebody who must not be contacted, CodeInvalid for values
// that are impossible or do not belong together.
func (b *Book) LogCall(ctx context.Context, who string, in CallLog) (*crm.Outcome, error) {
	return b.change(ctx, "call log", func(w *work) error {
		in.who = who
		if err := w.readLog(&in); err != nil {
			return err
		}
		contact, about, call, others, err := w.callMeant(who, in.Opportunity, occasion{w.day, in.Result})
		if err != nil {
			return nameTheCall(err, in.Result)
		}
		if call != nil && call.Status != crm.Open {
			return w.logAgain(call, in)
		}
		stop, err := w.stopOf(contact)
		switch {
		case err != nil:
			return err
		case stop == nil:
		case in.Inbound || w.day.Before(stop.Since):
			return w.logStopped(contact, about, in)
		default:
			return w.refusal(contact, stop)
		}
		if !in.Inbound && !contact.CallsBarred.IsZero() && !w.day.Before(contact.CallsBarred) {
			return w.calledAllTheSame(contact, in)
		}
		w.sayCalledLate(contact, in)
		if in.Result == crm.DeadFile {
			if err := w.confirmDeadFile(contact, append(slices.Clone(others), call)...); err != nil {
				return err
			}
		}
		if err := w.dialled(contact, in, w.day); err != nil {
			return err
		}
		if call == nil {
			call = &crm.Activity{Kind: crm.Call, Contact: contact.ID, Attempt: 1, Created: w.today}
		}
		if err := w.regard(call, about, in.Opportunity); err != nil {
			return err
		}
		if call.ID == 0 {
			if err := w.whoDoes(call); err != nil {
				return err
			}
		}
		if err := w.checkComplete(call, in.Result != ""); err != nil {
			return err
		}
		w.keepPromise(call, contact, in.Result)
		if err := w.closeCall(call, in); err != nil {
			return err
		}
		return w.closeAnswered(contact, call, others)
	})
}

// closeAnswered closes the other calls that a logged call answers: after a conversation
// those that were to reach them, or else those that were due. It keeps when somebody was
// spoken to.
func (w *work) closeAnswered(c *crm.Contact, call *crm.Activity, due []*crm.Activity) error {
	talked, others := isConversation(call.CallResult), due
	var err error
	if talked && call.CallResult != crm.DeadFile { // which cancels them
		others, err = w.callsAnswered(call, c)
	}
	if err == nil {
		err = w.closeOthers(others)
	}
	switch {
	case err != nil:
	case talked:
		err = w.spokenTo(c)
	case call.CallResult == crm.WrongNumber:
		err = w.sayOthersOn(w.wrong, c)
	}
	if err != nil {
		return err
	}
	return w.countTries(c, call)
}

// nameTheCall adds to the error for a name that fits several people how one of
// their calls is meant.
func nameTheCall(err error, result string) error {
	e, ok := crm.AsError(err)
	if ok && slices.ContainsFunc(e.People, func(one *crm.Candidate) bool { return one.Call != nil }) {
		return e.Next("Name the call", "call log", crm.Blank("NUMBER"), result)
	}
	return err
}

// readLog reads what a call log was given and sets what rules may know of it.
func (w *work) readLog(in *CallLog) error {
	result, err := w.callResult(in)
	if err != nil {
		return err
	}
	in.Result = result
	if in.On != "" {
		if w.day, err = w.parsePast(in.On, "a call is logged when it has been made"); err != nil {
			return err
		}
	}
	if in.Due != "" {
		if in.Result == crm.DeadFile {
			return crm.Errorf(crm.CodeUsage, "a dead file has no follow-up, so it takes no --due").On("due").
				Next("If they may be called then", w.logging(), in.who, crm.StayInTouch, crm.With("due", in.Due))
		}
		if w.input.Due, w.input.DueTime, err = w.whenFlag("due", in.Due); err != nil {
			return err
		}
	}
	switch {
	case in.Phone != "" && in.Result != crm.WrongNumber:
		return crm.Errorf(crm.CodeUsage, "--phone belongs to the result wrong-number, not to %s", in.Result).On("phone")
	case in.Appt == "" && (in.For != "" || in.Place != ""):
		return crm.Errorf(crm.CodeUsage, "--for and --place belong to --appt").On("appt")
	case in.Appt != "" && in.Result != crm.AppointmentResult:
		return crm.Errorf(crm.CodeUsage, "--appt belongs to the result appointment, not to %s", in.Result).On("appt")
	case in.Appt != "" && in.Due != "":
		return crm.Errorf(crm.CodeUsage, "--appt already says when you meet next, so it takes no --due").On("due")
	case in.Appt != "":
		w.input.Start, w.input.End, err = w.span("appt", "--appt", in.Appt, in.For, crm.Date{})
		w.input.Place = in.Place
	}
	return err
}

// callResult reads the result of a call. Words that say no more than that there
// is to be another call, "call back", are taken with the day of that call: six
// months, as for who wants to be left alone for now, are not what was meant.
func (w *work) callResult(in *CallLog) (string, error) {
	result, err := w.code("call_result", in.Result)
	if err == nil {
		return result, nil
	}
	result, again := w.word("call_again", in.Result)
	made, _ := w.word("call_made", in.Result)
	sale, _ := w.word("opportunity_status", in.Result)
	switch {
	case made == crm.HungUp:
		return "", crm.Errorf(crm.CodeInvalid, "%q does not say whether they may be called again", in.Result).On("call_result").
			Next("If they want no more calls", w.logging(), in.who, crm.DeadFile).
			Next("If they could not talk", w.logging(), in.who, crm.NoReach)
	case made == crm.SomebodyElse:
		return "", crm.Errorf(crm.CodeInvalid, "%q does not say whether the number is theirs", in.Result).On("call_result").
			Next("If it is not", w.logging(), in.who, crm.WrongNumber).
			Next("If somebody answered for them", w.logging(), in.who, crm.NoReach)
	case sale == crm.Won:
		return "", crm.Errorf(crm.CodeInvalid, "%q is what becomes of an opportunity, not of a call", in.Result).On("call_result").
			Next("If they bought", "opp close-won", crm.Blank("NUMBER")).
			Next("For the call", w.logging(), in.who, crm.StayInTouch)
	case sale == crm.Lost:
		return "", crm.Errorf(crm.CodeInvalid, "%q is what becomes of an opportunity, not of a call", in.Result).On("call_result").
			Next("If they bought elsewhere, or nothing", "opp close-lost", crm.Blank("NUMBER")).
			Next("For the call", w.logging(), in.who, crm.StayInTouch)
	case made == crm.Talked:
		return "", crm.Errorf(crm.CodeInvalid, "%q says that you talked, not what came of it", in.Result).On("call_result").
			OneOfList("call_result", []string{crm.StayInTouch, crm.DeadFile, crm.AppointmentResult}).
			Next("If nothing else came of it", w.logging(), in.who, crm.StayInTouch)
	case made == crm.Called:
		return "", crm.Errorf(crm.CodeInvalid, "%q does not say what came of the call", in.Result).On("call_result").
			OneOfList("call_result", crm.Picklist("call_result")).
			Next("If you talked, and nothing else came of it", w.logging(), in.who, crm.StayInTouch)
	case !again && w.saysWhen(in.Result):
		return "", crm.Errorf(crm.CodeInvalid, "%q says when, not what came of the call", in.Result).On("call_result").
			Next("If they want to be called then", w.logging(), in.who, crm.StayInTouch, crm.With("due", in.Result))
	case in.Due == "" && w.againOn(in.Result) != "":
		return "", crm.Errorf(crm.CodeInvalid, "%q is a result and a day", in.Result).On("call_result").
			Next("If they want to be called then", w.logging(), in.who, crm.StayInTouch, crm.With("due", w.againOn(in.Result)))
	case w.saysNoShow(in.Result):
		return "", crm.Errorf(crm.CodeInvalid, "%q is what becomes of an appointment, not of a call", in.Result).On("call_result").
			Next("If they did not come", "appt no-show", crm.Blank("NUMBER")).
			Try("If a call did not reach them: %s", crm.NoReach)
	case !again:
		reason, unknown := w.code("stop_reason", in.Result)
		if unknown != nil && w.options.StopReason != nil {
			reason = w.options.StopReason(in.Result)
		}
		if reason == "" && w.options.DeadNumber != nil && w.options.DeadNumber(in.Result) != "" {
			if e, ok := crm.AsError(err); ok {
				return "", e.Next("If the number is not theirs", w.logging(), in.who, crm.WrongNumber)
			}
		}
		if reason != "" {
			if e, ok := crm.AsError(err); ok {
				return "", e.Next("If they are not to be contacted any more", "contact stop", in.who, crm.With("reason", reason))
			}
		}
		if e, ok := crm.AsError(err); ok {
			return "", e.Next("If you talked, and nothing else came of it", w.logging(), in.who, crm.StayInTouch)
		}
		return "", err
	case in.Due != "":
		return result, nil
	}
	day := w.reading(crm.Ahead).Example()
	return "", crm.Errorf(crm.CodeInvalid, "%q does not say when they are to be called", in.Result).On("call_result").
		Try("If a day was agreed on, give it as well: --due %s, or --due %q.", day.Day, day.Morning).
		Try("If they could not talk, the result is %s: the next call is on the next working day.", crm.NoReach).
		Try("If they want to be left alone for now, it is %s: the next call is in six months.", crm.StayInTouch)
}

// logging is the command that gives a call a result.
func (w *work) logging() string {
	if w.command == "call correct" {
		return w.command
	}
	return "log"
}

// saysWhen reports whether a text is a day, as people write it.
func (w *work) saysWhen(text string) bool {
	r := w.reading(crm.Begun)
	r.Note = nil
	_, err := r.Date(text)
	return err == nil
}

// againOn is the day at the end of a text that says when they are to be called again: "call
// back friday".
func (w *work) againOn(text string) string {
	words := strings.Fields(text)
	r := w.reading(crm.Ahead)
	r.Note = nil
	for n := 1; n < len(words); n++ {
		day := strings.Join(words[n:], " ")
		if _, again := w.word("call_again", strings.Join(words[:n], " ")); again {
			if _, _, err := r.When(day); err == nil {
				return day
			}
		}
	}
	return ""
}

// dialled remembers for rules which phone of a contact reached somebody else. By
// default it is the primary one on the day of the call. One of a member's may have been
// dialled for a household or an organization.
//
// Errors: CodeNotFound for a phone that they do not have, CodeInvalid if it may be that of
// several members.
func (w *work) dialled(c *crm.Contact, in CallLog, day crm.Date) error {
	if in.Result != crm.WrongNumber {
		return nil
	}
	if in.Phone == "" {
		phone, err := w.phoneOn(c, day)
		if phone != c.Phone {
			w.input.Phone = phone
		}
		if w.wrong = phone; phone == "" && err == nil {
			return w.dialledAt(c, in.who)
		}
		return err
	}
	whose := []*crm.Contact{c}
	if c.Kind != crm.Person {
		members, err := w.tx.Members(c.ID)
		if err != nil {
			return err
		}
		whose = append(whose, members...)
	}
	point, _ := w.tx.Point(crm.Phone, in.Phone)
	var numbers []string
	for _, one := range whose {
		for _, p := range one.Phones {
			if there, ok := w.tx.Point(crm.Phone, p.Value); ok && fold.Meet(there, point) || p.Value == in.Phone {
				w.input.Phone, w.wrong = p.Value, p.Value
				if one != c {
					w.input.PhoneOf = one.ID
				}
				return nil
			}
			if one == c {
				numbers = append(numbers, p.Value)
			} else {
				numbers = append(numbers, p.Value+" ("+one.Name+")")
			}
		}
	}
	e := crm.Errorf(crm.CodeNotFound, "%s has no phone %s", c.Name, in.Phone).On("phone")
	if len(numbers) > 0 {
		e.Try("There is: %s", strings.Join(numbers, ", "))
	}
	if number, err := w.goodPhone(in.Phone); err == nil {
		e.Next("If it is a new one, when the call is logged", "contact edit", c.ID, crm.With("phone", number))
	}
	return e
}

// keepPromise keeps for the next try the day of a call that a person chose and that has
// not come yet, where this one reached nobody, or only a wrong number of several.
func (w *work) keepPromise(call *crm.Activity, c *crm.Contact, result string) {
	another := result == crm.WrongNumber && c.Phones.MarkBad(cmp.Or(w.input.Phone, c.Phone)).Primary() != ""
	if !w.input.Due.IsZero() || !call.IsChosen() || w.isDue(call, w.day) || result != crm.NoReach && !another {
		return
	}
	w.input.Due, w.input.DueTime = call.Due, call.DueTime
}

// closeCall records the result of a call that was made, planned or not.
func (w *work) closeCall(call *crm.Activity, in CallLog) error {
	if err := w.setFields(call, in.Own); err != nil {
		return err
	}
	call.Status, call.CallResult, call.DoneOn = crm.Done, in.Result, w.day
	if w.day == w.today {
		call.MadeAt = w.moment()
	}
	if in.Inbound {
		call.Direction = crm.Inbound
	}
	addNote(call, in.Note)
	if call.Due.IsZero() {
		call.Due = w.day
	}
	call.Attempt = max(call.Attempt, 1)
	w.subject(call)
	_, err := w.put(call)
	return err
}

// closeOthers closes the other calls that a conversation answers.
func (w *work) closeOthers(others []*crm.Activity) error {
	for _, other := range others {
		other.Status, other.DoneOn = crm.Done, w.day
		if _, err := w.put(other); err != nil {
			return err
		}
		w.say("closed-too", "activity", other)
	}
	return nil
}

// sayOthersOn names the others who have a phone that is wrong for somebody, except for those
// of the same household or organization, on whom it is marked as well.
func (w *work) sayOthersOn(phone string, c *crm.Contact) error {
	if phone == "" {
		return nil
	}
	same, err := w.sharedBy(c)
	if err != nil {
		return err
	}
	reached, err := w.tx.ByPoint(crm.Points{{Value: phone}}, nil)
	for _, other := range reached {
		home := slices.ContainsFunc(same, func(o *crm.Contact) bool { return o.ID == other.ID })
		if other.ID != c.ID && !home && slices.ContainsFunc(other.Phones, func(p crm.Point) bool { return p.Reaches() && w.samePhone(p.Value, phone) }) {
			w.warn(samePointCode, "name", other.Name, "id", other.ID)
		}
	}
	return err
}

// logAgain handles a call that has been closed.
func (w *work) logAgain(call *crm.Activity, in CallLog) error {
	switch call.CallResult {
	case "":
		return w.closedWithoutResult(call, in.Result)
	case in.Result:
		return w.sameResult(call, in)
	}
	return crm.Errorf(crm.CodeConflict, "call %d is closed already: %s, %s", call.ID, call.CallResult, call.DoneOn).
		Next("If that was wrong", "call correct", call.ID, in.Result)
}

// closedWithoutResult returns the error for a result given to a call that was cancelled, or
// closed together with another one or by a meeting.
func (w *work) closedWithoutResult(call *crm.Activity, result any) error {
	if call.Status == crm.Cancelled {
		return crm.Errorf(crm.CodeConflict, "call %d was cancelled on %s", call.ID, call.DoneOn).
			Next("Record a call that was not planned", "call log", call.Contact, result)
	}
	all, err := w.tx.Activities(call.Contact)
	if err != nil {
		return err
	}
	e := crm.Errorf(crm.CodeConflict, "call %d was closed on %s with what was done then, and has no result of its own", call.ID, call.DoneOn)
	for _, by := range slices.Backward(all) {
		if by.CallResult != "" && by.DoneOn == call.DoneOn {
			_ = e.Next("If what came of that call was another thing", "call correct", by.ID, result)
			break
		}
	}
	return e.Next("If it was a call of its own", "call log", call.Contact, result)
}

// sameResult adds the note to a call that has this result already, and rejects what
// else was given: it may differ from what was given the first time.
func (w *work) sameResult(call *crm.Activity, in CallLog) error {
	opportunity := call.Opportunity
	if in.Opportunity != "" {
		o, err := w.saleNamed(call.Contact, in.Opportunity)
		if err != nil {
			return err
		}
		opportunity = o.ID
	}
	for _, lost := range []struct {
		flag  string
		given bool
	}{
		{"due", in.Due != ""}, {"appt", in.Appt != ""}, {"on", in.On != "" && w.day != call.DoneOn},
		{"inbound", in.Inbound && call.Direction != crm.Inbound}, {"opp", opportunity != call.Opportunity}, {"reason", in.Reason != ""}, {"phone", in.Phone != ""},
	} {
		if lost.given {
			e := crm.Errorf(crm.CodeConflict, "call %d has this result already, so --%s would be lost", call.ID, lost.flag).On(lost.flag)
			if err := w.instead(e, call, in); err != nil {
				return err
			}
			return e.Next("If it was another call", "call log", call.Contact, in.Result).
				Next("If another thing came of it", "call correct", call.ID, crm.Blank("RESULT"))
		}
	}
	if err := w.setFields(call, in.Own); err != nil {
		return err
	}
	if _, err := w.put(call); err != nil {
		return err
	}
	w.subject(call)
	return w.noteAgain(call, in.Note, func() { w.say("logged-already", "id", call.ID, "of", w.nameOf(call)) })
}

// instead adds to an error how what was given with the result of a call that has it already
// is recorded: on the open follow-up, the call itself, or its contact.
func (w *work) instead(e *crm.Error, call *crm.Activity, in CallLog) error {
	switch {
	case in.On != "" && w.day != call.DoneOn:
		e.Next("If it was made then", "call correct", call.ID, crm.With("on", in.On))
	case in.Opportunity != "":
		e.Next("If it regards that", "call edit", call.ID, crm.With("opp", in.Opportunity))
	case in.Phone != "":
		e.Next("If that phone is wrong as well", "contact edit", call.Contact, crm.With("bad-phone", in.Phone))
	}
	open, err := w.tx.OpenActivities(call.Contact)
	for _, a := range open {
		switch {
		case a.Cause != call.ID || a.CallType == crm.BirthdayCall:
		case in.Appt != "" && a.Kind == crm.Appointment:
			e.Next("If that is when you meet", "appt move", a.ID, in.Appt)
		case in.Due != "" && a.Kind != crm.Appointment:
			e.Next("If it is due then", crm.WordFor(a)+" snooze", a.ID, in.Due)
		}
	}
	return err
}
