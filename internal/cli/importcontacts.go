package cli

import (
	"cmp"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// contactRows interprets words in a file of contacts: blanks, whether somebody may be
// called, stages. Nil leaves rows of other files alone.
type contactRows struct {
	stage   string // of rows that give none
	clients int    // rows of another stage that tell what is known of clients
	saying
	cards    bool              // the rows are vCards
	marks    map[string]string // of these, see cardMarks
	header   []string
	fields   []string
	labels   labelColumns
	people   people
	remarks  remarks
	turned   []bool         // the columns of names that begin with the family name
	mapped   []bool         // the columns that --map gave their fields
	ignored  []int          // the columns that were not taken
	own      []int          // the columns of fields of the book's own whose headings ask about calls
	looks    []int          // both
	titles   []title        // lines above the headings that ask not to be called
	asks     []locale.Asks  // what the headings ask about calling somebody
	asked    map[int][]said // what those columns may say of people who are not to be called
	declined map[int]bool   // those of them that have words for the result of a call
	noted    []said         // cells of other columns that ask not to be called
	gone     []said         // cells of other columns that say that somebody has left
	words    book.Import    // what words mean
	answers  []string       // yes and no where tags belong
	numbers  map[int]int    // rows of the columns not taken that have a phone number
	released []said         // cells of a file of numbers that are not on the list, or are to come off it
	yes      map[int]bool   // the columns of a file of numbers with a yes that are not taken
	no       map[int][]said // the cells with a no in them
	list     bool           // whether it is such a file
	zeroDays int            // days that stand for none, of which zeroDay is the first
	zeroDay  string
	given    map[int]bool // the columns not taken in which something stands
	odd      map[int]bool // columns with something that was not taken: neither a yes nor a no, a second day
	filled   map[int]int
	above    []string // the cells of the row before
}

// maybePrefix is a column "Title" beside a name, which may have forms of address, or what
// somebody is in a company. Only the former are taken.
const maybePrefix = "title"

// said is the text of a cell.
type said struct {
	line          int
	heading, text string
}

func newContactRows(reader *exchange.Reader, stage string, s saying, own ...*crm.Field) *contactRows {
	r := &contactRows{cards: reader.IsCards(), stage: stage, saying: s, header: reader.Header(), fields: reader.Fields(), labels: newLabelColumns(reader.Meant(), reader.Fields()), people: newPeople(reader.Meant(), reader.Fields()), remarks: newRemarks(reader.Header(), reader.Fields()), asked: map[int][]said{}, declined: map[int]bool{}, numbers: map[int]int{}, filled: map[int]int{}, odd: map[int]bool{}, yes: map[int]bool{}, no: map[int][]said{}, given: map[int]bool{}}
	if r.cards {
		r.marks = cardMarks()
	}
	ignored, ours := reader.Ignored(), crm.BuiltIn(crm.KindContact).Names()
	written := slices.Contains(r.fields, "version") // by a list of a book
	for i, heading := range r.header {
		r.asks = append(r.asks, locale.Heading(reader.Meant()[i]))
		r.mapped = append(r.mapped, reader.Fixed(i))
		turned, _ := locale.FamilyFirst(heading)
		r.turned = append(r.turned, turned)
		if slices.Contains(ignored, heading) && (!slices.Contains(ours, heading) || heading == "calls_barred" || heading == "emails_barred") { // which says it also of others on the same phone
			r.ignored = append(r.ignored, i)
		}
		isOwn := slices.ContainsFunc(own, func(f *crm.Field) bool { return f.Name == r.fields[i] })
		if asks := r.asks[i]; isOwn && !reader.Fixed(i) && (asks.Refuses || asks.Consents || !written && (asks.Topic || asks.How)) {
			r.own = append(r.own, i)
		}
	}
	r.looks = slices.Concat(r.ignored, r.own)
	r.readTitles(reader.Titles())
	return r
}

// read interprets the values of a row.
//
// Errors: CodeInvalid for a text that does not say whether somebody may be called.
func (r *contactRows) read(row exchange.Row) error {
	if r == nil {
		return nil
	}
	if err := r.checkShort(row); err != nil {
		return err
	}
	for _, i := range r.ignored {
		if i < len(row.Raw) && fold.Clean(row.Raw[i]) != "" {
			r.given[i] = true
		}
	}
	if r.list {
		r.readReleased(row)
		return nil
	}
	if err := r.readDitto(&row); err != nil {
		return err
	}
	if row.Values["version"] == nil {
		readPlurals(row)
	}
	r.readLabels(row)
	r.readPeople(row)
	r.readAddresses(row)
	r.readMaybePhones(row)
	r.readMaybePrefix(row)
	r.readFamilyFirst(row)
	leaveSaid(row)
	if err := checkSomebody(row); err != nil {
		return err
	}
	r.leaveBlanks(row)
	if r.cards {
		r.readCardMarks(row)
	} else if err := r.checkWhose(row); err != nil {
		return err
	}
	readSource(row)
	r.readReason(row)
	r.readStatus(row)
	readDeadNumber(row)
	r.readBadPhones(row)
	if r.stage != crm.StageClient && row.Values["stage"] == nil && row.Values["version"] == nil &&
		(row.Values["client_since"] != nil || row.Values["call_frequency"] != nil || row.Values["last_call"] != nil) {
		r.clients++
	}
	r.readTitled(row)
	r.readRefusals(row)
	r.readRemarks(row)
	return readConsent(row)
}

// displayed is a column of what a program shows of somebody beside their name: the household or the
// firm, or who it is where there is no name.
const displayed = "display_name"

// readDisplayed takes such a column for what it is, and leaves a firm out that stands before the name
// of somebody in it: "Bayou Bakery, Nina Roux".
func readDisplayed(row exchange.Row) {
	if shown := row.Values[displayed]; shown != nil {
		delete(row.Values, displayed)
		field := "household"
		switch name := row.Values["full_name"]; {
		case name == nil:
			field = "full_name"
		case fold.Text(name[0]) == fold.Text(shown[0]):
			field = ""
		case fold.Firm(shown[0]):
			field = "org"
		}
		if field != "" && row.Values[field] == nil {
			row.Values[field] = shown
		}
	}
	if org, name := row.Values["org"], row.Values["full_name"]; org != nil && name != nil {
		if rest, is := strings.CutPrefix(name[0], org[0]+", "); is && rest != "" {
			row.Values["full_name"] = []string{rest}
		}
	}
}

// leaveSaid leaves out what says nothing: 様 before every name of a list for letters, and a firm
// that has the name of the person.
func leaveSaid(row exchange.Row) {
	readDisplayed(row)
	set(row, "prefix", slices.DeleteFunc(slices.Clone(row.Values["prefix"]), func(text string) bool { return fold.Clean(text) == "様" }))
	if org := row.Values["org"]; org != nil {
		name := strings.Join(slices.Concat(row.Values["given"], row.Values["family"]), " ")
		for _, field := range []string{"full_name", "name"} {
			if texts := row.Values[field]; texts != nil {
				name = texts[0]
			}
		}
		if fold.Text(name) == fold.Text(org[0]) {
			delete(row.Values, "org")
		}
	}
}

// readMaybePrefix takes the forms of address of a column that may have others.
func (r *contactRows) readMaybePrefix(row exchange.Row) {
	texts := row.Values[maybePrefix]
	if texts == nil {
		return
	}
	delete(row.Values, maybePrefix)
	known := row.Values["prefix"] != nil && fold.Text(row.Values["prefix"][0]) != fold.Text(texts[0])
	if fold.IsPrefix(texts[0]) && !known {
		row.Values["prefix"] = texts
	} else if !locale.Blank(texts[0]) {
		r.odd[slices.Index(r.fields, maybePrefix)] = true
	}
}

// readFamilyFirst turns names round below a heading that says that they begin with the family name.
func (r *contactRows) readFamilyFirst(row exchange.Row) {
	for i, field := range r.fields {
		if texts := row.Values[field]; len(texts) == 1 && slices.Contains([]string{"full_name", "name"}, field) && r.turned[i] {
			_, always := locale.FamilyFirst(r.header[i])
			row.Values[field] = []string{fold.FamilyFirst(texts[0], always)}
		}
	}
}

// checkSomebody rejects a row that has hardly more than a text that names nobody.
//
// Errors: CodeInvalid.
func checkSomebody(row exchange.Row) error {
	switch name := onlyName(row); {
	case name == "":
	case locale.Total(name):
		return crm.Errorf(crm.CodeInvalid, "this is a total of the rows above, and nobody").At(row.Line).On("name").Try("Take the line out of the file")
	case locale.RefusalTitle(name):
		return crm.Errorf(crm.CodeInvalid, "%q is nobody: it may say of the rows below that they are not to be called", name).At(row.Line).On("name").
			Try("Say so in a column of those rows, and take the line out of the file")
	}
	return nil
}

// leaveBlanks leaves out of a row what stands for nothing.
func (r *contactRows) leaveBlanks(row exchange.Row) {
	for field, texts := range row.Values {
		switch blank := slices.Contains(maybeBlank, field); {
		case !blank && slices.Contains(nameFields, field):
			set(row, field, slices.DeleteFunc(slices.Clone(texts), locale.NoName))
		case slices.Contains(book.PolicyFields(), field):
			set(row, field, slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return r.isNoPolicy(field, text) }))
		case slices.Contains(alsoBlank, field):
			set(row, field, slices.DeleteFunc(slices.Clone(texts), locale.Blank))
		case blank:
			if field == "tags" {
				texts = r.withoutAnswers(texts)
			}
			texts = slices.DeleteFunc(slices.Clone(texts), func(text string) bool {
				if slices.Contains(days, field) && locale.NoDay(text) && strings.ContainsAny(text, "123456789") {
					r.zeroDays++
					r.zeroDay = cmp.Or(r.zeroDay, text)
				}
				if field == "call_frequency" && locale.NotOnce(text) { // which leaves nothing to the book
					return false
				}
				return locale.Blank(text) || slices.Contains(days, field) && locale.NoDay(text) || field != "phone" && strings.Trim(text, "0/-. ") == ""
			})
			if row.Values[field] = texts; len(texts) == 0 {
				delete(row.Values, field)
			}
		}
	}
}

