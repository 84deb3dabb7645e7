package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/verb"
)

// given is a value for a flag. What it says has to be in an edit of the outcome;
// where shows is empty, the outcome has to differ from that without the flag, and
// where it is refused, the command has to fail with the arguments that come first.
// Idle is what need not make a difference there.
type given struct {
	value string
	shows string
}

const (
	refused = "refused"
	idle    = "idle"
)

// usual are values for the flags of one name, whatever the command, that differ from
// those of their type.
var usual = map[string]given{
	"due":                 {"2027-01-14", `"due":"2027-01-14"`},
	"for":                 {"25m", ""},
	"inbound":             {"", "inbound"},
	"email":               {"kolibri@example.com", "kolibri@example.com"},
	"phone":               {"614-555-0188", "614-555-0188"},
	"external-id":         {"X-77", "X-77"},
	"household":           {"{family}", `"household":{family}`},
	"org":                 {"{acme}", `"org":{acme}`},
	"referred-by":         {"{bob}", `"referred_by":{bob}`},
	"source":              {"web", `"source":"web"`},
	"priority":            {"high", `"priority":"high"`},
	"stage":               {"prospect", `"stage":"prospect"`},
	"postal-code":         {"43215", `"postal_code":"43215"`},
	"address-label":       {"home", `"label":"home"`},
	"remove-address":      {"1 Elm", ""},
	"time-zone":           {"America/Denver", `"time_zone":"America/Denver"`},
	"rating":              {"a", `"rating":"a"`},
	"tag":                 {"kolibri", "kolibri"},
	"remove-tag":          {"finch", ""},
	"limit":               {"kolibri=5", "kolibri"},
	"deductible":          {"kolibri=5", "kolibri"},
	"line":                {"boat", `"line":"boat"`},
	"expires":             {"2027-11-30", "2027-11-30"},
	"number":              {"K-1", `"number":"K-1"`},
	"policy-number":       {"K-1", `"number":"K-1"`},
	"cancel-activities":   {"", "cancelled"},
	"complete-activities": {"", `"status":"done"`},
	"keep-activities":     {"", idle},
	"decline-quotes":      {"", "declined"},
	"allow-duplicate":     {"", idle},
	"force":               {"", idle},
	"map":                 {"Nick=given", "Kit"},
	"date-format":         {"DD/MM/YYYY", ""},
	"on-duplicate":        {"add", ""},
	"reject-file":         {"left.csv", ""},
	"calls-per-day":       {"1", ""},
	"encoding":            {"windows-1252", idle},
	"delimiter":           {";", refused},
	"sheet":               {"kolibri", refused},
	"invite":              {"invite.ics", refused}, // nobody there has an e-mail
}

// usually is a value for what a verb takes.
func usually(t verb.Take) given {
	if g, ok := usual[t.Name]; ok {
		return g
	}
	field := func(value string) given { return given{value, strconv.Quote(t.Field) + ":" + value} }
	switch {
	case t.Name == verb.IfVersion:
		return given{"999", refused}
	case t.Name == "owner":
		return given{"Pat", `"owner":{pat}`}
	case t.Ref == crm.KindProducer:
		return given{"Pat", "{pat}"}
	case t.Ref == crm.KindOpportunity:
		return given{"{opp}", `"opportunity":{opp}`}
	case t.Switch:
		return given{"", ""}
	case t.Type == crm.BirthdayType:
		return given{"1961-03-04", "1961-03-04"}
	case t.Type == crm.DateType && t.Looks == crm.Past:
		return given{"2026-11-20", "2026-11-20"}
	case t.Type == crm.DateType:
		return given{"2026-12-20", "2026-12-20"}
	case t.Type == crm.MoneyType:
		return given{"1234.50", "1234.50"}
	case t.Type == crm.NumberType, t.Type == crm.PercentType:
		return field("37")
	case t.Type == crm.CodeType:
		codes := crm.Picklist(t.List)
		code := codes[len(codes)-1]
		return given{code, strconv.Quote(t.Field) + ":" + strconv.Quote(code)}
	}
	return given{"kolibri", "kolibri"}
}

// tried is a command that writes, as it is run here. The values of flags that it
// needs are among its arguments, as --flag=value, and give way to the one that
// is tried.
type tried struct {
	args  string
	flags map[string]given // that differ from the usual
	// states are other arguments, of records in which less may be possible: what
	// is given is taken or refused there, too.
	states []string
	// look shows what the command did, where its outcome has no edits.
	look string
	// like is another command that the same function makes, which is tried.
	like string
}

// contactTried is a command that adds a contact or edits one.
func contactTried(args string, more map[string]given, states ...string) tried {
	flags := map[string]given{"note": {"kolibri", "kolibri"}, "owner": {"Pat", `"owner":{pat}`}}
	for flag, g := range more {
		flags[flag] = g
	}
	return tried{args: args, flags: flags, states: states}
}

