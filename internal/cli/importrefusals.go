package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// What words in a file say of people who must not be called. An import asks about the
// unclear ones: see docs/decisions/0046 and 0049.

// consentFields say themselves whether somebody may be called.
var consentFields = []string{"do_not_contact", ofSpouse + "do_not_contact", "do_not_contact_reason", "do_not_contact_note", "may_contact", "stopped", "stopped_reason", "reject_reason", "status", "version",
	"email_consent", "text_consent", "post_consent", "email_status", "text_status", "no_email", "no_text", "no_post", "consent_date", "consent_how", "calls_withdrawn", "texts_withdrawn", "emails_withdrawn", "post_withdrawn"}

// readReason takes the reason of a mark from its column's heading if the row gives
// none: below "Date of death" they have died.
func (r *contactRows) readReason(row exchange.Row) {
	for i, field := range r.fields {
		text := fold.Clean(row.Raw[i])
		if field == "do_not_contact" && row.Values["do_not_contact_reason"] == nil && saysNo(text) && locale.DeathHeading(r.header[i]) {
			row.Values["do_not_contact_reason"] = []string{crm.StopDeceased}
		}
	}
}

// readStatus reads a status as a stage. "Not interested" is a dead file, as after a
// call, and the dead are not called either. For those who left, it asks.
func (r *contactRows) readStatus(row exchange.Row) {
	var rest []string
	for _, text := range row.Values["status"] {
		if text, _ = r.words.Means("status", text); text == "" {
			continue
		}
		stage, ok := locale.Word("stage", text)
		if !ok && !locale.Blank(text) {
			r.refusals.asked(row.Line)
			r.former.asked(row.Line)
		}
		switch {
		case ok && row.Values["stage"] == nil:
			row.Values["stage"] = []string{stage}
		case ok, locale.Blank(text):
		case markDeadNumber(row, text):
		case r.refusals.of(row.Line) != "keep" && locale.DeadFile(text):
			mark(row, crm.StopDeadFile, text)
		case r.refusals.of(row.Line) != "keep" && locale.Hear(text, locale.InWords).Died:
			mark(row, crm.StopDeceased, text)
		case r.refusals.of(row.Line) != "keep" && locale.Died(text): // somebody else, perhaps
			r.refuse(row, slices.Index(r.fields, "status"), text)
		case r.refusals.of(row.Line) != "keep" && locale.Declines(text):
			mark(row, crm.StopDeadFile, text)
		case locale.MayDecline(text) && r.refusals.of(row.Line) != "keep":
			r.refuse(row, slices.Index(r.fields, "status"), text)
		case locale.Left(text) && !locale.MayDecline(text) && r.former.of(row.Line) != "keep":
			r.readLeft(row, slices.Index(r.fields, "status"), text)
		default:
			rest = append(rest, text)
		}
	}
	set(row, "status", rest) // of which the book knows what is to become
}

// readRefusal checks whether a cell of a known column asks not to be called. A note
// alone does not say what was declined.
func (r *contactRows) readRefusal(row exchange.Row, column int, text string) {
	field := r.fields[column]
	if slices.Contains(consentFields, field) {
		return
	}
	heard := locale.Hear(text, placeOf(field))
	switch {
	case heard.Died, heard.Mourns, heard.Refuses, placeOf(field) == locale.InWords && locale.RefusesAtWork(text) && r.phonesAtWork(), (field == "note" || field == badPhone) && (locale.MayDecline(text) || field == "note" && (locale.IsCross(text) || locale.IsNo(text)) || r.asks[column].How && locale.NoWay(text)):
		r.refuse(row, column, text)
	case heard.Left:
		r.readLeft(row, column, text)
	}
}

// phonesAtWork reports whether all phones of a file are those of a job, by their headings.
func (r *contactRows) phonesAtWork() bool {
	some := false
	for i, field := range r.fields {
		if field == "phone" && r.labels.headed[i] != crm.LabelWork {
			return false
		}
		some = some || field == "phone"
	}
	return some
}

