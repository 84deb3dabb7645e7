package cli

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/screen"
	"crm/internal/verb"
)

// listingOf is the list that a word stands for: whose records, their columns
// and their order. The commands add flags of their own to it, and views
// conditions; it has no more conditions than the word says, so that a view can
// ask for what is closed or done as well.
//
// Errors: CodeUsage for a word that stands for none.
func listingOf(word string) (listing, error) {
	var l listing
	switch word {
	case "opp":
		l.noun = crm.KindOpportunity
		l.columns = []string{"id", "contact.name", "line", "topic", "stage", "premium", "close_by", "next_due"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"next_due", "id"}
		l.spare = spares("topic", "close_by", "next_due", "stage")
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
		l = activityListing(crm.Call, "id", "due", "due_time", "call_type", "purpose", "contact.name", "contact.phone", "attempt")
		l.joined = []screen.Joined{{Head: "call", Paths: []string{"call_type", "purpose"}}}
		l.sort, l.spare = []string{"due", "due_time"}, spares("attempt", "due_time", "call_type")
	case "task":
		l = activityListing(crm.Task, "id", "due", "purpose", "subject", "contact.name")
		l.joined = []screen.Joined{{Head: "what", Paths: []string{"purpose", "subject"}}}
		l.spare = spares("due")
	case "appt":
		l = activityListing(crm.Appointment, "id", "start", "contact.name", "contact.phone", "subject", "place")
		l.spare = spares("subject", "place")
	case "email":
		l = activityListing(crm.Email, "id", "due", "subject", "contact.name", "contact.email")
		l.spare = spares("due", "contact.email")
	case "quote":
		l.noun = crm.KindQuote
		l.columns = []string{"id", "opportunity", "contact.name", "carrier", "status", "premium", "term", "annual_premium", "expires"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"opportunity", "id"}
		l.spare = spares("premium", "term", "opportunity", "expires", "status")
	case "policy":
		l.noun = crm.KindPolicy
		l.columns = []string{"id", "contact.name", "line", "carrier", "number", "status", "annual_premium", "expires"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"expires", "id"}
		l.spare = spares("status", "number", "annual_premium", "carrier")
	case "note":
		l.noun = crm.KindNote
		l.columns = []string{"id", "written", "author.name", "contact.name", "opportunity", "quote", "policy", "activity", "shared", "body"}
		l.more, l.sort = []string{"author.name", "contact.name", "contact.stopped"}, []string{"written", "id"}
		l.joined, l.spare = regarding, spares("shared", "author.name", "written", "opportunity")
	case "file":
		l.noun = crm.KindFile
		l.columns = []string{"id", "name", "size", "media_type", "added", "contact.name", "opportunity", "quote", "policy", "activity"}
		l.more, l.sort = []string{"author.name", "contact.name", "contact.stopped"}, []string{"added", "id"}
		l.joined, l.spare = regarding, spares("media_type", "added", "size")
	case "producer":
		l.noun = crm.KindProducer
		l.columns, l.sort = []string{"id", "name", "phone", "email", "role"}, []string{"id"}
		l.spare = spares("email", "role")
	case "dnc":
		l.noun = crm.KindSuppression
		l.columns = []string{"value", "since", "reason", "contact.name", "note", "source", "author.name"}
		l.more, l.sort = []string{"contact.name", "contact.stopped"}, []string{"since", "id"}
		l.spare = spares("author.name", "source", "note")
	default:
		return l, crm.Errorf(crm.CodeUsage, "there is no list %q", word).On("list").Try("One of: %s", strings.Join(verb.Lists(), ", "))
	}
	return l, nil
}

// regarding makes one column of what a note or a file is on: of a quote, say,
// which is one of an opportunity as well.
var regarding = []screen.Joined{{Head: "regarding", Paths: []string{"opportunity", "quote", "policy", "activity"}}}

// mustList is listingOf for a word that stands in the code.
func mustList(word, short string) listing {
	l, err := listingOf(word)
	if err != nil {
		panic(err)
	}
	l.short = short
	return l
}

func contactListing(condition string, extra ...string) listing {
	l := listing{noun: crm.KindContact, sort: []string{"next_due", "name"},
		more: []string{"household.name", "org.name", "owner.name", "referred_by.name"}, spare: spares("kind", "rating", "source", "call_frequency", "last_call")}
	if condition != "" {
		l.fixed = []string{condition}
	}
	l.columns = append(append([]string{"id", "name", "phone"}, extra...), "next_due")
	return l
}

func activityListing(kind string, columns ...string) listing {
	return listing{
		noun: crm.KindActivity, columns: columns, fixed: []string{`kind == "` + kind + `"`},
		more: []string{"contact.name", "contact.phone", "contact.stopped"}, sort: []string{"due", "start", "due_time"},
	}
}
