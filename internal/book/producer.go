package book

import (
	"context"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// pickProducer finds a producer by number, or by the whole name or a word of
// it.
//
// Errors: CodeNotFound, CodeConflict where several fit.
func pickProducer(producers []*crm.Producer, text string) (*crm.Producer, error) {
	var found []*crm.Producer
	want := fold.Text(text)
	id, isNumber := number(text)
	for _, p := range producers {
		switch {
		case isNumber && p.ID == id, !isNumber && fold.Text(p.Name) == want && want != "":
			return p, nil
		case !isNumber && contains(fold.Words(p.Name), want):
			found = append(found, p)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		var names []string
		for _, p := range producers {
			names = append(names, p.Name)
		}
		e := crm.Errorf(crm.CodeNotFound, "no producer of this book is called %q", text)
		if len(names) > 0 {
			e.Try("There is: %s", strings.Join(names, ", "))
		}
		return nil, e
	}
	return nil, crm.Errorf(crm.CodeConflict, "%q fits %d producers", text, len(found))
}

// AddProducer adds somebody who owns records.
//
// Errors: CodeConflict where one of that name is there.
func (b *Book) AddProducer(ctx context.Context, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "producer add", func(w *work) error {
		return w.putProducer(&crm.Producer{}, values)
	})
}

// EditProducer sets fields of a producer, named by number or name.
//
// Errors: CodeConflict where another one has that name.
func (b *Book) EditProducer(ctx context.Context, who string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "producer edit", func(w *work) error {
		p, err := w.producer(who)
		if err != nil {
			return err
		}
		if err := w.expectVersion(p, values); err != nil {
			return err
		}
		return w.putProducer(p, values)
	})
}

func (w *work) putProducer(p *crm.Producer, values Values) error {
	if err := w.assign(p, values); err != nil {
		return err
	}
	if fold.Text(p.Name) == "" {
		return crm.Errorf(crm.CodeInvalid, "a producer needs a name").On("name")
	}
	producers, err := w.tx.Producers()
	if err != nil {
		return err
	}
	for _, other := range producers {
		if other.ID != p.ID && fold.Text(other.Name) == fold.Text(p.Name) {
			return crm.Errorf(crm.CodeConflict, "producer %d is called %s already", other.ID, other.Name)
		}
	}
	w.subject(p)
	_, err = w.put(p)
	return err
}
