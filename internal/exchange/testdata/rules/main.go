// Rules writes rules.txt: rules of events that repeat themselves, by chance, and the days that
// another library gives for them. It is run by hand, in a module of its own:
//
//	cp main.go DIR; cd DIR; go mod init rules; go get github.com/teambition/rrule-go@v1.8.2
//	go run . > rules.txt
package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// wanted is how many rules are written, and the most days of each.
const (
	wanted   = 500
	mostDays = 10
)

func main() {
	random := rand.New(rand.NewPCG(11, 1_000_003))
	for n := 0; n < wanted; {
		start := time.Date(2000+random.IntN(40), time.Month(1+random.IntN(12)), 1+random.IntN(28), 9, 0, 0, 0, time.UTC)
		rule := anyRule(random, start)
		if days, ok := daysOf(rule, start); ok {
			fmt.Println(start.Format("20060102"), rule, strings.Join(days, " "))
			n++
		}
	}
}

// anyRule makes a rule that the standard allows. It has none of what the library reads otherwise:
// days of the week of which only some have a number, and weeks without a day.
func anyRule(random *rand.Rand, start time.Time) string {
	freq := []string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}[random.IntN(4)]
	parts := []string{"FREQ=" + freq}
	add := func(name string, most int, value func() string) {
		var values []string
		for range 1 + random.IntN(most) {
			if v := value(); !strings.Contains(","+strings.Join(values, ",")+",", ","+v+",") {
				values = append(values, v)
			}
		}
		parts = append(parts, name+"="+strings.Join(values, ","))
	}
	one := func(in int) bool { return random.IntN(in) == 0 }
	number := func(most int, back bool) func() string {
		return func() string {
			n := 1 + random.IntN(most)
			if back && one(2) {
				n = -n
			}
			return strconv.Itoa(n)
		}
	}
	if one(2) {
		parts = append(parts, "INTERVAL="+strconv.Itoa(1+random.IntN(5)))
	}
	if one(3) {
		add("BYMONTH", 4, number(12, false))
	}
	weeks := freq == "YEARLY" && one(4)
	if weeks {
		add("BYWEEKNO", 4, number(53, true))
	}
	if freq == "YEARLY" && !weeks && one(4) {
		add("BYYEARDAY", 5, number(366, true))
	}
	if freq != "WEEKLY" && !weeks && one(3) {
		add("BYMONTHDAY", 5, number(31, true))
	}
	if numbered := one(2); weeks || one(2) {
		add("BYDAY", 4, func() string {
			day := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[random.IntN(7)]
			switch {
			case freq == "MONTHLY" && numbered:
				return number(5, true)() + day
			case freq == "YEARLY" && !weeks && numbered:
				return number(20, true)() + day
			}
			return day
		})
	}
	if len(parts) > 2 && strings.Contains(strings.Join(parts, ";"), "BY") && one(4) {
		add("BYSETPOS", 2, number(4, true))
	}
	if one(3) {
		parts = append(parts, "WKST="+[]string{"SU", "MO", "TU", "SA"}[random.IntN(4)])
	}
	if one(2) {
		parts = append(parts, "COUNT="+strconv.Itoa(1+random.IntN(mostDays)))
	} else {
		parts = append(parts, "UNTIL="+start.AddDate(random.IntN(6), random.IntN(12), random.IntN(28)).Format("20060102T150405Z"))
	}
	return strings.Join(parts, ";")
}

// daysOf returns the first days of a rule within some years. It is false for one that takes
// the library long, or at which it fails.
func daysOf(rule string, start time.Time) (days []string, ok bool) {
	option, err := rrule.StrToROption(rule)
	if err != nil {
		panic(rule + ": " + err.Error())
	}
	option.Dtstart = start
	r, err := rrule.NewRRule(*option)
	if err != nil {
		panic(rule + ": " + err.Error())
	}
	found := make(chan []string, 1)
	go func() {
		defer func() {
			if recover() != nil {
				close(found)
			}
		}()
		var days []string
		next := r.Iterator()
		for len(days) < mostDays {
			at, more := next()
			if !more || at.After(start.AddDate(30, 0, 0)) {
				break
			}
			days = append(days, at.Format("20060102"))
		}
		found <- days
	}()
	select {
	case days, ok = <-found:
		return days, ok
	case <-time.After(time.Second):
		return nil, false
	}
}
