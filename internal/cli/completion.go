package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Shells are the shells with completion scripts.
func Shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

// chosenByName are places in cobra's scripts where a shell drops what does not begin
// with what was typed. A number chosen by name must stay.
var chosenByName = map[string][][2]string{
	"bash": {
		{`        [[ $comp == "$cur"* ]] || continue
`, `        [[ $comp == "$cur"* || $comp =~ ^[0-9]+$ ]] || continue
`},
		// The common beginning of several numbers would replace the name.
		{`        # Format the descriptions
`, `        [[ $cur == *[!0-9]* && ${COMPREPLY[0]} == [0-9]* ]] && COMPREPLY+=(" ")
        # Format the descriptions
`},
	},
	"zsh": {
		{`        if eval _describe $keepOrder "completions" completions $flagPrefix $noSpace; then
`, `        local byName
        if [[ ${words[CURRENT]} == *[^0-9]* && ${completions[1]} == <->:* ]]; then
            byName="-U"
            compstate[insert]=menu
        fi
        if eval _describe $keepOrder "completions" completions $byName $flagPrefix $noSpace; then
`},
	},
}

// WriteCompletion writes the completion script of a shell.
func WriteCompletion(root *cobra.Command, shell string, describe bool, w io.Writer) error {
	var script bytes.Buffer
	var err error
	switch shell {
	case "bash":
		err = root.GenBashCompletionV2(&script, describe)
	case "zsh":
		err = root.GenZshCompletion(&script)
		if !describe {
			script.Reset()
			err = root.GenZshCompletionNoDesc(&script)
		}
	case "fish":
		err = root.GenFishCompletion(&script, describe)
	default:
		err = root.GenPowerShellCompletionWithDesc(&script)
		if !describe {
			script.Reset()
			err = root.GenPowerShellCompletion(&script)
		}
	}
	if err != nil {
		return err
	}
	text := script.String()
	for _, place := range chosenByName[shell] {
		if strings.Count(text, place[0]) != 1 {
			return fmt.Errorf("the script of %s is not as it is known: no %q", shell, place[0])
		}
		text = strings.Replace(text, place[0], place[1], 1)
	}
	_, err = io.WriteString(w, text)
	return err
}

// ownScripts makes crm completion write these scripts.
func ownScripts(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		for _, shell := range cmd.Commands() {
			shell.RunE = func(cmd *cobra.Command, _ []string) error {
				bare, _ := cmd.Flags().GetBool("no-descriptions")
				return WriteCompletion(root, shell.Name(), !bare, root.OutOrStdout())
			}
		}
	}
}

// withoutQuotes removes the quotes around the value's name in the help of a flag, which
// completions show.
func withoutQuotes(root *cobra.Command) {
	plain := func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") }
	root.PersistentFlags().VisitAll(plain)
	root.Flags().VisitAll(plain)
	for _, cmd := range root.Commands() {
		withoutQuotes(cmd)
	}
}
