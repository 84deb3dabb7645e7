package crm

import "slices"

// The channels by which somebody is reached, and to which they consent.
const (
	ByCall  = "call"
	ByText  = "text"
	ByEmail = "email"
	ByPost  = "post"
	ByAll   = "all" // what is said of every channel
)

// The states of a consent.
const (
	Consented = "given"
	Withdrawn = "withdrawn"
)

// Consent is what a contact has said about being reached on a channel. The last word on
// it counts; those before it are kept, since they prove what was allowed until then.
type Consent struct {
	Head
	Contact int64  `field:"contact,needed,ref=contact,kept"`
	Channel string `field:"channel,needed,list=consent_channel,kept"`
	State   string `field:"state,needed,list=consent_state,kept"`
	Since   Date   `field:"since,needed,past,kept"`
	How     string `field:"how,max=200,words=consent_how"` // of the picklist "consent_how", or in words of the book's own
	Purpose string `field:"purpose,max=200"`               // what it is for; empty is everything
	Note    string `field:"note,max=1000"`                 // what was said
	Source  string `field:"source,max=1000"`               // the file that it came from
}

// Noun is KindConsent.
func (*Consent) Noun() Kind { return KindConsent }

// Repeats reports whether another record is a consent that says the same.
func (c *Consent) Repeats(other Record) bool {
	o, ok := other.(*Consent)
	return ok && !slices.ContainsFunc(BuiltIn(KindConsent).Fields, func(f *Field) bool {
		return f.Name != "id" && f.Name != "version" && !f.equalIn(c, o)
	})
}

// After reports whether a consent is a later word on its channel than another one.
func (c *Consent) After(o *Consent) bool {
	return o == nil || c.Since.After(o.Since) || c.Since == o.Since && c.ID > o.ID
}

// On reports whether a consent is about a channel.
func (c *Consent) On(channel string) bool { return c.Channel == channel || c.Channel == ByAll }

// LastWord returns what counts of all that was said of a channel, or nil: the last word. A
// consent for one purpose takes back no withdrawal for another one, or for everything.
func LastWord(all []*Consent, channel string) *Consent {
	last, _ := words(all, channel)
	return last
}

// words returns what counts of all that was said of a channel, and the withdrawals that
// nothing has taken back, the oldest first.
func words(all []*Consent, channel string) (last *Consent, withdrawn []*Consent) {
	all = slices.DeleteFunc(slices.Clone(all), func(c *Consent) bool { return !c.On(channel) })
	slices.SortStableFunc(all, func(a, b *Consent) int {
		if a.After(b) {
			return 1
		}
		return -1
	})
	for _, c := range all {
		last = c
		if c.State == Withdrawn {
			withdrawn = append(withdrawn, c)
			continue
		}
		withdrawn = slices.DeleteFunc(withdrawn, func(w *Consent) bool { return c.Purpose == "" || c.Purpose == w.Purpose })
	}
	if n := len(withdrawn); n > 0 {
		last = withdrawn[n-1]
	}
	return last, withdrawn
}

// Overtaken reports whether the opposite of a consent was said later on the same day.
func Overtaken(all []*Consent, c *Consent) bool {
	return slices.ContainsFunc(all, func(o *Consent) bool {
		return o.Since == c.Since && o.State != c.State && o.After(c) && (o.On(c.Channel) || c.On(o.Channel))
	})
}

// LastWords returns what counts: for each channel what was said of it last, each word once.
func LastWords(all []*Consent) (last []*Consent) {
	for _, channel := range Channels() {
		if c := LastWord(all, channel); c != nil && !slices.Contains(last, c) {
			last = append(last, c)
		}
	}
	return last
}

// Channels are those on which somebody is reached.
func Channels() []string {
	return slices.DeleteFunc(Picklist("consent_channel"), func(channel string) bool { return channel == ByAll })
}

// WithdrawnSince returns since when a channel must not be used, however often that was
// said; the zero day where it may, or nothing was said.
func WithdrawnSince(all []*Consent, channel string) Date {
	_, withdrawn := words(all, channel)
	if len(withdrawn) == 0 {
		return Date{}
	}
	return withdrawn[0].Since
}

// MayCall reports whether a contact may be called: neither are they stopped, nor have they
// withdrawn their consent to calls, nor has somebody with the same number.
func (c *Contact) MayCall() bool { return c.Stopped.IsZero() && c.CallsBarred.IsZero() }

// Bars reports whether somebody who may be written to keeps an activity with them from
// being planned.
func (c *Contact) Bars(a *Activity) bool {
	return !c.CallsBarred.IsZero() && a.Kind == Call && a.PlansContact()
}

// WantsNoText reports whether an activity is a text message to somebody who wants none.
func (c *Contact) WantsNoText(a *Activity) bool {
	return !c.TextsWithdrawn.IsZero() && a.Purpose == PurposeText
}

// Withdrawal is a derived field of a contact that says since when they want nothing on a
// channel.
type Withdrawal struct{ Field, Channel string }

// Withdrawals are those fields, one for each channel.
func Withdrawals() []Withdrawal {
	return []Withdrawal{{"calls_withdrawn", ByCall}, {"texts_withdrawn", ByText}, {"emails_withdrawn", ByEmail}, {"post_withdrawn", ByPost}}
}

// WithdrawalFields are their names.
func WithdrawalFields() (names []string) {
	for _, w := range Withdrawals() {
		names = append(names, w.Field)
	}
	return names
}

// ConsentFields are the derived fields that follow from consents.
func ConsentFields() []string { return append(WithdrawalFields(), "calls_barred", "emails_barred") }
