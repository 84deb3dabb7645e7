package crm

import (
	"slices"
	"strings"
)

// What tags may be at most.
const (
	MostTags   = 50 // on one record
	LongestTag = 40 // characters
)

// Tags are words that a producer has put on a record to find it by, in alphabetical
// order. Each is folded (fold.Tag), so equal words are equal tags. They are stored as
// ",golf,vip,".
type Tags []string

// String returns the stored form.
func (t Tags) String() string { return "," + strings.Join(t, ",") + "," }

// ParseTags reads the stored form.
func ParseTags(text string) Tags { return entries(text) }

// With returns tags with one in them once.
func (t Tags) With(tag string) Tags {
	if slices.Contains(t, tag) {
		return t
	}
	all := append(slices.Clone(t), tag)
	slices.Sort(all)
	return all
}

// Without returns tags without one; nil if none is left.
func (t Tags) Without(tag string) Tags {
	left := slices.DeleteFunc(slices.Clone(t), func(one string) bool { return one == tag })
	if len(left) == 0 {
		return nil
	}
	return left
}

// TagsOf returns the tags of a record. It is asked of every edit.
func TagsOf(r Record) Tags {
	if r, ok := r.(interface{ tagged() Tags }); ok {
		return r.tagged()
	}
	return nil
}

func (c *Contact) tagged() Tags     { return c.Tags }
func (a *Activity) tagged() Tags    { return a.Tags }
func (o *Opportunity) tagged() Tags { return o.Tags }
func (q *Quote) tagged() Tags       { return q.Tags }
func (p *Policy) tagged() Tags      { return p.Tags }
func (n *Note) tagged() Tags        { return n.Tags }
func (f *File) tagged() Tags        { return f.Tags }

// Tagged reports whether records of the noun have tags.
func (n *Noun) Tagged() bool {
	_, tagged := n.fields().Field("tags")
	return tagged
}

// TagUse says how many records of each noun have a tag.
type TagUse struct {
	Tag  string
	Uses map[Kind]int
}

// Use is a record that has a tag.
type Use struct {
	Kind Kind
	ID   int64
}

// TaggedKinds lists the nouns whose records have tags.
func TaggedKinds() []Kind {
	return slices.DeleteFunc(Kinds(), func(kind Kind) bool { return !NounOf(kind).Tagged() })
}
