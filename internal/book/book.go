package book

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// SchemaVersion is the version of the books that this program makes.
const SchemaVersion = store.SchemaVersion

// Options say how a book is opened, and by whom.
type Options struct {
	Path string
	// ReadFrom is the address of a replica from which the book is read; empty reads it where
	// it is.
	ReadFrom string
	// MayCreate makes the book, with Settings and Producer, if it does not exist. It is
	// set for the default book alone.
	MayCreate bool
	Settings  *crm.Settings
	Producer  string

	Now   time.Time // the clock, frozen
	Today string    // act as of that day, as a date flag has it; empty is the day by the clock
	From  string    // the day that Today counts from; empty is the day by the clock
	As    string    // who acts: name or number of a producer; empty is the first one who is not retired
	Op    string    // operation id: a change that has it already is not made again
	// IfVersion is the version that the record to edit must have; 0 is any.
	IfVersion int64
	NewOp     func() string
	DryRun    bool
	// Resets goes on where the settings of the book can't be used, with those of a new one.
	Resets bool
	// TellsRules has the outcome say which versions of rules acted, and what they saw.
	TellsRules bool
	// MostShown limits the edits that the outcome of an undo or redo keeps; it counts
	// the others. 0 means no limit.
	MostShown int
	// Yes answers every question of confirmation.
	Yes bool
	// Ask puts a question and returns the choice that was taken or, without choices,
	// the text that was typed; empty means no answer.
	Ask func(question crm.Notice, choices []string) (string, error)
	// Heard is called with the reading of an ambiguous date when there is no outcome to
	// report it.
	Heard func(crm.Notice)
	// Upgraded is called after opening has upgraded the book, Made after it has made
	// it.
	Upgraded func(*Upgraded)
	Made     func(*Book)
	// Code turns what was typed for a picklist into one of its codes; Word accepts
	// whole words alone.
	Code func(list, text string, values ...string) (string, error)
	Word func(list, text string, values ...string) (string, bool)
	// StopReason returns the reason to stop somebody that words give, or nothing.
	StopReason func(text string) string
	// DeadNumber returns the words that say that a number reaches nobody, or somebody
	// else, or nothing.
	DeadNumber func(text string) string
	// Lang is the user's language, for words of days that differ in meaning between
	// languages.
	Lang string
	// Words returns what people call a value, in a language: a code by its label, an amount
	// as the book's country writes it. It may be nil.
	Words func(language string, of *crm.Settings, f *crm.Field, value any) string
	// Headed returns the field of which a word is the heading, for error messages. It
	// may be nil.
	Headed func(of *crm.Catalogue, word string) (string, bool)
	// HeadingTaken returns the field of a contact that an import takes a heading for, or
	// nothing. It may be nil.
	HeadingTaken func(heading string) string
}

// Book is an open book.
type Book struct {
	store    *store.Store
	options  Options
	schema   *crm.Schema
	settings *crm.Settings
	zone     *time.Location
	cal      *calendar.Calendar
	today    crm.Date
	me       *crm.Producer    // who acts; nil in a book without producers
	login    *crm.Login       // by which a book on a server is used; nil in a file, and for its owner
	actor    *crm.Producer    // whose login it is, for whoever acts; nil without a login
	solo     bool             // at most one producer
	managers []string         // names of those who are not retired
	teams    []*crm.Team      // not read in a book with at most one producer
	names    map[int64]string // of producers and teams
	rules    *rules.Set
	ruledBy  string       // what the book says of rules: crm.Settings.Rules
	draft    *store.Draft // the book that this command makes, until it has done something
	asked    []string     // what is asked for, of a command that was given an operation id
	askedIn  func() (string, error)
	leftOut  func() bool
	inviting func(crm.Invitation) // of a command that invites somebody
}

// Asked adds to the request in its canonical form. An operation id that was used for
// another request is rejected.
func (b *Book) Asked(words ...string) {
	if b.options.Op != "" {
		b.asked = append(b.asked, words...)
	}
}

// AskedIn adds what is in a file that the command reads as it goes: the sum of it, which
// reads what is left.
func (b *Book) AskedIn(sum func() (string, error)) { b.askedIn = sum }

// LeftOut tells whether the rows that a command has read have more than is taken of them.
func (b *Book) LeftOut(more func() bool) { b.leftOut = more }

// sumAsked returns the sum of the request; nothing without an operation id.
func (b *Book) sumAsked() (string, error) {
	if b.asked == nil {
		return "", nil
	}
	words := b.asked
	if b.askedIn != nil {
		content, err := b.askedIn()
		if err != nil {
			return "", err
		}
		words = append(slices.Clip(words), content)
	}
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:8]), nil
}

// DefaultWait is how long a command waits for others who hold the book.
const DefaultWait = store.DefaultWait

