package book

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// file makes the rows of a file whose first line names the columns.
type file struct {
	rows     []ImportRow
	rejected []string
}

func table(columns string, lines ...string) *file {
	f := &file{}
	names := strings.Split(columns, ",")
	for i, line := range lines {
		values := Values{}
		for j, cell := range strings.Split(line, ",") {
			if cell != "" { // an empty cell is left out by the reader
				values[names[j]] = []string{cell}
			}
		}
		f.rows = append(f.rows, ImportRow{Line: i + 2, Values: values, Reject: func(reason string) error {
			f.rejected = append(f.rejected, fmt.Sprintf("%d %s", i+2, reason))
			return nil
		}})
	}
	return f
}

func (f *file) importInto(d *desk, in Import) (*crm.Outcome, error) {
	d.t.Helper()
	in.Rows = rowsOf(f.rows)
	return d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.ImportContacts(ctx, "import", in) })
}

func (f *file) mustImport(d *desk, in Import) *crm.Outcome {
	d.t.Helper()
	o, err := f.importInto(d, in)
	if err != nil {
		d.t.Fatalf("%v\n%s", err, strings.Join(err.(*crm.Error).Help(), "\n"))
	}
	return o
}

// people lists the contacts that a condition picks, by number.
func (d *desk) people(columns, condition string) []string {
	return d.raw().rows("SELECT " + columns + " FROM contacts WHERE " + condition + " ORDER BY id")
}

func TestImportIsOneChange(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	before := d.raw().state()
	f := table("name,birthday,phone,household,org,note",
		"Jane Hudson,1980-05-12,614-555-0147,The Hudsons,,likes cats",
		"Mike Hudson,--03-01,,The Hudsons,,",
		"Rosa Silva,,,,Silva Ltd,")
	o := f.mustImport(d, Import{Stage: crm.StageLead})
	if o.Imported.Added != 3 || o.Imported.Calls != 4 || len(o.Imported.Skipped)+len(o.Imported.Bad) != 0 || len(o.Edits) != 0 {
		t.Errorf("%+v, %d edits", o.Imported, len(o.Edits))
	}
	if got := d.people("name", "kind <> 'person'"); !slices.Equal(got, []string{"name=The Hudsons", "name=Silva Ltd"}) {
		t.Errorf("groups: %q", got)
	}
	if got := d.raw().rows("SELECT change FROM edits WHERE change > 1 GROUP BY change"); len(got) != 1 {
		t.Errorf("it made %d changes", len(got))
	}
	if got := d.raw().rows("SELECT body FROM notes"); !slices.Equal(got, []string{"body=likes cats"}) {
		t.Errorf("notes: %q", got)
	}
	// Two of a household are called once, and whoever has a birthday is called for it.
	if got := d.raw().rows("SELECT call_type FROM activities ORDER BY call_type"); !slices.Equal(got, []string{"call_type=birthday", "call_type=birthday", "call_type=referral", "call_type=referral"}) {
		t.Errorf("calls: %q", got)
	}
	d.raw().invariants()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "they asked") })
	if after := d.raw().state(); after != before {
		t.Errorf("one undo leaves\n%s", differing(after, before))
	}
}

func TestImportOfTheSameFileAddsNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	f := table("name,birthday,phone,email",
		"Jane Hudson,1980-05-12,,", "Mike Brandt,,614-555-0155,", "Rosa Silva,,,rosa@example.com",
		"JANE HUDSON,1980-05-12,,") // the same person twice in the file
	o := f.mustImport(d, Import{Stage: crm.StageClient})
	if o.Imported.Added != 3 || len(o.Imported.Skipped) != 1 || o.Imported.Skipped[0].Line != 5 {
		t.Fatalf("%+v", o.Imported)
	}
	before := d.raw().state()
	o = f.mustImport(d, Import{Stage: crm.StageClient})
	if after := d.raw().state(); after != before || o.Change != 0 || o.Imported.Added != 0 {
		t.Errorf("change %d, %d added\n%s", o.Change, o.Imported.Added, differing(after, before))
	}
	var named []string
	for _, s := range o.Imported.Skipped {
		named = append(named, fmt.Sprintf("%d %s %s", s.Line, s.Reason, s.Name))
		if c := d.contact(s.ID); c.Name != s.Name {
			t.Errorf("line %d is said to be %d, who is %s", s.Line, s.ID, c.Name)
		}
	}
	if want := []string{"2 duplicate Jane Hudson", "3 duplicate Mike Brandt", "4 duplicate Rosa Silva", "5 duplicate Jane Hudson"}; !slices.Equal(named, want) {
		t.Errorf("skipped: %q, want %q", named, want)
	}
	if _, err := f.importInto(d, Import{Stage: crm.StageClient, OnDuplicate: "fail"}); err == nil || crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("with fail: %v", err)
	}
	if after := d.raw().state(); after != before {
		t.Errorf("with fail it changed\n%s", differing(after, before))
	}
	if o := f.mustImport(d, Import{OnDuplicate: "add"}); o.Imported.Added != 4 || len(o.Imported.Skipped) != 0 {
		t.Errorf("with add: %+v", o.Imported)
	}
	// A namesake of whom nothing else is known is somebody else.
	if o := table("name", "Jane Hudson").mustImport(d, Import{}); o.Imported.Added != 1 {
		t.Errorf("a namesake: %+v", o.Imported)
	}
}

