package crm

// Report is a report of the book's own.
type Report struct {
	Head
	Name       string `field:"name"`
	Definition string `field:"definition"` // YAML, as package report reads it
}

// Noun is KindReport.
func (*Report) Noun() Kind { return KindReport }