func commandsTried() map[string]tried {
	kind := map[string]given{"kind": {"organization", `"kind":"organization"`}, "birthday": {"1961-03-04", "1961-03-04"}, "address-label": {"home", refused}}
	group, editGroup := map[string]given{}, map[string]given{
		"remove-phone": {"614-555-0100", ""}, "remove-email": {"g@example.com", ""},
		"bad-phone": {"614-555-0100", `"bad":true`}, "bad-email": {"g@example.com", `"bad":true`},
		"former-name": {"Old Family", "Old Family"}, "remove-also": {"Before", ""},
		"household": {"{family2}", refused}, "org": {"{acme2}", `"org":{acme2}`}, // no household belongs to another one
	}
	for _, ofPersons := range []string{"birthday", "prefix", "given", "middle", "family", "suffix", "nickname"} {
		group[ofPersons], editGroup[ofPersons] = given{"kolibri", refused}, given{"kolibri", refused}
	}
	group["address-label"] = given{"home", refused} // of an address
	group["household"] = given{"{family}", refused}
	edit := map[string]given{
		"remove-phone": {"614-555-0147", ""}, "remove-email": {"jane@example.com", ""},
		"remove-also": {"Jane Before", ""},
		"bad-phone":   {"614-555-0147", `"bad":true`}, "bad-email": {"jane@example.com", `"bad":true`},
	}
	done := []string{"{doneTask}"}
	cancelled := []string{"{doneTask}", "{goneTask}"}
	importing := tried{args: "people.csv --skip-bad --map=Nick=given", look: "contact list -o json --columns=name,given,source,birthday,next_due,owner", flags: map[string]given{
		"no-header": {"", refused}, "profile": {"linkedin", refused}, "save-profile": {"quokka", idle}, "skip-bad": {"", idle}, "source": {"web", `"source":"web"`}, "owner": {"Pat", ""}, "refusals": {"keep", idle}, "former": {"keep", idle}, "households": {"apart", idle},
		"value": {"Web=web", idle}, "unknown": {"skip", idle}, "on-duplicate": {"update", idle},
		"line": {"boat", refused}, "carrier": {"Acme", refused}, "status": {"active", refused}, "as": {"Pat", ""}, // of policies
		"opp": {"{opp}", refused}, "contact": {"{bob}", refused}, "past": {"held", refused}, "months": {"4", refused}, // of a calendar
		"from-me": {"ann@example.org", refused}, "add-unknown": {"", refused}, // of e-mails
	}}
	all := map[string]tried{
		"lead add":       {like: "contact add"},
		"prospect add":   {like: "contact add"},
		"client add":     {like: "contact add"},
		"contact add":    contactTried("Nova", kind, "Jane Hudson --phone=614-555-0147"),
		"household add":  contactTried("Nova", group),
		"org add":        {like: "household add"},
		"lead edit":      {like: "contact edit"},
		"prospect edit":  {like: "contact edit"},
		"client edit":    {like: "contact edit"},
		"contact edit":   contactTried("{jane}", edit),
		"household edit": contactTried("{family}", editGroup),
		"org edit":       {like: "household edit"},
		"lead qualify":   {args: "{jane}", states: []string{"{prospect}", "{bob}"}},
		"lead reject": {args: "{jane} --reason=duplicate", flags: map[string]given{"reason": {"not-interested", "not-interested"}},
			states: []string{"{bob} --reason=duplicate", "{nobody} --reason=duplicate"}},
		"contact stop": {args: "{jane} --reason=asked", flags: map[string]given{"reason": {"legal", `"do_not_contact_reason":"legal"`}},
			states: []string{"{vera} --reason=asked", "{vera} --reason=other -m no", "{jane} {vera} --reason=asked"}},
		"contact allow": {args: "{vera} --reason=asked", states: []string{"{jane} --reason=asked"}},
		"log": {args: "{bob} appointment --appt=2027-01-15~11:30", flags: logged(), states: []string{"{bob} stay-in-touch", "{doneCall} no-reach", "{vera} stay-in-touch",
			"{bob} wrong-number", "{bob} dead-file", "{bob} appointment", "{vera} no-reach --inbound", "{vera} appointment --inbound", "{bob} no-reach"}},
		"dnc add":    {args: "614-555-0777 --reason=asked", flags: map[string]given{"reason": {"legal", `"reason":"legal"`}}},
		"dnc remove": {args: "614-555-0233 --reason=asked"},
		"dnc import": {args: "numbers.csv --skip-bad --map=Ring=phone", look: "dnc list -o json", flags: map[string]given{
			"date-format": {"DD/MM/YYYY", refused}, // the file has no dates
			"reason":      {"legal", `"reason":"legal"`}, "map": {"Ring=phone", "614-555-0901"}, "skip-bad": {"", idle}, "delimiter": {";", idle},
		}},
		"call correct":     {args: "{doneCall} appointment --appt=2027-01-15~11:30", flags: with(logged(), map[string]given{"opp": {"{karlOpp}", `"opportunity":{karlOpp}`}}), states: []string{"{doneCall} no-reach", "{doneCall} stay-in-touch", "{doneCall} appointment"}},
		"call add":         {args: "{bob} --due=2026-12-01", flags: map[string]given{"type": {"review", `"call_type":"review"`}}, states: []string{"{vera} --due=fri"}},
		"call edit":        {args: "{call}", flags: map[string]given{"call-type": {"review", `"call_type":"review"`}, "opp": {"{opp2}", `"opportunity":{opp2}`}}, states: []string{"{doneCall}"}},
		"call assign":      {args: "{call}"},
		"call cancel":      {args: "{call}", states: []string{"{doneCall}"}},
		"call snooze":      {args: "{call} fri"},
		"task add":         {args: "{bob} kolibri --due=fri", flags: map[string]given{"contact": {"{jane}", `"contact":{jane}`}}},
		"task edit":        {args: "{task}", states: done},
		"task done":        {args: "{task}", states: cancelled},
		"task cancel":      {args: "{task}", states: cancelled},
		"task assign":      {args: "{task}"},
		"task snooze":      {args: "{task} fri"},
		"done":             {args: "{task}", states: cancelled},
		"appt add":         {args: "{bob} 2026-12-15~10:30"},
		"appt done":        {args: "{held}", states: []string{"{appt}"}},
		"appt no-show":     {args: "{held}", states: []string{"{appt}"}},
		"appt move":        {args: "{appt} 2026-12-16~11:00"},
		"appt edit":        {args: "{appt}"},
		"appt cancel":      {args: "{appt}"},
		"email log":        {args: "{bob}", states: []string{"{email}"}},
		"email add":        {args: "{bob} --subject=hello --due=fri"},
		"email done":       {args: "{email}"},
		"email edit":       {args: "{email}"},
		"email cancel":     {args: "{email}"},
		"email snooze":     {args: "{email} fri"},
		"opp add":          {args: "{bob} --line=auto --reason=boat", flags: map[string]given{"referred-by": {"{jane}", `"referred_by":{jane}`}, "stage": {"quoting", `"stage":"quoting"`}, "due": {"2027-01-14", "2027-01-14"}}},
		"opp edit":         {args: "{opp}", flags: map[string]given{"referred-by": {"{jane}", `"referred_by":{jane}`}, "due": {"2027-01-14", "2027-01-14"}}, states: []string{"{won}"}},
		"opp stage":        {args: "{opp} closing", states: []string{"{opp} prospecting"}},
		"opp assign":       {args: "{opp}"},
		"opp close-won":    {args: "{opp} --premium=900 --carrier=Acme --decline-quotes --keep-activities", flags: map[string]given{"quote": {"{quote}", "accepted"}}, states: []string{"{won} --premium=900"}},
		"opp close-lost":   {args: "{opp} --reason=price --decline-quotes --keep-activities", flags: map[string]given{"reason": {"service", `"lost_reason":"service"`}}, states: []string{"{lost} --reason=price"}},
		"opp reopen":       {args: "{lost}", states: []string{"{opp}"}},
		"quote request":    {args: "{opp} --carrier=Firm"},
		"quote receive":    {args: "{asked} --premium=900", states: []string{"{opp} --premium=900 --carrier=Buckeye", "{quote} --premium=900"}},
		"quote edit":       {args: "{quote}"},
		"quote present":    {args: "{quote}", states: []string{"{declined}", "{presented}"}},
		"quote decline":    {args: "{quote}", states: []string{"{declined}"}},
		"quote expire":     {args: "{quote}", states: []string{"{declined}"}},
		"policy add":       {args: "{bob} --line=auto --carrier=Acme --premium=900", flags: map[string]given{"opp": {"{won}", `"opportunity":{won}`}}},
		"policy edit":      {args: "{policy}"},
		"policy renew":     {args: "{policy}"},
		"policy cancel":    {args: "{policy}", states: []string{"{over}"}},
		"policy expire":    {args: "{old}", states: []string{"{over}"}},
		"policy reinstate": {args: "{over}", states: []string{"{policy}"}},
		"refer":            {args: "{bob} --to=Pat --reason=boat", flags: map[string]given{"to": {"Kim", "{kim}"}}},
		"assign":           {args: "{jane} --to=Pat", flags: map[string]given{"list": {"contact", refused}, "where": {"id > 0", refused}, "from": {"all", refused}, "owner": {"all", refused}}},
		"contact assign":   {args: "{jane} --to=Pat"},
		"note add":         {args: "{bob} --note=hello", flags: map[string]given{"share": {"Pat", "{pat}"}}},
		"note edit":        {args: "{note} --note=hello2"},
		"note share":       {args: "{note} --with=Pat", flags: map[string]given{"with": {"Kim", "{kim}"}}},
		"note unshare":     {args: "{shared} --with=Pat", flags: map[string]given{"with": {"Kim", ""}, "all": {"", refused}}},
		"file add":         {args: "{bob} other.txt", states: []string{"{bob} letter.txt"}, flags: map[string]given{"type": {"text/markdown", "text/markdown"}}},
		"file remove":      {args: "{file}"},
		"producer add":     {args: "Nova"},
		"producer edit":    {args: "{pat}", flags: map[string]given{"active": {"", idle}}},
		"producer retire":  {args: "{kim} --to=Pat", flags: map[string]given{"to": {"Ann", `{kim}`}}},
		"team add":         {args: "Nova", flags: map[string]given{"member": {"Pat", "{pat}"}}},
		"team edit":        {args: "{team} --name=Nova"},
		"team join":        {args: "{team} Pat"},
		"team leave":       {args: "{team} Ann"},
		"view save": {args: "nova --list=opp", states: []string{"mine --list=task"}, flags: map[string]given{"list": {"task", "task"}, "where": {"id > 7", "id > 7"},
			"columns": {"id,topic", "id,topic"}, "sort": {"-id", "-id"}, "owner": {"Pat", ""}}},
		"view remove":       {args: "mine"},
		"profile remove":    {args: "pool"},
		"contact consent":   {args: "{jane} email withdrawn", flags: map[string]given{"on": {"2026-05-03", `"since":"2026-05-03"`}, "how": {"web", `"how":"web"`}, "purpose": {"kolibri", `"purpose":"kolibri"`}, "note": {"kolibri", `"note":"kolibri"`}}},
		"contact relate":    {args: "{jane} {bob} --as=friend", flags: map[string]given{"as": {"adviser", `"as":"adviser"`}, "share-household": {"", refused}}},
		"contact unrelate":  {args: "{karl} {bob}", flags: map[string]given{"as": {"friend", refused}}},
		"contact erase":     {args: "{jane} --reason=asked", flags: map[string]given{"reason": {"kolibri", `"erased_reason":"kolibri"`}}},
		"contact merge":     {args: "{karl} {bob}", flags: map[string]given{"prefer": {"kolibri", refused}}},
		"tag add":           {args: "{bob} finch"},
		"tag remove":        {args: "{jane} finch"},
		"tag rename":        {args: "finch wren"},
		"tag delete":        {args: "finch"},
		"field add":         {args: "nova --on=opp --type=text", flags: map[string]given{"on": {"policy", `"on":"policy"`}, "type": {"date", `"type":"date"`}, "choices": {"kolibri", refused}}},
		"field edit":        {args: "tier", flags: map[string]given{"type": {"text", `"type":"text"`}, "choices": {"kolibri", `"choices":"kolibri"`}, "name": {"kolibri", `"name":"kolibri"`}}},
		"field remove":      {args: "tier"},
		"report save":       {args: "nova own.yaml"},
		"rule add":          {args: "hail.yaml"},
		"rule remove":       {args: "flood"},
		"rule enable":       {args: "flood"},
		"rule disable":      {args: "flood"},
		"rule order":        {args: "flood --usual", flags: map[string]given{"before": {"won", refused}, "after": {"won", refused}, "usual": {"", idle}}},
		"rule backfill":     {args: "flood", flags: map[string]given{"where": {"topic == nil", idle}, "calls-per-day": {"9", idle}}},
		"rule seen":         {},
		"rule pack enable":  {args: "annual-review", flags: map[string]given{"language": {"es", `"language":"es"`}}},
		"rule pack disable": {args: "pipeline"},
		"report remove":     {args: "own"},
		"book set":          {args: "currency EUR"},
		"book holiday add": {args: "2026-12-23", flags: map[string]given{
			"every-year": {"", `"every":"12-23"`}, "file": {"closed.csv", refused},
		}},
		"book holiday remove": {args: "2026-12-24", flags: map[string]given{"every-year": {"", refused}}},
		"book roll":           {},
		"undo":                {},
		"redo":                {},
		"delete":              {args: "{file}"},
		"import":              importing,
		"lead import":         {like: "import"},
		"client import":       {like: "import"},
		"policy import": {args: "policies.csv --skip-bad", look: "policy list -o json", flags: map[string]given{"save-profile": {"quokka", idle},
			"map":  {"Nick=product", "Kit"},
			"line": {"boat", `"line":"boat"`}, "carrier": {"Nova", "Nova"}, "status": {"cancelled", ""}, "skip-bad": {"", idle}, "source": {"web", idle}, "owner": {"Pat", ""},
			"refusals": {"keep", idle}, "former": {"keep", idle}, "households": {"apart", idle}, "calls-per-day": {"1", idle}, "on-duplicate": {"add", ""}, "no-header": {"", refused}, "profile": {"linkedin", refused}, "value": {"Web=web", idle}, "unknown": {"skip", idle},
		}},
	}
	all["call log"] = tried{like: "log"}
	return all
}

