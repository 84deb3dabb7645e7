package cli

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/verb"
	"crm/internal/wire"
)

// listing is a list of records and how it looks.
type listing struct {
	noun    crm.Kind
	fixed   []string          // conditions that make it this list
	open    []string          // those that leave out what is closed, unless another one asks for it
	soon    []string          // those that leave out, with a word, what is due much later
	is      map[string]string // values of picklists, as somebody typed them
	by      string            // who referred what is in it
	columns []string          // of a table
	more    []string          // columns that other forms have beside the noun's fields
	sort    []string
	// joined and spare are columns to merge in a table, and to drop on a narrow
	// terminal (see screen.List).
	joined []screen.Joined
	spare  []string
}

// owner is the path to the owner of what is listed, if it has any.
func (l listing) owner() string { return crm.NounOf(l.noun).Owner }

// listFlags are the flags of every list.
type listFlags struct {
	where, owner  string
	columns, sort []string
	limit         int
	raw           bool
	of            string // a record
	tags          []string
}

func listFlagsOf(r verb.Request) listFlags {
	return listFlags{
		where: r.Text("where"), owner: r.Text("owner"), columns: r.All("columns"), sort: r.All("sort"), limit: r.Number("limit"),
		raw: r.Is("raw"), of: r.Text("record"), tags: r.All("tag"),
	}
}

// lists makes a command show a list.
func (a *app) lists(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		args, err := a.arranged(cmd.Context(), cmd, nil, given)
		if err != nil {
			return err
		}
		r := v.Request(cmd.Context(), nil, args, flagsGiven(cmd, v))
		err = a.showList(cmd.Context(), listingFor(v.Noun, r), listFlagsOf(r))
		if err == nil && v.Noun == "dnc" && a.forPeople() {
			err = a.sayKeptNumbers(cmd.Context())
		}
		return err
	}
}

func (a *app) showList(ctx context.Context, l listing, f listFlags) error {
	b, err := a.read(ctx)
	if err != nil {
		return err
	}
	return a.showListOf(ctx, b, l, f)
}

// showListOf shows a list of a book; nil is an empty book.
func (a *app) showListOf(ctx context.Context, b *book.Book, l listing, f listFlags) error {
	f.columns, f.sort = a.fieldNames(l.noun, f.columns), a.fieldNames(l.noun, f.sort)
	q := book.ListQuery{Noun: l.noun, Fixed: l.fixed, Where: f.where, Columns: f.columns, Sort: f.sort, Limit: f.limit, Of: f.of, Owner: f.owner,
		Open: slices.Concat(l.open, l.soon), Is: l.is, By: l.by, Tags: f.tags}
	if f.limit < 0 {
		return crm.Errorf(crm.CodeUsage, "a limit can't be negative").On("limit")
	}
	if len(q.Sort) == 0 {
		q.Sort = l.sort
	}
	if len(q.Columns) == 0 {
		q.Columns, q.Reach = l.columns, l.noun == crm.KindActivity && !a.flags.quiet
		if owner := l.owner() + ".name"; f.owner != "" && !slices.Contains(q.Columns, owner) {
			q.Columns = append(slices.Clone(q.Columns), owner)
		}
		if a.format() != wire.Table && a.format() != wire.Markdown {
			q.Columns = append(a.schema().Fields(l.noun).Names(), l.more...)
			if a.format() == wire.CSV || a.format() == wire.TSV {
				q.Columns = withTelling(l.noun, q.Columns)
			}
		}
	}
	if a.forPeople() {
		q.Columns = a.namesOf(l.noun, q.Columns)
	}
	q.Named = a.forPeople()
	asked := len(q.Columns)
	ends := false
	q.Columns, ends = a.withEnds(l.noun, a.withStopped(l.noun, q.Columns))
	if a.flags.quiet {
		q.Columns = []string{"id"}
	}
	if a.forPeople() || len(f.columns) == 0 || a.flags.quiet {
		asked = len(q.Columns)
	}
	s := a.screen()
	s.Raw = f.raw
	show := func(columns []query.Column, rows iter.Seq2[[]any, error]) error {
		if q.Reach {
			asked = len(columns)
		}
		if len(f.columns) == 0 && b != nil && (a.format() == wire.CSV || a.format() == wire.TSV) && !a.flags.quiet {
			columns, rows = withSharees(columns, rows, b.Names())
			asked = len(columns)
		}
		unseen := make([]int, len(columns))
		if a.forPeople() {
			columns, rows = oneMark(columns, rows)
			if l.noun == crm.KindActivity && b != nil {
				columns, rows = wholeDays(columns, rows, b.Zone(), ends)
			}
			asked = len(columns)
		}
		err := s.List(a.table(l, columns[:asked], hiding(rows, asked, unseen), len(f.columns) > 0))
		for i, n := range unseen {
			if err == nil && n > 0 {
				key := "list.stopped"
				if channels := say.BarredBy(columns[i].Field); channels != nil {
					key = "list.no-" + channels[0]
				}
				fmt.Fprintln(a.env.Err, "crm: "+a.locale.Plural(key, n, "column", columns[i].Path))
			}
		}
		return err
	}
	if b == nil {
		var columns []query.Column
		for _, path := range q.Columns {
			c, err := query.ResolveColumn(a.schema(), l.noun, path)
			if err != nil {
				return err
			}
			columns = append(columns, c)
		}
		return show(columns, func(func([]any, error) bool) {})
	}
	if err := b.List(ctx, q, show); err != nil || len(l.soon) == 0 || !a.forPeople() || a.flags.quiet {
		return err
	}
	return a.tellLater(ctx, b, l, q)
}

