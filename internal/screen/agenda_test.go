package screen

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/wire"
)

func person(id int64, name, phone string) *crm.Contact {
	return &crm.Contact{Head: crm.Head{ID: id}, Kind: crm.Person, Stage: crm.StageLead, Name: name, Phone: phone, Phones: crm.Points{{Value: phone}}}
}

func call(id int64, callType, due string, attempt int64) *crm.Activity {
	return &crm.Activity{Head: crm.Head{ID: id}, Kind: crm.Call, Status: crm.Open, CallType: callType, Due: day(due), Attempt: attempt}
}

func logged(result, on string) *crm.Activity {
	return &crm.Activity{Kind: crm.Call, Status: crm.Done, CallResult: result, DoneOn: day(on)}
}

// screen1 is the agenda of the first reference screen.
func screen1() *crm.Agenda {
	today := "2026-11-25"
	item := func(group string, a *crm.Activity, name, phone string, late int, r crm.Reason) *crm.AgendaItem {
		return &crm.AgendaItem{Group: group, Activity: a, Contact: person(a.ID+1000, name, phone), Late: late, Reason: r}
	}
	appointment := func(id int64, clock string, lasts time.Duration) *crm.Activity {
		start := instant(today, clock)
		return &crm.Activity{Head: crm.Head{ID: id}, Kind: crm.Appointment, Due: day(today), Start: start, End: start.Add(lasts)}
	}
	closing := appointment(388, "10:30", time.Hour)
	closing.Subject, closing.Opportunity = "closing", 371
	visit := appointment(395, "15:00", 30*time.Minute)
	visit.Place = "214 Elm St"
	chase := &crm.Activity{Head: crm.Head{ID: 402}, Kind: crm.Task, Due: day(today), Subject: "chase Cardinal", Opportunity: 391}
	return &crm.Agenda{
		Date: day(today), Producer: "Ann Lee", Next: day("2026-11-27"),
		Off:          crm.Days{{Date: day("2026-11-26"), Name: "Thanksgiving Day"}},
		Appointments: 2, Calls: 8, LateCalls: 2, Tasks: 1,
		Items: []*crm.AgendaItem{
			item(crm.GroupAppointments, closing, "Ruth Adeyemi", "614-555-0112", 0, crm.Reason{}),
			item(crm.GroupAppointments, visit, "Tom Okafor", "614-555-0161", 0, crm.Reason{}),
			item(crm.GroupOverdue, call(301, crm.ReviewCall, "2026-11-18", 0), "Marge Pohl", "614-555-0170", 5, crm.Reason{LastCall: day("2026-05-18"), Every: crm.Period{Months: 6}}),
			item(crm.GroupOverdue, call(352, crm.ReferralCall, "2026-11-23", 4), "Carlos Mendez", "614-555-0182", 2, crm.Reason{Last: logged(crm.NoReach, "2026-11-20")}),
			item(crm.GroupReferral, call(409, crm.ReferralCall, today, 1), "Jane Hudson", "614-555-0147", 0, crm.Reason{New: true, From: "Ruth Adeyemi", Source: "referral"}),
			item(crm.GroupReferral, call(410, crm.ReferralCall, today, 1), "Mike Brandt", "614-555-0155", 0, crm.Reason{New: true, Source: "web"}),
			item(crm.GroupReferral, call(377, crm.ReferralCall, today, 2), "Lena Fischer", "614-555-0129", 0, crm.Reason{Last: logged(crm.NoReach, "2026-11-24")}),
			item(crm.GroupBirthday, call(266, crm.BirthdayCall, today, 0), "Bob Tran", "614-555-0133", 0, crm.Reason{Turns: 65, BirthdayOn: day(today), Last: logged(crm.AppointmentResult, "2026-10-13")}),
			item(crm.GroupReview, call(318, crm.ReviewCall, today, 0), "Grace Whitlow", "614-555-0108", 0, crm.Reason{Every: crm.Period{Months: 6}, LastCall: day("2026-05-25")}),
			item(crm.GroupTasks, chase, "Nora Castillo", "614-555-0163", 0, crm.Reason{}),
			item(crm.GroupBefore, call(290, crm.ReviewCall, "2026-11-26", 0), "Omar Haddad", "614-555-0119", 0, crm.Reason{Every: crm.Period{Months: 6}, Birthday: day("2026-12-03"), LastCall: day("2026-06-01")}),
		},
	}
}

