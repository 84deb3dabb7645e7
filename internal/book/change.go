package book

import (
	"context"
	"fmt"
	"iter"
	"os"
	"slices"
	"time"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// deepest limits the chain of rules that set each other off.
const deepest = rules.Deepest

// work is one change in the making.
type work struct {
	reader
	tx      *store.Tx // the view of which is in reader
	ctx     context.Context
	command string
	// day is when what is recorded took place, from which rules count: today or
	// earlier.
	day      crm.Date
	input    rules.Input
	outcome  *crm.Outcome
	queue    []*crm.Edit // edits that rules have not been asked about
	followed *crm.Edit   // for which what rules make ahead is looked at
	flipped  []*crm.Edit // who may be contacted no longer, or again, by numbers alone
	pending  []*crm.Edit // edits that the journal does not have
	// failures are the rules that failed.
	failures []*crm.RuleProblem
	edits    int           // edits so far
	rolled   int           // those of them that moved birthday calls
	change   *store.Change // nil until the journal is begun
	// streaming keeps out of the outcome what an import adds, which is too much: the
	// contacts made, and what is planned for them or noted on them.
	streaming bool
	// filling is set while a rule acts for what is in the book already: nothing is moved then.
	filling *filling
	// importing is what an import keeps between the rows of its file.
	importing importing
	// marked are the contacts whom the change marks.
	marked []int64
	// holding leaves the contacts whom a suppression or a consent concerns to what is done last.
	holding bool
	// touched are the contacts whose next step the change may affect.
	touched map[int64]bool
	// shaken are those who may have taken it from others of their household.
	shaken map[int64]bool
	// salesLeft are the opportunities that lost a step, salesBeside the contacts who
	// lost one that was for any of their opportunities.
	salesLeft, salesBeside []int64
	// unread are the notes on what each producer looks after that they can't read.
	unread map[int64][]int64
	// pointsLeft were taken off a stopped contact.
	pointsLeft []pointLeft
	// homes are the contacts whose household may have got two calls, or one too soon,
	// each with the edit that did it.
	homes map[int64]*crm.Edit
	// firsts are the edits that may have taken a first call from a household.
	firsts []*crm.Edit
	// dated are the household calls whose day a rule has set.
	dated map[int64]bool
	// policies are those whose end may be left to nobody; true if changed themselves.
	policies map[int64]bool
	// identity is that of the book, once a UID was compared with it.
	identity string
	// refusedHomes are the households and organizations that contacts have come to, true if
	// they said no, and cameTo is who has come to one that did.
	refusedHomes map[int64]bool
	cameTo       []homeOf
	// newCarriers are the names of carriers that were compared with those of the book.
	newCarriers []string
	// looks overrides in which direction the dates of some fields look.
	looks map[string]crm.Direction
	// by are days, of fields that the change corrects, near which dates without a year
	// lie.
	by map[string]crm.Date
	// versioned is set once the version of a record has been compared.
	versioned bool
	// reason is why the change lets somebody be contacted again.
	reason string
	// outlasting are the suppressions of the changes that an undo takes back which stay, since
	// their contact stays marked.
	outlasting []int64
	// lifted are the contacts whose mark an undo removes, and rid those whose phones or
	// e-mails it puts back. freed are the numbers that it takes off the list, and freedToo
	// the contacts who may be contacted again by it without an edit of their own.
	lifted, rid map[int64]bool
	freed       []string
	freedToo    []int64
	// moved are the suppressions that what is reversed passed to another contact.
	moved map[int64]bool
	// halted are the contacts whom an undo has stopped without an edit of their own.
	halted []int64
	// unfit are the values that an undo brought back and that their fields can't have now.
	unfit []unfit
	// given are the contacts that have got another owner, with whose they were.
	given map[int64]int64
	// wrong is the number that a call has found to be somebody else's.
	wrong string
	// kept is what was agreed on in a call whose day alone is corrected.
	kept []*crm.Activity
	// backsUp is why the book is backed up before the change; empty makes no backup.
	// backup is the file of it.
	backsUp, backup string
	// erasing are the records of whom the change erases.
	erasing store.Of
	// mergedOwner is who looks after the contact that two become.
	mergedOwner int64
	// groupsFor is whose households and organizations are made: those of whom is put into them.
	groupsFor int64
	// quiet asks no rules: undo and redo set none off.
	quiet bool
	// supposes returns the number of what a rule makes of a change of the past, or 0.
	supposes func(r crm.Record, rule string) int64
	// decided is what the change settles about colleagues.
	decided []decision
	// arrived are the contacts that have come into the book, and recalled those of them, and
	// of a restored backup, of whose words some count again.
	arrived  []arrival
	recalled []recalled
	// likened are those of them who may be somebody who had said no.
	likened []recalled
	// moves is set if what is reversed changed an owner.
	moves bool
	// reversed is the change that undo or redo reverses.
	reversed int64
	// unmerges is set if what is reversed is a merge.
	unmerges bool
	// regain is set if it reverses a change of the acting producer.
	regain bool
	asking
}

// change makes one change: fn does what was asked for with put, rules follow, and the
// journal is written, all of it or nothing. It is the only way to write.
//
// A question ends the attempt and leaves nothing. It is asked while nobody holds the
// book, and the next attempt has the answer. So fn may run several times.
func (b *Book) change(ctx context.Context, command string, fn func(*work) error) (*crm.Outcome, error) {
	var answers []answer
	tries := 0
	for {
		outcome, question, err := b.attempt(ctx, command, answers, fn)
		if store.MayTryAgain(err) && tries < mostTries {
			tries++
			continue
		}
		if err != nil {
			return nil, err
		}
		if question == nil && b.draft != nil {
			made, err := b.publish(ctx)
			if err != nil {
				return nil, err
			}
			if !made {
				continue // in the book that is there
			}
		}
		if question == nil {
			return outcome, b.eraseOn(ctx, outcome)
		}
		if question.said, err = b.options.Ask(question.notice, question.choices); err != nil {
			return nil, err
		}
		answers = append(answers, *question)
	}
}

// mostTries is how often a change is tried again that a server has rolled back for another one.
const mostTries = 5

func (b *Book) work(ctx context.Context, tx *store.Tx, command string) *work {
	return &work{reader: reader{b, tx.View}, tx: tx, ctx: ctx, command: command, day: b.today, outcome: b.Nothing(command)}
}

// attempt tries a change with the answers known so far, and returns the next question.
func (b *Book) attempt(ctx context.Context, command string, answers []answer, fn func(*work) error) (*crm.Outcome, *answer, error) {
	var outcome *crm.Outcome
	var question *answer
	var w *work
	err := b.store.Write(ctx, func(tx *store.Tx) error {
		if err := b.learn(tx.View); err != nil { // another process may have changed the settings, or retired who acts
			return err
		}
		w = b.work(ctx, tx, command)
		w.answers = answers
		outcome = w.outcome
		defer func() { question = w.open }()
		if done, err := w.repeated(); done || err != nil {
			return err
		}
		if err := w.confirmDay(); err != nil {
			return err
		}
		if err := w.rollOnce(); err != nil {
			return err
		}
		if err := fn(w); err != nil {
			return err
		}
		if b.options.IfVersion != 0 && command != crm.RollCommand && !w.versioned {
			return crm.Errorf(crm.CodeUsage, "--if-version is for commands that edit one record").On("if-version")
		}
		if err := w.drain(); err != nil {
			return err
		}
		if err := w.mayDecide(); err != nil {
			return err
		}
		if err := w.checkAnswered(); err != nil {
			return err
		}
		return w.finish()
	})
	if err != nil && w != nil && w.backup != "" {
		_ = os.Remove(w.backup) // it was made for nothing
	}
	if e, ok := crm.AsError(err); ok && store.IsUncertain(err) {
		op := b.options.Op
		if w.change != nil {
			op = w.change.Op
		}
		err = e.Try("To be certain: the same command with --op-id %s, which is done once, whatever became of this one", op)
	}
	if question != nil || err != nil {
		return nil, question, err
	}
	if !outcome.DryRun {
		b.knowSchema(w.tx.Schema())
	}
	for _, e := range outcome.Edits {
		if s, ok := e.After.(*crm.Settings); ok && !outcome.DryRun && !outcome.Repeated {
			return outcome, nil, b.use(s) // the next change goes by them
		}
		if isColleague(e.Kind) && e.After != nil {
			b.names[e.ID] = crm.NameOf(e.After)
		}
	}
	return outcome, nil, nil
}

// Nothing returns the outcome of a command that had nothing to change.
func (b *Book) Nothing(command string) *crm.Outcome {
	return &crm.Outcome{Command: command, DryRun: b.options.DryRun, Today: b.today, By: b.MyID(), People: map[int64]*crm.Contact{}}
}

// drain asks the rules about each edit, the oldest first, and applies their effects,
// which may make further edits. Then it leaves each household one call, and those who were
// to be called first a call.
func (w *work) drain() error {
	if err := w.recallArrived(); err != nil {
		return err
	}
	for len(w.queue) > 0 || len(w.homes)+len(w.firsts) > 0 && !w.quiet {
		if len(w.queue) == 0 {
			leaves := w.callHomesOnce
			if len(w.homes) == 0 {
				leaves = w.passFirstCalls
			}
			if err := leaves(); err != nil {
				return err
			}
			continue
		}
		edit := w.queue[0]
		w.queue = w.queue[1:]
		if err := w.onDay(edit.Day, func() error { return w.followRules(edit) }); err != nil {
			return err
		}
	}
	return nil
}

// followRules applies what the rules say about an edit.
func (w *work) followRules(edit *crm.Edit) error {
	if err := w.markedAtHome(edit); err != nil {
		return err
	}
	if err := w.carryOut(w.decide(edit), edit); err != nil {
		return err
	}
	if err := w.followIdle(edit); err != nil {
		return err
	}
	return w.recount(edit)
}

// carryOut applies what rules want because of an edit. One that fails stops itself.
func (w *work) carryOut(wanted iter.Seq2[*rules.Effect, error], edit *crm.Edit) error {
	failed := map[string]bool{}
	for effect, err := range wanted {
		if err == nil && failed[effect.Rule] {
			continue
		}
		rule := ""
		if err == nil {
			rule = effect.Rule
			if edit.Depth() >= deepest {
				w.warn("rules-too-deep", "rule", rule)
				w.failRule(&rules.Failure{Rule: rule, Part: partChain, Err: crm.RuleTooDeep}, edit)
				continue
			}
			err = w.apply(effect, edit)
		}
		if err == nil {
			continue
		}
		failure := w.ruleFailure(rule, err)
		if failure == nil {
			return err
		}
		failed[failure.Rule] = true
		w.failRule(failure, edit)
	}
	return nil
}

// onDay runs do as of the given day.
func (w *work) onDay(day crm.Date, do func() error) error {
	now := w.day
	defer func() { w.day = now }()
	w.day = day
	return do()
}

// journal writes the pending edits, and before the first of them the row of the change.
func (w *work) journal() error {
	if len(w.pending) == 0 {
		return nil
	}
	if w.change == nil {
		if err := w.beginChange(0); err != nil {
			return err
		}
	}
	err := w.tx.Journal(w.change.ID, w.pending)
	w.pending = nil
	return err
}

// beginChange writes the row of the change; reverses is the change that it undoes or
// redoes, or 0.
func (w *work) beginChange(reverses int64) error {
	change := &store.Change{Op: w.options.Op, MadeAt: w.options.Now, AsOf: w.today, Command: w.command, Reason: w.reason, Reverses: reverses, Edition: rules.Edition}
	if change.Op == "" || w.command != crm.RestoreCommand && slices.Contains(crm.Upkeep(), w.command) {
		change.Op = w.options.NewOp()
	} else if w.askedIn == nil && w.command != crm.EraseCommand { // which is known once all is read
		change.Asked, _ = w.sumAsked()
	}
	change.Producer = w.MyID()
	if w.actor != nil && w.actor.ID != change.Producer {
		change.ActedBy = w.actor.ID
	}
	w.change = change
	return w.tx.BeginChange(change)
}

// finish ends a change: it names the people, and writes the journal unless it is empty.
func (w *work) finish() error {
	if w.rolled > 0 && w.edits == w.rolled { // nothing that was asked for
		w.outcome.Edits = nil
		w.outcome.Notices = slices.DeleteFunc(w.outcome.Notices, func(n crm.Notice) bool { return n.Code == birthdaysMoved })
		return store.ErrRollBack
	}
	if err := w.checkPace(); err != nil {
		return err
	}
	if err := w.journal(); err != nil {
		return err
	}
	if err := w.invite(); err != nil {
		return err
	}
	if err := w.tellRules(); err != nil {
		return err
	}
	if err := w.namePeople(w.outcome); err != nil {
		return err
	}
	if err := w.hideNotes(w.outcome); err != nil {
		return err
	}
	if err := w.remark(); err != nil {
		return err
	}
	w.outcome.Partial = w.isPartial()
	if w.options.DryRun {
		return store.ErrRollBack
	}
	if w.change == nil {
		return nil
	}
	if err := w.keepFailures(); err != nil {
		return err
	}
	if w.change.Op == w.options.Op {
		if err := w.keepAsked(); err != nil {
			return err
		}
	}
	if err := w.backUp(); err != nil {
		return err
	}
	w.outcome.Change, w.outcome.Op = w.change.ID, w.change.Op
	return w.clockWarning()
}

// isPartial reports whether an import left out rows or, beside those whom it added,
// something that a row says of somebody.
func (w *work) isPartial() bool {
	if c := w.outcome.Calendar; c != nil {
		return slices.ContainsFunc(c.Left, func(l crm.LeftEvent) bool {
			return l.Reason != crm.EventNobody && l.Reason != crm.EventSeveral && l.Reason != crm.EventDeclined
		})
	}
	if m := w.outcome.Mail; m != nil {
		return len(m.Bad)+len(m.Left)+m.FilesLeft > 0
	}
	done := w.outcome.Imported
	differs := func(r crm.SkippedRow) bool { return len(r.Differs) > 0 }
	return done != nil && (len(done.Bad) > 0 || done.Kind != "" && len(done.Stopped) > 0 || (done.Added > 0 || w.importing.changes) && len(done.Withheld) > 0 || done.Added > 0 && (slices.ContainsFunc(done.Skipped, differs) ||
		slices.ContainsFunc(done.Stopped, differs) || w.importing.keptWithdrawn+w.importing.olderWords > 0) ||
		(done.Added > 0 || w.importing.changes) && w.leftOut != nil && w.leftOut())
}

// clockWarning warns when the clock is behind the last change.
func (w *work) clockWarning() error {
	last, err := w.tx.LastMade()
	if last.After(w.options.Now.Add(time.Minute)) {
		w.warn("clock-behind", "last", crm.DateOf(last.In(w.zone)))
	}
	return err
}

// subject names a record that the command is about.
func (w *work) subject(r crm.Record) { w.outcome.Subjects = append(w.outcome.Subjects, r) }

// say adds a notice: a code and pairs of names and values.
func (w *work) say(code string, pairs ...any) {
	w.outcome.Notices = append(w.outcome.Notices, notice(code, pairs...))
}

// warn adds a notice of a possible mistake.
func (w *work) warn(code string, pairs ...any) {
	n := notice(code, pairs...)
	n.Warning = true
	w.outcome.Notices = append(w.outcome.Notices, n)
}

func notice(code string, pairs ...any) crm.Notice {
	n := crm.Notice{Code: code}
	for i := 0; i+1 < len(pairs); i += 2 {
		if n.Values == nil {
			n.Values = map[string]any{}
		}
		n.Values[pairs[i].(string)] = pairs[i+1]
	}
	return n
}

// hasNotice reports whether the outcome has that notice about a record.
func (w *work) hasNotice(code string, id int64) bool {
	for _, n := range w.outcome.Notices {
		if n.Code == code && fmt.Sprint(n.Values["id"]) == fmt.Sprint(id) {
			return true
		}
	}
	return false
}
