package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/query"
	"crm/internal/say"
	"crm/internal/verb"
	"crm/internal/wire"
)

// exportCards writes contacts as vCards.
func (a *app) exportCards(cmd *cobra.Command, v *verb.Verb) {
	a.exports(cmd, v, func(r verb.Request) error {
		if version := r.Text("vcard"); version != "3" && version != "4" {
			return crm.Errorf(crm.CodeUsage, "--vcard is 3 or 4").On("vcard")
		}
		done := wire.ExportedCards{Path: r.Text("to"), DryRun: a.flags.dryRun}
		shown, err := a.exportTo(r, func(out *bytes.Buffer) (err error) {
			done.Contacts, done.Stopped, err = a.writeCards(r.Context, r.Book, r, out)
			done.Size = int64(out.Len())
			return err
		})
		if shown || err != nil {
			return err
		}
		return a.screen().ExportedCards(done)
	})
}

// exportTo writes the file that --to names, whole or not at all, or standard output.
func (a *app) exportTo(r verb.Request, write func(*bytes.Buffer) error) (shown bool, err error) {
	to := r.Text("to")
	var out bytes.Buffer
	if to == "-" {
		if err := write(&out); err != nil {
			return false, err
		}
		_, err = a.env.Out.Write(out.Bytes())
		return true, err
	}
	dir, name := filepath.Dir(to), filepath.Base(to)
	folder, err := a.env.Dir.OpenFolder(dir)
	if err != nil {
		return false, err
	}
	defer folder.Close()
	if err := a.freeIn(folder, dir, name, r.Is("force")); err != nil {
		if e, ok := crm.AsError(err); ok && e.Code == crm.CodeConflict && len(e.Remedies) > 0 {
			e.Remedies = e.Remedies[:1]
			e.Try("Write another file: --to FILE")
		}
		return false, err
	}
	if err := write(&out); err != nil || a.flags.dryRun {
		return false, err
	}
	return false, folder.Save(name, out.Bytes(), r.Is("force"))
}

// cardValues are the texts of a contact, by column.
type cardValues map[string]string

// cardBook is what cards say beside the records of contacts.
type cardBook struct {
	uid     func(id int64, externalID string) string
	related map[string][]exchange.Related // by the number of the contact
	photos  map[string]string             // the number of the file, by that of the contact
	mark    func(column string) string    // the words for a mark
	own     []string                      // the columns that only crm reads
}

// writeCards writes the contacts asked for, and returns how many they are, and how many of
// them must not be contacted.
func (a *app) writeCards(ctx context.Context, b *book.Book, r verb.Request, out *bytes.Buffer) (n, stopped int, err error) {
	columns := []string{}
	for _, f := range b.Schema().Fields(crm.KindContact).Fields {
		if columns = append(columns, f.Name); f.Ref == crm.KindContact || f.Ref == crm.KindProducer {
			columns = append(columns, f.Name+".name")
		}
	}
	q := book.ListQuery{Noun: crm.KindContact, Fixed: []string{"erased == nil"}, Where: r.Text("where"), Owner: r.Text("owner"), Tags: r.All("tag"), Columns: columns, Sort: []string{"id"}}
	contacts, err := a.tableOf(ctx, b, q)
	if err != nil {
		return 0, 0, err
	}
	of, err := a.cardBook(ctx, b)
	if err != nil {
		return 0, 0, err
	}
	cards := exchange.NewCards(out, r.Text("vcard"))
	for _, c := range contacts {
		card := of.card(c)
		if id := of.photos[c["id"]]; id != "" {
			f, content, err := b.File(ctx, id)
			if err != nil {
				return 0, 0, err
			}
			card.Photo = &exchange.Photo{Name: f.Name, MediaType: f.MediaType, Content: content}
		}
		if err := cards.Write(card); err != nil {
			return 0, 0, err
		}
		if c["stopped"] != "" {
			stopped++
		}
	}
	return len(contacts), stopped, nil
}