// WithWait returns a context in which all that is done waits no longer than that, taken
// together, for others who hold the book.
func WithWait(ctx context.Context, wait time.Duration) context.Context {
	return store.WithWait(ctx, wait)
}

// Open opens a book for writing. A book that does not exist but may be made is made
// with the first change; neither a failed command nor a dry run makes one.
//
// Errors: those of store.Open, CodeNotFound for an unknown producer, CodeConflict for a
// retired one.
func Open(ctx context.Context, o Options) (*Book, error) {
	b := &Book{options: o}
	err := b.connect(ctx, store.Open)
	if crm.CodeOf(err) == crm.CodeNotFound && o.MayCreate {
		b.options.As = "" // the new book's only producer
		err = b.make(ctx)
	}
	return b.connected(ctx, err)
}

// connected returns a connected book that is ready for use.
func (b *Book) connected(ctx context.Context, err error) (*Book, error) {
	if err == nil {
		err = b.begin(ctx)
	}
	if err != nil {
		_ = b.Close()
		return nil, err
	}
	return b, nil
}

// OpenRead opens a book for reading. Errors are those of Open.
func OpenRead(ctx context.Context, o Options) (*Book, error) {
	b := &Book{options: o}
	if o.ReadFrom != "" {
		b.options.Path = o.ReadFrom
	}
	return b.connected(ctx, b.connect(ctx, store.OpenRead))
}

// Init makes a new book and opens it.
//
// Errors: CodeConflict if it exists.
func Init(ctx context.Context, o Options) (*Book, error) {
	taken := crm.Errorf(crm.CodeConflict, "there is a file at %s already", o.Path).Next("Look at it", "book show", crm.With("book", o.Path))
	if _, err := os.Lstat(o.Path); err == nil {
		return nil, taken
	}
	b := &Book{options: o}
	b, err := b.connected(ctx, b.make(ctx))
	if err != nil {
		return nil, err
	}
	made, err := b.publish(ctx)
	if err == nil && !made {
		err = taken
	}
	return b, err
}

// make makes the book as a draft, for a dry run in a temporary directory.
func (b *Book) make(ctx context.Context) error {
	settings, producer := b.options.Settings, b.options.Producer
	if settings == nil {
		settings = crm.DefaultSettings()
	}
	if err := b.use(settings); err != nil {
		return err
	}
	b.today = b.realDay()
	path := b.options.Path
	if b.options.DryRun {
		path = dryRunPath()
	}
	var err error
	b.draft, err = store.NewDraft(ctx, path, func(tx *store.Tx) error {
		w := b.work(ctx, tx, crm.InitCommand)
		if _, err := w.put(settings); err != nil {
			return err
		}
		if producer != "" {
			if _, err := w.put(&crm.Producer{Name: producer}); err != nil {
				return err
			}
		}
		return w.journal()
	})
	if err == nil {
		b.store = b.draft.Store
	}
	return err
}

// dryRunPath is what a book would be called that a dry run makes; it never gets the name.
func dryRunPath() string { return filepath.Join(os.TempDir(), "crm-dry-run.db") }

// publish gives a draft its name, except in a dry run. If another process was faster,
// its book is used from here on, and made is false.
func (b *Book) publish(ctx context.Context) (made bool, err error) {
	if !b.options.DryRun {
		s, made, err := b.draft.Publish(ctx)
		if err != nil && made {
			saved := crm.Errorf(crm.CodeOf(err), "%s was made and what was asked for is in it, but it can't be opened: %w", b.options.Path, err)
			saved.Saved = true
			return false, saved
		}
		if err != nil {
			return false, err
		}
		b.draft.Discard()
		b.store, b.draft = s, nil
		if !made {
			return false, b.begin(ctx)
		}
	}
	if b.options.Made != nil {
		b.options.Made(b)
	}
	return true, nil
}

// begin reads what every command needs of the book.
func (b *Book) begin(ctx context.Context) error {
	b.settings = nil // those of this file are not known yet
	return b.store.Read(ctx, b.learn)
}

// learn applies the settings and the schema, and reads who works with the book.
func (b *Book) learn(tx *store.View) error {
	if settings := tx.Settings(); b.settings == nil || b.settings.Version != settings.Version {
		if err := b.useStored(settings); err != nil {
			return err
		}
		if err := b.date(); err != nil {
			return err
		}
	}
	b.knowSchema(tx.Schema())
	return b.learnProducers(tx)
}

// knowSchema goes on with a schema, and with rules that know it.
func (b *Book) knowSchema(s *crm.Schema) {
	if b.schema != s {
		b.schema, b.rules = s, nil // which know it
	}
}

