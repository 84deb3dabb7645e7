package screen

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

func jane() *crm.Candidate {
	c := person(406, "Jane Hudson", "614-555-0147")
	c.Birthday = crm.Birthday{Year: 1980, Month: 5, Day: 12}
	return &crm.Candidate{Contact: c, Owner: "Ann Lee", Call: call(409, crm.ReferralCall, "2026-11-25", 1)}
}

func duplicate() error {
	e := crm.Errorf(crm.CodeConflict, "this name and phone are in the book already").
		Try("The same person:  crm contact show 406").Try("Somebody else:    the same command with --allow-duplicate")
	e.People = []*crm.Candidate{jane()}
	return e
}

func TestErrorReference(t *testing.T) {
	ambiguous := crm.Errorf(crm.CodeConflict, `"hudson" fits 2 people`).Try("Name the call: crm call log 409 no-reach")
	ambiguous.People = []*crm.Candidate{jane(), {Contact: person(405, "Mike Hudson", "614-555-0148"), Call: call(407, crm.ReferralCall, "2026-11-27", 1)}}
	for name, c := range map[string]struct {
		command string
		err     error
	}{
		"duplicate": {"lead add", duplicate()},
		"ambiguous": {"call log", ambiguous},
		"date": {"lead add", crm.Errorf(crm.CodeInvalid, "birthday 02/03/1980 can be 2 Mar or 3 Feb").
			Try("Write 1980-03-02 or 1980-02-03.")},
		"stopped": {"call log", crm.Errorf(crm.CodeRefused, `Mike Brandt has been marked do-not-contact since Wed 25 Nov (dead file, "do not call again")`).
			Try("If they asked to hear from you again: crm contact allow 408 --reason TEXT")},
		"command": {"", crm.Errorf(crm.CodeUsage, `"call lgo" is not a command`).Next(crm.DidYouMean, "call log")},
	} {
		want, err := os.ReadFile("testdata/screen-error-" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		told(t, &out, Error, say.Failed(c.command, c.err, true, day("2026-11-25")))
		if diff := cmp.Diff(string(want), out.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestErrorSaysWhatIsTrue(t *testing.T) {
	for _, c := range []struct {
		failed say.Failure
		want   string
	}{
		{say.Failed("", crm.Errorf(crm.CodeUsage, `"lgo" is not a command`).Next(crm.DidYouMean, "log"), true, crm.Date{}), "crm: \"lgo\" is not a command. Did you mean: crm log\n"},
		{say.Failed("why", plainError(crm.CodeNotFound), false, crm.Date{}), "crm: why: it failed.\n"},
		{say.Failed("undo", plainError(crm.CodeBusy), true, crm.Date{}), "crm: undo: it failed. Nothing was changed.\n"},
		{say.Failed("undo", errors.New("disk\x1b[2J\ngone."), true, crm.Date{}), "crm: undo: disk\\x1b[2J\\ngone.\n"},
		{say.Failed("lead import", plainError(crm.CodePartial), true, crm.Date{}), "crm: lead import: it failed.\n"},
	} {
		var out bytes.Buffer
		told(t, &out, Error, c.failed)
		if out.String() != c.want {
			t.Errorf("got %q, want %q", out.String(), c.want)
		}
	}
}

func told(t *testing.T, out io.Writer, show func(io.Writer, say.Failure) error, f say.Failure) {
	t.Helper()
	if err := show(out, f); err != nil {
		t.Fatal(err)
	}
}

func plainError(code crm.Code) error { return crm.Errorf(code, "it failed") }

func TestErrorJSON(t *testing.T) {
	var out bytes.Buffer
	told(t, &out, wire.Error, say.Failed("lead add", duplicate(), true, day("2026-11-25")))
	told(t, &out, wire.Error, say.Failed("lead add", crm.Errorf(crm.CodeBusy, "busy").On("name"), true, day("2026-11-25")))
	want := `{"error": {"code": "conflict", "message": "this name and phone are in the book already", "field": null, "changed": false, "retryable": false, ` +
		`"candidates": [{"id": 406, "name": "Jane Hudson"}], "help": ["The same person:  crm contact show 406", "Somebody else:    the same command with --allow-duplicate"]}}` + "\n" +
		`{"error": {"code": "busy", "message": "busy", "field": "name", "changed": false, "retryable": true}}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for line := range strings.Lines(out.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
}

func TestErrorDoesNotRepeatALetter(t *testing.T) {
	letter := strings.Repeat("Dear Jane, ", 1000)
	err := crm.Errorf(crm.CodeNotFound, "nobody in the book is called %q", letter).Try("Look for part of the name: crm search %q", letter)
	for _, show := range []func(io.Writer, say.Failure) error{Error, wire.Error} {
		var out bytes.Buffer
		told(t, &out, show, say.Failed("opp add", err, true, day("2026-11-25")))
		if got := out.String(); len(got) > 1000 || !strings.Contains(got, "nobody in the book is called") || !strings.Contains(got, "crm search") {
			t.Errorf("%d bytes:\n%.2000s", len(got), got)
		}
	}
}

// What tells the people apart that a name fits is shown whole: the other columns
// give way, and then a name goes on in another line.
func TestCandidatesAreToldApart(t *testing.T) {
	e := crm.Errorf(crm.CodeConflict, `"hank" fits 3 people`)
	for i, name := range []string{"Hank Zeller", "Hank Zellerbach", "Bartholomew Hank Featherstonehaugh-Cholmondeley"} {
		c := person(int64(20+i), name, "614-555-0198 ext. 4433")
		c.Stopped, c.Birthday = day("2026-11-01"), crm.Birthday{Year: 1960, Month: 8, Day: 20 + i}
		e.People = append(e.People, &crm.Candidate{Contact: c, Owner: "Maximiliana Theodora Lee"})
	}
	for _, command := range []string{"contact edit", "call log"} {
		var out bytes.Buffer
		told(t, &out, Error, say.Failed(command, e, true, day("2026-11-25")))
		narrow(t, out.String(), plainWidth)
		for _, word := range []string{"Hank Zeller ", "Hank Zellerbach ", "Bartholomew", "Featherstonehaugh", "Cholmondeley", "do not contact", "614-555-0198 ext. 4433"} {
			if !strings.Contains(compact(out.String()), compact(word)) || strings.Contains(out.String(), ellipsis) {
				t.Errorf("%s: no %q in\n%s", command, word, out.String())
			}
		}
	}
}
