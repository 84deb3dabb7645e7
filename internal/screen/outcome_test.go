package screen

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/wire"
)

// made is an edit that made an activity by a rule.
func made(rule string, a *crm.Activity, steps ...crm.Step) *crm.Edit {
	a.Rule, a.Status, a.Explanation = rule, crm.Open, &crm.Explanation{Steps: steps}
	return &crm.Edit{Action: crm.Create, Kind: crm.KindActivity, ID: a.ID, After: a, Rule: rule}
}

// changed is an edit of a record.
func changed[R crm.Record](rule string, before R, change func(R)) *crm.Edit {
	after := crm.Copy(before)
	change(after)
	return &crm.Edit{Action: crm.Update, Kind: before.Noun(), ID: crm.IDOf(before), Before: before, After: after, Rule: rule}
}

func of(a *crm.Activity, contact int64) *crm.Activity {
	a.Contact = contact
	return a
}

// logging is the outcome of a call that was logged.
func logging(c *crm.Contact, a *crm.Activity, result string, edits ...*crm.Edit) *crm.Outcome {
	closed := changed("", of(a, c.ID), func(a *crm.Activity) {
		a.Status, a.CallResult, a.DoneOn = crm.Done, result, day("2026-11-25")
	})
	return &crm.Outcome{
		Change: 188, Command: "call log", Today: day("2026-11-25"), Subjects: []crm.Record{closed.After},
		Edits: append([]*crm.Edit{closed}, edits...), People: map[int64]*crm.Contact{c.ID: c},
	}
}

var thanksgiving = crm.Days{{Date: day("2026-11-26"), Name: "Thanksgiving Day"}}

// stayInTouch is the arithmetic behind call 416.
func stayInTouch() []crm.Step {
	return []crm.Step{
		{Op: "add", From: day("2026-11-25"), Months: 6, Is: day("2027-05-25")},
		{Op: "birthday", From: day("2026-11-25"), Is: day("2027-05-12")},
		{Op: "add", From: day("2027-05-12"), Days: -7, Is: day("2027-05-05")},
		{Op: "earliest", Is: day("2027-05-05")},
	}
}

func noReach() *crm.Outcome {
	return logging(person(405, "Lena Fischer", ""), call(377, crm.ReferralCall, "2026-11-25", 2), crm.NoReach,
		made("no-reach", of(call(415, crm.ReferralCall, "2026-11-27", 3), 405),
			crm.Step{Op: "add", From: day("2026-11-25"), Days: 1, Is: day("2026-11-26")},
			crm.Step{Op: "workday-from", From: day("2026-11-26"), Is: day("2026-11-27"), Off: thanksgiving}))
}

func inTouch() *crm.Outcome {
	jane := person(406, "Jane Hudson", "614-555-0147")
	return logging(jane, call(409, crm.ReferralCall, "2026-11-25", 1), crm.StayInTouch,
		made("stay-in-touch", of(call(416, crm.ReviewCall, "2027-05-05", 0), 406), stayInTouch()...),
		changed("", jane, func(c *crm.Contact) { c.LastCall = day("2026-11-25") }))
}

func deadFile() *crm.Outcome {
	mike := person(408, "Mike Brandt", "614-555-0155")
	birthday := of(call(411, crm.BirthdayCall, "2027-02-14", 0), 408)
	o := logging(mike, call(410, crm.ReferralCall, "2026-11-25", 1), crm.DeadFile,
		changed("dead-file", mike, func(c *crm.Contact) {
			c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote = day("2026-11-25"), crm.StopDeadFile, "do not call again"
			c.Stopped = c.DoNotContact
		}),
		changed("stopped", birthday, func(a *crm.Activity) { a.Status, a.DoneOn = crm.Cancelled, day("2026-11-25") }))
	o.Notices = []crm.Notice{{Code: "opportunity-open", Values: map[string]any{"id": int64(413)}}}
	return o
}

