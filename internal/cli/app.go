package cli

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/calendar"
	"crm/internal/config"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/verb"
	"crm/internal/wire"
)

// app is one run of the program: its flags and what they set.
type app struct {
	env  Env
	kind string   // of what crm import takes
	line []string // of an import, as an operation id stands for it
	// previewed is set once the first rows of an import were shown.
	previewed bool
	exit      int // status of a command that did not fail

	flags struct {
		book, readFrom, output, today, as, lang, op string
		dryRun, yes, quiet                          bool
		noColor, noInput                            bool
		ifVersion                                   int64
	}
	locale *locale.Locale
	// hook is told of the change, and hears is what; nil if there is none, or nothing to tell.
	hook  *config.Hook
	hears *heard
	reads string      // the replica to read from, where no flag names one
	typed []crm.Given // the flags that say which book and who, which commands to come need, too
	book  *book.Book
	verbs map[*cobra.Command]*verb.Verb // of the commands
	only  string                        // the verb of a noun to be made, if it has one of that name, or else all
	from  string                        // --today, where the command has a day of its own
	// creates allows the command to make the default book.
	creates bool
	// resets allows the command to go on where the settings can't be used.
	resets bool
	// waiting is set while standard input is read, which a signal can't end otherwise.
	waiting atomic.Bool
	// cleanUp gives a terminal back as it was, if a signal ends the command.
	cleanUp atomic.Pointer[func()]
	// width is the width of screens inside another one; 0 is the terminal's.
	width int
	// told is how dates were read, as far as it has been reported.
	told []string
	// hushed suppresses the hint that there is no book yet if the screen says so.
	hushed bool
}

// prepare reads the configuration and fills in what no flag gave.
func (a *app) prepare() error {
	c, err := a.env.Vars.Load()
	if err != nil {
		return err
	}
	for _, warning := range c.Warnings {
		fmt.Fprintln(a.env.Err, "crm: "+warning)
	}
	if a.env.Vars.Get(inHook) == "" {
		a.hook = c.Hook
	}
	var typed []crm.Given
	if a.flags.book != "" {
		typed = append(typed, crm.With("book", a.flags.book))
	}
	if a.flags.as != "" {
		typed = append(typed, crm.With("as", a.flags.as))
	}
	for _, from := range []struct {
		flag *string
		text string
	}{{&a.flags.book, c.Book}, {&a.flags.as, c.As}, {&a.flags.lang, c.Lang}, {&a.flags.output, c.Output}} {
		if *from.flag == "" {
			*from.flag = from.text
		}
	}
	if a.flags.lang == "" {
		a.flags.lang = locale.FromEnvironment(a.env.Vars.Locale())
	}
	if a.locale, err = locale.New(a.flags.lang); err != nil {
		return err
	}
	a.typed, a.reads = typed, c.Reads
	a.locale = a.locale.WithFlags(typed)
	if a.flags.output == "" {
		a.flags.output = string(wire.Table)
	}
	for _, format := range wire.Formats() {
		if format == a.flags.output {
			return nil
		}
	}
	return crm.Errorf(crm.CodeUsage, "%q is not an output format", a.flags.output).On("output").Try("One of: %s", crm.OneOf(wire.Formats()))
}

func (a *app) format() wire.Format { return wire.Format(a.flags.output) }

func (a *app) asJSON() bool {
	return a.format() == wire.JSON || a.format() == wire.JSONL
}

// options returns the options of the book from flags and configuration.
func (a *app) options() (book.Options, error) {
	o := book.Options{
		Path: a.flags.book, Now: a.env.Now(), Today: a.flags.today, From: a.from, As: a.flags.as, Op: a.flags.op,
		IfVersion: a.flags.ifVersion, DryRun: a.flags.dryRun, NewOp: newOp, Yes: a.flags.yes, Ask: a.ask,
		Heard: a.tellRead, Upgraded: a.tellUpgraded, Code: locale.Code, Word: locale.Word, StopReason: locale.StopReason, DeadNumber: locale.DeadNumber, Headed: a.locale.FieldHeaded, HeadingTaken: locale.HeadingTaken, Lang: a.locale.Lang(), Words: a.words,
	}
	if (a.format() == wire.Table || a.flags.quiet) && a.hook == nil { // a program has them all
		o.MostShown = 1000
	}
	o.TellsRules = a.format() == wire.JSON || a.format() == wire.JSONL || a.hook != nil
	var err error
	if o.Path != "" {
		if o.Path, err = a.bookAt(o.Path); err == nil {
			o.ReadFrom, err = a.replicaOf(o.Path)
		}
		return o, err
	}
	o.MayCreate = true
	if o.Path = a.env.book; o.Path == "" {
		o.Path, err = a.env.Vars.DefaultBook()
	}
	if err == nil {
		o.ReadFrom, err = a.replicaOf(o.Path)
	}
	return o, err
}

