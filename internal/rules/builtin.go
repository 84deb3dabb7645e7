// Code generated from psm.yaml and pipeline.yaml by go test ./internal/rules -update. DO NOT EDIT.

package rules

// builtin is the built-in rules as data: to read the YAML takes longer than most changes.
var builtin = []Rule{
	{
		Name:  "new-lead",
		About: "A new lead is called on the next working day.",
		On:    "contact",
		When:  "stage == \"lead\" and do_not_contact == nil and (changed(\"stage\") and not input.merged or changed(\"stopped\") and stopped == nil or changed(\"calls_barred\") and calls_barred == nil)",
		Needs: [][]Need{{{Field: "stage", Is: "lead"}}, {{Field: "stage", Changed: true}, {Field: "stopped", Changed: true}, {Field: "calls_barred", Changed: true}}},
		Do: []Clause{
			{Create: "call", OncePer: "household", Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "call_type", Value: "referral"}, {Field: "due", Value: "= next_workday(today)"}}},
		},
	},
	{
		Name:  "no-reach",
		About: "Somebody who was not reached is called again on the next working day, or after as many as the book says, unless they were called or spoken to since.",
		On:    "activity",
		When:  "becomes(\"call_result\", \"no-reach\")",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "no-reach"}}},
		Do: []Clause{
			{If: "tries_left and (not overtaken or input.due != nil)", Create: "call", Of: "call", FollowUp: true, Values: []Assignment{{Field: "attempt", Value: "= (attempt ?? 1) + 1"}, {Field: "call_type", Value: "= call_type"}, {Field: "cause", Value: "= last_try.id"}, {Field: "due", Value: "= next_try(latest(today, last_try.done_on))"}, {Field: "purpose", Value: "= purpose"}, {Field: "slot", Value: "retry"}, {Field: "subject", Value: "= subject"}}},
			{If: "not tries_left and not overtaken", Say: "tries-used", Values: []Assignment{{Field: "n", Value: "= attempt ?? 1"}}},
			{If: "overtaken and spoken_since and input.due == nil", Say: "spoken-since", Values: []Assignment{{Field: "date", Value: "= contact.last_call"}, {Field: "name", Value: "= contact.name"}}},
			{If: "overtaken and not spoken_since and input.due == nil", Say: "called-since", Values: []Assignment{{Field: "date", Value: "= last_try.done_on"}, {Field: "name", Value: "= contact.name"}}},
		},
	},
	{
		Name:  "stay-in-touch",
		About: "A contact who wants to be called another time is called in six months (a client as often as agreed) or one week before the birthday, whichever is sooner. So is one who could not be reached.",
		On:    "activity",
		When:  "becomes(\"call_result\", \"stay-in-touch\")",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "stay-in-touch"}}},
		Do: []Clause{
			{If: "not home_spoken_since", Create: "call", Of: "household", FollowUp: true, Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= earliest(today + every(contact), next_birthday(contact.birthday, today) - weeks(1))"}, {Field: "slot", Value: "review"}}},
			{If: "home_spoken_since", Create: "call", Of: "household", FollowUp: true, OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= earliest(home_last_call + every(contact), next_birthday(contact.birthday, home_last_call) - weeks(1))"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "stay-in-touch",
		About: "Somebody who could not be reached is called as if they wanted to be called another time. A review call that is planned already is never put off for that.",
		On:    "activity",
		When:  "becomes(\"call_result\", \"no-reach\") and not tries_left and (not overtaken or input.due != nil)",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "no-reach"}}},
		Do: []Clause{
			{If: "not home_spoken_since", Create: "call", Of: "household", FollowUp: true, OnlyEarlier: true, Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= earliest(today + every(contact), next_birthday(contact.birthday, today) - weeks(1))"}, {Field: "slot", Value: "review"}}},
			{If: "home_spoken_since", Create: "call", Of: "household", FollowUp: true, OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= earliest(home_last_call + every(contact), next_birthday(contact.birthday, home_last_call) - weeks(1))"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "stay-in-touch",
		About: "A call that came to nothing is not made again if they were called or spoken to since. Whatever else is planned is enough; a contact with nothing planned is called as if they wanted to be called another time.",
		On:    "activity",
		When:  "(becomes(\"call_result\", \"no-reach\") and overtaken or becomes(\"call_result\", \"wrong-number\") and spoken_since) and contact.next_due == nil",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "no-reach"}, {Field: "call_result", Changed: true, Is: "wrong-number"}}},
		Do: []Clause{
			{Create: "call", Of: "household", FollowUp: true, OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= latest(last_try.done_on, home_last_call) + every(contact)"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "dead-file",
		About: "A contact who does not want to be contacted again is marked do-not-contact.",
		On:    "activity",
		When:  "becomes(\"call_result\", \"dead-file\")",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "dead-file"}}},
		Do: []Clause{
			{Set: "contact", Values: []Assignment{{Field: "do_not_contact", Value: "= today"}, {Field: "do_not_contact_note", Value: "= note"}, {Field: "do_not_contact_reason", Value: "dead-file"}}},
		},
	},
	{
		Name:  "stopped",
		About: "When somebody must not be contacted, whatever was planned to contact them is cancelled.",
		On:    "contact",
		When:  "(changed(\"do_not_contact\") or changed(\"stopped\")) and stopped != nil",
		Needs: [][]Need{{{Field: "do_not_contact", Changed: true}, {Field: "stopped", Changed: true}}},
		Do: []Clause{
			{If: "do_not_contact != nil", Cancel: "activities", Where: "plans_contact()", Promised: true},
			{If: "do_not_contact == nil", Cancel: "activities", Where: "kind != \"appointment\" and plans_contact()", Promised: true},
		},
	},
	{
		Name:  "no-calls",
		About: "Whoever wants no calls, or has the phone of somebody who does not, is not called. They are written to instead.",
		On:    "contact",
		When:  "changed(\"calls_barred\") and calls_barred != nil",
		Needs: [][]Need{{{Field: "calls_barred", Changed: true}}},
		Do: []Clause{
			{Cancel: "activities", Where: "kind == \"call\" and plans_contact()", Promised: true},
		},
	},
	{
		Name:  "no-calls",
		About: "A call that was planned with somebody who wants none becomes a task to write to them.",
		On:    "activity",
		When:  "kind == \"call\" and call_type != \"birthday\" and changed(\"status\") and status == \"cancelled\" and contact.calls_barred != nil and contact.stopped == nil",
		Needs: [][]Need{{{Field: "kind", Is: "call"}}, {{Field: "status", Changed: true}}, {{Field: "status", Is: "cancelled"}}},
		Do: []Clause{
			{If: "rule != nil and note == nil and contact.stage != nil", Create: "task", OnlyEarlier: true, Values: []Assignment{{Field: "due", Value: "= due"}, {Field: "opportunity", Value: "= opportunity"}, {Field: "purpose", Value: "write"}, {Field: "slot", Value: "write"}}},
			{If: "rule == nil or note != nil", Create: "task", Values: []Assignment{{Field: "due", Value: "= due"}, {Field: "due_time", Value: "= due_time"}, {Field: "note", Value: "= note"}, {Field: "opportunity", Value: "= opportunity"}, {Field: "purpose", Value: "write"}}},
		},
	},
	{
		Name:  "no-calls",
		About: "Whoever wants no calls is written to as often as they would be called.",
		On:    "activity",
		When:  "purpose == \"write\" and becomes(\"status\", \"done\") and contact.calls_barred != nil and contact.stopped == nil and contact.stage != nil",
		Needs: [][]Need{{{Field: "purpose", Is: "write"}}, {{Field: "status", Changed: true, Is: "done"}}},
		Do: []Clause{
			{Create: "task", Values: []Assignment{{Field: "due", Value: "= today + every(contact)"}, {Field: "purpose", Value: "write"}, {Field: "slot", Value: "write"}}},
		},
	},
	{
		Name:  "no-calls",
		About: "The task to write to somebody is done when an e-mail is sent to them; what was promised stays until its day.",
		On:    "activity",
		When:  "kind == \"email\" and becomes(\"status\", \"done\") and direction != \"inbound\"",
		Needs: [][]Need{{{Field: "kind", Is: "email"}}, {{Field: "status", Changed: true, Is: "done"}}},
		Do: []Clause{
			{Complete: "activities", Where: "purpose == \"write\" and answered() and (due <= today or note == nil and not promised())", Promised: true},
		},
	},
	{
		Name:  "no-calls",
		About: "Leads and clients who may be called again are called, as rules plan, and not written to.",
		On:    "contact",
		When:  "changed(\"calls_barred\") and calls_barred == nil and (stage == \"lead\" or stage == \"client\")",
		Needs: [][]Need{{{Field: "calls_barred", Changed: true}}, {{Field: "stage", Is: "lead"}, {Field: "stage", Is: "client"}}},
		Do: []Clause{
			{Cancel: "activities", Where: "purpose == \"write\" and rule != nil and note == nil", Promised: true},
		},
	},
	{
		Name:  "given-up",
		About: "When a lead or prospect is given up, what was planned to reach them is cancelled.",
		On:    "contact",
		When:  "changed(\"stage\") and stage == nil",
		Needs: [][]Need{{{Field: "stage", Changed: true}}},
		Do: []Clause{
			{Cancel: "activities", Where: "kind == \"call\" or purpose != nil and plans_contact()", Promised: true},
			{Say: "still-open", Each: "activities"},
		},
	},
	{
		Name:  "household",
		About: "When the member who was to be called for a household will not or can't be, another one is, as their own stage asks. Of two calls to one household on a list, one stays.",
		On:    "activity",
		When:  "(becomes(\"call_result\", \"dead-file\") or becomes(\"call_result\", \"wrong-number\") and not other_phone and not spoken_since or changed(\"status\") and status == \"cancelled\" and (contact.stopped != nil or contact.calls_barred != nil or contact.stage == nil or inherited())) and heir != nil",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "dead-file"}, {Field: "call_result", Changed: true, Is: "wrong-number"}, {Field: "status", Changed: true}}, {{Field: "call_result", Changed: true, Is: "dead-file"}, {Field: "call_result", Changed: true, Is: "wrong-number"}, {Field: "status", Is: "cancelled"}}},
		Do: []Clause{
			{If: "heir.stage == \"lead\"", Create: "call", Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "call_type", Value: "referral"}, {Field: "contact", Value: "= heir"}, {Field: "due", Value: "= next_workday(today)"}}},
			{If: "heir.stage in [\"prospect\", \"client\"]", Create: "call", Of: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "contact", Value: "= heir"}, {Field: "due", Value: "= call_type == \"review\" and becomes(\"call_result\", \"wrong-number\") and due >= today ? due : call_type == \"review\" and becomes(\"call_result\", \"wrong-number\") ? next_workday(today) : home_last_call == nil and heir.stage == \"prospect\" ? next_workday(today) : home_last_call == nil and call_type == \"review\" and due >= today ? due : home_last_call == nil and call_type == \"review\" ? next_workday(today) : home_last_call == nil ? today + every(heir) : home_last_call + every(heir) < today ? next_workday(today) : home_last_call + every(heir)"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "met",
		About: "Whoever was met has been spoken to, and the calls that were to reach them or their household are closed.",
		On:    "activity",
		When:  "kind == \"appointment\" and becomes(\"status\", \"done\")",
		Needs: [][]Need{{{Field: "kind", Is: "appointment"}}, {{Field: "status", Changed: true, Is: "done"}}},
		Do: []Clause{
			{Say: "closed-too", Each: "activities", Where: "reached()"},
			{Complete: "activities", Where: "reached()", Promised: true},
			{Say: "closed-too", Each: "activities", Of: "household", Where: "reached()"},
			{Complete: "activities", Of: "household", Where: "reached()", Promised: true},
			{Set: "contact", Values: []Assignment{{Field: "last_call", Value: "= latest(contact.last_call, today)"}}},
		},
	},
	{
		Name:  "appointment",
		About: "An appointment that was agreed on is put on the list; without a time, the task to set it is.",
		On:    "activity",
		When:  "kind == \"call\" and becomes(\"call_result\", \"appointment\")",
		Needs: [][]Need{{{Field: "kind", Is: "call"}}, {{Field: "call_result", Changed: true, Is: "appointment"}}},
		Do: []Clause{
			{If: "input.start != nil", Create: "appointment", Values: []Assignment{{Field: "end", Value: "= input.end"}, {Field: "place", Value: "= input.place"}, {Field: "start", Value: "= input.start"}}},
			{If: "input.start == nil and (input.due != nil or not meeting_since and not spoken_since)", Create: "task", FollowUp: true, Values: []Assignment{{Field: "due", Value: "= today"}, {Field: "purpose", Value: "set-appointment"}, {Field: "slot", Value: "set-appointment"}}},
		},
	},
	{
		Name:  "appointment",
		About: "The task to set an appointment is done when one is on the list, or has taken place, or when they would rather be called another time.",
		On:    "activity",
		When:  "kind == \"appointment\" and (appears(\"status\") and status == \"open\" or becomes(\"status\", \"done\")) or becomes(\"call_result\", \"stay-in-touch\")",
		Needs: [][]Need{{{Field: "kind", Is: "appointment"}, {Field: "call_result", Changed: true, Is: "stay-in-touch"}}, {{Field: "status", Changed: true}, {Field: "status", Changed: true, Is: "done"}, {Field: "call_result", Changed: true, Is: "stay-in-touch"}}, {{Field: "status", Is: "open"}, {Field: "status", Changed: true, Is: "done"}, {Field: "call_result", Changed: true, Is: "stay-in-touch"}}},
		Do: []Clause{
			{Complete: "activities", Where: "purpose == \"set-appointment\" and answered()", Promised: true},
		},
	},
	{
		Name:  "wrong-number",
		About: "A number that reaches somebody else is marked, and the next one is called, or another one looked for.",
		On:    "activity",
		When:  "becomes(\"call_result\", \"wrong-number\")",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "wrong-number"}}},
		Do: []Clause{
			{If: "spoken_since and (input.phone == nil or input.phone == contact.phone)", Say: "spoken-since", Values: []Assignment{{Field: "date", Value: "= contact.last_call"}, {Field: "name", Value: "= contact.name"}, {Field: "phone", Value: "= contact.phone"}}},
			{If: "spoken_since and input.phone != nil and input.phone != contact.phone", Say: "spoken-since", Values: []Assignment{{Field: "date", Value: "= contact.last_call"}, {Field: "name", Value: "= contact.name"}}},
			{If: "not spoken_since or input.phone != nil and input.phone != contact.phone", Set: "contact", Values: []Assignment{{Field: "phone", Value: "= nil"}}},
			{If: "other_phone and (not overtaken or input.due != nil)", Create: "call", Of: "call", FollowUp: true, Values: []Assignment{{Field: "attempt", Value: "= attempt"}, {Field: "call_type", Value: "= call_type"}, {Field: "due", Value: "= on_or_after_workday(today)"}, {Field: "purpose", Value: "= purpose"}, {Field: "slot", Value: "retry"}, {Field: "subject", Value: "= subject"}}},
			{If: "not other_phone and overtaken and not spoken_since", Cancel: "activities", Where: "kind == \"call\" and rule == \"wrong-number\" and not promised()"},
			{If: "not other_phone and (not spoken_since or input.due != nil)", Create: "task", FollowUp: true, Values: []Assignment{{Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "find-phone"}, {Field: "slot", Value: "find-phone"}}},
		},
	},
	{
		Name:  "new-phone",
		About: "When another number is found, the call that reached a wrong one is made again. A number\nof their household is one, too.",
		On:    "contact",
		When:  "new_phone or changed(\"household\") and (phone != nil or other_phone)",
		Do: []Clause{
			{Complete: "activities", Where: "purpose == \"find-phone\"", Promised: true},
			{Complete: "activities", Of: "household", Where: "purpose == \"find-phone\"", Promised: true},
			{If: "kind == \"household\" and stopped == nil and calls_barred == nil", Complete: "activities", Of: "members", Where: "purpose == \"find-phone\"", Promised: true},
			{If: "lost_call != nil and (lost_call.call_type != \"birthday\" or today <= lost_call.due + weeks(1))", Create: "call", Of: "call", Values: []Assignment{{Field: "attempt", Value: "= lost_call.attempt"}, {Field: "call_type", Value: "= lost_call.call_type"}, {Field: "cause", Value: "= lost_call.id"}, {Field: "due", Value: "= next_workday(today)"}, {Field: "opportunity", Value: "= lost_call.opportunity"}, {Field: "purpose", Value: "= lost_call.purpose"}, {Field: "slot", Value: "retry"}, {Field: "subject", Value: "= lost_call.subject"}}},
		},
	},
	{
		Name:  "new-phone",
		About: "A contact who turns out to have another number is called on it.",
		On:    "activity",
		When:  "purpose == \"find-phone\" and becomes(\"status\", \"done\") and (contact.phone != nil or other_phone)",
		Needs: [][]Need{{{Field: "purpose", Is: "find-phone"}}, {{Field: "status", Changed: true, Is: "done"}}},
		Do: []Clause{
			{If: "lost_call != nil and (lost_call.call_type != \"birthday\" or today <= lost_call.due + weeks(1))", Create: "call", Of: "call", Values: []Assignment{{Field: "attempt", Value: "= lost_call.attempt"}, {Field: "call_type", Value: "= lost_call.call_type"}, {Field: "cause", Value: "= lost_call.id"}, {Field: "due", Value: "= next_workday(today)"}, {Field: "opportunity", Value: "= lost_call.opportunity"}, {Field: "purpose", Value: "= lost_call.purpose"}, {Field: "slot", Value: "retry"}, {Field: "subject", Value: "= lost_call.subject"}}},
		},
	},
	{
		Name:  "review",
		About: "After a call that led to an appointment the next review call is planned.",
		On:    "activity",
		When:  "becomes(\"call_result\", \"appointment\")",
		Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "appointment"}}},
		Do: []Clause{
			{If: "not home_spoken_since", Create: "call", Of: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= today + every(contact)"}, {Field: "slot", Value: "review"}}},
			{If: "home_spoken_since", Create: "call", Of: "household", OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= home_last_call + every(contact)"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "review",
		About: "After a conversation that did for a review call the next one is planned.",
		On:    "activity",
		When:  "kind == \"call\" and call_type == \"review\" and becomes(\"status\", \"done\") and call_result == nil and contact.last_call >= today",
		Needs: [][]Need{{{Field: "kind", Is: "call"}}, {{Field: "call_type", Is: "review"}}, {{Field: "status", Changed: true, Is: "done"}}},
		Do: []Clause{
			{Create: "call", Of: "household", OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= latest(today, home_last_call) + every(contact)"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "client",
		About: "A client is called as often as agreed.",
		On:    "contact",
		When:  "stage == \"client\" and (changed(\"stage\") or changed(\"call_frequency\") or changed(\"stopped\") and stopped == nil or changed(\"calls_barred\") and calls_barred == nil)",
		Needs: [][]Need{{{Field: "stage", Is: "client"}}, {{Field: "stage", Changed: true}, {Field: "call_frequency", Changed: true}, {Field: "stopped", Changed: true}, {Field: "calls_barred", Changed: true}}},
		Do: []Clause{
			{If: "client_since == nil and (changed(\"stage\") or do_not_contact == nil)", Set: "contact", Values: []Assignment{{Field: "client_since", Value: "= today"}}},
			{If: "changed(\"stage\")", Cancel: "activities", Where: "kind == \"call\" and call_type == \"referral\" and not promised()"},
			{If: "do_not_contact == nil", Create: "call", Of: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= home_last_call == nil ? today + every(contact) : home_last_call + every(contact) < today ? next_workday(today) : home_last_call + every(contact)"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "client",
		About: "Whoever has bought since a first call is called as a client where that call turns out to have reached nobody.",
		On:    "activity",
		When:  "call_type == \"referral\" and contact.stage == \"client\" and not promised() and input.due == nil and (becomes(\"call_result\", \"no-reach\") or becomes(\"call_result\", \"wrong-number\"))",
		Needs: [][]Need{{{Field: "call_type", Is: "referral"}}, {{Field: "call_result", Changed: true, Is: "no-reach"}, {Field: "call_result", Changed: true, Is: "wrong-number"}}},
		Do: []Clause{
			{Create: "call", Of: "household", OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= home_last_call == nil ? today + every(contact) : home_last_call + every(contact) < today ? next_workday(today) : home_last_call + every(contact)"}, {Field: "slot", Value: "review"}}},
		},
	},
	{
		Name:  "no-phone",
		About: "Without a phone nobody can be called: another number is looked for, also once they are to be called again, and who else of the household has one is called in their place.",
		On:    "contact",
		When:  "phone == nil and stage != nil and stopped == nil and (changed(\"phone\") and (kind == \"person\" or not other_phone) or updated() and phones != nil and not other_phone and (changed(\"stage\") or changed(\"stopped\") or changed(\"calls_barred\")))",
		Needs: [][]Need{{{Field: "phone", Changed: true}, {Action: "update"}}, {{Field: "phone", Changed: true}, {Field: "stage", Changed: true}, {Field: "stopped", Changed: true}, {Field: "calls_barred", Changed: true}}},
		Do: []Clause{
			{If: "to_be_called", Create: "task", Values: []Assignment{{Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "find-phone"}, {Field: "slot", Value: "find-phone"}}},
			{Cancel: "activities", Where: "inherited()", Promised: true},
		},
	},
	{
		Name:  "birthday",
		About: "A birthday call is cancelled when the birthday turns out to be another one, unknown, or that of a minor, unless it moves to the right day.",
		On:    "contact",
		When:  "changed(\"birthday\") and not appears(\"birthday\")",
		Needs: [][]Need{{{Field: "birthday", Changed: true}}},
		Do: []Clause{
			{Cancel: "activities", Where: "kind == \"call\" and call_type == \"birthday\" and (contact.birthday == nil or not of_age(contact, next_birthday(contact.birthday, latest(today, contact.last_call + days(birthday_quiet)))) or slot != \"birthday\" and next_birthday(contact.birthday, due - weeks(2)) > due + weeks(2))", Promised: true},
		},
	},
	{
		Name:  "birthday",
		About: "Whoever is worked on gets a call on their birthday.",
		On:    "contact",
		When:  "kind == \"person\" and stage != nil and birthday != nil and stopped == nil and calls_barred == nil and (changed(\"birthday\") or appears(\"stage\") or changed(\"stopped\") or changed(\"calls_barred\"))",
		Needs: [][]Need{{{Field: "kind", Is: "person"}}, {{Field: "birthday", Changed: true}, {Field: "stage", Changed: true}, {Field: "stopped", Changed: true}, {Field: "calls_barred", Changed: true}}},
		Do: []Clause{
			{If: "of_age(contact, next_birthday(birthday, latest(today, last_call + days(birthday_quiet))))", Create: "call", Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(birthday, latest(today, last_call + days(birthday_quiet)))"}, {Field: "slot", Value: "birthday"}}},
		},
	},
	{
		Name:  "birthday",
		About: "A contact who has just been spoken to is not called again for a birthday of these days.",
		On:    "contact",
		When:  "kind == \"person\" and stage != nil and birthday != nil and stopped == nil and calls_barred == nil and changed(\"last_call\") and not (changed(\"birthday\") or appears(\"stage\") or changed(\"stopped\") or changed(\"calls_barred\"))",
		Needs: [][]Need{{{Field: "kind", Is: "person"}}, {{Field: "last_call", Changed: true}}},
		Do: []Clause{
			{If: "of_age(contact, next_birthday(birthday, latest(today, last_call + days(birthday_quiet))))", Create: "call", OnlyLater: true, Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(birthday, latest(today, last_call + days(birthday_quiet)))"}, {Field: "slot", Value: "birthday"}}},
		},
	},
	{
		Name:  "birthday",
		About: "When a conversation turns out to have been earlier, or none, the birthday call that it put off comes back.",
		On:    "contact",
		When:  "kind == \"person\" and stage != nil and birthday != nil and stopped == nil and calls_barred == nil and earlier(\"last_call\") and not (changed(\"birthday\") or appears(\"stage\") or changed(\"stopped\") or changed(\"calls_barred\"))",
		Needs: [][]Need{{{Field: "kind", Is: "person"}}, {{Field: "last_call", Changed: true}}},
		Do: []Clause{
			{If: "of_age(contact, next_birthday(birthday, latest(birthday_over, contact.last_call + days(birthday_quiet))))", Create: "call", OnlyEarlier: true, Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(birthday, latest(birthday_over, contact.last_call + days(birthday_quiet)))"}, {Field: "slot", Value: "birthday"}}},
		},
	},
	{
		Name:  "birthday",
		About: "When a birthday call is closed, the next one is planned.",
		On:    "activity",
		When:  "kind == \"call\" and call_type == \"birthday\" and changed(\"status\") and status != \"open\" and contact.kind == \"person\" and contact.stage != nil and contact.birthday != nil and contact.stopped == nil and contact.calls_barred == nil",
		Needs: [][]Need{{{Field: "kind", Is: "call"}}, {{Field: "call_type", Is: "birthday"}}, {{Field: "status", Changed: true}}},
		Do: []Clause{
			{If: "of_age(contact, next_birthday(contact.birthday, latest(today, due, contact.last_call + days(birthday_quiet))))", Create: "call", OnlyLater: true, Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(contact.birthday, latest(today, due, contact.last_call + days(birthday_quiet)))"}, {Field: "slot", Value: "birthday"}}},
		},
	},
	{
		Name:  "referral",
		About: "The task to work on a referral is done when they were spoken or written to, or an appointment with them is on the list.",
		On:    "activity",
		When:  "kind == \"appointment\" and (appears(\"status\") and status == \"open\" or becomes(\"status\", \"done\")) or changed(\"call_result\") and call_result != nil and not (call_result in [\"no-reach\", \"wrong-number\"]) or kind == \"email\" and becomes(\"status\", \"done\")",
		Needs: [][]Need{{{Field: "kind", Is: "appointment"}, {Field: "call_result", Changed: true}, {Field: "kind", Is: "email"}}, {{Field: "kind", Is: "appointment"}, {Field: "call_result", Changed: true}, {Field: "status", Changed: true, Is: "done"}}, {{Field: "status", Changed: true}, {Field: "status", Changed: true, Is: "done"}, {Field: "call_result", Changed: true}, {Field: "kind", Is: "email"}}, {{Field: "status", Changed: true}, {Field: "status", Changed: true, Is: "done"}, {Field: "call_result", Changed: true}, {Field: "status", Changed: true, Is: "done"}}, {{Field: "status", Is: "open"}, {Field: "status", Changed: true, Is: "done"}, {Field: "call_result", Changed: true}, {Field: "kind", Is: "email"}}, {{Field: "status", Is: "open"}, {Field: "status", Changed: true, Is: "done"}, {Field: "call_result", Changed: true}, {Field: "status", Changed: true, Is: "done"}}},
		Do: []Clause{
			{Complete: "activities", Where: "purpose == \"referral\" and answered()", Promised: true},
		},
	},
	{
		Name:  "next-step",
		About: "An appointment that is put on the list is the next step.",
		On:    "activity",
		When:  "kind == \"appointment\" and appears(\"status\") and status == \"open\"",
		Needs: [][]Need{{{Field: "kind", Is: "appointment"}}, {{Field: "status", Changed: true}}, {{Field: "status", Is: "open"}}},
		Do: []Clause{
			{Complete: "activities", Where: "purpose == \"next-step\" and answered()", Promised: true},
		},
	},
	{
		Name:  "next-step",
		About: "After an appointment somebody has to decide what comes next.",
		On:    "activity",
		When:  "kind == \"appointment\" and changed(\"status\") and status in [\"done\", \"cancelled\"] and contact != nil and contact.do_not_contact == nil and open_steps == 0 and (opportunity == nil or opportunity.status == \"open\")",
		Needs: [][]Need{{{Field: "kind", Is: "appointment"}}, {{Field: "status", Changed: true}}, {{Field: "status", Is: "done"}, {Field: "status", Is: "cancelled"}}},
		Do: []Clause{
			{Create: "task", Values: []Assignment{{Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "next-step"}}},
		},
	},
	{
		Name:  "no-show",
		About: "Somebody who did not come to an appointment is called to agree on another one.",
		On:    "activity",
		When:  "kind == \"appointment\" and becomes(\"status\", \"no-show\") and contact != nil and (input.due != nil or not (contact.last_call > today) and (opportunity == nil or opportunity.status == \"open\"))",
		Needs: [][]Need{{{Field: "kind", Is: "appointment"}}, {{Field: "status", Changed: true, Is: "no-show"}}},
		Do: []Clause{
			{Create: "call", Of: "call", FollowUp: true, Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "set-appointment"}, {Field: "slot", Value: "no-show"}}},
		},
	},
	{
		Name:  "next-step",
		About: "An opportunity that is opened needs a next step.",
		On:    "opportunity",
		When:  "becomes(\"status\", \"open\") and contact.do_not_contact == nil and open_steps == 0 and not (source == \"referral\" and appears(\"assigned\")) and not (x_date > today)",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "open"}}},
		Do: []Clause{
			{Create: "task", Values: []Assignment{{Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "next-step"}}},
		},
	},
	{
		Name:  "referral",
		About: "A referral that is given to a producer is on their list the next working day.",
		On:    "opportunity",
		When:  "becomes(\"status\", \"open\") and source == \"referral\" and appears(\"assigned\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "open"}}, {{Field: "source", Is: "referral"}}, {{Field: "assigned", Changed: true}}},
		Do: []Clause{
			{Create: "task", Values: []Assignment{{Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "referral"}}},
		},
	},
	{
		Name:  "chase-quotes",
		About: "A quote that was requested is asked for again, unless it comes.",
		On:    "quote",
		When:  "becomes(\"status\", \"requested\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "requested"}}},
		Do: []Clause{
			{Create: "task", Of: "opportunity", FollowUp: true, Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(today + weeks(1))"}, {Field: "purpose", Value: "chase-quotes"}, {Field: "slot", Value: "chase-quotes"}}},
		},
	},
	{
		Name:  "chase-quotes",
		About: "When no quote is waited for any more, the task to ask for them is done; where none has come it is cancelled.",
		On:    "quote",
		When:  "changed(\"status\") and status != \"requested\" and opportunity.status == \"open\" and waiting_quotes == 0",
		Needs: [][]Need{{{Field: "status", Changed: true}}},
		Do: []Clause{
			{If: "arrived_quotes > 0", Complete: "activities", Of: "opportunity", Where: "purpose == \"chase-quotes\"", Promised: true},
			{If: "arrived_quotes == 0", Cancel: "activities", Of: "opportunity", Where: "purpose == \"chase-quotes\"", Promised: true},
		},
	},
	{
		Name:  "present-quotes",
		About: "A quote that came in is presented within days, and no later than its offer ends. One that comes in later puts off none that came before.",
		On:    "quote",
		When:  "becomes(\"status\", \"received\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "received"}}},
		Do: []Clause{
			{If: "expires == nil or expires >= on_or_after_workday(today + days(2))", Create: "task", Of: "opportunity", OnlyEarlier: true, Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(today + days(2))"}, {Field: "purpose", Value: "present-quotes"}, {Field: "slot", Value: "present-quotes"}}},
			{If: "expires != nil and expires < on_or_after_workday(today + days(2))", Create: "task", Of: "opportunity", OnlyEarlier: true, Values: []Assignment{{Field: "due", Value: "= expires"}, {Field: "purpose", Value: "present-quotes"}, {Field: "slot", Value: "present-quotes"}}},
		},
	},
	{
		Name:  "present-quotes",
		About: "When no quote is left to present, the task to present them is done; where none has been presented it is cancelled.",
		On:    "quote",
		When:  "changed(\"status\") and status != \"requested\" and opportunity.status == \"open\" and received_quotes == 0",
		Needs: [][]Need{{{Field: "status", Changed: true}}},
		Do: []Clause{
			{If: "presented_quotes > 0", Complete: "activities", Of: "opportunity", Where: "purpose == \"present-quotes\"", Promised: true},
			{If: "presented_quotes == 0", Cancel: "activities", Of: "opportunity", Where: "purpose == \"present-quotes\"", Promised: true},
		},
	},
	{
		Name:  "stage",
		About: "Requesting a quote moves an opportunity to quoting.",
		On:    "quote",
		When:  "becomes(\"status\", \"requested\") and opportunity.stage in [\"new\", \"qualifying\"]",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "requested"}}},
		Do: []Clause{
			{Set: "opportunity", Values: []Assignment{{Field: "stage", Value: "quoting"}}},
		},
	},
	{
		Name:  "stage",
		About: "Presenting a quote moves an opportunity to presented.",
		On:    "quote",
		When:  "becomes(\"status\", \"presented\") and opportunity.stage in [\"new\", \"qualifying\", \"quoting\"]",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "presented"}}},
		Do: []Clause{
			{Set: "opportunity", Values: []Assignment{{Field: "stage", Value: "presented"}}},
		},
	},
	{
		Name:  "next-step",
		About: "When an opportunity is closed, the task to decide the next step goes over to another open one of theirs for which nothing is planned.",
		On:    "opportunity",
		When:  "changed(\"status\") and status in [\"won\", \"lost\"]",
		Needs: [][]Need{{{Field: "status", Changed: true}}, {{Field: "status", Is: "won"}, {Field: "status", Is: "lost"}}},
		Do: []Clause{
			{Set: "activities", Of: "opportunity", Where: "purpose == \"next-step\" and ends_with_sale() and other_sale != nil", Values: []Assignment{{Field: "opportunity", Value: "= other_sale.id"}}},
		},
	},
	{
		Name:  "opp-end",
		About: "What rules had planned for an opportunity is cancelled when it is closed.",
		On:    "opportunity",
		When:  "changed(\"status\") and status in [\"won\", \"lost\"]",
		Needs: [][]Need{{{Field: "status", Changed: true}}, {{Field: "status", Is: "won"}, {Field: "status", Is: "lost"}}},
		Do: []Clause{
			{Cancel: "activities", Of: "opportunity", Where: "ends_with_sale()", Promised: true},
		},
	},
	{
		Name:  "next-step",
		About: "A purchase is the next step.",
		On:    "opportunity",
		When:  "becomes(\"status\", \"won\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "won"}}},
		Do: []Clause{
			{Complete: "activities", Where: "purpose == \"next-step\" and answered()", Promised: true},
		},
	},
	{
		Name:  "won",
		About: "A buyer becomes a client; when a household buys, so do its adult leads and prospects.",
		On:    "opportunity",
		When:  "becomes(\"status\", \"won\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "won"}}},
		Do: []Clause{
			{Set: "contact", Values: []Assignment{{Field: "call_frequency", Value: "= contact.call_frequency ?? \"1-2-per-year\""}, {Field: "stage", Value: "client"}}},
			{Set: "members", Where: "stage in [\"lead\", \"prospect\"] and of_age(contact, today)", Values: []Assignment{{Field: "call_frequency", Value: "= contact.call_frequency ?? \"1-2-per-year\""}, {Field: "stage", Value: "client"}}},
		},
	},
	{
		Name:  "thank",
		About: "Whoever referred a buyer is thanked.",
		On:    "opportunity",
		When:  "becomes(\"status\", \"won\") and source == \"referral\" and referred_by != nil",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "won"}}, {{Field: "source", Is: "referral"}}},
		Do: []Clause{
			{Create: "task", Values: []Assignment{{Field: "contact", Value: "= referred_by"}, {Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "thank"}}},
		},
	},
	{
		Name:  "thank",
		About: "Nobody is thanked for a sale that is opened again.",
		On:    "opportunity",
		When:  "becomes(\"status\", \"open\") and not appears(\"status\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "open"}}},
		Do: []Clause{
			{Cancel: "activities", Of: "opportunity", Where: "purpose == \"thank\"", Promised: true},
		},
	},
	{
		Name:  "x-date",
		About: "Somebody who bought elsewhere, or has a policy there, is called before it expires.",
		On:    "opportunity",
		When:  "status in [\"open\", \"lost\"] and x_date > today and (changed(\"status\") or changed(\"x_date\"))",
		Needs: [][]Need{{{Field: "status", Is: "open"}, {Field: "status", Is: "lost"}}, {{Field: "status", Changed: true}, {Field: "x_date", Changed: true}}},
		Do: []Clause{
			{Create: "call", Of: "opportunity", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(x_date - days(x_date_days))"}, {Field: "purpose", Value: "x-date"}, {Field: "slot", Value: "x-date"}}},
		},
	},
	{
		Name:  "x-date",
		About: "An opportunity that is opened again needs no such call.",
		On:    "opportunity",
		When:  "becomes(\"status\", \"open\") and not appears(\"status\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "open"}}},
		Do: []Clause{
			{Cancel: "activities", Of: "opportunity", Where: "purpose == \"x-date\"", Promised: true},
		},
	},
	{
		Name:  "policy-number",
		About: "The number of a policy that was bound without one is entered when it is known.",
		On:    "policy",
		When:  "becomes(\"status\", \"pending\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "pending"}}},
		Do: []Clause{
			{Create: "task", Of: "policy", Values: []Assignment{{Field: "due", Value: "= next_workday(today)"}, {Field: "purpose", Value: "policy-number"}, {Field: "slot", Value: "policy-number"}}},
		},
	},
	{
		Name:  "policy-number",
		About: "The task to enter the number of a policy is done when it has one.",
		On:    "policy",
		When:  "changed(\"number\") and number != nil",
		Needs: [][]Need{{{Field: "number", Changed: true}}},
		Do: []Clause{
			{Complete: "activities", Of: "policy", Where: "purpose == \"policy-number\"", Promised: true},
		},
	},
	{
		Name:  "renewal",
		About: "A policy in force is on the list before it expires.",
		On:    "policy",
		When:  "status in [\"pending\", \"active\"] and (changed(\"expires\") or changed(\"ended\") and ended == nil) and expires != nil and not (expires < today - days(2 * renewal_days))",
		Needs: [][]Need{{{Field: "status", Is: "pending"}, {Field: "status", Is: "active"}}, {{Field: "expires", Changed: true}, {Field: "ended", Changed: true}}},
		Do: []Clause{
			{Create: "task", Of: "policy", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(expires - days(renewal_days))"}, {Field: "purpose", Value: "renewal"}, {Field: "slot", Value: "renewal"}}},
		},
	},
	{
		Name:  "renewal",
		About: "A policy without an end, or that ended long ago, has no renewal.",
		On:    "policy",
		When:  "status in [\"pending\", \"active\"] and changed(\"expires\") and (expires == nil or expires < today - days(2 * renewal_days))",
		Needs: [][]Need{{{Field: "status", Is: "pending"}, {Field: "status", Is: "active"}}, {{Field: "expires", Changed: true}}},
		Do: []Clause{
			{Cancel: "activities", Of: "policy", Where: "purpose == \"renewal\"", Promised: true},
		},
	},
	{
		Name:  "renewal",
		About: "The task to renew a policy is done when it is renewed.",
		On:    "policy",
		When:  "becomes(\"status\", \"renewed\")",
		Needs: [][]Need{{{Field: "status", Changed: true, Is: "renewed"}}},
		Do: []Clause{
			{Complete: "activities", Of: "policy", Where: "purpose == \"renewal\"", Promised: true},
		},
	},
	{
		Name:  "policy-end",
		About: "What was planned for a policy is cancelled when it ends.",
		On:    "policy",
		When:  "changed(\"status\") and status in [\"renewed\", \"cancelled\", \"expired\"]",
		Needs: [][]Need{{{Field: "status", Changed: true}}, {{Field: "status", Is: "renewed"}, {Field: "status", Is: "cancelled"}, {Field: "status", Is: "expired"}}},
		Do: []Clause{
			{Cancel: "activities", Of: "policy", Where: "rule != nil", Promised: true},
		},
	},
	{
		Name:  "no-follow-up",
		About: "A result that no rule answers is recorded with a warning.",
		On:    "activity",
		When:  "changed(\"call_result\") and call_result != nil and unanswered and not overtaken",
		Needs: [][]Need{{{Field: "call_result", Changed: true}}},
		Do: []Clause{
			{Warn: "no-follow-up", Values: []Assignment{{Field: "result", Value: "= call_result"}}},
		},
	},
}