// with are flags with others in place of some.
func with(flags, others map[string]given) map[string]given {
	maps.Copy(flags, others)
	return flags
}

// logged are the flags of a call log.
func logged() map[string]given {
	return map[string]given{
		"appt": {"2027-01-15 10:30", "2027-01-15"}, "due": {"2027-01-14", refused}, "phone": {"614-555-0188", refused},
	}
}

// notTried are the commands whose outcome is a book, and one that waits for an editor.
var notTried = []string{"rule edit", "book init", "book grant", "book upgrade", "book restore", "book repair", "import book", "book copy"}

// counter is where the commands are tried.
type counter struct {
	t     *testing.T
	dir   string
	home  string
	book  string
	names *strings.Replacer
	pairs []string
	plain map[string]string // what commands do without a flag
}

func (c *counter) run(book string, args ...string) (out, errs string, exit int) {
	c.t.Helper()
	return c.runPlain(append([]string{"--book=" + book}, args...)...)
}

// runPlain is run with the default book.
func (c *counter) runPlain(args ...string) (out, errs string, exit int) {
	c.t.Helper()
	var stdout, stderr bytes.Buffer
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		c.t.Fatal(err)
	}
	now := time.Date(2026, time.November, 25, 10, 42, 0, 0, zone)
	a := &app{env: Env{Args: args, In: strings.NewReader(""), Out: &stdout, Err: &stderr, Now: func() time.Time { return now },
		Vars: variables("HOME", c.home, "LANG", "en_US.UTF-8", "USER", "ann"), Dir: exchange.Dir(c.dir)}}
	command, err := a.run(context.Background())
	if a.book != nil {
		if closed := a.book.Close(); err == nil {
			err = closed
		}
	}
	if err != nil {
		err = usage(err)
		a.showError(a.env.Err, command, err)
		return stdout.String(), stderr.String(), crm.CodeOf(err).Exit()
	}
	return stdout.String(), stderr.String(), 0
}

