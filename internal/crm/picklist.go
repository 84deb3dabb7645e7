package crm

import (
	"slices"
	"strings"
)

// picklists are the values of code fields that stand nowhere else.
var picklists = [...]struct {
	name  string
	codes []string
}{
	{"contact_kind", []string{Person, Household, Organization}},
	{"stage", []string{StageLead, StageProspect, StageClient}},
	{"source", []string{"referral", "web", "walk-in", "phone", "event", "advertising", "list", "other"}},
	{"rating", []string{"a", "b", "c", "d"}},
	{"call_frequency", []string{"1-2-per-year", "3-4-per-year", "5-6-per-year", "monthly"}},
	{"stop_reason", []string{StopAsked, StopDeadFile, StopDeceased, StopRegistry, "legal", "other", StopImported}},
	{"relation", []string{Spouse, Child, Parent, Sibling, Relative, Friend, Colleague, Adviser, Advised, Namesake}},
	{"consent_channel", []string{ByCall, ByText, ByEmail, ByPost, ByAll}},
	{"consent_state", []string{Consented, Withdrawn}},
	{"consent_how", []string{"phone", "in-person", "writing", "form", "web", "email", "text", "import"}},
	{"answer", []string{"yes", "no"}},
	{"channel", []string{Phone, Email}},
	{"address_label", []string{LabelHome, LabelWork, "mailing", LabelOther}},
	{"point_label", []string{LabelMobile, LabelHome, LabelWork, LabelMain, LabelFax, LabelPager, LabelOther}},
	{"reject_reason", []string{"not-interested", "not-qualified", "moved", "duplicate", "unreachable", "other"}},
	{"activity_kind", []string{Call, Task, Appointment, Email}},
	{"activity_status", []string{Open, Done, Cancelled, NoShow}},
	{"priority", []string{"high", "normal", "low"}},
	{"call_type", []string{ReferralCall, BirthdayCall, ReviewCall}},
	{"call_result", []string{NoReach, StayInTouch, DeadFile, AppointmentResult, WrongNumber}},
	{"call_again", []string{StayInTouch}},                                                                                         // what says that there is to be another call, but not when
	{"call_made", []string{Talked, Called, HungUp, SomebodyElse}},                                                                 // what says that there was a call, but not what came of it
	{"no_carrier", []string{NoCarrier, SeveralCarriers, OtherCarriers}},                                                           // what is written where a carrier is asked for, and is not one
	{"plain_line", []string{"other"}},                                                                                             // what says no more of a line of business than that it is another
	{"no_end", []string{NoEnd}},                                                                                                   // what is written for the last day of a policy that has none
	{"noun", []string{string(KindContact), string(KindActivity), string(KindOpportunity), string(KindQuote), string(KindPolicy)}}, // that take fields of a book's own
	{"field_type", []string{OwnText, OwnNumber, OwnMoney, OwnDate, OwnYesNo, OwnChoice}},
	{"rule_state", []string{RuleOn, RuleOff}},
	{"direction", []string{Inbound, "outbound"}},
	{"role", []string{"producer", Manager}},
	{"opportunity_status", []string{Open, Won, Lost, Dropped}},
	{"quote_status", []string{QuoteRequested, QuoteReceived, QuotePresented, QuoteAccepted, QuoteDeclined, QuoteLost, QuoteExpired}},
	{"policy_status", []string{PolicyPending, PolicyActive, PolicyRenewed, PolicyCancelled, PolicyExpired}},
	{"by", []string{"stage", "line", "source", "owner", "done_by", "month", "referrer", "producer", "carrier", "result", "type", "kind", "reason", "competitor", "held"}}, // the ways to group a report
	{"lost_reason", []string{"price", "coverage", "service", "stayed", "not-needed", "no-decision", "ineligible", "unreachable", "other"}},
}

// Picklist returns the values of code fields in the order offered, by the name in the
// field's tag (`list=stage`). They are codes: stored, exported and typed as they stand,
// and labelled by package locale.
func Picklist(name string) []string {
	switch name {
	case "purpose":
		return codesOf(purposes, func(p purpose) string { return p.code })
	case "line":
		return codesOf(builtinLines(), func(l Line) string { return l.Code })
	case "opportunity_stage":
		return codesOf(builtinStages(), func(s Stage) string { return s.Code })
	case "view":
		return codesOf(BuiltinViews(), func(v *View) string { return v.Name })
	}
	for _, list := range picklists {
		if list.name == name {
			return slices.Clone(list.codes)
		}
	}
	return nil
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
	if own, ok := strings.CutPrefix(list, ownList); ok {
		list = own[strings.IndexByte(own, '.')+1:]
	}
	switch list = strings.TrimPrefix(list, "consent_"); list {
	case "line":
		return "line of business"
	case "opportunity_stage":
		return "stage"
	}
	return strings.ReplaceAll(list, "_", " ")
}
