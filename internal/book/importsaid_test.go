package book

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestAnImportSaysWhatItWrites: every edit of an import is of a contact whom it adds, or in
// its outcome. What a row of somebody in the book says is in the book, or is named as not
// taken, and never both.
func TestAnImportSaysWhatItWrites(t *testing.T) {
	t.Parallel()
	base := newDesk(t, "2026-11-20")
	base.add(crm.StageLead, "Ann Aa", "phone", "614-555-0101", "household", "Aa house")
	base.add(crm.StageLead, "Bob Bb", "phone", "614-555-0102", "org", "Bcorp")
	base.add(crm.StageClient, "Cy Cc", "phone", "614-555-0103", "email", "cy@example.com")
	base.add(crm.StageLead, "Ed Ee", "phone", "614-555-0105", "household", "Aa house")
	marked := base.add(crm.StageLead, "Mia Mm", "phone", "614-555-0104")
	base.addAnyhow("Di Dd", "phone", "614-555-0103")
	base.stop(marked)
	before := base.raw().state()
	phones := map[string]string{"Ann Aa": "614-555-0101", "Bob Bb": "614-555-0102", "Cy Cc": "614-555-0103", "Mia Mm": "614-555-0104", "Ed Ee": "614-555-0105", "Di Dd": "614-555-0103", "Nel New": "614-555-0108", "Al Art": "614-555-0109"}
	// A # is replaced by the number of the row, so that it stands nowhere else.
	cells := []struct {
		field string
		texts []string
	}{
		{"name", []string{"Ann Aa", "Bob Bb", "Cy Cc", "Mia Mm", "Ed Ee", "Di Dd", "Nel New", "Al Art"}},
		{"phone", []string{"", "614-556-010#", "614-556-010#"}},
		{"email", []string{"", "", "u#@example.com"}},
		{"note", []string{"", "note u#"}},
		{"tags", []string{"", "", "tag u#"}},
		{"external_id", []string{"", "", "", "ext u#"}},
		{"rating", []string{"", "", "a"}},
		{"household", []string{"", "", "Aa house", "Nn house"}},
		{"org", []string{"", "", "Bcorp"}},
		{"do_not_contact", []string{"", "yes", "yes", "no", "2026-11-0#"}},
		{"do_not_contact_reason", []string{"", "", "legal", "deceased", "registry"}},
		{"do_not_contact_note", []string{"", "remark u#"}},
		{"stopped", []string{"", "", "", "2026-11-02"}},
		{"email_consent", []string{"", "", "withdrawn", "consented"}},
		{"calls_withdrawn", []string{"", "", "", "2026-11-03"}},
	}
	rapid.Check(t, func(r *rapid.T) {
		d := base.fork()
		f := &file{}
		for i := range rapid.IntRange(1, 6).Draw(r, "rows") {
			values := Values{}
			for _, c := range cells {
				if text := rapid.SampledFrom(c.texts).Draw(r, c.field); text != "" {
					values[c.field] = []string{strings.ReplaceAll(text, "#", fmt.Sprint(i+1))}
				}
			}
			if rapid.Bool().Draw(r, "known phone") {
				values["phone"] = append([]string{phones[values.text("name")]}, values["phone"]...)
			}
			f.rows = append(f.rows, ImportRow{Line: i + 2, Values: values, Reject: func(string) error { return nil }})
		}
		d.dryRun = true
		trial := f.mustImport(d, Import{Stage: crm.StageLead, SkipBad: true})
		d.dryRun = false
		o := f.mustImport(d, Import{Stage: crm.StageLead, SkipBad: true})
		if len(trial.Edits) != len(o.Edits) || len(trial.Notices) < len(codes(o))-1 { // the backup
			r.Errorf("a trial tells of %d edits with %v, the import of %d with %v", len(trial.Edits), codes(trial), len(o.Edits), codes(o))
		}
		told := map[string]bool{}
		for _, e := range o.Edits {
			told[fmt.Sprintf("kind=%s record=%d action=%s", e.Kind, e.ID, e.Action)] = true
		}
		for _, made := range d.raw().rows(`SELECT kind, record, action FROM edits e WHERE change = $1 AND NOT EXISTS (
			SELECT 1 FROM edits c WHERE c.change = $1 AND c.kind = 'contact' AND c.action = 'create' AND c.record = CASE e.kind WHEN 'contact' THEN e.record
			WHEN 'activity' THEN (SELECT contact FROM activities a WHERE a.id = e.record) WHEN 'note' THEN (SELECT contact FROM notes n WHERE n.id = e.record)
			WHEN 'consent' THEN (SELECT contact FROM consents s WHERE s.id = e.record)
			WHEN 'suppression' THEN (SELECT coalesce(s.contact, (SELECT l.contact FROM lookup l WHERE l.term = s.point AND l.contact IN (
				SELECT record FROM edits n WHERE n.change = $1 AND n.kind = 'contact' AND n.action = 'create'))) FROM suppressions s WHERE s.id = e.record) END)`, o.Change) {
			if !told[made] {
				r.Errorf("%s is told nowhere", made)
			}
		}
		state := strings.Join(slices.DeleteFunc(strings.Split(d.raw().state(), "\n"), func(line string) bool { return strings.Contains(before, line) }), "\n")
		for _, row := range slices.Concat(o.Imported.Skipped, o.Imported.Stopped) {
			if bad := func(b crm.SkippedRow) bool { return b.Line == row.Line }; row.Line == 0 || slices.ContainsFunc(o.Imported.Bad, bad) {
				continue
			}
			values := f.rows[row.Line-2].Values
			for _, field := range []string{"note", "tags", "external_id", "email", "phone", "do_not_contact_note"} {
				text := values[field]
				if len(text) == 0 || field == "phone" && !strings.HasPrefix(text[len(text)-1], "614-556") {
					continue
				}
				there, not := strings.Contains(state, text[len(text)-1]), slices.Contains(row.Differs, field)
				if there == not {
					r.Errorf("%s %q of line %d, %s: in the book %v, named as not taken %v", field, text, row.Line, row.Name, there, not)
				}
			}
		}
		if r.Failed() {
			for _, row := range f.rows {
				r.Logf("%d %v", row.Line, row.Values)
			}
			r.Logf("skipped %+v\nstopped %+v", o.Imported.Skipped, o.Imported.Stopped)
		}
	})
}