// words are the arguments of a line; names in braces are numbers, and ~ is a
// blank within one.
func (c *counter) words(line string) []string {
	words := strings.Fields(c.names.Replace(line))
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], "~", " ")
	}
	return words
}

// have runs a command for the book in which the others are tried, and keeps the
// number of its record under a name.
func (c *counter) have(name, line string) {
	c.t.Helper()
	out, errs, exit := c.run(c.book, append(c.words(line), "-q", "--yes")...)
	if exit != 0 {
		c.t.Fatalf("crm %s: %d\n%s", line, exit, errs)
	}
	id, _, _ := strings.Cut(out, "\n")
	c.pairs = append(c.pairs, "{"+name+"}", id)
	c.names = strings.NewReplacer(c.pairs...)
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"policies.csv": "Name,Phone,Nick,Policy Number,Carrier,Line,Status,Effective\nLena Fisk,614-555-0191,,PN-1,Acme,,Active,\nMax Fisk,614-555-0192,,PN-2,,auto,Active,\nKarl Reiss,614-555-0193,,PN-3,Acme,auto,,\nJane Hudson,614-555-0147,Kit,PN-4,Acme,auto,Active,\nNina Voss,614-555-0195,,PN-5,Acme,auto,Active,01/02/2026\n",
		"people.csv":   "Name,Phone,Nick,Birthday\nLena Fisk,614-555-0191,,01/02/1980\nMax Fisk,614-555-0192,Kit,\nKarl Reiss,614-555-0193,,\nJane Hudson,614-555-0147,,\n,,,\n",
		"numbers.csv":  "Ring\n614-555-0901\nnone\n",
		"letter.txt":   "Dear Bob", "other.txt": "Dear Jane", "flood.yaml": "- name: flood\n  on: opportunity\n  when: becomes(\"status\", \"won\")\n  do:\n    - create: task\n      subject: flood\n", "hail.yaml": "- name: hail\n  on: opportunity\n  when: becomes(\"status\", \"won\")\n  do:\n    - create: task\n      subject: hail\n", "own.yaml": "about: By line\nof: opportunity\nby: {line: line}\nmeasures:\n  - {name: n, count: all}\n",
		"pool.csv": "Kunde\nPia Pool\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := &counter{t: t, dir: dir, home: dir, book: filepath.Join(dir, "book.db"), names: strings.NewReplacer(), plain: map[string]string{}}
	for _, line := range [][2]string{
		{"", "book init --country=us --timezone=America/New_York --producer=Ann~Lee"},
		{"", "producer edit 1 --role=manager"},
		{"pat", "producer add Pat Moss --role=producer --email=pat@example.com --phone=614-555-0101"},
		{"kim", "producer add Kim Ode"},
		{"family", "household add Hudson family --phone=614-555-0100 --email=g@example.com --address=1~Elm --source=event --rating=b --external-id=F1 --former-name=Before"},
		{"acme", "org add Acme Works --phone=614-555-0100 --email=g@example.com --address=1~Elm --source=event --rating=b --external-id=A1"},
		{"family2", "household add Other family"},
		{"acme2", "org add Other Works"},
		{"bob", "client add Bob Tran --phone=614-555-0133 --call-frequency=1-2-per-year"},
		{"jane", "lead add Jane Hudson --phone=614-555-0147 --email=jane@example.com --birthday=1980-05-12 --source=event --address=1~Elm --given=Jane --family=Hudson --external-id=J1 --former-name=Before --rating=b --last-call=2026-09-01 --call-frequency=3-4-per-year --client-since=2020-01-02"},
		{"prospect", "prospect add Ruth Adeyemi --phone=614-555-0112"},
		{"nobody", "contact add Omar Haddad"},
		{"vera", "lead add Vera Stopp --phone=614-555-0199"},
		{"", "contact stop {vera} --reason=asked -m no"},
		{"karl", "lead add Karl Reiss --phone=614-555-0190"},
		{"doneCall", "log {karl} no-reach"},
		{"call", "call add {jane} --due=2026-12-02 --note=first --opp={nothing}"},
		{"task", "task add ask --contact={bob} --due=fri --note=first --priority=low"},
		{"doneTask", "task add ask again --contact={bob} --due=fri"},
		{"", "task done {doneTask}"},
		{"goneTask", "task add ask once more --contact={bob} --due=fri"},
		{"", "task cancel {goneTask}"},
		{"held", "--today=2026-11-18 appt add {bob} 2026-11-19~10:00"},
		{"appt", "appt add {bob} 2026-12-10~10:00 --place=here --subject=first"},
		{"email", "email add {bob} --subject=first --due=fri"},
		{"opp", "opp add {bob} --line=auto --topic=first --premium=800 --reason=first --competitor=Firm --close-by=2027-01-01 --due=2026-12-30 --source=event"},
		{"", "task add own --opp={opp} --due=fri"},
		{"karlOpp", "opp add {karl} --line=home"},
		{"opp2", "opp add {jane} --line=home"},
		{"quote", "quote receive {opp} --carrier=Acme --premium=900 --term=6"},
		{"asked", "quote request {opp} --carrier=Buckeye"},
		{"declined", "quote receive {opp} --carrier=Cedar --premium=901"},
		{"", "quote decline {declined}"},
		{"presented", "quote receive {opp} --carrier=Delta --premium=902"},
		{"", "quote present {presented}"},
		{"won", "opp add {bob} --line=home"},
		{"", "opp close-won {won} --premium=900"},
		{"lost", "opp add {bob} --line=umbrella"},
		{"", "opp close-lost {lost} --reason=price"},
		{"policy", "policy add {bob} --line=auto --carrier=Acme --premium=900 --number=A-1 --effective=2026-01-01 --product=Silver"},
		{"old", "policy add {bob} --line=home --carrier=Acme --premium=900 --number=A-2 --effective=2025-11-10"},
		{"over", "policy add {bob} --line=boat --carrier=Acme --premium=900 --number=A-3 --effective=2026-01-01"},
		{"", "policy cancel {over}"},
		{"note", "note add {bob} hello"},
		{"shared", "note add {bob} hello --share=Pat,Kim"},
		{"file", "file add {bob} letter.txt --name=first.txt"},
		{"team", "team add Life --member=Ann --member=Kim"},
		{"", "tag add {jane} {family} {call} {task} {appt} {email} {opp} {quote} {policy} {note} finch"},
		{"", "contact relate {karl} {bob} --as=colleague"},
		{"", "view save mine --list=opp"},
		{"", "import pool.csv --map=Kunde=name --save-profile=pool"},
		{"", "report save own own.yaml"},
		{"", "rule add flood.yaml"},
		{"", "field add tier --on=contact --type=choice --choices=low,high"},
		{"", "book holiday add 2026-12-24 Eve"},
		{"", "dnc add 614-555-0233 --reason=asked"},
		{"", "task add gone --due=fri"},
		{"", "undo"},
	} {
		if strings.Contains(line[1], "{nothing}") {
			c.pairs = append(c.pairs, "{nothing}", "")
			line[1] = strings.Replace(line[1], " --opp={nothing}", "", 1)
		}
		c.have(line[0], line[1])
	}
	return c
}