// readDeadNumber marks the only phone of a row as bad if its note says so.
func readDeadNumber(row exchange.Row) {
	if row.Values["version"] != nil {
		return
	}
	for _, note := range row.Values["note"] {
		if markDeadNumber(row, note) {
			return
		}
	}
}

// markDeadNumber marks the only phone of a row as bad if a text says that it reaches
// nobody, and reports whether it has. Of several, it does not say which.
func markDeadNumber(row exchange.Row, text string) bool {
	phones, said := row.Values["phone"], locale.DeadNumber(text)
	if len(phones) != 1 || said == "" || fold.BadPhone(phones[0]) {
		return false
	}
	row.Values["phone"] = []string{phones[0] + " (" + said + ")"}
	return true
}

// nameFields are those in which a single word may be a name: Morta.
var nameFields = []string{"also", "former_name", "name", "full_name", "prefix", "given", "middle", "family", "second_family", "suffix", "nickname", "reading", "given_reading", "family_reading", "household", "org", "owner", "referred_by"}

// mark makes a row say that somebody must not be called, and why, unless it does.
func mark(row exchange.Row, reason, note string) {
	row.Values["do_not_contact"] = append(row.Values["do_not_contact"], "yes")
	if !slices.Contains(row.Values["do_not_contact_note"], note) {
		row.Values["do_not_contact_note"] = append(row.Values["do_not_contact_note"], note)
	}
	if row.Values["do_not_contact_reason"] == nil && reason != "" {
		row.Values["do_not_contact_reason"] = []string{reason}
	}
}

// refuse does with a row that asks not to be called what --refusals says.
func (r *contactRows) refuse(row exchange.Row, column int, text string) {
	reason := ""
	switch at := placeOf(r.fields[column]); {
	case at == locale.InWords && locale.DeadFile(text):
		reason = crm.StopDeadFile
	case locale.Hear(text, at).Died:
		reason = crm.StopDeceased
	}
	r.decide(r.refusals, &r.noted, row, r.header[column], reason, text)
}

// readLeft does with a row of somebody who left what --former says.
func (r *contactRows) readLeft(row exchange.Row, column int, text string) {
	r.decide(r.former, &r.gone, row, r.header[column], "", text)
}

// decide marks a row, or keeps it for the question.
func (r *contactRows) decide(answer verdict, open *[]said, row exchange.Row, heading, reason, text string) {
	answer.asked(row.Line)
	switch {
	case answer.of(row.Line) == "mark":
		mark(row, reason, text)
	case answer.word == "" && !isMarked(row):
		*open = append(*open, said{row.Line, heading, text})
	}
}

// refusal returns what a row that can't be read says of not calling somebody, or nothing. What
// --refusals decides about is marked as in other rows.
func (r *contactRows) refusal(row exchange.Row) (refusal string) {
	if r == nil || r.list {
		return ""
	}
	for i, cell := range row.Raw {
		text, field := fold.Clean(cell), ""
		if whole := len(row.Raw) == len(r.fields); i < len(r.fields) && (whole || slices.Contains(nameFields, r.fields[i])) {
			field = r.fields[i] // where a cell is too many, a word may still be a name
		}
		may, told := locale.May(text)
		heard := locale.Hear(text, placeOf(field))
		switch {
		case text == "":
		case field == "do_not_contact":
			if saysNo(text) {
				refusal = text
			}
		case field == "may_contact" && told && !may:
			mark(row, "", text)
		case r.refusals.of(row.Line) == "keep" || !heard.Died && !heard.Mourns && !heard.Refuses:
		case r.refusals.of(row.Line) == "mark" && row.Values != nil:
			r.refuse(row, i, text)
		default:
			refusal = text
		}
	}
	return refusal
}

