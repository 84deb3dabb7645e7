package verb

import "crm/internal/crm"

func today() *Verb {
	return &Verb{Name: "today", About: "The morning's list: whom to call and why", Reads: true,
		Long: `The morning's list: appointments, what is late, calls and tasks, referrals and
opportunities that want to be looked at, renewals, and what falls on days off
before the next working day. It never changes the book.

Of your open opportunities it has those that are due, to be closed within a week
or earlier, assigned to you since the last working day, or with nothing done for
14 days and nothing planned; where a call, a task or an appointment of the list
regards the opportunity, that line stands for it.`,
		Examples: []string{"", "mon", "--quiet-if-empty      (for cron's mail)", "--count               (for a prompt)"},
		Takes: []Take{
			{Name: "day", Arg: "DATE", Type: crm.DateType, Looks: crm.FlagLooks("today"), Plain: true},
			count("days", "so many days, from today on").upTo(366),
			ownerFlag("owner", whose),
			switchFlag("all", "every line, however many there are"),
			switchFlag("quiet-if-empty", "print nothing where nothing is to be done"),
			switchFlag("count", "print only how much there is to do"),
		}}
}

func nextVerb() *Verb {
	return &Verb{Name: "next", About: "The card of whom to call next", Reads: true, Takes: []Take{ownerFlag("owner", whose)}}
}
