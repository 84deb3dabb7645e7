package query_test

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/query"
)

// nouns are those that the property is held for.
var nouns = []crm.Kind{crm.KindContact, crm.KindActivity, crm.KindOpportunity}

// TestMemoryAndSQLAgree holds both back ends to the same answer: random
// expressions over random books.
func TestMemoryAndSQLAgree(t *testing.T) {
	db := openDatabase(t)
	written, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		book := drawBook(t)
		book.insert(t, db)
		for range 12 {
			noun := rapid.SampledFrom(nouns).Draw(t, "noun")
			g := &generator{t: t, noun: noun}
			text := g.condition(rapid.IntRange(0, 3).Draw(t, "depth"))
			e, err := query.Condition(text, filterScope(noun))
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			var want []int64
			for _, r := range book.records[noun] {
				is, err := e.Bool(book.facts(r))
				if err != nil {
					t.Fatalf("%s: %v", text, err)
				}
				if is {
					want = append(want, crm.IDOf(r))
				}
			}
			statement, args, _, err := query.Select{Dialect: dialect, Schema: schema, Noun: noun, Columns: []string{"id"}, Where: []*query.Expr{e}}.SQL()
			if crm.CodeOf(err) == crm.CodeInvalid && err != nil {
				refused++
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			written++
			if got := ids(t, db, statement, args); !slices.Equal(got, want) {
				t.Fatalf("%s\n%s %v\nSQL    %v\nmemory %v", text, statement, args, got, want)
			}
		}
		book.checkSort(t, db)
	})
	if written < 4*refused {
		t.Errorf("only %d of %d conditions had an SQL form", written, written+refused)
	}
}

