package crm

// View is a named list: of what, which of it, and how.
type View struct {
	Head
	Name string `field:"name"`
	// List is the list that it filters, by the word of its command: "opp", "lead",
	// "call".
	List    string `field:"list"`
	Where   string `field:"where,max=5000"`   // an expression of package query
	Columns string `field:"columns,max=5000"` // paths, with commas between
	Sort    string `field:"sort,max=5000"`    // paths, with commas between, - in front for the other direction
	Owner   string `field:"owner"`            // whose records, as the flag --owner has it; empty is the reader's own
}

// Noun is KindView.
func (*View) Noun() Kind { return KindView }

// BuiltinViews returns the views that every book has. They have no number, and their
// names are codes of the picklist "view".
func BuiltinViews() []*View {
	const (
		closing = "id,contact.name,line,stage,premium,probability,close_by,next_due"
		closed  = "id,contact.name,line,actual_premium,closed"
		first   = "today - days(day(today) - 1)" // of this month
		month   = `status == "open" and close_by >= ` + first + ` and close_by < ` + first + ` + months(1)`
		next    = `status == "open" and close_by >= ` + first + ` + months(1) and close_by < ` + first + ` + months(2)`
	)
	return []*View{
		{Name: "my-open-opportunities", List: "opp", Where: `status == "open"`},
		{Name: "closing-this-month", List: "opp", Where: month, Columns: closing, Sort: "close_by"},
		{Name: "closing-next-month", List: "opp", Where: next, Columns: closing, Sort: "close_by"},
		{Name: "won", List: "opp", Where: `status == "won"`, Columns: closed, Sort: "-closed"},
		{Name: "lost", List: "opp", Where: `status == "lost"`, Columns: "id,contact.name,line,premium,lost_reason,competitor,closed", Sort: "-closed"},
		{
			Name: "stale", List: "opp", Where: `status == "open" and (last_activity ?? opened) <= today - days(14)`,
			Columns: "id,contact.name,line,stage,premium,last_activity,opened,next_due", Sort: "last_activity,opened",
		},
		{
			Name: "my-referrals", List: "opp", Where: `status == "open" and source == "referral"`,
			Columns: "id,contact.name,line,stage,referred_by.name,reason,assigned,next_due", Sort: "next_due",
		},
		{
			Name: "policies-expiring", List: "policy", Where: `status in ["active", "pending"] and expires >= today and expires <= today + days(90)`,
			Sort: "expires",
		},
	}
}