// isNoPolicy reports whether a cell says nothing of a policy: a sign for nothing that no word
// of the file has a meaning for, or a day that is none.
func (r *contactRows) isNoPolicy(field, text string) bool {
	if _, at := r.words.Means(field, text); at >= 0 {
		return false
	}
	if !slices.Contains([]string{"effective", "expires", "ended", "x_date"}, field) {
		return locale.Blank(text)
	}
	endless := field == "expires" && !strings.ContainsAny(text, "0123456789") // never
	return locale.Blank(text) || !endless && locale.NoDay(text) || strings.Trim(text, "0/-. :") == ""
}

// readRefusals looks in the cells of a row for words that ask not to be called.
func (r *contactRows) readRefusals(row exchange.Row) {
	for i, field := range r.fields {
		if text := fold.Clean(row.Raw[i]); field != "" && text != "" && !slices.Contains(r.own, i) {
			r.readRefusal(row, i, text)
		}
	}
	for _, i := range r.looks {
		text := fold.Clean(row.Raw[i])
		if text == "" {
			continue
		}
		asked := len(r.asked[i])
		if r.look(row, i, text); r.fields[i] != "" && len(r.asked[i]) == asked {
			r.readRefusal(row, i, text)
		}
	}
}

// withoutAnswers leaves out of texts of tags what says nothing, n/a, and what says yes or no,
// which is told.
func (r *contactRows) withoutAnswers(texts []string) (kept []string) {
	for _, text := range texts {
		var words []string
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;|｜、", r) }) {
			word = strings.Trim(strings.TrimSpace(word), `"“”`) // as Mailchimp writes them
			answers := locale.YesOrNo(word)
			switch {
			case locale.Blank(word):
			case answers && !slices.Contains(r.answers, word):
				r.answers = append(r.answers, word)
			case !answers:
				words = append(words, word)
			}
		}
		kept = append(kept, strings.Join(words, ","))
	}
	return kept
}

