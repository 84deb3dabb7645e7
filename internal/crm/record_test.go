package crm

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func drawDate(r *rapid.T, what string) Date {
	return DateOf(time.Unix(rapid.Int64Range(-60_000_000_000, 200_000_000_000).Draw(r, what), 0).UTC())
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-08-31", 6, "2027-02-28"}, {"2027-08-31", 6, "2028-02-29"}, {"2026-01-31", 1, "2026-02-28"},
		{"2026-01-15", 1, "2026-02-15"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-12-31", 2, "2027-02-28"},
		{"2028-02-29", 12, "2029-02-28"}, {"2028-02-29", 48, "2032-02-29"}, {"2026-05-31", 1, "2026-06-30"},
		{"2026-01-01", -1, "2025-12-01"}, {"2026-07-09", 0, "2026-07-09"}, {"2026-11-30", 3, "2027-02-28"},
	} {
		if got := isoDate(c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestMonthsClampAndNeverRunOver(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d, n := drawDate(r, "date"), rapid.IntRange(-600, 600).Draw(r, "months")
		is := d.AddMonths(n)
		if months := (is.Year-d.Year)*12 + int(is.Month) - int(d.Month); months != n {
			r.Errorf("%s and %d months is %s, which is %d", d, n, is, months)
		}
		last := is.AddDays(1).Month != is.Month
		if is.Day > d.Day || is.Day < d.Day && !last {
			r.Errorf("%s and %d months is %s", d, n, is)
		}
	})
}

func TestDaysAreCountedBackAndForth(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d, n := drawDate(r, "date"), rapid.IntRange(-100_000, 100_000).Draw(r, "days")
		to := d.AddDays(n)
		if got := to.Sub(d); got != n {
			r.Errorf("from %s to %s are %d days, want %d", d, to, got, n)
		}
		if back := to.AddDays(-n); back != d {
			r.Errorf("%s, %d days on and back, is %s", d, n, back)
		}
		if before := to.Before(d); before != (n < 0) || to.After(d) != (n > 0) || (to.Compare(d) == 0) != (n == 0) {
			r.Errorf("%s before %s: %v, after: %v", to, d, before, to.After(d))
		}
		if weekday := (int(d.Weekday()) + n%7 + 7) % 7; weekday != int(to.Weekday()) {
			r.Errorf("%s is a %s, want %s", to, to.Weekday(), time.Weekday(weekday))
		}
		if to.After(d) && Latest(d, to, Date{}) != to {
			r.Errorf("the latest of %s and %s is %s", d, to, Latest(d, to, Date{}))
		}
	})
}

// TestDateHasNoZone: a day is the same day wherever it is looked at, also where
// midnight is skipped in spring.
func TestDateHasNoZone(t *testing.T) {
	for _, name := range []string{"America/New_York", "Asia/Tokyo", "America/Santiago", "Pacific/Apia", "UTC", "Pacific/Kiritimati"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for d := NewDate(2026, time.January, 1); d.Year < 2028; d = d.AddDays(1) {
			if got := DateOf(d.In(zone).Add(12 * time.Hour)); got != d {
				t.Errorf("noon of %s in %s is %s", d, name, got)
			}
			if d.Time().Location() != time.UTC || DateOf(d.Time()) != d {
				t.Errorf("%s in UTC is %s", d, d.Time())
			}
		}
	}
}

func TestISODates(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := drawDate(r, "date")
		if back, err := ParseISODate(d.String()); err != nil || back != d {
			r.Errorf("%s is read back as %s, %v", d, back, err)
		}
	})
	if d, err := ParseISODate(""); err != nil || !d.IsZero() || d.String() != "" {
		t.Errorf("no date is %s, %v", d, err)
	}
	for _, bad := range []string{"2026-02-30", "2026-2-3", "20260203", "2026-13-01", "2026-00-10", " 2026-01-01", "2026-01-01T00:00", "2026-01-0１"} {
		if d, err := ParseISODate(bad); err == nil {
			t.Errorf("%q is %s", bad, d)
		}
	}
}

