package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestStoppedUnderAnotherName: whoever must not be contacted and comes again under a name
// that has more, or less, is asked about, and with the same birthday is left out and named.
// Somebody else is neither.
func TestStoppedUnderAnotherName(t *testing.T) {
	t.Parallel()
	asks := func(r crm.SkippedRow, name string) bool {
		return r.Reason == crm.SkippedStopped && r.ID == 2 && (r.There != "" || name == "Gentile Maria Rossi" || name == "Ditta Alfa Trasporti" || name == "吉田 明日香(よしだ あすか)") // which is the same name
	}
	for _, row := range []struct {
		stopped      string
		kind         string
		like, others []string
	}{
		{"吉田 明日香", crm.Person, []string{
			"吉田 明日香（旧姓 森本）", "吉田 明日香(よしだ あすか)", "吉田明日香【結婚】", "吉田明日香部長", "★吉田明日香",
		}, []string{"吉田 花子", "吉本 明日香", "森本 真理"}},
		{"Maria Rossi", crm.Person, []string{
			"Maria Rossi in Bianchi", "Rossi Maria e Bianchi Carlo", "Rossi Maria ved. Bianchi", "Maria Rossi (moglie di Carlo)", "Maria Rossi - Bologna", "Maria Rossi casa", "Gentile Maria Rossi",
		}, []string{"Carlo Rossi", "Maria Bianchi", "Anna Verdi"}},
		{"María Guadalupe Hernández Ruiz", crm.Person, []string{
			"María Guadalupe Hernández", "Guadalupe Hernández Ruiz", "María Gpe Hernández", "Ma. Gpe. Hdez.", "María Guadalupe Hernández (abogada)", "María Guadalupe Hernández - GNP", "María Guadalupe Hernández Vda. de Ruiz",
		}, []string{"María Hernández López", "Juan Hernández Ruiz", "María Guadalupe Gómez Ruiz"}},
		{"Robert Hudson", crm.Person, []string{"Bob Hudson", "Hudson Bobby", "Rob Hudson", "Mr. Robbie Hudson"}, []string{"William Hudson", "Bob Smith", "Roberta Hudson-Roe"}},
		{"Beppe Bianchi", crm.Person, []string{"Giuseppe Bianchi", "Bianchi Peppino"}, []string{"Luigi Bianchi", "Giuseppe Neri"}},
		{"Guadalupe Hernández Ruiz", crm.Person, []string{"Lupita Hernández Ruiz", "Lupe Hernández", "Ma. Lupe Hernández Ruiz"}, []string{"Pepe Hernández Ruiz"}},
		{"Francisco Gómez", crm.Person, []string{"Paco Gómez", "Pancho Gómez Ruiz"}, []string{"Nacho Gómez", "Paco Díaz"}},
		{"Alfa Trasporti S.r.l.", crm.Organization, []string{
			"Alfa Trasporti S.r.l. in liquidazione", "Alfa Trasporti srl unipersonale", "Ditta Alfa Trasporti", "Alfa Trasporti (sede di Bologna)",
		}, []string{"Alfa Costruzioni S.r.l.", "Beta Trasporti S.r.l."}},
		{"株式会社淀川製作所", crm.Organization, []string{"㈱淀川製作所 御中", "株式会社淀川製作所 総務部", "株式会社淀川製作所 代表取締役 山口 一"}, []string{"株式会社淀川商店", "有限会社大阪製作所"}},
	} {
		born := ""
		if row.kind == crm.Person {
			born = "1962-03-12"
		}
		d := newDesk(t, "2026-07-09")
		table("name,kind,birthday,phone,do_not_contact", fmt.Sprintf("%s,%s,%s,614-555-0100,yes", row.stopped, row.kind, born)).mustImport(d, Import{})
		if born != "" {
			for _, name := range row.like {
				o := table("name,birthday,phone", name+","+born+",614-555-0177").mustImport(d, Import{Stage: crm.StageLead})
				if o.Imported.Added != 0 || len(o.Imported.Skipped) != 1 || !asks(o.Imported.Skipped[0], name) {
					t.Errorf("%s, with the birthday of %s: %+v", name, row.stopped, o.Imported)
				}
				add := NewContact{Stage: crm.StageLead, Values: Values{"name": {name}, "birthday": {born}, "phone": {"614-555-0178"}}}
				_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.AddContact(ctx, "lead add", add) })
				if crm.CodeOf(err) != crm.CodeRefused {
					t.Errorf("%s, with the birthday of %s, is added: %v", name, row.stopped, err)
				}
			}
		}
		for i, name := range row.like {
			o := table("name,phone", fmt.Sprintf("%s,614-555-02%02d", name, i)).mustImport(d, Import{Stage: crm.StageLead})
			if o.Imported.Added != 1 || !slices.ContainsFunc(o.Imported.Alike, func(r crm.SkippedRow) bool { return asks(r, name) }) {
				t.Errorf("%s, when %s is stopped: %+v", name, row.stopped, o.Imported)
			}
		}
		for i, name := range row.others {
			o := table("name,birthday,phone", fmt.Sprintf("%s,,614-555-03%02d", name, i)).mustImport(d, Import{Stage: crm.StageLead})
			if o.Imported.Added != 1 || len(o.Imported.Alike) != 0 {
				t.Errorf("%s, who is not %s: %+v", name, row.stopped, o.Imported)
			}
		}
		d.raw().invariants()
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Allow(ctx, "contact allow", []string{"2"}, "they asked")
		})
		if o := table("name,phone", row.like[0]+",614-555-0499").mustImport(d, Import{Stage: crm.StageLead}); slices.ContainsFunc(o.Imported.Alike, func(r crm.SkippedRow) bool { return r.ID == 2 && r.Reason == crm.SkippedStopped }) {
			t.Errorf("%s is asked about when %s may be contacted again: %+v", row.like[0], row.stopped, o.Imported)
		}
	}
}

// TestStoppedUnderANickname: the nickname that is recorded on somebody is one of their
// names, and a common one makes a question, but nobody the same.
func TestStoppedUnderANickname(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	table("name,family,nickname,birthday,phone,do_not_contact", "Wei Wong,Wong,Willow,1962-03-12,614-555-0100,yes", "Bob Roe,,,,614-555-0101,").mustImport(d, Import{})
	o := table("name,phone", "Willow Wong,614-555-0102", "Robert Roe,614-555-0103", "Willow Smith,614-555-0104").mustImport(d, Import{Stage: crm.StageLead})
	if o.Imported.Added != 3 || len(o.Imported.Alike) != 1 || o.Imported.Alike[0].Name != "Willow Wong" || o.Imported.Alike[0].Reason != crm.SkippedStopped {
		t.Errorf("%+v", o.Imported)
	}
	for _, name := range []string{"Willow Wong", "Willow Smith"} { // with the birthday
		add := NewContact{Stage: crm.StageLead, Values: Values{"name": {name}, "birthday": {"1962-03-12"}}}
		o, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.AddContact(ctx, "lead add", add) })
		asked := err == nil && slices.ContainsFunc(o.Notices, func(n crm.Notice) bool { return n.Code == sameNameCode && n.Values["stopped"] == true })
		if refused := crm.CodeOf(err) == crm.CodeRefused; name == "Willow Wong" != refused || !refused && !asked {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { // a phone alike is said, and nobody is taken for somebody
		return b.AddContact(ctx, "lead add", NewContact{Stage: crm.StageLead, Values: Values{"name": {"Robert Roe"}, "phone": {"614-555-0101"}}})
	})
	d.raw().invariants()
}
