package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/query"
	"crm/internal/say"
	"crm/internal/verb"
	"crm/internal/wire"
)

// exportContact writes all that is known about a contact, as a list of each noun in JSON
// and in CSV, the journal of these records and the files, into one zip file.
func (a *app) exportContact(cmd *cobra.Command, v *verb.Verb) {
	_ = cmd.MarkFlagDirname("to")
	a.exports(cmd, v, func(r verb.Request) error {
		shown, err := r.Book.Show(r.Context, "contact", r.Text("contact"))
		if err != nil {
			return err
		}
		contact := shown.Contact
		name := r.Text("name")
		if safe := exchange.FileName(name); name != "" && safe != name {
			return crm.Errorf(crm.CodeInvalid, "%q is not a valid file name on every system", name).On("name").Try("This is a name that it can have: --name %q", safe)
		}
		if name == "" {
			name = fmt.Sprintf("contact-%d.zip", contact.ID)
		}
		if err := checkForm(name, "a zip file is", ".zip"); err != nil {
			return crm.OnFlag(err, "name")
		}
		folder, err := a.env.Dir.OpenFolder(r.Text("to"))
		if err != nil {
			return err
		}
		defer folder.Close()
		if err := a.freeIn(folder, r.Text("to"), name, r.Is("force")); err != nil {
			return err
		}
		var out bytes.Buffer
		parts, err := a.writeKnown(r.Context, r.Book, contact, &out)
		if err != nil {
			return err
		}
		if !a.flags.dryRun {
			if err := folder.Save(name, out.Bytes(), r.Is("force")); err != nil {
				return err
			}
		}
		done := wire.Exported{Contact: contact, Path: filepath.Join(r.Text("to"), name), Size: int64(out.Len()), Parts: parts, DryRun: a.flags.dryRun}
		for _, home := range []struct {
			id   int64
			name string
		}{{contact.Household, shown.Household}, {contact.Org, shown.Org}} {
			if home.id == 0 {
				continue
			}
			parts, err := a.countKnown(r.Context, r.Book, home.id)
			if err != nil {
				return err
			}
			done.Apart = append(done.Apart, wire.Apart{ID: home.id, Name: home.name, Parts: parts})
		}
		producers, err := a.countListed(r.Context, r.Book, book.ListQuery{Noun: crm.KindProducer})
		if err != nil {
			return err
		}
		done.Colleagues = producers > 1
		return a.screen().Exported(done)
	})
}

// writeKnown writes the zip file, and returns how many records of each noun are in it.
func (a *app) writeKnown(ctx context.Context, b *book.Book, c *crm.Contact, out io.Writer) ([]crm.KindCount, error) {
	archive := entries{zip.NewWriter(out), a.env.Now()}
	var parts []crm.KindCount
	var known []int64
	var left []crm.LeftValue
	for _, kind := range crm.Kinds() {
		condition := aboutContact(kind, c)
		if condition == "" {
			continue
		}
		q := book.ListQuery{Noun: kind, Fixed: []string{condition}, Owner: "all", Columns: columnsKnown(b, kind), Sort: []string{"id"}}
		if crm.NounOf(kind).Owner == "" {
			q.Owner = ""
		}
		var ids []int64
		for _, format := range []wire.Format{wire.JSON, wire.CSV} {
			entry, err := archive.create(crm.NounOf(kind).Table + "." + string(format))
			if err != nil {
				return nil, err
			}
			ids = ids[:0]
			if err := a.writeList(ctx, b, entry, format, q, &ids); err != nil {
				return nil, err
			}
		}
		known = append(known, ids...)
		of, err := b.LeftOn(ctx, kind, ids)
		if err != nil {
			return nil, err
		}
		left = append(left, of...)
		parts = append(parts, crm.KindCount{Kind: kind, N: int64(len(ids))})
		if kind == crm.KindFile {
			if err := copyFiles(ctx, b, archive, ids); err != nil {
				return nil, err
			}
		}
	}
	if err := writeLeft(archive, left); err != nil {
		return nil, err
	}
	if err := a.writeJournal(ctx, b, archive, known); err != nil {
		return nil, err
	}
	return parts, archive.Close()
}