func leadAdd() *crm.Outcome {
	ken := person(417, "Ken Abe", "614-555-0190")
	return &crm.Outcome{
		Command: "lead add", DryRun: true, Today: day("2026-11-25"), Subjects: []crm.Record{ken},
		People: map[int64]*crm.Contact{417: ken},
		Edits: []*crm.Edit{
			{Action: crm.Create, Kind: crm.KindContact, ID: 417, After: ken},
			made("new-lead", of(call(418, crm.ReferralCall, "2026-11-27", 1), 417),
				crm.Step{Op: "workday", From: day("2026-11-25"), Is: day("2026-11-27"), Off: thanksgiving}),
			made("birthday", of(call(419, crm.BirthdayCall, "2027-05-12", 0), 417),
				crm.Step{Op: "birthday", From: day("2026-11-25"), Is: day("2027-05-12")}),
		},
	}
}

// shown is an outcome with what is said beside it.
func shown(s *Screen, o *crm.Outcome) error {
	err := s.Outcome(o)
	s.Sentences(s.Out, s.Remarks(o))
	return err
}

func TestOutcomeReference(t *testing.T) {
	reference(t, "screen-log-no-reach", func(s *Screen) error { return shown(s, noReach()) })
	reference(t, "screen-log-stay-in-touch", func(s *Screen) error { return shown(s, inTouch()) })
	reference(t, "screen-log-dead-file", func(s *Screen) error { return shown(s, deadFile()) })
	reference(t, "screen-lead-add-dry-run", func(s *Screen) error { return shown(s, leadAdd()) })
}