// isMarked reports whether a row already says that somebody must not be called.
func isMarked(row exchange.Row) bool {
	return slices.ContainsFunc(row.Values["do_not_contact"], saysNo)
}

// saysNo reports whether a cell of a do-not-contact column says more than that they may
// be called.
func saysNo(text string) bool {
	answer, _ := locale.Word("answer", text)
	return answer != "no" && !locale.Blank(text)
}

// title is a line above the headings: "Do not contact list".
type title struct {
	text, reason string
	left         bool // it only says that people have left
}

const aboveHeadings = "above the headings"

// readTitles keeps the titles that ask not to be called, or say that people have left.
func (r *contactRows) readTitles(titles exchange.Titles) {
	for _, text := range titles.Texts {
		heard := locale.Hear(text, locale.InWords)
		refuses := heard.Died || heard.Mourns || heard.Refuses
		if !refuses && !heard.Left && locale.HeadingTaken(text) != "do_not_contact" {
			continue
		}
		t := title{text: text, left: heard.Left && !refuses}
		switch {
		case locale.DeadFile(text):
			t.reason = crm.StopDeadFile
		case heard.Died:
			t.reason = crm.StopDeceased
		}
		r.titles = append(r.titles, t)
	}
}

// readTitled does with a row below such titles what --refusals or --former says.
func (r *contactRows) readTitled(row exchange.Row) {
	for _, t := range r.titles {
		if t.left {
			r.decide(r.former, &r.gone, row, aboveHeadings, t.reason, t.text)
			continue
		}
		r.decide(r.refusals, &r.noted, row, aboveHeadings, t.reason, t.text)
	}
}

// look checks whether a column that is not taken should have been.
func (r *contactRows) look(row exchange.Row, column int, text string) {
	asks := r.asks[column]
	may, told := locale.May(text)
	noWay := asks.How && locale.NoWay(text)
	if locale.StandsForActivity(r.header[column]) {
		return
	}
	if locale.Blank(text) && !noWay && !(asks.Consents && told) { // 無 is a no where consent is asked for
		return
	}
	r.filled[column]++
	if likePhone(text) {
		r.numbers[column]++
	}
	answer, _ := locale.Word("answer", text)
	_, notCounted := strconv.Atoi(text)
	refuses := locale.Refuses(text)
	left := locale.LeftUs(text) && locale.ToldOf(r.header[column]) || (asks.Topic || locale.StandingHeading(r.header[column])) && locale.Left(text)
	dead := (asks.Topic || locale.StandingHeading(r.header[column])) && locale.DeadNumber(text) != "" && row.Values["phone"] != nil
	result := dead || locale.Declines(text) && !locale.OfCalls(text) || !refuses && locale.MayDecline(text)
	declines := result && locale.ToldOf(r.header[column]) || !refuses && (left || locale.DiedBelow(r.header[column], text))
	switch {
	case isMarked(row):
	case declines, refuses, noWay,
		asks.Refuses && answer != "no" && (notCounted != nil || len(text) == 1 || len(text) > 3),
		asks.Consents && !(told && may),
		asks.Topic && told && !may && text != "0":
		r.asked[column] = append(r.asked[column], said{row.Line, r.header[column], text})
		r.declined[column] = r.declined[column] || declines
	}
}

// shownRefusals limits the texts that an error lists.
const shownRefusals = 8