// seen is what a command did: its outcome without its number, or where it has no
// edits what can be seen then.
func (c *counter) seen(try tried, command, args, flag, value string, with bool) (text string, errs string, exit int) {
	c.t.Helper()
	var words []string
	for _, word := range c.words(args) {
		same := strings.HasPrefix(word, "--"+flag+"=") || word == "--"+flag || strings.HasSuffix(flag, "-activities") && strings.HasSuffix(word, "-activities")
		if !with || !same {
			words = append(words, word)
		}
	}
	if with {
		arg := "--" + flag
		if value != "" {
			arg += "=" + c.names.Replace(value)
		}
		words = append(words, arg)
	}
	return c.trial(try, append(strings.Fields(command), words...))
}

func (c *counter) trial(try tried, words []string) (text, errs string, exit int) {
	c.t.Helper()
	if try.look == "" {
		out, errs, exit := c.run(c.book, append([]string{"--dry-run", "-o", "json"}, words...)...)
		var compact bytes.Buffer
		if exit == 0 {
			if err := json.Compact(&compact, []byte(out)); err != nil {
				c.t.Fatalf("crm %v: %v\n%s", words, err, out)
			}
		}
		return compact.String(), errs, exit
	}
	copied := filepath.Join(c.dir, "copy.db")
	content, err := os.ReadFile(c.book)
	if err == nil {
		err = os.WriteFile(copied, content, 0o600)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = os.Remove(copied) }()
	if text, errs, exit = c.run(copied, words...); exit != 0 && exit != crm.CodePartial.Exit() {
		return text, errs, exit
	}
	out, _, _ := c.run(copied, strings.Fields(try.look)...)
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(out)); err != nil {
		c.t.Fatal(err)
	}
	left, _ := filepath.Glob(filepath.Join(c.dir, "*.csv"))
	for _, file := range []string{"people.rejected.csv", "policies.rejected.csv", "numbers.rejected.csv", "left.csv"} {
		_ = os.Remove(filepath.Join(c.dir, file))
	}
	return text + compact.String() + fmt.Sprint(left), errs, 0
}

