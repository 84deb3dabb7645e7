package query_test

import (
	"errors"
	"testing"
	"time"

	"crm/internal/crm"
	"crm/internal/query"
)

func TestConditions(t *testing.T) {
	household := &crm.Contact{Head: crm.Head{ID: 2}, Kind: crm.Household, Name: "Hudsons", Owner: 3}
	owner := &crm.Producer{Head: crm.Head{ID: 3}, Name: "Ann"}
	facts := factsOf(hudson(), household, owner)
	for text, want := range map[string]bool{
		`true`:                                  true,
		`stage == "lead"`:                       true,
		`stage != "lead"`:                       false,
		`name == "jane hudson"`:                 true,
		`name contains "hud"`:                   true,
		`name startsWith "JANE"`:                true,
		`name endsWith "Jane"`:                  false,
		`name not contains "x"`:                 true,
		`name contains ""`:                      false,
		`id == 1 and household == 2`:            true,
		`household.id == 2`:                     true,
		`household.name == "Hudsons"`:           true,
		`household.owner.name == "Ann"`:         true,
		`household?.owner?.name == "Ann"`:       true,
		`org.name == nil`:                       true,
		`org.owner.name == "Ann"`:               false,
		`family == nil`:                         true,
		`family == ""`:                          true,
		`family != "x"`:                         true,
		`family == "x"`:                         false,
		`not (family == "x")`:                   true,
		`family < "x"`:                          false,
		`family >= "x"`:                         false,
		`not (family < "x")`:                    true,
		`family in ["x", nil]`:                  false,
		`family not in ["x"]`:                   true,
		`family in []`:                          false,
		`nil in [nil]`:                          false,
		`nil == nil`:                            true,
		`family == address`:                     true,
		`family != address`:                     false,
		`(family ?? "x") == "x"`:                true,
		`stage in ["lead", "client"]`:           true,
		`last_call < today`:                     true,
		`last_call == "2026-08-31"`:             true,
		`last_call + months(6) == "2027-02-28"`: true,
		`last_call + (months(6) + days(1)) == "2027-03-01"`: true,
		`last_call + (months(6) - days(1)) == "2027-02-27"`: true,
		`last_call > "-3m"`:                             true,
		`last_call <= "last fri"`:                       true,
		`today - last_call == 84`:                       true,
		`client_since + days(1) == nil`:                 true,
		`today - client_since > 3`:                      false,
		`"2026-08-01" < last_call < today`:              true,
		`month(birthday) == 5 and day(birthday) == 12`:  true,
		`year(birthday) == nil`:                         true,
		`year(birthday) < 1980`:                         false,
		`birthday == "--05-12"`:                         true,
		`birthday != "12 may"`:                          false,
		`birthday in ["11 may", "12 may"]`:              true,
		`birthday not in ["11 may", nil]`:               true,
		`birthday == "1980-05-12"`:                      false,
		`birthday < "1980-05-12"`:                       false,
		`birthday > "1980-05-12"`:                       false,
		`birthday < today`:                              false,
		`birthday != nil`:                               true,
		`phones == nil`:                                 true,
		`client_since == nil ? stage == "lead" : false`: true,
		`1 / 0 == nil`:                                  true,
		`7 / 2 == 3.5`:                                  true,
		`-(id + 1) * 2 == -4`:                           true,
		`month("2026-12-01") == 12`:                     true,
		`today in ["today"]`:                            true,
		`!(1 > 2) && (1 < 2 || false)`:                  true,
	} {
		got, err := compile(t, text, filterScope(crm.KindContact)).Bool(facts)
		if err != nil || got != want {
			t.Errorf("%s: got %t, %v", text, got, err)
		}
	}
}

func TestNumbersOfRecords(t *testing.T) {
	north, nobody := &crm.Team{Name: "North", Members: crm.Numbers{2, 3}}, &crm.Team{Name: "South"}
	for text, want := range map[string]bool{
		`2 in members`:     true,
		`3 in members`:     true,
		`23 in members`:    false,
		`4 not in members`: true,
		`id in members`:    false,
	} {
		got, err := compile(t, text, filterScope(crm.KindTeam)).Bool(factsOf(north))
		if err != nil || got != want {
			t.Errorf("%s: got %t, %v", text, got, err)
		}
	}
	if got, err := compile(t, `2 in members`, filterScope(crm.KindTeam)).Bool(factsOf(nobody)); got || err != nil {
		t.Errorf("somebody is in a team of nobody: %v", err)
	}
}

