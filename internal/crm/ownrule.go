package crm

// States of a rule in a book.
const (
	RuleOn  = "on"
	RuleOff = "off"
)

// OwnRule is a rule of the book's own, which replaces a built-in one of its name; or, without
// a source, what the book says of a built-in one.
type OwnRule struct {
	Head
	Name  string `field:"name,needed,max=60"`
	State string `field:"state,needed,list=rule_state"`
	// Before and After are the rule before or after which it is asked; both empty leave it
	// where it is by itself.
	Before string `field:"before,max=60"`
	After  string `field:"after,max=60"`
	Source string `field:"source,prose,max=100000"` // YAML, as package rules reads it
	// Clauses are the same as that package has read them, since to read YAML takes longer
	// than most changes. Heads has which edits each is about, by which most are left aside.
	Clauses string `field:"clauses,quiet,max=1000000"`
	Heads   string `field:"heads,quiet,max=200000"`
	// Language is that in which its texts are written: of whoever wrote it.
	Language string `field:"language,quiet,max=10"`
}

// Noun is KindRule.
func (*OwnRule) Noun() Kind { return KindRule }

// RuleProblem is a rule that failed in a change: it stopped, and the change was made.
type RuleProblem struct {
	Change int64
	Rule   string
	Kind   Kind // of the record of the edit, the first where there are several
	Record int64
	Part   string // of the rule, as it is written: "when", "due"
	Why    string // a RuleReason, or the words of a refusal, which are English as all of them
	N      int64  // how many edits it failed for
}

// RuleReason is why a rule has failed, where nothing was refused. It is kept as a code, and
// said in the language of whoever reads it.
type RuleReason string

// The reasons.
const (
	RuleNoDay   RuleReason = "no-day"
	RuleTooDeep RuleReason = "too-deep"
	// RuleNoProducer: the owner that a rule names is not a producer, or has retired.
	// RuleNoRecord: another record that it names is not in the book.
	RuleNoProducer RuleReason = "no-producer"
	RuleNoRecord   RuleReason = "no-record"
)

var ruleReasons = map[RuleReason]string{
	RuleNoDay:      "the day is unknown",
	RuleTooDeep:    "too many rules have set each other off",
	RuleNoProducer: "it names nobody who is a producer now",
	RuleNoRecord:   "the record that it names is not there",
}

// Error says it in English.
func (r RuleReason) Error() string { return ruleReasons[r] }

// Reason returns why the rule has failed, if nothing was refused; otherwise nothing.
func (p *RuleProblem) Reason() RuleReason {
	if r := RuleReason(p.Why); ruleReasons[r] != "" {
		return r
	}
	return ""
}

// English says why in English, for programs.
func (p *RuleProblem) English() string {
	if r := p.Reason(); r != "" {
		return r.Error()
	}
	return p.Why
}
