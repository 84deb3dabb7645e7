package cli

import (
	"errors"
	"strconv"

	"github.com/spf13/pflag"

	"crm/internal/crm"
)

// count is a flag for a whole number, with digits of any width.
type count struct{ n *int }

func (c count) String() string {
	if c.n == nil {
		return "0"
	}
	return strconv.Itoa(*c.n)
}

func (c count) Set(text string) error {
	n, ok := crm.ParseCount(text)
	if !ok || n > 1<<31-1 {
		return errors.New("it takes a whole number")
	}
	*c.n = int(n)
	return nil
}

func (count) Type() string { return "int" }

// countFlag makes a flag for a whole number.
func countFlag(flags *pflag.FlagSet, n *int, name string, usual int, about string) {
	*n = usual
	flags.Var(count{n}, name, about)
}
