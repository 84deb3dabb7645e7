package report

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crm/internal/crm"
	"crm/internal/query"
)

func scopeOf(kind crm.Kind) *query.Scope {
	return &query.Scope{Noun: kind, Today: crm.NewDate(2026, 11, 25)}
}

// TestBuiltin: every built-in report can be had by each of its groupings, and
// the short list of them says the same.
func TestBuiltin(t *testing.T) {
	names := []string{}
	for _, s := range Summaries() {
		names = append(names, s.Name)
		r := Builtin(s.Name)
		if r == nil {
			t.Fatalf("there is no %s", s.Name)
		}
		if r.About != s.About || !r.Builtin {
			t.Errorf("%s is about %q, in the list %q", s.Name, r.About, s.About)
		}
		if err := r.Check(scopeOf(r.Of)); err != nil {
			t.Error(err)
		}
		if again, err := Parse(r.Name, r.Source); err != nil || again.Source != r.Source || len(again.Measures) != len(r.Measures) {
			t.Errorf("%s is not what it shows: %v", r.Name, err)
		}
	}
	for _, promised := range []string{"pipeline", "conversion", "activity", "referrals", "lost-reasons", "forecast", "retention", "cross-sell", "workload"} {
		if !slices.Contains(names, promised) {
			t.Errorf("there is no report %s", promised)
		}
	}
	for _, name := range []string{"", "about", "pipe", "pipeline:\n"} {
		if Builtin(name) != nil {
			t.Errorf("there is a report %q", name)
		}
	}
}

const good = `about: Calls
of: activity
where: kind == "call"
by:
  owner: owner
  month: month of done_on
  contact: contact
period: done_on
measures:
  - name: calls
    count: all
  - name: tries
    sum: attempt
  - name: reached
    count: call_result != "no-reach"
  - name: rate
    is: reached / calls
    kind: percent
sort: -calls
total: true
`

func TestParseFaults(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"about: Calls", "", "report mine: about is missing"},
		{"about: Calls", "abuot: Calls", `report mine can't be read: line 1: unknown field "abuot"`},
		{"about: Calls", "about: [", "report mine can't be read: line 1: "},
		{"of: activity", "of: acticity", `report mine: of is "acticity"; write contact, activity, opportunity, quote or policy`},
		{"of: activity", "of: note", `report mine: of is "note"`},
		{"of: activity", "of: quote", `report mine: owner is missing`},
		{"  owner: owner", "  Owner: owner", `report mine: by: "Owner" is not a name`},
		{"  owner: owner", "  calls: owner", `report mine: the name calls is taken`},
		{"name: tries", "name: calls", `report mine: the name calls is taken`},
		{"name: tries", "name: today", `report mine: the name today is taken`},
		{"name: tries", "name: 'x y'", `report mine: measure 2: "x y" is not a name`},
		{"    sum: attempt", "    where: kind != nil", `report mine: measure 2: tries needs one of count, distinct, sum`},
		{"    sum: attempt", "    sum: attempt\n    mean: attempt", `report mine: measure 2: tries needs one of`},
		{"    sum: attempt", "    sum: attempt\n    kind: euros", `report mine: measure 2: tries: kind is "euros"`},
		{"    count: all", "    count: all\n    where: kind == nil", `report mine: measure 1: calls: write the condition behind count`},
		{"kind: percent", "where: kind == nil", `report mine: measure 4: rate is calculated from other measures`},
		{"sort: -calls", "sort: -cals", `report mine: sort is "cals", which is not one of its measures`},
		{"sort: -calls", "bar: month", `report mine: bar is "month", which is not one of its measures`},
	} {
		text := strings.Replace(good, test.old, test.new, 1)
		if text == good {
			t.Fatalf("nothing is replaced by %q", test.new)
		}
		_, err := Parse("mine", text)
		if crm.CodeOf(err) != crm.CodeInvalid || err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s\n got %v\nwant %s", test.new, err, test.want)
		}
	}
}

