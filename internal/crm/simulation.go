package crm

// Simulation is a time to come, played day by day on a copy of a book.
type Simulation struct {
	From, To Date
	Rates    Rates
	Seed     int64
	// Days are the working days, and those off on which there was something to do.
	Days []SimulatedDay
	// Calls is how many there were, and Often how many people had OftenCalls of them or more
	// within OftenDays days.
	Calls, Often int
	// Pace is how many calls a day the book makes; 0 is any number.
	Pace int
	// Left is how many of what was planned could not be done.
	Left int
}

// What counts as often.
const (
	OftenCalls = 5
	OftenDays  = 14
)

// Rates are what comes of the calls of a simulation, in percent. Whoever is left wants to be
// called another time.
type Rates struct {
	NoReach, WrongNumber, Appointment, DeadFile float64
	// LeadsPerWeek is how many leads are added.
	LeadsPerWeek int
}

// StayInTouch is the percentage of those who want to be called another time.
func (r *Rates) StayInTouch() float64 {
	return 100 - r.NoReach - r.WrongNumber - r.Appointment - r.DeadFile
}

// SimulatedDay is what is done on a day of a simulation.
type SimulatedDay struct {
	Date                                      Date
	Calls, Referral, Review, Birthday, Others int
	Leads                                     int // that are added
}

// Mean is how many calls there are on a day.
func (s *Simulation) Mean() float64 {
	if len(s.Days) == 0 {
		return 0
	}
	return float64(s.Calls) / float64(len(s.Days))
}

// Most is the day with the most calls, the first of several.
func (s *Simulation) Most() (most SimulatedDay) {
	for _, day := range s.Days {
		if day.Calls > most.Calls {
			most = day
		}
	}
	return most
}

// Above is how many days have more calls than that.
func (s *Simulation) Above(calls int) (n int) {
	for _, day := range s.Days {
		if day.Calls > calls {
			n++
		}
	}
	return n
}
