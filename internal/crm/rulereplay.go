package crm

// RuleReplay is what rules would have done with what the journal has.
type RuleReplay struct {
	Rules   []string
	Since   Date // the day of the first change, or that which was asked for
	Changes int  // of the journal from there on
	Asked   int  // of these, in which the rules were asked
	Left    []ReplayLeft
	Deeds   []*ReplayDeed
	Counts  []ReplayCount
	// Most is the day on which most of what would have been made is due, and how many.
	Most  Date
	MostN int
	// Acted is set if the rules acted in changes that were looked at.
	Acted bool
	// Failed counts the changes in which a rule would have failed, and Why says how in the
	// first.
	Failed int
	Why    *RuleProblem
}

// Why a change was not played again.
const (
	LeftUndone  = "undone"  // it was taken back since
	LeftErased  = "erased"  // it was about somebody who was erased since
	LeftUnasked = "unasked" // rules are not asked about all of it, and the journal does not say of what
	LeftBroken  = "broken"  // the journal does not have what was before it
)

// ReplayLeft counts changes that were not played again.
type ReplayLeft struct {
	Reason string
	N      int
}

// ReplayCount counts what a rule would have done in one way.
type ReplayCount struct {
	Rule, Does, What string
	N                int
	Was              int // of these, that it did at the time
}

// What became at the time of what a rule would have done.
const (
	ReplayNew  = "new"  // it did not do it
	ReplaySame = "same" // it did
	ReplayOnly = "only" // it did, and would not do it
)

// ReplayDeed is what a rule would have done, or did at the time.
type ReplayDeed struct {
	Deed
	Day     Date
	Change  int64
	ID      int64 // of the record; 0 for one that was never made
	Kind    Kind
	Contact int64
	Name    string // of the contact at the time
	Due     Date   // of what is made or moved
	Trigger *Trigger
	Was     string
}