func TestCheckFaults(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{`where: kind == "call"`, `where: kind == "cal"`, `report mine, where: "cal" is not an activity kind (1:9)`},
		{`where: kind == "call"`, `where: attempt`, `report mine, where: a condition is wanted here`},
		{`where: kind == "call"`, `where: due + months(1) < today`, `report mine, by owner: arithmetic on the dates of a record has no SQL form`},
		{"  owner: owner", "  owner: ownr", `report mine, by owner: unknown column "ownr", did you mean owner?`},
		{"month of done_on", "done_on", `report mine, by month: done_on is a date`},
		{"month of done_on", "month of note", `report mine, by month: note is a text`},
		{"month of done_on", "start", `report mine, by month: start is a point in time`},
		{"period: done_on", "period: note", `report mine, period: note is not a date`},
		{"period: done_on", "owner: contact", `report mine, owner: contact is not a producer`},
		{"sum: attempt", "sum: atempt", `report mine, measure tries: unknown field "atempt", did you mean attempt? (1:1)`},
		{"sum: attempt", "sum: note", `report mine, measure tries: its kind is number, but it is a text`},
		{"sum: attempt", "sum: attempt\n    kind: money", `report mine, measure tries: its kind is money, but it is a number`},
		{"is: reached / calls", "is: reached / call", `report mine, measure rate: unknown field "call", did you mean calls`},
		{"is: reached / calls", "is: rate + 1", `report mine, measure rate: unknown field "rate"`},
		{"is: reached / calls", "is: reached > calls", `report mine, measure rate: its kind is percent, but it is a condition`},
	} {
		text := strings.Replace(good, test.old, test.new, 1)
		if text == good {
			t.Fatalf("nothing is replaced by %q", test.new)
		}
		r, err := Parse("mine", text)
		if err != nil {
			t.Errorf("%s: %v", test.new, err)
			continue
		}
		err = r.Check(scopeOf(r.Of))
		if crm.CodeOf(err) != crm.CodeInvalid || err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s\n got %v\nwant %s", test.new, err, test.want)
		}
	}
}

// answers gives the same groups to every question, and what was asked.
func answers(asked *[]query.Aggregate, groups ...[]any) Ask {
	return func(a query.Aggregate) ([][]any, error) {
		*asked = append(*asked, a)
		return groups, nil
	}
}

