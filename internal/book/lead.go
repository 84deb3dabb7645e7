package book

import (
	"context"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Qualify moves leads on to prospect.
//
// Errors: CodeConflict for somebody who is no lead.
func (b *Book) Qualify(ctx context.Context, command string, who []string, notes ...string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		return w.eachContact(who, func(c *crm.Contact) error {
			if c.Stage == crm.StageProspect {
				return nil
			}
			if c.Stage != crm.StageLead {
				return crm.Errorf(crm.CodeConflict, "%s is no lead", c.Name).Try("Set the stage: crm contact edit %d --stage prospect", c.ID)
			}
			c.Stage = crm.StageProspect
			_, err := w.put(c)
			return err
		}, notes...)
	})
}

// Reject gives leads and prospects up: the stage is cleared and their open
// calls are cancelled. They may be contacted again; Stop is for those who may
// not.
//
// Errors: CodeConflict for a client or somebody without a stage.
func (b *Book) Reject(ctx context.Context, command string, who []string, reason string, notes ...string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		reason, err := w.code("reject_reason", reason)
		if err != nil {
			return err
		}
		return w.eachContact(who, func(c *crm.Contact) error {
			if c.Stage != crm.StageLead && c.Stage != crm.StageProspect {
				return crm.Errorf(crm.CodeConflict, "%s is neither lead nor prospect", c.Name)
			}
			c.Stage, c.RejectReason = "", reason
			if _, err := w.put(c); err != nil {
				return err
			}
			open, err := w.tx.OpenActivities(c.ID)
			if err != nil {
				return err
			}
			for _, a := range open {
				if a.Kind != crm.Call && (a.Purpose == "" || !plansContact(a)) {
					w.say("still-open", "activity", a)
					continue
				}
				a.Status, a.DoneOn = crm.Cancelled, w.today
				if _, err := w.put(a); err != nil {
					return err
				}
			}
			return nil
		}, notes...)
	})
}

// Stop marks contacts as not to be contacted; whatever was planned to contact
// them is cancelled by the rule dead-file.
func (b *Book) Stop(ctx context.Context, command string, who []string, reason, note string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		reason, err := w.code("stop_reason", reason)
		if err != nil {
			return err
		}
		return w.eachContact(who, func(c *crm.Contact) error {
			if !c.DoNotContact.IsZero() {
				w.say("stopped-already", "name", c.Name, "since", c.DoNotContact)
				return nil
			}
			c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote = w.today, reason, note
			_, err := w.put(c)
			return err
		})
	})
}

// Allow lifts the do-not-contact mark, for a reason that is kept as a note;
// rules plan again what the stage calls for.
//
// Errors: CodeInvalid without a reason, CodeConflict for somebody who has no
// mark.
func (b *Book) Allow(ctx context.Context, command string, who []string, reason string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		if fold.Clean(reason) == "" {
			return crm.Errorf(crm.CodeInvalid, "lifting the mark needs a reason").On("reason").Try("Say who asked and when: --reason \"called on 3 May and asked for a quote\"")
		}
		return w.eachContact(who, func(c *crm.Contact) error {
			if c.DoNotContact.IsZero() {
				return crm.Errorf(crm.CodeConflict, "%s may be contacted", c.Name)
			}
			c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote = crm.Date{}, "", ""
			if _, err := w.put(c); err != nil {
				return err
			}
			// Why somebody may be contacted again concerns everybody, so the
			// note has no author whose own it would be.
			_, err := w.put(&crm.Note{Contact: c.ID, Body: fold.Clean(reason), Written: w.moment()})
			return err
		})
	})
}
