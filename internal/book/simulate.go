package book

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// A simulation plays the time to come on a copy of the book, with the commands that a producer
// would type: see docs/decisions/0161.

// Simulate is what a simulation is to be like.
type Simulate struct {
	Days  int // so many, from today on
	Rates crm.Rates
	Seed  int64
	// Label and Rules are a file of rules that the copy gets first, and CallsPerDay and
	// RetryDays settings; empty leaves those of the book.
	Label, Rules           string
	CallsPerDay, RetryDays string
	// Played is called with each day before it is played. It may be nil.
	Played func(crm.Date)
	// Typed is called with each command as it would be typed, and Ended with the copy as it is
	// at the end. They may be nil.
	Typed func(day crm.Date, words ...string)
	Ended func(*Book) error
}

// appointmentDays is how many days after the call an appointment is, and appointmentClock when.
const (
	appointmentDays  = 7
	appointmentClock = "10:00"
)

// mostRounds limits how often a day's list is read again: what is done may put something on
// it that is due the same day.
const mostRounds = 10

// Simulate plays a time. The book stays as it is.
//
// Errors: those of the rules and settings that the copy gets, and of the context.
func (b *Book) Simulate(ctx context.Context, in Simulate) (*crm.Simulation, error) {
	made, err := b.store.InMemory(ctx)
	if err != nil {
		return nil, err
	}
	s := &simulation{Simulate: in, of: &Book{store: made, options: b.options}, people: map[int64][]crm.Date{}, left: map[int64]bool{}}
	defer func() { _ = made.Close() }()
	o := &s.of.options
	o.From, o.DryRun, o.Op, o.IfVersion, o.MayCreate, o.Yes = "", false, "", 0, false, true
	o.Ask = func(crm.Notice, []string) (string, error) { return "", nil }
	o.NewOp = func() string { s.ops++; return fmt.Sprintf("simulated-%d", s.ops) }
	o.Heard, o.Made, o.Upgraded = nil, nil, nil
	if err := s.of.begin(ctx); err != nil {
		return nil, err
	}
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	first := s.of.today
	s.random = rand.New(rand.NewPCG(uint64(in.Seed), uint64(in.Seed)))
	s.told = &crm.Simulation{From: first, To: first.AddDays(in.Days - 1), Rates: in.Rates, Seed: in.Seed, Pace: int(s.of.settings.CallsPerDay)}
	for day := first; !day.After(s.told.To); day = day.AddDays(1) {
		if err := s.play(ctx, day); err != nil {
			return nil, err
		}
	}
	s.told.Left = len(s.left)
	for _, days := range s.people {
		if calledOften(days) {
			s.told.Often++
		}
	}
	if s.Ended != nil {
		err = s.Ended(s.of)
	}
	return s.told, err
}

// calledOften reports whether somebody is called OftenCalls times within OftenDays days.
func calledOften(days []crm.Date) bool {
	for i := crm.OftenCalls - 1; i < len(days); i++ {
		if days[i].Sub(days[i-crm.OftenCalls+1]) < crm.OftenDays {
			return true
		}
	}
	return false
}

// simulation is one in the making.
type simulation struct {
	Simulate
	of     *Book // the copy
	random *rand.Rand
	told   *crm.Simulation
	people map[int64][]crm.Date // the days on which each contact is called
	left   map[int64]bool       // what could not be done
	ops    int
	leads  int     // that were added
	due    float64 // leads to add
}

// prepare gives the copy what it is to be tried with.
func (s *simulation) prepare(ctx context.Context) error {
	if s.Rules != "" {
		if _, err := s.of.AddRules(ctx, s.Label, s.Rules, true); err != nil {
			return err
		}
	}
	for _, of := range []struct{ key, flag, text string }{{"calls_per_day", CallsPerDayFlag, s.CallsPerDay}, {"retry_days", "retry-days", s.RetryDays}} {
		if of.text == "" {
			continue
		}
		if _, err := s.of.Set(ctx, of.key, of.text); err != nil {
			return crm.OnFlag(err, of.flag)
		}
	}
	return nil
}

// play plays a day: leads come, and what is on the list is done. On a day off nothing is.
func (s *simulation) play(ctx context.Context, day crm.Date) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !s.of.cal.IsWorkday(day) {
		return nil
	}
	if s.Played != nil {
		s.Played(day)
	}
	s.of.options.Today = day.String()
	if err := s.of.date(); err != nil {
		return err
	}
	s.told.Days = append(s.told.Days, crm.SimulatedDay{Date: day})
	if err := s.addLeads(ctx); err != nil {
		return err
	}
	done := map[int64]bool{}
	for round := range mostRounds {
		planned, err := s.planned(ctx, round > 0)
		if err != nil {
			return err
		}
		some := false
		for _, id := range planned {
			if done[id] || s.left[id] {
				continue
			}
			done[id], some = true, true
			if err := s.do(ctx, id); err != nil {
				return err
			}
		}
		if !some {
			break
		}
	}
	return nil
}