// outcomes are those that the reference screens do not have.
func outcomes() []*crm.Outcome {
	jane, bob := person(406, "Jane Hudson", "614-555-0147"), person(407, "Bob Tran", "614-555-0133")
	people := map[int64]*crm.Contact{406: jane, 407: bob}
	review := of(call(416, crm.ReviewCall, "2027-06-01", 0), 406)
	moved := changed("client", review, func(a *crm.Activity) {
		a.Due = day("2027-05-05")
		a.Explanation = &crm.Explanation{Steps: stayInTouch()}
	})
	client := changed("won", jane, func(c *crm.Contact) {
		c.Stage, c.CallFrequency, c.ClientSince = crm.StageClient, "1-2-per-year", day("2026-11-25")
	})
	son := changed("won", bob, func(c *crm.Contact) { c.Stage = crm.StageClient })
	opportunity := &crm.Opportunity{Head: crm.Head{ID: 391}, Contact: 406, Line: "auto", Stage: "closing", Status: crm.Open}
	won := changed("", opportunity, func(o *crm.Opportunity) {
		o.Status, o.Closed, o.Actual = crm.Won, day("2026-11-25"), crm.Amount(148400)
	})
	task := of(&crm.Activity{Head: crm.Head{ID: 402}, Kind: crm.Task, Subject: "chase Cardinal", Due: day("2026-11-25"), Status: crm.Open}, 406)
	snoozed := changed("", task, func(a *crm.Activity) { a.Due, a.DueTime = day("2026-11-27"), "17:00" })
	start := instant("2026-11-27", "10:30")
	meeting := of(&crm.Activity{Head: crm.Head{ID: 420}, Kind: crm.Appointment, Due: day("2026-11-27"), Start: start, End: start.Add(90 * 60e9), Place: "214 Elm St"}, 406)
	edited := changed("", jane, func(c *crm.Contact) {
		c.Phones = crm.Points{{Value: "614-555-0199"}, {Value: "614-555-0147", Bad: true}}
		c.Birthday, c.Source = crm.Birthday{Year: 1980, Month: 5, Day: 12}, "web"
	})
	settings := changed("", crm.DefaultSettings(), func(s *crm.Settings) { s.Country, s.MaxAttempts = "it", 8 })
	base := func(command string, edits ...*crm.Edit) *crm.Outcome {
		return &crm.Outcome{Change: 9, Command: command, Edits: edits, People: people, Subjects: []crm.Record{edits[0].Record()}}
	}
	undone := base("undo", &crm.Edit{Action: crm.Delete, Kind: crm.KindActivity, ID: 416, Before: review}, changed("", jane, func(c *crm.Contact) { c.DoNotContact = crm.Date{}; c.Rating = "a" }))
	undone.Subjects, undone.Notices = nil, []crm.Notice{{Code: "reversed", Values: map[string]any{"change": int64(1188), "command": "call log", "undo": true}}}
	dry := base("task snooze", snoozed)
	dry.DryRun = true
	next := base("appt add", &crm.Edit{Action: crm.Create, Kind: crm.KindActivity, ID: 420, After: meeting})
	next.Next = screen1().Items[3]
	imported := base("lead import", &crm.Edit{Action: crm.Create, Kind: crm.KindContact, ID: 406, After: jane})
	imported.Edits, imported.Subjects = nil, nil
	imported.Imported = &crm.Imported{Added: 1204, Calls: 1200,
		Skipped: []crm.SkippedRow{{Line: 4, Name: "Jane Hudson", ID: 406, Reason: "in the book already"}},
		Bad:     []crm.SkippedRow{{Line: 17, Column: "birthday", Name: "Aya Sato", Reason: "02/03/1980 can be 2 Mar or 3 Feb"}}}
	mailed := base("import", edited)
	mailed.Edits, mailed.Subjects = nil, nil
	mailed.Mail = &crm.ImportedMail{In: 120, Out: 31, People: 12, Known: 4, Regarding: 2, Leads: 3, OptedOut: 2, Files: 7, FilesLeft: 1, Undated: 1, Automatic: 40, Drafts: 2, Discarded: 1,
		Left:    []crm.LeftMail{{Why: crm.MailStopped, Name: "Jane Hudson", ID: 406, Count: 2}, {Why: crm.MailDuplicate, Name: "Bob Tran", ID: 407, Count: 1}, {Why: crm.MailSeveral, Name: "pohl@example.com: Ida Pohl (4), Max Pohl (5)", ID: 4, Count: 1}},
		Bad:     []crm.SkippedRow{{Line: 17, Reason: "the parts of an e-mail are nested deeper than 20 levels"}},
		Unknown: []crm.MailSender{{Name: "Nora New", Address: "nora.new@example.net", Count: 12}, {Address: "x@example.net", Count: 1}}}
	nothing := base("done", snoozed)
	nothing.Edits = nil
	nothing.Notices = []crm.Notice{{Code: "closed-already", Values: map[string]any{"activity": snoozed.After}}}
	repeated := noReach()
	repeated.Repeated = true
	note := &crm.Note{Head: crm.Head{ID: 430}, Contact: 406, Body: "keeps the 2019 Civic\nand the boat, which is moored at a marina in Sandusky"}
	noted := base("contact edit", edited, &crm.Edit{Action: crm.Create, Kind: crm.KindNote, ID: 430, After: note})
	return []*crm.Outcome{base("opp close-won", won, client, son, moved), dry, next, noted, base("book set", settings), undone, imported, nothing, repeated,
		base("task add", &crm.Edit{Action: crm.Create, Kind: crm.KindActivity, ID: 402, After: task}),
		base("contact stop", changed("", jane, func(c *crm.Contact) { c.DoNotContact, c.DoNotContactReason = day("2026-11-25"), "asked" })), mailed}
}

