package cli

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
)

// Names, texts and days may be typed without quotes. What a verb takes tells which
// words belong together.

// slotsOf returns the arguments of a command that no flag gives.
func (a *app) slotsOf(cmd *cobra.Command) []verb.Take {
	v := a.verbs[cmd]
	if v == nil {
		return nil
	}
	return slices.DeleteFunc(v.Args(), func(t verb.Take) bool { return slices.ContainsFunc(t.Instead, cmd.Flags().Changed) })
}

// arranged joins words into arguments, one for each in the usage.
//
// Errors: CodeConflict for words that may be one name or two, CodeUsage for separated
// words or too many.
func (a *app) arranged(ctx context.Context, cmd *cobra.Command, b *book.Book, words []string) ([]string, error) {
	slots := a.slotsOf(cmd)
	between := a.flagsBetween(cmd, words)
	var args []string
	at := 0 // in words
	for i, s := range slots {
		last := i == len(slots)-1
		left := words[at:]
		if len(left) == 0 {
			break
		}
		texts, n := []string{strings.Join(left, " ")}, len(left)
		if last {
			if err := a.checkBeside(ctx, b, s, words, between, at, len(words)); err != nil {
				return nil, err
			}
			if err := noDay(cmd, b, s, left); err != nil {
				return nil, err
			}
			if err := a.oneName(ctx, cmd, b, s, left); err != nil {
				return nil, err
			}
		}
		if s.Named && !s.Many && between == nil && len(left) > 1 && isCount(left[0]) && isCount(left[1]) {
			return nil, tooMuch(cmd, left[1])
		}
		switch {
		case s.Named && b != nil:
			rest := slots[i+1:]
			naming := book.Naming{Noun: namedNoun(s), Many: s.Many, Behind: len(rest)}
			if len(rest) > 0 && rest[0].Free {
				naming.Free, naming.Behind = true, 0
			}
			if len(rest) > 0 && rest[0].Plain && rest[0].Type == crm.TextType {
				naming.Free = true
			}
			names, behind, err := a.names(ctx, b, left, naming)
			if err != nil {
				return nil, err
			}
			if last && len(behind) > 0 {
				if isCount(left[0]) {
					return nil, tooMuch(cmd, behind[0])
				}
				names, behind = texts, nil
			}
			texts, n = names, len(left)-len(behind)
			if len(rest) > 0 && rest[0].Type == crm.DateType {
				if err := nameOrDay(b, left, n); err != nil {
					return nil, err
				}
			}
		case !last:
			texts, n = left[:1], 1
		case s.Plain && !s.Many && len(left) > 1 && slices.ContainsFunc(slots, func(s verb.Take) bool { return s.Many }):
			return nil, tooMuch(cmd, left[1])
		case s.Many:
			texts = left
		}
		if !last {
			if err := a.checkBeside(ctx, b, s, words, between, at, at+n); err != nil {
				return nil, err
			}
		}
		args, at = append(args, texts...), at+n
	}
	return args, nil
}

// namedNoun is the noun whose names an argument takes; empty is a contact, or something
// found by one.
func namedNoun(t verb.Take) string {
	if t.Ref == crm.KindProducer || t.Ref == crm.KindTeam {
		return string(t.Ref)
	}
	return ""
}

// longestDay limits the words of a day behind a subject: "wed 2 dec 3pm".
const longestDay = 4

// noDay asks about a day at the end of a subject, which may have been meant as the due
// day. In quotes, or with --due, it belongs to the subject.
func noDay(cmd *cobra.Command, b *book.Book, s verb.Take, words []string) error {
	f := cmd.Flags().Lookup("due")
	if s.Arg != "SUBJECT" || b == nil || f == nil || f.Changed {
		return nil
	}
	for n := min(longestDay, len(words)-1); n > 0; n-- {
		day := strings.Join(words[len(words)-n:], " ")
		if !isCount(day) && b.IsDay(day) {
			return crm.Errorf(crm.CodeUsage, "%q stands behind the subject", day).On("due").
				Try("If that is a day:           --due %q", day).
				Try("If it is what is to be done: %q", strings.Join(words, " "))
		}
	}
	return nil
}

// oneName rejects a new name of several arguments, one of which was typed in quotes: each of
// them may be the name of somebody.
func (a *app) oneName(ctx context.Context, cmd *cobra.Command, b *book.Book, s verb.Take, args []string) error {
	quoted := func(arg string) bool { return strings.Contains(strings.TrimSpace(arg), " ") }
	unnamed := func(arg string) bool { // a phone or an e-mail, of which the name is told
		return strings.Contains(arg, "@") || !strings.ContainsFunc(arg, unicode.IsLetter)
	}
	if !s.New || len(a.slotsOf(cmd)) > 1 || len(args) < 2 || !slices.ContainsFunc(args, quoted) || slices.ContainsFunc(args, unnamed) {
		return nil
	}
	command := nameOf(cmd)
	err := crm.Errorf(crm.CodeUsage, "%q stands behind the name %q", args[1], args[0]).On(s.Name).
		Next("If all of it is one name", command, strings.Join(args, " "))
	into, _, _ := strings.Cut(command, " ")
	switch {
	case b == nil || !slices.Contains([]string{"household", "org", "team"}, into):
		return err.Next("If each is a name", command, args[0]).Then(command, args[1])
	case into == "team":
		return err.Next("If they belong to it", command, args[0], crm.With("member", args[1]))
	}
	err.Next("If they belong to it", command, args[0])
	for _, member := range args[1:] {
		known, failed := b.IsName(ctx, member)
		if failed != nil {
			return failed
		}
		verb := "lead add"
		if known {
			verb = "contact edit"
		}
		err.Then(verb, member, crm.With(into, args[0]))
	}
	return err
}

