package crm

import "slices"

// The reasons for stopping a contact that code asks for; the picklist "stop_reason" has
// all.
const (
	StopAsked    = "asked"
	StopDeadFile = "dead-file" // set by that result of a call
	StopDeceased = "deceased"
	StopRegistry = "registry" // on a list of numbers that nobody may call
	StopImported = "imported" // marked so in a file, which did not say why
)

// Phone is the channel of telephone numbers; Email is that of e-mail addresses.
const Phone = "phone"

// Suppression is a telephone number or an e-mail address that nobody may use, whoever
// has it. It survives an edit of the contact, an undo, and a new holder of the number.
// It is ended, for a reason, and never deleted.
type Suppression struct {
	Head
	Channel string `field:"channel,needed,list=channel,kept"`
	// Value is the address as given, or the number in ASCII; Point is its comparable form.
	Value  string `field:"value,needed,max=1000"`
	Point  string `field:"point,needed,derived=channel+value"`
	Since  Date   `field:"since,needed,past,kept"`
	Reason string `field:"reason,list=stop_reason,kept"`
	Note   string `field:"note,max=1000"` // what was said
	Author int64  `field:"author,ref=producer,kept"`
	// Contact is who was marked, if anybody; Source is the file that it came from.
	Contact     int64  `field:"contact,ref=contact,kept"`
	Source      string `field:"source,max=1000"`
	Ended       Date   `field:"ended,past,quiet,kept"`
	EndedReason string `field:"ended_reason,max=1000"`
	EndedBy     int64  `field:"ended_by,ref=producer,kept"`
}

// Noun is KindSuppression.
func (*Suppression) Noun() Kind { return KindSuppression }

// Suppressions returns those that the mark of a contact makes, one for each phone and
// e-mail that is not bad: a bad one may be somebody else's.
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

// Graver reports whether a reason weighs more than another: what the law or the contact
// says before what a list says.
func Graver(reason, than string) bool {
	order := []string{"", StopImported, StopRegistry, "other", StopDeadFile, StopAsked, StopDeceased, "legal"}
	return slices.Index(order, reason) > slices.Index(order, than)
}

// OfList reports whether a reason comes from a list of numbers and says nothing of a
// person.
func OfList(reason string) bool { return reason == StopRegistry || reason == StopImported }

// Stop is why a contact must not be contacted.
type Stop struct {
	Since        Date
	Reason, Note string
	// Contact is who is marked: they, or somebody with the same phone or e-mail. Nil if
	// the number alone is suppressed.
	Contact     *Contact
	Suppression *Suppression // nil for somebody who has no phone or e-mail
	// Member is who was stopped last of a household or an organization none of whom may
	// be contacted; nil if it is stopped for itself.
	Member *Contact
}
