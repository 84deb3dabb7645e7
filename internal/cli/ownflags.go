package cli

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/verb"
)

// The flags of fields that a book has added are known when the book is. It is opened for
// them only if a command was given a flag that it does not have, for its help, and for
// completions.

// ownFlags gives the command of the arguments flags for the fields that the book has
// added, if it may need them.
func (a *app) ownFlags(ctx context.Context, root *cobra.Command) {
	args := a.env.Args
	if a.completing() {
		args = args[1:max(1, len(args)-1)]
	}
	cmd, words, err := root.Find(args)
	v := a.verbs[cmd]
	if err != nil || v == nil || v.Gives == "" || !a.completing() && !slices.ContainsFunc(words, func(word string) bool { return unknown(cmd, word) }) {
		return
	}
	takes := a.ownTakes(ctx, v)
	v.Takes = append(slices.Clip(v.Takes), takes...)
	for i := range takes {
		a.bind(cmd, &takes[i])
		if !a.completing() {
			onlyOnce(cmd.Flags().Lookup(takes[i].Name))
		}
	}
}

// unknown reports whether a word is a flag that the command does not have.
func unknown(cmd *cobra.Command, word string) bool {
	name, long := strings.CutPrefix(word, "--")
	name, _, _ = strings.Cut(name, "=")
	return long && name != "" && name != "help" && name != "version" && cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil
}

// ownTakes returns what the verb takes for fields that the book of the arguments has
// added, as far as the book can be read.
func (a *app) ownTakes(ctx context.Context, v *verb.Verb) []verb.Take {
	flags, messages := a.flags, a.env.Err
	defer func() { a.flags, a.env.Err = flags, messages }()
	a.env.Err = io.Discard // what there is to say is said when the command runs
	global := pflag.NewFlagSet("", pflag.ContinueOnError)
	global.ParseErrorsAllowlist.UnknownFlags = true
	global.Usage = func() {}
	a.addFlags(global)
	_ = global.Parse(a.env.Args)
	if a.prepare() != nil {
		return nil
	}
	var own []*crm.Field
	a.glance(ctx, func(b *book.Book) { own = ownFields(b, v.Gives) })
	return v.OwnTakes(own, func(f *crm.Field) string { return say.Clean(a.locale.Heading(v.Gives, f)) }, say.Clean)
}

// glance opens the book for what a command has to know of it before it does anything, and
// shows nothing where there is no book that can be read.
func (a *app) glance(ctx context.Context, show func(*book.Book)) {
	o, err := a.options()
	if err != nil {
		return
	}
	o.DryRun, o.As, o.Today = true, "", "" // a book of an earlier version stays as it is
	b, err := book.OpenRead(ctx, o)
	if err != nil {
		return
	}
	defer func() { _ = b.Close() }()
	show(b)
}

// ownFields returns the fields that the book has added to a noun.
func ownFields(b *book.Book, kind crm.Kind) []*crm.Field {
	return slices.DeleteFunc(slices.Clone(b.Schema().Fields(kind).Fields), func(f *crm.Field) bool { return !f.Own })
}

// helpWithOwn puts the flags of the fields that the book has added into the help of a
// command, in a section of their own.
func (a *app) helpWithOwn(cmd *cobra.Command, text string) string {
	v := a.verbs[cmd]
	if v == nil || v.Gives == "" {
		return text
	}
	own := &app{env: a.env}
	section := &cobra.Command{}
	takes := a.ownTakes(cmd.Context(), v)
	for i := range takes {
		if cmd.Flags().Lookup(takes[i].Name) == nil { // or else it is told as any
			own.bind(section, &takes[i])
		}
	}
	if !section.Flags().HasFlags() {
		return text
	}
	more := a.locale.Text("help.own") + "\n" + section.Flags().FlagUsages() + "\n"
	if at := strings.Index(text, "Global Flags:\n"); at >= 0 {
		return text[:at] + more + text[at:]
	}
	return text + "\n" + more
}
