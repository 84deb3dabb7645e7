package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
)

// noun makes the command of a noun with those of its verbs.
func (a *app) noun(word, about string, aliases ...string) *cobra.Command {
	cmd := groupOf(word, about)
	cmd.Aliases = aliases
	verbs := verb.Of(word)
	if i := slices.IndexFunc(verbs, func(v *verb.Verb) bool { return v.Name == a.only }); i >= 0 {
		verbs = verbs[i : i+1]
	}
	groups := map[string]*cobra.Command{}
	for _, v := range verbs {
		of := cmd
		if group, _, two := strings.Cut(v.Name, " "); two {
			if groups[group] == nil {
				groups[group] = groupOf(group, aboutGroups[group])
				cmd.AddCommand(groups[group])
			}
			of = groups[group]
		}
		of.AddCommand(a.does(v))
	}
	return cmd
}

// aboutGroups says what the verbs of a noun are about that have a word of their own.
var aboutGroups = map[string]string{"pack": "Packs of rules that are switched on and off together"}

// verbsOf makes the commands of a noun's verbs, by name.
func (a *app) verbsOf(noun string) map[string]*cobra.Command {
	commands := map[string]*cobra.Command{}
	for _, v := range verb.Of(noun) {
		commands[v.Name] = a.does(v)
	}
	return commands
}

// does makes the command of a verb: usage, flags and completion follow from what it
// takes.
func (a *app) does(v *verb.Verb) *cobra.Command {
	cmd := &cobra.Command{Use: v.Usage(), Aliases: v.Aliases, Short: v.About, Long: v.Long, Example: examples(v)}
	cmd.Args = func(cmd *cobra.Command, words []string) error {
		return args(v.Least(cmd.Flags().Changed), v.Most())(cmd, words)
	}
	a.verbs[cmd] = v
	cmd.Flags().SortFlags = !v.Ordered
	for i := range v.Takes {
		if t := &v.Takes[i]; t.Arg == "" {
			a.bind(cmd, t)
		}
	}
	if a.completing() {
		cmd.ValidArgsFunction = a.completeArgs(v.Args())
	}
	switch {
	case v.Read != nil:
		a.showEach(cmd, v)
	case v.Lists != "":
		a.lists(cmd, v)
	case !v.Reads:
		a.write(cmd, v)
	}
	a.inItsWay(cmd, v)
	return cmd
}

// inItsWay adds what only the command line does for a verb: read a file, know the words of
// the user's language, or write something beside the book. It sets or wraps the verb's Do,
// or the RunE of its command.
func (a *app) inItsWay(cmd *cobra.Command, v *verb.Verb) {
	switch v.String() {
	case "today":
		a.today(cmd, v)
	case "next":
		a.showNext(cmd, v)
	case "search":
		a.search(cmd, v)
	case "history":
		a.history(cmd, v)
	case "log", "call log":
		a.logs(cmd, v)
	case "call correct":
		cmd.Args = a.correctArgs
	case "note add", "note edit":
		a.textFrom(cmd, v)
	case "import":
		a.importContacts(cmd, v, crm.StageLead)
		a.importsKinds(cmd)
	case "lead import":
		a.importContacts(cmd, v, crm.StageLead)
	case "policy import":
		a.imports(cmd, v, a.importPolicies)
	case "client import":
		a.importContacts(cmd, v, crm.StageClient)
	case "dnc import":
		a.importSuppressions(cmd, v)
	case "dnc export":
		cmd.RunE = a.exportSuppressions
	case "file add":
		v.Do = a.addFiles
	case "contact duplicates":
		a.duplicates(cmd, v)
	case "export contacts":
		a.exportCards(cmd, v)
	case "export mailing":
		a.exportMailing(cmd, v)
	case "diff":
		a.diff(cmd, v)
	case "export book":
		a.exportBook(cmd, v)
	case "import book":
		a.importBook(cmd, v)
	case "appt add", "appt move", "appt cancel":
		a.invites(v)
	case "export calendar":
		a.exportCalendar(cmd, v)
	case "contact export":
		a.exportContact(cmd, v)
	case "file save":
		a.saveFile(cmd, v)
	case "view save":
		v.Do = a.saveView
	case "view show":
		a.showView(cmd, v)
	case "view list":
		cmd.RunE = a.listViews
	case "report save":
		a.saveReport(cmd)
	case "book init":
		a.initBook(cmd, v)
	case "doctor":
		a.examine(cmd)
	case "book backup":
		a.backUp(cmd, v)
	case "book backups":
		a.listBackups(cmd)
	case "book restore":
		a.restore(cmd, v)
	case "book copy":
		a.copyBook(cmd, v)
	case "book upgrade":
		cmd.RunE = a.upgradeBook
	case "book check":
		a.checkBook(cmd, v)
	case "book repair":
		cmd.RunE = a.repairBook
	case "book holiday add":
		v.Do = a.addHoliday
	case "book holiday remove":
		v.Do = a.removeHoliday
	case "rule list", "rule show", "rule test", "rule replay", "rule simulate", "rule explain", "rule backfill", "rule add", "rule edit", "rule problems", "rule schema", "rule pack list", "rule pack show":
		a.ruleVerb(cmd, v)
	case "profile list":
		cmd.RunE = a.listProfiles
	case "tag list":
		cmd.RunE = a.listTags
	case "opp stages":
		cmd.RunE = a.listStages
	case "opp lines":
		cmd.RunE = a.listLines
	}
}

