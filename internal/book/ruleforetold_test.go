package book

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/query"
)

// twin is one of two books in which the same is done, with a rule and without it.
type twin struct {
	*testing.T
	desk *desk
	book *Book
}

func (t *twin) on(r *rapid.T, day crm.Date) {
	if t.book != nil {
		_ = t.book.Close()
	}
	if t.desk.now = day.Around(10, 0, 0, t.desk.now.Location()); t.desk.today != "" { // for which the clock is of another day
		t.desk.now = day.AddDays(2).Around(11, 0, 0, t.desk.now.Location())
	}
	var err error
	if t.book, err = Open(context.Background(), t.desk.options()); err != nil {
		r.Fatal(err)
	}
}

// last returns the number of the last record of a noun for which a condition holds; it differs
// between the two.
func (t *twin) last(noun crm.Kind, condition string) (id string) {
	id = "999"
	_ = t.book.read(t.Context(), func(v reader) error {
		where, err := query.Condition(condition, v.scope(noun))
		if err != nil {
			t.Error(err)
		}
		_, rows, err := v.tx.Select(query.Select{Schema: v.schema, Noun: noun, Columns: []string{"id"}, Where: []*query.Expr{where}, Sort: []string{"id"}})
		if err != nil {
			t.Error(err)
			return err
		}
		for row, err := range rows {
			if err != nil {
				return err
			}
			id = fmt.Sprint(row[0])
		}
		return nil
	})
	return id
}

// foretoldRules draws rules that make what sets off nothing else.
func foretoldRules(r *rapid.T) string {
	one := func(what string, values ...string) string { return rapid.SampledFrom(values).Draw(r, what) }
	var text strings.Builder
	for _, name := range []string{"own-a", "own-b"}[:rapid.IntRange(1, 2).Draw(r, "rules")] {
		fmt.Fprintf(&text, "- name: %s\n  about: A rule.\n", name)
		once := one("once", "", "", "once: record", "once: contact", "once: household", "once: {per: record, within: 9 days}", "once: {per: contact, within: 9 days}", "once: {per: household, within: 40 days}")
		if once != "" {
			text.WriteString("  " + once + "\n")
		}
		if rapid.Bool().Draw(r, "idle") {
			of := one("of", "contact", "opportunity")
			fmt.Fprintf(&text, "  idle: {of: %s, for: %s}\n", of, one("for", "3 days", "2 weeks"))
			if when := map[string]string{"contact": one("when", "", `rating == "a"`, `source == nil`), "opportunity": one("when", "", `line != "auto"`)}[of]; when != "" {
				fmt.Fprintf(&text, "  when: %s\n", when)
			}
			text.WriteString("  do:\n    - create: task\n      subject: nothing happens with {{contact.name}}\n")
			continue
		}
		on := one("on", "contact", "contact", "activity", "opportunity", "note")
		fmt.Fprintf(&text, "  on: %s\n  when: %s\n  do:\n", on, one("when", map[string][]string{
			"contact": {`created()`, `becomes("stage", "client")`, `changed("rating")`}, "activity": {`kind == "call" and becomes("call_result", "no-reach")`, `kind == "call" and becomes("status", "done")`},
			"opportunity": {`created()`, `changed("premium")`}, "note": {`created() and body == "likes dogs"`}}[on]...))
		for range rapid.IntRange(1, 2).Draw(r, "effects") {
			text.WriteString("    - " + one("deed", "create: note\n      body: on {{today}} of {{contact.name}}\n", "create: task\n      subject: look at {{contact.name}}\n      due: = today + days(3)\n",
				"create: task\n      subject: in a slot\n      slot: mine\n      due: = today + days(5)\n", "set: contact\n      reading: '= today > \"2026-06-08\" ? \"c\" : \"d\"'\n"))
		}
	}
	return text.String()
}