// screen2 is the agenda of the second: a Japanese book, the Friday before a
// long weekend.
func screen2(s *Screen) *crm.Agenda {
	s.Today, s.Zone = day("2026-11-20"), time.FixedZone("JST", 9*60*60)
	today := "2026-11-20"
	item := func(group string, a *crm.Activity, name, phone string, late int, r crm.Reason) *crm.AgendaItem {
		return &crm.AgendaItem{Group: group, Activity: a, Contact: person(a.ID+1000, name, phone), Late: late, Reason: r}
	}
	start := time.Date(2026, 11, 20, 1, 30, 0, 0, time.UTC)
	meeting := &crm.Activity{Head: crm.Head{ID: 388}, Kind: crm.Appointment, Due: day(today), Start: start, End: start.Add(time.Hour), Opportunity: 371}
	return &crm.Agenda{
		Date: day(today), Producer: "佐藤 恵", Next: day("2026-11-24"),
		Off:          crm.Days{{Date: day("2026-11-23"), Name: "勤労感謝の日"}},
		Appointments: 1, Calls: 6, LateCalls: 1,
		Items: []*crm.AgendaItem{
			item(crm.GroupAppointments, meeting, "田中 一郎", "03-0000-0112", 0, crm.Reason{}),
			item(crm.GroupOverdue, call(352, crm.ReferralCall, "2026-11-19", 4), "森 健太", "090-0000-0182", 1, crm.Reason{Last: logged(crm.NoReach, "2026-11-18")}),
			item(crm.GroupReferral, call(409, crm.ReferralCall, today, 1), "山本 さくら", "090-0000-0147", 0, crm.Reason{New: true, From: "田中 一郎"}),
			item(crm.GroupReferral, call(377, crm.ReferralCall, today, 2), "フィッシャー レナ", "03-0000-0129", 0, crm.Reason{Last: logged(crm.NoReach, "2026-11-19")}),
			item(crm.GroupBirthday, call(266, crm.BirthdayCall, today, 0), "チャン 太郎", "080-0000-0133", 0, crm.Reason{Turns: 65, Last: logged(crm.AppointmentResult, "2026-10-13")}),
			item(crm.GroupReview, call(318, crm.ReviewCall, today, 0), "井上 和子", "03-0000-0108", 0, crm.Reason{Every: crm.Period{Months: 6}, LastCall: day("2026-05-20")}),
			item(crm.GroupBefore, call(290, crm.ReviewCall, "2026-11-22", 0), "小川 修", "090-0000-0119", 0, crm.Reason{Every: crm.Period{Months: 6}, Birthday: day("2026-11-29")}),
		},
	}
}

func TestAgendaReference(t *testing.T) {
	reference(t, "screen-today", func(s *Screen) error { return s.Agenda(screen1()) })
	reference(t, "screen-today-ja", func(s *Screen) error { return s.Agenda(screen2(s)) })
	reference(t, "screen-today-nothing", func(s *Screen) error {
		s.Today = day("2026-11-28")
		return s.Agenda(&crm.Agenda{Date: s.Today, Producer: "Ann Lee", DayOff: true, Next: day("2026-11-30"), Until: day("2026-11-30"), UntilCalls: 3, UntilAppointments: 1})
	})
	reference(t, "screen-today-empty", func(s *Screen) error {
		return s.Agenda(&crm.Agenda{Date: s.Today, Producer: "Ann Lee", Empty: true})
	})
}

func TestAgendaEverywhere(t *testing.T) {
	everywhere(t, "today", func(s *Screen) error { return s.Agenda(full()) })
	everywhere(t, "today-empty", func(s *Screen) error {
		if err := s.Agenda(&crm.Agenda{Date: s.Today, Producer: "Ann Lee", Empty: true}); err != nil {
			return err
		}
		if err := s.Agenda(&crm.Agenda{Date: s.Today, Holiday: "Thanksgiving Day", DayOff: true, Until: day("2026-11-27"), UntilCalls: 1, UntilTasks: 2}); err != nil {
			return err
		}
		return s.Agenda(&crm.Agenda{Date: s.Today, DayOff: true, Strays: crm.Strays{Leads: 3}})
	})
}

