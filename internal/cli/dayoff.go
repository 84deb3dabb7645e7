package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/say"
)

func (a *app) holidaysCommand() *cobra.Command {
	var year int
	cmd := &cobra.Command{Use: "holidays [YEAR]", Short: "List the days off of a year", Args: args(0, 1),
		Example: "  crm book holidays\n  crm book holidays 2027 -o csv"}
	countFlag(cmd.Flags(), &year, "year", 0, "of that year; this one unless said")
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		b, err := a.read(cmd.Context())
		if b == nil || err != nil {
			return err
		}
		if len(given) == 1 {
			n, err := strconv.Atoi(given[0])
			if err != nil || cmd.Flags().Changed("year") {
				return crm.Errorf(crm.CodeUsage, "%q is not a year", given[0]).Next("Write one year", "book holidays", "2027")
			}
			year = n
		} else if !cmd.Flags().Changed("year") {
			year = b.Today().Year
		}
		if year < 1900 || year > 2200 {
			return crm.Errorf(crm.CodeUsage, "--year takes 1900 to 2200")
		}
		return a.screen().Holidays(b.Holidays(year))
	}
	return cmd
}

func (a *app) holidayCommand() *cobra.Command {
	return groupOf("holiday", "Days off that the country's calendar lacks, or has and you work on", a.addHoliday(), a.removeHoliday())
}

// mostDaysFile is the size of the largest file of days off, in bytes.
const mostDaysFile = 1 << 20

func (a *app) addHoliday() *cobra.Command {
	var everyYear bool
	var file string
	cmd := &cobra.Command{Use: "add [DATE|FROM..TO] [NAME]", Short: "Make days off: one, several in a row, every year, or a list in a file", Args: args(0, -1),
		Long: "Make days off. FROM..TO are days in a row. With --every-year the day has no year\n(12-24, \"24 dec\", 08-10..08-21) or is counted from Easter (easter-2, easter+1).\n\n" +
			"A file lists them, a line each: the date or FROM..TO, and the name after a comma,\nas \"crm book holidays -o csv\" writes it. --12-24 there is a day of every year.\n\n" +
			"What rules have planned on a day that is off now moves to the next working day.\nWhat you have promised, and appointments, stay and are named.",
		Example: "  crm book holiday add 2026-11-27 \"Day after Thanksgiving\"\n  crm book holiday add 2026-08-10..2026-08-21 \"Summer closing\"\n" +
			"  crm book holiday add 12-24 \"Christmas Eve\" --every-year\n  crm book holiday add easter-2 \"Good Friday\" --every-year\n  crm book holiday add --file closed.csv"}
	cmd.Flags().BoolVar(&everyYear, "every-year", false, "every year, not once")
	cmd.Flags().StringVar(&file, "file", "", "`FILE` that lists the days; - is standard input")
	return a.add(cmd, func(ctx context.Context, b *book.Book, given []string) (*crm.Outcome, error) {
		var days []book.NewDayOff
		switch {
		case cmd.Flags().Changed("file") && len(given) > 0:
			return nil, crm.Errorf(crm.CodeUsage, "give a day or --file, not both").On("file")
		case cmd.Flags().Changed("file"):
			listed, err := a.daysOffIn(file)
			if err != nil {
				return nil, err
			}
			for _, d := range listed {
				days = append(days, book.NewDayOff{When: d.When, Name: d.Name, Line: d.Line})
			}
			if len(days) == 0 {
				return nil, crm.Errorf(crm.CodeInvalid, "%s lists no days", file).On("file")
			}
		case len(given) == 0:
			return nil, crm.Errorf(crm.CodeUsage, "which day?").Next("Write it", "book holiday add", "2026-12-24", crm.Blank("NAME"))
		default:
			days = append(days, book.NewDayOff{When: given[0], Holidays: a.locale.HolidaysNamed(given[0])})
			if len(given) == 2 {
				days[0].Name = given[1]
			}
		}
		return b.AddDaysOff(ctx, days, everyYear)
	})
}

func (a *app) daysOffIn(path string) ([]exchange.DayOff, error) {
	if path == "-" {
		content, err := io.ReadAll(io.LimitReader(a.env.In, mostDaysFile))
		if err != nil {
			return nil, crm.Errorf(crm.CodeEnvironment, "standard input can't be read")
		}
		return exchange.ReadDaysOff(content)
	}
	content, err := exchange.Take(path, mostDaysFile)
	if errors.Is(err, exchange.ErrTooLarge) {
		return nil, crm.Errorf(crm.CodeInvalid, "%s is larger than a list of days off can be", path).On("file")
	}
	if err != nil {
		return nil, err
	}
	return exchange.ReadDaysOff(content)
}

func (a *app) removeHoliday() *cobra.Command {
	var everyYear bool
	cmd := &cobra.Command{Use: "remove DATE|FROM..TO|NAME", Short: "Work on days that are off: by date or by name", Args: args(1, -1),
		Long:    "Work on days that are off. A date takes away a day off of the book's own, or works\non a holiday that once; a name takes away those of the book's own that are called\nso, or works on a holiday of that name every year.",
		Example: "  crm book holiday remove 2026-11-27\n  crm book holiday remove \"Summer closing\"\n  crm book holiday remove \"Columbus Day\"\n  crm book holiday remove 12-24 --every-year"}
	cmd.Flags().BoolVar(&everyYear, "every-year", false, "what comes every year, not once")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.RemoveDaysOff(ctx, args[0], a.locale.HolidaysNamed(args[0]), everyYear)
	})
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
			fmt.Fprintf(a.env.Err, "crm: no regions of country %s are known\n", orNone(country))
		}
		return a.screen().Settings(pairs)
	}
	return cmd
}

// regionCodes are the codes of the regions of a country with their names, for
// completion.
func regionCodes(country string) []string {
	var codes []string
	for _, r := range calendar.Regions(country) {
		codes = append(codes, r.Code+"\t"+r.Name)
	}
	return codes
}
