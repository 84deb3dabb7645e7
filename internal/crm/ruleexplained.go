package crm

import (
	"fmt"
	"slices"
	"strconv"
)

// RuleExplained says why a rule would act for a record now, or would not.
type RuleExplained struct {
	Rule    string
	Version RuleVersion // that is in the book now
	Off     bool
	Record  Record
	Contact *Contact // whom that is about; nil if it is about nobody
	Clauses []RuleClause
	// Acted is the last change in force in which the rule acted because of the record.
	Acted *ChangeInfo
}

// RuleClause is a clause of a rule, asked about an edit that is supposed.
type RuleClause struct {
	Number int // among the clauses of the rule, from 1
	On     Kind
	About  string
	// Edit is supposed: the edit that gave a record what it has. It is nil where there is no
	// record that could set off the clause.
	Edit       *Edit
	Trigger    *Trigger    // the same, in short
	Made       *ChangeInfo // the change in which that was made
	Fires      bool
	Conditions []RuleCondition
	Effects    []RuleEffect
	Others     int    // records that set it off no more than this one
	Failed     string // why it can't be asked, in English, for who writes rules
}

// Comes reports whether something would come of the clause.
func (c *RuleClause) Comes() bool {
	return c.Fires && slices.ContainsFunc(c.Effects, func(e RuleEffect) bool {
		return len(e.Comes) > 0 || e.Applies && e.Failed == "" && (e.Deed.Does == "say" || e.Deed.Does == "warn")
	})
}

// RuleCondition is a part of a condition with what it came to, and why.
type RuleCondition struct {
	Text    string
	Holds   bool
	Unknown []string // what is not known, where it does not hold for that alone
	Saw     []SeenValue
	// Spent is when the rule has acted, where how often it acts is the condition and does not hold.
	Spent *RuleActed
}

// RuleActed is that a rule has acted for a record.
type RuleActed struct {
	Of     Record
	Name   string // of its contact
	Change *ChangeInfo
}

// RuleEffect is what a clause would do: what comes of it, or why nothing does.
type RuleEffect struct {
	Deed       Deed            // as the rule wants it
	Applies    bool            // the condition of its own holds
	Conditions []RuleCondition // of its own
	Comes      []Deed          // of it
	Notices    []Notice        // what is in the way, and what it says
	Failed     string
}

// SeenValue is a value that a condition came upon, by the name that it has there, as it is
// written in an expression: a text, a number, true or false, or nil for unknown.
type SeenValue struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// longestSeen is how much is shown of a text.
const longestSeen = 60

// String writes it as in an expression.
func (s SeenValue) String() string {
	switch v := s.Value.(type) {
	case nil:
		return s.Name + " = nil"
	case string:
		if runes := []rune(v); len(runes) > longestSeen {
			v = string(runes[:longestSeen]) + "…"
		}
		return s.Name + " = \"" + v + "\""
	case float64:
		return s.Name + " = " + strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return s.Name + " = " + fmt.Sprint(v)
	}
}

// Backfilled is what a rule did for what was in the book already.
type Backfilled struct {
	Rule     string
	Asked    int       // records that it was asked about
	Records  int       // for which it acted
	Acted    int       // for which it had acted already
	Stopped  int       // for which it would have acted, if they might be contacted
	Standing int       // for which what it would have made stands already
	Days     []CallDay // on which the calls are due that came of it
}

// RuleVersion is the version of a rule that acted.
type RuleVersion struct {
	Builtin bool // or of a pack
	// Number is that of the record of one of the book's own. Of a rule of the program it is
	// counted from 1, and 0 if it is not known.
	Number int64
	// Now is the version that this program has of its rule, if that is another one.
	Now int64
	// Changed is set if it is written otherwise since, and Removed if it is there no more. A
	// built-in one that changed is replaced by one of the book's own.
	Changed, Removed bool
}
