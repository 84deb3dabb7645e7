package book

import (
	"context"

	"crm/internal/crm"
)

// Qualify moves leads on to prospect.
//
// Errors: CodeConflict for somebody who is not a lead.
func (b *Book) Qualify(ctx context.Context, command string, who []string, notes ...string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		return w.eachContact(who, func(c *crm.Contact) error {
			if c.Stage == crm.StageProspect {
				return nil
			}
			if c.Stage != crm.StageLead {
				return crm.Errorf(crm.CodeConflict, "%s is not a lead", c.Name).Next("Set the stage", "contact edit", c.ID, crm.With("stage", "prospect"))
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
			_, err := w.put(c)
			return err
		}, notes...)
	})
}
