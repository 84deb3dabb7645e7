package crm

import "strings"

// Picklists are the values of code fields in the order offered, by the name in the
// field's tag (`list=stage`). They are codes: stored, exported and typed as they stand,
// and labelled by package locale.
func Picklist(name string) []string {
	switch name {
	case "contact_kind":
		return []string{Person, Household, Organization}
	case "stage":
		return []string{StageLead, StageProspect, StageClient}
	case "source":
		return []string{"referral", "web", "walk-in", "phone", "event", "advertising", "list", "other"}
	case "rating":
		return []string{"a", "b", "c", "d"}
	case "call_frequency":
		return []string{"1-2-per-year", "3-4-per-year", "5-6-per-year", "monthly"}
	case "stop_reason":
		return []string{StopAsked, StopDeadFile, StopDeceased, StopRegistry, "legal", "other", StopImported}
	case "answer":
		return []string{"yes", "no"}
	case "channel":
		return []string{Phone, Email}
	case "reject_reason":
		return []string{"not-interested", "not-qualified", "moved", "duplicate", "unreachable", "other"}
	case "activity_kind":
		return []string{Call, Task, Appointment, Email}
	case "activity_status":
		return []string{Open, Done, Cancelled, NoShow}
	case "priority":
		return []string{"high", "normal", "low"}
	case "call_type":
		return []string{ReferralCall, BirthdayCall, ReviewCall}
	case "call_result":
		return []string{NoReach, StayInTouch, DeadFile, AppointmentResult, WrongNumber}
	case "call_again": // what says that there is to be another call, but not when
		return []string{StayInTouch}
	case "call_made": // what says that there was a call, but not what came of it
		return []string{Talked, Called}
	case "no_carrier": // what is written where a carrier is asked for, and is none
		return []string{NoCarrier, SeveralCarriers, OtherCarriers}
	case "direction":
		return []string{Inbound, "outbound"}
	case "purpose":
		return codesOf(purposes, func(p purpose) string { return p.code })
	case "role":
		return []string{"producer", Manager}
	case "line":
		return codesOf(builtinLines(), func(l Line) string { return l.Code })
	case "opportunity_stage":
		return codesOf(builtinStages(), func(s Stage) string { return s.Code })
	case "opportunity_status":
		return []string{Open, Won, Lost}
	case "quote_status":
		return []string{QuoteRequested, QuoteReceived, QuotePresented, QuoteAccepted, QuoteDeclined, QuoteLost, QuoteExpired}
	case "policy_status":
		return []string{PolicyPending, PolicyActive, PolicyRenewed, PolicyCancelled, PolicyExpired}
	case "view":
		return codesOf(BuiltinViews(), func(v *View) string { return v.Name })
	case "by": // the ways to group a report
		return []string{
			"stage", "line", "source", "owner", "done_by", "month", "referrer", "producer", "carrier", "result", "type", "kind",
			"reason", "competitor", "held",
		}
	case "lost_reason":
		return []string{"price", "coverage", "service", "stayed", "not-needed", "no-decision", "ineligible", "unreachable", "other"}
	default:
		return nil
	}
}

func codesOf[T any](table []T, code func(T) string) []string {
	codes := make([]string, len(table))
	for i, row := range table {
		codes[i] = code(row)
	}
	return codes
}

// ofABook reports whether a book may have other values of a picklist than the built-in
// ones.
func ofABook(list string) bool { return list == "line" || list == "opportunity_stage" }

// Values returns the values of a picklist in a book: the built-in ones, with its own
// lines beside them, or its own stages instead.
func (s *Settings) Values(list string) []string {
	switch list {
	case "line":
		return codesOf(s.LineTable(), func(l Line) string { return l.Code })
	case "opportunity_stage":
		return codesOf(s.StageTable(), func(s Stage) string { return s.Code })
	}
	return Picklist(list)
}

// ListName is what a value of a picklist is called: "call result".
func ListName(list string) string {
	switch list {
	case "line":
		return "line of business"
	case "opportunity_stage":
		return "stage"
	}
	return strings.ReplaceAll(list, "_", " ")
}