// full is a day with all that a line can hold.
func full() *crm.Agenda {
	a := screen1()
	a.Strays, a.Capped = crm.Strays{Leads: 2, Prospects: 1, Clients: 3, Opportunities: 1}, true
	a.Items[2].Contact.Name = "Bartholomew Featherstonehaugh-Cholmondeley"
	a.Items[3].Also = []*crm.Activity{call(415, crm.ReviewCall, "2026-11-25", 1)}
	a.Items[4].Contact.Name = "小山内 さくら"
	promised := call(411, "", "2026-11-25", 1)
	promised.DueTime = "17:00"
	set := &crm.Activity{Head: crm.Head{ID: 1412}, Kind: crm.Task, Due: day("2026-11-25"), Purpose: "find-phone"}
	write := &crm.Activity{Head: crm.Head{ID: 1413}, Kind: crm.Task, Due: day("2026-11-25"), Subject: "renewal"}
	missed := &crm.Activity{Head: crm.Head{ID: 1414}, Kind: crm.Appointment, Due: day("2026-11-20"), Start: instant("2026-11-20", "09:00")}
	stopped := person(7, "Kay Ito", "")
	stopped.DoNotContact, stopped.Stopped = day("2026-11-01"), day("2026-11-01")
	a.Items = append(a.Items,
		&crm.AgendaItem{Group: crm.GroupOverdue, Activity: missed, Contact: stopped, Late: 1},
		&crm.AgendaItem{Group: crm.GroupCalls, Activity: promised, Contact: person(8, "Al Mori", "1")},
		&crm.AgendaItem{Group: crm.GroupTasks, Activity: set, Contact: person(9, "Bo Li", "")},
		&crm.AgendaItem{Group: crm.GroupTasks, Activity: write, Contact: stopped},
		&crm.AgendaItem{Group: crm.GroupTasks, Activity: &crm.Activity{Head: crm.Head{ID: 5}, Kind: crm.Task, Subject: "buy stamps", Due: day("2026-11-25")}},
	)
	a.Items = append(a.Items, pipeline()...)
	a.Opportunities = 8
	return inOrder(a)
}

// inOrder puts the lines of an agenda into their groups, as a book does.
func inOrder(a *crm.Agenda) *crm.Agenda {
	slices.SortStableFunc(a.Items, func(a, b *crm.AgendaItem) int { return crm.GroupRank(a.Group) - crm.GroupRank(b.Group) })
	return a
}

// pipeline are the lines of opportunities, one for each reason, and of a
// renewal.
func pipeline() []*crm.AgendaItem {
	item := func(id int64, group, name, line string, late int, r crm.Reason) *crm.AgendaItem {
		r.Line = line
		return &crm.AgendaItem{
			Group: group, Opportunity: &crm.Opportunity{Head: crm.Head{ID: id}, Contact: id + 1000, Topic: r.Topic},
			Contact: person(id+1000, name, "614-555-0163"), Late: late, Reason: r,
		}
	}
	referral := item(430, crm.GroupNewReferrals, "Dana Reyes", "auto", 0, crm.Reason{Why: crm.WhyAssigned, On: day("2026-11-24"), From: "Ruth Adeyemi", Referral: "daughter drives from January"})
	referral.Assigned = true
	referral.Opportunity.Due = day("2026-12-01")
	given := item(434, crm.GroupOpportunity, "Al Mori", "life", 0, crm.Reason{Why: crm.WhyAssigned, On: day("2026-11-25"), Topic: "term life"})
	given.Assigned = true
	late := item(431, crm.GroupOpportunity, "Nora Castillo", "home", 2, crm.Reason{Why: crm.WhyDue, On: day("2026-11-23")})
	late.Assigned = true
	stopped := item(437, crm.GroupOpportunity, "Kay Ito", "umbrella", 0, crm.Reason{Why: crm.WhyStale, On: day("2026-11-03")})
	stopped.Contact.DoNotContact, stopped.Contact.Stopped = day("2026-11-01"), day("2026-11-01")
	return []*crm.AgendaItem{
		referral, late,
		item(432, crm.GroupOpportunity, "Nora Castillo", "auto", 0, crm.Reason{Why: crm.WhyDue, On: day("2026-11-25")}),
		item(433, crm.GroupOpportunity, "Tom Okafor", "umbrella", 2, crm.Reason{Why: crm.WhyCloses, On: day("2026-11-23")}),
		item(435, crm.GroupOpportunity, "Tom Okafor", "home", 0, crm.Reason{Why: crm.WhyCloses, On: day("2026-11-25")}),
		item(436, crm.GroupOpportunity, "Lena Fischer", "auto", 0, crm.Reason{Why: crm.WhyCloses, On: day("2026-11-27")}),
		given, stopped,
		{
			Group: crm.GroupRenewals, Contact: person(440, "Grace Whitlow", "614-555-0108"), Assigned: true,
			Activity: &crm.Activity{Head: crm.Head{ID: 441}, Kind: crm.Task, Due: day("2026-11-25"), Purpose: crm.PurposeRenewal, Policy: 90},
			Reason:   crm.Reason{Line: "auto", Carrier: "Acme Mutual", Expires: day("2027-01-24")},
		},
	}
}

