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

// Offer is a record that somebody who types may mean, with what tells which one it is.
type Offer struct {
	ID      int64
	Name    string // its own, or that of its contact
	Stopped bool   // who must not be contacted
	About   []string
}

// Closed asks for the records that are left out otherwise: nobody has to look after
// them any more.
const Closed = "closed"

// offered says how the records of a noun are offered: the fields that tell which one it
// is, the name first, and the order.
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

// Offers are records of a noun whose numbers begin so, or of contacts a word of whose
// names does, and of those that somebody looks after the open ones. Among narrows them:
// to a stage, a kind of activity, or Closed.
func (b *Book) Offers(ctx context.Context, kind crm.Kind, among, typed string, most int) ([]Offer, error) {
	var offers []Offer
	if kind == crm.KindContact {
		err := b.read(ctx, func(v view) error {
			found, err := v.tx.Beginning(typed, among, most)
			for _, c := range found {
				offers = append(offers, Offer{c.ID, c.Name, !c.Stopped.IsZero(), []string{fold.ShownPhone(c.Phone)}})
			}
			return err
		})
		return offers, err
	}
	how := offered[kind]
	q := ListQuery{Noun: kind, Columns: append([]string{"id"}, strings.Fields(how.columns)...), Sort: strings.Fields(how.sort), Limit: most, Owner: "all"}
	q.Fixed = append(amongOffered(kind, among), numbersBeginning(typed)...)
	named := strings.HasPrefix(how.columns, "contact.")
	if named {
		q.Columns = append(q.Columns, "contact.stopped")
	}
	err := b.List(ctx, q, func(_ []query.Column, rows iter.Seq2[[]any, error]) error {
		for row, err := range rows {
			if err != nil {
				return err
			}
			o := Offer{ID: row[0].(int64)}
			if named {
				o.Stopped, row = row[len(row)-1] != nil, row[:len(row)-1]
			}
			o.Name, _ = row[1].(string)
			for _, value := range row[2:] {
				if value != nil {
					o.About = append(o.About, fmt.Sprint(value))
				}
			}
			offers = append(offers, o)
		}
		return nil
	})
	return offers, err
}

// amongOffered are the conditions for the records of a noun that are offered.
func amongOffered(kind crm.Kind, among string) []string {
	var conditions []string
	if live := crm.NounOf(kind).Live; len(live) > 0 {
		states := make([]string, len(live))
		for i, state := range live {
			states[i] = strconv.Quote(state)
		}
		is := "in"
		if among == Closed {
			is = "not in"
		}
		conditions = append(conditions, fmt.Sprintf("status %s [%s]", is, strings.Join(states, ", ")))
	}
	switch kind {
	case crm.KindActivity:
		if among != "" {
			conditions = append(conditions, fmt.Sprintf("kind == %q", among))
		}
	case crm.KindProducer:
		conditions = append(conditions, "retired == nil")
	}
	return conditions
}

// numbersBeginning is the condition for numbers with those first digits; none for
// another text.
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
