package book

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
)

// Offer is a record to offer for completion, with what identifies it.
type Offer struct {
	ID      int64
	Name    string // its own, or that of its contact
	Stopped bool   // who must not be contacted
	About   []string
}

// OfferQuery says what to offer for completion.
type OfferQuery struct {
	Kind   crm.Kind
	Among  string // a stage, or a kind of activity; empty is any
	Closed bool   // those that nobody has to look after any more, and not the others
	Typed  string
	Most   int
}

// offered says how the records of a noun are offered: the fields that identify one, the
// name first, and the order.
var offered = map[crm.Kind]struct{ columns, sort string }{
	crm.KindActivity:    {"contact.name subject due", "due due_time id"},
	crm.KindOpportunity: {"contact.name line", "next_due id"},
	crm.KindQuote:       {"carrier status", "-id"},
	crm.KindPolicy:      {"carrier number line", "expires id"},
	crm.KindNote:        {"body", "-id"},
	crm.KindFile:        {"name", "-id"},
	crm.KindProducer:    {"name", "id"},
	crm.KindTeam:        {"name", "id"},
}

// Offers returns records whose numbers, or a word of whose contacts' names, begin with
// what was typed.
func (b *Book) Offers(ctx context.Context, o OfferQuery) ([]Offer, error) {
	var offers []Offer
	if o.Kind == crm.KindContact {
		err := b.read(ctx, func(v reader) error {
			found, err := v.tx.Beginning(o.Typed, o.Among, o.Most)
			for _, c := range found {
				offers = append(offers, Offer{c.ID, c.Name, !c.Stopped.IsZero(), []string{fold.ShownPhone(c.Phone)}})
			}
			return err
		})
		return offers, err
	}
	how := offered[o.Kind]
	q := ListQuery{Noun: o.Kind, Columns: append([]string{"id"}, strings.Fields(how.columns)...), Sort: strings.Fields(how.sort), Limit: o.Most, Owner: "all"}
	if o.Closed { // the last ones, which are closed by mistake
		q.Sort = []string{"-id"}
	}
	q.Fixed = append(o.conditions(), numbersBeginning(o.Typed)...)
	named := strings.HasPrefix(how.columns, "contact.")
	if named {
		q.Columns = append(q.Columns, "contact.stopped")
	}
	err := b.List(ctx, q, func(_ []query.Column, rows iter.Seq2[[]any, error]) error {
		for row, err := range rows {
			if err != nil {
				return err
			}
			found := Offer{ID: row[0].(int64)}
			if named {
				found.Stopped, row = row[len(row)-1] != nil, row[:len(row)-1]
			}
			found.Name, _ = row[1].(string)
			for _, value := range row[2:] {
				if value != nil {
					found.About = append(found.About, fmt.Sprint(value))
				}
			}
			offers = append(offers, found)
		}
		return nil
	})
	return offers, err
}

func (o OfferQuery) conditions() []string {
	var conditions []string
	if live := crm.NounOf(o.Kind).Live; len(live) > 0 {
		states := make([]string, len(live))
		for i, state := range live {
			states[i] = strconv.Quote(state)
		}
		is := "in"
		if o.Closed {
			is = "not in"
		}
		conditions = append(conditions, fmt.Sprintf("status %s [%s]", is, strings.Join(states, ", ")))
	}
	switch {
	case o.Kind == crm.KindActivity && o.Among != "":
		conditions = append(conditions, fmt.Sprintf("kind == %q", o.Among))
	case o.Kind == crm.KindProducer:
		conditions = append(conditions, "retired == nil")
	}
	return conditions
}

// numbersBeginning is the condition for numbers with those first digits; empty for
// other texts.
func numbersBeginning(typed string) []string {
	first, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || first <= 0 {
		return nil
	}
	var ranges []string
	for span := int64(1); first < 1e12 && span <= 1e8; first, span = first*10, span*10 {
		ranges = append(ranges, fmt.Sprintf("id >= %d and id <= %d", first, first+span-1))
	}
	return []string{strings.Join(ranges, " or ")}
}
