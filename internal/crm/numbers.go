package crm

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Numbers are the numbers of several records. They are stored as ",3,9,", so that a
// database finds each.
type Numbers []int64

// String returns the stored form.
func (n Numbers) String() string {
	var b strings.Builder
	b.WriteByte(',')
	for _, id := range n {
		b.WriteString(strconv.FormatInt(id, 10))
		b.WriteByte(',')
	}
	return b.String()
}

// ParseNumbers reads the stored form.
func ParseNumbers(text string) (Numbers, error) {
	var all Numbers
	for _, entry := range entries(text) {
		id, err := strconv.ParseInt(entry, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a list of numbers", text)
		}
		all = append(all, id)
	}
	return all, nil
}

// With returns a sorted list with id in it once.
func (n Numbers) With(id int64) Numbers {
	if slices.Contains(n, id) {
		return n
	}
	all := append(slices.Clone(n), id)
	slices.Sort(all)
	return all
}

// Without returns a list without id.
func (n Numbers) Without(id int64) Numbers {
	return slices.DeleteFunc(slices.Clone(n), func(one int64) bool { return one == id })
}

// Has reports whether id is in the list.
func (n Numbers) Has(id int64) bool { return slices.Contains(n, id) }
