package book

import (
	"context"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestDayOffIsNoName: two days are never taken for one and its name, in any language, and
// the refusal has the days in a row as they are written.
func TestDayOffIsNoName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, when, name string
		every            bool
		want             string // what is offered; empty where the name is one
	}{
		{"en", "2026-12-28", "2027-01-08", false, "2026-12-28..2027-01-08"},
		{"en", "2026-12-28", "2027-01-08 closed", false, "2026-12-28..2027-01-08"},
		{"en", "2026-12-28", "12-31", false, "2026-12-28..2026-12-31"},
		{"en", "12/28", "1/8", false, "2026-12-28..2027-01-08"},
		{"en", "2026-12-28", "through 1/8", false, "2026-12-28..2027-01-08"},
		{"en", "28 dec", "until jan 8", false, "2026-12-28..2027-01-08"},
		{"en", "28 dec", "- jan 8", false, "2026-12-28..2027-01-08"},
		{"en", "mon", "fri", false, "2026-11-30..2026-12-04"},
		{"en", "mon", "to wed", false, "2026-11-30..2026-12-02"},
		{"en", "mon", "fri closed", false, "2026-11-30..2026-12-04"},
		{"en", "12-28", "12-31", true, "12-28..12-31"},
		{"es", "3 de agosto", "al 28 de agosto", false, "2027-08-03..2027-08-28"},
		{"es", "lunes", "a viernes", false, "2026-11-30..2026-12-04"},
		{"it", "lunedì", "venerdì", false, "2026-11-30..2026-12-04"},
		{"ja", "8月10日", "8月16日", false, "2027-08-10..2027-08-16"},
		{"en", "2026-08-10", ".. 2026-08-21", false, "2026-08-10..2026-08-21"},
		{"en", "2026-08-10", "..2026-08-21", false, "2026-08-10..2026-08-21"},
		{"it", "8/3", ".. 8/28", false, "2027-08-03..2027-08-28"},
		{"en", "2026-12-10", "bis 2026-12-21", false, "2026-12-10..2026-12-21"},
		{"en", "2026-12-10", "+ 2026-12-21", false, "2026-12-10..2026-12-21"},
		{"en", "2026-12-10", "up to the 2026-12-21", false, "2026-12-10..2026-12-21"},
		{"ja", "8月10日", "～8月16日", false, "2027-08-10..2027-08-16"},
		{"en", "2026-12-10", "2026-12-21,Ferie", false, "2026-12-10..2026-12-21"},
		{"en", "2026-12-10", "21", false, "FROM..TO"},
		{"en", "10 dec", "11 12", false, "FROM..TO"},
		{"en", "12/10", "12/16-18", false, "FROM..TO"},
		{"it", "2026-12-10", "agosto", false, "FROM..TO"},
		{"es", "2026-12-10", "agosto", false, "FROM..TO"},
		{"en", "2026-12-23", "The day before", false, ""},
		{"en", "2026-12-23", "The Friday club", false, ""},
		{"en", "2026-12-23", "Team day, Dayton", false, ""},
		{"en", "2026-11-27", "Day after Thanksgiving", false, ""},
		{"en", "2026-12-28", "slow week", false, ""},
		{"en", "2026-12-23", "5th anniversary", false, ""},
		{"en", "2026-12-23", "Friday club", false, ""},
		{"en", "2026-12-24", "Christmas Eve", false, ""},
		{"en", "12-24", "Christmas Eve", true, ""},
		{"en", "easter-2", "Good Friday", true, ""},
		{"en", "2026-12-23", "Christmas", false, ""},
		{"en", "2026-12-26", "Boxing Day", true, ""},
		{"es", "2026-12-24", "Nochebuena", false, ""},
		{"ja", "2026-12-29", "年末休み", false, ""},
	} {
		d := newDesk(t, "2026-11-25")
		_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			b.options.Lang = c.lang
			return b.AddDaysOff(ctx, []NewDayOff{{When: c.when, Name: c.name}}, c.every)
		})
		e, refused := crm.AsError(err)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s %q: %v", c.when, c.name, err)
		case c.want != "" && (!refused || len(e.Remedies) == 0 || e.Remedies[0].Commands[0].Given[0].Value != c.want):
			t.Errorf("%s %q: %+v, want %s offered", c.when, c.name, err, c.want)
		}
	}
}

