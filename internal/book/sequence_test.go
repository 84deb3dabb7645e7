package book

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/shelf"
	"crm/internal/store"
)

// TestMain bounds how often rapid tries a property: each write waits for the
// disk. They are other sequences each time, and SOAK says how many (make soak).
func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // the books are small and many
	shelf.InMemory()
	mostPending = 2                                                      // as are their changes
	_ = flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))) // some wait for the disk
	if err := flag.Set("rapid.checks", cmp.Or(os.Getenv("SOAK"), "5")); err != nil {
		panic(err)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// soaking says that nothing is made smaller (make soak).
var soaking = os.Getenv("SOAK") != ""

// sized is how many there are of what a test has many of: few every day.
func sized(few, many int) int {
	if soaking {
		return many
	}
	return few
}

// raw is a look at the file of a book past the product's own code.
type raw struct {
	t    rapid.TB
	db   *sql.DB
	path string
	// fresh looks whether the file is still what the book is; nil for the file of a book.
	fresh func()
}

func lookRaw(t rapid.TB, path string) *raw {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	return &raw{t: t, db: db, path: path}
}

// rows gives the rows of a query, a text each.
func (r *raw) rows(text string, args ...any) []string {
	r.t.Helper()
	if r.fresh != nil {
		r.fresh()
	}
	rows, err := r.db.Query(text, args...)
	if err != nil {
		r.t.Fatalf("%v in %s", err, text)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		r.t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values, pointers := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			pointers[i] = &values[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			r.t.Fatal(err)
		}
		var cells []string
		for i, name := range names {
			if name != "version" && values[i] != nil {
				cells = append(cells, fmt.Sprintf("%s=%v", name, values[i]))
			}
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	if err := rows.Err(); err != nil {
		r.t.Fatal(err)
	}
	return lines
}

// none fails where a query that looks for faults has an answer.
func (r *raw) none(what, text string, args ...any) {
	r.t.Helper()
	if faults := r.rows(text, args...); len(faults) > 0 {
		r.t.Errorf("%s: %s", what, strings.Join(faults, "; "))
	}
}

// state is everything in the book but journal, counters and versions.
func (r *raw) state() string {
	r.t.Helper()
	var all strings.Builder
	for _, table := range r.rows(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`) {
		name := strings.TrimPrefix(table, "name=")
		switch name {
		case "changes", "edits", "counter", "contents", "imported", "rule_problems", "rule_fills", "erasures": // what the last two have stays for redo
			continue
		}
		from := name
		if name == "suppressions" { // which are ended and never taken out
			from += " WHERE ended IS NULL"
		}
		columns := "*"
		if name == "settings" { // fields are versions
			columns = "id, country, region, timezone, currency, weekend, days_off, working_days, max_attempts, birthday_attempts, birthday_quiet, lines, stages, renewal_days, x_date_days, file_limit, backups, retention_years, calls_per_day, retry_days"
		}
		for _, line := range r.rows("SELECT " + columns + " FROM " + from + " ORDER BY 1, 2, 3") {
			fmt.Fprintf(&all, "%s: %s\n", name, line)
		}
	}
	return all.String()
}

// differing is the lines that only one of two states has.
func differing(got, want string) string {
	var lines []string
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for _, line := range g {
		if !slices.Contains(w, line) {
			lines = append(lines, "only now:    "+line)
		}
	}
	for _, line := range w {
		if !slices.Contains(g, line) {
			lines = append(lines, "only before: "+line)
		}
	}
	return strings.Join(lines, "\n")
}

// invariants are what is true of a book after every change: what the program itself looks
// for, and what it can not ask.
func (r *raw) invariants() {
	r.t.Helper()
	r.checked()
	r.nextSteps()
	r.none("a number of who is marked that may be called", `SELECT term FROM lookup JOIN contacts c ON c.id = contact WHERE do_not_contact IS NOT NULL
		AND c.phones NOT LIKE '%"bad":true%' AND what = 'p' AND term NOT LIKE '%x%' AND term NOT IN (SELECT point FROM suppressions WHERE ended IS NULL)`)
	r.none("somebody with a number that nobody may use who may be called", `SELECT c.id FROM contacts c JOIN lookup ON contact = c.id AND what IN ('p', 's')
		WHERE stopped IS NULL AND concat(c.phones, c.emails) NOT LIKE '%"bad":true%' AND c.phones NOT LIKE '%"label":"fax"%' AND term IN (SELECT point FROM suppressions WHERE ended IS NULL)`)
	r.none("a call planned with somebody who wants none", `SELECT a.id FROM activities a WHERE a.status = 'open' AND a.kind = 'call' AND
		(SELECT state FROM consents s WHERE s.contact = a.contact AND s.channel IN ('call', 'all') ORDER BY since DESC, id DESC LIMIT 1) = 'withdrawn'`)
	r.none("a call planned with a household of whom nobody may be contacted", `SELECT a.id FROM activities a JOIN contacts c ON c.id = a.contact
		WHERE a.status = 'open' AND a.kind = 'call' AND c.kind <> 'person' AND c.stopped IS NOT NULL`)
	r.none("a premium that is not that of the policy", `SELECT o.id, o.actual_premium, p.annual_premium FROM policies p JOIN quotes q ON q.id = p.quote JOIN opportunities o ON o.id = p.opportunity
		WHERE q.status = 'accepted' AND p.version = 1 AND o.actual_premium <> p.annual_premium`)
	var numbers []string
	for _, kind := range crm.Kinds() {
		numbers = append(numbers, fmt.Sprintf("SELECT id, version AS v, '%s' AS kind FROM %s", kind, crm.NounOf(kind).Table))
	}
	all := "(" + strings.Join(numbers, " UNION ALL ") + ")"
	r.none("a version that is not how often the record was written", `SELECT r.id, r.kind, r.v,
		(SELECT count(*) FROM edits e WHERE e.record = r.id AND e.kind = r.kind AND e.action <> 'delete') AS written FROM `+all+` r WHERE r.v <> written`)
	r.lookup()
}

// checked holds the book to what the program itself looks for.
func (r *raw) checked() {
	r.t.Helper()
	s, err := store.OpenRead(context.Background(), r.path)
	if err != nil {
		r.t.Fatal(err)
	}
	defer s.Close()
	found, err := s.Check(context.Background(), true)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, p := range found {
		r.t.Errorf("a sound book has a problem: %+v", p)
	}
}

// lookup compares the table lookup, the order of names, and the primary phone and
// e-mail with the contacts.
func (r *raw) lookup() {
	r.t.Helper()
	country := strings.TrimPrefix(strings.Join(r.rows("SELECT country FROM settings"), ""), "country=")
	var want []string
	order := fold.NewOrder(country)
	rows, err := r.db.Query("SELECT id, name, phones, emails, phone, email, reading, given, family, birthday, coalesce(do_not_contact, calls_withdrawn), nickname, also, addresses, address, name_order FROM contacts")
	if err != nil {
		r.t.Fatal(err)
	}
	defer rows.Close()
	phones, _ := crm.BuiltIn(crm.KindContact).Field("phones")
	for rows.Next() {
		var id int64
		var name string
		var texts [13]sql.NullString
		var at []byte
		if err := rows.Scan(&id, &name, &texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5], &texts[6], &texts[7], &texts[8], &texts[9], &texts[10], &texts[11], &texts[12], &at); err != nil {
			r.t.Fatal(err)
		}
		if want := order.Key(cmp.Or(texts[4].String, name)); !bytes.Equal(at, want) {
			r.t.Errorf("%s stands at %x in the order of names, want %x", name, at, want)
		}
		term := func(text, what string) {
			want = append(want, fmt.Sprintf("term=%s what=%s contact=%d", text, what, id))
		}
		whole := fold.NewName(name)
		called, family := texts[9].String, texts[6].String
		names := []fold.Name{whole, fold.NewName(texts[4].String), fold.NewName(strings.TrimSpace(texts[5].String + " " + family)), fold.NewName(called)}
		if called != "" && family != "" {
			names = append(names, fold.NewName(called+" "+family))
		}
		alsoNamed := namesIn(r.t, texts[10].String)
		for _, other := range alsoNamed {
			names = append(names, fold.NewName(other))
		}
		for i, n := range names {
			for _, key := range n.Keys() {
				if key != "" && (i == 0 || !slices.Contains(whole.Turns(), key)) {
					term(key, "n")
				}
			}
			for _, plain := range n.Forms()[1:] {
				for _, key := range plain.Keys() {
					if key != "" && (i == 0 || !slices.Contains(whole.Turns(), key)) {
						term(key, "u")
					}
				}
			}
			for _, word := range n.Words() {
				term(word, "w")
			}
			if key := n.Beginnings(); key != "" {
				term(key, "b")
			}
		}
		if called != "" {
			called += " " + name
		}
		for _, n := range append(alsoNamed, name, texts[4].String, called) {
			if !texts[8].Valid || n == "" {
				continue
			}
			for _, parcel := range fold.Parcels(n) {
				term(parcel, "k")
			}
			for _, word := range fold.NameWords(n) {
				if born := texts[7].String; len(born) == len("2006-01-02") {
					term(word+" "+born, "k")
				}
			}
		}
		var places crm.Addresses
		if texts[11].Valid {
			if err := json.Unmarshal([]byte(texts[11].String), &places); err != nil {
				r.t.Fatal(err)
			}
		}
		for _, a := range places {
			for _, text := range []string{fold.Text(a.City), strings.ReplaceAll(fold.Text(a.PostalCode), " ", "")} {
				if text != "" {
					term(text, "c")
				}
			}
		}
		if line := fold.AddressLine(places.Primary(), country); line != texts[12].String {
			r.t.Errorf("the address of %s is kept as %q", texts[11].String, texts[12].String)
		}
		for i, what := range []string{"p", "e"} {
			var points crm.Points
			if texts[i].Valid {
				value, err := phones.DecodeValue(texts[i].String)
				if err != nil {
					r.t.Fatal(err)
				}
				points = value.(crm.Points)
			}
			good := ""
			for _, p := range points {
				if good == "" && p.Reaches() {
					good = p.Value
				}
				key := fold.Text(p.Value)
				if number, ok := fold.PhoneIn(p.Value, country); ok && what == "p" {
					key = number
				}
				if address, err := fold.Email(p.Value); err == nil && what == "e" {
					key = address
				}
				term(key, what)
				point, ok := fold.EmailPoint(p.Value)
				if what == "p" {
					if point, ok = fold.PhonePoint(p.Value, country); !ok {
						point, ok = fold.PhonePoint(p.Value, "")
					}
				}
				if ok && (point != key || what == "e") {
					term(point, "s")
				}
			}
			if good != texts[i+2].String {
				r.t.Errorf("the primary one of %s is kept as %q", texts[i].String, texts[i+2].String)
			}
		}
	}
	if err := rows.Err(); err != nil {
		r.t.Fatal(err)
	}
	got := r.rows("SELECT term, what, contact FROM lookup")
	slices.Sort(got)
	slices.Sort(want)
	if want = slices.Compact(want); !slices.Equal(got, want) {
		r.t.Errorf("lookup differs from the contacts:\n%s", differing(strings.Join(got, "\n"), strings.Join(want, "\n")))
	}
}

// namesIn are the names that merged contacts had.
func namesIn(t rapid.TB, also string) (names []string) {
	if also == "" {
		return nil
	}
	f, _ := crm.BuiltIn(crm.KindContact).Field("also")
	left, err := f.DecodeValue(also)
	if err != nil {
		t.Fatal(err)
	}
	return (&crm.Contact{Also: left.(crm.Terms)}).FormerNames()
}

// player makes random changes to a book.
type player struct {
	*rapid.T
	desk *desk
	day  crm.Date
	book *Book
	raw  *raw
	log  []string
	// strays are those of whom an outcome has said that they have no next step.
	strays map[int64]bool
	left   map[int64]bool // policies whose end nobody looks after
	// anybody has a colleague act now and then, whose changes nobody else undoes.
	anybody bool
	// edited sees the outcome of each change; nil for nothing.
	edited func(*crm.Outcome)
	// more are further changes; nil for none.
	more func(context.Context) map[string]func() (*crm.Outcome, error)
}

// templates are new books, one for each test.
var templates sync.Map

// newPlayer opens a fresh copy of a new book on 1 June 2026.
func newPlayer(t *testing.T, r *rapid.T) *player {
	template, made := templates.Load(t)
	if !made {
		d := newDesk(t, "2026-06-01")
		data, err := os.ReadFile(d.path)
		if err != nil {
			t.Fatal(err)
		}
		template = data
		templates.Store(t, data)
		t.Cleanup(func() { templates.Delete(t) })
	}
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		r.Fatal(err)
	}
	d := &desk{t: t, path: filepath.Join(dir, "book.db"), confirm: true, op: 100}
	if err := os.WriteFile(d.path, template.([]byte), 0o600); err != nil {
		r.Fatal(err)
	}
	p := &player{T: r, desk: d, day: crm.NewDate(2026, time.June, 1), raw: lookRaw(r, d.path)}
	p.open()
	r.Cleanup(func() {
		_ = p.book.Close()
		_ = p.raw.db.Close()
		_ = os.RemoveAll(dir)
	})
	return p
}

func (p *player) open() {
	p.desk.on(p.day.String())
	if there := p.raw.rows("SELECT id FROM producers WHERE retired IS NULL ORDER BY id"); p.anybody && len(there) > 0 {
		p.desk.as = strings.TrimPrefix(p.one("who acts", there...), "id=")
	}
	b, err := Open(p.Context(), p.desk.options())
	if err != nil {
		p.Fatal(err)
	}
	p.book = b
}

// advance goes on to a later day.
func (p *player) advance(days int) {
	if days == 0 {
		return
	}
	if err := p.book.Close(); err != nil {
		p.Fatal(err)
	}
	p.day = p.day.AddDays(days)
	p.open()
}

func (p *player) one(what string, values ...string) string {
	return rapid.SampledFrom(values).Draw(p.T, what)
}

// id draws the number of a record that a condition picks, or one that nothing
// has.
func (p *player) id(table, condition string) string {
	ids := p.raw.rows("SELECT id FROM " + table + " WHERE " + condition + " ORDER BY id")
	if len(ids) == 0 {
		return "999"
	}
	return strings.TrimPrefix(p.one("id", ids...), "id=")
}

func (p *player) person() string { return p.id("contacts", "kind = 'person'") }

// values draws some of the fields of a contact.
func (p *player) values(add bool) Values {
	v := Values{}
	if add || p.maybe("rename", 5) {
		v["name"] = []string{p.one("first", "Jane", "José", "Mike", "美咲", "O'Brien") + " " + p.one("last", "Hudson", "García", "Brandt", "佐藤")}
	}
	for _, field := range []struct {
		name    string
		choices []string
	}{
		{"birthday", []string{"1980-06-05", "--11-20", "1996-02-29", "--06-20", "2015-07-01", ""}},
		{"phone", []string{"614-555-0147", "+1 614 555 0147", "06 1234 5678", "614-555-0155", "work: 614-555-0147", "614-555-0155 (boat)", "boat: 614-555-0155", "fax: 06 1234 5678"}},
		{"address", []string{"12 Oak St, Columbus, OH 43215", "1 Elm St", "〒100-0005 東京都千代田区丸の内1-1, Japan", ""}},
		{"city", []string{"Dayton", ""}},
		{"address_label", []string{"home", "work", "boat", ""}},
		{"email", []string{"jane@example.com", "Jane@Example.com", "mike@example.org", "home: mike@example.org"}},
		{"household", []string{"Jane and Mike Hudson", "Casa García"}},
		{"org", []string{"Hudson Ltd"}},
		{"call_frequency", crm.Picklist("call_frequency")},
		{"last_call", []string{"2026-05-20", "2025-01-10", ""}},
		{"rating", []string{"a", "b", ""}},
		{"note", []string{"likes cats"}},
		{"referred_by", []string{p.person()}},
	} {
		if p.maybe(field.name, 3) {
			v[field.name] = []string{p.one("value", field.choices...)}
		}
	}
	if v["address"] == nil && v["city"] == nil { // there may be none to label
		delete(v, "address_label")
	}
	return p.ownValues(v, crm.KindContact)
}

// maybe is true once in so many times.
func (p *player) maybe(what string, times int) bool {
	return rapid.IntRange(1, times).Draw(p.T, what) == 1
}

// ahead is a day to come, at times one on which something is planned.
func (p *player) ahead() string {
	if days := p.raw.rows("SELECT DISTINCT due FROM activities WHERE status = 'open' AND due >= ? ORDER BY due", p.day.String()); len(days) > 0 && p.maybe("planned", 3) {
		return strings.TrimPrefix(p.one("day", days...), "due=")
	}
	return fmt.Sprintf("+%dd", rapid.IntRange(0, 40).Draw(p.T, "days ahead"))
}

// commands are what a random change may be. Each gives what it did, for the
// log of a failure.
func (p *player) commands(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	anyCall := func() string { return p.id("activities", "kind = 'call'") }
	openActivity := func() string { return p.id("activities", "status = 'open'") }
	callLog := func() CallLog {
		in := CallLog{Result: p.one("result", crm.Picklist("call_result")...), Inbound: p.maybe("inbound", 5)}
		if in.Result == crm.AppointmentResult && p.maybe("appt", 2) {
			in.Appt, in.For, in.Place = p.ahead()+" 10:30", "30m", "214 Elm St"
		}
		if in.Result != crm.DeadFile && p.maybe("due", 4) {
			in.Due = p.ahead() + p.one("time", "", " 17:00")
		}
		if p.maybe("on", 4) {
			in.On = p.one("day", "yesterday", "-10d")
		}
		if p.maybe("note", 4) {
			in.Note = "said so"
		}
		return in
	}
	return with(map[string]func() (*crm.Outcome, error){
		"add": func() (*crm.Outcome, error) {
			in := NewContact{Values: p.values(true), AllowDuplicate: p.maybe("allow", 2)}
			in.Stage = p.one("stage", append(crm.Picklist("stage"), "")...)
			if p.maybe("group", 6) {
				in.Kind = p.one("kind", crm.Household, crm.Organization)
			}
			return b.AddContact(ctx, "contact add", in)
		},
		"client add": func() (*crm.Outcome, error) {
			return b.AddContact(ctx, "client add", NewContact{Values: Values{"name": {"Uma Vance"}, "phone": {"614-555-0199"}}, Stage: crm.StageClient, AllowDuplicate: true})
		},
		"client left": func() (*crm.Outcome, error) {
			return b.Cancel(ctx, "call cancel", crm.Call, []string{p.id("activities", "kind = 'call' AND status = 'open' AND contact IN (SELECT id FROM contacts WHERE stage = 'client')")}, "")
		},
		"edit": func() (*crm.Outcome, error) {
			in := ContactEdit{Values: p.values(false)}
			if p.maybe("stage", 3) {
				in.Values["stage"] = []string{p.one("stage", append(crm.Picklist("stage"), "")...)}
			}
			if p.maybe("bad", 6) {
				in.BadPhones = []string{"614-555-0147"}
			}
			if p.maybe("remove", 6) {
				in.RemovePhones = []string{"614-555-0147"}
			}
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, in)
		},
		"qualify": func() (*crm.Outcome, error) {
			return b.Qualify(ctx, "lead qualify", []string{p.id("contacts", "stage = 'lead'")}, nil, "ready")
		},
		"reject": func() (*crm.Outcome, error) {
			return b.Reject(ctx, "lead reject", []string{p.person()}, "moved")
		},
		"stop": func() (*crm.Outcome, error) {
			return b.Stop(ctx, "contact stop", []string{p.person()}, "asked", "by letter")
		},
		"allow": func() (*crm.Outcome, error) {
			return b.Allow(ctx, "contact allow", []string{p.id("contacts", "do_not_contact IS NOT NULL")}, "asked for a quote")
		},
		"relate": func() (*crm.Outcome, error) {
			return b.Relate(ctx, "contact relate", p.person(), p.person(), p.one("as", "spouse", "child", "godparent"), p.maybe("share", 3))
		},
		"unrelate": func() (*crm.Outcome, error) {
			return b.Unrelate(ctx, "contact unrelate", p.id("contacts", "id IN (SELECT contact FROM relations)"), p.id("contacts", "id IN (SELECT other FROM relations)"), "")
		},
		"tag": func() (*crm.Outcome, error) {
			return b.AddTags(ctx, "tag add", []string{p.one("tagged", p.person(), anyCall(), p.id("opportunities", "true"), p.id("policies", "true"), p.id("notes", "true"), p.id("files", "true"))}, p.one("tags", "vip", "golf, VIP", "#rotary"))
		},
		"untag": func() (*crm.Outcome, error) {
			return b.RemoveTags(ctx, "tag remove", []string{p.one("tagged", p.person(), anyCall(), p.id("notes", "true"), p.id("files", "true"))}, p.one("tags", "vip", "golf"))
		},
		"tag rename": func() (*crm.Outcome, error) {
			return b.RenameTag(ctx, "tag rename", p.one("from", "vip", "golf", "rotary"), p.one("to", "vip", "golf", "club"))
		},
		"tag delete": func() (*crm.Outcome, error) { return b.DeleteTag(ctx, "tag delete", p.one("tag", "vip", "golf")) },
		"dnc add": func() (*crm.Outcome, error) {
			return b.AddSuppressions(ctx, []string{p.one("value", "614-555-0147", "614-555-0155", "jane@example.com")}, p.one("reason", "asked", "registry"), "")
		},
		"dnc remove": func() (*crm.Outcome, error) {
			return b.RemoveSuppressions(ctx, []string{p.one("value", "614-555-0147", "614-555-0155", "jane@example.com")}, "they asked for a quote")
		},
		"log": func() (*crm.Outcome, error) { return b.LogCall(ctx, p.person(), callLog()) },
		"log call": func() (*crm.Outcome, error) {
			return b.LogCall(ctx, p.id("activities", "kind = 'call' AND status = 'open'"), callLog())
		},
		"correct": func() (*crm.Outcome, error) {
			return b.CorrectCall(ctx, p.id("activities", "call_result IS NOT NULL"), callLog())
		},
		"call add": func() (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: p.person(), Due: p.ahead(), CallType: p.one("type", append(crm.Picklist("call_type"), "")...)})
		},
		"task add": func() (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "send the form", Contact: p.one("about", "", p.person()), Due: p.ahead()})
		},
		"appt add": func() (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: p.person(), When: p.ahead() + " 09:00", Place: "office"})
		},
		"appt move": func() (*crm.Outcome, error) {
			return b.MoveAppointment(ctx, p.id("activities", "kind = 'appointment'"), p.ahead()+" 11:00", "", "")
		},
		"no-show": func() (*crm.Outcome, error) {
			return b.NoShow(ctx, []string{p.id("activities", "kind = 'appointment'")}, "waited", p.one("due", "", p.ahead()))
		},
		"done":   func() (*crm.Outcome, error) { return b.Done(ctx, "done", "", []string{openActivity()}, "well", "") },
		"cancel": func() (*crm.Outcome, error) { return b.Cancel(ctx, "cancel", "", []string{openActivity()}, "") },
		"cancel call": func() (*crm.Outcome, error) {
			return b.Cancel(ctx, "call cancel", crm.Call, []string{anyCall()}, "")
		},
		"snooze": func() (*crm.Outcome, error) { return b.Snooze(ctx, "snooze", "", []string{openActivity()}, p.ahead()) },
		"set": func() (*crm.Outcome, error) {
			pair := strings.Fields(p.one("setting", "country it", "country us", "country none", "max_attempts 2", "birthday_quiet 0", "weekend fri,sat", "currency JPY", "timezone Europe/Rome"))
			return b.Set(ctx, pair[0], pair[1])
		},
		"holiday": func() (*crm.Outcome, error) {
			return b.AddDaysOff(ctx, []NewDayOff{{When: p.ahead(), Name: "office closed"}}, false)
		},
		"no holiday": func() (*crm.Outcome, error) {
			return b.RemoveDaysOff(ctx, p.one("day", "2026-07-03", p.ahead()), nil, false)
		},
		"producer": func() (*crm.Outcome, error) {
			return b.AddProducer(ctx, Values{"name": {p.one("name", "Bob Roe", "Cy Poe")}})
		},
		"note add": func() (*crm.Outcome, error) {
			on := p.one("on", p.person(), p.id("opportunities", "true"), p.id("activities", "true"))
			return b.AddNote(ctx, NewNote{On: on, Body: p.one("text", "likes dogs", "roof of 2019"), Share: p.readers()})
		},
		"note edit": func() (*crm.Outcome, error) {
			return b.EditNote(ctx, p.id("notes", "true"), Values{"body": {p.one("text", "likes dogs", "has moved")}, "tags": {p.one("tags", "vip", "golf", "")}})
		},
		"note share": func() (*crm.Outcome, error) { return b.ShareNotes(ctx, []string{p.id("notes", "true")}, p.readers()) },
		"note unshare": func() (*crm.Outcome, error) {
			return b.UnshareNotes(ctx, []string{p.id("notes", "shared IS NOT NULL")}, p.readers())
		},
		"file add": func() (*crm.Outcome, error) {
			on := p.one("on", p.person(), p.id("opportunities", "true"), p.id("activities", "true"))
			return b.AddFiles(ctx, on, []NewFile{{Name: "quote.pdf", MediaType: "application/pdf", Content: []byte(p.one("bytes", "quote", "policy", ""))}}, nil, p.maybe("again", 3))
		},
		"file remove": func() (*crm.Outcome, error) { return b.RemoveFiles(ctx, []string{p.id("files", "true")}) },
		"delete": func() (*crm.Outcome, error) {
			ids := []string{p.one("mistake", p.person(), anyCall(), openActivity(), p.id("opportunities", "true"), p.id("policies", "true"), p.id("notes", "true"))}
			o, err := b.Delete(ctx, ids)
			e, ok := crm.AsError(err)
			if !ok || len(e.Rows) == 0 || p.maybe("leave the rest", 3) {
				return o, err
			}
			for _, row := range e.Rows { // and what is in the way
				ids = append(ids, fmt.Sprint(row[0]))
			}
			return b.Delete(ctx, ids)
		},
		"email add": func() (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Email, Contact: p.person(), Due: p.ahead(), Subject: "send the form"})
		},
		"email log": func() (*crm.Outcome, error) {
			return b.LogEmail(ctx, p.one("which", p.person(), p.id("activities", "kind = 'email'")), EmailLog{Subject: "the form", Inbound: p.maybe("inbound", 3), On: p.one("day", "", "yesterday")})
		},
		"view save": func() (*crm.Outcome, error) {
			where := p.one("where", "premium > 1", "", "status")
			return b.SaveView(ctx, p.one("name", "big", "Big", "won"), &crm.View{List: "opp", Where: where}, ListQuery{Noun: crm.KindOpportunity, Where: where}, p.maybe("replace", 2))
		},
		"view remove": func() (*crm.Outcome, error) { return b.RemoveView(ctx, p.one("name", "big", "lost")) },
		"report save": func() (*crm.Outcome, error) {
			text := "about: x\nof: contact\nby: {stage: stage}\nmeasures: [{name: n, count: " + p.one("count", "all", "policies > 1", "nope") + "}]\n"
			return b.SaveReport(ctx, p.one("name", "mine", "stages"), text, p.maybe("replace", 2))
		},
		"report remove": func() (*crm.Outcome, error) { return b.RemoveReport(ctx, p.one("name", "mine", "pipeline")) },
		"import": func() (*crm.Outcome, error) {
			var rows []ImportRow
			for i := range rapid.IntRange(1, 4).Draw(p.T, "rows") {
				rows = append(rows, ImportRow{Line: i + 2, Values: p.values(true), Reject: func(string) error { return nil }})
			}
			return b.ImportContacts(ctx, "client import", Import{Stage: p.one("stage", "client", "lead", ""), Rows: rowsOf(rows), SkipBad: p.maybe("skip", 2),
				OnDuplicate: p.one("duplicates", "skip", "add", "fail"), CallsPerDay: rapid.IntRange(0, 2).Draw(p.T, "a day")})
		},
	}, p.peopleCommands(ctx), p.fieldCommands(ctx), p.naming(ctx), p.consentCommands(ctx), p.sales(ctx))
}

// readers are some of the producers.
func (p *player) readers() []string {
	if p.maybe("shared", 2) {
		return []string{p.id("producers", "true")}
	}
	return nil
}

func rowsOf(rows []ImportRow) iter.Seq2[ImportRow, error] {
	return func(yield func(ImportRow, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// step makes a random change of those names and reports whether it was taken.
// What is refused has a reason that a producer can do something about.
func (p *player) step(names []string) bool {
	p.advance(rapid.SampledFrom([]int{0, 0, 1, 3, 30, 200}).Draw(p.T, "days on"))
	name := p.one("command", names...)
	commands := p.commands(p.Context())
	if p.more != nil {
		commands = with(commands, p.more(p.Context()))
	}
	o, err := commands[name]()
	p.waysThere(name, o, err)
	switch crm.CodeOf(err) {
	case crm.CodeInternal, crm.CodeEnvironment, crm.CodeDamaged, crm.CodeBusy:
		if err != nil {
			p.Fatalf("%s %s: %v", p.day, name, err)
		}
	}
	if err != nil {
		p.log = append(p.log, fmt.Sprintf("%s %s: %v", p.day, name, err))
		return false
	}
	p.log = append(p.log, fmt.Sprintf("%s %s: change %d, %d edits", p.day, name, o.Change, len(o.Edits)))
	if p.edited != nil {
		p.edited(o)
	}
	p.nobodyFallsThrough(o)
	p.nobodyIsCalledAgain(o)
	return o.Change != 0
}

func (p *player) names() []string {
	var names []string
	for name := range p.commands(p.Context()) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// begin adds somebody to work with.
func (p *player) begin() []string {
	names := p.names()
	first := []string{"add", "add"}
	if p.maybe("a client without a step", 4) {
		first = append(first, "client add", "client left")
	}
	for _, name := range first {
		p.step([]string{name})
	}
	return names
}

// all repeats undo or redo until nothing is left to take back or restore, or
// it is refused.
func (p *player) all(one func(context.Context, int64) (*crm.Outcome, error), last func(*store.View, int64) (*store.Change, error)) (n int, err error) {
	for ; ; n++ {
		var change *store.Change
		err := p.book.store.Read(p.Context(), func(tx *store.View) (err error) {
			change, err = last(tx, 0) // whoever made it
			return err
		})
		if change == nil || err != nil {
			return n, err
		}
		if _, err := one(p.Context(), change.ID); err != nil {
			return n, err
		}
	}
}

func TestUndoGivesBackTheBookAsItWas(t *testing.T) {
	t.Parallel()
	undoGivesBack(t, (*player).begin)
}

// TestUndoGivesBackTheList: what takes back that somebody said no takes no number off the
// list that was there for another reason.
func TestUndoGivesBackTheList(t *testing.T) {
	t.Parallel()
	undoGivesBack(t, func(p *player) []string {
		p.begin()
		return []string{"stop", "dnc add", "dnc add", "dnc remove", "allow", "edit", "log"}
	})
}

// undoGivesBack holds for random changes of the names that begin gives, one by one and
// all together.
func undoGivesBack(t *testing.T, begin func(*player) []string) {
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		before := p.raw.state()
		names := begin(p)
		var states []string // before each change
		for range rapid.IntRange(3, 14).Draw(r, "changes") {
			state := p.raw.state()
			if p.step(names) {
				states = append(states, state)
			}
			p.raw.tidy()
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
		after := p.raw.state()
		taken := len(states)
		undone, err := p.all(func(ctx context.Context, change int64) (*crm.Outcome, error) {
			o, err := p.undo(ctx, change)
			if n := len(states); n > 0 && err == nil {
				if got := p.raw.state(); got != states[n-1] {
					r.Fatalf("undoing %d leaves\n%s\n%s", change, differing(got, states[n-1]), strings.Join(p.log, "\n"))
				}
				states = states[:n-1]
			}
			return o, err
		}, (*store.View).LastUndoable)
		if err != nil || undone < taken {
			r.Fatalf("%d changes were undone, %d were made: %v\n%s", undone, taken, err, strings.Join(p.log, "\n"))
		}
		if got := p.raw.state(); got != before {
			r.Fatalf("undoing all leaves\n%s\n%s", differing(got, before), strings.Join(p.log, "\n"))
		}
		if redone, err := p.all(p.redo, (*store.View).LastUndone); redone != undone || err != nil {
			r.Errorf("%d changes were restored of %d: %v", redone, undone, err)
		}
		if got := p.raw.state(); got != after {
			r.Fatalf("restoring all leaves\n%s\n%s", differing(got, after), strings.Join(p.log, "\n"))
		}
		p.raw.invariants()
	})
}

// TestBookIsSoundAfterEveryChange mixes undo and redo of any change into the
// others.
func TestBookIsSoundAfterEveryChange(t *testing.T) {
	t.Parallel()
	staysSound(t, (*player).begin)
}

// staysSound holds for random changes of the names that begin gives.
func staysSound(t *testing.T, begin func(*player) []string) {
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		before := p.raw.state()
		names := begin(p)
		for range rapid.IntRange(3, 20).Draw(r, "changes") {
			state := p.raw.state()
			if taken, name := p.stepOrReverse(names); !taken {
				if got := p.raw.state(); got != state {
					r.Errorf("%s was not taken and changed\n%s", name, differing(got, state))
				}
			}
			p.raw.invariants()
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
		// Undone out of order, a call may have been cancelled with somebody who
		// must not be contacted any more: then that undo is refused.
		_, err := p.all(p.undo, (*store.View).LastUndoable)
		if err != nil && crm.CodeOf(err) != crm.CodeRefused && crm.CodeOf(err) != crm.CodeConflict {
			r.Fatalf("%v\n%s", err, strings.Join(p.log, "\n"))
		}
		p.raw.invariants()
		if got := p.raw.state(); err == nil && got != before {
			r.Fatalf("undoing all leaves\n%s\n%s", differing(got, before), strings.Join(p.log, "\n"))
		}
	})
}

// TestARefusedUndoLeadsSomewhere: whoever does what the refusal of an undo or a redo says
// they should do first, and so on, is never sent round in a circle.
func TestARefusedUndoLeadsSomewhere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		names := append(p.begin(), "dnc add", "dnc add", "dnc remove", "edit", "edit", "allow", "done")
		for range rapid.IntRange(4, 16).Draw(r, "changes") {
			p.stepOrReverse(names)
		}
		for n := len(p.raw.rows("SELECT id FROM changes")); n > 1; n-- {
			verb := p.one("verb", "undo", "undo", "redo")
			p.follow(crm.Run(verb, rapid.Int64Range(2, int64(n)).Draw(r, "change")))
		}
		p.raw.invariants()
	})
}

// follow runs an undo or a redo and, where it is refused, first the one that the refusal
// names. It reports whether it was done; before are those for which this one is.
func (p *player) follow(command crm.Command, before ...string) bool {
	said := command.Verb + " " + command.Args()[0]
	if slices.Contains(before, said) {
		p.Fatalf("%s leads back to it: %v\n%s", said, before, strings.Join(p.log, "\n"))
	}
	change, err := strconv.ParseInt(command.Args()[0], 10, 64)
	if err != nil {
		p.Fatal(err)
	}
	reverse := p.undo
	if command.Verb == "redo" {
		reverse = p.redo
	}
	for range 20 {
		_, err := reverse(p.Context(), change)
		p.log = append(p.log, fmt.Sprintf("%s %v", said, err))
		e, ok := crm.AsError(err)
		if !ok {
			return true
		}
		if len(e.Remedies) == 0 || !slices.Contains([]string{"undo", "redo"}, e.Remedies[0].Commands[0].Verb) {
			return false
		}
		done := p.follow(e.Remedies[0].Commands[0], append(slices.Clone(before), said)...)
		if !done || !strings.HasSuffix(e.Remedies[0].Text, " first") {
			return done
		}
	}
	p.Fatalf("%s has always something to do first\n%s", said, strings.Join(p.log, "\n"))
	return false
}

func (p *player) undo(ctx context.Context, change int64) (*crm.Outcome, error) {
	return p.book.Undo(ctx, change, "they asked")
}

func (p *player) redo(ctx context.Context, change int64) (*crm.Outcome, error) {
	return p.book.Redo(ctx, change, "they asked")
}

func (p *player) stepOrReverse(names []string) (bool, string) {
	if !p.maybe("reverse", 4) {
		return p.step(names), p.log[len(p.log)-1]
	}
	verb, reverse := "undo", p.undo
	if p.maybe("redo", 3) {
		verb, reverse = "redo", p.redo
	}
	id := rapid.Int64Range(0, int64(len(p.raw.rows("SELECT id FROM changes")))).Draw(p.T, "change")
	o, err := reverse(p.Context(), id)
	p.log = append(p.log, fmt.Sprintf("%s %s %d: %v", p.day, verb, id, err))
	p.waysThere(verb, o, err)
	switch crm.CodeOf(err) {
	case crm.CodeNotFound, crm.CodeConflict, crm.CodeRefused:
		return false, verb
	}
	if err != nil {
		p.Fatalf("%s %d: %v\n%s", verb, id, err, strings.Join(p.log, "\n"))
	}
	p.nobodyFallsThrough(o)
	return o.Change != 0, verb
}
