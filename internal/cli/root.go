package cli

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/screen"
	"crm/internal/verb"
	"crm/internal/wire"
)

// version is set when a release is built.
var version = "dev"

// The groups of the command list.
const (
	groupDaily  = "daily"
	groupPeople = "people"
	groupWork   = "work"
	groupBook   = "book"
)

// Root returns the command tree for the generator of its documentation.
func Root() *cobra.Command { return (&app{}).root("") }

// part is a command below the root and how to make it.
type part struct {
	group, name string
	make        func() *cobra.Command
}

func (a *app) parts() []part {
	alone := func(name string) func() *cobra.Command {
		return func() *cobra.Command { return a.does(verb.Named(name)) }
	}
	noun := func(word, about string, aliases ...string) func() *cobra.Command {
		return func() *cobra.Command { return a.noun(word, about, aliases...) }
	}
	return []part{
		{groupDaily, "today", alone("today")}, {groupDaily, "next", alone("next")}, {groupDaily, "log", alone("log")},
		{groupDaily, "show", alone("show")}, {groupDaily, "why", alone("why")}, {groupDaily, "done", alone("done")}, {groupDaily, "search", alone("search")},
		{groupPeople, "lead", noun("lead", "People who may become clients")},
		{groupPeople, "prospect", noun("prospect", "Leads that have been qualified")},
		{groupPeople, "client", noun("client", "People who have bought")},
		{groupPeople, "contact", noun("contact", "Everybody in the book, whatever their stage")},
		{groupPeople, "household", noun("household", "People who live together")},
		{groupPeople, "org", noun("org", "Companies and other organizations")},
		{groupPeople, "relation", noun("relation", "Who is what to whom: spouses, children, advisers")},
		{groupPeople, "consent", noun("consent", "Who may be reached on what: calls, texts, e-mails, post")},
		{groupPeople, "alias", noun("alias", "Numbers of contacts that were merged into others")},
		{groupPeople, "dnc", noun("dnc", "Phones and e-mails that nobody may use")},
		{groupWork, "call", noun("call", "Calls: who is to be called, and what came of it")},
		{groupWork, "task", noun("task", "Tasks: whatever else is to be done")},
		{groupWork, "appt", noun("appt", "Appointments", "appointment")},
		{groupWork, "email", noun("email", "E-mails: what is to be written, was sent and came in")},
		{groupWork, "opp", noun("opp", "Opportunities: sales that may come about", "opportunity")},
		{groupWork, "quote", noun("quote", "Quotes: what carriers offer for an opportunity")},
		{groupWork, "policy", noun("policy", "Policies: insurance that somebody has bought")},
		{groupWork, "refer", alone("refer")}, {groupWork, "referral", noun("referral", "Referrals: who brought whom, and what came of it")},
		{groupWork, "assign", alone("assign")},
		{groupWork, "note", noun("note", "Notes: what you wrote down, yours until you share it")},
		{groupWork, "file", noun("file", "Files: documents that are kept in the book, for everybody who uses it")},
		{groupWork, "producer", noun("producer", "Who works with the book")}, {groupWork, "team", noun("team", "Producers who share work and notes")},
		{groupWork, "tag", noun("tag", "Tags: words by which records are found again")}, {groupWork, "view", noun("view", "Lists under a name")}, {groupWork, "report", a.reportCommand},
		{groupBook, "field", noun("field", "Fields that only this book has")},
		{groupBook, "book", a.bookCommand}, {groupBook, "rule", noun("rule", "The rules that plan what happens next")}, {groupBook, "history", alone("history")},
		{groupBook, "undo", alone("undo")}, {groupBook, "redo", alone("redo")}, {groupBook, "delete", alone("delete")}, {groupBook, "import", a.importCommand}, {groupBook, "profile", noun("profile", "Programs whose files an import knows")}, {groupBook, "export", noun("export", "Write what is in the book for other programs")},
		{groupBook, "diff", alone("diff")}, {groupBook, "doctor", alone("doctor")},
		{groupBook, "demo", a.demoCommand},
	}
}

