package book

import (
	"iter"
	"slices"

	"crm/internal/crm"
	"crm/internal/query"
)

// reachColumns are added to the fields of the noun in a list that asks how people are
// reached.
var reachColumns = []string{"missing", "via.contact", "via.name"}

// reaching computes the columns of a list that depend on how its contacts are reached.
type reaching struct {
	reader
	ask   ListQuery
	of    string         // the path to the contact: "contact.", or nothing for a list of contacts
	at    map[string]int // columns by path, those that are not shown too
	shown int            // columns of the list itself
	phone int            // -1 where it is not shown
}

// reachOf adds a column for the contact of each row to a selection, if the list needs
// it.
func (v reader) reachOf(q ListQuery, s *query.Select) *reaching {
	r := &reaching{reader: v, ask: q, at: map[string]int{}, shown: len(s.Columns), phone: slices.Index(s.Columns, "contact.phone")}
	id := "contact"
	switch f, ok := v.schema.Fields(q.Noun).Field("contact"); {
	case q.Noun == crm.KindContact && !q.Named: // which may come back from a file
		return nil
	case q.Noun == crm.KindContact:
		id, r.phone = "id", slices.Index(s.Columns, "phone")
	case !ok || f.Ref != crm.KindContact || len(s.Columns) == 0 || q.Noun == crm.KindSuppression:
		return nil
	default:
		r.of = "contact."
	}
	if r.phone < 0 && !q.Reach {
		return nil
	}
	needs := []string{id, r.of + "kind"}
	if q.Reach {
		needs = append(needs, "kind", "status", "purpose", "contact.phone", "contact.email", "contact.phones", "contact.emails")
	}
	s.Columns = append(slices.Clone(s.Columns), needs...)
	for i := len(s.Columns) - 1; i >= 0; i-- {
		r.at[s.Columns[i]] = i
	}
	r.at["of"] = r.at[id]
	return r
}

func (r *reaching) columns(all []query.Column) []query.Column {
	if r == nil {
		return all
	}
	all = slices.Clip(all[:r.shown])
	for _, path := range r.columnsBeside() {
		all = append(all, query.Column{Path: path})
	}
	return all
}

// columnsBeside returns the columns behind those of the list. For people, an empty
// phone says it all.
func (r *reaching) columnsBeside() []string {
	switch {
	case !r.ask.Reach || r.ask.Named && r.phone >= 0:
		return nil
	case r.ask.Named:
		return reachColumns[:1]
	}
	return reachColumns
}

// rows adds to each row how its contact is reached.
func (r *reaching) rows(rows iter.Seq2[[]any, error]) iter.Seq2[[]any, error] {
	if r == nil {
		return rows
	}
	return func(yield func([]any, error) bool) {
		for row, err := range rows {
			if err == nil {
				row, err = r.row(row)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

func (r *reaching) row(row []any) ([]any, error) {
	shown := slices.Clip(row[:r.shown])
	var via, at *crm.Contact
	number, _ := row[r.at["of"]].(int64)
	if number != 0 && r.throughOthers(row) {
		c, err := r.contactOrNil(number)
		if c == nil || err != nil {
			return shown, err
		}
		if via, err = r.reachedThrough(c); err != nil {
			return nil, err
		}
		if at = via; via == nil {
			if at, _, err = r.asReached(c); err != nil {
				return nil, err
			}
		}
		if via != nil && r.phone >= 0 {
			shown[r.phone] = via.Phone
			if r.ask.Named {
				shown[r.phone] = via.Phone + " (" + via.Name + ")"
			}
		}
	}
	if !r.ask.Reach {
		return shown, nil
	}
	missing := r.missingChannels(row, at)
	switch {
	case !r.ask.Named && via != nil:
		return append(shown, missing, via.ID, via.Name), nil
	case !r.ask.Named:
		return append(shown, missing, nil, nil), nil
	case r.phone < 0:
		return append(shown, missing), nil
	case len(missing) > 0:
		shown[r.phone] = missing
	}
	return shown, nil
}

// throughOthers reports whether the contact of a row may be reached through others. In a list
// of contacts, a person without a phone has none.
func (r *reaching) throughOthers(row []any) bool {
	phone := r.phone
	if phone < 0 {
		phone = r.at["contact.phone"]
	}
	kind, _ := row[r.at[r.of+"kind"]].(string)
	number, _ := row[phone].(string)
	return kind != crm.Person || r.of != "" && number == ""
}

// missingChannels returns the channels by which the contact of an open activity can't
// be reached, through whoever they are reached by.
func (r *reaching) missingChannels(row []any, at *crm.Contact) []string {
	text := func(path string) string { s, _ := row[r.at[path]].(string); return s }
	c := &crm.Contact{Phone: text("contact.phone"), Email: text("contact.email")}
	c.Phones, _ = row[r.at["contact.phones"]].(crm.Points)
	c.Emails, _ = row[r.at["contact.emails"]].(crm.Points)
	if at != nil {
		c.Phone = at.Phone
	}
	a := &crm.Activity{Kind: text("kind"), Purpose: text("purpose")}
	if text("status") != crm.Open || row[r.at["of"]] == nil {
		return nil
	}
	return a.Missing(c)
}
