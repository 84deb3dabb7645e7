package cli

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/calendar"
	"crm/internal/crm"
)

//go:embed demo.csv
var demoPeople []byte

// demoDays is how many working days the ten steps take.
const demoDays = 15

// demoIndent stands before each line of a step.
const demoIndent = "   "

// demo plays commands in a book of its own.
type demo struct {
	*app
	ctx  context.Context
	path string
	days []crm.Date // the working days up to today, the last one
}

func (a *app) demoCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "demo", Short: "Play ten steps from a lead to a client in a sample book", Args: args(0, 0),
		Long: "Make a sample book in a temporary place and play the ten steps from a lead to a\nclient there, each as you would type it. Your own book is not touched."}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		dir, err := os.MkdirTemp("", "crm-demo-*")
		if err != nil {
			return crm.Errorf(crm.CodeEnvironment, "no temporary directory can be made")
		}
		d := &demo{app: a, ctx: cmd.Context(), path: filepath.Join(dir, "book.db")}
		return d.play()
	}
	return cmd
}

// demoStep is one step: its title, its day and its command.
type demoStep struct {
	key  string // of its message, "demo.step.1"
	day  int    // working days before today
	args []string
}

func demoSteps() []demoStep {
	return []demoStep{
		{"1", 14, []string{"lead", "add", "Jane Hudson", "--phone", "614-555-0147", "--referred-by", "Ruth"}},
		{"2", 13, []string{"call", "list", "--where", `call_type == "referral" and due <= today`}},
		{"3", 13, []string{"log", "Jane", "no-reach"}},
		{"3b", 12, []string{"log", "Jane", "appointment", "-m", "wants to see what she pays for"}},
		{"4", 12, []string{"appt", "add", "Jane", "{-8} 10:30", "--for", "45m", "--place", "214 Elm St"}},
		{"5", 8, []string{"contact", "edit", "Jane", "--birthday", "1980-05-12", "-m", "two cars, a boat"}},
		{"5b", 8, []string{"appt", "done", "{appt}"}},
		{"6", 8, []string{"lead", "qualify", "Jane"}},
		{"7", 7, []string{"opp", "add", "Jane", "--line", "auto", "--premium", "1480"}},
		{"8", 5, []string{"appt", "add", "Jane", "{-2} 10:30", "--subject", "closing", "--opp", "{opp}"}},
		{"8b", 2, []string{"appt", "done", "{appt}"}},
		{"9", 2, []string{"opp", "close-won", "{opp}", "--premium", "1450"}},
		{"10", 1, []string{"client", "edit", "Jane", "--call-frequency", "3-4-per-year"}},
	}
}

func (d *demo) play() error {
	people, err := d.fill()
	if err != nil {
		return err
	}
	d.say(d.locale.Text("demo.title", "n", people))
	d.say(d.locale.Text("demo.ten"))
	last := ""
	for _, step := range demoSteps() {
		if number := strings.TrimRight(step.key, "b"); number != last {
			last = number
			d.say("")
			d.say(d.locale.Text("demo.step."+number, "n", number, "day", d.locale.Date(d.day(step.day), d.day(0))))
		}
		args, err := d.complete(step)
		if err != nil {
			return err
		}
		if err := d.run(d.day(step.day), args); err != nil {
			return err
		}
	}
	d.say("")
	d.say(d.locale.Text("demo.morning"))
	if err := d.run(d.day(0), []string{"today"}); err != nil {
		return err
	}
	d.say("")
	d.say(d.locale.Text("demo.explore"))
	d.say("  export CRM_BOOK=" + d.path)
	for _, command := range []string{"crm today", "crm next", `crm show "Jane Hudson"`, `crm why "Jane Hudson"`, "crm history", "crm undo"} {
		d.say("  " + command)
	}
	d.say(d.locale.Text("demo.throw", "dir", filepath.Dir(d.path)))
	return nil
}

func (d *demo) say(line string) { fmt.Fprintln(d.env.Out, line) }

// day returns the day so many working days before today.
func (d *demo) day(before int) crm.Date { return d.days[len(d.days)-1-before] }

// fill makes the book, adds its people, and counts them.
func (d *demo) fill() (int, error) {
	settings, _, _, err := d.newSettings(newBook{}, "")
	if err != nil {
		return 0, err
	}
	if settings.Country == "" {
		if settings, err = book.NewSettings("us", "", settings.Timezone, "", ""); err != nil {
			return 0, err
		}
	}
	origin := d.env.Vars.FindOrigin()
	weekend, err := calendar.ParseWeekend(settings.Weekend)
	if err != nil {
		return 0, err
	}
	cal, err := calendar.New(calendar.Settings{Country: settings.Country, Weekend: weekend})
	if err != nil {
		return 0, err
	}
	today := crm.DateOf(d.env.Now())
	d.days = []crm.Date{today}
	for day := today; len(d.days) < demoDays+1; {
		day = day.AddDays(-1)
		if cal.IsWorkday(day) {
			d.days = append([]crm.Date{day}, d.days...)
		}
	}
	producer := origin.Producer
	if producer == "" || producer == "root" {
		producer = "Ann Lee"
	}
	init := []string{"book", "init", "--country", settings.Country, "--timezone", settings.Timezone, "--currency", "USD", "--producer", producer}
	if err := d.runQuietly(today, init); err != nil {
		return 0, err
	}
	return d.addPeople(today)
}

