package crm

// Pack is what a book says of a pack of rules: that one acts which by itself does not, or
// the other way round.
type Pack struct {
	Head
	Name  string `field:"name,needed,max=60"`
	State string `field:"state,needed,list=rule_state"`
	// Language is that of the texts which its rules write.
	Language string `field:"language,max=10"`
}

// Noun is KindPack.
func (*Pack) Noun() Kind { return KindPack }

// Switched reports whether an edit switches a rule or a pack on or off, and does nothing else
// to it; and whether it is on then. What a book says no more is the other way round.
func Switched(e *Edit) (on, is bool) {
	if e.Action == Update {
		return false, false
	}
	var state string
	switch r := e.Record().(type) {
	case *Pack:
		state = r.State
	case *OwnRule:
		if r.Source != "" || r.State == RuleOn {
			return false, false
		}
		state = r.State
	default:
		return false, false
	}
	return (state == RuleOn) == (e.Action == Create), true
}