func TestBirthdays(t *testing.T) {
	for _, c := range []struct{ birthday, after, next string }{
		{"--11-20", "2026-11-19", "2026-11-20"}, {"--11-20", "2026-11-20", "2027-11-20"}, {"1980-01-01", "2026-12-31", "2027-01-01"},
		{"--02-29", "2027-02-27", "2027-02-28"}, {"--02-29", "2027-02-28", "2028-02-29"}, {"--02-29", "2028-02-28", "2028-02-29"},
		{"1996-02-29", "2026-01-01", "2026-02-28"}, {"", "2026-01-01", ""},
	} {
		b, err := ParseISOBirthday(c.birthday)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Next(isoDate(c.after)).String(); got != c.next {
			t.Errorf("the birthday %q after %s is %s, want %s", c.birthday, c.after, got, c.next)
		}
		if b.String() != c.birthday {
			t.Errorf("%q is written as %q", c.birthday, b)
		}
	}
	for _, c := range []struct {
		birthday, on string
		age          int
		known        bool
	}{
		{"1980-05-12", "2026-05-11", 45, true}, {"1980-05-12", "2026-05-12", 46, true}, {"--05-12", "2026-05-12", 0, false},
		{"2008-02-29", "2026-02-27", 17, true}, {"2008-02-29", "2026-02-28", 18, true},
	} {
		b, err := ParseISOBirthday(c.birthday)
		if err != nil {
			t.Fatal(err)
		}
		if age, known := b.Age(isoDate(c.on)); age != c.age || known != c.known {
			t.Errorf("born %s, on %s: %d, %v", c.birthday, c.on, age, known)
		}
		adult := !c.known || c.age >= 18
		if got := (&Contact{Birthday: b}).Adult(isoDate(c.on)); got != adult {
			t.Errorf("born %s, on %s: adult %v", c.birthday, c.on, got)
		}
	}
	for _, bad := range []string{"--02-30", "--13-01", "1980-02-30", "02-29", "--2-29", "1980"} {
		if b, err := ParseISOBirthday(bad); err == nil {
			t.Errorf("%q is %s", bad, b)
		}
	}
}

func TestEvery(t *testing.T) {
	months := []int{6, 3, 2, 1}
	for i, frequency := range append(Picklist("call_frequency"), "") {
		want := 6
		if i < len(months) {
			want = months[i]
		}
		if got := (&Contact{Stage: StageClient, CallFrequency: frequency}).Every(); got != (Period{Months: want}) {
			t.Errorf("a client called %q is called every %v", frequency, got)
		}
		if got := (&Contact{Stage: StageLead, CallFrequency: frequency}).Every(); got != (Period{Months: 6}) {
			t.Errorf("a lead called %q is called every %v", frequency, got)
		}
	}
}

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		text     string
		decimals int
		minor    int64
		ok       bool
	}{
		{"1480", 2, 148000, true}, {"1480.5", 2, 148050, true}, {"1480.50", 2, 148050, true}, {"0", 2, 0, true}, {"0.01", 2, 1, true},
		{"1480", 0, 1480, true}, {"1.234", 3, 1234, true}, {"007", 2, 700, true},
		{"1480.505", 2, 0, false}, {"1480.5", 0, 0, false}, {"1,480", 2, 0, false}, {"1480,50", 2, 0, false}, {"$1480", 2, 0, false},
		{"-5", 2, 0, false}, {"+5", 2, 0, false}, {".5", 2, 0, false}, {"5.", 2, 0, false}, {"1.2.3", 2, 0, false}, {"1e3", 2, 0, false},
		{" 5", 2, 0, false}, {"９", 2, 0, false}, {"99999999999999999999", 2, 0, false}, {"92233720368547758.08", 2, 0, false},
	} {
		got, err := ParseMoney(c.text, c.decimals)
		if (err == nil) != c.ok || err == nil && got != Amount(c.minor) {
			t.Errorf("%q with %d decimals is %+v, %v", c.text, c.decimals, got, err)
		}
	}
	if got, err := ParseMoney("", 2); err != nil || got.Known || got.Major(2) != "" {
		t.Errorf("nothing is %+v, %v", got, err)
	}
}

func TestMoneyIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := Amount(rapid.Int64Range(0, math.MaxInt64).Draw(r, "minor units"))
		decimals := Decimals(rapid.SampledFrom([]string{"USD", "JPY", "KWD", "EUR"}).Draw(r, "currency"))
		text := m.Major(decimals)
		if back, err := ParseMoney(text, decimals); err != nil || back != m {
			r.Errorf("%d is written %q and read as %+v, %v", m.Minor, text, back, err)
		}
		if _, fraction, found := strings.Cut(text, "."); found != (decimals > 0) || len(fraction) != decimals {
			r.Errorf("%d with %d decimals is written %q", m.Minor, decimals, text)
		}
	})
	for _, c := range []struct {
		minor    int64
		decimals int
		want     string
	}{{5, 2, "0.05"}, {-5, 2, "-0.05"}, {148050, 2, "1480.50"}, {-148050, 0, "-148050"}, {5, 3, "0.005"}, {0, 2, "0.00"}} {
		if got := Amount(c.minor).Major(c.decimals); got != c.want {
			t.Errorf("%d is written %q, want %q", c.minor, got, c.want)
		}
	}
	for currency, want := range map[string]int{"JPY": 0, "USD": 2, "KWD": 3, "CLP": 0, "XYZ": 2} {
		if got := Decimals(currency); got != want {
			t.Errorf("%s has %d decimals, want %d", currency, got, want)
		}
	}
}

