package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/query"
	"crm/internal/verb"
	"crm/internal/wire"
)

// exportCards writes contacts as vCards.
func (a *app) exportCards(cmd *cobra.Command, v *verb.Verb) {
	a.exports(cmd, v, func(r verb.Request) error {
		if err := r.OneOfValues("vcard"); err != nil {
			return err
		}
		if err := checkForm(r.Text("to"), "vCards are", ".vcf", ".vcard"); err != nil {
			if e, ok := crm.AsError(err); ok {
				e.Next("Contacts as a list", "contact list", crm.With("output", "csv"))
			}
			return err
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

// cardValues are the values of a record, by column. Those that are not known are nil.
type cardValues map[string]any

func (c cardValues) text(column string) string {
	text, _ := c[column].(string)
	return text
}

func (c cardValues) id(column string) int64 {
	id, _ := c[column].(int64)
	return id
}

// cardBook is what cards say beside the records of contacts.
type cardBook struct {
	uid     func(id int64, externalID string) string
	related map[int64][]exchange.Related // by the number of the contact
	photos  map[int64]int64              // the number of the file, by that of the contact
	mark    func(column string) string   // the words for a mark
	plain   func(value any) string       // a value as programs read it
	own     []string                     // the columns that only crm reads
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
	contacts, err := valuesListed(ctx, b, q)
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
		if id := of.photos[c.id("id")]; id != 0 {
			f, content, err := b.File(ctx, strconv.FormatInt(id, 10))
			if err != nil {
				return 0, 0, err
			}
			card.Photo = &exchange.Photo{Name: f.Name, MediaType: f.MediaType, Content: content}
		}
		if err := cards.Write(card); err != nil {
			return 0, 0, err
		}
		if c["stopped"] != nil {
			stopped++
		}
	}
	return len(contacts), stopped, nil
}

// valuesListed returns the values of a list.
func valuesListed(ctx context.Context, b *book.Book, q book.ListQuery) (all []cardValues, err error) {
	err = b.List(ctx, q, func(columns []query.Column, rows iter.Seq2[[]any, error]) error {
		for row, err := range rows {
			if err != nil {
				return err
			}
			values := cardValues{}
			for i, c := range columns {
				values[c.Path] = row[i]
			}
			all = append(all, values)
		}
		return nil
	})
	return all, err
}

// cardBook reads what cards say beside the records of contacts.
func (a *app) cardBook(ctx context.Context, b *book.Book) (*cardBook, error) {
	raw := a.writerTo(io.Discard, wire.CSV)
	raw.Raw = true
	of := &cardBook{related: map[int64][]exchange.Related{}, photos: map[int64]int64{}, plain: raw.Plain}
	var err error
	if of.uid, err = b.CardUIDs(ctx); err != nil {
		return nil, err
	}
	relations, err := valuesListed(ctx, b, book.ListQuery{Noun: crm.KindRelation, Columns: []string{"id", "contact", "other", "as", "contact.name", "other.name", "contact.external_id", "other.external_id"}, Sort: []string{"id"}})
	if err != nil {
		return nil, err
	}
	for _, r := range relations {
		of.relate(r, "contact", "other", r.text("as"))
		if as := crm.Inverse(r.text("as")); as != "" {
			of.relate(r, "other", "contact", as)
		}
	}
	files, err := valuesListed(ctx, b, book.ListQuery{Noun: crm.KindFile, Columns: []string{"id", "contact", "name", "media_type", "size", "opportunity", "quote", "policy", "activity"}, Sort: []string{"id"}})
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		size, _ := f["size"].(int64)
		elsewhere := slices.ContainsFunc([]string{"opportunity", "quote", "policy", "activity"}, func(on string) bool { return f[on] != nil })
		if strings.HasPrefix(f.text("name"), "photo.") && strings.HasPrefix(f.text("media_type"), "image/") && size <= exchange.LargestPhoto && !elsewhere {
			of.photos[f.id("contact")] = f.id("id") // the last one
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

// relate says what the contact in one column of a relation is to that in another.
func (of *cardBook) relate(r cardValues, contact, other, as string) {
	id := r.id(contact)
	of.related[id] = append(of.related[id], exchange.Related{Name: r.text(other + ".name"), As: as, UID: of.uid(r.id(other), r.text(other+".external_id"))})
}

// card makes the card of a contact.
func (of *cardBook) card(c cardValues) exchange.Card {
	card := exchange.Card{
		UID: of.uid(c.id("id"), c.text("external_id")), FullName: c.text("name"), Family: c.text("family"), Given: c.text("given"), Middle: c.text("middle"), Prefix: c.text("prefix"), Suffix: c.text("suffix"),
		Nickname: c.text("nickname"), Organization: c.text("org.name"), Kind: c.text("kind"), Birthday: of.plain(c["birthday"]), TimeZone: c.text("time_zone"), Related: of.related[c.id("id")],
	}
	family, given, both := strings.Cut(c.text("reading"), " ")
	if card.FamilyReading = family; both {
		card.GivenReading = given
	}
	add := func(name string, value any) {
		if text := of.plain(value); text != "" {
			card.Own = append(card.Own, exchange.CardField{Name: name, Text: text})
		}
	}
	for _, name := range of.own {
		value := c[name]
		if named, ref := c[name+".name"]; ref {
			value = named
		}
		add(name, value)
	}
	phones, _ := c["phones"].(crm.Points)
	emails, _ := c["emails"].(crm.Points)
	var whole bool
	if card.Phones, whole = cardPoints(phones); !whole {
		add("phones", phones)
	}
	if card.Emails, whole = cardPoints(emails); !whole {
		add("emails", emails)
	}
	addresses, _ := c["addresses"].(crm.Addresses)
	for _, address := range addresses {
		card.Addresses = append(card.Addresses, exchange.CardAddress{Label: address.Label, Street: address.Street, City: address.City, Region: address.Region, PostalCode: address.PostalCode, Country: fold.CountryName(address.Country)})
	}
	if tags, ok := c["tags"].(crm.Tags); ok {
		card.Tags = append(card.Tags, tags...)
	}
	for _, column := range []string{"stopped", "calls_withdrawn"} {
		if since := of.plain(c[column]); since != "" {
			mark := of.mark(column)
			card.Tags = append(card.Tags, mark)
			card.Note = fmt.Sprintf("%s (%s)", mark, since)
			break
		}
	}
	return card
}

// cardPoints returns the phones or e-mails that a card shows. Whole is false if it would not
// say all of them: a phone on which nobody is reached is not shown, and what is no more than
// a number or an address and a common label comes back as it was.
func cardPoints(all crm.Points) (points []exchange.CardPoint, whole bool) {
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