func run(t *testing.T, text string, q Query, scope *query.Scope, groups ...[]any) *crm.Sheet {
	t.Helper()
	r, err := Parse("mine", text)
	if err != nil {
		t.Fatal(err)
	}
	var asked []query.Aggregate
	sheet, err := r.Run(q, scope, answers(&asked, groups...))
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func lines(sheet *crm.Sheet) []string {
	var all []string
	for _, row := range sheet.Rows {
		all = append(all, fmt.Sprint(row.Key, row.ID, row.Figures))
	}
	return append(all, fmt.Sprint("total", sheet.Total))
}

func TestRun(t *testing.T) {
	groups := [][]any{
		{nil, nil, int64(4), nil, int64(0)},
		{int64(2), "Ben Ito", int64(4), 7.0, int64(3)},
		{int64(1), "Ann Lee", int64(4), 8.5, int64(4)},
		{int64(3), "Cy Oz", int64(9), nil, int64(0)},
	}
	sheet := run(t, good, Query{Limit: 3}, scopeOf(crm.KindActivity), groups...)
	want := []string{
		"Cy Oz3 [9 0 0 0]",
		"Ann Lee1 [4 8.5 4 1]",
		"Ben Ito2 [4 7 3 0.75]",
		"total[21 15.5 7 0.3333333333333333]",
	}
	if diff := cmp.Diff(want, lines(sheet)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if sheet.By != "owner" || sheet.About != "Calls" || sheet.Bar != -1 || sheet.Figures[3].Kind != crm.FigurePercent {
		t.Errorf("%+v", sheet)
	}
}

// Nothing is divided by nothing, and what has no records has no mean.
func TestRunOfNothing(t *testing.T) {
	sheet := run(t, good, Query{}, scopeOf(crm.KindActivity))
	if diff := cmp.Diff([]string{"total[0 0 0 <nil>]"}, lines(sheet)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text := strings.Replace(good, "sum: attempt", "mean: attempt", 1)
	sheet = run(t, text, Query{}, scopeOf(crm.KindActivity))
	if diff := cmp.Diff([]string{"total[0 <nil> 0 <nil>]"}, lines(sheet)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Amounts stay amounts in what is calculated from them, and a share of two is a
// number.
func TestRunMoney(t *testing.T) {
	text := `about: Premium
of: opportunity
by: {stage: stage}
measures:
  - {name: n, count: all}
  - {name: all_of_it, sum: premium}
  - {name: won, sum: actual_premium, where: status == "won"}
  - {name: each, is: all_of_it / n}
  - {name: share, is: won / all_of_it, kind: percent}
`
	sheet := run(t, text, Query{}, scopeOf(crm.KindOpportunity),
		[]any{"new", int64(3), crm.Amount(1000), crm.Amount(250)}, []any{"closing", int64(0), nil, nil})
	want := []any{int64(3), crm.Amount(1000), crm.Amount(250), crm.Amount(333), 0.25}
	if diff := cmp.Diff(want, sheet.Rows[0].Figures); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want = []any{int64(0), crm.Amount(0), crm.Amount(0), nil, nil}
	if diff := cmp.Diff(want, sheet.Rows[1].Figures); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	kinds := []string{}
	for _, f := range sheet.Figures {
		kinds = append(kinds, f.Kind)
	}
	if diff := cmp.Diff([]string{"number", "money", "money", "money", "percent"}, kinds); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Stages are in the order of the book, months in that of time, everything else
// by the measure, and what is not known is last.
func TestOrder(t *testing.T) {
	text := `about: Order
of: opportunity
by:
  stage: stage
  line: line
  month: month of opened
  topic: topic
measures:
  - {name: n, count: all}
`
	keys := func(by, sorted string, own []string, groups ...[]any) []any {
		scope := scopeOf(crm.KindOpportunity)
		scope.Codes = func(list string) []string { return map[string][]string{"opportunity_stage": own}[list] }
		var all []any
		for _, row := range run(t, text+sorted, Query{By: by}, scope, groups...).Rows {
			all = append(all, row.Key)
		}
		return all
	}
	group := func(key any, n int64) []any { return []any{key, n} }
	for _, test := range []struct{ got, want []any }{
		{keys("", "sort: -n", nil, group(nil, 9), group("closing", 5), group("new", 1)), []any{"new", "closing", nil}},
		{keys("stage", "", []string{"fact-finding", "closing"}, group("new", 3), group("closing", 5), group("fact-finding", 1)), []any{"fact-finding", "closing", "new"}},
		{keys("line", "", nil, group("umbrella", 1), group("pet", 1), group("auto", 1)), []any{"auto", "umbrella", "pet"}},
		{keys("line", "sort: -n", nil, group(nil, 9), group("umbrella", 1), group("auto", 1), group("pet", 2)), []any{"pet", "auto", "umbrella", nil}},
		{keys("month", "sort: -n", nil, group("2026-02", 1), group("2025-11", 0), group(nil, 4)), []any{"2025-11", "2026-02", nil}},
		{keys("topic", "", nil, group("b", 1), group("É", 1), group("a", 1), group("f", 1)), []any{"a", "b", "É", "f"}},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestRunFaults(t *testing.T) {
	without := strings.Replace(good, "period: done_on\n", "", 1)
	for _, test := range []struct {
		text string
		q    Query
		want string
	}{
		{good, Query{By: "line"}, "the report mine can't be grouped by line"},
		{without, Query{From: crm.NewDate(2026, 1, 1)}, "the report mine has no period"},
		{without, Query{To: crm.NewDate(2026, 1, 1)}, "the report mine has no period"},
	} {
		r, err := Parse("mine", test.text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Run(test.q, scopeOf(r.Of), answers(new([]query.Aggregate)))
		if crm.CodeOf(err) != crm.CodeUsage || err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// TestDocuments: the reports in the documents can be saved as they stand, and
// every figure and grouping of the built-in ones is told.
func TestDocuments(t *testing.T) {
	for path, fence := range map[string][2]string{
		"../../docs/reports.md": {"```yaml\n", "```"},
		"../../docs/recipes.md": {"cat > late.yaml <<'END'\n", "END\n"},
	} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, after, ok := strings.Cut(string(text), fence[0])
		definition, _, ok2 := strings.Cut(after, fence[1])
		if !ok || !ok2 {
			t.Fatalf("%s has no report", path)
		}
		r, err := Parse("mine", definition)
		if err == nil {
			err = r.Check(scopeOf(r.Of))
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	text, err := os.ReadFile("../../docs/reports.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range Summaries() {
		r := Builtin(s.Name)
		_, row, ok := strings.Cut(string(text), "\n| `"+s.Name+"` |")
		row, _, _ = strings.Cut(row, "\n")
		if !ok || r.Period != "" && !strings.Contains(row, "`"+r.Period+"`") {
			t.Errorf("%s is not told, or not its period", s.Name)
		}
		for _, g := range r.By {
			if !strings.Contains(row, g.Name) {
				t.Errorf("%s: the grouping %s is not told", s.Name, g.Name)
			}
		}
		for _, m := range r.Measures {
			if !slices.ContainsFunc(strings.Split(string(text), "\n"), func(line string) bool {
				cells := strings.Split(line, "|")
				return len(cells) > 3 && strings.Contains(cells[1], "`"+m.Name+"`") && strings.Contains(cells[2], s.Name)
			}) {
				t.Errorf("%s: the figure %s is not told", s.Name, m.Name)
			}
		}
	}
}
