package crm

// Letter is a letter that is to be written: to somebody, or to those of a household who live
// at one address.
type Letter struct {
	To        []*Contact // an organization or a household that nobody is known of stands alone
	Household *Contact   // of which they are, or nil
	Address   Address
}

// Mailing is who gets a letter, and who was asked for and gets none.
type Mailing struct {
	Letters []*Letter
	Left    []LeftOut
}

// LeftOut is somebody who gets no letter.
type LeftOut struct {
	Contact *Contact
	Why     string
}

// Why somebody gets no letter.
const (
	LeftStopped   = "do-not-contact"
	LeftWithdrawn = "no-post"
	LeftNowhere   = "no-address"
)