// withTelling adds the columns that say in another book to what records refer, which an import
// of the list looks for.
func withTelling(noun crm.Kind, columns []string) []string {
	if !slices.Contains(crm.ComeBack(), noun) {
		return columns
	}
	for _, path := range crm.Telling(noun) {
		if !slices.Contains(columns, path) {
			columns = append(columns, path)
		}
	}
	return columns
}

// withSharees adds a column with the names of those with whom notes are shared.
func withSharees(columns []query.Column, rows iter.Seq2[[]any, error], names map[int64]string) ([]query.Column, iter.Seq2[[]any, error]) {
	at := slices.IndexFunc(columns, func(c query.Column) bool { return c.Path == "shared" })
	if at < 0 {
		return columns, rows
	}
	return append(slices.Clone(columns), query.Column{Path: book.SharedNames}), func(yield func([]any, error) bool) {
		for row, err := range rows {
			if err == nil {
				var with []string
				shared, _ := row[at].(crm.Numbers)
				for _, id := range shared {
					with = append(with, names[id])
				}
				row = append(slices.Clone(row), strings.Join(with, book.BetweenNames))
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// tellLater says on standard error how much is due too late for a list, and how to see it.
func (a *app) tellLater(ctx context.Context, b *book.Book, l listing, q book.ListQuery) error {
	q.Open = l.open
	all, err := a.countListed(ctx, b, q)
	if err != nil || all == 0 {
		return err
	}
	q.Open = slices.Concat(l.open, l.soon)
	soon, err := a.countListed(ctx, b, q)
	if err != nil || soon == all {
		return err
	}
	given := []any{crm.With("all", nil)}
	if q.Owner != "" {
		given = append(given, crm.With("owner", q.Owner))
	}
	if q.Where != "" {
		given = append(given, crm.With("where", q.Where))
	}
	s := a.screen()
	s.Sentences(a.env.Err, []string{a.locale.Plural("list.later", all-soon, "command", s.Command("call list", given...))})
	return nil
}

// countListed counts the records of a list.
func (a *app) countListed(ctx context.Context, b *book.Book, q book.ListQuery) (n int, err error) {
	q.Columns, q.Limit, q.Reach = []string{"id"}, 0, false
	err = b.List(ctx, q, func(_ []query.Column, rows iter.Seq2[[]any, error]) error {
		for _, err := range rows {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

// table returns a list with its rows; chosen says that its columns were asked for.
func (a *app) table(l listing, columns []query.Column, rows iter.Seq2[[]any, error], chosen bool) screen.List {
	list := screen.List{List: wire.List{Rows: rows}, Brief: !chosen, Joined: l.joined, Spare: l.spare, Choice: true}
	if a.onTerminal() {
		list.Empty = a.locale.Text("list.none")
	}
	for _, c := range columns {
		column := say.Column{Path: c.Path, Field: c.Field}
		if !strings.Contains(c.Path, ".") {
			column.Noun = l.noun
		}
		if c.Path == "missing" && a.forPeople() {
			column.Head = "reach"
		}
		list.Columns = append(list.Columns, column)
	}
	return list
}

// hiding cuts rows to the columns to show, and counts those with something in each of the
// others.
func hiding(rows iter.Seq2[[]any, error], columns int, unseen []int) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range rows {
			if err == nil {
				for i, value := range row[columns:] {
					if value != nil {
						unseen[columns+i]++
					}
				}
				row = row[:columns]
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// oneMark makes one column of one that says who is stopped and those behind it that say who
// must not be called or written e-mails.
func oneMark(columns []query.Column, rows iter.Seq2[[]any, error]) ([]query.Column, iter.Seq2[[]any, error]) {
	at := -1
	for i, c := range columns {
		if c.Field == nil || say.BarredBy(c.Field) == nil || i == 0 {
			continue
		}
		if columns[i-1].Path == strings.TrimSuffix(c.Path, c.Field.Name)+"stopped" {
			at = i
			break
		}
	}
	if at < 0 {
		return columns, rows
	}
	mark := say.BarredBy(columns[at].Field)
	merged := func(yield func([]any, error) bool) {
		for row, err := range rows {
			if err == nil {
				row = slices.Clone(row)
				if others, ok := row[at-1].([]string); row[at] != nil && (ok || row[at-1] == nil) {
					row[at-1] = slices.Concat(others, mark)
				}
				row = slices.Delete(row, at, at+1)
			}
			if !yield(row, err) {
				return
			}
		}
	}
	return oneMark(slices.Delete(slices.Clone(columns), at, at+1), merged)
}

// namesOf returns columns for people: names in place of references. Programs get
// numbers.
func (a *app) namesOf(noun crm.Kind, columns []string) []string {
	columns = slices.Clone(columns)
	for i, path := range columns {
		if c, err := query.ResolveColumn(a.schema(), noun, path); err == nil && (c.Field.Ref == crm.KindContact || c.Field.Ref == crm.KindProducer) {
			columns[i] = path + ".name"
		}
	}
	return columns
}

// forPeople reports whether people read the results; programs get exactly the columns
// they ask for.
func (a *app) forPeople() bool { return a.format() == wire.Table || a.format() == wire.Markdown }

// withStopped adds columns that say whether somebody may be contacted, called and written to those
// that show their phone, e-mail or, for people, name: beside it for people, at the end for
// programs.
func (a *app) withStopped(noun crm.Kind, columns []string) []string {
	if noun == crm.KindSuppression { // all of it is not to be used
		return columns
	}
	people := a.forPeople()
	last := map[string]int{}    // where a contact is shown last, by the path to them
	called := map[string]bool{} // of whom it is shown how they are called
	written := map[string]bool{}
	for i, path := range columns {
		c, err := query.ResolveColumn(a.schema(), noun, path)
		if err != nil {
			return columns // which is told when they are asked for
		}
		of, at := strings.TrimSuffix(path, c.Field.Name), noun
		if of != "" {
			up, _ := query.ResolveColumn(a.schema(), noun, strings.TrimSuffix(of, "."))
			at = up.Field.Ref
		}
		switch {
		case c.Field.Type == crm.PhoneType || c.Field.Type == crm.PointsType || c.Field.Name == "email":
		case people && c.Field.Name == "name":
		default:
			continue
		}
		if at == crm.KindContact {
			last[of] = i
			called[of] = called[of] || people || c.Field.Name == "phone" || c.Field.Name == "phones"
			written[of] = written[of] || c.Field.Name == "email" || c.Field.Name == "emails"
		}
	}
	var all, end []string
	for i, path := range columns {
		all = append(all, path)
		names := strings.Split(path, ".")
		of := strings.TrimSuffix(path, names[len(names)-1])
		at, shown := last[of]
		asked := slices.Index(columns, of+"stopped")
		if !shown || asked < 0 && at != i || asked >= 0 && asked != i {
			continue
		}
		for _, mark := range []string{of + "stopped", of + "calls_barred", of + "emails_barred"} {
			switch {
			case slices.Contains(columns, mark), noun == crm.KindConsent && mark != of+"stopped", // which says itself on what
				mark == of+"calls_barred" && !called[of], mark == of+"emails_barred" && !written[of]:
			case people:
				all = append(all, mark)
			default:
				end = append(end, mark)
			}
		}
	}
	return append(all, end...)
}

func itoa(n int) string { return strconv.Itoa(n) }

// pad fills an ASCII text to a width.
func pad(s string, width int) string {
	if len(s) >= width {
		return s
	}
	return s + strings.Repeat(" ", width-len(s))
}
