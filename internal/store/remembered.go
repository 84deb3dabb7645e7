package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Whoever said no and is not in a backup that is restored may come back: with a later
// backup, by an undo, or entered by hand. What they said is kept among what is silenced,
// by who they were. See docs/decisions/0133.

// StopWord is the channel of a do-not-contact mark among words that are kept.
const StopWord = "stop"

const (
	numberMark = "@" // begins a number with the sum of the operation that recorded it
	nameMark   = "=" // begins each fast sum of a name with what tells people of that name apart
)

// Entered is a number under which a book has, or had, a contact.
type Entered struct {
	ID int64
	By string       // the operation that recorded them; empty if the journal lacks it
	As *crm.Contact // who they were, if they are to be known by that; or nil
}

// Namesakes reports whether somebody has a name of one of others.
func Namesakes(c *crm.Contact, others []*crm.Contact) bool {
	keys := nameKeys(c)
	return slices.ContainsFunc(others, func(o *crm.Contact) bool {
		return slices.ContainsFunc(nameKeys(o), func(key string) bool { return slices.Contains(keys, key) })
	})
}

// numbered is what stands for who was recorded under a number.
func numbered(id int64, made string) string { return fmt.Sprintf("%s%d/%s", numberMark, id, made) }

// namesake returns the sum of a text about a contact.
func (v *View) namesake(parts ...string) (string, error) {
	key, err := v.secretKey()
	sum := hmac.New(sha256.New, key)
	sum.Write([]byte("who: " + strings.Join(parts, "\x00")))
	return nameMark + hex.EncodeToString(sum.Sum(nil)[:16]), err
}

