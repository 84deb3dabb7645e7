package store

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// Silenced is what is left of the word of somebody who is no longer in the book, since they
// were erased or an older backup was restored: that they wanted no calls on a phone that others
// have, or no e-mails there, or what they had said, by who they were (remembered.go).
type Silenced struct {
	Point   string // a sum, see secret, numbered and namesake
	Channel string // crm.ByCall or crm.ByEmail of a phone or an e-mail; otherwise also StopWord
	Since   crm.Date
	Reason  string // of a mark
}

// heeding reports whether anybody has said how they may be reached, those included who were
// erased.
func (v *View) heeding() (bool, error) {
	some, err := v.consenting()
	if some || err != nil {
		return some, err
	}
	return v.has(someSilenced)
}

// Silenced returns all that is left of such words.
func (v *View) Silenced() ([]Silenced, error) {
	if some, err := v.has(someSilenced); !some || v.silent != nil || err != nil {
		return v.silent, err
	}
	err := v.each("SELECT point, channel, since, coalesce(reason, '') FROM silenced ORDER BY since, point, channel", nil, func(row *rows) error {
		var s Silenced
		var since string
		if err := row.Scan(&s.Point, &s.Channel, &since, &s.Reason); err != nil {
			return err
		}
		var err error
		if s.Since, err = crm.ParseISODate(since); err != nil || s.Since.IsZero() {
			return &fault{table: "silenced", column: "since"}
		}
		v.silent = append(v.silent, s)
		return nil
	})
	return v.silent, err
}

// silencedBy returns the word of somebody who was erased and had one of the points, or nil.
// It has no contact.
func (v *View) silencedBy(points []string, channel string) (*crm.Consent, error) {
	all, err := v.Silenced()
	if len(all) == 0 || err != nil {
		return nil, err
	}
	key, err := v.secretKey()
	if err != nil {
		return nil, err
	}
	for _, point := range withLines(points) {
		fast, slow := bucket(key, point), ""
		for _, s := range all {
			if s.Channel != channel || !strings.HasPrefix(s.Point, fast) {
				continue
			}
			if slow == "" {
				if slow, err = slowly(key, point); err != nil {
					return nil, err
				}
			}
			if s.Point == slow {
				return &crm.Consent{Channel: channel, State: crm.Withdrawn, Since: s.Since}, nil
			}
		}
	}
	return nil, nil
}

// EmailsWithdrawnBeside returns the last word of somebody else who has an e-mail of a contact
// and wants none, or nil; whoever has spoken for themselves is not asked. That of somebody
// who was erased has no contact.
func (v *View) EmailsWithdrawnBeside(c *crm.Contact) (*crm.Consent, error) {
	if some, err := v.heeding(); !some || err != nil {
		return nil, err
	}
	own, err := v.ConsentsOf(c.ID)
	if err != nil {
		return nil, err
	}
	return v.noEmailsBeside(c, own)
}

// noEmailsBeside is EmailsWithdrawnBeside for somebody whose own words are known.
func (v *View) noEmailsBeside(c *crm.Contact, own []*crm.Consent) (*crm.Consent, error) {
	emails := v.PointsOf(&crm.Contact{Emails: c.Emails})
	if len(emails) == 0 || crm.LastWord(own, crm.ByEmail) != nil {
		return nil, nil
	}
	said, err := v.livingBeside(c, emails, crm.ByEmail)
	if said != nil || err != nil {
		return said, err
	}
	return v.silencedBy(emails, crm.ByEmail)
}

// Silence keeps the word of somebody who was erased, and bars from calls or e-mails whoever
// has the phone or the e-mail and has not allowed them.
func (tx *Tx) Silence(s Silenced) error {
	tx.some[someSilenced], tx.silent, tx.silentAt = true, nil, nil
	err := tx.exec("INSERT INTO silenced (point, channel, since, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", s.Point, s.Channel, s.Since.String(), orNull(s.Reason))
	if !crm.IsSecret(s.Point) || err != nil {
		return err
	}
	others, err := tx.reachingSecret(s.Point)
	for _, other := range others {
		if err := tx.keepStop(other); err != nil {
			return err
		}
	}
	return err
}

// wordOn is the word of somebody about one of their phones or e-mails.
type wordOn struct {
	channel, by  string // of the point, and of the consent
	value, point string
	since        crm.Date
}

// wordsOn returns what somebody has withdrawn of calls and e-mails, by their phones and
// e-mails that reach them.
func (v *View) wordsOn(c *crm.Contact, said []*crm.Consent) (words []wordOn) {
	for _, list := range []struct {
		channel, by string
		points      crm.Points
	}{{crm.Phone, crm.ByCall, c.Phones}, {crm.Email, crm.ByEmail, c.Emails}} {
		since := crm.WithdrawnSince(said, list.by)
		for _, p := range list.points {
			if point, ok := v.Point(list.channel, p.Value); ok && !since.IsZero() && !p.Bad {
				words = append(words, wordOn{list.channel, list.by, p.Value, point, since})
			}
		}
	}
	return words
}

// silencing returns what Silence keeps of a word.
func (v *View) silencing(word wordOn) (Silenced, error) {
	sum, err := v.secret(word.point)
	return Silenced{Point: sum, Channel: word.by, Since: word.since}, err
}

// WordsOn returns what Silence keeps of the words of somebody about their phones and e-mails,
// except for those that somebody has who says the same.
func (v *View) WordsOn(c *crm.Contact, said []*crm.Consent, except []*crm.Contact) (left []Silenced, err error) {
	var there []string
	for _, other := range except {
		there = append(there, v.PointsOf(other)...)
	}
	for _, word := range v.wordsOn(c, said) {
		if slices.Contains(there, word.point) {
			continue
		}
		s, err := v.silencing(word)
		if err != nil {
			return nil, err
		}
		left = append(left, s)
	}
	return left, nil
}

// KeepWithdrawn returns what has to be kept of the word of somebody who is erased, and wants
// no calls or no e-mails: suppressions of the points that nobody else has. Where somebody
// else has them, who speaks for themselves, it keeps what Silenced tells.
func (tx *Tx) KeepWithdrawn(c *crm.Contact) (alone []*crm.Suppression, err error) {
	said, err := tx.ConsentsOf(c.ID)
	if err != nil {
		return nil, err
	}
	for _, word := range tx.wordsOn(c, said) {
		others, err := tx.Reaching(word.point)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(others, func(o *crm.Contact) bool { return o.ID != c.ID }) {
			alone = append(alone, &crm.Suppression{Channel: word.channel, Value: word.value, Since: word.since, Reason: crm.StopAsked, Contact: c.ID})
			continue
		}
		left, err := tx.silencing(word)
		if err == nil {
			err = tx.Silence(left)
		}
		if err != nil {
			return nil, err
		}
	}
	return alone, nil
}