// TestWhatIsGivenIsTaken: each flag of each command that writes ends in an edit,
// or the command fails; in every state of the record, and where the value is
// empty, nothing or less.
func TestWhatIsGivenIsTaken(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	commands := commandsTried()
	for _, v := range verb.All() {
		name := v.String()
		if v.Reads || slices.Contains(notTried, name) {
			continue
		}
		try, ok := commands[name]
		if !ok {
			t.Errorf("crm %s is not tried: add it to commandsTried", name)
			continue
		}
		if try.like != "" {
			for _, own := range v.Flags() {
				if !slices.ContainsFunc(verbNamed(try.like).Flags(), func(t verb.Take) bool { return t.Name == own.Name }) {
					t.Errorf("crm %s --%s is not tried: crm %s has no such flag", name, own.Name, try.like)
				}
			}
			continue
		}
		for _, take := range v.Flags() {
			g, ok := try.flags[take.Name]
			if !ok {
				g = usually(take)
			}
			c.try(try, name, take, g)
		}
	}
}

func verbNamed(name string) *verb.Verb {
	all := verb.All()
	return all[slices.IndexFunc(all, func(v *verb.Verb) bool { return v.String() == name })]
}

func (c *counter) try(try tried, name string, f verb.Take, g given) {
	shows := c.names.Replace(g.shows)
	for i, args := range append([]string{try.args}, try.states...) {
		without := c.without(try, name, args)
		text, errs, exit := c.seen(try, name, args, f.Name, g.value, true)
		line := fmt.Sprintf("crm %s %s --%s=%s", name, c.names.Replace(args), f.Name, c.names.Replace(g.value))
		switch {
		case exit == 0 && shows == refused && i == 0:
			c.t.Errorf("%s was not refused", line)
		case exit == 0 && shows == idle && i == 0:
		case exit != 0 && shows != refused && i == 0:
			c.t.Errorf("%s exits with %d\n%s", line, exit, errs)
		case exit == 0 && (shows == "" || shows == refused || shows == idle) && text == without:
			c.t.Errorf("%s is like that without the flag\n%s", line, text)
		case exit == 0 && shows != "" && shows != refused && shows != idle && !strings.Contains(text, shows):
			c.t.Errorf("%s shows %s nowhere\n%s", line, shows, text)
		}
		if f.Switch || i > 0 {
			continue
		}
		for _, value := range []string{"", "0", "-1"} {
			if value == "" && !f.Empty || value != "" && !isNumber(f) {
				continue // TestNothingIsEmpty has the empty ones
			}
			words := append(append(strings.Fields(name), c.words(args)...), "--"+f.Name+"="+value)
			words = slices.DeleteFunc(words, func(w string) bool { return strings.HasPrefix(w, "--"+f.Name+"=") && w != "--"+f.Name+"="+value })
			text, _, exit := c.trial(try, words)
			if exit == 0 && text == without {
				c.t.Errorf("crm %s %s --%s=%s is like that without the flag\n%s", name, c.names.Replace(args), f.Name, value, text)
			}
		}
	}
}

