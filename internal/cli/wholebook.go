package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/say"
	"crm/internal/verb"
	"crm/internal/wire"
)

// contentsDir is the directory of an export in which the bytes of files are.
const contentsDir = "files"

// exportBook writes the whole book into a directory or a zip file.
func (a *app) exportBook(cmd *cobra.Command, v *verb.Verb) {
	a.exports(cmd, v, func(r verb.Request) error {
		if err := checkForm(r.Text("to"), "a zip file or a directory is", ".zip"); err != nil {
			return err
		}
		out, err := a.env.Dir.NewBundle(r.Text("to"), a.env.Now(), a.flags.dryRun)
		if err != nil {
			return err
		}
		defer out.Discard()
		done := &crm.BookExported{Path: r.Text("to"), DryRun: a.flags.dryRun}
		if err := r.Book.Whole(r.Context, func(whole *book.Whole) error {
			return a.writeWhole(r.Context, whole, out, done)
		}); err != nil {
			return err
		}
		return a.screen().BookExported(done)
	})
}

// writeWhole writes the records of each noun, as JSON Lines and as CSV, the rows of the other
// tables and the bytes of files.
func (a *app) writeWhole(ctx context.Context, whole *book.Whole, out *exchange.Bundle, done *crm.BookExported) error {
	for _, kind := range crm.Kinds() {
		n, err := a.writeRecords(out, whole, kind)
		if err != nil {
			return err
		}
		if n > 0 && kind != crm.KindSettings {
			done.Counts = append(done.Counts, crm.KindCount{Kind: kind, N: n})
		}
	}
	for _, t := range crm.Tables() {
		n, err := a.writeRows(out, whole, t)
		if err != nil {
			return err
		}
		if t.Name == "changes" {
			done.Changes = n
		}
	}
	for content, err := range whole.Contents() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		name := content.Sum
		if f := content.File; f != nil {
			name = fmt.Sprintf("%d-%s", f.ID, exchange.FileName(f.Name))
		}
		entry, err := out.Create(contentsDir + "/" + name)
		if err == nil {
			_, err = entry.Write(content.Bytes)
		}
		if err != nil {
			return err
		}
	}
	of, err := whole.Of()
	if err != nil {
		return err
	}
	done.Hidden = whole.Hidden()
	done.Size, err = out.Finish(exchange.Manifest{
		SchemaVersion: book.SchemaVersion, Program: version, Book: of.Identity, Currency: of.Currency,
		NextRecord: of.Next, NextChange: of.Change, Rolled: of.Rolled.String(), HiddenNotes: done.Hidden,
	})
	return err
}

// writeRecords writes the records of a noun, and counts them.
func (a *app) writeRecords(out *exchange.Bundle, whole *book.Whole, kind crm.Kind) (n int64, err error) {
	table := crm.NounOf(kind).Table
	entry, err := out.Create(table + ".jsonl")
	if err != nil {
		return 0, err
	}
	lines := a.writerTo(entry, wire.JSONL).Whole()
	for record, err := range whole.Records(kind) {
		if err == nil {
			n, err = n+1, lines.Record(record)
		}
		if err != nil {
			return n, err
		}
	}
	if err := lines.Flush(); err != nil || n == 0 {
		return n, err
	}
	if entry, err = out.Create(table + ".csv"); err != nil {
		return n, err
	}
	list := wire.List{Rows: valuesOf(whole, kind)}
	for _, f := range whole.Schema().Fields(kind).Fields {
		list.Columns = append(list.Columns, say.Column{Path: f.Name, Field: f, Noun: kind})
	}
	return n, a.writerTo(entry, wire.CSV).List(list)
}

// valuesOf iterates over the values of the records of a noun.
func valuesOf(whole *book.Whole, kind crm.Kind) iter.Seq2[[]any, error] {
	fields := whole.Schema().Fields(kind).Fields
	return func(yield func([]any, error) bool) {
		values := make([]any, len(fields))
		for record, err := range whole.Records(kind) {
			if err == nil {
				for i, f := range fields {
					values[i] = f.Get(record)
				}
			}
			if !yield(values, err) {
				return
			}
		}
	}
}

// writeRows writes the rows of a table that has no records, and counts them.
func (a *app) writeRows(out *exchange.Bundle, whole *book.Whole, t crm.Table) (n int64, err error) {
	entry, err := out.Create(t.Name + ".jsonl")
	if err != nil {
		return 0, err
	}
	lines := a.writerTo(entry, wire.JSONL).Whole()
	for row, err := range whole.Rows(t) {
		if err == nil {
			n, err = n+1, lines.Row(t, row)
		}
		if err != nil {
			return n, err
		}
	}
	return n, lines.Flush()
}