// crowded is a full day of people with long names, numbers and stories, two of
// whom only the end of their names tells apart.
func crowded() *crm.Agenda {
	a := full()
	a.Items[2].Contact.Phone = "+81 (0)90-1234-5678"
	visit := a.Items[1]
	visit.Contact.Phone = "614-555-0170 ext. 4433"
	visit.Activity.Subject, visit.Activity.Place = "fact finding", "Panera Bread at Sawmill Road and Hard Road, back room"
	promised := call(501, "", "2026-11-25", 1)
	promised.DueTime, promised.Note = "09:00", "ask about the boat trailer\nand the camper too"
	long := &crm.Activity{
		Head: crm.Head{ID: 502}, Kind: crm.Task, Due: day("2026-11-25"), DueTime: "15:00", Opportunity: 371,
		Subject: "ask whether the detached garage was finished and whether it is heated, then request quotes from three carriers",
	}
	japanese := &crm.Activity{Head: crm.Head{ID: 503}, Kind: crm.Task, Due: day("2026-11-25"), Subject: "別棟の車庫が完成したか、暖房があるかを確認し、その後三社に見積を依頼する。結果は来週の打ち合わせで報告する"}
	a.Items = append(a.Items, []*crm.AgendaItem{
		{Group: crm.GroupCalls, Activity: promised, Contact: person(20, "John Smith", "330-555-0148")},
		{Group: crm.GroupTasks, Activity: long, Contact: person(21, "John Smithson", "330-555-0149")},
		{Group: crm.GroupTasks, Activity: japanese, Contact: person(22, "フィッシャー レナ", "03-0000-0129")},
		{Group: crm.GroupOverdue, Activity: call(504, crm.ReviewCall, "2026-11-18", 2), Contact: person(23, "John Smithsonian", "330-555-0150"), Late: 5, Also: []*crm.Activity{call(505, crm.ReviewCall, "2026-11-18", 1), call(506, crm.ReviewCall, "2026-11-18", 1)}, Reason: crm.Reason{Last: logged(crm.NoReach, "2026-11-17")}},
	}...)
	return inOrder(a)
}

// compact is a text without its blanks, wherever its lines end.
func compact(text string) string { return strings.Join(strings.Fields(text), "") }

