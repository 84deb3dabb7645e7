package rules

import (
	"time"

	"crm/internal/crm"
	"crm/internal/query"
)

// howMany counts the records of the contact that satisfy a condition.
func (d *decision) howMany(args []any) (any, error) {
	noun, _ := args[0].(string)
	meant, ok := args[1].(*query.Expr)
	if !ok || d.facts.With == nil {
		return nil, nil
	}
	all, err := d.facts.With(crm.Kind(noun))
	if err != nil {
		return nil, err
	}
	n := 0
	for _, r := range all {
		is, err := meant.Bool(d.factsAbout(r))
		if err != nil {
			return nil, err
		}
		if is {
			n++
		}
	}
	return n, nil
}

// turns returns the day on which somebody is so many years old. Whoever was born on 29
// February is so on the 28th in common years, as of_age and next_birthday have it.
func (d *decision) turns(birthday, age any) any {
	born, _ := birthday.(crm.Birthday)
	years, known := whole(age)
	if born.Year == 0 || !known || years < 0 || years > 150 {
		return nil
	}
	is := born.In(born.Year + years)
	d.step(crm.Step{Op: "turns", Months: 12 * years, Is: is})
	return is
}

// clock returns the time of the day of an instant, as in 15:40, or an instant some minutes
// later.
func (d *decision) clock(name string, args []any) any {
	at, ok := args[0].(time.Time)
	if !ok {
		return nil
	}
	if name == "clock" {
		if d.facts.Zone != nil {
			at = at.In(d.facts.Zone)
		}
		return at.Format("15:04")
	}
	minutes, known := whole(args[1])
	if !known || minutes < -100_000 || minutes > 100_000 {
		return nil
	}
	return at.Add(time.Duration(minutes) * time.Minute)
}

// whole returns a whole number.
func whole(value any) (int, bool) {
	switch v := value.(type) {
	case int64:
		return int(v), true
	case float64:
		return int(v), v == float64(int(v))
	}
	return 0, false
}
