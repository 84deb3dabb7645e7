package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
)

// looksKey annotates the flags that take a date with which way it looks.
const looksKey = "looks"

// dateFlag makes a flag that takes a date which is no field of a record, or is
// one by its name. What to holds already is the default.
func dateFlag(cmd *cobra.Command, to *string, name, about string) {
	cmd.Flags().StringVar(to, name, *to, about)
	declare(cmd.Flags(), name, crm.FlagLooks(name))
}

func declare(flags *pflag.FlagSet, name string, looks crm.Direction) {
	_ = flags.SetAnnotation(name, looksKey, []string{looks.String()})
}

// versionFlag makes the flag that says at which version a record has to be.
func (a *app) versionFlag(cmd *cobra.Command, about string) {
	cmd.Flags().Func("if-version", about, func(text string) error {
		n, ok := crm.ParseCount(text)
		if !ok || n < 1 {
			return errors.New("it takes the number of a version, from 1")
		}
		a.flags.ifVersion = n
		return nil
	})
}

// fieldNames are the paths of fields that somebody called by their names or by
// their headings, in any language: nome, -premio, 連絡先.名前. What is not known
// stays as it is.
func (a *app) fieldNames(noun crm.Kind, typed []string) []string {
	var paths []string
	for _, text := range typed {
		for one := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '、' || r == '，' }) {
			paths = append(paths, a.fieldName(noun, strings.TrimSpace(one)))
		}
	}
	return paths
}

func (a *app) fieldName(noun crm.Kind, typed string) string {
	word, down := strings.CutPrefix(typed, "-")
	var path []string
	for segment := range strings.SplitSeq(word, ".") {
		name, ok := a.locale.FieldCalled(a.schema().Fields(noun), segment)
		if !ok {
			return typed
		}
		f, _ := a.schema().Fields(noun).Field(name)
		noun = f.Ref
		path = append(path, name)
		if noun == "" {
			break
		}
	}
	if len(path) != strings.Count(word, ".")+1 {
		return typed
	}
	if down {
		return "-" + strings.Join(path, ".")
	}
	return strings.Join(path, ".")
}