// wantedPart returns the name of the part that the arguments run, so that only this is
// made; empty if unclear. Global flags may precede it. The word behind it is that of a verb
// if the part has one of that name.
func (a *app) wantedPart(args []string) (name, next string) {
	if len(args) == 1 && args[0] == "--version" { // no part says that
		return args[0], ""
	}
	if len(args) > 2 && a.completing() {
		args = args[1 : len(args)-1] // the last one is still being typed
	}
	var flags pflag.FlagSet
	a.addFlags(&flags)
	for len(args) > 1 && knownFlag(&flags, args[0]) {
		if flagAwaiting(&flags, args[0]) != nil {
			if len(args[0]) > 2 && args[0][1] != '-' {
				return "", "" // behind "-no", cobra takes the value for the command
			}
			args = args[1:]
		}
		args = args[1:]
	}
	if !slices.ContainsFunc(a.parts(), func(p part) bool { return len(args) > 0 && p.name == args[0] }) {
		return "", ""
	}
	if len(args) > 1 {
		next = args[1]
	}
	return args[0], next
}

// root makes the command tree, or one part of it.
func (a *app) root(only string) *cobra.Command {
	a.verbs = map[*cobra.Command]*verb.Verb{}
	root := &cobra.Command{
		Use:   "crm",
		Short: "Keep a book of business, and let no follow-up fall through",
		Long: `crm keeps an insurance producer's or financial advisor's book of business in one
file. Whatever you record, a lead, the result of a call, a sale, rules decide
what has to happen next and put it on the list. "crm today" is the morning's
call list; everything else can be scripted.`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE:          group,
		PersistentPreRunE: func(cmd *cobra.Command, given []string) error {
			empty := noneEmpty(cmd, given) // which is seen before the configuration fills in what is empty
			if err := a.prepare(); err != nil {
				return err
			}
			if err := a.noneSwallowed(cmd); err != nil {
				return err
			}
			return empty
		},
	}
	unsorted()
	root.SetVersionTemplate("crm {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		takes := strings.Contains(cmd.Use, " ") // arguments of its own: import FILE
		if words := cmd.Flags().Args(); cmd.HasSubCommands() && len(words) > 0 && (!takes || isGuess(cmd, words[0])) {
			return unknownCommand(cmd, words[0]) // the flag is one of a command that does not exist
		}
		var refused *pflag.InvalidValueError
		if errors.As(err, &refused) {
			e := refusedFlag(cmd, refused)
			if len(e.Remedies) == 0 {
				e.Try("Its flags: %s --help", cmd.CommandPath())
			}
			return e
		}
		if e := belowZero(cmd, err); e != nil {
			return e
		}
		e := crm.Errorf(crm.CodeUsage, "%s", flagError(err))
		if answer := unknownFlag(cmd, err); answer != "" {
			return e.Answer(answer)
		}
		return e.Try("Its flags: %s --help", cmd.CommandPath())
	})
	a.globalFlags(root)
	root.AddGroup(
		&cobra.Group{ID: groupDaily, Title: "Every day:"},
		&cobra.Group{ID: groupPeople, Title: "People:"},
		&cobra.Group{ID: groupWork, Title: "Work:"},
		&cobra.Group{ID: groupBook, Title: "The book:"},
	)
	for _, p := range a.parts() {
		if only == "" || p.name == only {
			c := p.make()
			c.GroupID = p.group
			root.AddCommand(c)
		}
	}
	if only == "" {
		root.AddCommand(exitCodesTopic(), datesTopic())
	}
	root.SetHelpCommandGroupID(groupBook)
	root.SetCompletionCommandGroupID(groupBook)
	a.setHelp(root)
	answerHelp(root)
	if !a.completing() {
		takeOnce(root)
	}
	return root
}

// unsorted keeps help in the order of the tree: everyday commands first. Cobra sets
// this for the whole process.
var unsorted = sync.OnceFunc(func() { cobra.EnableCommandSorting = false })

// answerHelp makes help for an unknown command fail as the command would.
func answerHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, help := range root.Commands() {
		if help.Name() != "help" {
			continue
		}
		show := help.Run
		help.Run = nil
		help.RunE = func(cmd *cobra.Command, args []string) error {
			if of, rest, _ := root.Find(args); len(rest) > 0 && of.HasSubCommands() {
				return unknownCommand(of, rest[0])
			}
			show(cmd, args)
			return nil
		}
	}
}

