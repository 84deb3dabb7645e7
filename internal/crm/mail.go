package crm

// ImportedMail counts what a file of e-mails made of the e-mails of a book.
type ImportedMail struct {
	In, Out   int // logged
	People    int // with whom
	Known     int // in the book already
	Regarding int // of those, that regard an opportunity now
	Files     int // attachments that were kept
	FilesLeft int // those beyond the limits
	Packed    int // attachments in which Outlook has hidden others
	Automatic int // from programs, with nobody in the book
	Undated   int // without a day that can be read, which count as of today
	Drafts    int // not sent yet, and left out
	Discarded int // in the trash or with the spam, and left out
	Leads     int // made of who wrote
	OptedOut  int // who wrote that they want no e-mails and nothing else, and get none
	Refusing  int // contacts of who wrote and may ask not to be contacted: no lead is made of them
	// Unknown are those who wrote and are not in the book, who wrote most first, and
	// MoreUnknown is how many there are beside them.
	Unknown     []MailSender
	MoreUnknown int
	Left        []LeftMail
	Bad         []SkippedRow
	// Offers are contacts, whose e-mails regard nothing, with their only open opportunity.
	Offers []MailOffer
}

// MailSender is somebody who wrote, with how many e-mails.
type MailSender struct {
	Name, Address string
	Count         int
}

// Why e-mails were not logged, and leads not made.
const (
	MailStopped   = "do-not-contact" // to somebody who must not be contacted
	MailSeveral   = "several"        // several who have nothing to do with each other have the address
	MailDuplicate = "duplicate"      // the lead may be somebody in the book
)

// LeftMail are e-mails with somebody that were not logged.
type LeftMail struct {
	Why, Name string
	ID        int64 // of the contact
	Count     int
}

// MailOffer is the opportunity that e-mails with a contact may regard.
type MailOffer struct {
	Name        string
	Opportunity *Opportunity
	Count       int
}