// importCommand makes the command that imports contacts, with the one below it for a whole
// book.
func (a *app) importCommand() *cobra.Command {
	cmd := a.does(verb.Named("import"))
	for _, v := range verb.Of("import") {
		cmd.AddCommand(a.does(v))
	}
	return cmd
}

// importBook makes a book of what exportBook has written.
func (a *app) importBook(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		r := v.Request(cmd.Context(), nil, given, flagsGiven(cmd, v))
		o, err := a.options()
		if err != nil {
			return err
		}
		if o.Op != "" {
			return crm.Errorf(crm.CodeUsage, "a whole book keeps the changes that it had, and --op-id is for a new one").On("op-id").
				Try("Give the command again without it: what is in the book already is not imported twice.")
		}
		from, err := a.openWhole(r.Context, r.Text("from"))
		if err != nil {
			return err
		}
		defer from.Close()
		done, err := book.ImportBook(r.Context, o, from)
		if err != nil {
			return err
		}
		a.tellHook(wire.Told{Book: o.Path, Command: nameOf(cmd)}, func(w *wire.Writer) error { return w.BookImported(done) })
		if err := a.screen().BookImported(done); err != nil && !done.DryRun {
			failed := crm.Errorf(crm.CodeEnvironment, "%s was imported, but the output could not be written: %w", from.Path(), causeOf(err))
			failed.Saved = true
			return failed
		} else if err != nil {
			return err
		}
		return nil
	}
}

// wholeSource reads the records and rows of an export.
type wholeSource struct {
	*exchange.BundleSource
	rolled crm.Date
}

// openWhole opens an export, and makes sure that it is as it was exported.
func (a *app) openWhole(ctx context.Context, path string) (*wholeSource, error) {
	from, err := a.env.Dir.OpenBundle(path, book.SchemaVersion)
	if err != nil {
		return nil, err
	}
	rolled, err := crm.ParseISODate(from.Rolled)
	if err != nil {
		err = from.Damaged("manifest.json", 0, "has a day that is none")
	} else {
		err = from.Verify(ctx)
	}
	if err != nil {
		_ = from.Close()
		return nil, err
	}
	return &wholeSource{from, rolled}, nil
}

// Whole returns what the manifest says of the book.
func (s *wholeSource) Whole() crm.Whole {
	return crm.Whole{Identity: s.Book, Currency: s.Currency, Next: s.NextRecord, Change: s.NextChange, Rolled: s.rolled}
}

// Hidden is how many notes are without their texts.
func (s *wholeSource) Hidden() int { return s.HiddenNotes }

// Records reads the records of a noun.
func (s *wholeSource) Records(kind crm.Kind, schema *crm.Schema, decimals int, do func(crm.Record) error) error {
	last := int64(-1)
	return s.lines(crm.NounOf(kind).Table, func(text []byte) error {
		record, err := wire.ReadRecord(text, kind, schema, decimals)
		if err != nil {
			return err
		}
		if id := crm.IDOf(record); id <= last {
			return crm.Errorf(crm.CodeDamaged, "the number %d does not come behind %d", id, last)
		}
		last = crm.IDOf(record)
		return do(record)
	})
}

// Rows reads the rows of a table.
func (s *wholeSource) Rows(t crm.Table, do func([]any) error) error {
	return s.lines(t.Name, func(text []byte) error {
		row, err := wire.ReadRow(text, t)
		if err != nil {
			return err
		}
		return do(row)
	})
}

// lines reads the lines of a table. What is damaged is told with its line.
func (s *wholeSource) lines(table string, do func([]byte) error) error {
	name := table + ".jsonl"
	if !s.Has(name) {
		return s.Damaged(name, 0, "is not in the manifest")
	}
	for line, err := range s.Lines(name) {
		if err != nil {
			return err
		}
		if err := do(line.Text); err != nil {
			var e *crm.Error
			if errors.As(err, &e) && e.Code == crm.CodeDamaged {
				return s.Damaged(name, line.Number, e.Error())
			}
			return err
		}
	}
	return nil
}

// Contents reads the bytes of files.
func (s *wholeSource) Contents(do func([]byte) error) error {
	return s.BundleSource.Contents(contentsDir, do)
}

// Astray is the error for what is wrong with a table.
func (s *wholeSource) Astray(table string, line int, what string) error {
	return s.Damaged(table+".jsonl", line, what)
}
