package book

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
)

func free(crm.Kind, string) string { return "" }

// namesWhere lists the contacts for which a condition holds.
func namesWhere(ctx context.Context, b *Book, where string) (string, error) {
	var names []string
	err := b.List(ctx, ListQuery{Noun: crm.KindContact, Columns: []string{"name"}, Sort: []string{"name"}, Where: where}, func(_ []query.Column, rows iter.Seq2[[]any, error]) error {
		for row, err := range rows {
			if err != nil {
				return err
			}
			names = append(names, row[0].(string))
		}
		return nil
	})
	return strings.Join(names, ", "), err
}

// Whoever has the book open learns of a field that somebody else has added, changed or
// removed, at the next look and at the next change.
func TestOthersLearnOfAField(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d := newDesk(t, "2026-06-01")
	jane := fmt.Sprint(d.add(crm.StageLead, "Jane Hudson"))
	ann, ben := d.open(), d.open()
	defer func() { _, _ = ann.Close(), ben.Close() }()
	edit := func(b *Book, field, value string) error {
		_, err := b.EditContacts(ctx, "contact edit", []string{jane}, ContactEdit{Values: Values{field: {value}}})
		return err
	}
	wants := func(b *Book, where, want string) {
		t.Helper()
		if got, err := namesWhere(ctx, b, where); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", where, got, err, want)
		}
	}
	if _, err := ann.AddField(ctx, Values{"name": {"tier"}, "on": {"contact"}, "type": {"choice"}, "choices": {"gold,silver"}}, free); err != nil {
		t.Fatal(err)
	}
	if err := edit(ben, "tier", "gold"); err != nil {
		t.Error(err)
	}
	wants(ben, `tier == "gold"`, "Jane Hudson")
	wants(ann, `tier == "gold"`, "Jane Hudson")
	if _, err := ben.EditField(ctx, "tier", Values{"choices": {"gold,bronze"}}, free); err != nil {
		t.Fatal(err)
	}
	if err := edit(ann, "tier", "silver"); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("a choice that somebody has taken away: %v", err)
	}
	if err := edit(ann, "tier", "bronze"); err != nil {
		t.Error(err)
	}
	removed, err := ann.RemoveField(ctx, "tier")
	if err != nil {
		t.Fatal(err)
	}
	if err := edit(ben, "name", "Jane Castle"); err != nil {
		t.Error(err)
	}
	if _, err := namesWhere(ctx, ben, `tier == "bronze"`); crm.CodeOf(err) != crm.CodeUsage {
		t.Errorf("a field that somebody has removed: %v", err)
	}
	if _, err := ann.Undo(ctx, removed.Change, ""); err != nil {
		t.Fatal(err)
	}
	wants(ben, `tier == "bronze"`, "Jane Castle")
}

// There is an end to how many fields and choices a book has.
func TestMostFields(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	b := newDesk(t, "2026-06-01").open()
	defer b.Close()
	for i := range crm.MostOwnFields {
		if _, err := b.AddField(ctx, Values{"name": {fmt.Sprintf("f%d", i)}, "on": {"contact"}, "type": {"text"}}, free); err != nil {
			t.Fatal(err)
		}
	}
	add := func(values Values) error {
		_, err := b.AddField(ctx, values, free)
		return err
	}
	if err := add(Values{"name": {"more"}, "on": {"contact"}, "type": {"text"}}); crm.CodeOf(err) != crm.CodeInvalid || !strings.Contains(err.Error(), "50 fields") {
		t.Errorf("a field too many: %v", err)
	}
	if err := add(Values{"name": {"more"}, "on": {"opp"}, "type": {"text"}}); err != nil {
		t.Errorf("one of another noun: %v", err)
	}
	var choices []string
	for i := range crm.MostChoices + 1 {
		choices = append(choices, fmt.Sprint("c", i))
	}
	if err := add(Values{"name": {"many"}, "on": {"opp"}, "type": {"choice"}, "choices": {strings.Join(choices, ",")}}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("a choice too many: %v", err)
	}
	if err := add(Values{"name": {"many"}, "on": {"opp"}, "type": {"choice"}, "choices": {strings.Join(choices[1:], ",")}}); err != nil {
		t.Error(err)
	}
}

// A policy that is renewed keeps what is known of the book's own fields, as of the others.
func TestRenewalKeepsOwnFields(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d := newDesk(t, "2026-06-01")
	jane := fmt.Sprint(d.add(crm.StageClient, "Jane Hudson"))
	b := d.open()
	defer b.Close()
	if _, err := b.AddField(ctx, Values{"name": {"boats"}, "on": {"policy"}, "type": {"number"}}, free); err != nil {
		t.Fatal(err)
	}
	o, err := b.AddPolicy(ctx, jane, Values{"line": {"boat"}, "carrier": {"Acme"}, "number": {"B-1"}, "effective": {"2025-07-01"}, "premium": {"90"}, "boats": {"2"}})
	if err != nil {
		t.Fatal(err)
	}
	o, err = b.RenewPolicy(ctx, fmt.Sprint(crm.IDOf(o.Subjects[0])), Values{"premium": {"95"}})
	if err != nil {
		t.Fatal(err)
	}
	f, _ := b.Schema().Fields(crm.KindPolicy).Field("boats")
	if got := f.Get(o.Subjects[0]); got != int64(2) {
		t.Errorf("the renewal has %v boats", got)
	}
}