// TestDaysOffAtOnce: several days that are given at once, and days of every week, are refused
// with the way to give them, in any language. A day in several words is one.
func TestDaysOffAtOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, when, name string
		want             string // the commands that are offered, or the day off
	}{
		{"en", "mon", "wed fri", "book holiday add 2026-11-30 book holiday add 2026-12-02 book holiday add 2026-11-27 book set weekend mon,wed,fri,sat,sun"},
		{"en", "mon wed fri", "", "book holiday add 2026-11-30 book holiday add 2026-12-02 book holiday add 2026-11-27 book set weekend mon,wed,fri,sat,sun"},
		{"en", "mon, wed and fri", "", "book holiday add 2026-11-30 book holiday add 2026-12-02 book holiday add 2026-11-27 book set weekend mon,wed,fri,sat,sun"},
		{"en", "dec 24, dec 31", "", "book holiday add 2026-12-24 book holiday add 2026-12-31"},
		{"en", "dec", "24 and dec 31", "book holiday add 2026-12-24 book holiday add 2026-12-31"},
		{"en", "mon", "wed", "book holiday add 2026-11-30..2026-12-02 book holiday add 2026-11-30 book holiday add 2026-12-02"},
		{"en", "every", "monday", "book set weekend mon,sat,sun"},
		{"en", "every monday", "", "book set weekend mon,sat,sun"},
		{"en", "mondays", "", "book set weekend mon,sat,sun"},
		{"it", "ogni lunedì", "", "book set weekend mon,sat,sun"},
		{"it", "lunedì mercoledì", "e venerdì", "book holiday add 2026-11-30 book holiday add 2026-12-02 book holiday add 2026-11-27 book set weekend mon,wed,fri,sat,sun"},
		{"es", "todos", "los lunes", "book set weekend mon,sat,sun"},
		{"es", "los", "viernes", "book set weekend fri,sat,sun"},
		{"es", "lunes, miércoles", "y viernes", "book holiday add 2026-11-30 book holiday add 2026-12-02 book holiday add 2026-11-27 book set weekend mon,wed,fri,sat,sun"},
		{"ja", "毎週月曜", "", "book set weekend mon,sat,sun"},
		{"ja", "月曜、水曜、金曜", "", "book holiday add 2026-11-30 book holiday add 2026-12-02 book holiday add 2026-11-27 book set weekend mon,wed,fri,sat,sun"},
		{"en", "mon-fri", "", "2026-11-30..2026-12-04"},
		{"en", "mon - fri", "", "2026-11-30..2026-12-04"},
		{"en", "mon to fri", "", "2026-11-30..2026-12-04"},
		{"en", "mon through fri", "", "2026-11-30..2026-12-04"},
		{"en", "monday", "Team day", "2026-11-30"},
		{"en", "24", "dec", "2026-12-24"},
		{"en", "24", "dec closed early", "2026-12-24"},
		{"en", "dec", "28 to jan 8 winter break", "2026-12-28..2027-01-08"},
		{"it", "dal lunedì", "al venerdì", "2026-11-30..2026-12-04"},
		{"es", "lunes a viernes", "", "2026-11-30..2026-12-04"},
		{"ja", "月曜から金曜", "", "2026-11-30..2026-12-04"},
		{"ja", "12月29日〜1月3日", "", "2026-12-29..2027-01-03"},
	} {
		d := newDesk(t, "2026-11-25")
		o, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			b.options.Lang = c.lang
			return b.AddDaysOff(ctx, []NewDayOff{{When: c.when, Name: c.name}}, false)
		})
		var got string
		if e, refused := crm.AsError(err); refused {
			var words []string
			for _, r := range e.Remedies {
				for _, run := range r.Commands {
					words = append(words, run.Verb)
					for _, g := range run.Given {
						words = append(words, g.Value)
					}
				}
			}
			got = strings.Join(words, " ")
		} else {
			off := o.Subjects[0].(*crm.Settings).DaysOff[0]
			if got = off.Date.String(); !off.Last.IsZero() {
				got += ".." + off.Last.String()
			}
		}
		if got != c.want {
			t.Errorf("%s %q:\n%s, want\n%s\n%v", c.when, c.name, got, c.want, err)
		}
	}
}
