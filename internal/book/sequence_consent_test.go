package book

import (
	"context"
	"testing"

	"crm/internal/crm"
)

// consentCommands are random words of contacts on how they may be reached.
func (p *player) consentCommands(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	say := func(who, channel, state string) (*crm.Outcome, error) {
		return b.Consent(ctx, "contact consent", who, ConsentGiven{Channel: channel, State: state, On: p.one("on", "", "", "2026-03-02"), How: p.one("how", "", "phone")})
	}
	return map[string]func() (*crm.Outcome, error){
		"consent": func() (*crm.Outcome, error) {
			return say(p.person(), p.one("channel", "call", "call", "email", "text", "post", "all"), p.one("state", "given", "withdrawn", "withdrawn"))
		},
		"no calls":   func() (*crm.Outcome, error) { return say(p.person(), "call", "withdrawn") },
		"no e-mails": func() (*crm.Outcome, error) { return say(p.person(), "email", "withdrawn") },
		"calls again": func() (*crm.Outcome, error) {
			return say(p.id("contacts", "calls_barred IS NOT NULL"), "call", "given")
		},
		"delete consent": func() (*crm.Outcome, error) {
			return b.Delete(ctx, []string{p.id("consents", "1 = 1")})
		},
		"delete who wants no calls": func() (*crm.Outcome, error) {
			return b.Delete(ctx, []string{p.id("contacts", "id IN (SELECT contact FROM consents)")})
		},
		"write": func() (*crm.Outcome, error) {
			return b.Done(ctx, "task done", crm.Task, []string{p.id("activities", "purpose = 'write' AND status = 'open'")}, "", "")
		},
	}
}

func beginConsents(p *player) []string {
	p.begin()
	return []string{"consent", "no calls", "no calls", "no e-mails", "calls again", "email log", "delete consent", "delete who wants no calls", "write", "edit", "add", "log", "stop", "allow", "correct"}
}

func TestUndoGivesBackConsents(t *testing.T) {
	t.Parallel()
	undoGivesBack(t, beginConsents)
}

// TestNobodyWhoWantsNoCallsIsCalled holds whatever else is done, and taken back.
func TestNobodyWhoWantsNoCallsIsCalled(t *testing.T) {
	t.Parallel()
	staysSound(t, beginConsents)
}