// bookAt returns where a book is that was named: its file, or its address on a server.
func (a *app) bookAt(name string) (string, error) {
	if book.OnServer(name) {
		return name, book.CheckAddress(name)
	}
	if at := strings.Index(name, "://"); at >= 0 { // what follows may be a password
		return "", crm.Errorf(crm.CodeUsage, "%s://*** is neither a file nor an address of PostgreSQL, and a book is at one of them", name[:at]).On("book").
			Try("Name the file of the book: --book FILE")
	}
	return a.env.Dir.At(name), nil
}

// words returns what people call a value in a text that a rule writes.
func (a *app) words(language string, of *crm.Settings, f *crm.Field, value any) string {
	in := a.locale
	if language != "" && language != in.Lang() {
		if other, err := locale.New(language); err == nil {
			in = other
		}
	}
	v := &say.Voice{Locale: in.In(of.Country), Currency: of.Currency, Country: of.Country}
	return v.InText(f, value)
}

// newOp makes an operation id, which no other change has.
func newOp() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // it never fails
	return hex.EncodeToString(id)
}

// open opens the book for writing. What adds something may make the default book, and
// says so.
func (a *app) open(ctx context.Context) (*book.Book, error) {
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	var from []screen.Origin
	o.MayCreate = o.MayCreate && a.creates
	o.Resets = a.resets
	if o.MayCreate {
		if o.Settings, o.Producer, from, err = a.newSettings(newBook{}, a.flags.as); err != nil {
			return nil, err
		}
		o.Made = func(b *book.Book) { a.tellMade(b, from) }
	}
	b, err := book.Open(ctx, o)
	if crm.CodeOf(err) == crm.CodeNotFound && a.flags.book == "" && !a.creates {
		return nil, crm.Errorf(crm.CodeNotFound, "there is no book yet").Next("The first lead makes one", "lead add", crm.Blank("NAME"), crm.With("phone", crm.Blank("PHONE")))
	}
	return a.opened(b, err)
}

// opened keeps the open book, and warns of one that others can read.
func (a *app) opened(b *book.Book, err error) (*book.Book, error) {
	if err != nil {
		return nil, err
	}
	a.book = b
	if mode, open := book.OpenToOthers(b.Path()); open && !a.completing() {
		fmt.Fprintln(a.env.Err, "crm: "+a.locale.Text("problem.mode", "mode", mode, "path", say.Clean(b.Path())))
	}
	a.tellReplica(b)
	return b, nil
}

// read opens the book for reading. It returns nil if there is no default book yet,
// which counts as empty, after a hint on standard error.
func (a *app) read(ctx context.Context) (*book.Book, error) {
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	b, err := book.OpenRead(ctx, o)
	if err != nil && o.MayCreate && isAbsent(o.Path, err) {
		if !a.hushed {
			fmt.Fprintf(a.env.Err, "crm: there is no book yet in %s.\nThe first lead makes one: %s lead add NAME --phone PHONE\n", say.Clean(o.Path), crm.ProgramWith(a.typed))
		}
		return nil, nil
	}
	return a.opened(b, err)
}

// isAbsent reports whether opening a book failed because there is none.
func isAbsent(path string, err error) bool {
	if book.OnServer(path) {
		return book.IsNoBook(err)
	}
	_, absent := os.Lstat(path)
	return errors.Is(absent, fs.ErrNotExist)
}

// readFor opens the book for a command, and joins its words into arguments.
func (a *app) readFor(cmd *cobra.Command, words []string) (b *book.Book, args []string, err error) {
	if b, err = a.read(cmd.Context()); err == nil {
		args, err = a.arranged(cmd.Context(), cmd, b, words)
	}
	return b, args, err
}

