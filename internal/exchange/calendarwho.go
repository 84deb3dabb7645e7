package exchange

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"

	"crm/internal/fold"
)

// invited are who takes part, whoever has called them together first.
func invited(event *calendarPart) (people []Invited) {
	for _, name := range []string{"ORGANIZER", "X-CRM-CONTACT", "ATTENDEE"} {
		for _, p := range event.all(name) {
			if p.has("CUTYPE", "ROOM") || p.has("CUTYPE", "RESOURCE") || p.has("CUTYPE", "GROUP") {
				continue
			}
			one := Invited{}
			if names := p.all("CN"); len(names) > 0 {
				one.Name = fold.Clean(names[0])
			}
			value := strings.TrimSpace(unescape(p.value))
			switch address, is := mailto(value); {
			case name == "X-CRM-CONTACT":
				one.Name = fold.Clean(value)
			case is:
				one.Email = address
			}
			if emails := append(p.all("EMAIL"), p.all("X-CRM-EMAIL")...); one.Email == "" && len(emails) > 0 {
				one.Email = fold.Clean(emails[0])
			}
			if one.Email == "" && strings.Contains(one.Name, "@") {
				one.Email, one.Name = one.Name, ""
			}
			if one != (Invited{}) {
				one.Declined = p.has("PARTSTAT", "DECLINED")
				people = include(people, one)
			}
		}
	}
	return people
}

// include adds somebody who is not among people yet. Who is there twice has declined if one of
// both says so.
func include(people []Invited, one Invited) []Invited {
	i := slices.IndexFunc(people, func(o Invited) bool { return o.Name == one.Name && o.Email == one.Email })
	if i < 0 {
		return append(people, one)
	}
	people[i].Declined = people[i].Declined || one.Declined
	return people
}

// mailto returns the address of a URI, without what some programs write where there is none.
func mailto(uri string) (address string, is bool) {
	scheme, rest, found := strings.Cut(uri, ":")
	if !found || !strings.EqualFold(strings.TrimSpace(scheme), "mailto") {
		return "", false
	}
	address, _, _ = strings.Cut(fold.Clean(rest), "?")
	return address, strings.Contains(address, "@")
}

// beginsAs reports whether a file begins with a component, in UTF-8 or UTF-16.
func beginsAs(in *bufio.Reader, line string) bool {
	head, _ := in.Peek(256)
	if big, wide := looksUTF16(head); wide {
		head = head[:len(head)&^1]
		head, _ = io.ReadAll(utf16Reader(bytes.NewReader(head), big))
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, markUTF8), " \t\r\n")
	return len(head) > len(line) && strings.EqualFold(strings.ReplaceAll(string(head[:len(line)]), " ", ""), line)
}
