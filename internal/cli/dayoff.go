package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/say"
	"crm/internal/verb"
)

// yearsKnown are the years of which the days off are listed.
var yearsKnown = verb.Count{Least: 1900, Most: 2200}

func (a *app) holidaysCommand() *cobra.Command {
	var year int
	cmd := &cobra.Command{Use: "holidays [YEAR]", Short: "List the days off of a year", Args: args(0, 1),
		Example: "  crm book holidays\n  crm book holidays 2027 -o csv"}
	countFlag(cmd.Flags(), &year, "year", 0, yearsKnown, "of that year; this one unless said")
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		b, err := a.read(cmd.Context())
		if b == nil || err != nil {
			return err
		}
		if len(given) == 1 {
			if cmd.Flags().Changed("year") || (count{&year, yearsKnown}).Set(given[0]) != nil {
				return crm.Errorf(crm.CodeUsage, "%q is not a year", given[0]).Next("Write one year", "book holidays", "2027")
			}
		} else if !cmd.Flags().Changed("year") {
			year = b.Today().Year
		}
		return a.screen().Holidays(b.Holidays(year))
	}
	return cmd
}

// mostDaysFile is the most bytes of a file of days off.
const mostDaysFile = 1 << 20

func (a *app) addHoliday(r verb.Request) (*crm.Outcome, error) {
	var days []book.NewDayOff
	switch file, day := r.Text("file"), r.Text("day"); {
	case file != "" && day != "":
		return nil, crm.Errorf(crm.CodeUsage, "give a day or --file, not both").On("file")
	case file != "":
		listed, err := a.daysOffIn(file)
		if err != nil {
			return nil, err
		}
		for _, d := range listed {
			days = append(days, book.NewDayOff{When: d.When, Name: d.Name, Line: d.Line})
			r.Book.Asked(d.When, d.Name)
		}
		if len(days) == 0 {
			return nil, crm.Errorf(crm.CodeInvalid, "%s lists no days", file).On("file")
		}
	case day == "":
		return nil, crm.Errorf(crm.CodeUsage, "which day?").Next("Write it", "book holiday add", "2026-12-24", crm.Blank("NAME"))
	default:
		days = append(days, book.NewDayOff{When: day, Name: r.Text("name"), Holidays: a.locale.HolidaysNamed(day)})
	}
	return r.Book.AddDaysOff(r.Context, days, r.Is("every-year"))
}

func (a *app) removeHoliday(r verb.Request) (*crm.Outcome, error) {
	return r.Book.RemoveDaysOff(r.Context, r.Text("day"), a.locale.HolidaysNamed(r.Text("day")), r.Is("every-year"))
}

func (a *app) daysOffIn(path string) ([]exchange.DayOff, error) {
	if path == "-" {
		content, err := io.ReadAll(io.LimitReader(a.env.In, mostDaysFile))
		if err != nil {
			return nil, crm.Errorf(crm.CodeEnvironment, "standard input can't be read")
		}
		return exchange.ReadDaysOff(content)
	}
	content, err := a.env.Dir.Take(path, mostDaysFile)
	if errors.Is(err, exchange.ErrTooLarge) {
		return nil, crm.Errorf(crm.CodeInvalid, "%s is larger than a list of days off can be", path).On("file")
	}
	if err != nil {
		return nil, err
	}
	return exchange.ReadDaysOff(content)
}

func (a *app) regionsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "regions [COUNTRY]", Short: "List the regions of a country that have days off of their own", Args: args(0, 1),
		Example: "  crm book regions\n  crm book regions es",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return calendar.Countries(), cobra.ShellCompDirectiveNoFileComp
		}}
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		var country string
		if len(given) == 1 {
			country = given[0]
			if _, err := calendar.New(calendar.Settings{Country: country}); err != nil {
				return err
			}
		} else {
			b, err := a.read(cmd.Context())
			if b == nil || err != nil {
				return err
			}
			country = b.Settings().Country
		}
		var pairs []say.Pair
		for _, r := range calendar.Regions(country) {
			pairs = append(pairs, say.Pair{Key: r.Code, Label: r.Code, Value: r.Name})
		}
		if len(pairs) == 0 {
			fmt.Fprintf(a.env.Err, "crm: no regions of country %s are known\n", textOrNone(country))
		}
		return a.screen().Settings(pairs)
	}
	return cmd
}

// regionCodes returns the regions of a country with their names, for completion.
func regionCodes(country string) []string {
	var codes []string
	for _, r := range calendar.Regions(country) {
		codes = append(codes, r.Code+"\t"+r.Name)
	}
	return codes
}