// TestAReplayForetellsWhatARuleDoes: what a replay says that a rule would have done in a book without
// it is what the rule does where the same is done in a book with it.
func TestAReplayForetellsWhatARuleDoes(t *testing.T) {
	t.Parallel()
	made := newDesk(t, "2026-06-01")
	fresh, err := os.ReadFile(made.path)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			r.Fatal(err)
		}
		rules, day := foretoldRules(r), date("2026-06-01")
		var twins []*twin
		for _, name := range []string{"without.db", "with.db"} {
			d := &desk{t: t, path: filepath.Join(dir, name), now: made.now, confirm: true, op: 100}
			if err := os.WriteFile(d.path, fresh, 0o600); err != nil {
				r.Fatal(err)
			}
			twins = append(twins, &twin{T: t, desk: d})
		}
		log := []string{rules}
		for i, w := range twins {
			w.on(r, day)
			defer func() { _ = w.book.Close() }()
			if i == 1 {
				if _, err := w.book.AddRules(t.Context(), "rules.yaml", rules, false); err != nil {
					r.Fatalf("%v\n%s", err, rules)
				}
			}
		}
		both := func(what string, do func(*twin) (*crm.Outcome, error)) {
			var said []string
			for _, w := range twins {
				_, err := do(w)
				if e, is := crm.AsError(err); is {
					err = fmt.Errorf("%s", e.Code)
				}
				said = append(said, fmt.Sprint(err))
			}
			log = append(log, fmt.Sprintf("%s %s %s", day, what, said[0]))
			if said[0] != said[1] {
				r.Skipf("the rule has made a difference: %s", said)
			}
		}
		people := []string{"Ada Kern", "Bo Kern", "Cy Marsh"}
		for range rapid.IntRange(4, 16).Draw(r, "changes") {
			if days := rapid.IntRange(0, 4).Draw(r, "days"); days > 0 {
				day = day.AddDays(days)
				today := ""
				if rapid.IntRange(0, 3).Draw(r, "today") == 0 {
					today = day.String()
				}
				for _, w := range twins {
					w.desk.today = today
					w.on(r, day)
				}
			}
			who, value := rapid.SampledFrom(people).Draw(r, "who"), rapid.SampledFrom([]string{"a", "b", "c"}).Draw(r, "value")
			of := fmt.Sprintf("contact.name == %q", who)
			ctx := t.Context()
			switch what := rapid.SampledFrom([]string{"add", "add", "client", "edit", "source", "log", "opp", "opp edit", "note", "undo"}).Draw(r, "what"); what {
			case "add", "client":
				stage := map[string]string{"add": crm.StageLead, "client": crm.StageClient}[what]
				both(what+" "+who, func(w *twin) (*crm.Outcome, error) {
					values := Values{"name": {who}}
					if strings.HasSuffix(who, "Kern") {
						values["household"] = []string{"The Kerns"}
					}
					return w.book.AddContact(ctx, "contact add", NewContact{Values: values, Stage: stage})
				})
			case "edit", "source":
				field := map[string]string{"edit": "rating", "source": "source"}[what]
				both(what+" "+who+" "+value, func(w *twin) (*crm.Outcome, error) {
					return w.book.EditContacts(ctx, "contact edit", []string{who}, ContactEdit{Values: Values{field: {value}}})
				})
			case "log":
				result := map[string]string{"a": crm.NoReach, "b": crm.StayInTouch, "c": crm.NoReach}[value]
				both(what+" "+who+" "+result, func(w *twin) (*crm.Outcome, error) { return w.book.LogCall(ctx, who, CallLog{Result: result}) })
			case "opp":
				both(what+" "+who, func(w *twin) (*crm.Outcome, error) {
					return w.book.AddOpportunity(ctx, who, Values{"line": {map[string]string{"a": "auto", "b": "home", "c": "boat"}[value]}})
				})
			case "opp edit":
				both(what+" "+who+" "+value, func(w *twin) (*crm.Outcome, error) {
					return w.book.EditOpportunities(ctx, []string{w.last(crm.KindOpportunity, of)}, Values{"premium": {map[string]string{"a": "100", "b": "200", "c": "300"}[value]}})
				})
			case "note":
				both(what+" "+who, func(w *twin) (*crm.Outcome, error) {
					return w.book.AddNote(ctx, NewNote{On: w.last(crm.KindContact, strings.ReplaceAll(of, "contact.", "")), Body: "likes dogs"})
				})
			case "undo":
				both(what, func(w *twin) (*crm.Outcome, error) { return w.book.Undo(ctx, 0, "") })
			}
		}
		foretold, did := replayFile(t, twins[0].desk, rules), replayFile(t, twins[1].desk, rules)
		if got, want := foretoldLines(foretold.Deeds), foretoldLines(did.Deeds); got != want {
			r.Fatalf("foretold is\n%s\n%s\n\n%s", differing(got, want), got, strings.Join(log, "\n"))
		}
		for _, d := range did.Deeds {
			if d.Was != crm.ReplaySame {
				r.Fatalf("%s is %s\n%s", d.Text(2), d.Was, strings.Join(log, "\n"))
			}
		}
	})
}

func foretoldLines(deeds []*crm.ReplayDeed) string {
	var lines []string
	for _, d := range deeds {
		lines = append(lines, fmt.Sprintf("%s %s %s %s", d.Day, d.Rule, d.Text(2), d.Name))
	}
	return strings.Join(lines, "\n")
}
