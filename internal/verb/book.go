package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

func bookVerbs(string) []*Verb {
	return append(backupVerbs(), []*Verb{
		{Name: "init", About: "Make a new book",
			Examples: []string{`--country us --timezone America/New_York --producer "Ann Lee"`, `--country es --region MD --timezone Europe/Madrid`},
			Takes: []Take{
				text("country", "whose holidays are kept, an ISO 3166 `CODE`, or none").known("country"),
				text("region", "a part of the country with days off of its own, by `CODE` or name; see crm book regions").known("region"),
				text("timezone", "an IANA time `ZONE`"),
				text("currency", "an ISO 4217 `CODE`; that of the country unless said"),
				text("weekend", "`DAYS` off in every week: sat,sun"),
				text("producer", "your `NAME`"),
			}},
		{Name: "copy", Reads: true, About: "Copy a whole book from a file to a server, or back",
			Long: `Copy a whole book to another place: from a file to a server, from a server to a file, or
between two of one kind. A book is a file or an address (postgres://…). Nothing may be there, or a
book in which nothing has been recorded. Numbers, journal and files stay as they are, so undo,
history and --op-id go on there. Both books are compared before the copy gets its name.

The first book is not changed, and does not follow the second. Whoever works with it from now on
works with another book.`,
			Examples: []string{`book.db 'postgres://ann@db.agency.lan/crm?book=main'`, `'postgres://ann@db.agency.lan/crm?book=main' home.db`},
			Takes:    []Take{{Name: "from", Arg: "FROM", Plain: true, Path: true, Required: true}, {Name: "to", Arg: "TO", Plain: true, Path: true, Required: true}}},
		{Name: "set", About: "Change a setting", Makes: true, Resets: true, Examples: []string{`country us`, `region MA`, `max_attempts 8`},
			Takes: []Take{arg("KEY", record("key", crm.KindSettings, "")).plain(), wordArg("VALUE", "value").known("setting")},
			Do:    func(r Request) (*crm.Outcome, error) { return r.Book.Set(r.Context, r.Text("key"), r.Text("value")) }},
		{Name: "holiday add", About: "Make days off: one, several in a row, every year, or a list in a file", Makes: true,
			Long: "Make days off. FROM..TO are days in a row. With --every-year the day has no year\n(12-24, \"24 dec\", 08-10..08-21) or is counted from Easter (easter-2, easter+1).\n\n" +
				"A file lists them, a line each: the date or FROM..TO, and the name after a comma,\nas \"crm book holidays -o csv\" writes it. --12-24 there is a day of every year.\n\n" +
				"What rules have planned on a day that is off now moves to the next working day.\nWhat you have promised, and appointments, stay and are named.\n\nDays off are those of everybody in the book. While one of several is away, a\ncolleague can take over: \"crm assign\".",
			Examples: []string{`2026-11-27 "Day after Thanksgiving"`, `2026-08-10..2026-08-21 "Summer closing"`, `12-24 "Christmas Eve" --every-year`,
				`easter-2 "Good Friday" --every-year`, `--file closed.csv`},
			Takes: []Take{
				{Name: "day", Arg: "DATE|FROM..TO"}, {Name: "name", Arg: "NAME", New: true},
				switchFlag("every-year", "every year, not once"), path("file", "`FILE` that lists the days; - is standard input"),
			}},
		{Name: "holiday remove", About: "Work on days that are off: by date or by name",
			Long:     "Work on days that are off. A date takes away a day off of the book's own, or works\non a holiday that once; a name takes away those of the book's own that are called\nso, or works on a holiday of that name every year.\n\nWhat rules have put behind such a day comes back to it.",
			Examples: []string{`2026-11-27`, `"Summer closing"`, `"Columbus Day"`, `12-24 --every-year`},
			Takes:    []Take{arg("DATE|FROM..TO|NAME", text("day", "")), switchFlag("every-year", "what comes every year, not once")}},
		{Name: "roll", About: "Move birthday calls that were missed to the next birthday",
			Long: "Move birthday calls that were missed to the next birthday. The first change of a\nday does so by itself; cron may do it for a book that nobody changes.",
			Do:   func(r Request) (*crm.Outcome, error) { return r.Book.Roll(r.Context) }},
		{Name: "check", About: "Look for damage, and for whatever is not as crm keeps it", Reads: true,
			Long:  "Look for damage, and for whatever is not as crm keeps it. A sound book is passed over\nin silence, with 0; otherwise each problem has its table, its number and a sentence,\nand the exit status is 11. Nothing is changed.",
			Takes: []Take{switchFlag("deep", "read the whole file too, every index and the bytes of files")}},
		{Name: "repair", About: "Rebuild what follows from the rest of the book",
			Long: "Rebuild what follows from the rest of the book, and nothing else: how people are\nfound, when the next step is due, indexes. A backup is made before."},
		{Name: "grant", About: "Say by which login of a server a producer uses the book",
			Long: `Say by which login of the server a producer uses a book on PostgreSQL. The server then
keeps their private notes from everybody but them, those they are shared with, and
managers, and knows who makes a change. With --acts-for the login of support staff may
act for others (--as), and reads what they read. --revoke takes the book from them.

It is done by the login that owns the tables, and no undo takes it back. Who has
which login is in "crm book show". A book in a file has none.`,
			Examples: []string{`"Ann Lee" --login ann`, `"Sue Fox" --login sue --acts-for "Ann Lee,Ben Ito"`, `"Ben Ito" --revoke`},
			Takes: []Take{
				producer(), text("login", "the `LOGIN`, which an administrator of the server has made"),
				producers("acts-for", "the `PRODUCERS` for whom it may act"), switchFlag("revoke", "take the book from that login, or from all of theirs"),
			},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.GrantLogin(r.Context, r.Text("producer"), book.Grant{Login: r.Text("login"), For: r.All("acts-for"), Revoke: r.Is("revoke")})
			}},
		{Name: "upgrade", About: "Bring a book of an earlier version up to date",
			Long: "Bring a book that an earlier crm made up to date, after a backup. An earlier\ncrm can't open it any more. The first command that opens such a book does so by\nitself."},
	}...)
}
