package exchange

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRulesOfTheStandard: the examples of RFC 5545 (3.8.5.3).
func TestRulesOfTheStandard(t *testing.T) {
	for _, c := range []struct{ start, rule, want string }{
		{"1997-09-05", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03 1998-05-01 1998-06-05"},
		{"1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05 1997-08-10 1997-08-19 1997-08-24"},
		{"1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05 1997-08-17 1997-08-19 1997-08-31"},
		{"1997-09-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=5", "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29"},
		{"1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04 1997-10-07 1997-11-06"},
		{"1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997-05-12 1998-05-11 1999-05-17"},
		{"1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19 1998-05-18 1999-05-17"},
		{"1997-09-10", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11 1999-03-12 1999-03-13"},
		{"1996-11-05", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3", "1996-11-05 2000-11-07 2004-11-02"},
		{"1997-01-01", "FREQ=YEARLY;INTERVAL=3;COUNT=6;BYYEARDAY=1,100,200", "1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18"},
		{"1997-09-30", "FREQ=MONTHLY;COUNT=6;BYMONTHDAY=1,-1", "1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01"},
		{"1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=3", "1997-09-02 1997-09-12 1997-09-22"},
		{"2007-01-15", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30"},
		{"1998-01-01", "FREQ=DAILY;UNTIL=19980103T140000Z;BYMONTH=1", "1998-01-01 1998-01-02 1998-01-03"},
	} {
		start, err := time.Parse("2006-01-02", c.start)
		if err != nil {
			t.Fatal(err)
		}
		start = start.Add(9 * time.Hour)
		rule, err := readRule(c.rule, location{time.UTC})
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		for _, from := range []time.Time{start, start.AddDate(0, 2, 0)} { // where the first are passed over
			found, err := rule.between(start, from, start.AddDate(20, 0, 0), newPatience())
			if err != nil {
				t.Errorf("%s: %v", c.rule, err)
			}
			var got, want []string
			for _, at := range found {
				got = append(got, at.Format("2006-01-02"))
			}
			for day := range strings.FieldsSeq(c.want) {
				if day >= from.Format("2006-01-02") {
					want = append(want, day)
				}
			}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%s from %s: %v, want %v", c.rule, from.Format("2006-01-02"), got, want)
			}
		}
	}
}

// TestRulesAsAnotherLibrary: rules by chance give the days that another library gives for them
// (testdata/rules/main.go).
func TestRulesAsAnotherLibrary(t *testing.T) {
	n := 0
	for line := range strings.Lines(rulesOfAnotherLibrary) {
		words := strings.Fields(line)
		start, err := time.Parse(dayForm, words[0])
		if err != nil {
			t.Fatal(err)
		}
		start = start.Add(9 * time.Hour)
		rule, err := readRule(words[1], location{time.UTC})
		if err != nil {
			t.Errorf("%s: %v", words[1], err)
			continue
		}
		found, err := rule.between(start, start, start.AddDate(30, 0, 0), newPatience())
		if err != nil {
			t.Errorf("%s: %v", words[1], err)
		}
		var got []string
		for _, at := range found[:min(len(found), 10)] {
			got = append(got, at.Format(dayForm))
		}
		if want := words[2:]; !slices.Equal(got, want) {
			t.Errorf("%s from %s:\n%v, want\n%v", words[1], words[0], got, want)
		}
		n++
	}
	if n < 500 {
		t.Errorf("%d rules", n)
	}
}

//go:embed testdata/rules/rules.txt
var rulesOfAnotherLibrary string
