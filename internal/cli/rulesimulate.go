package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
)

// simulate plays the time to come on a copy of the book.
func (a *app) simulate(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		r := v.Request(cmd.Context(), nil, nil, flagsGiven(cmd, v))
		in, err := a.simulation(cmd, r)
		if err != nil {
			return err
		}
		b, err := a.read(cmd.Context())
		if b == nil || err != nil {
			return err
		}
		if in.Played = a.progress(b.Today(), in.Days); in.Played != nil {
			defer fmt.Fprint(a.env.Err, "\r\x1b[K")
		}
		told, err := b.Simulate(cmd.Context(), in)
		if err != nil {
			return err
		}
		return a.screen().Simulation(told)
	}
}

// simulation reads the flags of one.
//
// Errors: CodeUsage for rates that are more than all, CodeInvalid.
func (a *app) simulation(cmd *cobra.Command, r verb.Request) (in book.Simulate, err error) {
	number := func(flag string) int64 {
		n, _ := strconv.ParseInt(cmd.Flags().Lookup(flag).Value.String(), 10, 64)
		return n
	}
	in.Days, in.Seed, in.Rates.LeadsPerWeek = int(number("days")), number("seed"), int(number("leads-per-week"))
	for _, of := range []struct {
		flag string
		rate *float64
	}{{"no-reach", &in.Rates.NoReach}, {"wrong-number", &in.Rates.WrongNumber}, {"appointment", &in.Rates.Appointment}, {"dead-file", &in.Rates.DeadFile}} {
		if *of.rate, err = parseRate(cmd.Flags().Lookup(of.flag).Value.String()); err != nil {
			return in, crm.OnFlag(err, of.flag)
		}
	}
	if rest := in.Rates.StayInTouch(); rest < -1e-9 {
		return in, crm.Errorf(crm.CodeUsage, "the rates add up to %s%%, and there are no more calls than all", strconv.FormatFloat(100-rest, 'f', -1, 64)).On("no-reach").
			Try("--no-reach, --wrong-number, --appointment and --dead-file are at most 100%% together. Whoever is left wants to be called another time.")
	}
	if cmd.Flags().Changed(book.CallsPerDayFlag) {
		in.CallsPerDay = cmd.Flags().Lookup(book.CallsPerDayFlag).Value.String()
	}
	in.RetryDays = r.Text("retry-days")
	if file := r.Text("rules"); file != "" {
		in.Label = file
		in.Rules, err = a.readDefinition(file)
	}
	return in, err
}

// parseRate reads a percentage, "40%" or "12.5".
func parseRate(text string) (float64, error) {
	digits := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	rate, err := strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64)
	if err != nil || !(rate >= 0 && rate <= 100) {
		return 0, crm.Errorf(crm.CodeInvalid, "%q is not a percentage from 0 to 100", text).Try("Write it as 40%% or 12.5.")
	}
	if rate > 0 && rate < 1 && !strings.HasSuffix(strings.TrimSpace(text), "%") {
		return 0, crm.Errorf(crm.CodeInvalid, "%q may be a share of all or a percentage", text).Try("Write %s%% or %s%%.", strconv.FormatFloat(100*rate, 'f', -1, 64), strconv.FormatFloat(rate, 'f', -1, 64))
	}
	return rate, nil
}

// progress returns what shows how far a simulation is; nil where nobody watches.
func (a *app) progress(from crm.Date, days int) func(crm.Date) {
	if _, _, watched := terminal(a.env.Err); !watched || a.flags.quiet {
		return nil
	}
	last := -1
	return func(day crm.Date) {
		if percent := 100 * day.Sub(from) / days; percent != last {
			last = percent
			_, _ = io.WriteString(a.env.Err, "\r"+a.locale.Text("simulate.playing", "date", a.locale.Date(day, from), "percent", a.locale.Percent(float64(percent)/100))+"\x1b[K")
		}
	}
}
