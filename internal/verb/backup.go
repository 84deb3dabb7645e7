package verb

// backupVerbs are the verbs that copy the whole book and bring it back.
func backupVerbs() []*Verb {
	passphrase := path("passphrase-file", "a `FILE` whose first line is the passphrase; - is standard input")
	return []*Verb{
		{Name: "backup", About: "Make a backup of the whole book, also while others write", Reads: true,
			Long: "Make a backup of the whole book, also while others write. It is read again and\n" +
				"compared with the book before it gets its name, so it is there whole or not at all.\n\n" +
				"Without FILE|DIR it goes into backups, a directory beside the book. In a directory\n" +
				"its name says when it was made and which change is the last one in it:\n" +
				"book-20261125T154200Z-187-hand-3fa9c1.db. With --keep, older ones of this book that\n" +
				"were made by hand in that directory are removed afterwards, and no other files.\n\n" +
				"With --encrypt it is encrypted with a passphrase, in the form that age\n" +
				"(age-encryption.org) reads, and its name ends in .age. Without the passphrase nobody\n" +
				"can read it again, you neither.",
			Examples: []string{``, `--keep 14`, `/media/stick --encrypt`, `before-the-fair.db`},
			Takes: []Take{
				{Name: "to", Arg: "FILE|DIR", Plain: true, Path: true},
				count("keep", "keep the newest `N` made by hand in that directory, and remove older ones"),
				switchFlag("encrypt", "encrypt it with a passphrase, which is asked for"), passphrase,
				switchFlag("force", "write over FILE"),
			}},
		{Name: "backups", About: "List the backups of the book, the newest first", Reads: true,
			Long: "List the backups of the book, the newest first: the last change in each, when it was\n" +
				"made and why, and its file. Those made by hand are there, and those that are made by\n" +
				"themselves before an upgrade, an import, a restore and a repair; how many of the\n" +
				"latter are kept is a setting: crm book set backups 10.",
			Examples: []string{``, `/media/stick`},
			Takes:    []Take{{Name: "in", Arg: "DIR", Plain: true, Path: true}}},
		{Name: "restore", About: "Put a backup into the place of the book",
			Long: "Put a backup into the place of the book: a FILE, encrypted or not, or the backup of a\n" +
				"CHANGE that \"crm book backups\" lists. It is found to be whole before anything is\n" +
				"touched, and the book as it is now is kept as a backup. No other program may have the\n" +
				"book open meanwhile.\n\n" +
				"Changes that were made since are not in it; how many is asked about first. Who must\n" +
				"not be contacted by now is marked in it again. New numbers go on where the book had\n" +
				"got to, so that none means two things.",
			Examples: []string{`187`, `/media/stick/book-20261125T154200Z-187-hand-3fa9c1.db.age`, `187 -n`},
			Takes:    []Take{{Name: "file", Arg: "FILE|CHANGE", Plain: true, Path: true, Required: true}, passphrase}},
	}
}

func doctor() *Verb {
	return &Verb{Name: "doctor", About: "Look at the program and the book from outside, for somebody who helps", Reads: true,
		Long: "Look at the program and the book from outside: versions, where things are, who may\n" +
			"read them, free space, who is writing, clock, backups, and how many records there\n" +
			"are. There are no names, telephone numbers or notes in it, so that it can be sent to\n" +
			"somebody who helps. What is odd stands at the end, with what to do; the exit status\n" +
			"is 11 then. It looks into no record: that is crm book check.",
		Examples: []string{``, `-o json`}}
}