func TestOutcomeEverywhere(t *testing.T) {
	everywhere(t, "outcome", func(s *Screen) error {
		for _, o := range append([]*crm.Outcome{noReach(), inTouch(), deadFile(), leadAdd()}, outcomes()...) {
			if err := shown(s, o); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestNotices(t *testing.T) {
	task := &crm.Activity{Head: crm.Head{ID: 402}, Kind: crm.Task, Status: crm.Done}
	values := map[string]any{
		"activity": task, "name": "Jane \x1b[31mHudson", "rule": "no-reach", "call": int64(1409), "due": day("2026-11-27"), "result": "no-reach",
		"channel": "call", "state": "withdrawn", "date": day("2026-11-26"), "holiday": "Thanksgiving Day", "last": day("2026-11-26"), "since": day("2026-11-20"), "client": true, "appointments": 1, "opportunities": 2, "sharing": []string{"Sue Fox"},
		"change": int64(1188), "command": "call log", "rows": 2, "path": "leads.rejected.csv", "columns": "Fax, Telex", "values": "new, contacted", "column": "Ring", "profile": "Maklerpool", "count": 2,
		"n": 3, "revoke": crm.Run("book grant", int64(3), crm.With("revoke", nil)), "homes": 2, "term": 12, "usual": "10", "ids": "5 9", "phone": "", "near": []string{"Acme Mutual"}, "most": 4, "relations": []string{"child", "parent"}, "names": []string{"Jane \x1b[31mHudson", "Bob Tran"}, "real": day("2026-11-26"), "over": day("2026-11-27"), "old": int64(406), "until": day("2026-11-27"),
		"records": []crm.Record{task, &crm.Activity{Head: crm.Head{ID: 403}, Kind: crm.Task, Due: day("2026-11-27"), DueTime: "15:00"}},
		"left":    crm.Terms{{Name: "birthday", Value: "1980-01-02"}, {Name: "name", Value: "Jane \x1b[31mHanley"}},
		"login":   "ann", "reason": "asked", "note": "by letter", "owner": "Ben Ortiz", "to": "Kim Ito", "where": "line == 1", "of": "Hudson family", "contact": int64(31), "twin": "Ben Ortiz", "notes": "5 9", "as": "asked", "stage": "lead", "verb": "client", "tag": "vip", "carrier": "Acme \x1b[31mMutual", "task": int64(403), "relation": "spouse", "from": day("2026-11-20"), "value": "614-555-0147", "line": 4, "suggested": 30, "member": "Bob Tran", "text": "Report of \x1b[31mleads", "sheet": "Clients \x1b[31m2026",
		"slot": "review", "winner": "stay-in-touch", "chain": "a → b → a", "at": "mine.yaml:3:5", "part": "due", "why": "the day is unknown", "pack": "annual-review",
		"by": "Bob Tran", "here": "15:00", "there": "12:00", "zone": "America/Los_Angeles", "then": crm.Run("dnc remove", "614-555-0147"),
		"invited": "Bob Tran", "instead": crm.Run("appt add", 7, "2026-12-03 11:00"), "program": "Outlook \x1b[31m2010", "format": "MM/DD/YYYY", "day": day("1980-05-12"),
	}
	everywhere(t, "notices", func(s *Screen) error {
		for _, code := range []string{
			"named-by-email", "read-as", "read-by-profile", "profile-kept", "profile-removed", "footers-skipped", "dates-decided", "dates-numbered", "amounts-decided",
			"rule-slot", "rule-idle", "rule-on-again", "rule-chain", "rule-chain-long", "rule-conflicts-more", "rule-failed", "rule-no-day", "rule-no-producer", "rule-no-record", "rule-leaves", "rule-says", "rule-built-in-again", "rule-pack-again", "pack-own-rule", "pack-from-now", "pack-always", "pack-left", "rule-problems-seen", "columns-taken", "words-noted", "words-tagged", "words-skipped", "words-unmet",
			"opportunity-open", "still-open", "closed-already", "closed-too", "calls-too", "backfill-unwilling", "nothing-planned-stopped", "household-called", "call-serves", "call-instead", "call-nowhere", "day-to-find", "consent-stopped", "their-clock", "agreed-stays", "agreed-too", "no-follow-up",
			"logged-already", "due-on-day-off", "rules-too-deep", "clock-behind", "same-name", "phone-found", "same-point", "same-number", "imported-same-numbers", "stays", "stopped-already",
			"mail-refuses", "mail-packed",
			"confirm-dead-file", "reversed", "rejected-to", "left-out-retired", "left-out-stopped", "left-out-household", "left-out-unknown", "rows-inherited", "uncalled", "columns-ignored", "sheet-read", "calendar-past", "calendar-until", "calendar-answer", "calendar-nobody", "calendar-others", "calendar-declined", "calendar-instead", "calendar-regards-other", "calendar-stays-with", "calendar-sale", "calendar-sales", "invitation-written", "mail-regards", "mail-unknown", "mail-sale", "mail-which", "mail-several", "titles-skipped", "stops-held", "zero-days", "short-years", "children", "statuses-noted", "rows-older", "columns-follow", "columns-passed", "calls-spared", "tags-ignored", "phones-ignored", "clients-as-others", "may-refuse", "may-be-wrong", "referrers-noted", "related-noted", "spouses-made", "photos-too-large", "photos-left", "related-left", "reasons-noted", "left-out-refuses", "days-noted", "same-points", "organization-taken", "organizations-taken", "households-made", "households-joined", "stays-at-stage", "birthdays-moved", "confirm-today", "confirm-carrier", "confirm-new-carrier", "confirm-examples", "confirm-one-carrier", "confirm-term", "confirm-undo", "confirm-redo", "no-next-step",
			"no-next-steps", "imported-strays", "phone-incomplete", "imported-incomplete", "phone-bad", "imported-bad-phones", "phone-two-ways", "phone-odd-length", "imported-odd-phones", "policy-expired", "policy-without-step", "policy-step-late", "no-renewal", "end-stays", "renewed-apart", "in-force-again",
			"appointment-stays", "shares-stopped", "home-stopped", "off-list", "reasons-raised", "allowed-again", "freed", "members-not-stopped", "homes-not-stopped", "imported-suppressed", "more-stay", "joined-stopped", "joined-no-calls", "group-like-stopped", "group-like", "parts-apart", "parts-apart-rows", "offer-ends-first", "email-nowhere", "not-set", "confirm-no-manager", "appointment-cancelled", "imported-cancelled",
			"still-suppressed", "suppression-stays", "bad-not-suppressed", "bad-of-stopped", "rows-of-two", "several-names", "marked-by-name", "refuses-of-several", "reading-stays", "part-cleared", "suppressed-already", "suppressed-number", "notes-private", "skipped-for-number", "tag-new", "tags-merged", "related-already", "relation-new", "merge-left", "consent-stays", "also-recorded", "also-removed", "number-merged", "not-back", "reason-needed", "ask-reason", "reason-needed-kept", "ask-reason-kept", "ask-calls-per-day", "not-known-to-anybody", "day-past", "opportunities-left", "field-used", "field-mapped", "values-unseen", "choices-gone", "none-to-assign", "none-listed", "note-gone",
			"tag-used", "tag-left", "tag-unknown", "namesakes", "relations-differ",
			"login-granted", "login-granted-for", "login-was", "login-stays", "login-revoked", "login-would-grant", "login-would-revoke", "confirm-erase", "confirm-erase-of", "erased-before", "recalled", "recalled-like", "erase-stays", "erase-elsewhere", "erase-nowhere", "erase-home", "erase-dropped", "erase-cancelled", "backups-erased", "backup-removed", "backup-not-erased", "erasing-left",
		} {
			text := s.Sentence(crm.Notice{Code: code, Values: values})
			if strings.ContainsAny(text, "{}\x1b") {
				t.Errorf("%s in %s: %s", code, s.Locale.Lang(), text)
			}
			if _, err := s.Out.Write([]byte(strings.Join(wrap(text, s.width()), "\n") + "\n")); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestOutcomeForPrograms(t *testing.T) {
	var all bytes.Buffer
	for _, format := range []wire.Format{wire.JSON, wire.CSV, wire.Markdown} {
		s := newScreen(t, "it", &all)
		s.Format = format
		for _, o := range []*crm.Outcome{deadFile(), outcomes()[6], outcomes()[8]} {
			if err := s.Outcome(o); err != nil {
				t.Fatal(err)
			}
		}
	}
	golden(t, "outcome-formats", all.Bytes())
	var read struct {
		Change  int
		DryRun  *bool `json:"dry_run"`
		Edits   []struct{ Record map[string]any }
		Notices []struct{ Code, Message string }
	}
	if err := json.NewDecoder(&all).Decode(&read); err != nil {
		t.Fatal(err)
	}
	if read.Change != 188 || read.DryRun == nil || len(read.Edits) != 3 || read.Edits[2].Record["status"] != "cancelled" || read.Notices[0].Code != "opportunity-open" {
		t.Errorf("read back %+v", read)
	}
}

func TestOutcomeQuiet(t *testing.T) {
	var out bytes.Buffer
	s := newScreen(t, "en", &out)
	s.Quiet = true
	if err := s.Outcome(noReach()); err != nil {
		t.Fatal(err)
	}
	if out.String() != "377\n" {
		t.Errorf("got %q", out.String())
	}
}
