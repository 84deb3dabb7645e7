package screen

import (
	"strings"

	"crm/internal/crm"
)

// Simulation shows the calls of each working day, a week in a line with a bar for its busiest
// day, and what they come to.
func (s *Screen) Simulation(told *crm.Simulation) error {
	if s.forPrograms() {
		return s.Writer.Simulation(told)
	}
	p, l := s.page(), s.Locale
	p.head(l.Text("simulate.title", "from", l.Date(told.From, s.Today), "to", l.Date(told.To, s.Today)), l.Text("simulate.seed", "seed", itoa(told.Seed)))
	r := told.Rates
	var results []string
	for _, of := range []struct {
		result string
		rate   float64
	}{{crm.NoReach, r.NoReach}, {crm.StayInTouch, r.StayInTouch()}, {crm.AppointmentResult, r.Appointment}, {crm.DeadFile, r.DeadFile}, {crm.WrongNumber, r.WrongNumber}} {
		if of.rate > 0 {
			results = append(results, l.Inline("call_result", of.result)+" "+l.Rate(of.rate))
		}
	}
	if r.LeadsPerWeek > 0 {
		results = append(results, l.Text("simulate.leads", "leads", r.LeadsPerWeek))
	}
	p.addWrapped(l.Join(results...))
	p.line("")
	p.weeks(told)
	p.line("")
	p.simulated(told)
	return p.show()
}

// weeks adds a line for each week.
func (p *page) weeks(told *crm.Simulation) {
	l := p.Locale
	var worked [7]bool
	for _, day := range told.Days {
		worked[(int(day.Date.Weekday())+6)%7] = true
	}
	monday := func(d crm.Date) crm.Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }
	g := &grid{right: []bool{false}}
	heads := []string{l.Text("simulate.week")}
	for n, is := range worked {
		if is {
			heads, g.right = append(heads, l.Weekday(monday(told.From).AddDays(n))), append(g.right, true)
		}
	}
	g.add(heads...)
	var busiest []int
	for i := 0; i < len(told.Days); {
		first := monday(told.Days[i].Date)
		row, most := []string{l.ShortDate(first, told.From)}, 0
		for n, is := range worked {
			if !is {
				continue
			}
			cell := "."
			if i < len(told.Days) && told.Days[i].Date == first.AddDays(n) {
				cell, most = l.Number(int64(told.Days[i].Calls)), max(most, told.Days[i].Calls)
				i++
			}
			row = append(row, cell)
		}
		g.add(row...)
		busiest = append(busiest, most)
	}
	lines, all := g.lines("", p.width(), 0), told.Most().Calls
	widest := 0
	for _, line := range lines {
		widest = max(widest, cells(line))
	}
	for i, line := range lines {
		room := min(p.width(), plainWidth) - widest - 2
		if n := i - len(lines) + len(busiest); n >= 0 && all > 0 && room >= leastBar && busiest[n] > 0 {
			line = pad(line, widest) + "  " + strings.Repeat("#", max(1, (busiest[n]*room+all/2)/all))
		}
		p.line(line)
	}
}

// simulated adds what a simulation comes to.
func (p *page) simulated(told *crm.Simulation) {
	l := p.Locale
	most := told.Most()
	p.addWrapped(l.Text("simulate.calls", "calls", told.Calls, "days", len(told.Days), "mean", l.Decimal(told.Mean(), 1)))
	if most.Calls > 0 {
		p.addWrapped(l.Text("simulate.most", "calls", most.Calls, "date", l.Date(most.Date, p.Today)))
	}
	p.addWrapped(l.Text("simulate.often", "n", told.Often, "times", crm.OftenCalls))
	if told.Pace > 0 {
		p.addWrapped(l.Text("simulate.above", "n", told.Above(told.Pace), "pace", told.Pace))
	} else if float64(most.Calls) > 2*told.Mean()+1 {
		p.addWrapped(l.Text("simulate.try", "command", p.Command("rule simulate", crm.With("calls-per-day", int(told.Mean())+2))))
	}
	if told.Left > 0 {
		p.addWrapped(l.Text("simulate.left", "n", told.Left))
	}
}
