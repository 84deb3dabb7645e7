package crm

// View is a list under a name: what it lists, which of it, and how.
type View struct {
	Head
	Name string `field:"name"`
	// List is the noun whose records it lists, as a Kind.
	List    string `field:"list"`
	Where   string `field:"where"`   // an expression of package query
	Columns string `field:"columns"` // paths, with commas between
	Sort    string `field:"sort"`    // paths, with commas between, - in front for the other direction
	Owner   string `field:"owner"`   // whose records, as the flag --owner has it; empty is the reader's own
}

// Noun is KindView.
func (*View) Noun() Kind { return KindView }