// end returns why nothing of the file is taken: it has texts that may ask not to be
// called, and nobody has decided about them.
//
// Errors: CodeRefused.
func (r *contactRows) end() error {
	if r != nil && r.list {
		r.settleAnswers()
	}
	if r == nil || len(r.asked)+len(r.noted)+len(r.gone)+len(r.released) == 0 {
		if r == nil {
			return nil
		}
		return cmp.Or(r.refusals.unmet("refusals"), r.former.unmet("former"))
	}
	if r.list {
		return r.endList()
	}
	e := crm.Errorf(crm.CodeRefused, "the file may say of people that they are not to be called")
	for _, column := range r.looks {
		if len(r.asked[column]) > 0 {
			showSaid(e, r.asked[column])
			r.offer(e, column)
			asked(e)
		}
	}
	if len(r.noted) > 0 {
		showSaid(e, r.noted)
		e.Again("Those are not to be called", crm.With("refusals", "mark")).
			Again("They may be called", crm.With("refusals", "keep"))
		if len(r.noted) > 1 {
			e.Again("Some of them, by their lines", crm.With("refusals", fmt.Sprintf("mark:%d", r.noted[0].line)))
		}
		asked(e)
	}
	if len(r.gone) > 0 {
		showSaid(e, r.gone)
		e.Again("Those have left, and are not called", crm.With("former", "mark")).
			Again("They may be called", crm.With("former", "keep"))
		if len(r.gone) > 1 {
			e.Again("Some of them, by their lines", crm.With("former", fmt.Sprintf("mark:%d", r.gone[0].line)))
		}
		asked(e)
	}
	return e
}

// asked makes one question of the answers that an error has got since the last one.
func asked(e *crm.Error) {
	last := 0
	for _, r := range e.Remedies {
		last = max(last, r.Of)
	}
	for i := range e.Remedies {
		if e.Remedies[i].Adds != nil && e.Remedies[i].Of == 0 {
			e.Remedies[i].Of = last + 1
		}
	}
}

// showSaid shows each text once, with its first row.
func showSaid(e *crm.Error, all []said) {
	rows := map[[2]string]int{}
	var first []said
	for _, s := range all {
		key := [2]string{s.heading, fold.Text(s.text)}
		if rows[key]++; rows[key] == 1 {
			first = append(first, s)
		}
	}
	shown := first[:min(len(first), shownRefusals)]
	rest := len(all)
	for _, s := range shown {
		n := rows[[2]string{s.heading, fold.Text(s.text)}]
		rest -= n
		lines := fmt.Sprintf("line %d", s.line)
		if n > 1 {
			lines += fmt.Sprintf(" and %d more", n-1)
		}
		e.Try("%s, %s: %q", lines, s.heading, s.text)
	}
	if rest > 0 {
		e.Try("and %d more", rest)
	}
}

// isRemark reports whether a cell says more than a yes or a no.
func isRemark(s said) bool {
	_, told := locale.May(s.text)
	return strings.Contains(s.text, " ") || !told && utf8.RuneCountInString(s.text) > 4
}

// offer says what a column may be, starting with what its heading suggests.
func (r *contactRows) offer(e *crm.Error, column int) {
	heading, asks := r.header[column], r.asks[column]
	if asks.Refuses {
		e.Again("It says who is not to be called", crm.With("map", heading+"=do_not_contact"))
	}
	switch {
	case asks.Refuses && !asks.Consents:
	case r.declined[column] && !asks.Consents:
		e.Again("It says how they stand", crm.With("map", heading+"=status"))
	case (asks.Consents || asks.Topic) && !asks.How:
		e.Again("It asks whether they may be called", crm.With("map", heading+"=may_contact"))
	case 2*r.numbers[column] >= r.filled[column]:
		e.Again("It has phones", crm.With("map", heading+"=phone"), crm.With("refusals", "mark"))
	default:
		e.Again("It says who is not to be called", crm.With("map", heading+"=note"), crm.With("refusals", "mark"))
	}
	if asks.Topic && !asks.Refuses && !asks.Consents && !asks.How && !r.declined[column] {
		e.Again("It says who is not to be called", crm.With("map", heading+"=do_not_contact"))
	}
	if asks.Topic && !asks.Refuses && !asks.Consents && !asks.How && !r.declined[column] && r.fields[column] == "" && slices.ContainsFunc(r.asked[column], isRemark) {
		e.Again("It has notes", crm.With("map", heading+"=note"))
	}
	e.Again("It says nothing of that", crm.With("map", heading+"="+r.fields[column]))
}
