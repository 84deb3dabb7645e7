package crm

// Problem is something in a book that is not as the program keeps it. Package locale has
// a sentence for each code.
type Problem struct {
	Code   string
	Table  string // in the database; empty where it is about the file
	ID     int64  // of the row, or of the change; 0 if it is not about one
	Field  string
	Values map[string]any // what the sentence names
	// Derived says that it follows from the rest of the book, and can be rebuilt.
	Derived bool
}
