package book

import (
	"reflect"

	"crm/internal/crm"
	"crm/internal/store"
)

// What a command has to ask before it goes on. Nobody waits for an answer while
// the book is held for writing: see change.

// answer is a question and, once it has been asked, what was said.
type answer struct {
	notice  crm.Notice
	choices []string
	said    string
}

// asking is what a change knows of questions.
type asking struct {
	answers []answer // those that are known and have not been needed yet
	open    *answer  // the question that has no answer
}

// ask returns which of the choices was taken; without choices, what was typed.
// Empty is no answer. The records that the answer decides about belong into the
// notice: where they are others by the time of the answer, or have changed, it
// is not acted on.
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

// checkAnswered refuses a change in which a question did not come up again.
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

// confirm asks before something that may be a mistake. A dry run says instead
// what would be asked.
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

// farDays is how far from the real day a change may be as of without a question.
const farDays = 366

// confirmDay asks before something is written as of a day that is far away: a
// year that was mistyped would move what it touches to where nobody looks.
func (w *work) confirmDay() error {
	if days := w.today.Sub(w.realDay()); days <= farDays && days >= -farDays {
		return nil
	}
	return w.confirm("confirm-today", "date", w.today, "real", w.realDay())
}

// records are those of one noun, for a notice.
func records[R crm.Record](of []R) []crm.Record {
	var all []crm.Record
	for _, r := range of {
		all = append(all, crm.Copy(r))
	}
	return all
}
