package cli

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// groups are the commands that only hold others, the program itself among them.
func groups(cmd *cobra.Command) []*cobra.Command {
	if !cmd.HasSubCommands() {
		return nil
	}
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		all = append(all, groups(c)...)
	}
	return all
}

// usable reports whether a command can be typed as an answer has it: there is
// such a command, it has these flags, and what else there is stands for values.
func usable(t *testing.T, root *cobra.Command, answer string) {
	t.Helper()
	words := strings.Fields(answer)
	cmd, rest, err := root.Find(words)
	if err != nil {
		t.Errorf("%q: %v", answer, err)
		return
	}
	for i, word := range rest {
		name, flag := strings.CutPrefix(strings.Replace(word, "-o", "--output", 1), "--")
		behind := i > 0 && strings.HasPrefix(rest[i-1], "-") // the value of a flag
		switch {
		case flag && cmd.Flag(name) == nil && root.Flag(name) == nil && name != "help" && name != "version":
			t.Errorf("%q: there is no --%s", answer, name)
		case !flag && !behind && word != strings.ToUpper(word):
			t.Errorf("%q: there is no %s", answer, word)
		}
	}
	if cmd == root && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		t.Errorf("%q is not a command", answer)
	}
}

// named are the commands that a sentence names.
func named(text string) []string {
	var all []string
	for _, m := range regexp.MustCompile(`\bcrm ((?:[a-z-]+|--?[a-z]+|[A-Z]+)(?: (?:--?[a-z-]+|[A-Z]+))*)`).FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

// Whatever is guessed, below any command, the answer is a command that there is,
// or says that there is none; and what there is, nobody has to guess.
func TestGuesses(t *testing.T) {
	root := Root()
	root.InitDefaultHelpCmd()
	root.InitDefaultVersionFlag()
	seen := map[string]bool{}
	for _, g := range guesses()["commands"] {
		for _, word := range g.words {
			if seen[g.under+" "+word] {
				t.Errorf("%q below %q is answered twice", word, g.under)
			}
			seen[g.under+" "+word] = true
			at := root
			if g.under != "" {
				if c, rest, err := root.Find(strings.Fields(g.under)); err == nil && len(rest) == 0 {
					at = c
				} else {
					t.Errorf("there is no %q", g.under)
				}
			}
			for _, c := range at.Commands() {
				if len(g.here) == 0 && (len(g.there) > 0 || g.none != "") && (c.Name() == word || c.HasAlias(word)) {
					t.Errorf("%q is a command, which nobody has to guess", c.CommandPath())
				}
			}
		}
	}
	called := map[string]bool{}
	for _, at := range groups(root) {
		for _, c := range at.Commands() {
			called[c.Name()] = true
		}
	}
	for _, g := range guesses()["commands"] {
		for _, word := range g.words {
			if g.under == "" && g.none != "" && called[word] && !slices.Contains(g.here, word) {
				t.Errorf("%q is said not to be there, and some command is called so: %s", word, g.none)
			}
		}
	}
	checked := map[string]bool{}
	for _, at := range groups(root) {
		for _, g := range guesses()["commands"] {
			for _, word := range g.words {
				commands, none := answerTo(at, word)
				answer := strings.Join(commands, " or ") + none
				if edits, _, err := at.Find([]string{"edit"}); err == nil && edits != at && g.under == "" && strings.HasPrefix(answer, "contact edit") && nameOf(edits) != "contact edit" {
					t.Errorf("%s %s leads to %q and not to %s", at.CommandPath(), word, answer, edits.CommandPath())
				}
				if g.under == nameOf(at) && answer == "" {
					t.Errorf("%s %s has no answer", at.CommandPath(), word)
				}
				if strings.Contains(answer, "\n") || len(answer) > 140 {
					t.Errorf("%s %s has a long answer: %q", at.CommandPath(), word, answer)
				}
				if checked[answer] {
					continue
				}
				checked[answer] = true
				for _, command := range commands {
					usable(t, root, command)
				}
				for _, command := range named(none) { // a sentence goes on behind it
					if cmd, rest, err := root.Find(strings.Fields(command)); err != nil || cmd == root && !strings.HasPrefix(rest[0], "-") {
						t.Errorf("%s %s: there is no %q", at.CommandPath(), word, command)
					}
				}
			}
		}
	}
	for _, g := range guesses()["names"] {
		name := strings.Join(g.words, " ")
		for _, command := range g.there {
			usable(t, root, command)
		}
		if c, rest, err := root.Find(g.words); err != nil || len(rest) > 0 || !c.HasSubCommands() {
			t.Errorf("%q holds no commands", name)
		}
	}
}

// Words for a command are answered the same with the flags of the command that was
// thought of.
func TestGuessWithFlags(t *testing.T) {
	t.Parallel()
	for _, g := range guesses()["commands"] {
		for _, word := range g.words {
			root := Root()
			words := append(strings.Fields(g.under), word, "Jane")
			at, rest, err := root.Find(words)
			if err != nil || !at.HasSubCommands() || len(rest) == 0 {
				continue
			}
			if rest[0] == "Jane" && strings.Contains(at.Use, " ") {
				continue // what it takes, as the file of import
			}
			want := unknownCommand(at, rest[0]).Error()
			for _, flag := range []string{"--amount=5", "--lost", "-z"} {
				root.SetArgs(append(slices.Clone(words), flag))
				if err := root.Execute(); err == nil || err.Error() != want {
					t.Errorf("crm %s %s is answered by %v, want %s", strings.Join(words, " "), flag, err, want)
				}
			}
		}
	}
}

func TestFlagGuesses(t *testing.T) {
	flags := map[string]bool{}
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, g := range guesses()["flags"] {
			for _, flag := range g.there {
				name, _, _ := strings.Cut(flag, " ")
				flags[name] = flags[name] || cmd.Flag(name) != nil
			}
		}
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	root := Root()
	root.InitDefaultVersionFlag()
	walk(root)
	for name, found := range flags {
		if !found && name != "" {
			t.Errorf("there is no flag --%s", name)
		}
	}
	var words []string
	for _, g := range guesses()["flags"] {
		cmd, rest, err := root.Find(strings.Fields(g.under))
		if err != nil || len(rest) > 0 {
			t.Errorf("there is no %q", g.under)
			continue
		}
		if g.under != "" && g.none == "" && !slices.ContainsFunc(g.there, func(flag string) bool {
			name, _, _ := strings.Cut(flag, " ")
			return cmd.Flag(name) != nil
		}) {
			t.Errorf("%s has none of --%s", g.under, strings.Join(g.there, ", --"))
		}
		for _, command := range named(g.none) {
			usable(t, root, command)
		}
		for _, word := range g.words {
			if word = strings.TrimSpace(g.under + " --" + word); slices.Contains(words, word) {
				t.Errorf("%s is answered twice", word)
			}
			words = append(words, word)
		}
	}
	for _, c := range []struct{ command, typed, want string }{
		{"appt add", "--location=x", "; use --place"},
		{"opp add", "--amount=1480", "; use --premium"},
		{"task add", "--when=fri", "; use --due"},
		{"task add", "--date=fri", "; use --due"},
		{"log", "--date=fri", "; use --on"},
		{"appt add", "--when=fri", "; the day stands behind the name, as in: crm appt add NAME WHEN"},
		{"task add", "--notes=x", "; use --note"},
		{"contact add", "--type=person", "; use --kind"},
		{"opp list", "--status=open", "; use --stage"},
		{"task list", "--status=open", "; use --where EXPRESSION"},
		{"lead add", "--name=Jane", "; a name needs no flag, it stands behind the command"},
		{"lead add", "--mobile=1", "; use --phone"},
		{"lead add", "--mail=a", "; use --email"},
		{"lead add", "--tel=1", "; use --phone"},
		{"lead add", "--dob=1", "; use --birthday"},
		{"task add", "--assigned-to=ben", "; use --owner"},
		{"assign", "--assigned-to=ben", "; use --to"},
		{"lead list", "--format=json", "; use --output"},
		{"today", "--json", "; use --output json"},
		{"lead list", "--all", "; use --owner all"},
		{"opp add", "--premuim=1", "; did you mean --premium"},
		{"opp add", "--prem=1", "; did you mean --premium"},
		{"opp add", "--zzz", ""},
		{"policy expire", "--date=x", "; the day on which a policy ends is changed by: crm policy edit POLICY --expires DATE"},
		{"refer", "--by=ben", "; use --as"},
		{"appt add", "--until=4pm", "; use --for"},
		{"appt add", "--end=4pm", "; use --for"},
		{"appt add", "--with=Jane", "; with whom it is stands behind the command: crm appt add NAME WHEN"},
		{"policy cancel", "--date=x", ""},
		{"opp edit", "--status=won", "; an opportunity is closed by: crm opp close-won or crm opp close-lost"},
		{"opp edit", "--owner=cruz", "; it is given to a colleague by: crm opp assign OPPORTUNITY --to PRODUCER"},
		{"lead add", "--dnc", "; who must not be contacted is marked by: crm contact stop NAME --reason REASON"},
		{"lead add", "--do-not-call", "; who must not be contacted is marked by: crm contact stop NAME --reason REASON"},
		{"lead add", "--zip=1", "; use --address"},
		{"lead add", "--line=auto", "; what they may buy is an opportunity: crm opp add NAME --line LINE"},
		{"lead add", "--due=fri", "; a call on a day of your own is planned by: crm call add NAME --due DATE"},
		{"quote request", "--line=auto", "; a quote is for the line of its opportunity. Another line is another one: crm opp add NAME --line LINE"},
		{"lead add", "-x", ""},
		{"client add", "--since=2019", "; use --client-since"},
		{"policy add", "--end=2027-01-01", "; use --expires"},
		{"policy add", "--until=2027-01-01", "; use --expires"},
		{"policy add", "--from=2026-01-01", "; use --effective"},
		{"task add", "--on=fri", "; use --due"},
		{"task add", "--for=3h", "; whose it is says --owner, and only an appointment has a length: crm appt add NAME WHEN --for TIME"},
		{"appt edit", "--for=2h", "; when it is and how long it lasts is changed by: crm appt move APPT WHEN --for TIME"},
		{"appt edit", "--start=10:00", "; when it is and how long it lasts is changed by: crm appt move APPT WHEN --for TIME"},
		{"appt move", "--end=11:00", "; use --for"},
		{"appt move", "-m", "; a note is added by: crm note add RECORD TEXT"},
		{"dnc export", "--to=f.csv", "; the list is printed, and goes into a file by: crm dnc export > FILE"},
		{"quote receive", "--line=flood", "; a quote is for the line of its opportunity. Another line is another one: crm opp add NAME --line LINE"},
		{"opp add", "--product=auto", "; use --line"},
		{"lead add", "--status=prospect", "; whoever is added so is a lead. At another stage: crm contact add NAME --stage STAGE"},
		{"lead add", "--priority=high", "; people are rated: crm contact edit CONTACT --rating RATING"},
		{"appt add", "--where=office", "; use --place"},
		{"today", "--date=fri", "; the day stands behind the command: crm today DATE"},
		{"contact stop", "--on=fri", "; a mark holds from the day on which it is made. When they said so, a note can say: crm contact stop CONTACT --note TEXT"},
		{"dnc add", "--since=fri", "; a number is kept from the day on which it is added. When they said so, a note can say: crm dnc add PHONE --note TEXT"},
		{"appt cancel", "--for=1h", "; it is a flag of: crm appt add or crm appt move"},
		{"book show", "--producer=Ann", "; it is a flag of: crm book init"},
		{"appt add", "--on=fri", "; the day stands behind the name, as in: crm appt add NAME WHEN"},
	} {
		cmd, _, err := root.Find(strings.Fields(c.command))
		if err != nil {
			t.Fatal(err)
		}
		if got := unknownFlag(cmd, cmd.ParseFlags([]string{c.typed})); got != c.want {
			t.Errorf("crm %s %s is answered by %q, want %q", c.command, c.typed, got, c.want)
		}
	}
}

// TestFlagsOfOtherCommands: a flag that another command of the same kind has is answered
// by what means the same, by a sentence, or by the commands that have it.
func TestFlagsOfOtherCommands(t *testing.T) {
	same := map[string]string{
		"reason": "note", "kind": "where EXPRESSION", "stage": "where EXPRESSION", "type": "where EXPRESSION", "active": "where EXPRESSION", "label": "where EXPRESSION",
		"tag": "where EXPRESSION", "to": "owner", "all": "owner all or limit N", "on": "due", "for": "owner or to", "date": "due or effective or date-format", "force": "yes or allow-duplicate",
		"where": "place", "product": "line", "status": "all", "value": "premium", "household": "households or share-household", "former": "former-name",
		"language": "lang", "since": "where EXPRESSION", "before": "where EXPRESSION", "after": "where EXPRESSION or since", "from": "where EXPRESSION or since",
	}
	for _, at := range groups(Root())[1:] { // the commands of the program itself are of many kinds
		beside := map[string]bool{}
		for _, c := range at.Commands() {
			c.LocalFlags().VisitAll(func(f *pflag.Flag) { beside[f.Name] = beside[f.Name] || !f.Hidden })
		}
		for _, c := range at.Commands() {
			for word, shown := range beside {
				if !shown || c.HasSubCommands() || c.Flag(word) != nil {
					continue
				}
				answer := unknownFlag(c, c.ParseFlags([]string{"--" + word + "=x"}))
				if answer == "" {
					t.Errorf("%s --%s has no answer", c.CommandPath(), word)
				}
				_, other, use := strings.Cut(strings.Replace(answer, "; did you mean --", "; use --", 1), "; use --")
				if use && !slices.Contains(strings.Split(same[word], " or "), other) {
					t.Errorf("%s --%s means something else: %s", c.CommandPath(), word, answer)
				}
			}
		}
	}
}

// What there is for a word is what somebody means who types it there.
func TestGuessedCommands(t *testing.T) {
	root := Root()
	for _, c := range []struct{ at, word, want string }{
		{"", "backup", "book backup"}, {"contact", "backup", "book backup"},
		{"", "restore", "book restore FILE or undo CHANGE"}, {"", "check", "book check"}, {"", "repair", "book repair"},
		{"", "lapse", "policy expire POLICY or policy cancel POLICY"}, {"policy", "lapse", "policy expire POLICY or policy cancel POLICY"},
		{"", "rename", "contact edit CONTACT --name NAME"}, {"lead", "rename", "lead edit"}, {"producer", "rename", "producer edit PRODUCER --name NAME"},
		{"team", "rename", "team edit TEAM --name NAME"}, {"policy", "rename", "policy edit"}, {"opp", "rename", "opp edit OPPORTUNITY --topic TEXT"},
	} {
		at, _, err := root.Find(strings.Fields(c.at))
		if err != nil {
			t.Fatal(err)
		}
		if commands, none := answerTo(at, c.word); none != "" || strings.Join(commands, " or ") != c.want {
			t.Errorf("crm %s %s is answered by %q%s, want %q", c.at, c.word, commands, none, c.want)
		}
	}
}

// TestProgramBelow: a command of the program itself, typed below another one that has none
// of that name, leads to what it is there, or to itself.
func TestProgramBelow(t *testing.T) {
	root := Root()
	for _, c := range root.Commands() {
		if c.HasSubCommands() || !c.Runnable() || slices.Contains([]string{"diff", "doctor", "demo", "help"}, c.Name()) {
			continue
		}
		for _, at := range groups(root) {
			own := slices.ContainsFunc(guesses()["commands"], func(g guess) bool { return g.under != "" && g.answers(at, c.Name()) })
			if child, _, err := at.Find([]string{c.Name()}); at == root || own || err == nil && child != at || slices.Contains([]string{"show", "delete"}, c.Name()) {
				continue
			}
			if commands, _ := answerTo(at, c.Name()); len(commands) != 1 || !slices.Contains(strings.Fields(commands[0]), c.Name()) {
				t.Errorf("%s %s leads to %q", at.CommandPath(), c.Name(), commands)
			}
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"list", "log", "show", "add", "close-won"}
	for word, want := range map[string]string{
		"lst": "list", "lgo": "log", "lits": "list", "sohw": "show", "clos": "close-won", "LIST": "list", "s": "", "xyz": "", "listing": "", "lits-": "list", "ad": "add", "成約": "",
	} {
		if got := nearestName(word, names); got != want {
			t.Errorf("near to %q is %q, want %q", word, got, want)
		}
	}
}
