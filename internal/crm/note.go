package crm

import "time"

// Note is what somebody wrote down about a contact, an opportunity or an
// activity.
type Note struct {
	Head
	Contact     int64     `field:"contact,ref=contact"`
	Opportunity int64     `field:"opportunity,ref=opportunity"`
	Activity    int64     `field:"activity,ref=activity"`
	Author      int64     `field:"author,ref=producer"`
	Body        string    `field:"body"`
	Written     time.Time `field:"written"`
}

// Noun is KindNote.
func (*Note) Noun() Kind { return KindNote }
