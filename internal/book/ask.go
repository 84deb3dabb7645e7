package book

import (
	"reflect"

	"crm/internal/crm"
	"crm/internal/store"
)

// Questions that a command asks before it goes on. Nobody waits for an answer while the
// book is locked for writing: see change.

// answer is a question and the reply to it.
type answer struct {
	notice  crm.Notice
	choices []string
	said    string
}

// asking is the state of a change's questions.
type asking struct {
	answers []answer // those that are known and have not been needed yet
	open    *answer  // the question that has no answer
}

// ask returns the choice that was taken or, without choices, the text that was typed;
// empty if there is no answer. The notice lists the records that the answer decides
// about. If others turn up by the time of the answer, or one has changed, the answer is
// void.
func (w *work) ask(n crm.Notice, choices ...string) (string, error) {
	if len(w.answers) == 0 {
		w.open = &answer{notice: n, choices: choices}
		return "", store.ErrRollBack
	}
	next := w.answers[0]
	w.answers = w.answers[1:]
	if !reflect.DeepEqual(next.notice, n) || !reflect.DeepEqual(next.choices, choices) {
		return "", movedMeanwhile()
	}
	return next.said, nil
}

// checkAnswered rejects a change in which an answered question did not come up again.
func (w *work) checkAnswered() error {
	if len(w.answers) > 0 {
		return movedMeanwhile()
	}
	return nil
}

func movedMeanwhile() error {
	return crm.Errorf(crm.CodeConflict, "somebody changed what you were asked about before you answered").
		Try("Run the command again: it asks about what is there now.")
}

// confirm asks before what may be a mistake. A dry run reports the question instead.
func (w *work) confirm(code string, pairs ...any) error {
	n := notice(code, pairs...)
	switch {
	case w.options.DryRun:
		n.Warning = true
		w.outcome.Notices = append(w.outcome.Notices, n)
		return nil
	case w.options.Yes:
		return nil
	}
	said, err := w.ask(n, code)
	if err == nil && said == "" {
		err = crm.Errorf(crm.CodeRefused, "you said no")
	}
	return err
}

// farDays is how many days from the real one --today may be without a question.
const farDays = 366

// confirmDay asks before writing as of a distant day: after a mistyped year, follow-ups
// would land where nobody looks.
func (w *work) confirmDay() error {
	if days := w.today.Sub(w.realDay()); days <= farDays && days >= -farDays {
		return nil
	}
	return w.confirm("confirm-today", "date", w.today, "real", w.realDay())
}

func records[R crm.Record](of []R) []crm.Record {
	var all []crm.Record
	for _, r := range of {
		all = append(all, crm.Copy(r))
	}
	return all
}
