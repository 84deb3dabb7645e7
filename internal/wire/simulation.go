package wire

import (
	"math"

	"crm/internal/crm"
)

// Simulation writes a simulation: as JSON whole, as rows a day each; quietly, how many calls
// there are on each.
func (w *Writer) Simulation(s *crm.Simulation) error {
	if w.Quiet {
		return names(w, s.Days, func(d crm.SimulatedDay) string { return itoa(int64(d.Calls)) })
	}
	day := func(d crm.SimulatedDay) object {
		return object{{"date", d.Date}, {"calls", d.Calls}, {"referral", d.Referral}, {"review", d.Review}, {"birthday", d.Birthday}, {"others", d.Others}, {"leads", d.Leads}}
	}
	if w.Format != JSON {
		return flat(w, []string{"date", "calls", "referral", "review", "birthday", "others", "leads"}, s.Days, day)
	}
	most := s.Most()
	return w.writeJSON(object{
		{"from", s.From}, {"to", s.To}, {"seed", s.Seed},
		{"percent", object{
			{"no_reach", s.Rates.NoReach}, {"wrong_number", s.Rates.WrongNumber}, {"appointment", s.Rates.Appointment}, {"dead_file", s.Rates.DeadFile}, {"stay_in_touch", s.Rates.StayInTouch()},
		}},
		{"leads_per_week", s.Rates.LeadsPerWeek}, {"calls_per_day", orNull(s.Pace)},
		{"calls", s.Calls}, {"mean", math.Round(100*s.Mean()) / 100}, {"most", most.Calls}, {"most_on", orNull(most.Date)}, {"called_often", s.Often}, {"left", s.Left},
		{"days", objectList(s.Days, day)},
	})
}
