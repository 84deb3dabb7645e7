package query_test

import (
	"slices"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
)

func TestRetagged(t *testing.T) {
	scope := &query.Scope{Noun: crm.KindOpportunity}
	for _, test := range []struct {
		text, want string
		tags       []string
	}{
		{`"gold" in tags`, `"rotary club" in tags`, []string{"gold"}},
		{`topic == "gold" or 'GOLD' in contact.tags and not ("vip" in tags)`, `topic == "gold" or "rotary club" in contact.tags and not ("vip" in tags)`, []string{"gold", "vip"}},
		{`"ゴルフ" in tags or "gold" not in tags`, `"ゴルフ" in tags or "rotary club" not in tags`, []string{"ゴルフ", "gold"}},
		{"`gold` in tags or \"#gold\" in tags", `"rotary club" in tags or "rotary club" in tags`, []string{"gold"}},
		{`"gold\u0065n" in tags`, `"gold\u0065n" in tags`, []string{"golden"}},
		{`topic in ["gold"] and tags == nil`, `topic in ["gold"] and tags == nil`, nil},
	} {
		e, err := query.Condition(test.text, scope)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if got := e.Retagged("gold", "rotary club"); got != test.want {
			t.Errorf("%s: %s, want %s", test.text, got, test.want)
		}
		if got := e.Tags(); !slices.Equal(got, test.tags) {
			t.Errorf("%s: tags %q, want %q", test.text, got, test.tags)
		}
	}
}