// without is what a command does without a flag.
func (c *counter) without(try tried, name, args string) string {
	key := name + " " + args
	text, ok := c.plain[key]
	if !ok {
		text, _, _ = c.seen(try, name, args, "", "", false)
		c.plain[key] = text
	}
	return text
}

// isNumber reports whether a flag takes a number.
func isNumber(t verb.Take) bool { return t.Type.IsNumber() || t.Type == crm.MoneyType }

// TestNothingIsEmpty: a flag that is given has a value, of all commands, unless
// an empty one empties a field; and one that has one value has it once.
func TestNothingIsEmpty(t *testing.T) {
	var commands []*cobra.Command
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		commands = append(commands, cmd)
		for _, below := range cmd.Commands() {
			walk(below)
		}
	}
	walk((&app{}).root(""))
	given := func(path []string, args, flags []string) error {
		only := ""
		if len(path) > 0 {
			only = path[0]
		}
		// The environment has a value for what the flag leaves empty.
		a := &app{}
		a.env.Vars = variables("CRM_BOOK", "book.db", "CRM_AS", "ann", "CRM_LANG", "en", "CRM_OUTPUT", "json")
		root := a.root(only)
		cmd, _, err := root.Find(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.ParseFlags(flags); err != nil {
			return err
		}
		return root.PersistentPreRunE(cmd, args)
	}
	parse := func(path []string, flags ...string) error { return given(path, nil, flags) }
	optional := 0
	for _, cmd := range commands {
		path := strings.Fields(nameOf(cmd))
		for i, word := range strings.Fields(cmd.Use)[1:] {
			if !strings.HasPrefix(word, "[") || word == "[flags]" || cmd.Name() == "help" {
				continue
			}
			optional++
			args := slices.Repeat([]string{"1"}, i)
			for _, empty := range []string{"", " "} {
				if given(path, append(args, empty), nil) == nil {
					t.Errorf("crm %s %q is taken, and %s left out", strings.Join(append(path, args...), " "), empty, word)
				}
			}
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			_, may := f.Annotations[empties]
			_, several := f.Value.(pflag.SliceValue)
			if f.Value.Type() == "bool" {
				return
			}
			for _, empty := range []string{"", " "} {
				if err := parse(path, "--"+f.Name+"="+empty); err == nil && !may {
					t.Errorf("crm %s --%s=%q is taken", strings.Join(path, " "), f.Name, empty)
				}
			}
			if slices.Contains([]string{"owner", "to", "from", "as"}, f.Name) && may {
				t.Errorf("crm %s --%s=\"\" would leave something with nobody", strings.Join(path, " "), f.Name)
			}
			if err := parse(path, "--"+f.Name+"=1", "--"+f.Name+"=1"); err == nil && !several {
				t.Errorf("crm %s --%s=1 --%s=1 is taken", strings.Join(path, " "), f.Name, f.Name)
			}
		})
	}
	if optional < 10 {
		t.Errorf("only %d arguments can be left out", optional)
	}
}

