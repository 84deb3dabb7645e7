package book

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"crm/internal/crm"
	"crm/internal/store"
)

// desk is a book in a test, with a clock that the test sets.
type desk struct {
	t    *testing.T
	path string
	now  time.Time
	op   int
	// options that a test may change
	today   string
	as      string
	dryRun  bool
	opID    string
	confirm bool
}

func newDesk(t *testing.T, today string, change ...func(*crm.Settings)) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "book.db"), confirm: true}
	d.on(today)
	settings, err := NewSettings("us", "", "America/New_York", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range change {
		c(settings)
	}
	key, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.path, d.fresh(today+string(key), settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

// fresh is a new book of Ann Lee's, made once for each key.
func (d *desk) fresh(key string, settings *crm.Settings) []byte {
	d.t.Helper()
	d.op = 1 // which made it
	if made, ok := freshBooks.Load(key); ok {
		return made.([]byte)
	}
	d.op = 0
	o := d.options()
	o.Path, o.Settings, o.Producer = filepath.Join(d.t.TempDir(), "fresh.db"), settings, "Ann Lee"
	b, err := Init(d.t.Context(), o)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		d.t.Fatal(err)
	}
	made, err := os.ReadFile(o.Path)
	if err != nil {
		d.t.Fatal(err)
	}
	freshBooks.Store(key, made)
	return made
}

var freshBooks sync.Map

// fork is a desk with a copy of the book as it is now.
func (d *desk) fork() *desk {
	d.t.Helper()
	other := *d
	other.path = filepath.Join(d.t.TempDir(), "book.db")
	made, err := os.ReadFile(d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(other.path, made, 0o600); err != nil {
		d.t.Fatal(err)
	}
	return &other
}

// on sets the clock to ten in the morning of that day.
func (d *desk) on(day string) {
	d.t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		d.t.Fatal(err)
	}
	if d.now, err = time.ParseInLocation("2006-01-02 15:04", day+" 10:00", zone); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) options() Options {
	return Options{
		Path: d.path, Now: d.now, As: d.as, Today: d.today, DryRun: d.dryRun, Op: d.opID,
		NewOp: func() string { d.op++; return fmt.Sprintf("op-%d", d.op) },
		Yes:   d.confirm,
		Ask:   func(crm.Notice, []string) (string, error) { return "", nil },
		Code: func(list, text string, values ...string) (string, error) {
			if slices.Contains(values, text) || slices.Contains(crm.Picklist(list), text) {
				return text, nil
			}
			return "", crm.Errorf(crm.CodeInvalid, "%q is no %s", text, list)
		},
	}
}

func (d *desk) open() *Book {
	d.t.Helper()
	b, err := Open(d.t.Context(), d.options())
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = b.Close() })
	return b
}

// do runs one command on the book.
func (d *desk) do(command func(context.Context, *Book) (*crm.Outcome, error)) (*crm.Outcome, error) {
	d.t.Helper()
	b := d.open()
	defer b.Close()
	return command(d.t.Context(), b)
}

func (d *desk) must(command func(context.Context, *Book) (*crm.Outcome, error)) *crm.Outcome {
	d.t.Helper()
	o, err := d.do(command)
	if err != nil {
		d.t.Fatalf("%v", err)
	}
	return o
}

// add adds somebody and returns the number.
func (d *desk) add(stage, name string, pairs ...string) int64 {
	d.t.Helper()
	values := Values{"name": {name}}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = append(values[pairs[i]], pairs[i+1])
	}
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "add", NewContact{Values: values, Stage: stage})
	})
	return crm.IDOf(o.Subjects[0])
}

func (d *desk) log(who any, in CallLog) *crm.Outcome {
	d.t.Helper()
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.LogCall(ctx, fmt.Sprint(who), in)
	})
}

func (d *desk) logErr(who any, in CallLog) error {
	d.t.Helper()
	_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.LogCall(ctx, fmt.Sprint(who), in)
	})
	return err
}

func (d *desk) edit(who any, pairs ...string) *crm.Outcome {
	d.t.Helper()
	values := Values{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = []string{pairs[i+1]}
	}
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(who)}, ContactEdit{Values: values})
	})
}

// look reads the book.
func (d *desk) look(fn func(reader)) {
	d.t.Helper()
	b := d.open()
	defer b.Close()
	if err := b.read(d.t.Context(), func(v reader) error { fn(v); return nil }); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) contact(id int64) *crm.Contact {
	d.t.Helper()
	var c *crm.Contact
	d.look(func(v reader) {
		var err error
		if c, err = store.Get[*crm.Contact](v.tx, id); err != nil {
			d.t.Fatal(err)
		}
	})
	return c
}

// plan lists what is open for a contact, a line each: "referral 2026-07-13".
func (d *desk) plan(contact int64) []string {
	d.t.Helper()
	var lines []string
	d.look(func(v reader) {
		open, err := v.tx.OpenActivities(contact)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, a := range open {
			what := a.CallType
			if a.Kind != crm.Call {
				what = a.Kind
			}
			if a.Purpose != "" {
				what = a.Purpose
			}
			if what == "" {
				what = "call"
			}
			if a.Attempt > 1 {
				what = fmt.Sprintf("%s#%d", what, a.Attempt)
			}
			lines = append(lines, what+" "+a.Due.String())
		}
	})
	return lines
}

func (d *desk) wantPlan(contact int64, want ...string) {
	d.t.Helper()
	if got := d.plan(contact); !slices.Equal(got, want) {
		d.t.Errorf("open for %d: %q, want %q", contact, got, want)
	}
}
