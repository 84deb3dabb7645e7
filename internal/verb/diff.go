package verb

func diff() *Verb {
	book := func(name, arg string) Take {
		return Take{Name: name, Arg: arg, Plain: true, Path: true, Required: true}
	}
	return &Verb{Name: "diff", Reads: true, About: "Show what differs between two books",
		Long: `Show what differs between two books: what the second has more, has not, and has otherwise
than the first. A book is the file of one, its address on a server, a backup, or what
"crm export book" has written.
Records are compared by their numbers. The exit status is 0 where the books are the same, and
11 where they differ. Neither of them is changed.`,
		Examples: []string{"backups/book-20261125T154200Z-187-hand-3fa9c1.db book.db", "my-book.zip book.db -o json", "book.db other.db -q"},
		Takes:    []Take{book("first", "BOOK"), book("second", "OTHER")}}
}