func TestMoneyAndInstants(t *testing.T) {
	opportunity := &crm.Opportunity{Head: crm.Head{ID: 4}, Premium: crm.Amount(148050), Probability: 50}
	for text, want := range map[string]bool{
		`premium == 1480.5`:                          true,
		`premium == "1480.50"`:                       true,
		`premium >= 1480`:                            true,
		`premium > 10 * 200`:                         false,
		`premium - 0.5 == 1480`:                      true,
		`premium + 0.5 == 1481`:                      true,
		`premium + premium == 2961`:                  true,
		`premium > -1`:                               true,
		`actual_premium - premium > -100000`:         false,
		`actual_premium == nil`:                      true,
		`actual_premium != 0`:                        true,
		`premium in [1, 1480.50]`:                    true,
		`(actual_premium ?? 0) == 0`:                 true,
		`premium > (probability > 40 ? 1000 : 2000)`: true,
		`probability > 49.5`:                         true,
	} {
		got, err := compile(t, text, filterScope(crm.KindOpportunity)).Bool(factsOf(opportunity))
		if err != nil || got != want {
			t.Errorf("%s: got %t, %v", text, got, err)
		}
	}
	if _, err := query.Compile(`premium == 1.005`, filterScope(crm.KindOpportunity)); err == nil {
		t.Error("a tenth of a cent was taken")
	}

	// 02:30 in UTC is the evening before in São Paulo, three hours behind.
	start := time.Date(2026, time.November, 24, 2, 30, 0, 0, time.UTC)
	activity := &crm.Activity{Start: start, End: start.Add(time.Hour), Due: today}
	for text, want := range map[string]bool{
		`start == today`:           true,
		`start == "2026-11-24"`:    false,
		`start < "2026-11-24"`:     true,
		`start <= today`:           true,
		`start > today`:            false,
		`today >= start`:           true,
		`start != "today"`:         false,
		`start < end`:              true,
		`start == due`:             true,
		`start in ["today"]`:       true,
		`made_at == today`:         false,
		`made_at != today`:         true,
		`not (made_at <= "today")`: true,
	} {
		got, err := compile(t, text, filterScope(crm.KindActivity)).Bool(factsOf(activity))
		if err != nil || got != want {
			t.Errorf("%s: got %t, %v", text, got, err)
		}
	}
}

// Midnight did not exist on 4 November 2018 in São Paulo: the day began at one.
func TestDayWithoutMidnight(t *testing.T) {
	e := compile(t, `made_at == "2018-11-04"`, filterScope(crm.KindActivity))
	for clock, want := range map[string]bool{
		"2018-11-04T02:59:59Z": false, "2018-11-04T03:00:00Z": true,
		"2018-11-05T01:59:59Z": true, "2018-11-05T02:00:00Z": false,
	} {
		at, err := time.Parse(time.RFC3339, clock)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := e.Bool(factsOf(&crm.Activity{MadeAt: at})); err != nil || got != want {
			t.Errorf("%s: got %t, %v", clock, got, err)
		}
	}
}

func TestRuleFacts(t *testing.T) {
	type sum struct {
		from crm.Date
		p    crm.Period
		is   crm.Date
	}
	var sums []sum
	contact := hudson()
	facts := &query.Facts{
		Record: &crm.Activity{Head: crm.Head{ID: 7}, Contact: 99, CallResult: crm.NoReach, Attempt: 2},
		Named: func(name string) (crm.Record, error) {
			if name == "contact" {
				return contact, nil
			}
			return (*crm.Opportunity)(nil), nil
		},
		Value: func(name string) (any, error) {
			return map[string]any{"max_attempts": 6, "input.place": "", "input.due": crm.Date{}}[name], nil
		},
		Call: func(name string, args []any) (any, error) {
			switch name {
			case "every":
				c, ok := args[0].(*crm.Contact)
				if !ok {
					return nil, errors.New("no contact")
				}
				return c.Every(), nil
			case "becomes":
				return args[0] == "call_result" && args[1] == crm.NoReach, nil
			case "earliest":
				return args[0], nil
			}
			return 3, nil
		},
		Added: func(from crm.Date, p crm.Period, is crm.Date) { sums = append(sums, sum{from, p, is}) },
	}
	for text, want := range map[string]any{
		`becomes("call_result", "no-reach") and attempt < max_attempts`: true,
		`contact == 99`:      true, // the field
		`contact.name`:       "Jane Hudson",
		`contact.id`:         int64(99),
		`opportunity.topic`:  nil,
		`opportunity`:        nil,
		`input.place`:        nil,
		`input.due ?? today`: today,
		`inbound`:            nil,
		`not inbound`:        true,
		`inbound and true`:   false,
		`attempt + 1`:        int64(3),
		`today + weeks(2)`:   today.AddDays(14),
		`earliest(today + every(contact), today)`: crm.NewDate(2027, time.May, 23),
	} {
		got, err := compile(t, text, ruleScope()).Eval(facts)
		if err != nil || got != want {
			t.Errorf("%s: got %v, %v, want %v", text, got, err, want)
		}
	}

	sums = nil
	if _, err := compile(t, `today + every(contact) - weeks(1)`, ruleScope()).Eval(facts); err != nil {
		t.Fatal(err)
	}
	half := crm.NewDate(2027, time.May, 23)
	want := []sum{{today, crm.Period{Months: 6}, half}, {half, crm.Period{Days: -7}, half.AddDays(-7)}}
	if len(sums) != 2 || sums[0] != want[0] || sums[1] != want[1] {
		t.Errorf("got sums %v, want %v", sums, want)
	}

	for _, text := range []string{`next_workday(today)`, `changed("due")`} { // the functions give a number
		if _, err := compile(t, text, ruleScope()).Eval(facts); !isInternal(err) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	if _, err := compile(t, `today`, ruleScope()).Bool(facts); !isInternal(err) {
		t.Errorf("a date as a condition: got %v", err)
	}
	if _, err := compile(t, `due == nil`, ruleScope()).Bool(factsOf(contact)); !isInternal(err) {
		t.Errorf("a record of another noun: got %v", err)
	}
}