// Nothing is lost from a line unless dots say so: names and phones are whole
// wherever a line of their own has room for them, so are the words for who is not
// to be contacted and for what else a line stands for, and there is always a
// beginning of what is to be done.
func TestAgendaLosesNothingUnseen(t *testing.T) {
	start := regexp.MustCompile(`^ +(\d+)(  |$)`)
	for _, lang := range locale.Languages() {
		for width := 40; width <= 140; width += 7 {
			for _, height := range []int{0, 40} {
				var out bytes.Buffer
				s := newScreen(t, lang, &out)
				s.Width, s.Height = width, height
				a := crowded()
				if err := s.Agenda(a); err != nil {
					t.Fatal(err)
				}
				narrow(t, out.String(), width)
				blocks, id := map[string]string{}, ""
				for line := range strings.Lines(out.String()) {
					if m := start.FindStringSubmatch(line); m != nil {
						id = m[1]
					} else if !strings.HasPrefix(line, "      ") {
						id = ""
					}
					blocks[id] += line
				}
				for _, item := range a.Items {
					line := s.AgendaLine(item)
					block, shown := blocks[line.ID]
					if !shown && height > 0 {
						continue
					}
					if !strings.Contains(block, "  "+line.Late) {
						t.Errorf("%s, %d columns: no %q in\n%s", lang, width, line.Late, block)
					}
					got := compact(strings.Replace(block, "  "+line.Late, "", 1))
					want := []string{line.Stop}
					if line.Stop == "" {
						want = append(want, line.Phone)
					}
					if whole := s.JoinParts(line.Parts); !strings.Contains(got, ellipsis) {
						want = append(want, whole)
					}
					if cells(line.Name) <= width-9 {
						want = append(want, line.Name)
					}
					for _, part := range line.Parts {
						if part.Kept {
							want = append(want, part.Text)
						}
						if a := item.Activity; a != nil && a.Subject != "" && width >= 70 && strings.HasSuffix(part.Text, a.Subject) {
							want = append(want, take(part.Text, 3))
						}
					}
					for _, text := range want {
						if !strings.Contains(got, compact(text)) {
							t.Errorf("%s, %d columns, %d lines: no %q in\n%s", lang, width, height, text, block)
						}
					}
				}
			}
		}
	}
}

// Half a word of the program's own says something else: however narrow a terminal,
// a reason begins with a whole part.
func TestAgendaReasonsBeginWhole(t *testing.T) {
	for _, lang := range locale.Languages() {
		for width := 40; width < 60; width++ {
			for _, item := range full().Items {
				var out bytes.Buffer
				s := newScreen(t, lang, &out)
				s.Width = width
				if err := s.Agenda(&crm.Agenda{Date: s.Today, Items: []*crm.AgendaItem{item}}); err != nil {
					t.Fatal(err)
				}
				want := s.AgendaLine(item).Parts[0].Text
				if s.Stopped(item.Contact) != "" {
					want = s.Stopped(item.Contact)
				}
				if !strings.Contains(compact(out.String()), compact(want)) || item.Late > 0 && !strings.Contains(out.String(), s.Locale.Plural("today.late", item.Late)) && item.Contact.Stopped.IsZero() {
					t.Errorf("%s, %d columns without %q:\n%s", lang, width, want, out.String())
				}
				narrow(t, out.String(), width)
			}
		}
	}
}

// Whatever is planned with somebody who must not be contacted, the line says so
// before anything else, and asks nobody to write to them.
func TestAgendaSaysStopped(t *testing.T) {
	stopped := person(7, "Vi Nolan", "614-555-0172")
	stopped.DoNotContact, stopped.Stopped = day("2026-11-01"), day("2026-11-01")
	activity := func(kind, purpose, subject string, policy int64) *crm.Activity {
		return &crm.Activity{Head: crm.Head{ID: 9}, Kind: kind, Due: day("2026-11-25"), DueTime: "15:00", Purpose: purpose, Subject: subject, Policy: policy}
	}
	items := []*crm.AgendaItem{
		{Group: crm.GroupCalls, Activity: call(9, crm.ReviewCall, "2026-11-25", 1)},
		{Group: crm.GroupTasks, Activity: activity(crm.Task, "", "call her back about the deductible", 0)},
		{Group: crm.GroupTasks, Activity: activity(crm.Task, "find-phone", "", 0)},
		{Group: crm.GroupRenewals, Activity: activity(crm.Task, crm.PurposeRenewal, "", 90)},
		{Group: crm.GroupTasks, Activity: activity(crm.Email, "", "about the deductible", 0)},
		{Group: crm.GroupAppointments, Activity: activity(crm.Appointment, "", "closing", 0)},
		{Group: crm.GroupOpportunity, Opportunity: &crm.Opportunity{Head: crm.Head{ID: 9}}, Reason: crm.Reason{Why: crm.WhyStale, On: day("2026-11-03"), Line: "auto"}},
	}
	for _, item := range items {
		item.Contact = stopped
		for _, lang := range locale.Languages() {
			for width := 40; width <= 140; width += 4 {
				var out bytes.Buffer
				s := newScreen(t, lang, &out)
				s.Width = width
				if err := s.Agenda(&crm.Agenda{Date: s.Today, Items: []*crm.AgendaItem{item}}); err != nil {
					t.Fatal(err)
				}
				_, shown, _ := strings.Cut(out.String(), "9  Vi Nolan")
				words := strings.TrimLeft(strings.Replace(shown, "614-555-0172", "", 1), " \n")
				if !strings.HasPrefix(words, s.Locale.Text("stopped")) {
					t.Errorf("%s, %d columns, %s:\n%s", lang, width, item.Group, out.String())
				}
			}
		}
	}
}

