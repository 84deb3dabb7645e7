package crm

import "time"

// File is a document attached to a record. The book stores its bytes once, by their
// SHA-256, however often they were added.
type File struct {
	Head
	Contact     int64     `field:"contact,ref=contact,kept"`
	Opportunity int64     `field:"opportunity,ref=opportunity,kept"`
	Quote       int64     `field:"quote,ref=quote,kept"`
	Policy      int64     `field:"policy,ref=policy,kept"`
	Activity    int64     `field:"activity,ref=activity,kept"`
	Author      int64     `field:"author,ref=producer,kept"` // who added it
	Name        string    `field:"name,max=255"`             // as it was called, without directories
	MediaType   string    `field:"media_type,quiet"`         // as in RFC 2046
	Size        int64     `field:"size,bytes,zero"`          // bytes
	SHA256      string    `field:"sha256,quiet"`             // hexadecimal
	Added       time.Time `field:"added,past"`
	Tags        Tags      `field:"tags"`
}

// Noun is KindFile.
func (*File) Noun() Kind { return KindFile }
