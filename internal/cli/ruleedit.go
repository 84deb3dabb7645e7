package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/verb"
)

// editRule has a rule edited in an editor. What is wrong leaves the text where it was
// edited, so that nothing of it is lost.
func (a *app) editRule(cmd *cobra.Command, v *verb.Verb) {
	var text, file string
	var version int64
	v.Do = func(r verb.Request) (*crm.Outcome, error) {
		name := r.Text("name")
		o, err := r.Book.EditRule(r.Context, name, filepath.Base(file), text, version)
		if e, ok := crm.AsError(err); ok {
			e.Next("What you wrote is in "+file+". To go on with it", "rule edit", name, crm.With("from", file))
			return nil, err
		}
		if err == nil {
			_ = os.RemoveAll(filepath.Dir(file))
		}
		return o, err
	}
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		var was string
		if was, version, err = b.RuleText(cmd.Context(), args[0]); err != nil {
			return err
		}
		begin := was
		if from := v.Request(cmd.Context(), b, nil, flagsGiven(cmd, v)).Text("from"); from != "" {
			if begin, err = a.readDefinition(from); err != nil {
				return err
			}
		}
		if text, file, err = a.edited(args[0]+".yaml", begin); err != nil {
			return err
		}
		if text == was || strings.TrimSpace(text) == "" { // which is how an editor says that nothing is meant
			_ = os.RemoveAll(filepath.Dir(file))
			return a.outcome(b.Nothing("rule edit"), nil)
		}
		return run(cmd, args)
	}
}

// Quotation marks behind a backslash are those of the word. Paths have other backslashes.
var (
	hidesQuotes = strings.NewReplacer(`\"`, "\x01", `\'`, "\x02")
	showsQuotes = strings.NewReplacer("\x01", `"`, "\x02", `'`)
)

// argumentsIn takes a command line apart at blanks that are not in quotes.
func argumentsIn(line string) (words []string) {
	var word strings.Builder
	quote, begun := rune(0), false
	for _, r := range hidesQuotes.Replace(line) + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, begun = r, true
		case quote == 0 && unicode.IsSpace(r):
			if begun {
				words = append(words, showsQuotes.Replace(word.String()))
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 || len(words) == 0 { // it is an apostrophe
		return strings.Fields(line)
	}
	return words
}

// edited has a text edited in the user's editor, and returns it with the file that it is in.
//
// Errors: CodeUsage without an editor, CodeEnvironment if it fails.
func (a *app) edited(name, text string) (edited, file string, err error) {
	editor := a.env.Vars("VISUAL")
	if editor == "" {
		editor = a.env.Vars("EDITOR")
	}
	if strings.TrimSpace(editor) == "" {
		rule := strings.TrimSuffix(name, ".yaml")
		return "", "", crm.Errorf(crm.CodeUsage, "neither VISUAL nor EDITOR names an editor").
			Next("Without one, write it to a file and edit that", "rule show", rule).
			Next("Then keep it", "rule add", crm.Blank("FILE"), crm.With("force", nil))
	}
	dir, err := os.MkdirTemp("", "crm-rule-")
	if err == nil {
		file = filepath.Join(dir, name)
		err = os.WriteFile(file, []byte(text), 0o600)
	}
	if err != nil {
		return "", "", crm.Errorf(crm.CodeEnvironment, "the rule can't be written to a file to edit it: %w", err)
	}
	words := argumentsIn(editor)
	if _, err := exec.LookPath(editor); err == nil { // a path with blanks in it
		words = []string{editor}
	}
	run := exec.Command(words[0], append(words[1:], file)...)
	run.Stdin, run.Stdout, run.Stderr = os.Stdin, os.Stderr, os.Stderr // what the command prints is not the editor's
	if terminal := keyboard(a.env.Out); terminal != nil {
		run.Stdout = terminal
	}
	if err := run.Run(); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			_ = os.RemoveAll(dir)
			return "", "", crm.Errorf(crm.CodeEnvironment, "the editor %s can't be run", words[0]).Try("VISUAL or EDITOR names another one")
		}
		return "", "", crm.Errorf(crm.CodeEnvironment, "the editor ended with an error").
			Next("What you wrote is in "+file+". To go on with it", "rule edit", strings.TrimSuffix(name, ".yaml"), crm.With("from", file))
	}
	now, err := os.ReadFile(file)
	if err != nil {
		return "", "", crm.Errorf(crm.CodeEnvironment, "%s can't be read", file)
	}
	return string(now), file, nil
}