// planned returns what is on the day's list, by numbers. What is done may put something on it:
// of that, what is due on a day off to come can wait.
func (s *simulation) planned(ctx context.Context, again bool) (ids []int64, err error) {
	err = s.of.read(ctx, func(v reader) error {
		whose, err := v.whoseRecords("")
		if err != nil {
			return err
		}
		planned, err := v.tx.Agenda(crm.Date{Year: 1}, v.horizon(v.today), whose.ids, 1<<30)
		for _, p := range planned {
			if p.Activity.Kind == crm.Call && !again || !p.Activity.Due.After(v.today) {
				ids = append(ids, p.Activity.ID)
			}
		}
		return err
	})
	return ids, err
}

// addLeads adds the leads of a day. Those of a week are spread over its working days.
func (s *simulation) addLeads(ctx context.Context) error {
	workdays := 0
	for day := range 7 {
		if !s.of.cal.IsWeekend(s.of.today.AddDays(day)) {
			workdays++
		}
	}
	for s.due += float64(s.Rates.LeadsPerWeek) / float64(max(workdays, 1)); s.due >= 0.999; s.due-- {
		s.leads++
		name := fmt.Sprintf("Lead%d Simulated", s.leads)
		s.tell("lead", "add", name)
		if _, err := s.of.AddContact(ctx, "lead add", NewContact{Values: Values{"name": {name}}, Stage: crm.StageLead}); err != nil {
			return err
		}
		s.today().Leads++
	}
	return nil
}

func (s *simulation) today() *crm.SimulatedDay { return &s.told.Days[len(s.told.Days)-1] }

func (s *simulation) tell(words ...string) {
	if s.Typed != nil {
		s.Typed(s.of.today, words...)
	}
}

// do does what is planned, unless it is done by now. What somebody would have to decide about
// is left.
func (s *simulation) do(ctx context.Context, id int64) error {
	var a *crm.Activity
	err := s.of.read(ctx, func(v reader) (err error) {
		a, err = store.Ref[*crm.Activity](v.tx, id)
		return err
	})
	if a == nil || a.Status != crm.Open || err != nil {
		return err
	}
	number := fmt.Sprint(id)
	if a.Kind == crm.Call {
		in, words := CallLog{Result: s.result()}, []string(nil)
		if in.Result == crm.AppointmentResult {
			in.Appt = s.of.cal.OnOrAfterWorkday(s.of.today.AddDays(appointmentDays)).String() + " " + appointmentClock
			words = []string{"--appt", in.Appt}
		}
		_, err = s.of.LogCall(ctx, number, in)
		if err == nil {
			s.tell(append([]string{"call", "log", number, in.Result}, words...)...)
			s.called(a)
		}
	} else {
		_, err = s.of.Done(ctx, "done", "", []string{number}, "", "")
		if err == nil {
			s.tell("done", number)
		}
	}
	if e, is := crm.AsError(err); is && slices.Contains([]crm.Code{crm.CodeConflict, crm.CodeRefused, crm.CodeInvalid, crm.CodeUsage}, e.Code) && !errors.Is(err, context.Canceled) {
		s.left[id] = true
		return nil
	}
	return err
}

// result draws what comes of a call.
func (s *simulation) result() string {
	r, x := s.Rates, 100*s.random.Float64()
	for _, one := range []struct {
		result string
		rate   float64
	}{{crm.NoReach, r.NoReach}, {crm.WrongNumber, r.WrongNumber}, {crm.AppointmentResult, r.Appointment}, {crm.DeadFile, r.DeadFile}} {
		if x -= one.rate; x < 0 {
			return one.result
		}
	}
	return crm.StayInTouch
}

// called counts a call.
func (s *simulation) called(a *crm.Activity) {
	day := s.today()
	s.told.Calls++
	day.Calls++
	switch a.CallType {
	case crm.ReferralCall:
		day.Referral++
	case crm.ReviewCall:
		day.Review++
	case crm.BirthdayCall:
		day.Birthday++
	default:
		day.Others++
	}
	s.people[a.Contact] = append(s.people[a.Contact], day.Date)
}