// tableOf returns the rows of a list as programs read them.
func (a *app) tableOf(ctx context.Context, b *book.Book, q book.ListQuery) ([]cardValues, error) {
	var text bytes.Buffer
	columns := q.Columns
	w := &wire.Writer{Voice: a.screen().Voice, Out: &text, Format: wire.CSV, Raw: true}
	if err := b.List(ctx, q, func(columns []query.Column, rows iter.Seq2[[]any, error]) error {
		list := wire.List{Rows: rows}
		for _, c := range columns {
			list.Columns = append(list.Columns, say.Column{Path: c.Path, Field: c.Field, Noun: q.Noun})
		}
		return w.List(list)
	}); err != nil {
		return nil, err
	}
	read := csv.NewReader(&text)
	all, err := read.ReadAll()
	if err != nil {
		return nil, err
	}
	var rows []cardValues
	for _, cells := range all[min(1, len(all)):] {
		row := cardValues{}
		for i, cell := range cells {
			row[columns[i]] = cell
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// cardBook reads what cards say beside the records of contacts.
func (a *app) cardBook(ctx context.Context, b *book.Book) (*cardBook, error) {
	of := &cardBook{related: map[string][]exchange.Related{}, photos: map[string]string{}}
	var err error
	if of.uid, err = b.CardUIDs(ctx); err != nil {
		return nil, err
	}
	relations, err := a.tableOf(ctx, b, book.ListQuery{Noun: crm.KindRelation, Columns: []string{"id", "contact", "other", "as", "contact.name", "other.name", "contact.external_id", "other.external_id"}, Sort: []string{"id"}})
	if err != nil {
		return nil, err
	}
	for _, r := range relations {
		of.relate(r["contact"], r["other"], r["other.external_id"], r["other.name"], r["as"])
		if as := crm.Inverse(r["as"]); as != "" {
			of.relate(r["other"], r["contact"], r["contact.external_id"], r["contact.name"], as)
		}
	}
	files, err := a.tableOf(ctx, b, book.ListQuery{Noun: crm.KindFile, Columns: []string{"id", "contact", "name", "media_type", "size", "opportunity", "quote", "policy", "activity"}, Sort: []string{"id"}})
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		size, _ := strconv.Atoi(f["size"])
		elsewhere := f["opportunity"] + f["quote"] + f["policy"] + f["activity"]
		if strings.HasPrefix(f["name"], "photo.") && strings.HasPrefix(f["media_type"], "image/") && size <= exchange.LargestPhoto && elsewhere == "" {
			of.photos[f["contact"]] = f["id"] // the last one
		}
	}
	of.mark = func(column string) string { return a.locale.Text("card." + column) }
	for _, f := range b.Schema().Fields(crm.KindContact).Fields {
		told := slices.Contains(append(crm.WithdrawalFields(), "stopped", "stopped_reason"), f.Name)
		if !slices.Contains(inCards, f.Name) && (!f.Derived || told) {
			of.own = append(of.own, f.Name)
		}
	}
	return of, nil
}

// inCards are the fields that vCards have properties for, and some that are not for
// another book.
var inCards = []string{"name", "prefix", "given", "middle", "family", "suffix", "nickname", "birthday", "phones", "emails", "addresses", "time_zone", "tags", "erased", "erased_reason"}

func (of *cardBook) relate(contact, other, externalID, name, as string) {
	id, _ := strconv.ParseInt(other, 10, 64)
	of.related[contact] = append(of.related[contact], exchange.Related{Name: name, As: as, UID: of.uid(id, externalID)})
}

// card makes the card of a contact.
func (of *cardBook) card(c cardValues) exchange.Card {
	id, _ := strconv.ParseInt(c["id"], 10, 64)
	card := exchange.Card{
		UID: of.uid(id, c["external_id"]), FullName: c["name"], Family: c["family"], Given: c["given"], Middle: c["middle"], Prefix: c["prefix"], Suffix: c["suffix"],
		Nickname: c["nickname"], Organization: c["org.name"], Kind: c["kind"], Birthday: c["birthday"], TimeZone: c["time_zone"], Related: of.related[c["id"]],
	}
	family, given, both := strings.Cut(c["reading"], " ")
	if card.FamilyReading = family; both {
		card.GivenReading = given
	}
	var own []exchange.CardField
	add := func(name, text string) {
		if text != "" {
			own = append(own, exchange.CardField{Name: name, Text: text})
		}
	}
	for _, name := range of.own {
		text := c[name]
		if named, ref := c[name+".name"]; ref {
			text = named
		}
		add(name, text)
	}
	var whole bool
	if card.Phones, whole = cardPoints(c["phones"]); !whole {
		add("phones", c["phones"])
	}
	if card.Emails, whole = cardPoints(c["emails"]); !whole {
		add("emails", c["emails"])
	}
	for _, address := range addressesOf(c["addresses"]) {
		card.Addresses = append(card.Addresses, exchange.CardAddress{Label: address.Label, Street: address.Street, City: address.City, Region: address.Region, PostalCode: address.PostalCode, Country: fold.CountryName(address.Country)})
	}
	if text := c["tags"]; text != "" {
		for tag := range strings.SplitSeq(text, ",") {
			card.Tags = append(card.Tags, fold.Clean(tag))
		}
	}
	for _, column := range []string{"stopped", "calls_withdrawn"} {
		if since := c[column]; since != "" {
			mark := of.mark(column)
			card.Tags = append(card.Tags, mark)
			card.Note = fmt.Sprintf("%s (%s)", mark, since)
			break
		}
	}
	card.Own = own
	return card
}

// cardPoints returns the phones or e-mails that a card shows. Whole is false if it would not
// say all of them: a phone on which nobody is reached is not shown, and what is no more than
// a number or an address and a common label comes back as it was.
func cardPoints(text string) (points []exchange.CardPoint, whole bool) {
	var all crm.Points
	_ = json.Unmarshal([]byte(text), &all)
	whole = true
	for _, p := range all {
		_, isEmail := fold.EmailPoint(p.Value)
		plain := isEmail || strings.Trim(p.Value, "0123456789 -+()") == ""
		if !plain || p.Bad || p.Label != "" && !slices.Contains(crm.Picklist("point_label"), p.Label) {
			whole = false
		}
		if !p.Bad {
			points = append(points, exchange.CardPoint{Value: p.Value, Label: p.Label})
		}
	}
	return points, whole
}

func addressesOf(text string) (all crm.Addresses) {
	_ = json.Unmarshal([]byte(text), &all)
	return all
}
