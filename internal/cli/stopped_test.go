package cli

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/wire"
)

// barred are those in stoppedBook who must not be called, whoever is marked, with
// what they are reached at.
var barred = []struct{ name, phone, email string }{
	{"Vera Stopp", "614-555-0101", "vera@example.com"},
	{"Max Halt", "614-555-0102", "max.halt@example.com"},
	{"Rita Register", "614-555-0103", "rita@example.com"},
	{"Same Line", "614-555-0101", "same@example.com"},
	{"Bremen Works", "614-555-0105", "office@bremen.example"},
}

// stoppedBook is a book in which they are on everything that can be about
// somebody: Vera is marked and has what goes on with anybody; Max is of a
// household with others and a colleague's; Rita's number is in a registry; another
// has the number that Vera has; and an organization has somebody who may be
// contacted. It gives what a command can be asked about.
func stoppedBook(t *testing.T) (path string, about []string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"letter.txt": "Dear Vera", "numbers.txt": "614-555-0103\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path = filepath.Join(dir, "book.db")
	ids := map[string]string{}
	for _, line := range []string{
		"book init --producer Ann~Lee --country us --timezone America/New_York",
		"ben=producer add Ben~Ito",
		"halts=household add Halt~family --phone 614-555-0110",
		"vera=client add Vera~Stopp --phone 614-555-0101 --email vera@example.com --birthday 1961-11-28 --household Halt~family --last-call 2026-05-01",
		"max=lead add Max~Halt --phone 614-555-0102 --email max.halt@example.com --household Halt~family --allow-duplicate --referred-by $vera",
		"eve=lead add Eve~Halt --phone 614-555-0119 --household Halt~family --referred-by $vera",
		"works=org add Bremen~Works --phone 614-555-0105 --email office@bremen.example",
		"boss=lead add Bert~Boss --phone 614-555-0115 --org Bremen~Works",
		"rita=lead add Rita~Register --phone 614-555-0103 --email rita@example.com",
		"same=contact add Same~Line --phone 614-555-0101 --email same@example.com",
		"opp=opp add $vera --line auto --topic sedan --reason child~drives --due 2026-11-25 --source referral",
		"quote=quote request $opp --carrier Acme",
		"offer=quote request $opp --carrier Buckeye",
		"quote receive $offer --premium 900 --expires 2026-11-30",
		"policy=policy add $vera --line home --carrier Acme --number A-1 --premium 900 --effective 2026-01-01",
		"old=policy add $same --line boat --carrier Acme --number A-2 --premium 900 --effective 2025-12-01",
		"maxOpp=opp add $max --line life --topic term --owner ben",
		"ritaOpp=refer $rita --to ben --line auto --reason moves",
		"won=opp add $same --line umbrella",
		"opp close-won $won --premium 500 --carrier Acme --keep-activities",
		"note=note add $vera wants~peace",
		"file=file add $vera letter.txt",
		"call=--today 2026-11-19 call add $vera --due 2026-11-20",
		"log $vera nr",
		"task=task add letter --contact $vera --due 2026-11-25",
		"ritaTask=task add brochure --contact $rita --due 2026-11-25",
		"email=email add $vera --subject figures --due 2026-11-25",
		"appt=appt add $rita 2026-11-25~15:00",
		"held=--today 2026-11-19 appt add $vera 2026-11-20~10:00",
		"contact stop $max --reason legal -m solicitor",
		"contact stop $works --reason asked",
		"contact stop $vera --reason asked -m peace",
		"dnc import numbers.txt",
		"late=--today 2026-11-20 task add renewal --contact $vera --due 2026-11-23",
		"bens=--as ben task add ask --contact $rita --opp $ritaOpp --due 2026-11-25",
		"view save all --list contact --columns id,name,phone,email",
		"view save deals --list opp --columns id,contact.name,contact.phone",
	} {
		name, line, named := strings.Cut(line, "=")
		if !named {
			name, line = "", name
		}
		var words []string
		for _, word := range strings.Fields(line) {
			if id, ok := strings.CutPrefix(word, "$"); ok {
				word = ids[id]
			}
			words = append(words, strings.ReplaceAll(word, "~", " "))
		}
		out, errs, exit := runApart(path, append(words, "--yes", "-q")...)
		if exit != 0 {
			t.Fatalf("crm %s: %s", line, errs)
		}
		ids[name], _, _ = strings.Cut(out, "\n")
	}
	first := []string{"vera", "opp", "task", "appt", "note", "policy", "quote", "file", "email", "call", "held", "max"}
	for _, name := range append(first, slices.Collect(maps.Keys(ids))...) {
		if id := ids[name]; name != "" && !slices.Contains(about, id) {
			about = append(about, id)
		}
	}
	for _, b := range barred {
		about = append(about, b.name, b.phone, b.email)
	}
	return path, append(about, "all", "deals", "Halt", "555", "example", "Acme", "A-1", "auto")
}