// TestNoFlagIsAValue: a flag in the place where another one has its value is not one,
// of all commands; behind an equals sign it is.
func TestNoFlagIsAValue(t *testing.T) {
	a := &app{}
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, below := range cmd.Commands() {
			walk(below)
		}
		if err := cmd.ParseFlags(nil); err != nil { // has the flags of all commands join
			t.Fatal(err)
		}
		path := strings.Fields(nameOf(cmd))
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.NoOptDefVal != "" {
				return
			}
			names := []string{"--" + f.Name}
			if f.Shorthand != "" {
				names = append(names, "-"+f.Shorthand, "-q"+f.Shorthand)
			}
			for _, name := range names {
				for _, value := range []string{"-n", "-qn", "--dry-run", "--dry-run=true", "--note", "--dyr-run", "--"} {
					if a.env.Args = append(slices.Clone(path), name, value); a.noneSwallowed(cmd) == nil {
						t.Errorf("crm %s takes %s for the value", strings.Join(a.env.Args, " "), value)
					}
				}
				for _, line := range [][]string{{name + "=-n"}, {name, "-1"}, {name, "--05-12"}, {name, "-due,name"}, {name, "-"}, {name, "- n"}, {name, "--dry run"}, {name, "x", "-n"}, {"--", name, "-n"}} {
					if a.env.Args = append(slices.Clone(path), line...); a.noneSwallowed(cmd) != nil {
						t.Errorf("crm %q is refused", a.env.Args)
					}
				}
			}
		})
	}
	walk(a.root(""))
}
