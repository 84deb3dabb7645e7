package crm

import "slices"

// Why somebody is not to be contacted, as far as code asks; all of them are in
// the picklist "stop_reason".
const (
	StopAsked    = "asked"
	StopDeadFile = "dead-file" // set by that result of a call
	StopDeceased = "deceased"
	StopRegistry = "registry" // on a list of numbers that nobody may call
	StopImported = "imported" // marked so in a file, which did not say why
)

// Phone is the channel of telephone numbers; that of e-mail addresses is Email.
const Phone = "phone"

// Suppression is a telephone number or an e-mail address that nobody may use,
// whoever has it. It stays when the contact is edited, when the change that
// made it is taken back and when the number is given to somebody else: it is
// ended, for a reason, and never deleted.
type Suppression struct {
	Head
	Channel string `field:"channel,list=channel"`
	// Value is the number or the address as it was given; Point is what it
	// reaches, in the form that compares equal.
	Value  string `field:"value,max=1000"`
	Point  string `field:"point,derived=channel+value"`
	Since  Date   `field:"since,past"`
	Reason string `field:"reason,list=stop_reason"`
	Note   string `field:"note,max=1000"` // what was said
	Author int64  `field:"author,ref=producer"`
	// Contact is who was marked, if anybody was; Source is the file that it
	// came from.
	Contact     int64  `field:"contact,ref=contact"`
	Source      string `field:"source,max=1000"`
	Ended       Date   `field:"ended,past,quiet"`
	EndedReason string `field:"ended_reason,max=1000"`
	EndedBy     int64  `field:"ended_by,ref=producer"`
}

// Noun is KindSuppression.
func (*Suppression) Noun() Kind { return KindSuppression }

// Suppressions are those that the mark of a contact asks for, one for each phone
// and e-mail. One that is marked as bad is not theirs to give up: it may be
// somebody else's.
func (c *Contact) Suppressions() []*Suppression {
	var all []*Suppression
	for _, list := range []struct {
		channel string
		points  Points
	}{{Phone, c.Phones}, {Email, c.Emails}} {
		for _, p := range list.points {
			if p.Bad {
				continue
			}
			all = append(all, &Suppression{
				Channel: list.channel, Value: p.Value, Since: c.DoNotContact, Reason: c.DoNotContactReason, Note: c.DoNotContactNote, Contact: c.ID,
			})
		}
	}
	return all
}

// Graver reports whether a reason not to contact somebody weighs more than
// another: what the law or they themselves say, before what a list says.
func Graver(reason, than string) bool {
	order := []string{"", StopImported, StopRegistry, "other", StopDeadFile, StopAsked, StopDeceased, "legal"}
	return slices.Index(order, reason) > slices.Index(order, than)
}

// OfList reports whether a reason is that of a list of numbers, which says
// nothing of a person.
func OfList(reason string) bool { return reason == StopRegistry || reason == StopImported }

// Stop is why somebody must not be contacted.
type Stop struct {
	Since        Date
	Reason, Note string
	// Contact is who is marked: they, or somebody with the same phone or
	// e-mail. Nil where the number alone is.
	Contact     *Contact
	Suppression *Suppression // nil for somebody who has no phone or e-mail
}
