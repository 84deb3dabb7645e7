package rules

import (
	"reflect"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestIdle plays rules about records with which nothing happens for a while.
func TestIdle(t *testing.T) {
	f, err := Read(nil, "mine.yaml", `
- name: stale
  about: An open sale with which nothing happens for two weeks is looked at.
  idle: {of: opportunity, for: 14 days}
  when: stage != "new" and line != "life"
  do: [{create: task, subject: "what about {{line}} of {{contact.name}}?"}]
  examples:
    - about: Its day is two weeks after the last change.
      given: {today: 2026-11-25, record: {status: open, line: auto}, edit: {x_date: 2027-03-01}}
      expect: [{create: task, slot: stale, due: 2026-12-09, purpose: idle, subject: "what about auto of Jane Hudson?"}]
    - about: What is there moves.
      given: {today: 2026-11-25, record: {status: open, line: auto}, edit: {x_date: 2027-03-01}, open: [{kind: task, slot: stale, due: 2026-11-27}]}
      expect: [{create: task, slot: stale, due: 2026-12-09}]
    - about: Nobody waits for one that is lost.
      given: {today: 2026-11-25, record: {status: open, line: auto}, edit: {status: lost}, open: [{kind: task, slot: stale, due: 2026-11-27}]}
      expect: [{cancel: task, slot: stale}]
    - about: Nor for another line.
      given: {today: 2026-11-25, record: {status: open, line: auto}, edit: {line: life}}
      expect: []
- name: silent
  idle: {of: contact, for: 6 months}
  when: stage == "client" and how_many("policy", "status == 'active'") > 0
  do: [{create: call, call_type: review, due: = on_or_after_workday(idle_on)}]
  examples:
    - given: {today: 2026-11-30, record: {stage: client}, edit: {source: web}, policies: [{status: active}]}
      expect: [{create: call, slot: silent, due: 2027-05-31}]
    - given: {today: 2026-11-25, record: {stage: client}, edit: {source: web}}
      expect: []
    - given: {today: 2026-11-25, record: {stage: client}, edit: {do_not_contact: 2026-11-25}, policies: [{status: active}]}
      expect: []
- name: hello
  on: contact
  when: becomes("stage", "prospect")
  once: {per: household, within: 1 year}
  do: [{create: task, subject: hello, due: = today}]
  examples:
    - given: {today: 2026-11-25, edit: {stage: prospect}}
      expect: [{create: task, subject: hello}]
    - given: {today: 2026-11-25, edit: {stage: prospect}, acted: true}
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
	for i, own := range OwnOf(f) {
		encoded, err := Encode(f.Rules[i : i+1])
		if err != nil {
			t.Fatal(err)
		}
		again, err := Decode(nil, own.Name, encoded, "")
		if err != nil {
			t.Fatal(err)
		}
		head := ReadHeads(own.Name, Heads(again))[0]
		want := []crm.Kind{"idle:opportunity", "idle:contact", "contact"}[i]
		if head.listens() != want || (again[0].Once == nil) != (i < 2) || !reflect.DeepEqual(again[0].Idle, f.Rules[i].Idle) {
			t.Errorf("%s listens to %v and is kept as %s", own.Name, head.listens(), encoded)
		}
	}
}

// TestIdleFaults are mistakes in rules about idle records, and in how often a rule acts.
func TestIdleFaults(t *testing.T) {
	for text, want := range map[string]string{
		"idle: {of: task, for: 14 days}, do: [{create: task}]":                                                   `of is "task"`,
		"idle: {of: contact}, do: [{create: task}]":                                                              "idle does not say for",
		"idle: {of: contact, for: soon}, do: [{create: task}]":                                                   "for takes a length of time",
		"idle: {of: contact, for: 0 days}, do: [{create: task}]":                                                 "for is from a day",
		"idle: {of: contact, for: 1 day, since: x}, do: [{create: task}]":                                        `idle has no "since"`,
		"idle: contact, do: [{create: task}]":                                                                    "idle is written as",
		"on: contact, idle: {of: contact, for: 1 day}, do: [{create: task}]":                                     "a rule has on or idle, not both",
		"idle: {of: contact, for: 1 day}, do: [{set: contact, source: web}]":                                     "gets one activity",
		"idle: {of: contact, for: 1 day}, do: [{create: task, slot: x}]":                                         "it takes no slot",
		"idle: {of: contact, for: 1 day}, when: changed('stage'), do: [{create: task}]":                          `unknown function "changed"`,
		"idle: {of: opportunity, for: 1 day}, when: status == 'lost', do: [{create: task}]":                      "rule a never acts",
		"on: contact, when: created(), once: person, do: [{create: task, due: = today}]":                         "once is person",
		"on: contact, when: created(), once: {per: contact, within: a year}, do: [{create: task, due: = today}]": "within takes a length of time",
		"on: contact, when: idle_on > today, do: [{create: task, due: = today}]":                                 `unknown field "idle_on"`,
		"on: contact, when: created(), once: {per: contact, in: 2 days}, do: [{create: task, due: = today}]":     "once has no in",
		"idle: {of: contact, for: 1 day}, when: 'stage == nil', do: [{create: task}]":                            "rule a never acts",
		"idle: {of: contact, for: 1 day}, do: [{create: task, due: '= was(\"last_call\")'}]":                     `unknown function "was"`,
		"idle: {of: contact, for: 1 day}, do: [{create: task}, {create: task}]":                                  "gets one activity",
		"on: contact, when: created(), once: [contact], do: [{create: task, due: = today}]":                      "once is written as",
		"idle: {of: policy, for: 1 day}, do: [{create: task, if: \"status == 'expired'\"}]":                      "never true",
	} {
		_, err := Read(nil, "mine.yaml", "{name: a, "+text+"}\n")
		if err == nil || !strings.Contains(err.Error()+errHelp(err), want) {
			t.Errorf("%s: %v, wanted %s", text, err, want)
		}
	}
}

func errHelp(err error) string {
	text := ""
	if e, ok := crm.AsError(err); ok {
		for _, r := range e.Remedies {
			text += "\n" + r.Text
		}
	}
	return text
}