// readSource takes whoever a source names as the one who brought them: "Referred by Joe".
func readSource(row exchange.Row) {
	for _, text := range row.Values["source"] {
		if _, known := locale.Word("source", text); known {
			return
		}
		name := locale.Referrer(text)
		if name == "" {
			return
		}
		row.Values["source"] = []string{"referral"}
		if row.Values["referred_by"] == nil {
			row.Values["referred_by"] = []string{name}
		}
	}
}

// onlyName returns the name of a row that has hardly anything else.
func onlyName(row exchange.Row) string {
	for _, field := range []string{"phone", "email", "birthday", "address", "given"} {
		if row.Values[field] != nil {
			return ""
		}
	}
	for _, field := range []string{"name", "full_name", "family"} {
		if texts := row.Values[field]; texts != nil {
			return texts[0]
		}
	}
	return ""
}

// maybeBlank are the fields with words for nothing.
var maybeBlank = []string{"tags", "phone", "email", "birthday", "address", "household", "org", "owner", "referred_by", "client_since", "last_call", "external_id", "rating", "call_frequency", "do_not_contact_reason"}

// alsoBlank are fields with such words of which the row above says nothing.
var alsoBlank = []string{"note", "source", "time_zone", "consent_how", "stage", "kind"}

// days are those of them with a day.
var days = []string{"birthday", "client_since", "last_call"}

// marksIn reads cells that say that somebody must not be called. What says so in words of its
// own is a note as well.
func marksIn(texts []string) (marks, notes []string) {
	for _, text := range texts {
		_, answer := locale.Word("answer", text)
		_, reason := locale.Word("stop_reason", text)
		switch {
		case answer || reason:
			marks = append(marks, text)
		case locale.Refuses(text):
			marks, notes = append(marks, "yes"), append(notes, text)
		case !locale.Blank(text) || isDoubt(text):
			marks = append(marks, text)
		}
	}
	return marks, notes
}

