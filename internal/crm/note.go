package crm

import "time"

// Note is what somebody wrote about a record. Only its author sees it until it is
// shared.
type Note struct {
	Head
	Contact     int64     `field:"contact,ref=contact,kept"`
	Opportunity int64     `field:"opportunity,ref=opportunity,kept"`
	Quote       int64     `field:"quote,ref=quote,kept"`
	Policy      int64     `field:"policy,ref=policy,kept"`
	Activity    int64     `field:"activity,ref=activity,kept"`
	Author      int64     `field:"author,ref=producer,kept"`
	Shared      Numbers   `field:"shared"` // with these producers and teams
	Body        string    `field:"body,prose,max=100000"`
	Written     time.Time `field:"written,past"`
	Tags        Tags      `field:"tags"`
}

// Noun is KindNote.
func (*Note) Noun() Kind { return KindNote }