// addPeople adds the people of demo.csv, so many days before today, and what was done
// with them then. Its columns are the stage, the name, the flags of add, and further
// commands. Days count back from today.
func (d *demo) addPeople(today crm.Date) (int, error) {
	people := 0
	for _, line := range strings.Split(strings.TrimSpace(string(demoPeople)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		added, err := crm.Reading{Today: today}.Date(cells[0])
		if err != nil {
			return 0, err
		}
		args := append([]string{cells[1], "add", cells[2]}, d.words(cells[3], today)...)
		if err := d.runQuietly(added, args); err != nil {
			return 0, err
		}
		people++
		for _, more := range cells[4:] {
			when, command, _ := strings.Cut(more, " ")
			day, err := crm.Reading{Today: today}.Date(when)
			if err != nil {
				return 0, err
			}
			words := d.words(command, today)
			if err := d.runQuietly(day, append([]string{words[0], cells[2]}, words[1:]...)); err != nil {
				return 0, err
			}
		}
	}
	return people, nil
}

// words splits flags at spaces; _ stands for a space, and {+3d} for a date.
func (d *demo) words(text string, today crm.Date) []string {
	words := strings.Fields(text)
	for i, word := range words {
		word = strings.ReplaceAll(word, "_", " ")
		if start := strings.IndexByte(word, '{'); start >= 0 {
			end := strings.IndexByte(word, '}')
			if day, err := (crm.Reading{Today: today}).Date(word[start+1 : end]); err == nil {
				word = word[:start] + day.String() + word[end+1:]
			}
		}
		words[i] = word
	}
	return words
}

// complete fills in what is only known when a step is played: a past working day, the
// number of Jane's appointment or opportunity.
func (d *demo) complete(step demoStep) ([]string, error) {
	args := append([]string(nil), step.args...)
	for i, arg := range args {
		switch {
		case strings.HasPrefix(arg, "{-"):
			var before int
			if _, err := fmt.Sscanf(arg, "{-%d}", &before); err != nil {
				return nil, err
			}
			args[i] = d.day(before).String() + arg[strings.IndexByte(arg, '}')+1:]
		case strings.HasPrefix(arg, "{"):
			var out bytes.Buffer
			list := []string{strings.Trim(arg, "{}"), "list", "-q", "--where", `contact.name == "Jane Hudson"`}
			if err := d.call(d.day(step.day), &out, list); err != nil {
				return nil, err
			}
			args[i] = strings.TrimSpace(out.String())
		}
	}
	return args, nil
}

// run shows a command and what it prints, indented.
func (d *demo) run(day crm.Date, args []string) error {
	d.say(demoIndent + "$ crm " + shellWords(args))
	var out bytes.Buffer
	if err := d.call(day, &out, args); err != nil {
		return err
	}
	for _, line := range strings.Split(strings.TrimRight(out.String(), "\n"), "\n") {
		d.say(strings.TrimRight(demoIndent+line, " "))
	}
	return nil
}

func (d *demo) runQuietly(day crm.Date, args []string) error {
	return d.call(day, &bytes.Buffer{}, append(args, "--yes"))
}

// call runs a command on the demo book as of a day.
func (d *demo) call(day crm.Date, out *bytes.Buffer, args []string) error {
	var errs bytes.Buffer
	env := d.env
	env.In, env.Out, env.Err = strings.NewReader(""), out, &errs
	env.Args = append(append([]string(nil), args...), "--book", d.path, "--today", day.String(), "--lang", d.locale.Lang(), "--output", "table")
	a := &app{env: env, width: 80 - len(demoIndent)}
	_, err := a.run(d.ctx)
	if a.book != nil {
		_ = a.book.Close()
	}
	if err != nil {
		return fmt.Errorf("crm %s: %w", shellWords(args), err)
	}
	return nil
}

// shellWords writes a command as it is typed.
func shellWords(args []string) string {
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = arg
		if arg == "" || strings.ContainsAny(arg, " \"'$|<>()*") {
			quote := `"`
			if strings.Contains(arg, `"`) {
				quote = `'`
			}
			words[i] = quote + arg + quote
		}
	}
	return strings.Join(words, " ")
}