// nameKeys are the names of a contact as they are compared: in any spelling that is the same
// name, and their words in any order.
func nameKeys(c *crm.Contact) (keys []string) {
	for _, name := range c.Names() {
		words := fold.NameWords(name)
		slices.Sort(words)
		for _, key := range append(fold.SameKeys(name), strings.Join(words, " ")) {
			if key != "" && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// likeness are the sums by which somebody may be who is not in the book: their name is in the
// other, or has it. Two who were born on different days are apart.
func (v *View) likeness(c *crm.Contact, here bool) (sums []string, err error) {
	born, days := fmt.Sprintf("%02d-%02d", c.Birthday.Month, c.Birthday.Day), []string{"", "any"}
	switch {
	case c.Birthday.IsZero() && !here:
		days = []string{""}
	case !c.Birthday.IsZero() && here:
		days = []string{"", born}
	case !c.Birthday.IsZero():
		days = []string{"any", born}
	}
	parcels := fold.LikeParcels
	if here {
		parcels = fold.LikeProbes
	}
	for _, name := range c.Names() {
		for _, parcel := range parcels(name) {
			for _, day := range days {
				sum, err := v.namesake("like", parcel, day)
				if err != nil {
					return nil, err
				}
				sums = append(sums, sum)
			}
		}
	}
	return sums, nil
}

// bearing are the sums by which somebody who is not in the book is known, or who is in it is
// looked for: by the number of another program, by the name with a birthday, a phone or an
// e-mail, and by the name alone where nothing tells two of that name apart. They are apart if
// both have a birthday, or both a phone or an e-mail. Who is in it may be somebody by the sums
// of like, where only phones and e-mails tell them apart.
func (v *View) bearing(c *crm.Contact, here bool) (sums, like []string, err error) {
	sum := func(parts ...string) string {
		sum, failed := v.namesake(parts...)
		if err == nil {
			err = failed
		}
		return sum
	}
	key, err := v.secretKey()
	if err != nil {
		return nil, nil, err
	}
	if c.ExternalID != "" {
		sums = append(sums, sum("number", strings.TrimSpace(c.ExternalID)))
	}
	born, reached := !c.Birthday.IsZero(), len(c.Phones)+len(c.Emails) > 0
	points := v.PointsOf(c)
	for _, name := range nameKeys(c) {
		if born {
			sums = append(sums, sum("born", c.Kind, name, fmt.Sprintf("%02d-%02d", c.Birthday.Month, c.Birthday.Day)))
		}
		for _, theirs := range [][2]bool{{false, false}, {false, true}, {true, false}, {true, true}} {
			if !here && theirs != [2]bool{born, reached} || here && born && theirs[0] {
				continue
			}
			text := []string{c.Kind, name, strconv.FormatBool(theirs[0]), strconv.FormatBool(theirs[1])}
			for _, point := range points {
				if theirs[1] { // the fast sum of a point, of which many have the same
					sums = append(sums, sum(append([]string{"point", bucket(key, point)}, text...)...))
				}
			}
			alone := sum(append([]string{"name"}, text...)...)
			if here && reached && theirs[1] {
				like = append(like, alone)
			} else {
				sums = append(sums, alone)
			}
		}
	}
	return sums, like, err
}

// standing returns at which places of what is silenced words are kept of one of those who:
// under a point of theirs, or one that has one of their sums.
func (v *View) standing(who []string) (at []int) {
	if v.silentAt == nil {
		v.silentAt = map[string][]int{}
		for i, s := range v.silent {
			if sums, named := strings.CutPrefix(s.Point, nameMark); named {
				for sum := range strings.SplitSeq(sums, nameMark) {
					v.silentAt[nameMark+sum] = append(v.silentAt[nameMark+sum], i)
				}
			} else {
				v.silentAt[s.Point] = append(v.silentAt[s.Point], i)
			}
		}
	}
	for _, w := range who {
		at = append(at, v.silentAt[w]...)
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// Remembering returns what is kept of the words of a contact who said no and is not in the
// book under one of their numbers.
func (v *View) Remembering(c *crm.Contact, said []*crm.Consent, under Entered) (words []Silenced, err error) {
	var who []string
	if under.As != nil {
		sums, _, err := v.bearing(under.As, false)
		if err != nil {
			return nil, err
		}
		like, err := v.likeness(under.As, false)
		if err != nil {
			return nil, err
		}
		if sums = append(sums, like...); len(sums) > 0 {
			who = append(who, strings.Join(sums, "")) // together: what they say later is of all
		}
	}
	if under.By != "" {
		made, err := v.secretOp(under.By)
		if err != nil {
			return nil, err
		}
		who = append(who, numbered(under.ID, made))
	}
	for _, point := range who {
		if !c.DoNotContact.IsZero() {
			words = append(words, Silenced{Point: point, Channel: StopWord, Since: c.DoNotContact, Reason: c.DoNotContactReason})
		}
		for _, channel := range crm.Channels() {
			if since := crm.WithdrawnSince(said, channel); !since.IsZero() {
				words = append(words, Silenced{Point: point, Channel: channel, Since: since})
			}
		}
	}
	return words, nil
}

// Remembered returns what is kept of the words of a contact of the book, by channel: of
// somebody of their name as well if it is named.
func (v *View) Remembered(c *crm.Contact, named bool) (map[string]Silenced, error) {
	var aliases []*crm.Alias
	if some, err := v.SomeSilenced(); some && err == nil && c.ID != 0 {
		if aliases, err = v.AliasesOf(c.ID); err != nil {
			return nil, err
		}
	}
	who, err := v.who(c, aliases)
	return v.keptOf(who, named), err
}

// RememberedLike returns what is kept of the words of somebody who has the name of a contact
// of the book, and other phones or e-mails, or a name that is in theirs, or has it.
func (v *View) RememberedLike(c *crm.Contact) (map[string]Silenced, error) {
	if all, err := v.Silenced(); len(all) == 0 || err != nil {
		return nil, err
	}
	_, named, err := v.bearing(c, true)
	if err != nil {
		return nil, err
	}
	like, err := v.likeness(c, true)
	return v.keptOf(append(named, like...), true), err
}

// keptOf returns what is kept by some who, by channel.
func (v *View) keptOf(who []string, named bool) map[string]Silenced {
	words := map[string]Silenced{}
	for _, at := range v.standing(who) {
		if s := v.silent[at]; named || !strings.HasPrefix(s.Point, nameMark) {
			if _, known := words[s.Channel]; !known {
				words[s.Channel] = s
			}
		}
	}
	return words
}

// who returns what may stand for a contact of the book where words are kept; nothing if none
// are. Aliases are those that stand for them.
func (v *View) who(c *crm.Contact, aliases []*crm.Alias) (who []string, err error) {
	all, err := v.Silenced()
	if err != nil {
		return nil, err
	}
	named, of := false, map[string]bool{}
	for _, s := range all {
		named = named || strings.HasPrefix(s.Point, nameMark)
		if number, _, is := strings.Cut(s.Point, "/"); is {
			of[number] = true
		}
	}
	if named {
		if who, _, err = v.bearing(c, true); err != nil {
			return nil, err
		}
	}
	if len(of) == 0 || c.ID == 0 {
		return who, nil
	}
	numbers := []int64{c.ID}
	for _, a := range aliases {
		numbers = append(numbers, a.Number)
	}
	for _, id := range numbers {
		if !of[numberMark+strconv.FormatInt(id, 10)] {
			continue
		}
		made, err := v.MadeBy(id)
		if err != nil {
			return nil, err
		}
		who = append(who, numbered(id, made))
	}
	return who, nil
}

// AllRemembered returns the contacts of the book of whose words something is kept.
func (v *View) AllRemembered() (all []*crm.Contact, err error) {
	words, err := v.Silenced()
	if err != nil || !slices.ContainsFunc(words, func(s Silenced) bool { return !crm.IsSecret(s.Point) }) {
		return nil, err
	}
	everybody, err := find[*crm.Contact](v, "WHERE erased IS NULL ORDER BY id")
	if err != nil {
		return nil, err
	}
	aliases, err := find[*crm.Alias](v, "ORDER BY id")
	if err != nil {
		return nil, err
	}
	of := map[int64][]*crm.Alias{}
	for _, a := range aliases {
		of[a.Contact] = append(of[a.Contact], a)
	}
	for _, c := range everybody {
		who, err := v.who(c, of[c.ID])
		if err != nil {
			return nil, err
		}
		if len(v.keptOf(who, true)) > 0 {
			all = append(all, c)
		}
	}
	return all, nil
}

// Unremember drops what is kept of the words of a contact on some channels: they have said
// something else since.
func (tx *Tx) Unremember(c *crm.Contact, channels ...string) error {
	aliases, err := tx.AliasesOf(c.ID)
	if err != nil {
		return err
	}
	who, err := tx.who(c, aliases)
	if len(who) == 0 || err != nil {
		return err
	}
	var points []string
	for _, at := range tx.standing(who) {
		if s := tx.silent[at]; !slices.Contains(points, s.Point) {
			points = append(points, s.Point)
		}
	}
	if len(points) == 0 {
		return nil
	}
	marks, args := oneOf(points)
	tx.silent, tx.silentAt = nil, nil
	return tx.exec("DELETE FROM silenced WHERE point IN ("+marks+") AND channel IN "+codes(channels), args...)
}

// ContactNumbers returns the numbers of all contacts, those who were merged into them included.
func (v *View) ContactNumbers() (map[int64]bool, error) {
	all, err := column[int64](v, "SELECT id FROM contacts UNION SELECT old_number FROM aliases")
	numbers := map[int64]bool{}
	for _, id := range all {
		numbers[id] = true
	}
	return numbers, err
}

// KeptNumbers returns the numbers of those of whose words something is kept who are not in the
// book, with the day of the first and whether they were marked as not to be contacted, and counts
// the phones and e-mails about which something is.
func (v *View) KeptNumbers() (since map[int64]crm.Date, marked map[int64]bool, points int, err error) {
	all, err := v.Silenced() // the first day comes first
	since, marked = map[int64]crm.Date{}, map[int64]bool{}
	for _, s := range all {
		number, _, _ := strings.Cut(strings.TrimPrefix(s.Point, numberMark), "/")
		id, failed := strconv.ParseInt(number, 10, 64)
		switch {
		case crm.IsSecret(s.Point):
			points++
		case failed != nil:
		case !since[id].IsZero():
			marked[id] = marked[id] || s.Channel == StopWord
		default:
			there, err := Ref[*crm.Contact](v, id)
			if err != nil {
				return nil, nil, 0, err
			}
			if there == nil {
				since[id], marked[id] = s.Since, s.Channel == StopWord
			}
		}
	}
	return since, marked, points, err
}
