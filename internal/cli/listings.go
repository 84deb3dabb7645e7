package cli

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/screen"
	"crm/internal/verb"
)

// listingOf returns the list of a word: its records, columns and order. Commands add
// flags, and views conditions. It has no other conditions, so that a view can ask for
// what is closed or done.
//
// Errors: CodeUsage for an unknown word.
func listingOf(word string) (listing, error) {
	var l listing
	switch word {
	case "opp":
		l.noun = crm.KindOpportunity
		l.columns = []string{"id", "contact.name", "line", "topic", "stage", "premium", "close_by", "next_due"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"next_due", "id"}
		l.spare = []string{"topic", "close_by", "next_due", "stage"}
	case "contact":
		l = contactListing("", "kind", "stage")
	case "lead":
		l = contactListing(`stage == "lead"`, "source", "rating")
	case "prospect":
		l = contactListing(`stage == "prospect"`, "source", "last_call")
	case "client":
		l = contactListing(`stage == "client"`, "call_frequency", "last_call")
	case "household":
		l = contactListing(`kind == "household"`)
	case "org":
		l = contactListing(`kind == "organization"`)
	case "call":
		l = activityListing(crm.Call, "id", "due", "due_time", "call_type", "purpose", "subject", "contact.name", "contact.phone", "attempt")
		l.joined = []screen.Joined{{Head: "call", Paths: []string{"call_type", "purpose", "subject"}}}
		l.sort, l.spare = []string{"due", "due_time"}, []string{"attempt", "due_time", "call_type"}
	case "task":
		l = activityListing(crm.Task, "id", "due", "due_time", "purpose", "subject", "contact.name")
		l.joined = []screen.Joined{{Head: "what", Paths: []string{"purpose", "subject"}}}
		l.spare = []string{"due_time"}
	case "appt":
		l = activityListing(crm.Appointment, "id", "start", "contact.name", "contact.phone", "subject", "place")
		l.spare = []string{"subject", "place"}
	case "email":
		l = activityListing(crm.Email, "id", "due", "due_time", "subject", "contact.name", "contact.email")
		l.more, l.spare = append(l.more, "contact.email", "contact.emails_barred"), []string{"contact.email", "due_time"}
	case "quote":
		l.noun = crm.KindQuote
		l.columns = []string{"id", "opportunity", "contact.name", "carrier", "status", "premium", "term", "annual_premium", "expires"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"opportunity", "id"}
		l.spare = []string{"premium", "term", "opportunity", "expires", "status"}
	case "policy":
		l.noun = crm.KindPolicy
		l.columns = []string{"id", "contact.name", "line", "carrier", "number", "status", "annual_premium", "expires"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"expires", "id"}
		l.spare = []string{"status", "number", "annual_premium", "carrier"}
	case "note":
		l.noun = crm.KindNote
		l.columns = []string{"id", "written", "author.name", "contact.name", "opportunity", "quote", "policy", "activity", "shared", "body"}
		l.more, l.sort = []string{"author.name", "contact.name", "contact.stopped"}, []string{"written", "id"}
		l.joined, l.spare = regarding, []string{"shared", "author.name", "written", "opportunity"}
	case "file":
		l.noun = crm.KindFile
		l.columns = []string{"id", "name", "size", "media_type", "added", "contact.name", "opportunity", "quote", "policy", "activity"}
		l.more, l.sort = []string{"author.name", "contact.name", "contact.stopped"}, []string{"added", "id"}
		l.joined, l.spare = regarding, []string{"media_type", "added", "size"}
	case "producer":
		l.noun = crm.KindProducer
		l.columns, l.sort = []string{"id", "name", "phone", "email", "role"}, []string{"id"}
		l.spare = []string{"email", "role"}
	case "field":
		l.noun = crm.KindField
		l.columns, l.sort = []string{"id", "name", "on", "type", "label", "choices"}, []string{"on", "id"}
	case "dnc":
		l.noun = crm.KindSuppression
		l.columns = []string{"value", "since", "reason", "contact.name", "note", "source", "author.name"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"since", "id"}
		l.spare = []string{"author.name", "source", "note"}
	default:
		return l, crm.Errorf(crm.CodeUsage, "there is no list %q", word).On("list").Try("One of: %s", strings.Join(verb.Lists(), ", "))
	}
	return l, nil
}

// regarding merges the columns of what a note or a file is on: that of a quote is on an
// opportunity, too.
var regarding = []screen.Joined{{Head: "regarding", Paths: []string{"opportunity", "quote", "policy", "activity"}}}

// mustList is listingOf for a known word.
func mustList(word string) listing {
	l, err := listingOf(word)
	if err != nil {
		panic(err)
	}
	return l
}