func TestImportWithBadRows(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	stopped := d.add(crm.StageLead, "Mike Brandt", "phone", "614-555-0155")
	d.log(stopped, CallLog{Result: crm.DeadFile})
	lines := []string{
		"Jane Hudson,1980-05-12,,,,",
		"Bad Birthday,2026-02-30,,,,",
		"Two Readings,02/03/1980,,,,",
		"To Come,2027-01-01,,,,",
		"Bad Phone,,twelve,,,",
		"Bad Mail,,,nowhere,,",
		"!!!,,,,,",
		"No Producer,,,,,Carl",
		"Stopped,,(614) 555-0155,,,", // skipped, as Mike Brandt's
		"Odd Group,,,,999,",
		"Half a Group,,,,New Home,", // taken
	}
	bad := []string{"3 birthday", "4 birthday", "5 birthday", "6 phone", "7 email", "8 name", "9 owner", "11 household"}
	f := table("name,birthday,phone,email,household,owner", lines...)
	before := d.raw().state()
	_, err := f.importInto(d, Import{Stage: crm.StageLead})
	e := new(crm.Error)
	if !errors.As(err, &e) || e.Code != crm.CodeInvalid {
		t.Fatalf("%v", err)
	}
	if after := d.raw().state(); after != before {
		t.Errorf("it was refused and changed\n%s", differing(after, before))
	}
	if !strings.HasPrefix(e.Error(), "7 rows") {
		t.Errorf("the error says %q", e.Error())
	}
	if !slices.Contains(e.Help(), `owner: "Carl" (1)`) { // among the words of the file, once
		t.Errorf("the error says %q, and not whom the book lacks", e.Help())
	}
	for i, want := range slices.DeleteFunc(slices.Clone(bad), func(row string) bool { return row == "9 owner" }) {
		line, field, _ := strings.Cut(want, " ")
		if i >= len(e.Help()) || !strings.HasPrefix(e.Help()[i], "line "+line) || !strings.Contains(e.Help()[i], field) || len(e.Help()[i]) < 20 {
			t.Errorf("the error lists %q, want line %s and %q", e.Help(), line, field)
			break
		}
	}
	o := f.mustImport(d, Import{Stage: crm.StageLead, SkipBad: true})
	if o.Imported.Added != 2 || len(o.Imported.Bad) != 8 || len(f.rejected) != 8 || len(o.Imported.Skipped) != 1 {
		t.Errorf("%d added, %d bad, %d rejected, %d skipped", o.Imported.Added, len(o.Imported.Bad), len(f.rejected), len(o.Imported.Skipped))
	}
	for i, row := range o.Imported.Bad {
		if got := fmt.Sprintf("%d %s", row.Line, row.Column); got != bad[i] || row.Reason == "" {
			t.Errorf("bad row %q, want %q", got, bad[i])
		}
	}
	if got := d.people("name", "id > 3"); !slices.Equal(got, []string{"name=Jane Hudson", "name=New Home", "name=Half a Group"}) {
		t.Errorf("in the book: %q", got)
	}
	d.raw().invariants()
}

// TestRejectedRowLeavesNothing: its household is not made where its
// organization can't be.
func TestRejectedRowLeavesNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	before := d.raw().state()
	table("name,household,org", "Jane Hudson,The Hudsons,999").mustImport(d, Import{SkipBad: true})
	if after := d.raw().state(); after != before {
		t.Errorf("the row was left out and left\n%s", differing(after, before))
	}
}