// tellRead reports once how an ambiguous date was read.
func (a *app) tellRead(n crm.Notice) {
	said := n.Code + fmt.Sprint(n.Values)
	if !slices.Contains(a.told, said) {
		a.told = append(a.told, said)
		a.screen().Sentences(a.env.Err, []string{a.screen().Sentence(n)})
	}
}

// tellUpgraded reports that the book was upgraded, and where its backup is.
func (a *app) tellUpgraded(u *book.Upgraded) {
	if u.Backup == "" { // which is made by who administers the server
		fmt.Fprintf(a.env.Err, "crm: the book was brought from version %d to %d\n", u.From, u.To)
		return
	}
	fmt.Fprintf(a.env.Err, "crm: your book was brought from version %d to %d; as it was: %s\n", u.From, u.To, say.Clean(u.Backup))
}

// tellMade reports what a new book took from where, and how to change it.
func (a *app) tellMade(b *book.Book, from []screen.Origin) {
	s := b.Settings()
	made := screen.NewBook{Path: b.Name(), Thrown: a.flags.dryRun, From: from, Country: textOrNone(s.Country), Timezone: s.Timezone,
		Regions: s.Region == "" && len(calendar.Regions(s.Country)) > 0}
	for _, year := range []int{b.Today().Year, b.Today().Year + 1} {
		for _, day := range b.Holidays(year) {
			if day.Date.After(b.Today()) {
				made.DaysOff = append(made.DaysOff, day)
			}
		}
	}
	if b.MyName() != "" {
		made.Producer = b.MyID()
	}
	a.screen().NewBook(a.env.Err, made)
}

func textOrNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// newBook is what a new book should be.
type newBook struct{ country, region, timezone, currency, weekend, producer string }

// newSettings completes the settings of a new book from the environment, and says from
// where.
func (a *app) newSettings(n newBook, as string) (*crm.Settings, string, []screen.Origin, error) {
	origin := a.env.Vars.FindOrigin()
	var from []screen.Origin
	tell := func(what, value, source string) {
		from = append(from, screen.Origin{What: what, Value: value, Source: source})
	}
	zone, zoneFrom := n.timezone, "--timezone"
	if zone == "" {
		zone, zoneFrom = origin.Timezone, origin.TimezoneFrom
	}
	if zone == "" {
		zone, zoneFrom = "UTC", "nowhere"
	}
	country, countryFrom := n.country, "--country"
	if country == "" {
		country, countryFrom = calendar.CountryOfZone(zone), "timezone"
	}
	if country == "" {
		country, countryFrom = calendar.CountryOfLocale(origin.Locale), "locale"
	}
	if country == "" {
		countryFrom = "none"
	}
	settings, err := book.NewSettings(country, n.region, zone, n.currency, n.weekend)
	if err != nil {
		return nil, "", nil, err
	}
	currencyFrom := "country"
	if n.currency != "" {
		currencyFrom = "--currency"
	} else if country == "" {
		currencyFrom = "default"
	}
	producer, producerFrom := n.producer, "--producer"
	if producer == "" {
		producer, producerFrom = as, "as"
	}
	if producer == "" {
		producer, producerFrom = origin.Producer, "account"
	}
	tell("country", textOrNone(settings.Country), countryFrom)
	if settings.Region != "" {
		tell("region", settings.Region, "--region")
	}
	tell("timezone", settings.Timezone, zoneFrom)
	tell("currency", settings.Currency, currencyFrom)
	tell("producer", textOrNone(producer), producerFrom)
	return settings, producer, from, nil
}

// screen is where results are shown.
func (a *app) screen() *screen.Screen {
	voice := &say.Voice{Locale: a.locale, Zone: time.UTC, Today: crm.DateOf(a.env.Now())}
	if a.book != nil {
		settings := a.book.Settings()
		voice = &say.Voice{Locale: a.locale.In(settings.Country), Today: a.book.Today(), Zone: a.book.Zone(), Currency: settings.Currency, Country: settings.Country, Names: a.book.Names(), Schema: a.book.Schema()}
	}
	s := screen.New(&wire.Writer{Voice: voice, Out: a.env.Out, Format: a.format(), Quiet: a.flags.quiet})
	s.Err = a.env.Err
	if width, height, ok := terminal(a.env.Out); ok {
		s.Width, s.Height = width, height
		s.Color = !a.flags.noColor && a.env.Vars.Get("NO_COLOR") == "" && a.env.Vars.Get("TERM") != "dumb"
	}
	if n := a.env.columns(); n > 0 {
		s.Width = n
	}
	if a.width > 0 {
		s.Width = a.width
	}
	return s
}