// drawRecord fills a record of that noun with random values, some of its
// fields with none.
func drawRecord(r *rapid.T, kind Kind, what string) Record {
	record := New(kind)
	for _, f := range BuiltIn(kind).Fields {
		name := what + " " + f.Name
		if rapid.IntRange(0, 2).Draw(r, name+" known") == 0 {
			continue
		}
		var value any
		switch f.Type {
		case TextType, PhoneType:
			value = rapid.String().Draw(r, name)
		case CodeType:
			value = rapid.SampledFrom(Picklist(f.List)).Draw(r, name)
		case NumberType, PercentType, BytesType, RefType:
			value = rapid.Int64Range(0, 1<<40).Draw(r, name)
		case DateType:
			value = drawDate(r, name)
		case BirthdayType:
			d := drawDate(r, name)
			if b := Birthday(d); rapid.Bool().Draw(r, name+" with year") {
				value = b
			} else {
				b.Year = 0
				value = b
			}
		case InstantType:
			value = time.Unix(rapid.Int64Range(-60_000_000_000, 200_000_000_000).Draw(r, name), 0).UTC()
		case MoneyType:
			value = Amount(rapid.Int64().Draw(r, name))
		case AddressesType:
			value = Addresses{{Label: rapid.String().Draw(r, name), Street: rapid.String().Draw(r, name+" street"), City: "Macon"}, {PostalCode: "31201"}}
		case PointsType:
			value = Points{{Value: rapid.String().Draw(r, name), Label: rapid.String().Draw(r, name+" label"), Bad: rapid.Bool().Draw(r, name+" bad")}, {Value: "second"}}
		case DaysType:
			value = Days{{Date: drawDate(r, name), Name: rapid.String().Draw(r, name+" named")}}
		case TermsType:
			value = Terms{{Name: rapid.String().Draw(r, name), Value: "100000/300000"}, {Name: "property"}}
		case NumbersType:
			value = Numbers(rapid.SliceOfN(rapid.Int64Range(1, 1<<40), 1, 3).Draw(r, name))
		case TagsType:
			value = Tags(rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zé]{1,9}`), 1, 3, rapid.ID).Draw(r, name))
		case StructureType:
			value = &Explanation{Trigger: Trigger{Kind: KindContact, ID: 4, Action: Update, Field: "stage"},
				Steps: []Step{{Op: "add", From: drawDate(r, name), Months: 6, Is: drawDate(r, name+" is"), Off: Days{{Date: drawDate(r, name+" off"), Name: "Labor Day"}}}}}
		default:
			r.Fatalf("the test knows no value of type %s", f.Type)
		}
		if err := f.Set(record, value); err != nil {
			r.Fatal(err)
		}
	}
	return record
}

// TestRecordsAreStoredAndReadBack: what Encode makes, Decode reads, from the
// database's types and from those that JSON makes of them.
func TestRecordsAreStoredAndReadBack(t *testing.T) {
	for _, kind := range Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				record := drawRecord(r, kind, "record")
				back, fromBytes := New(kind), New(kind)
				for _, f := range BuiltIn(kind).Fields {
					stored := f.Encode(record)
					if err := f.Decode(back, stored); err != nil {
						r.Fatalf("%s: %v", f.Name, err)
					}
					if text, ok := stored.(string); ok {
						stored = []byte(text)
					}
					if n, ok := stored.(int64); ok && n == int64(float64(n)) && n < 1<<53 && n > -1<<53 {
						stored = float64(n)
					}
					if err := f.Decode(fromBytes, stored); err != nil {
						r.Fatalf("%s from %T: %v", f.Name, stored, err)
					}
				}
				for _, got := range []Record{back, fromBytes} {
					if !reflect.DeepEqual(got, record) {
						r.Errorf("%+v is read back as %+v", record, got)
					}
				}
			})
		})
	}
}

// TestACopyIsOfItsOwn: whatever is done to the lists of a copy in place, the record
// from which it was made keeps its values.
func TestACopyIsOfItsOwn(t *testing.T) {
	for _, kind := range Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				record := drawRecord(r, kind, "record")
				was := map[string]any{}
				for _, f := range BuiltIn(kind).Fields {
					was[f.Name] = f.Encode(record)
				}
				same := Copy(record)
				for _, f := range BuiltIn(kind).Fields {
					if f.Encode(same) != was[f.Name] {
						r.Errorf("the copy has %v as its %s, want %v", f.Encode(same), f.Name, was[f.Name])
					}
					if list := reflect.ValueOf(f.Get(same)); list.Kind() == reflect.Slice {
						list.Slice(0, list.Len()).Clear()
					}
				}
				for _, f := range BuiltIn(kind).Fields {
					if f.Encode(record) != was[f.Name] {
						r.Errorf("%s became %v with its copy, was %v", f.Name, f.Encode(record), was[f.Name])
					}
				}
			})
		})
	}
}

// TestDifferencesLeadFromOneRecordToTheOther: an edit changes exactly the
// fields that it says it does.
func TestDifferencesLeadFromOneRecordToTheOther(t *testing.T) {
	for _, kind := range Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				before, after := drawRecord(r, kind, "before"), drawRecord(r, kind, "after")
				edit := &Edit{Action: Update, Kind: kind, Before: before, After: after}
				walked := Copy(before)
				changed := map[string]bool{}
				for _, d := range edit.Differences() {
					if !reflect.DeepEqual(d.Field.Get(before), d.Before) || !reflect.DeepEqual(d.Field.Get(after), d.After) {
						r.Errorf("%s is said to go from %v to %v", d.Field.Name, d.Before, d.After)
					}
					if err := d.Field.Set(walked, d.After); err != nil {
						r.Fatal(err)
					}
					changed[d.Field.Name] = true
				}
				for _, f := range BuiltIn(kind).Fields {
					same := f.Encode(before) == f.Encode(after)
					if edit.Changed(f.Name) == same {
						r.Errorf("%s changed: %v", f.Name, !same)
					}
					kept := f.Derived || f.Name == "id" || f.Name == "version"
					if changed[f.Name] != (!same && !kept) {
						r.Errorf("%s is among the differences: %v", f.Name, changed[f.Name])
					}
					if !kept && f.Encode(walked) != f.Encode(after) {
						r.Errorf("%s is %v after all differences, want %v", f.Name, f.Get(walked), f.Get(after))
					}
				}
				if none := (&Edit{Action: Update, Kind: kind, Before: before, After: Copy(before)}).Differences(); len(none) > 0 {
					r.Errorf("a record differs from itself in %s", none[0].Field.Name)
				}
			})
		})
	}
}

func TestDifferencesOfACreateAndADelete(t *testing.T) {
	c := &Contact{Name: "Jane", Rating: "a", Phone: "derived"}
	for _, e := range []*Edit{{Action: Create, Kind: KindContact, After: c}, {Action: Delete, Kind: KindContact, Before: c}} {
		var names []string
		for _, d := range e.Differences() {
			names = append(names, d.Field.Name)
		}
		if !slices.Equal(names, []string{"name", "rating"}) || e.Record() != Record(c) {
			t.Errorf("%s: %v", e.Action, names)
		}
	}
	e := &Edit{Cause: &Edit{Cause: &Edit{}}}
	if e.Depth() != 2 || e.Cause.Cause.Depth() != 0 {
		t.Errorf("depths %d, %d", e.Depth(), e.Cause.Cause.Depth())
	}
	if (&Edit{Kind: KindContact, After: c}).Changed("no such field") {
		t.Error("a field that there is not has changed")
	}
}

func TestCatalogue(t *testing.T) {
	for _, kind := range Kinds() {
		seen := map[string]bool{}
		fields := BuiltIn(kind)
		for _, f := range fields.Fields {
			if seen[f.Name] {
				t.Errorf("%s has two fields %s", kind, f.Name)
			}
			seen[f.Name] = true
			if found, ok := fields.Field(f.Name); !ok || found != f {
				t.Errorf("%s.%s is not found by its name", kind, f.Name)
			}
			if (f.Type == CodeType) != (f.List != "") || f.List != "" && len(Picklist(f.List)) == 0 {
				t.Errorf("%s.%s has the picklist %q", kind, f.Name, f.List)
			}
			if (f.Type == RefType) != (f.Ref != "") || f.Ref != "" && !slices.Contains(Kinds(), f.Ref) {
				t.Errorf("%s.%s refers to %q", kind, f.Name, f.Ref)
			}
			for _, name := range f.From {
				if from, ok := fields.Field(name); !ok || from.Derived {
					t.Errorf("%s.%s is derived from %s", kind, f.Name, name)
				}
			}
			if f.Type.String() == "" {
				t.Errorf("%s.%s has a type without name", kind, f.Name)
			}
		}
		if New(kind).Noun() != kind {
			t.Errorf("a new %s is a %s", kind, New(kind).Noun())
		}
	}
	name, _ := BuiltIn(KindContact).Field("name")
	birthday, _ := BuiltIn(KindContact).Field("birthday")
	if err := name.Set(&Contact{}, 5); err == nil {
		t.Error("a name may be a number")
	}
	for _, stored := range []any{int64(5), "soon", 1.5, true} {
		if err := birthday.Decode(&Contact{}, stored); err == nil {
			t.Errorf("a birthday may be stored as %v", stored)
		}
	}
}

// TestUnknownIsNotZero: 0 is a value of some fields and nothing of others.
func TestUnknownIsNotZero(t *testing.T) {
	attempts, _ := BuiltIn(KindSettings).Field("max_attempts")
	attempt, _ := BuiltIn(KindActivity).Field("attempt")
	premium, _ := BuiltIn(KindOpportunity).Field("premium")
	if got := attempts.Encode(&Settings{}); got != int64(0) {
		t.Errorf("no limit is stored as %v", got)
	}
	if got := attempt.Encode(&Activity{}); got != nil {
		t.Errorf("no attempt is stored as %v", got)
	}
	if got := premium.Encode(&Opportunity{}); got != nil {
		t.Errorf("an unknown premium is stored as %v", got)
	}
	if got := premium.Encode(&Opportunity{Premium: Amount(0)}); got != int64(0) {
		t.Errorf("a premium of nothing is stored as %v", got)
	}
}

func TestPoints(t *testing.T) {
	points := Points{{Value: "a", Bad: true}, {Value: "b"}, {Value: "c"}}
	if got := points.Primary(); got != "b" {
		t.Errorf("the primary one is %q", got)
	}
	marked := points.MarkBad("")
	if got := marked.Primary(); got != "c" {
		t.Errorf("then it is %q", got)
	}
	if points.Primary() != "b" {
		t.Error("the list was changed in place")
	}
	if got := marked.MarkBad("").MarkBad("").Primary(); got != "" {
		t.Errorf("of bad ones alone %q is the primary one", got)
	}
	if Points(nil).Primary() != "" || Points(nil).MarkBad("") != nil {
		t.Error("of none there is a primary one")
	}
}

// TestExitStatus is the contract with scripts, written out: these numbers
// never change.
func TestExitStatus(t *testing.T) {
	want := map[Code]int{
		CodeInternal: 1, CodeUsage: 2, CodeNotFound: 3, CodeInvalid: 4, CodeConflict: 5, CodeBusy: 6,
		CodeEnvironment: 7, CodeDamaged: 8, CodeVersion: 9, CodeRefused: 10, CodeProblems: 11, CodePartial: 12,
	}
	names := []string{"internal", "usage", "not_found", "invalid", "conflict", "busy", "environment", "damaged", "version", "refused", "problems", "partial"}
	if len(Codes) != len(want) || len(names) != len(want) {
		t.Errorf("there are %d codes", len(Codes))
	}
	for i, row := range Codes {
		if row.Exit != want[row.Code] || row.Code.Exit() != row.Exit || string(row.Code) != names[i] || row.About == "" {
			t.Errorf("%s is %d (%s), want %d", row.Code, row.Exit, row.About, want[row.Code])
		}
	}
	if got := Code("made up").Exit(); got != 1 {
		t.Errorf("an unknown code is %d", got)
	}
}

func TestErrors(t *testing.T) {
	cause := errors.New("disk on fire")
	err := Errorf(CodeEnvironment, "can't write %s: %w", "book.db", cause).On("book").Try("Use %d buckets.", 2).Try("Run.")
	if err.Error() != "can't write book.db: disk on fire" || !errors.Is(err, cause) || err.Field != "book" {
		t.Errorf("%+v", err)
	}
	if !slices.Equal(err.Help(), []string{"Use 2 buckets.", "Run."}) {
		t.Errorf("help: %q", err.Help())
	}
	for wrapped, want := range map[error]Code{
		error(err): CodeEnvironment, fmt.Errorf("while saving: %w", err): CodeEnvironment, cause: CodeInternal,
		errors.Join(cause, Errorf(CodeBusy, "busy")): CodeBusy,
	} {
		if got := CodeOf(wrapped); got != want {
			t.Errorf("%v has the code %s, want %s", wrapped, got, want)
		}
	}
	for want, values := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := OneOf(values); got != want {
			t.Errorf("%q are written %q", values, got)
		}
	}
}
