package crm

import "slices"

// The labels of phones and e-mails that code asks for; the picklist "point_label" has all.
// A producer may use words of their own as well.
const (
	LabelMobile = "mobile"
	LabelHome   = "home"
	LabelWork   = "work"
	LabelMain   = "main"
	LabelFax    = "fax"   // nobody answers it
	LabelPager  = "pager" // nor that
	LabelOther  = "other"
)

// LongestLabel is the most characters of a label of one's own.
const LongestLabel = 40

// Point is one phone number or e-mail address of a contact.
type Point struct {
	Value string `json:"value"`
	// Label says which of theirs it is; empty if nobody has said.
	Label string `json:"label,omitempty"`
	// Bad marks a point that reaches nobody, or somebody else.
	Bad bool `json:"bad,omitempty"`
}

// Mute reports whether nobody talks at the point: it is a fax or a pager.
func (p Point) Mute() bool { return p.Label == LabelFax || p.Label == LabelPager }

// Reaches reports whether somebody is reached at the point: it is neither bad nor mute.
func (p Point) Reaches() bool { return !p.Bad && !p.Mute() }

// Points are the phones or the e-mails of a contact, the primary one first.
type Points []Point

// Primary returns the first point at which somebody is reached, or nothing.
func (p Points) Primary() string { return p.First().Value }

// First returns the point of Primary, or an empty one.
func (p Points) First() Point {
	for _, point := range p {
		if point.Reaches() {
			return point
		}
	}
	return Point{}
}

// Reach reports whether somebody is reached at that value, as it is written.
func (p Points) Reach(value string) bool {
	return slices.ContainsFunc(p, func(point Point) bool { return point.Reaches() && point.Value == value })
}

// HasBad reports whether that value, as it is written, is there and bad.
func (p Points) HasBad(value string) bool {
	return slices.ContainsFunc(p, func(point Point) bool { return point.Bad && point.Value == value })
}

// MarkBad marks a point as bad, or the primary one if value is empty.
func (p Points) MarkBad(value string) Points {
	marked := slices.Clone(p)
	for i := range marked {
		if value == "" && marked[i].Reaches() || !marked[i].Bad && marked[i].Value == value {
			marked[i].Bad = true
			break
		}
	}
	return marked
}