// readConsent unifies both kinds of columns about calling.
func readConsent(row exchange.Row) error {
	marks, notes := marksIn(row.Values["do_not_contact"])
	for _, text := range row.Values["may_contact"] {
		switch may, ok := locale.May(text); {
		case ok && !may:
			marks = append(marks, "yes")
		case !ok && (!locale.Blank(text) || isDoubt(text)):
			return crm.Errorf(crm.CodeInvalid, "%q says neither that they may be called nor that they may not", text).At(row.Line).On("may_contact").
				Try("Write yes or no, or nothing")
		}
	}
	set(row, "do_not_contact", marks)
	set(row, "do_not_contact_note", append(row.Values["do_not_contact_note"], notes...))
	delete(row.Values, "may_contact")
	return readChannels(row)
}

// isDoubt reports whether a cell is a question mark, which is not nothing where it is asked
// whether somebody may be called.
func isDoubt(text string) bool {
	return strings.Trim(text, " ?？") == "" && strings.ContainsAny(text, "?？")
}

// readChannels reads the columns about e-mails, texts and post, which ask either way.
func readChannels(row exchange.Row) error {
	for _, channel := range []string{"email", "text"} { // how a program of newsletters has it
		state, _ := locale.Word("consent_state", fold.Clean(strings.Join(row.Values[channel+"_status"], " ")))
		if delete(row.Values, channel+"_status"); state == crm.Withdrawn && row.Values[channel+"_consent"] == nil {
			set(row, channel+"_consent", []string{crm.Withdrawn})
		}
	}
	for _, channel := range []string{"email", "text", "post"} {
		for _, field := range []string{channel + "_consent", "no_" + channel} {
			text := fold.Clean(strings.Join(row.Values[field], " "))
			if text == "" {
				continue
			}
			state, known := locale.Word("consent_state", text)
			may, told := locale.May(text)
			switch {
			case field[:3] == "no_" && known, field[:3] == "no_" && told:
				if said := known && state == crm.Consented || told && may; said { // that they want none
					set(row, channel+"_consent", []string{crm.Withdrawn})
				}
			case locale.Blank(text), field[:3] == "no_" && locale.Subscribed(text):
				delete(row.Values, field)
			case locale.Refuses(text):
				set(row, channel+"_consent", []string{crm.Withdrawn})
			case field[:3] == "no_" && !strings.ContainsAny(text, "0123456789"):
				return crm.Errorf(crm.CodeInvalid, "%q says neither that they want none nor that they do", text).At(row.Line).On(field).Try("Write yes or no, a date, or nothing")
			case field[:3] == "no_": // the day on which they said so
				set(row, channel+"_consent", []string{crm.Withdrawn})
				set(row, "consent_date", []string{text})
			case !known && told && may:
				set(row, field, []string{crm.Consented})
			case !known && told:
				set(row, field, []string{crm.Withdrawn})
			}
		}
		delete(row.Values, "no_"+channel)
	}
	return nil
}

func set(row exchange.Row, field string, texts []string) {
	if len(texts) == 0 {
		delete(row.Values, field)
		return
	}
	row.Values[field] = texts
}

// likePhone reports whether a text is written like a phone number, and not like an
// amount, a date or another number.
func likePhone(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case !strings.ContainsRune("+ -()", r):
			return false
		}
	}
	_, ok := fold.Phone(text)
	return ok && digits > 8 && digits < len(text)
}

// leftOut reports whether something of the file was not taken and nobody has said so: what
// stands in a column that is not known, or a value that says nothing to the book.
func (r *contactRows) leftOut() bool {
	return r != nil && len(r.given)+len(r.odd) > 0
}

// notices returns what was seen in the file and not taken.
func (r *contactRows) notices() []crm.Notice {
	if r == nil {
		return nil
	}
	var notices []crm.Notice
	for i := range r.header {
		if r.odd[i] {
			notices = append(notices, crm.Notice{Code: "columns-ignored", Values: map[string]any{"columns": r.header[i]}})
		}
	}
	if r.zeroDays > 0 {
		notices = append(notices, crm.Notice{Code: "zero-days", Values: map[string]any{"n": r.zeroDays, "value": r.zeroDay}})
	}
	if r.clients > 0 {
		notices = append(notices, crm.Notice{Code: "clients-as-others", Values: map[string]any{"n": r.clients, "command": crm.Run("client import", crm.TheFile)}})
	}
	if len(r.answers) > 0 {
		notices = append(notices, crm.Notice{Code: "tags-ignored", Values: map[string]any{"values": strings.Join(r.answers, ", ")}})
	}
	for _, i := range r.ignored {
		if field := locale.Column(r.header[i], nil); field == "" && r.numbers[i] > 0 && 2*r.numbers[i] >= r.filled[i] {
			notices = append(notices, crm.Notice{Code: "phones-ignored", Values: map[string]any{"column": r.header[i]}})
		}
	}
	return notices
}
