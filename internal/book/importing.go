package book

import "crm/internal/crm"

// importing is what an import keeps between the rows of its file. Nothing of it is set
// elsewhere.
type importing struct {
	// file is how the file writes dates; nil is as people do.
	file *fileDates
	// amounts are the columns of amounts that are written as a country does that is not the
	// book's.
	amounts map[string]string
	// changes is set if rows change people of the book.
	changes bool
	// policies is set by a list of policies, which are those of whoever it names.
	policies bool
	// pace spreads the calls; nil makes them when due.
	pace *pace
	// planned are the calls that rules have planned, and that are planned still.
	planned numbers
	// came are the contacts of the rows; named are the households and organizations that
	// the import has made because a row names them; created are all contacts it has made.
	came, named, created numbers
	// met are the contacts of whom a row has been taken: what another row of the file says of
	// them only completes it.
	met numbers
	// made are those that a row has made, and strays those counted who have no next step.
	made, strays numbers
	// older are those of whom a row says what they were before.
	older []string
	// of is the contact of the last row, new or known.
	of int64
	// ofKnown is set while what a row says of somebody in the book is taken.
	ofKnown bool
	// saidOf is what the present row says of being reached on channels.
	saidOf []*crm.Consent
	// first are the first rows as they will be, until they are shown.
	first []FirstRow
	shown bool
	// words are those that no list of the book has.
	words wordsRead
	// referrers are still to be found.
	referrers []referrerNamed
	// cards are what the rows of vCards have beside their values.
	cards cardsRead
	// households are the names of those that were made for their members, joined those of
	// the book that have got somebody, and homesMet all that somebody was put into. apart
	// are those that were made beside one of the same name, by that name.
	households, joined []string
	homesMet           numbers
	apart              map[string][]int64
	// served are the contacts who get no call, since somebody of their household is called.
	served []int64
	// left are the rows left out that say that somebody is not to be called, and refusing
	// those of them of whom nobody is in the book.
	left     []ImportRow
	refusing []string
	// listedOf are the phones and e-mails that were suppressed for contacts of the book who
	// do not have them, and badOfStopped the bad phones of those who were marked.
	listedOf, badOfStopped []string
	// markedByName are those whom rows with nothing but a name have marked, and mayRefuse
	// those of whom such rows may be.
	markedByName, mayRefuse []string
	// ofTwo are the rows that may be of two people, and were taken for one.
	ofTwo []string
	// daysNoted are the days of a list of numbers that became notes, and reasonsNoted the
	// words for why somebody must not be contacted.
	daysNoted, reasonsNoted []string
	partsApart              []string // names of rows whose parts are not in them
	straysElse              bool     // whether somebody without a next step is not ours
	// inherited counts the rows of each retired colleague that somebody else got. advice is
	// what to do about bad rows, by what is wrong, and meant the words of rows of policies that
	// no list has.
	inherited map[string]int
	advice    map[string][]crm.Remedy
	meant     []crm.Given
	counts
}

// counts are rows of an import.
type counts struct {
	firms         int // contacts taken for organizations because of their names
	byEmail       int // contacts without a name, who are called by their e-mail
	uncalled      int // skipped contacts whom nobody calls
	staying       int // those who stay at an earlier stage
	otherwise     int // skipped for a number of somebody of another name who must not be contacted
	reasonsRaised int // numbers that were on the list and are for a graver reason now
	withdrawn     int // of those who want nothing on a channel
	keptWithdrawn int // of those who are said to consent, and withdrew it before
	olderWords    int // of those who have said otherwise since
}