// openDatabase makes an empty database with a table for each noun.
func openDatabase(t testing.TB) *sql.DB {
	db, err := sql.Open("sqlite", ":memory:?_dqs=0")
	if server := os.Getenv("CRM_TEST_POSTGRES"); server != "" {
		db, err = openServer(server)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE tagged (tag " + text + ", record BIGINT, kind " + text + ")"); err != nil {
		t.Fatal(err)
	}
	for _, kind := range crm.Kinds() {
		var columns []string
		for _, f := range crm.BuiltIn(kind).Fields {
			columns = append(columns, fmt.Sprintf("%q %s", f.Name, columnType(f)))
			if f.Order != "" { // here, the order of bytes
				columns = append(columns, fmt.Sprintf("%q %s GENERATED ALWAYS AS (%q) STORED", f.Order, text, f.Name))
			}
		}
		if crm.NounOf(kind).Own {
			columns = append(columns, "own "+text)
		}
		if _, err := db.Exec(fmt.Sprintf("CREATE TABLE %q (%s)", crm.NounOf(kind).Table, strings.Join(columns, ", "))); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// On a server the statements are those of PostgreSQL, and texts have the collation that the
// store gives them.
var dialect, text = query.SQLite, "TEXT"

func openServer(address string) (*sql.DB, error) {
	dialect, text = query.PostgreSQL, `TEXT COLLATE "C"`
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, err
	}
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	schema := fmt.Sprintf("q%d_%d", os.Getpid(), time.Now().UnixNano())
	config.RuntimeParams["search_path"] = schema
	db := stdlib.OpenDB(*config)
	_, err = db.Exec("CREATE SCHEMA " + schema)
	return db, err
}

// codes are the values of a code field.
func codes(f *crm.Field) []string {
	if f.Choices != nil {
		return f.Choices
	}
	return crm.Picklist(f.List)
}

func columnType(f *crm.Field) string {
	switch f.Type {
	case crm.NumberType, crm.PercentType, crm.BytesType, crm.RefType, crm.MoneyType:
		return "BIGINT"
	default:
		return text
	}
}

func ids(t *rapid.T, db *sql.DB, statement string, args []any) []int64 {
	rows, err := db.Query(statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer func() { _ = rows.Close() }()
	var found []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		found = append(found, id)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return found
}

// book is a few records of each noun, in the order of their numbers.
type book struct {
	records map[crm.Kind][]crm.Record
	byID    map[int64]crm.Record
}

func drawBook(t *rapid.T) *book {
	b := &book{map[crm.Kind][]crm.Record{}, map[int64]crm.Record{}}
	for _, kind := range []crm.Kind{crm.KindProducer, crm.KindContact, crm.KindOpportunity, crm.KindActivity} {
		for range rapid.IntRange(1, 5).Draw(t, "records") {
			r := crm.New(kind)
			crm.HeadOf(r).ID = int64(len(b.byID) + 1)
			b.byID[crm.IDOf(r)] = r
			b.records[kind] = append(b.records[kind], r)
		}
	}
	for id := range int64(len(b.byID)) {
		r := b.byID[id+1]
		for _, f := range schema.Fields(r.Noun()).Fields {
			if f.Name == "id" || rapid.IntRange(0, 9).Draw(t, "known") < 3 {
				continue
			}
			if err := f.Set(r, b.drawValue(t, f)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b
}

var (
	texts = []string{"a", "A", "Hudson", "hud%", `50%_\`, "é", "É", "_", `\`, "x'y", `"`, "ab", "b", "日本", "a b"}
	dates = []string{"2026-11-23", "2026-11-22", "2026-11-24", "2026-08-31", "2026-12-31", "2024-02-29", "1980-05-12"}
	born  = []string{"1980-05-12", "--05-12", "2000-02-29", "--02-29", "--11-23", "1979-11-23"}
	clock = []string{
		"2026-11-23T02:59:59Z", "2026-11-23T03:00:00Z", "2026-11-24T02:59:59Z", "2026-11-24T03:00:00Z",
		"2026-08-31T12:00:00Z", "2018-11-04T03:00:00Z",
	}
	tags    = []string{"vip", "rotary club", "50%", "ゴルフ"}
	amounts = []int64{0, 1, 50, 100, 148050, -100}
)

func (b *book) drawValue(t *rapid.T, f *crm.Field) any {
	stored := func(values []string) any {
		value, err := f.DecodeValue(rapid.SampledFrom(values).Draw(t, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	switch f.Type {
	case crm.TextType, crm.PhoneType:
		return stored(texts)
	case crm.CodeType:
		return stored(codes(f))
	case crm.DateType:
		return stored(dates)
	case crm.BirthdayType:
		return stored(born)
	case crm.InstantType:
		return stored(clock)
	case crm.NumberType, crm.PercentType, crm.BytesType:
		return rapid.Int64Range(-3, 12).Draw(t, f.Name)
	case crm.MoneyType:
		return crm.Amount(rapid.SampledFrom(amounts).Draw(t, f.Name))
	case crm.RefType:
		if of := b.records[f.Ref]; len(of) > 0 {
			return crm.IDOf(rapid.SampledFrom(of).Draw(t, f.Name))
		}
		return nil
	case crm.PointsType:
		return crm.Points{{Value: "1"}}
	case crm.AddressesType:
		return crm.Addresses{{City: "a"}}
	case crm.TagsType:
		return crm.Tags(rapid.SliceOfNDistinct(rapid.SampledFrom(tags), 1, 3, rapid.ID).Draw(t, f.Name))
	default:
		return nil
	}
}

func (b *book) insert(t *rapid.T, db *sql.DB) {
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec("DELETE FROM tagged"); err != nil {
		t.Fatal(err)
	}
	for kind, records := range b.records {
		if _, err := tx.Exec(fmt.Sprintf("DELETE FROM %q", crm.NounOf(kind).Table)); err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			var marks, columns []string
			var values []any
			add := func(column string, value any) {
				values = append(values, value)
				marks = append(marks, "$"+strconv.Itoa(len(values)))
				columns = append(columns, strconv.Quote(column))
			}
			for _, f := range crm.BuiltIn(kind).Fields {
				add(f.Name, f.Encode(r))
			}
			if crm.NounOf(kind).Own {
				own, err := json.Marshal(crm.Own(r))
				if err != nil {
					t.Fatal(err)
				}
				add("own", string(own))
			}
			for _, tag := range crm.TagsOf(r) {
				if _, err := tx.Exec("INSERT INTO tagged (tag, record, kind) VALUES ($1, $2, $3)", tag, crm.IDOf(r), string(kind)); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := tx.Exec(fmt.Sprintf("INSERT INTO %q (%s) VALUES (%s)", crm.NounOf(kind).Table, strings.Join(columns, ","), strings.Join(marks, ",")), values...); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func (b *book) facts(r crm.Record) *query.Facts {
	return &query.Facts{
		Record: r,
		Ref: func(_ crm.Kind, id int64) (crm.Record, error) {
			return b.byID[id], nil
		},
	}
}

// checkSort holds the order of SQL to the order of the stored values.
func (b *book) checkSort(t *rapid.T, db *sql.DB) {
	noun := rapid.SampledFrom(nouns).Draw(t, "sorted noun")
	var sortable []*crm.Field
	for _, f := range schema.Fields(noun).Fields {
		if f.Type != crm.PointsType && f.Type != crm.AddressesType && f.Type != crm.StructureType && f.Type != crm.DaysType && f.Type != crm.TermsType && f.Type != crm.NumbersType && f.Type != crm.TagsType {
			sortable = append(sortable, f)
		}
	}
	f := rapid.SampledFrom(sortable).Draw(t, "sort")
	down := rapid.Bool().Draw(t, "down")
	key, sign := f.Name, 1
	if down {
		key, sign = "-"+f.Name, -1
	}
	sorted := slices.Clone(b.records[noun])
	slices.SortStableFunc(sorted, func(x, y crm.Record) int {
		p, q := f.Encode(x), f.Encode(y)
		switch {
		case p == nil || q == nil:
			return cmp.Compare(strconv.FormatBool(p == nil), strconv.FormatBool(q == nil))
		case f.Type.IsNumber() || f.Type == crm.RefType || f.Type == crm.MoneyType:
			return sign * cmp.Compare(p.(int64), q.(int64))
		default:
			return sign * cmp.Compare(p.(string), q.(string))
		}
	})
	limit := rapid.IntRange(1, len(sorted)).Draw(t, "limit")
	var want []int64
	for _, r := range sorted[:limit] {
		want = append(want, crm.IDOf(r))
	}
	statement, args, _, err := query.Select{Dialect: dialect, Schema: schema, Noun: noun, Columns: []string{"id"}, Sort: []string{key}, Limit: limit}.SQL()
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(t, db, statement, args); !slices.Equal(got, want) {
		t.Fatalf("%s\n got %v\nwant %v", statement, got, want)
	}
}

// generator writes expressions that are well typed.
type generator struct {
	t    *rapid.T
	noun crm.Kind
}

func (g *generator) pick(choices ...string) string {
	return rapid.SampledFrom(choices).Draw(g.t, "pick")
}

func (g *generator) below(n int) int { return rapid.IntRange(0, n-1).Draw(g.t, "choice") }

// path is a path of up to two references to a field of one of the types, and
// the field.
func (g *generator) path(types ...crm.Type) (string, *crm.Field) {
	noun, path := g.noun, ""
	for {
		var ends, refs []*crm.Field
		for _, f := range schema.Fields(noun).Fields {
			if slices.Contains(types, f.Type) && f.Name != "version" {
				ends = append(ends, f)
			}
			if f.Type == crm.RefType && (f.Ref == crm.KindContact || f.Ref == crm.KindOpportunity) {
				refs = append(refs, f)
			}
		}
		if len(ends) > 0 && (strings.Count(path, ".") >= 2 || g.below(4) > 0) {
			f := rapid.SampledFrom(ends).Draw(g.t, "field")
			return path + f.Name, f
		}
		if strings.Count(path, ".") >= 3 || len(refs) == 0 {
			return "", nil
		}
		f := rapid.SampledFrom(refs).Draw(g.t, "reference")
		noun, path = f.Ref, path+f.Name+"."
	}
}

func (g *generator) condition(depth int) string {
	if depth > 0 {
		a := func() string { return "(" + g.condition(depth-1) + ")" }
		switch g.below(8) {
		case 0, 1:
			return a() + g.pick(" and ", " && ") + a()
		case 2, 3:
			return a() + g.pick(" or ", " || ") + a()
		case 4, 5:
			return g.pick("not ", "!") + a()
		case 6:
			return a() + " ? " + g.pick(a(), "nil") + " : " + a()
		default:
			return a() + g.pick(" == ", " != ") + a()
		}
	}
	order := g.pick(" == ", " != ", " < ", " <= ", " > ", " >= ")
	equal := g.pick(" == ", " != ")
	switch g.below(14) {
	case 0:
		return g.text() + order + g.text()
	case 1:
		return g.text() + g.pick(" contains ", " startsWith ", " endsWith ", " not contains ") + g.textLiteral()
	case 2:
		return g.text() + g.pick(" in ", " not in ") + "[" + g.pick(g.text(), "nil") + ", " + g.textLiteral() + "]"
	case 3:
		path, f := g.path(crm.CodeType)
		code := strconv.Quote(rapid.SampledFrom(codes(f)).Draw(g.t, "code"))
		return path + g.pick(equal+code, " in ["+code+"]", " not in ["+code+", nil]", equal+"nil", " contains \"e\"")
	case 4:
		return g.date() + order + g.date()
	case 5:
		path, _ := g.path(crm.DateType)
		return g.pick(path, path+g.pick(" + ", " - ")+g.pick("days(1)", "weeks(2)")) + order + g.dateLiteral()
	case 6:
		path, _ := g.path(crm.DateType)
		if other, _ := g.path(crm.DateType); g.below(3) == 0 {
			return g.pick(path+" - "+other, "("+path+" ?? today) - "+other, "2 * ("+other+" - "+path+")") + order + g.pick("0", "1", "-84", "2.5", "84")
		}
		return g.pick("today - "+path, path+" - today", path+" - days(3) - today") + order + g.pick("0", "1", "-84", "2.0", "84")
	case 7:
		if path, _ := g.path(crm.BirthdayType); path != "" {
			return path + g.pick(g.pick(" < ", " <= ", " > ", " >= ")+g.pick(`"1980-05-12"`, "today", "today - months(561)"), equal+strconv.Quote(g.pick(born...)), order+path,
				" in [\"--05-12\", \"1980-05-12\"]", equal+"nil", equal+path)
		}
		return "true"
	case 8:
		if path, _ := g.path(crm.InstantType); path != "" {
			return path + g.pick(order+g.dateLiteral(), equal+"nil", " in [today, \"2026-08-31\"]", " not in [today]", order+path)
		}
		return g.dateLiteral() + order + g.dateLiteral()
	case 9:
		if path, _ := g.path(crm.MoneyType); path != "" {
			return g.money(path) + g.pick(order+g.money(path), " in [1, \"1480.50\", nil]", equal+"nil")
		}
		return "1 < 2"
	case 10:
		path, _ := g.path(crm.RefType)
		return path + g.pick(equal+g.pick("nil", "2", "5", "2.5"), " in [1, 3, 5]", ".id"+order+"4", equal+path)
	case 11:
		path, _ := g.path(crm.PointsType)
		return g.pick(path+equal+"nil", "nil"+equal+path)
	case 12:
		if path, _ := g.path(crm.TagsType); path != "" {
			return g.pick(strconv.Quote(g.pick(tags...))+" in "+path, `"#VIP" in `+path, path+equal+"nil", `"none" not in `+path)
		}
		return "2 < 1"
	default:
		return g.number(2) + order + g.number(2)
	}
}

func (g *generator) textLiteral() string {
	return strconv.Quote(rapid.SampledFrom(append([]string{""}, texts...)).Draw(g.t, "text"))
}

func (g *generator) text() string {
	path, _ := g.path(crm.TextType, crm.PhoneType)
	other, _ := g.path(crm.TextType, crm.PhoneType, crm.CodeType)
	return g.pick(path, path, g.textLiteral(), "("+path+" ?? "+g.textLiteral()+")", "("+path+" ?? "+other+")", "nil",
		"("+path+" == nil ? "+other+" : "+path+")")
}

func (g *generator) dateLiteral() string {
	return g.pick("today", `"2026-11-23"`, `"-1d"`, `"+2w"`, `today + days(1)`, `today - months(3)`, `weeks(1) + "2026-11-15"`, "nil", `"31 aug 2026"`)
}

func (g *generator) date() string {
	path, _ := g.path(crm.DateType)
	if g.below(3) == 0 { // a text would not be read beside a text
		return g.pick("today", "today + days(1)", "nil")
	}
	return g.pick(path, path, "("+path+" ?? ("+g.dateLiteral()+"))", "("+path+" != today ? "+path+" : "+g.pick("today", `"tomorrow"`, "nil")+")")
}

func (g *generator) money(path string) string {
	number, _ := g.path(crm.NumberType, crm.PercentType, crm.BytesType)
	return g.pick(path, path+" * "+number+" / 100", "0.29 * "+path, path+" / "+number, path+" / 3 + 1", path+" + 1", path+" - "+path, "-"+path, "("+path+" ?? 0.5)", "("+path+" + \"1480.50\")", "("+path+" == nil ? 1 : "+path+")")
}

func (g *generator) number(depth int) string {
	if depth > 0 && g.below(2) == 0 {
		return "(" + g.number(depth-1) + g.pick(" + ", " - ", " * ", " / ") + g.number(depth-1) + ")"
	}
	path, _ := g.path(crm.NumberType, crm.PercentType, crm.BytesType)
	date, _ := g.path(crm.DateType, crm.BirthdayType)
	ref, _ := g.path(crm.RefType)
	if money, _ := g.path(crm.MoneyType); money != "" && g.below(8) == 0 {
		return "(" + money + " / (" + money + " - 0.5))"
	}
	return g.pick(path, path, "-"+path, "2", "0", "2.5", "nil", "("+path+" ?? 1)",
		"month("+date+")", "day("+date+")", "year("+date+")", "year(today)", "("+ref+" == 2 ? "+path+" : 3)")
}