// addFlags adds the global flags.
func (a *app) addFlags(f *pflag.FlagSet) {
	f.SortFlags = false
	f.StringVar(&a.flags.book, "book", "", "the book to use, a `FILE`")
	f.StringVar(&a.flags.readFrom, "read-from", "", "read from that replica, a `HOST`, of a book on a server")
	f.StringVarP(&a.flags.output, "output", "o", "", "`FORM` of the output: "+strings.Join(wire.Formats(), "|"))
	f.BoolVarP(&a.flags.quiet, "quiet", "q", false, "print only numbers of records")
	f.BoolVarP(&a.flags.dryRun, "dry-run", "n", false, "say what would be done, and do nothing")
	f.BoolVarP(&a.flags.yes, "yes", "y", false, "answer yes to every question")
	f.StringVar(&a.flags.today, "today", "", "act as of that `DATE`")
	f.StringVar(&a.flags.as, "as", "", "act as that `PRODUCER`")
	f.StringVar(&a.flags.lang, "lang", "", "`LANGUAGE`: "+strings.Join(locale.Languages(), "|"))
	f.StringVar(&a.flags.op, "op-id", "", "do nothing if a change has that `ID` already, and give it to this one")
	f.BoolVar(&a.flags.noColor, "no-color", false, "no bold and no red")
	f.BoolVar(&a.flags.noInput, "no-input", false, "never ask")
}

func (a *app) globalFlags(root *cobra.Command) {
	a.addFlags(root.PersistentFlags())
	if !a.completing() { // cobra keeps what completes a flag for as long as the process lives
		return
	}
	for name, values := range map[string][]string{"output": wire.Formats(), "lang": locale.Languages()} {
		_ = root.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	_ = root.RegisterFlagCompletionFunc("as", a.completeRecords(book.OfferQuery{Kind: crm.KindProducer}))
}

// group is the action of a command that only holds others: without an argument it shows
// its help, with one it says that the command is unknown.
func group(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || args[0] == "help" {
		return cmd.Help()
	}
	return unknownCommand(cmd, args[0])
}

// groupOf makes a command that only holds others.
func groupOf(use, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: cobra.ArbitraryArgs, RunE: group}
	cmd.AddCommand(commands...)
	return cmd
}

// args requires a number of arguments; most below 0 is unlimited.
func args(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		switch {
		case len(given) < least:
			what := "something"
			if words := strings.Fields(cmd.Use)[1:]; len(words) > len(given) && !strings.ContainsAny(words[len(given)], "[]") {
				what = strings.TrimSuffix(words[len(given)], "...")
			}
			return crm.Errorf(crm.CodeUsage, "%s is missing", what).Try("Usage: %s", cmd.UseLine())
		case most >= 0 && len(given) > most:
			return tooMuch(cmd, given[most])
		}
		return nil
	}
}

// flagError rewords errors of pflag for people.
func flagError(err error) string {
	return strings.NewReplacer("unknown shorthand flag", "unknown flag", "flag needs an argument: ", "a value is missing: ").Replace(err.Error())
}

// setHelp has help in the user's language, as far as there is a translation, and breaks
// its lines at words.
func (a *app) setHelp(root *cobra.Command) {
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		if a.prepare() == nil {
			for _, c := range append(cmd.Commands(), cmd) {
				key := "help." + strings.ReplaceAll(c.CommandPath(), " ", ".")
				if a.locale.Has(key) {
					c.Short = a.locale.Text(key)
				}
			}
		}
		out, text := cmd.OutOrStdout(), &bytes.Buffer{}
		cmd.SetOut(text)
		help(cmd, args)
		cmd.SetOut(out)
		_, _ = io.WriteString(out, screen.Help(a.helpWithOwn(cmd, text.String())))
	})
}

func exitCodesTopic() *cobra.Command {
	var b strings.Builder
	b.WriteString("What the exit status of a command means. Scripts may rely on it.\n\n   0               done; an empty list is not an error\n")
	for _, row := range crm.Codes {
		b.WriteString(strings.Repeat(" ", 4-len(itoa(row.Exit))) + itoa(row.Exit) + "  " + pad(string(row.Code), 12) + "  " + row.About + "\n")
	}
	b.WriteString(" 130, 131, 143     interrupted; nothing was changed\n 141               the output was closed; what was committed stands\n")
	return &cobra.Command{Use: "exit-codes", Short: "What the exit status means", Long: b.String()}
}