// countKnown counts the records about a household or an organization, by noun.
func (a *app) countKnown(ctx context.Context, b *book.Book, id int64) (parts []crm.KindCount, err error) {
	for _, kind := range crm.Kinds() {
		q := book.ListQuery{Noun: kind, Fixed: []string{fmt.Sprintf("contact == %d", id)}, Owner: "all"}
		if crm.NounOf(kind).Owner == "" {
			q.Owner = ""
		}
		if _, about := crm.AboutField(kind, crm.KindContact); !about || crm.NounOf(kind).Remains() && !crm.NounOf(kind).Own {
			continue
		}
		n, err := a.countListed(ctx, b, q)
		if err != nil {
			return nil, err
		}
		parts = append(parts, crm.KindCount{Kind: kind, N: int64(n)})
	}
	return parts, nil
}

// writeLeft writes what fields that the book does not have any more have left, if anything.
func writeLeft(archive entries, left []crm.LeftValue) error {
	if len(left) == 0 {
		return nil
	}
	entry, err := archive.create("removed-fields.json")
	if err != nil {
		return err
	}
	return json.NewEncoder(entry).Encode(left)
}

// entries are those of a zip file, all of one moment.
type entries struct {
	*zip.Writer
	made time.Time
}

func (e entries) create(name string) (io.Writer, error) {
	return e.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: e.made})
}

// besides are the conditions of records that are about a contact by more, or else, than
// their field of that name.
var besides = map[crm.Kind]string{
	crm.KindContact:     "id == %[1]d",
	crm.KindRelation:    "contact == %[1]d or other == %[1]d",
	crm.KindSuppression: "contact == %[1]d or id == %[2]d",
}

// aboutContact returns the condition of the records of a noun that are about a contact, or
// nothing for one whose records are not.
func aboutContact(kind crm.Kind, c *crm.Contact) string {
	if condition := besides[kind]; condition != "" {
		return fmt.Sprintf(condition, c.ID, c.Suppression)
	}
	if _, about := crm.AboutField(kind, crm.KindContact); about {
		return fmt.Sprintf("contact == %d", c.ID)
	}
	return ""
}

// columnsKnown are the fields of a noun, those that are another contact with the name
// behind the number, which says nothing outside of the book.
func columnsKnown(b *book.Book, kind crm.Kind) []string {
	var columns []string
	for _, f := range b.Schema().Fields(kind).Fields {
		columns = append(columns, f.Name)
		if _, noun := besides[kind]; noun && f.Ref == crm.KindContact {
			columns = append(columns, f.Name+".name")
		}
	}
	return columns
}

// writeList writes a list for programs, and collects the numbers of its records.
func (a *app) writeList(ctx context.Context, b *book.Book, out io.Writer, format wire.Format, q book.ListQuery, ids *[]int64) error {
	return b.List(ctx, q, func(columns []query.Column, rows iter.Seq2[[]any, error]) error {
		list := wire.List{}
		for _, c := range columns {
			list.Columns = append(list.Columns, say.Column{Path: c.Path, Field: c.Field, Noun: q.Noun})
		}
		list.Rows = func(yield func([]any, error) bool) {
			for row, err := range rows {
				if err == nil {
					*ids = append(*ids, row[0].(int64)) // the first field of every noun
				}
				if !yield(row, err) {
					return
				}
			}
		}
		return a.writerTo(out, format).List(list)
	})
}

// copyFiles writes the bytes of files, under their numbers and names.
func copyFiles(ctx context.Context, b *book.Book, archive entries, ids []int64) error {
	for _, id := range ids {
		f, content, err := b.File(ctx, strconv.FormatInt(id, 10))
		if err != nil {
			return err
		}
		entry, err := archive.create(fmt.Sprintf("files/%d-%s", id, exchange.FileName(f.Name)))
		if err != nil {
			return err
		}
		if _, err := entry.Write(content); err != nil {
			return err
		}
	}
	return nil
}

// writeJournal writes what the journal tells of records.
func (a *app) writeJournal(ctx context.Context, b *book.Book, archive entries, ids []int64) error {
	var changes []*crm.ChangeInfo
	for _, id := range ids {
		q := book.HistoryQuery{Record: strconv.FormatInt(id, 10), Edits: mostTold}
		if err := b.History(ctx, q, func(some []*crm.ChangeInfo) error {
			changes = append(changes, some...)
			return nil
		}); err != nil {
			return err
		}
	}
	for _, file := range []struct {
		format wire.Format
		write  func(*wire.Writer, []*crm.ChangeInfo) error
	}{{wire.JSON, (*wire.Writer).History}, {wire.CSV, (*wire.Writer).FieldHistory}} {
		entry, err := archive.create("journal." + string(file.format))
		if err != nil {
			return err
		}
		if err := file.write(a.writerTo(entry, file.format), changes); err != nil {
			return err
		}
	}
	return nil
}

// mostTold is more edits of one record than a change can have.
const mostTold = 1 << 20
