package book

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// AddTags puts tags on records, given by number, or a contact by name.
//
// Errors: CodeNotFound, CodeInvalid for what is not a tag and for a noun without tags.
func (b *Book) AddTags(ctx context.Context, command string, who []string, tags string) (*crm.Outcome, error) {
	return b.tagEach(ctx, command, who, tags)
}

// RemoveTags takes tags off records.
//
// Errors: those of AddTags, CodeNotFound for a tag that a record does not have.
func (b *Book) RemoveTags(ctx context.Context, command string, who []string, tags string) (*crm.Outcome, error) {
	return b.tagEach(ctx, command, who, Away+tags)
}

// Away before a text of Values takes tags off a record. Nobody can type it.
const Away = "\x00"

func (b *Book) tagEach(ctx context.Context, command string, who []string, tags string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		if err := w.isTagGiven(who, tags); err != nil {
			return err
		}
		return eachNamed(w, who, w.taggable, func(r crm.Record) error {
			if err := w.setFields(r, Values{"tags": {tags}}); err != nil {
				return err
			}
			_, err := w.put(r)
			return err
		})
	})
}

// isTagGiven rejects a last word that is rather the end of a name, or the number of one more
// record, so that no tag is left.
//
// Errors: CodeConflict.
func (w *work) isTagGiven(who []string, tags string) error {
	if len(who) == 0 {
		return nil
	}
	last := who[len(who)-1]
	if id, ok := recordNumber(tags); ok {
		record, err := w.tx.Record(id)
		if n, ok := record.(*crm.Note); record == nil || err != nil || ok && !w.mayRead(n) {
			return nil
		}
		return crm.Errorf(crm.CodeConflict, "%d is %s of the book, and no tag is given", id, crm.Article(crm.WordFor(record))).
			Next("Tags stand behind what they are put on", w.command, append([]any{last, id}, crm.Blank("TAGS"))...)
	}
	if _, ok := recordNumber(last); ok {
		return nil
	}
	found, err := w.tx.ByName(last + " " + tags)
	if len(found) == 0 || err != nil {
		return err
	}
	return crm.Errorf(crm.CodeConflict, "%q is the name of %d, and no tag is given", last+" "+tags, found[0].ID).
		Next("Tags stand behind the name", w.command, found[0].Name, crm.Blank("TAGS")).
		Next("If that is the tag", w.command, crm.Blank("NUMBER"), tags)
}

// taggable finds a record that can have tags.
func (v reader) taggable(text string) (crm.Record, error) {
	record, err := v.recordMeant("", text)
	if err != nil {
		return nil, err
	}
	if !crm.NounOf(record.Noun()).Tagged() {
		return nil, crm.Errorf(crm.CodeInvalid, "%d is %s, which has no tags", crm.IDOf(record), crm.Article(crm.WordFor(record))).
			Try("Tags are on contacts, calls and their like, opportunities, quotes, policies, notes and files.")
	}
	if n, ok := record.(*crm.Note); ok {
		return record, v.mayChange(n)
	}
	return record, nil
}

// isTag reports whether something that the acting producer may know of has a tag.
func (v reader) isTag(tag string) (bool, error) { return v.tx.IsTag(tag, v.circle()) }

// tagged returns the tags of a record after texts as they were typed: each is a list to
// add, or behind Away one to take off.
//
// Errors: CodeInvalid, also for a tag that is both given and taken off; CodeNotFound for one
// to take off that is not there.
func (w *work) tagged(r crm.Record, texts []string) (crm.Tags, error) {
	tags := crm.TagsOf(r)
	var put, taken []string
	for _, text := range texts {
		list, off := strings.CutPrefix(text, Away)
		typed, err := fold.Tags(list)
		switch {
		case err != nil:
			return nil, crm.OnField(err, "tags")
		case len(typed) == 0 && w.importing.file == nil:
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not a tag", text).On("tags")
		}
		for _, tag := range typed {
			if off {
				taken = append(taken, tag)
			} else {
				put = append(put, tag)
			}
			switch {
			case slices.Contains(put, tag) && slices.Contains(taken, tag):
				return nil, crm.Errorf(crm.CodeInvalid, "the tag %q is both given and taken off", tag).On("tags")
			case off && !slices.Contains(tags, tag):
				return nil, crm.Errorf(crm.CodeNotFound, "%s %d does not have the tag %q", crm.WordFor(r), crm.IDOf(r), tag).On("tags").Next("All tags", "tag list")
			case off:
				tags = tags.Without(tag)
			default:
				if err := w.sayNewTag(tag); err != nil {
					return nil, err
				}
				tags = tags.With(tag)
			}
		}
	}
	if len(tags) > crm.MostTags {
		return nil, crm.Errorf(crm.CodeInvalid, "a record can have %d tags at most", crm.MostTags).On("tags")
	}
	return tags, nil
}

