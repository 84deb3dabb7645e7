package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
)

// count is a flag for a whole number, with digits of any width.
type count struct {
	n     *int
	takes verb.Count
}

func (c count) String() string {
	if c.n == nil {
		return "0"
	}
	return strconv.Itoa(*c.n)
}

// Set sets the number, if it is one that the flag takes.
func (c count) Set(text string) error {
	n, ok := crm.ParseCount(text)
	if most := c.takes.Most; !ok || n < c.takes.Least || most > 0 && n > most || n > 1<<31-1 {
		return errors.New("takes " + c.takes.String())
	}
	*c.n = int(n)
	return nil
}

// Type returns what pflag calls the type.
func (count) Type() string { return "int" }

// countFlag makes a flag for a whole number.
func countFlag(flags *pflag.FlagSet, n *int, name string, usual int, takes verb.Count, about string) {
	*n = usual
	flags.Var(count{n, takes}, name, about)
}

// belowZero returns the error for a number below 0 that stands where none can: it begins as a
// flag does. It returns nil for any other error.
func belowZero(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return nil
	}
	word := "-" + unknown.GetSpecifiedShortnames()
	if name := unknown.GetSpecifiedName(); len(name) != 1 || !unicode.IsDigit(rune(name[0])) || !strings.HasPrefix(word, "-"+name) {
		return nil
	}
	if key := strings.ReplaceAll(cmd.Flags().Arg(0), "-", "_"); cmd.CommandPath() == "crm book set" && slices.Contains(book.SettingKeys(), key) {
		if err := book.MaySet(key, word); err != nil {
			return err
		}
	}
	e := crm.Errorf(crm.CodeUsage, "%q begins as a flag does", word)
	if strings.Trim(word, "-0123456789") != "" { // -3d
		words := []string{cmd.CommandPath()}
		for _, arg := range cmd.Flags().Args() {
			if strings.Contains(arg, " ") {
				arg = strconv.Quote(arg)
			}
			words = append(words, arg)
		}
		return e.Try("Behind -- it is a value: %s -- %s", strings.Join(words, " "), word)
	}
	return e.Try("A number counts from 0. Usage: %s", cmd.UseLine())
}