// stopWords are the words for it in a language, as they stand in sentences and
// on lines.
func stopWords(lang string) []string {
	return map[string][]string{
		"en": {"do not contact", "do not call", "must not be", "not to be", "do-not-contact", "dnc "}, "ja": {"連絡禁止", "電話禁止", "書面のみ"},
		"it": {"non contattare", "non chiamare", "da non contattare", "dnc "}, "es": {"no contactar", "no llamar", "no se debe", "dnc "},
	}[lang]
}

func hasAny(text string, words []string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, strings.ToLower(word)) })
}

// reaches are those who must not be called of whom a text shows how to reach them
// or, to people, the name beside a telephone.
func reaches(text string, people bool) (names []string) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		if strings.ContainsRune("-() .+", r) {
			return -1
		}
		return ' '
	}, text)
	for _, b := range barred {
		if strings.Contains(digits, strings.ReplaceAll(b.phone, "-", "")) || strings.Contains(text, b.email) ||
			people && strings.Contains(text, b.name) && strings.Contains(digits, "614555") {
			names = append(names, b.name)
		}
	}
	return names
}

// unmarked is what of a screen shows somebody without saying that they must not
// be called: on the line itself or, of the facts of a card, on its head.
func unmarked(screen, lang string) string {
	words, head, before, indent := stopWords(lang), "", "", 0
	for line := range strings.Lines(screen + "\n") {
		in := len(line) - len(strings.TrimLeft(line, " "))
		if in >= 12 || indent > 1 && in >= indent+3 { // it goes on with what stands above
			line = before + line
		} else {
			indent = in
		}
		before = line
		if strings.TrimSpace(line) == "" {
			head = ""
			continue
		}
		if strings.Count(head, "\n") < 2 {
			head += line
		}
		if names := reaches(line, true); names != nil && !hasAny(line, words) && !(hasAny(head, words) && hasAny(head, names)) {
			return line
		}
	}
	return ""
}

// unmarkedValue is what of a decoded JSON shows somebody in whom nothing, nor in
// what they are part of, says that they are stopped.
func unmarkedValue(value any, stopped bool) string {
	switch v := value.(type) {
	case map[string]any:
		for name, of := range v {
			if path := strings.Split(name, "."); path[len(path)-1] == "stopped" && of != nil && of != false {
				stopped = true
			}
			if name == "kind" && of == string(crm.KindSuppression) {
				stopped = true
			}
		}
		for name, of := range v {
			if found := unmarkedValue(of, stopped); found != "" {
				return name + ": " + found
			}
		}
	case []any:
		for _, of := range v {
			if found := unmarkedValue(of, stopped); found != "" {
				return found
			}
		}
	case string:
		if !stopped && reaches(v, false) != nil {
			return v
		}
	}
	return ""
}

// unmarkedRow is a row that shows somebody and has no column that says so.
func unmarkedRow(text string, comma rune) string {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return ""
	}
	for _, row := range rows[1:] {
		said := false
		for i, head := range rows[0] {
			path := strings.Split(head, ".")
			said = said || path[len(path)-1] == "stopped" && i < len(row) && row[i] != ""
		}
		if line := strings.Join(row, "\t"); !said && reaches(line, false) != nil {
			return line
		}
	}
	return ""
}

// namedFirst is who must not be called and is named by the first line of a screen,
// which says so nowhere near.
func namedFirst(screen, lang string) string {
	lines := strings.SplitN(strings.TrimSpace(screen), "\n", 9)
	head := strings.Join(lines[:min(len(lines), 8)], " ")
	for _, b := range barred {
		if strings.Contains(lines[0], b.name) && !hasAny(head, stopWords(lang)) {
			return b.name
		}
	}
	return ""
}