// inForce is the condition on a policy that somebody has to look after.
const inForce = `status in ["pending", "active"]`

// stray are the conditions on records of a noun that nobody looks after.
var stray = map[crm.Kind][]string{
	crm.KindContact:     {`stage in ["lead", "prospect", "client"] and next_due == nil and stopped == nil`},
	crm.KindOpportunity: {`status == "open" and next_due == nil and contact.stopped == nil`},
	crm.KindPolicy:      {inForce, `next_due == nil or next_due > expires and expires >= today`},
}

// listingFor returns the list of a noun's command, with what its own flags ask for.
func listingFor(noun string, r verb.Request) listing {
	all := r.Is("all")
	switch noun {
	case "team":
		return listing{noun: crm.KindTeam, columns: []string{"id", "name", "members"}, sort: []string{"id"}}
	case "relation":
		return listing{noun: crm.KindRelation, columns: []string{"id", "contact.name", "other.name", "as"}, more: []string{"contact.name", "contact.stopped", "other.name", "other.stopped"}, sort: []string{"id"}}
	case "consent":
		return listing{noun: crm.KindConsent, columns: []string{"id", "contact.name", "channel", "state", "since", "how", "purpose"}, more: []string{"contact.name", "contact.stopped"}, sort: []string{"id"}}
	case "alias":
		return listing{noun: crm.KindAlias, columns: []string{"old_number", "contact.id", "contact.name", "since"}, more: []string{"contact.name", "contact.stopped"}, sort: []string{"old_number"}}
	case "referral":
		l := referrals()
		if l.by = r.Text("by"); r.Is("open") {
			l.fixed = append(l.fixed, `status == "open"`)
		}
		return l
	}
	l := mustList(noun)
	switch noun {
	case "call":
		l.open = []string{`status == "open"`, `contact.stopped == nil`}
		if !all {
			l.soon = []string{`due <= today + days(30)`}
		}
	case "task", "appt", "email":
		l.open = []string{`status == "open"`}
	case "opp":
		l.is = map[string]string{"stage": r.Text("stage"), "line": r.Text("line")}
		if l.open = []string{`status == "open"`}; all {
			l.open, l.columns = nil, append(l.columns, "status", "closed", "actual_premium")
		}
	case "quote":
		if !all {
			l.open = []string{`status in ["requested", "received", "presented"]`}
		}
	case "policy":
		if l.open = []string{inForce}; all { // their status tells them apart
			l.open, l.spare = nil, l.spare[1:]
		}
	case "producer":
		if all {
			l.columns = append(l.columns, "retired")
		} else {
			l.fixed = append(l.fixed, "retired == nil")
		}
	case "dnc":
		if all {
			l.columns = append(l.columns, "ended", "ended_reason", "ended_by.name")
		} else {
			l.fixed = append(l.fixed, "ended == nil")
		}
	}
	if l.noun == crm.KindContact && !strings.Contains(r.Text("where"), "erased") { // of whom nothing is left to do
		l.fixed = append(l.fixed, "erased == nil")
	}
	if r.Is("stray") {
		l.fixed = append(l.fixed, stray[l.noun]...)
	}
	if r.Is("done") {
		l.open, l.soon, l.fixed = nil, nil, append(l.fixed, `status == "done"`)
	}
	return l
}

// referrals lists what people were referred for.
func referrals() listing {
	return listing{
		noun: crm.KindOpportunity, fixed: []string{`source == "referral"`},
		columns: []string{"id", "contact.name", "line", "reason", "referred_by.name", "referred_by_producer.name", "owner.name", "status", "premium", "actual_premium", "closed"},
		more:    []string{"contact.name", "referred_by.name", "referred_by_producer.name", "owner.name"},
		joined:  []screen.Joined{{Head: "referrer", Paths: []string{"referred_by.name", "referred_by_producer.name"}}},
		spare:   []string{"closed", "premium", "owner.name"},
		sort:    []string{"id"},
	}
}

func contactListing(condition string, extra ...string) listing {
	l := listing{noun: crm.KindContact, sort: []string{"next_due", "name"},
		more: []string{"household.name", "org.name", "owner.name", "referred_by.name"}, spare: []string{"kind", "rating", "source", "call_frequency", "last_call"}}
	if condition != "" {
		l.fixed = []string{condition}
	}
	l.columns = append(append([]string{"id", "name", "phone"}, extra...), "next_due")
	return l
}

func activityListing(kind string, columns ...string) listing {
	return listing{
		noun: crm.KindActivity, columns: columns, fixed: []string{`kind == "` + kind + `"`},
		more: []string{"contact.name", "contact.phone", "contact.stopped", "contact.calls_barred"}, sort: []string{"due", "start", "due_time"},
	}
}