// schema returns the fields of the open book or else the built-in ones.
func (a *app) schema() *crm.Schema {
	if a.book == nil {
		return nil
	}
	return a.book.Schema()
}

// onTerminal reports whether results go to a terminal.
func (a *app) onTerminal() bool {
	_, _, ok := terminal(a.env.Out)
	return ok
}

// outcome shows what a mutation did. With an error it is one that was saved all the same.
func (a *app) outcome(o *crm.Outcome, err error) error {
	if o != nil {
		hearWords(o)
	}
	if o != nil && o.Change != 0 && !o.Repeated {
		a.tellHook(wire.Told{Book: a.book.Path(), Op: o.Op, Command: o.Command}, func(w *wire.Writer) error { return w.Outcome(o) })
	}
	if err != nil {
		return err
	}
	s := a.screen()
	if o.Partial {
		a.exit = crm.CodePartial.Exit()
	}
	err = s.Outcome(o)
	if out, ok := a.env.Out.(*output); ok && err == nil {
		err = out.flush()
	}
	if err != nil {
		return outputFailed(err, o)
	}
	if a.format() == wire.Table {
		s.Sentences(a.env.Err, s.Remarks(o))
	}
	return nil
}

// outputFailed returns the error for output that could not be written after the change
// was.
func outputFailed(err error, o *crm.Outcome) error {
	if o.Change == 0 {
		return err
	}
	failed := crm.Errorf(crm.CodeEnvironment, "saved as change %d, but the output could not be written: %w", o.Change, causeOf(err))
	failed.Saved = true
	return failed
}

// expand replaces an argument "-" by the numbers on standard input.
func (a *app) expand(args []string) ([]string, error) {
	var all []string
	for _, arg := range args {
		if arg != "-" {
			all = append(all, arg)
			continue
		}
		lines := bufio.NewScanner(a.env.In)
		lines.Split(bufio.ScanWords)
		for lines.Scan() {
			all = append(all, lines.Text())
		}
		if err := lines.Err(); err != nil {
			return nil, crm.Errorf(crm.CodeEnvironment, "standard input can't be read")
		}
	}
	return all, nil
}

// write runs a command that changes the book.
func (a *app) write(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		a.creates, a.resets = v.Makes, v.Resets
		b, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		given := args
		args, err = a.expand(args)
		if err != nil {
			return err
		}
		if err := cmd.Args(cmd, args); err != nil {
			if len(args) < len(given) { // standard input names nothing
				return a.outcome(b.Nothing(nameOf(cmd)), nil)
			}
			return err
		}
		if err := a.oneByOne(cmd, given, args); err != nil {
			return err
		}
		b.Asked(commandLine(cmd, args)...)
		if args, err = a.arranged(cmd.Context(), cmd, b, args); err != nil {
			return err
		}
		o, err := v.Do(v.Request(cmd.Context(), b, args, flagsGiven(cmd, v)))
		return a.outcome(o, err)
	}
}

// oneByOne rejects several numbers from standard input for a command that takes one.
func (a *app) oneByOne(cmd *cobra.Command, given, args []string) error {
	if len(args) <= len(given) || slices.ContainsFunc(a.slotsOf(cmd), func(s verb.Take) bool { return s.Many }) {
		return nil
	}
	second := args[slices.Index(given, "-")+1]
	return crm.Errorf(crm.CodeUsage, "%q is too much: standard input has %d numbers, and crm %s takes one", second, len(args)-len(given)+1, nameOf(cmd)).
		Try("For each of them: ... | xargs -I{} %s %s {} ...", crm.ProgramWith(a.typed), nameOf(cmd))
}

// commandLine returns the input of a command, without the flags that say how it is done
// and shown.
func commandLine(cmd *cobra.Command, args []string) []string {
	words := append(slices.Clone(args), "")
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name == "as" || cmd.InheritedFlags().Lookup(f.Name) == nil {
			words = append(words, f.Name+"="+f.Value.String())
		}
	})
	return words
}