// sayNewTag remarks on a tag that nothing in the book has, beside others: it may be
// mistyped.
func (w *work) sayNewTag(tag string) error {
	if w.importing.file != nil || slices.ContainsFunc(w.outcome.Notices, func(n crm.Notice) bool { return n.Code == "tag-new" && n.Values["tag"] == tag }) {
		return nil
	}
	known, err := w.isTag(tag)
	if err == nil && !known {
		w.say("tag-new", "tag", tag)
	}
	return err
}

// RenameTag gives a tag another name, on everything that has it and in the views and
// reports that ask for it. If the other name is a tag already, the two become one.
//
// Errors: CodeNotFound, CodeInvalid for what is not a tag.
func (b *Book) RenameTag(ctx context.Context, command, from, to string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		old, err := w.knownTag(from)
		if err != nil {
			return err
		}
		name, err := oneTag(to)
		if err != nil {
			return err
		}
		if name == old {
			return crm.Errorf(crm.CodeInvalid, "the tag is called %q already", old)
		}
		there, err := w.isTag(name)
		if err != nil {
			return err
		}
		if there {
			w.say("tags-merged", "to", name)
		}
		if _, err := w.retag(old, func(tags crm.Tags) crm.Tags { return tags.Without(old).With(name) }); err != nil {
			return err
		}
		return w.followTag(old, name)
	})
}

// DeleteTag takes a tag off everything that has it, and names the views and reports that ask
// for it.
//
// Errors: CodeNotFound, CodeInvalid for what is not a tag.
func (b *Book) DeleteTag(ctx context.Context, command, tag string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		tag, err := w.knownTag(tag)
		if err != nil {
			return err
		}
		left, err := w.retag(tag, func(tags crm.Tags) crm.Tags { return tags.Without(tag) })
		if left || err != nil {
			return err
		}
		return w.followTag(tag, "")
	})
}

// retag changes the tags of all records that have one, but of notes that the acting producer
// may not change. It names those of them that they may read, and says whether there are any.
func (w *work) retag(tag string, change func(crm.Tags) crm.Tags) (left bool, err error) {
	uses, err := w.tx.Tagged(tag)
	if err != nil {
		return false, err
	}
	var theirs []string
	for _, use := range uses {
		record, err := w.tx.Ref(use.Kind, use.ID)
		if err != nil {
			return false, err
		}
		if n, ok := record.(*crm.Note); ok && w.mayChange(n) != nil {
			if w.mayRead(n) {
				theirs = append(theirs, strconv.FormatInt(n.ID, 10))
			}
			continue
		}
		w.subject(record)
		if err := crm.Set(record, "tags", change(crm.TagsOf(record))); err != nil {
			return false, err
		}
		if _, err := w.put(record); err != nil {
			return false, err
		}
	}
	if len(theirs) > 0 {
		w.warn("tag-left", "tag", tag, "n", len(theirs), "names", theirs)
	}
	return len(theirs) > 0, nil
}

// knownTag reads a tag that something in the book has.
func (v reader) knownTag(text string) (string, error) {
	tag, err := oneTag(text)
	if err != nil {
		return "", err
	}
	known, err := v.isTag(tag)
	if err == nil && !known {
		err = crm.Errorf(crm.CodeNotFound, "nothing in the book has the tag %q", tag).Next("All tags", "tag list")
	}
	return tag, err
}

// oneTag reads a single tag.
func oneTag(text string) (string, error) {
	tags, err := fold.Tags(text)
	if err != nil {
		return "", err
	}
	if len(tags) != 1 {
		return "", crm.Errorf(crm.CodeInvalid, "%q is not one tag", text)
	}
	return tags[0], nil
}

// Tags returns the tags of the book, and how many records of each noun have them. A note that
// the acting producer may not read is not counted.
func (b *Book) Tags(ctx context.Context) (all []crm.TagUse, err error) {
	err = b.read(ctx, func(v reader) error {
		all, err = v.tx.Tags(v.circle())
		return err
	})
	return all, err
}

// hasTags returns the condition of records that have all of those tags.
//
// Errors: CodeInvalid, CodeNotFound for a tag that nothing has.
func (v reader) hasTags(texts []string) (conditions []string, err error) {
	for _, text := range texts {
		tags, err := fold.Tags(text)
		if err == nil && len(tags) == 0 {
			err = crm.Errorf(crm.CodeInvalid, "%q is not a tag", text)
		}
		if err != nil {
			return nil, crm.OnFlag(err, "tag")
		}
		for _, tag := range tags {
			if _, err := v.knownTag(tag); err != nil {
				return nil, err
			}
			conditions = append(conditions, strconv.Quote(tag)+" in tags")
		}
	}
	return conditions, nil
}
