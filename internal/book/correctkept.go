package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// What a correction of a call leaves alone: what was agreed on in it, if its day alone is
// corrected, and what was noted before its result.

// keepAgreed keeps the appointment, or what is planned for a day that a person chose, that
// came of a call, whatever has become of it since.
func (w *work) keepAgreed(call *crm.Activity) error {
	all, err := w.tx.Activities(call.Contact)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.Cause != call.ID || a.Kind != crm.Appointment && !a.Explanation.Chosen() {
			continue
		}
		w.kept = append(w.kept, a)
		if a.Kind == crm.Appointment {
			w.input.Start, w.input.End, w.input.Place = a.Start, a.End, a.Place
		}
	}
	return nil
}

// isKept reports whether something that was agreed on stays in place of what a rule would
// make.
func (w *work) isKept(a *crm.Activity) bool {
	return slices.ContainsFunc(w.kept, func(k *crm.Activity) bool {
		return k.Kind == a.Kind && k.Contact == a.Contact && k.CallType == a.CallType && k.Purpose == a.Purpose
	})
}

// resultNote is the note of a call before and after it got its result.
type resultNote struct{ before, after string }

// added returns what came with the result.
func (n resultNote) added() string {
	if !strings.HasPrefix(n.after, n.before) {
		return ""
	}
	return strings.TrimPrefix(n.after[len(n.before):], noteJoin)
}

// without returns a note without what came with the result. It stays as it is if somebody
// has rewritten it since.
func (n resultNote) without(note string) string {
	if n.added() == "" || !strings.HasPrefix(note, n.after) {
		return note
	}
	rest := note[len(n.after):]
	if n.before == "" {
		rest = strings.TrimPrefix(rest, noteJoin)
	}
	return n.before + rest
}

// noteOfResult returns what was noted of a call before and after it got its present
// result.
func (w *work) noteOfResult(call *crm.Activity) (resultNote, error) {
	entries, err := w.tx.EntriesOf(call.ID)
	if err != nil {
		return resultNote{}, err
	}
	n, note, result := resultNote{after: call.Note}, call.Note, call.CallResult
	for i, e := range slices.Backward(entries) {
		is := resultNote{before: note, after: note}
		was := result
		if e.Action == crm.Create {
			is.before, was = "", ""
		}
		if text, ok := e.Before["note"]; ok {
			is.before, _ = text.(string)
		}
		if code, ok := e.Before["call_result"]; ok {
			was, _ = code.(string)
		}
		if result == call.CallResult && was != result {
			n = is
			if was != "" || !resultCleared(entries, i) {
				return n, nil
			}
		}
		note, result = is.before, was
	}
	return n, nil
}

// resultCleared reports whether a call lost its result just before an edit, in the same
// change, to be given it again.
func resultCleared(entries []*store.Entry, i int) bool {
	return i > 0 && entries[i-1].Change == entries[i].Change && entries[i-1].Before["call_result"] != nil
}