// nameOrDay rejects a name whose last word may begin the day behind it: joe friday 3pm.
// In quotes, the name is a name.
func nameOrDay(b *book.Book, words []string, n int) error {
	day := strings.Join(words[n-1:], " ")
	if n < 2 || n == len(words) || isCount(words[n-1]) || !b.IsDay(day) {
		return nil
	}
	return crm.Errorf(crm.CodeConflict, "%q may be the name, or the day", words[n-1]).
		Try("If it is the name: %q %s", strings.Join(words[:n], " "), strings.Join(words[n:], " ")).
		Try("If it is the day:  %q %q", strings.Join(words[:n-1], " "), day)
}

// tooMuch returns the error for a word too many.
func tooMuch(cmd *cobra.Command, word string) *crm.Error {
	return crm.Errorf(crm.CodeUsage, "%q is too much", word).Try("Usage: %s", cmd.UseLine())
}

// names asks the book which words are names, if in doubt.
func (a *app) names(ctx context.Context, b *book.Book, words []string, n book.Naming) (names, rest []string, err error) {
	most := max(1, len(words)-n.Behind)
	switch {
	case !n.Many && len(words) > 1 && (n.Free || most > 1), n.Many && slices.ContainsFunc(words[:most], func(word string) bool { return !isCount(word) }):
		return b.SplitNames(ctx, words, n)
	case n.Many:
		return words[:most], words[most:], nil
	}
	return words[:1], words[1:], nil
}

func isCount(word string) bool {
	_, ok := crm.ParseCount(strings.TrimLeft(word, "#＃"))
	return ok
}

// valued is a flag with its value as typed.
type valued struct{ name, takes, value string }

// cutShort returns the error for words behind a value to which they may belong.
func (g valued) cutShort(behind string) *crm.Error {
	return crm.Errorf(crm.CodeUsage, "the value of --%s is %q, and %q stands behind it", g.name, g.value, behind).On(g.name)
}

// flagsBetween returns the flags with values in front of words, by word; nil for words
// from standard input.
func (a *app) flagsBetween(cmd *cobra.Command, words []string) map[int]valued {
	_, line, err := cmd.Root().Find(a.env.Args)
	if err != nil || !slices.Equal(words, cmd.Flags().Args()) {
		return nil // numbers from standard input
	}
	found := map[int]valued{}
	flags := cmd.Flags()
	_ = flags.ParseAll(line, func(f *pflag.Flag, value string) error {
		if f.NoOptDefVal == "" {
			takes, _ := pflag.UnquoteUsage(f)
			found[flags.NArg()] = valued{f.Name, takes, value}
		}
		return nil
	})
	return found
}

// checkBeside rejects words of one argument with a flag between them, and a word behind
// a value that belongs to it: either is a value without quotes.
func (a *app) checkBeside(ctx context.Context, b *book.Book, s verb.Take, words []string, between map[int]valued, from, to int) error {
	for i := from; i < to; i++ {
		g, there := between[i]
		if !there || words[i] == "" || isCount(words[i]) && s.Named {
			continue
		}
		whole := strings.TrimSpace(g.value + " " + words[i])
		for j := i + 1; i > from && j < to && between[j].name == ""; j++ {
			whole += " " + words[j]
		}
		belongs := i > from || s.New && a.isBehind(g.value, words[i]) && !strings.ContainsFunc(words[i], unicode.IsLetter)
		if !belongs && b != nil && a.isBehind(g.value, words[i]) && !strings.Contains(g.value, " ") && slices.Contains([]string{"PRODUCER", "PRODUCERS", "CONTACT", "NAME"}, g.takes) {
			var err error
			if belongs, err = b.IsName(ctx, whole); err != nil {
				return err
			}
		}
		if belongs {
			return g.cutShort(words[i]).
				Try("If it belongs to the value: --%s %q", g.name, whole).
				Try("If it does not:             write it in front of --%s", g.name)
		}
	}
	return nil
}

// isBehind reports whether a word was typed right behind the value of a flag.
func (a *app) isBehind(value, word string) bool {
	for i, arg := range a.env.Args {
		if i > 0 && arg == word && strings.HasSuffix(a.env.Args[i-1], value) {
			return true
		}
	}
	return false
}