func TestImportListsTheFirstTwentyBadRows(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	f := table("name,birthday")
	for i := range 50 {
		f.rows = append(f.rows, ImportRow{Line: i + 2, Values: Values{"name": {"Somebody"}, "birthday": {"soon"}}})
	}
	_, err := f.importInto(d, Import{})
	e := new(crm.Error)
	if !errors.As(err, &e) || !strings.HasPrefix(e.Error(), "at least 20 rows") || len(e.Help()) != 21 || !strings.HasPrefix(e.Help()[19], "line 21: birthday ") {
		t.Errorf("%v, %q", err, e.Help())
	}
}

// TestImportEndsWithItsFile: an error of the file, not of a row, ends it, with
// nothing taken.
func TestImportEndsWithItsFile(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	before := d.raw().state()
	broken := crm.Errorf(crm.CodeInvalid, "the quote that line 3 opens is never closed")
	var rows iter.Seq2[ImportRow, error] = func(yield func(ImportRow, error) bool) {
		_ = yield(ImportRow{Line: 2, Values: Values{"name": {"Jane"}}}, nil) && yield(ImportRow{}, broken)
	}
	err := d.err(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.ImportContacts(ctx, "import", Import{Rows: rows, SkipBad: true})
	})
	if !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if after := d.raw().state(); after != before {
		t.Errorf("it was refused and changed\n%s", differing(after, before))
	}
}

func TestDatesOfAFile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ format, text, want string }{
		{"", "1980-05-12", "1980-05-12"},
		{"", "12 may 1980", "1980-05-12"},
		{"", "02/03/1980", "invalid"},
		{"", "02/03/80", "invalid"},
		{"DD/MM/YYYY", "02/03/1980", "1980-03-02"},
		{"MM/DD/YYYY", "02/03/1980", "1980-02-03"},
		{"dd.mm.yyyy", "02.03.1980", "1980-03-02"},
		{"YYYYMMDD", "19800302", "1980-03-02"},
		{"M/D/YY", "2/3/80", "1980-02-03"},
		{"M/D/YY", "2/3/26", "2026-02-03"},
		{"M/D/YY", "7/9/26", "2026-07-09"},
		{"M/D/YY", "7/10/26", "1926-07-10"}, // a day to come is a hundred years ago
		{"M/D/YY", "2/3/68", "1968-02-03"},
		{"M/D/YY", "2/29/00", "2000-02-29"},
		{"DD/MM/YYYY", "--03-02", "--03-02"},
		{"DD/MM/YYYY", "1980-03-02", "1980-03-02"},
		{"DD/MM/YYYY", "30/02/1980", "invalid"},
		{"DD/MM/YYYY", "02/03/80", "1980-03-02"},
		{"MM/DD/YYYY", "31/12/1980", "invalid"}, // the file does not write dates as was said
		{"DD/MM/YYYY", "12/31/1980", "invalid"},
		{"DD/MM", "02/03", "--03-02"}, // a birthday whose year is unknown
		{"MM-DD", "02/03", "--02-03"},
		{"DD/MM/YYYY", "02/03", "--03-02"},
		{"YYYY/MM/DD", "2/3", "--02-03"},
		{"DD/MM/YYYY", "02/03/0000", "--03-02"},
		{"", "1604-02-03", "--02-03"},
		{"", "02/03", "invalid"},
		{"MM/DD", "13/02", "invalid"},
		{"MM/DD/YYYY", "02/30", "invalid"},
		{"day", "02/03", "usage"},
	} {
		d := newDesk(t, "2026-07-09")
		_, err := table("name,birthday", "Jane Hudson,"+c.text).importInto(d, Import{DateFormats: map[string]string{"": c.format}})
		got := strings.TrimPrefix(strings.Join(d.people("birthday", "true"), ""), "birthday=")
		if err != nil {
			got = string(crm.CodeOf(err))
		}
		if got != c.want {
			t.Errorf("%q as %q is %q, want %q (%v)", c.text, c.format, got, c.want, err)
		}
	}
}

func TestNamesOfAFile(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	table("name,given,family",
		",Jane,Hudson", ",美咲,佐藤", ",みさき,さとう", ",Jane,", ",,Hudson", "Dr. Jane Hudson,Jane,Hudson").
		mustImport(d, Import{OnDuplicate: "add"})
	want := []string{"name=Jane Hudson", "name=佐藤 美咲", "name=さとう みさき", "name=Jane", "name=Hudson", "name=Dr. Jane Hudson"}
	if got := d.people("name", "true"); !slices.Equal(got, want) {
		t.Errorf("names: %q, want %q", got, want)
	}
	if got := d.people("given, family", "given = '美咲'"); !slices.Equal(got, []string{"given=美咲 family=佐藤"}) {
		t.Errorf("the parts are kept as %q", got)
	}
	// Without a column for the whole name the parts make it.
	table("given,family", "Rosa,Silva").mustImport(d, Import{})
	if got := d.people("name", "given = 'Rosa'"); !slices.Equal(got, []string{"name=Rosa Silva"}) {
		t.Errorf("name of the parts: %q", got)
	}
}

