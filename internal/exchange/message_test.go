package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"crm/internal/crm"
)

func messagesIn(t *testing.T, content, form string) (all []*Message, faults []string) {
	t.Helper()
	m := NewMessages(strings.NewReader(content), form, 1<<20)
	for {
		one, err := m.Next()
		if errors.Is(err, io.EOF) {
			return all, faults
		}
		if err != nil {
			e, ok := crm.AsError(err)
			if !ok || e.Code != crm.CodeInvalid {
				t.Fatal(err)
			}
			faults = append(faults, err.Error())
			continue
		}
		all = append(all, one)
	}
}

// saidBy is what a message says, in a line.
func saidBy(m *Message) string {
	var names []string
	for _, list := range [][]MailName{m.From, m.To, m.Cc} {
		for _, n := range list {
			names = append(names, n.Name+"<"+n.Address+">")
		}
	}
	var files []string
	for _, f := range m.Attachments {
		files = append(files, fmt.Sprintf("%s %s %d", f.Name, f.MediaType, len(f.Content)))
	}
	return strings.Join([]string{m.ID, strings.Join(names, " "), m.Subject, m.Text, strings.Join(files, ", ")}, "|")
}

const mailHead = "From: Jane Hudson <jane@example.com>\nTo: ann@example.com\nMessage-ID: <1@example.com>\nSubject: Auto\n"

