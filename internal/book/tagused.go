package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/report"
)

// Views and reports of a book ask for tags, which may get another name or go.

// followTag gives the views and reports that ask for a tag its new name. It names those
// that it leaves as they are: where the text has the tag in pieces, and all of them where the
// tag is gone and to is empty.
func (w *work) followTag(from, to string) error {
	views, err := w.tx.Views()
	if err != nil {
		return err
	}
	reports, err := w.tx.Reports()
	if err != nil {
		return err
	}
	var left []string
	renamed := func(r crm.Record, name string, text *string, now string) error {
		if to == "" || *text == now {
			left = append(left, name)
			return nil
		}
		*text = now
		w.subject(r)
		_, err := w.put(r)
		return err
	}
	for _, v := range views {
		if v.Where == "" {
			continue
		}
		asks, err := query.Compile(v.Where, w.unheard(crm.Kind(nounTyped(v.List))))
		if err != nil || !slices.Contains(asks.Tags(), from) {
			continue
		}
		text := asks.Retagged(from, to)
		if _, err := query.Compile(text, w.unheard(crm.Kind(nounTyped(v.List)))); err != nil {
			text = v.Where // too long now
		}
		if err := renamed(v, v.Name, &v.Where, text); err != nil {
			return err
		}
	}
	for _, own := range reports {
		r, err := report.Parse(own.Name, own.Definition)
		if err != nil {
			continue
		}
		scope := w.unheard(r.Of)
		if !slices.Contains(r.Tags(scope), from) {
			continue
		}
		if err := renamed(own, own.Name, &own.Definition, r.Retagged(from, to, scope)); err != nil {
			return err
		}
	}
	if len(left) > 0 {
		w.warn("tag-used", "tag", from, "n", len(left), "names", left)
	}
	return nil
}

// unheard is scope without a word on how a day was read.
func (b *Book) unheard(noun crm.Kind) *query.Scope {
	scope := b.scope(noun)
	scope.Note = nil
	return scope
}

// sayUnknownTags tells which tags a condition asks for that nothing in the book has.
func (v reader) sayUnknownTags(tags []string) error {
	if v.options.Heard == nil {
		return nil
	}
	for _, tag := range tags {
		known, err := v.isTag(tag)
		if err != nil {
			return err
		}
		if !known {
			v.options.Heard(notice("tag-unknown", "tag", tag))
		}
	}
	return nil
}
