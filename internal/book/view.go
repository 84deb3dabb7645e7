package book

import (
	"context"
	"iter"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
)

// Views lists the built-in views, which have no number, then those of the book.
func (b *Book) Views(ctx context.Context) ([]*crm.View, error) {
	all := crm.BuiltinViews()
	err := b.read(ctx, func(v reader) error {
		own, err := v.tx.Views()
		all = append(all, own...)
		return err
	})
	return all, err
}

// FindView finds a view among the given ones, a built-in one also by what code reads:
// its labels in any language.
//
// Errors: CodeNotFound, CodeInvalid for an ambiguous beginning.
func FindView(all []*crm.View, name string, code func(list, text string, own ...string) (string, error)) (*crm.View, error) {
	if v, ok := namedLike(all, name, func(v *crm.View) string { return v.Name }); ok {
		return v, nil
	}
	word, err := code("view", name)
	if err == nil {
		if v, ok := namedLike(all, word, func(v *crm.View) string { return v.Name }); ok {
			return v, nil
		}
	}
	if slices.ContainsFunc(all, func(v *crm.View) bool { return v.ID == 0 && strings.HasPrefix(v.Name, name) }) {
		return nil, err // the start of several
	}
	e := crm.Errorf(crm.CodeNotFound, "there is no view %q", name)
	var names []string
	for _, v := range all {
		names = append(names, v.Name)
	}
	return nil, e.Try("There is: %s", crm.OneOf(names))
}

// SaveView checks a list and keeps it under a name. A day without a year becomes the
// day that it means now.
//
// Errors: CodeUsage for an invalid expression or column, CodeConflict for the name of a
// built-in view and, without replace, of an existing one.
func (b *Book) SaveView(ctx context.Context, name string, saved *crm.View, q ListQuery, replace bool) (*crm.Outcome, error) {
	var days []query.Settled
	if saved.Where != "" {
		where, settled, err := query.Settle(saved.Where, b.scope(q.Noun))
		if err != nil {
			return nil, err
		}
		saved = crm.Copy(saved)
		saved.Where, q.Where, days = where, where, settled
	}
	if err := b.List(ctx, q, func([]query.Column, iter.Seq2[[]any, error]) error { return nil }); err != nil {
		return nil, err
	}
	return b.change(ctx, "view save", func(w *work) error {
		name, err := goodName(name, crm.Picklist("view"))
		if err != nil {
			return err
		}
		own, err := w.tx.Views()
		if err != nil {
			return err
		}
		v := crm.Copy(saved)
		v.Name = name
		if there, ok := namedLike(own, name, func(v *crm.View) string { return v.Name }); ok {
			if !replace {
				return crm.Errorf(crm.CodeConflict, "there is a view %s already", there.Name).On("name").
					Try("To replace it: the same command with --force")
			}
			v.Head = there.Head
		}
		for _, d := range days {
			w.say("date-read", "text", d.Text, "date", d.Day)
		}
		_, err = w.put(v)
		w.subject(v)
		return err
	})
}

// RemoveView removes a view of the book's own.
//
// Errors: CodeNotFound, CodeConflict for a built-in one.
func (b *Book) RemoveView(ctx context.Context, name string) (*crm.Outcome, error) {
	return b.change(ctx, "view remove", func(w *work) error {
		own, err := w.tx.Views()
		if err != nil {
			return err
		}
		return removeOwn(w, own, name, slices.Contains(crm.Picklist("view"), name))
	})
}
