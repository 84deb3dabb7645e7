package crm

// The kinds of contact.
const (
	Person       = "person"
	Household    = "household"
	Organization = "organization"
)

// The stages of a contact on the way from lead to client. A contact without a stage is
// known and not worked on.
const (
	StageLead     = "lead"
	StageProspect = "prospect"
	StageClient   = "client"
)

// AgeOfMajority is the age from which somebody gets birthday calls and becomes a client
// with their household.
const AgeOfMajority = 18

// Contact is a person, a household or an organization. Leads, prospects and clients are
// contacts at a stage: a conversion is one edit, and links stay.
type Contact struct {
	Head
	Kind  string `field:"kind,needed,list=contact_kind,kept"`
	Stage string `field:"stage,list=stage,kept"`
	// Name is what a contact is called. That of a person is made of its parts, unless it was
	// given (0114).
	Name     string `field:"name,needed,order=name_order"`
	Prefix   string `field:"prefix,max=200"`
	Given    string `field:"given"`
	Middle   string `field:"middle,max=200"`
	Family   string `field:"family"`
	Suffix   string `field:"suffix,max=200"`
	Nickname string `field:"nickname,max=200"`
	// Reading is the pronunciation of the name in kana, if its characters do not tell.
	Reading  string   `field:"reading"`
	Birthday Birthday `field:"birthday,past"`
	// Phone and Email are the primary ones: the first that are not bad.
	Phone  string `field:"phone,phone,derived=phones"`
	Email  string `field:"email,derived=emails"`
	Phones Points `field:"phones"`
	Emails Points `field:"emails"`
	// Address is the primary one in one line, as its country writes it; its parts follow. They
	// are derived from Addresses, and the country of the book.
	Address        string    `field:"address,max=3000,derived=addresses"`
	Addresses      Addresses `field:"addresses,max=500"`
	Street         string    `field:"street,max=500,derived=addresses"`
	City           string    `field:"city,max=500,derived=addresses"`
	Region         string    `field:"region,max=500,derived=addresses"`
	PostalCode     string    `field:"postal_code,max=500,derived=addresses"`
	AddressCountry string    `field:"address_country,max=500,derived=addresses"`
	TimeZone       string    `field:"time_zone"` // IANA name, where it is not that of their phone
	Household      int64     `field:"household,ref=contact"`
	Org            int64     `field:"org,ref=contact"`
	Owner          int64     `field:"owner,ref=producer,kept"`
	Source         string    `field:"source,list=source,kept"`
	ReferredBy     int64     `field:"referred_by,ref=contact,kept"`
	Rating         string    `field:"rating,list=rating"`
	CallFrequency  string    `field:"call_frequency,list=call_frequency"`
	ClientSince    Date      `field:"client_since,past,since,quiet,kept"`
	// LastCall is the last day they were spoken to: in a call from either side, or at
	// an appointment.
	LastCall Date `field:"last_call,past,quiet"`
	// NextDue is when the next step is due: theirs (nextstep.go), or one that serves
	// their household. Without it, nobody is looking after them.
	NextDue Date `field:"next_due,derived,ahead"`
	// Policies counts the policies in force that they hold.
	Policies           int64  `field:"policies,derived,kept"`
	DoNotContact       Date   `field:"do_not_contact,past,kept"`
	DoNotContactReason string `field:"do_not_contact_reason,list=stop_reason,quiet,kept"`
	DoNotContactNote   string `field:"do_not_contact_note,max=1000,quiet"`
	// Stopped is the day since which nobody may call or write to them: they are marked,
	// or the phone or e-mail of the record Suppression is suppressed. Empty means that
	// they may be contacted.
	Stopped       Date   `field:"stopped,derived=phones+emails+do_not_contact+do_not_contact_reason,past,kept"`
	StoppedReason string `field:"stopped_reason,list=stop_reason,derived=phones+emails+do_not_contact+do_not_contact_reason,kept"`
	Suppression   int64  `field:"suppression,ref=suppression,derived=phones+emails+do_not_contact+do_not_contact_reason"`
	// CallsWithdrawn and those like it are since when they themselves want no calls, texts,
	// e-mails or letters, although they are not stopped.
	CallsWithdrawn  Date `field:"calls_withdrawn,derived,past,kept"`
	TextsWithdrawn  Date `field:"texts_withdrawn,derived,past,kept"`
	EmailsWithdrawn Date `field:"emails_withdrawn,derived,past,kept"`
	PostWithdrawn   Date `field:"post_withdrawn,derived,past,kept"`
	// CallsBarred is since when they may not be called: they want no calls, or have the phone
	// of somebody who does not. A household or an organization has it that is reached through
	// such people alone.
	CallsBarred Date `field:"calls_barred,derived=phones,past,kept"`
	// EmailsBarred is since when no e-mails are wanted at their address: by them, or by
	// somebody else who has it.
	EmailsBarred Date `field:"emails_barred,derived=emails,past,kept"`
	// RejectReason is why a lead or prospect was given up.
	RejectReason string `field:"reject_reason,list=reject_reason,kept"`
	ExternalID   string `field:"external_id"`
	Tags         Tags   `field:"tags"`
	// Also is what was left of the contacts that were merged into this one, where it says
	// something else: fields with values as they are stored, of a reference the name.
	Also    Terms `field:"also,quiet,max=1000"`
	Created Date  `field:"created,past,quiet,kept"`
	// Erased is when they were removed from the book, of which no more is left than reports
	// count; ErasedReason is why, in the words of the producer.
	Erased       Date   `field:"erased,past,kept"`
	ErasedReason string `field:"erased_reason,max=1000,quiet,kept"`
}

// Noun is KindContact.
func (*Contact) Noun() Kind { return KindContact }

func (c *Contact) derive() { c.Phone, c.Email = c.Phones.Primary(), c.Emails.Primary() }

// Names returns the names by which a contact is known: as written, as pronounced, and with
// what they are called.
func (c *Contact) Names() []string {
	names := []string{c.Name}
	if c.Reading != "" {
		names = append(names, c.Reading)
	}
	if c.Nickname != "" {
		names = append(names, c.Nickname+" "+c.Name)
	}
	return append(names, c.FormerNames()...)
}

// Adult reports whether the contact is of age on that day. One with an unknown year of
// birth counts as an adult.
func (c *Contact) Adult(on Date) bool {
	years, known := c.Birthday.Age(on)
	return !known || years >= AgeOfMajority
}

// Every returns how often the contact is called: a client's call frequency, or else six
// months.
func (c *Contact) Every() Period {
	if c.Stage != StageClient {
		return Period{Months: 6}
	}
	switch c.CallFrequency {
	case "3-4-per-year":
		return Period{Months: 3}
	case "5-6-per-year":
		return Period{Months: 2}
	case "monthly":
		return Period{Months: 1}
	default:
		return Period{Months: 6}
	}
}