// examples returns the examples of a verb as they are typed.
func examples(v *verb.Verb) string {
	lines := make([]string, len(v.Examples))
	for i, line := range v.Examples {
		if lines[i] = strings.TrimRight("  crm "+v.String()+" "+line, " "); strings.HasPrefix(line, "crm ") {
			lines[i] = "  " + line
		}
	}
	return strings.Join(lines, "\n")
}

// bind makes the flag of a take.
func (a *app) bind(cmd *cobra.Command, t *verb.Take) {
	flags, about := cmd.Flags(), t.Usage()
	switch {
	case t.Name == verb.IfVersion:
		flags.Func(t.Name, about, a.setVersion)
	case t.Type == crm.NumberType && t.Field == "":
		usual, _ := strconv.Atoi(t.Default)
		countFlag(flags, new(int), t.Name, usual, t.Count, about)
	case t.Switch:
		flags.BoolP(t.Name, t.Letter, false, about)
	case t.Commas:
		flags.StringSliceP(t.Name, t.Letter, nil, about)
	case t.Many:
		flags.StringArrayP(t.Name, t.Letter, nil, about)
	default:
		flags.StringP(t.Name, t.Letter, t.Default, about)
	}
	if t.Alone != "" {
		flags.Lookup(t.Name).NoOptDefVal = t.Alone
	}
	if t.Required {
		_ = cmd.MarkFlagRequired(t.Name)
	}
	if t.Empty {
		_ = flags.SetAnnotation(t.Name, empties, nil)
	}
	if t.Once != "" {
		flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
			if name == t.Once {
				name = t.Name
			}
			return pflag.NormalizedName(name)
		})
	}
	if a.completing() {
		_ = cmd.RegisterFlagCompletionFunc(t.Name, a.completeTake(*t))
	}
}

// flagsGiven returns the texts given for the flags of a verb.
func flagsGiven(cmd *cobra.Command, v *verb.Verb) book.Values {
	given := book.Values{}
	for _, t := range v.Flags() {
		f := cmd.Flags().Lookup(t.Name)
		if !f.Changed {
			continue
		}
		if several, ok := f.Value.(pflag.SliceValue); ok {
			given[t.Name] = several.GetSlice()
		} else {
			given[t.Name] = []string{f.Value.String()}
		}
	}
	return given
}

// setVersion keeps the version that a record must have.
func (a *app) setVersion(text string) error {
	n, ok := crm.ParseCount(text)
	if !ok || n < 1 {
		return errors.New("takes the number of a version, from 1")
	}
	a.flags.ifVersion = n
	return nil
}
