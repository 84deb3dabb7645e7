package crm

// Login is an account of a server, the producer that it is, and those for whom it may act.
type Login struct {
	Name     string
	Producer int64
	ActsFor  Numbers
}

// MayActFor reports whether what a login does may be in the name of a producer.
func (l *Login) MayActFor(producer int64) bool {
	return l.Producer == producer || l.ActsFor.Has(producer)
}