func TestMessages(t *testing.T) {
	attached := "Content-Type: multipart/mixed; boundary=\"=_a\"\n\npreamble\n--=_a\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 =\nau lait\n\n--=_a\nContent-Type: application/pdf; name=\"../../x.pdf\"\nContent-Transfer-Encoding: base64\n\n"
	for _, test := range []struct{ name, text, want string }{
		{"plain", mailHead + "\nHello.\n", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|Hello.|"},
		{"CRLF", strings.ReplaceAll(mailHead+"\nHello.\nBye.\n", "\n", "\r\n"), "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|Hello.\nBye.|"},
		{"encoded words", "From: =?utf-8?B?5bGx55Sw?= =?utf-8?B?5aSq6YOO?= <taro@example.jp>\nSubject: =?UTF-8?Q?Caf=C3?=\n =?UTF-8?Q?=A9_&_more?= now\nMessage-ID: <2@x>\n\n", "2@x|山田太郎<taro@example.jp>|Café & more now||"},
		{"ISO-2022-JP", "From: a@example.jp\nSubject: =?ISO-2022-JP?B?GyRCSl0wbRsoQg==?=\nMessage-ID: <3@x>\nContent-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B;3ED\x1b(B\n", "3@x|<a@example.jp>|保壱|山田|"},
		{"8-bit junk", "From: Jos\xe9 <jose@example.com>\nMessage-ID: <4@x>\nSubject: a\xf1o\n\ncami\xf3n \x00\x07!\n", "4@x|José<jose@example.com>|año|camión !|"},
		{"names", "From: \"Hudson, Jane\" <jane@example.com>, bob@example.com (Bob)\nTo: undisclosed-recipients:;\nCc: A: x@y.org, \"z\\\"q\" <z@y.org>;\nMessage-ID: <5@x>\n\n", "5@x|Hudson, Jane<jane@example.com> Bob<bob@example.com> <x@y.org> z\"q<z@y.org>|||"},
		{"HTML alone", mailHead + "Content-Type: text/html; charset=windows-1252\n\n<html><head><title>no</title><style>p{}</style></head><body><p>I \x93agree\x94 &amp;\nam   fine.</p><!-- no --><ul><li>One<li>Two</ul><script>no()</script></body></html>", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|I “agree” & am fine.\n\nOne\nTwo|"},
		{"alternatives", mailHead + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--\n", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|plain|"},
		{"an attachment", mailHead + attached + "UERG\n--=_a--\nepilogue\n", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|Café au lait|x.pdf application/pdf 3"},
		{"not closed", mailHead + attached + "UERG", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|Café au lait|x.pdf application/pdf 3"},
		{"a picture in the text", mailHead + "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hi</p>\n--b\nContent-Type: image/png; name=logo.png\nContent-ID: <l>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\nUERG\n--b--\n", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|Hi|"},
		{"a message within", mailHead + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\nFrom: x\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nin\n--c--\n--b--\n", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto|See below.|attachment.eml message/rfc822 64"},
		{"a name in RFC 2231", mailHead + "Content-Type: application/zip\nContent-Disposition: attachment; filename*=utf-8''caf%C3%A9.zip\n\nPK", "1@example.com|Jane Hudson<jane@example.com> <ann@example.com>|Auto||café.zip application/zip 2"},
		{"no brackets", "From: Jane Hudson jane@example.com\nTo: a@x.org b@x.org\nMessage-ID: <7@x>\nContent-Type: multipart/mixed\n\nHello", "7@x|Jane Hudson<jane@example.com> a@x.org<b@x.org>||Hello|"},
		{"no name", "From: a@example.com\nSubject: x\n\nHello\n", "crm:*|<a@example.com>|x|Hello|"},
		{"lines that are none", "X\nFrom: a@example.com\nbroken line\n continued\nMessage-ID: <6@x>\n\nHello\n", "6@x|<a@example.com>||Hello|"},
	} {
		t.Run(test.name, func(t *testing.T) {
			all, faults := messagesIn(t, test.text, OneMail)
			if len(all) != 1 || len(faults) > 0 {
				t.Fatalf("%d e-mails, %q", len(all), faults)
			}
			got := saidBy(all[0])
			if head, tail, made := strings.Cut(test.want, "*"); made {
				if !strings.HasPrefix(got, head) || !strings.HasSuffix(got, tail) {
					t.Errorf("got %q, want %q", got, test.want)
				}
			} else if got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestMailboxes(t *testing.T) {
	box := "From jane@example.com Mon Nov 23 10:00:00 2026\n" + mailHead + "\nFirst.\n>From here on\n>>From there\n\nFrom now on I pay.\nFrom Mon to Fri at 10:00\n\n" +
		"From - Tue Nov 24 11:00:00 2026\r\nFrom: b@example.com\r\nMessage-ID: <2@x>\r\n\r\nSecond.\r\n\r\n" +
		"From MAILER-DAEMON Wed Nov 25 09:00:00 2026 +0100\nFrom: c@example.com\nDate: junk\nReceived: from x; Tue, 24 Nov 2026 08:00:00 +0000\nMessage-ID: <3@x>\n\n"
	if got := MailForm(bufio.NewReader(strings.NewReader(box))); got != ManyMail {
		t.Errorf("it is %q", got)
	}
	all, faults := messagesIn(t, box, ManyMail)
	if len(all) != 3 || len(faults) > 0 {
		t.Fatalf("%d e-mails, %q", len(all), faults)
	}
	if want := "First.\nFrom here on\n>From there\n\nFrom now on I pay.\nFrom Mon to Fri at 10:00"; all[0].Text != want {
		t.Errorf("got %q", all[0].Text)
	}
	for i, want := range []string{"2026-11-23 10:00", "2026-11-24 11:00", "2026-11-24 08:00"} {
		if got := all[i].Dates; len(got) == 0 || got[0].UTC().Format("2006-01-02 15:04") != want {
			t.Errorf("e-mail %d is of %v, want %s", i, got, want)
		}
	}
	if all[1].Line != 15 {
		t.Errorf("the second begins on line %d", all[1].Line)
	}
}

func TestMailForm(t *testing.T) {
	for text, want := range map[string]string{
		mailHead + "\n":                      OneMail,
		"\ufeff" + mailHead:                  OneMail,
		"Received: by x\n\tfor y\nFrom: a\n": OneMail,
		"Return-Path: <a@b>\nTo: x\n":        OneMail,
		"name,phone\nJane,1\n":               "",
		"From: a\n":                          "",
		"Name: Jane\nFrom,To\n":              "",
		"From,To,Subject\na,b,c\n":           "",
		"BEGIN:VCARD\nVERSION:3.0\n":         "",
		"":                                   "",
		"From here on\n":                     "",
		"From a@b Mon Nov 23 10:00:00 2026":  ManyMail,
		"From a@b\nFrom: a\nTo: b\n":         OneMail,
		"From  : a\nquite X: y\nTo: b\n":     OneMail,
		"Subject,From: x\nTo: y\n1,2\n3,4\n": "",
	} {
		if got := MailForm(bufio.NewReader(strings.NewReader(text))); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestAutomaticMail(t *testing.T) {
	for text, want := range map[string]bool{
		"From: jane@example.com\n":                                          false,
		"From: no-reply@example.com\n":                                      true,
		"From: Do Not Reply <donotreply@example.com>\n":                     true,
		"From: MAILER-DAEMON@example.com\n":                                 true,
		"From: jane@example.com\nAuto-Submitted: auto-replied\n":            true,
		"From: jane@example.com\nAuto-Submitted: no\n":                      false,
		"From: jane@example.com\nPrecedence: bulk\n":                        true,
		"From: jane@example.com\nList-Id: <x>\n":                            true,
		"From: x@example.com\nReturn-Path: <>\n":                            true,
		"From: x@example.com\nContent-Type: multipart/report; boundary=x\n": true,
		"From: bouncer@example.com\n":                                       false,
	} {
		all, _ := messagesIn(t, text+"\n", OneMail)
		if len(all) != 1 || all[0].Automatic != want {
			t.Errorf("%q: %v, want %v", text, all[0].Automatic, want)
		}
	}
}

func FuzzMessages(f *testing.F) {
	f.Add([]byte(mailHead+"\nHello\n"), false)
	f.Add([]byte("From a@b Mon Nov 23 10:00:00 2026\n"+mailHead+"\nHello\n\nFrom a@b Mon Nov 23 10:00:00 2026\n"), true)
	f.Add([]byte(mailHead+"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"=?utf-8?q?a?=\"\n\nQQ==\n--b--\n"), false)
	f.Add([]byte("Subject: =?iso-2022-jp?B?GyRC?= =?x?q?=?=\nContent-Transfer-Encoding: quoted-printable\n\n=\n=4\n=C3=A9"), false)
	f.Fuzz(func(t *testing.T, content []byte, many bool) {
		form := OneMail
		if many {
			form = ManyMail
		}
		m := NewMessages(bytes.NewReader(content), form, 1<<10)
		for {
			one, err := m.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				if _, ok := crm.AsError(err); !ok {
					t.Fatal(err)
				}
				continue
			}
			if one.ID == "" || len(one.ID) > longestMailID || len(one.Text) > longestMail+10 || len(one.Attachments) > mostMailFiles {
				t.Errorf("beyond the limits: %+v", one)
			}
			for _, a := range one.Attachments {
				if FileName(a.Name) != a.Name || len(a.Content) > 1<<10 {
					t.Errorf("%q of %d bytes", a.Name, len(a.Content))
				}
			}
		}
	})
}