var everyGroup = []string{
	crm.GroupAppointments, crm.GroupOverdue, crm.GroupReferral, crm.GroupBirthday, crm.GroupReview, crm.GroupCalls,
	crm.GroupTasks, crm.GroupNewReferrals, crm.GroupOpportunity, crm.GroupRenewals, crm.GroupBefore,
}

// A busy day must not scroll off the screen, and what is overdue goes last.
func TestAgendaHeight(t *testing.T) {
	a := &crm.Agenda{Date: day("2026-11-25"), Producer: "Ann Lee", Next: day("2026-11-26")}
	for _, group := range everyGroup {
		for i := range 12 {
			a.Items = append(a.Items, &crm.AgendaItem{Group: group, Activity: call(int64(100+i), crm.ReviewCall, "2026-11-25", 0), Contact: person(1, "A", "")})
			a.Calls++
		}
	}
	for _, height := range []int{0, 24, 48, 60, 100} {
		var out bytes.Buffer
		s := newScreen(t, "en", &out)
		s.Height = height
		if err := s.Agenda(a); err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(out.String(), "\n")
		if height > 0 && lines >= height {
			t.Errorf("%d lines on a screen of %d:\n%s", lines, height, out.String())
		}
		_, rest, _ := strings.Cut(out.String(), "\nOverdue")
		overdue, _, _ := strings.Cut(rest, "Referral")
		if got := strings.Count(overdue, "\n") - 2; height >= 48 && got != 8 {
			t.Errorf("%d overdue of 8 on a screen of %d:\n%s", got, height, out.String())
		}
		if height == 0 && lines != 1+11*10+1+2 {
			t.Errorf("%d lines without a limit", lines)
		}
	}
}

func TestAgendaColour(t *testing.T) {
	var out bytes.Buffer
	s := newScreen(t, "en", &out)
	s.Color = true
	if err := s.Agenda(screen1()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{boldOn + "Overdue" + off + "   ", "  " + redOn + "5 days" + off + "\n", boldOn + "Wednesday"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestAgendaForPrograms(t *testing.T) {
	var all bytes.Buffer
	for _, format := range []wire.Format{wire.JSON, wire.JSONL, wire.CSV, wire.TSV, wire.Markdown} {
		s := newScreen(t, "ja", &all)
		s.Format = format
		a := screen1()
		a.Items, a.Opportunities = append(a.Items, pipeline()...), 8
		if err := s.Agenda(a); err != nil {
			t.Fatal(err)
		}
		all.WriteString(strings.Repeat("=", 80) + "\n")
	}
	golden(t, "today-formats", all.Bytes())

	var out bytes.Buffer
	s := newScreen(t, "en", &out)
	s.Format = wire.JSON
	if err := s.Agenda(screen1()); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Items []struct {
			ID     int64
			Reason struct{ Turns *int }
		}
		Counts struct{ Calls int }
	}
	if err := json.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Items) != 11 || read.Items[0].ID != 388 || read.Counts.Calls != 8 || *read.Items[7].Reason.Turns != 65 {
		t.Errorf("read back %+v", read)
	}
	out.Reset()
	s.Quiet = true
	if err := s.Agenda(screen1()); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, "388\n395\n301\n") {
		t.Errorf("-q gives %q", got)
	}
}
