package rules

import (
	"strings"
	"testing"
)

// TestCountsAndClocks plays rules that ask for the time of the day, for the day on which
// somebody is so old, and for what else the contact has.
func TestCountsAndClocks(t *testing.T) {
	f, err := Read(nil, "mine.yaml", `
- name: at-once
  on: contact
  when: becomes("stage", "lead")
  do:
    - create: call
      due: '= clock(now) < "16:00" ? today : next_workday(today)'
      due_time: '= clock(now) < "16:00" ? clock(later(now, 60)) : nil'
  examples:
    - given: {today: 2026-11-25, now: 2026-11-25 14:35, edit: {stage: lead}}
      expect: [{create: call, rule: at-once, due: 2026-11-25, due_time: "15:35"}]
    - given: {today: 2026-11-25, now: 2026-11-25 16:00, edit: {stage: lead}}
      expect: [{create: call, rule: at-once, due: 2026-11-26, due_time: null}]
    - about: What is recorded late has no time of the day.
      given: {today: 2026-11-25, edit: {stage: lead}}
      expect: [{create: call, rule: at-once, due: 2026-11-26, due_time: null}]
- name: medicare
  on: contact
  when: changed("birthday") and turns(birthday, 65) - days(180) > today
  do: [{create: task, due: "= turns(birthday, 65) - days(180)"}]
  examples:
    - given: {today: 2026-11-25, edit: {birthday: 1962-06-03}}
      expect: [{create: task, due: 2026-12-05}]
    - given: {today: 2026-11-25, edit: {birthday: --06-03}}
      expect: []
    - given: {today: 2026-11-25, edit: {birthday: 1951-06-03}}
      expect: []
- name: of-age
  on: contact
  when: changed("birthday") and turns(birthday, 18) > today
  do: [{create: task, due: "= turns(birthday, 18)"}]
  examples:
    - about: Who was born on 29 February is of age on the 28th.
      given: {today: 2026-11-25, edit: {birthday: 2012-02-29}}
      expect: [{create: task, due: 2030-02-28}]
    - given: {today: 2026-11-25, edit: {birthday: 2024-02-29}}
      expect: [{create: task, due: 2042-02-28}]
- name: no-home
  on: policy
  when: becomes("status", "active") and how_many("policy", "line in ['home', 'condo'] and status in ['pending', 'active']") == 0
  do: [{create: task, due: = today}]
  examples:
    - given: {today: 2026-11-25, edit: {line: auto, status: active}, policies: [{line: home, status: cancelled}, {line: life, status: active}]}
      expect: [{create: task}]
    - given: {today: 2026-11-25, edit: {line: auto, status: active}, policies: [{line: home, status: active}]}
      expect: []
    - about: The edited one counts.
      given: {today: 2026-11-25, edit: {line: condo, status: active}}
      expect: []
- name: many-sales
  on: opportunity
  when: becomes("status", "open") and how_many("opportunity", "status == 'open' and x_date > today") > 1
  do: [{create: task, due: = today}]
  examples:
    - given: {today: 2026-11-25, edit: {status: open, x_date: 2027-01-01}, opportunities: [{status: open, x_date: 2027-02-01}, {status: lost}]}
      expect: [{create: task}]
    - given: {today: 2026-11-25, edit: {status: open}, opportunities: [{status: open, x_date: 2027-02-01}]}
      expect: []
- name: written
  on: contact
  when: becomes("stage", "prospect") and how_many("activity", "kind == 'email' and contact.stage == 'prospect'") == 0
  do:
    - {create: task, purpose: text, due: = today}
    - {create: task, purpose: reach, due: = today, slot: hello, once_per: household}
  examples:
    - given: {today: 2026-11-25, edit: {stage: prospect}, open: [{kind: call}]}
      expect: [{create: task, purpose: text}, {create: task, purpose: reach}]
    - about: Whoever wants no text messages gets none.
      given: {today: 2026-11-25, edit: {stage: prospect, texts_withdrawn: 2026-11-01}}
      expect: [{create: task, purpose: reach}]
    - about: Somebody of the household has the task.
      given: {today: 2026-11-25, edit: {stage: prospect}, open: [{kind: task, purpose: reach, slot: hello}]}
      expect: [{create: task, purpose: text}]
    - about: Nobody is written to who must not be contacted.
      given: {today: 2026-11-25, edit: {stage: prospect, do_not_contact: 2026-11-01}}
      expect: []
`)
	if err != nil {
		t.Fatal(err)
	}
	all, err := f.Try("")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		for _, d := range one.Differences {
			t.Errorf("%s: %s: %s", one.At, one.About, d.Text(2))
		}
	}
	for want, when := range map[string]string{
		`mine.yaml:10:66: unknown field "lime", did you mean line?`: `created() and how_many("policy", "status == 'active' and lime == 'auto'") > 0`,
		`how_many() takes a noun in quotes`:                         `created() and how_many("polcy", "status == 'active'") > 0`,
		`how_many() takes a condition in quotes`:                    `created() and how_many("policy", 5) > 0`,
		`a condition is wanted here, this is a code`:                `created() and how_many("policy", "status") > 0`,
		`unknown function "changed"`:                                `created() and how_many("policy", "changed('status')") > 0`,
		`turns() takes a number`:                                    `created() and turns(birthday, "x") > today`,
	} {
		_, err := Read(nil, "mine.yaml", "\n\n\n\n\n\n\n- name: a\n  on: contact\n  when: "+when+"\n  do: [{create: task, due: = today}]\n")
		if err == nil {
			t.Errorf("%s is taken", when)
			continue
		}
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, wanted %s", when, err, want)
		}
	}
}