// silent is what a command tells of somebody without the word.
func silent(out, errs, format, lang string) string {
	found := ""
	switch format {
	case string(wire.JSON):
		var value any
		if json.Unmarshal([]byte(out), &value) == nil {
			found = unmarkedValue(value, false)
		}
	case string(wire.JSONL):
		for line := range strings.Lines(out) {
			var value any
			if json.Unmarshal([]byte(line), &value) == nil && found == "" {
				found = unmarkedValue(value, false)
			}
		}
	case string(wire.CSV):
		found = unmarkedRow(out, ',')
	case string(wire.TSV):
		found = unmarkedRow(out, '\t')
	case string(wire.Markdown):
		if strings.HasPrefix(out, "|") && strings.Contains(strings.SplitN(out, "\n", 2)[0], "stopped") {
			found = unmarkedRow(strings.ReplaceAll(strings.ReplaceAll(out, " | ", "\t"), `\`, ""), '\t')
			break
		}
		found = unmarked(out, lang)
	default:
		found = cmp.Or(unmarked(out, lang), namedFirst(out, lang))
	}
	if errs == "" || found == "" && reaches(errs, true) == nil {
		return found
	}
	if hasAny(errs, append(stopWords(lang), stopWords("en")...)) { // which is about the columns that were asked for, or an error
		return ""
	}
	return cmp.Or(found, errs)
}

// TestStoppedIsSeen: whatever a command shows of somebody who must not be called,
// on lists, cards, outcomes, in refusals and completions, it says so with it: in
// every form, on terminals of any width and in each language. The commands are
// those of the tree. TestListsFit has all widths of lists, TestAgendaEverywhere
// those of the list of the day.
func TestStoppedIsSeen(t *testing.T) {
	t.Parallel()
	path, about := stoppedBook(t)
	shown := 0
	try := func(lang, format string, width int, args ...string) bool {
		out, errs, exit := runWide(width, path, append(slices.Clone(args), "-o", format, "--lang", lang, "--dry-run", "--yes", "--no-input")...)
		if exit != 0 { // what was typed is said again
			errs = strings.ReplaceAll(errs, args[len(args)-1], "")
		}
		if reaches(out+errs, true) == nil && (format != string(wire.Table) || namedFirst(out, lang) == "") {
			return false
		}
		shown++
		if found := silent(out, errs, format, lang); found != "" {
			t.Errorf("COLUMNS=%d crm %s -o %s --lang %s:\n%s\nin\n%s%s", width, strings.Join(args, " "), format, lang, found, out, errs)
		}
		return true
	}
	var showing [][]string
	for _, command := range leaves(Root(), nil) {
		if command[0] == "dnc" {
			continue // all of it is not to be used
		}
		if found := unmarked(offered(path, command), "en"); found != "" {
			t.Errorf("the completion of crm %s offers %s", strings.Join(command, " "), found)
		}
		did := 0
		for i, given := range append([]string{""}, about...) {
			if len(command) > 1 && (did == 2 || i > 8) || did > 2 && command[0] != "show" && command[0] != "search" {
				break // crm show and search have them all
			}
			args := slices.Clone(command)
			if given != "" {
				args = append(args, given)
			}
			if !try("en", string(wire.Table), 80, args...) {
				continue
			}
			did++
			showing = append(showing, args)
			for i, format := range wire.Formats()[1:] {
				if inTurn(len(showing)+i, 3) {
					try("en", format, 80, args...)
				}
			}
		}
	}
	for i, args := range showing {
		for j, lang := range locale.Languages() {
			if !inTurn(i+j, 4) {
				continue
			}
			try(lang, string(wire.Table), 40+(i*7+j*31)%100, args...)
			if inTurn(i/4, 2) { // half a word is seen on narrow ones
				try(lang, string(wire.Table), 40+(i+j)%9, args...)
			}
		}
	}
	if len(showing) < 60 || shown < 250 {
		t.Errorf("%d commands showed any of them, %d times: too few to say anything", len(showing), shown)
	}
}

// offered is what the completion of a command offers for its first argument.
func offered(path string, command []string, flags ...string) string {
	var out bytes.Buffer
	world := worldOf(path, nil, &out, &out)
	world.Args = append(append(append([]string{"__complete"}, world.Args...), append(flags, command...)...), "")
	Main(world)
	return out.String()
}