// date works out the day as of which the book is used.
func (b *Book) date() (err error) {
	b.today = b.realDay()
	for _, day := range []string{b.options.From, b.options.Today} {
		if day == "" {
			continue
		}
		if b.today, err = b.reading(crm.FlagLooks("today")).Date(day); err != nil {
			return crm.OnFlag(err, "today")
		}
	}
	return nil
}

// realDay returns the day by the clock, whatever --today says.
func (b *Book) realDay() crm.Date { return crm.DateOf(b.options.Now.In(b.zone)) }

func (b *Book) use(s *crm.Settings) error {
	zone, err := zoneOf(s)
	if err != nil {
		return err
	}
	cal, err := newCalendar(s)
	if err != nil {
		return err
	}
	b.settings, b.zone, b.cal = s, zone, cal
	return nil
}

// useStored is use for the settings in the file, which another program may have changed.
func (b *Book) useStored(s *crm.Settings) error {
	err := b.use(s)
	e, ok := crm.AsError(err)
	if !ok {
		return err
	}
	if b.options.Resets {
		err := b.use(crm.DefaultSettings())
		b.settings = s
		return err
	}
	return crm.Errorf(crm.CodeDamaged, "the book is damaged: table settings, %s: %w", e.Field, e).
		Next("Nothing was repaired. To set it again", "book set", e.Field, crm.Blank("VALUE")).
		Next("All that is damaged", "book check").
		Next("To restore one of the backups", "book backups")
}

// Close closes the book and removes a draft.
func (b *Book) Close() error {
	if b.draft != nil {
		b.draft.Discard()
		return nil
	}
	if b.store == nil {
		return nil
	}
	return b.store.Close()
}

// Today returns the day as of which the book is used.
func (b *Book) Today() crm.Date { return b.today }

// Zone returns the time zone of the book.
func (b *Book) Zone() *time.Location { return b.zone }

// Schema returns the fields of the book's records.
func (b *Book) Schema() *crm.Schema { return b.schema }

// Settings returns the settings of the book, which must not be modified.
func (b *Book) Settings() *crm.Settings { return b.settings }

// MyName returns the name of the acting producer; empty in a book without producers.
func (b *Book) MyName() string { return b.names[b.MyID()] }

// MyID returns the number of the acting producer; 0 in a book without producers.
func (b *Book) MyID() int64 {
	if b.me == nil {
		return 0
	}
	return b.me.ID
}

// Path returns the file of the book, or its address on a server.
func (b *Book) Path() string { return b.store.Path() }

// Name returns what the book is called: its file, or "main on db.agency.lan/crm".
func (b *Book) Name() string { return b.store.Name() }

// Replica returns what is known of the server that the book is read from, if that is a replica;
// nil for another one and for a file.
func (b *Book) Replica() *crm.Replica { return b.store.Replica() }

// OnServer reports whether that is the address of a book on a server, rather than a file.
func OnServer(path string) bool { return store.OnServer(path) }

// AtHosts returns the address of the same book on other hosts, which may be replicas.
//
// Errors: CodeUsage for what names no host.
func AtHosts(address, hosts string) (string, error) { return store.AtHosts(address, hosts) }

// IsNoBook reports whether a server has no book of that name.
func IsNoBook(err error) bool { return store.IsNoBook(err) }

// CheckAddress returns what is wrong with the address of a book on a server.
//
// Errors: CodeUsage, CodeEnvironment for a file with a password that others may read.
func CheckAddress(address string) error { return store.CheckAddress(address) }

func zoneOf(s *crm.Settings) (*time.Location, error) {
	zone, err := time.LoadLocation(s.Timezone)
	if err != nil || s.Timezone == "Local" {
		e := crm.Errorf(crm.CodeUsage, "%q is not a time zone", s.Timezone).On("timezone")
		if near := calendar.NearZone(s.Timezone, s.Country); near != "" {
			return nil, e.Next("Perhaps", "book set", "timezone", near)
		}
		return nil, e.Try("Write it as in the IANA list: America/New_York, Europe/Rome, Asia/Tokyo.")
	}
	return zone, nil
}

func newCalendar(s *crm.Settings) (*calendar.Calendar, error) {
	weekend, err := calendar.ParseWeekend(s.Weekend)
	if err != nil {
		return nil, err
	}
	return calendar.New(calendar.Settings{
		Country: s.Country, Region: s.Region, Weekend: weekend, DaysOff: s.DaysOff, WorkingDays: s.WorkingDays,
	})
}

// reader is a read-only look at one state of the book.
type reader struct {
	*Book
	tx *store.View
}

// read runs fn on one state of the book.
func (b *Book) read(ctx context.Context, fn func(reader) error) error {
	return b.store.Read(ctx, func(tx *store.View) error {
		b.knowSchema(tx.Schema())
		return fn(reader{b, tx})
	})
}
