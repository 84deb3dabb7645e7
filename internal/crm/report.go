package crm

// Report is a report of the book's own.
type Report struct {
	Head
	Name       string `field:"name"`
	Definition string `field:"definition,max=1048576"` // YAML, as package report reads it
}

// Noun is KindReport.
func (*Report) Noun() Kind { return KindReport }