func TestReferrerOfAFile(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.add("", "Rosa Silva")
	d.add("", "Ann Roe")
	d.add("", "Ann Poe")
	table("name,referred_by,note",
		"One,rosa silva,", "Two,Nobody Knows,met at the fair", "Three,Ann,", "Four,One,").
		mustImport(d, Import{})
	if got := d.people("name, referred_by", "referred_by IS NOT NULL"); !slices.Equal(got, []string{"name=One referred_by=2", "name=Four referred_by=5"}) {
		t.Errorf("referred: %q", got)
	}
	got := d.raw().rows("SELECT body FROM notes ORDER BY id")
	if want := []string{"body=met at the fair", "body=Referred by Nobody Knows", "body=Referred by Ann"}; !slices.Equal(got, want) {
		t.Errorf("notes: %q, want %q", got, want)
	}
}

func TestDefaultsOfAnImport(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	table("name,source,rating", "Jane,web,", "Mike,,a").mustImport(d, Import{Defaults: Values{"source": {"event"}, "rating": {"c"}, "household": {"Fair"}}})
	got := d.people("name, source, rating, household", "kind = 'person'")
	if len(got) != 2 || !strings.HasPrefix(got[0], "name=Jane source=web") || !strings.Contains(got[1], "rating=a") || !strings.Contains(got[1], "household=") {
		t.Errorf("in the book: %q", got)
	}
}

// TestImportedClientsAreSpread: reviews that are past or due at once are made
// so many a day, from the next working day on.
func TestImportedClientsAreSpread(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-02") // Friday the 3rd is a holiday, so is the weekend off
	f := table("name,last_call,birthday")
	for i := range 7 {
		f.rows = append(f.rows, ImportRow{Line: i + 2, Values: Values{"name": {fmt.Sprintf("Late %d", i)}, "last_call": {"2025-03-01"}, "birthday": {"--07-04"}}})
	}
	f.rows = append(f.rows, ImportRow{Line: 9, Values: Values{"name": {"Recent"}, "last_call": {"2026-06-15"}}})
	f.rows = append(f.rows, ImportRow{Line: 10, Values: Values{"name": {"Unknown"}}})
	o := f.mustImport(d, Import{Stage: crm.StageClient, CallsPerDay: 3})
	if o.Imported.Calls != 16 {
		t.Errorf("%d calls were planned", o.Imported.Calls)
	}
	got := d.raw().rows("SELECT due, count(*) AS n FROM activities WHERE call_type = 'review' GROUP BY due")
	if want := []string{"due=2026-07-06 n=3", "due=2026-07-07 n=3", "due=2026-07-08 n=1", "due=2026-12-15 n=1", "due=2027-01-02 n=1"}; !slices.Equal(got, want) {
		t.Errorf("review calls: %q, want %q", got, want)
	}
	if got := d.raw().rows("SELECT due, count(*) AS n FROM activities WHERE call_type = 'birthday' GROUP BY due"); !slices.Equal(got, []string{"due=2026-07-04 n=7"}) {
		t.Errorf("birthday calls: %q, want them on the birthday", got)
	}
	// Without spreading all are due on the next working day.
	d = newDesk(t, "2026-07-02")
	f.mustImport(d, Import{Stage: crm.StageClient})
	if got := d.raw().rows("SELECT count(*) AS n FROM activities WHERE call_type = 'review' AND due = '2026-07-06'"); !slices.Equal(got, []string{"n=7"}) {
		t.Errorf("not spread: %q", got)
	}
}

// TestDeadNumberOfSomebodyThere: a row changes nobody who is in the book, so what it says
// of their number is named.
func TestDeadNumberOfSomebodyThere(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	table("name,phone", "Ada Blu,614-555-0147").mustImport(d, Import{Stage: crm.StageClient})
	for _, test := range []struct {
		phone string
		named bool
	}{{"614-555-0147 disconnected", true}, {"(614) 555-0147 wrong number", true}, {"614-555-0147", false}, {"614-555-0147 home", false}} {
		o := table("name,phone", "Ada Blu,"+test.phone).mustImport(d, Import{Stage: crm.StageClient})
		if len(o.Imported.Skipped) != 1 || slices.Contains(o.Imported.Skipped[0].Differs, "phone") != test.named {
			t.Errorf("%s: %+v", test.phone, o.Imported)
		}
	}
}
