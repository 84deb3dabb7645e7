package crm

import (
	"reflect"
	"testing"
)

func TestCommand(t *testing.T) {
	tests := []struct {
		command Command
		line    string
		args    []string
		blanks  []string
	}{
		{Run("today"), "crm today", nil, nil},
		{Run("quote receive", int64(12), With("premium", Blank("AMOUNT")), With("term", Blank("MONTHS"))),
			"crm quote receive 12 --premium AMOUNT --term MONTHS", []string{"12"}, []string{"AMOUNT", "MONTHS"}},
		{Run("call log", Blank("NUMBER"), NoReach), "crm call log NUMBER no-reach", []string{"NUMBER", "no-reach"}, []string{"NUMBER"}},
		{Run("search", "Ann Cary"), `crm search "Ann Cary"`, []string{"Ann Cary"}, nil},
		{Run("search", "山本"), "crm search 山本", []string{"山本"}, nil},
		{Run("search", ""), `crm search ""`, []string{""}, nil},
		{Run("search", "D'Arcy"), `crm search "D'Arcy"`, []string{"D'Arcy"}, nil},
		{Run("search", `$HOME "a"`), `crm search '$HOME "a"'`, []string{`$HOME "a"`}, nil},
		{Run("search", "`it's`"), "crm search '`it'\\''s`'", []string{"`it's`"}, nil},
		{Run("opp list", With("where", "contact == 3"), With("all", nil)), `crm opp list --where "contact == 3" --all`, nil, nil},
	}
	for _, test := range tests {
		if got := test.command.String(); got != test.line {
			t.Errorf("got  %s\nwant %s", got, test.line)
		}
		if got := test.command.Args(); !reflect.DeepEqual(got, test.args) {
			t.Errorf("%s: arguments %q, want %q", test.line, got, test.args)
		}
		if got := test.command.Blanks(); !reflect.DeepEqual(got, test.blanks) {
			t.Errorf("%s: blanks %q, want %q", test.line, got, test.blanks)
		}
	}
}

func TestRemedies(t *testing.T) {
	e := Errorf(CodeConflict, "change 7 has touched it since").
		Next("Take that back", "history", int64(3)).Then("undo", Blank("CHANGE")).
		Next("If it was recorded wrongly", "call edit", int64(4)).Or("call correct", int64(4), Blank("RESULT")).
		Try("Wait a minute.")
	want := []string{
		"Take that back: crm history 3, then crm undo CHANGE",
		"If it was recorded wrongly: crm call edit 4, or crm call correct 4 RESULT",
		"Wait a minute.",
	}
	if got := e.Help(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
