package say

import (
	"strings"

	"crm/internal/crm"
)

// FeedSummary is what something in a calendar is called; in private without a name.
func (v *Voice) FeedSummary(item crm.FeedItem, private bool) string {
	if private {
		return v.Locale.Text("feed.private." + item.What)
	}
	name, what := "", ""
	if item.Contact != nil {
		name = Clean(item.Contact.Name)
	}
	if a, ok := item.Record.(*crm.Activity); ok {
		what = v.purposeOf(a)
	}
	if p, ok := item.Record.(*crm.Policy); ok {
		what = v.Locale.Join(v.Word("line", p.Line), Clean(p.Carrier))
	}
	return withName(v.Locale.Text("feed."+item.What, "name", name), what)
}

// FeedNote is what else a calendar says of it, which nobody else should read: whom to call,
// and what was noted.
func (v *Voice) FeedNote(item crm.FeedItem) string {
	var lines []string
	if c := item.Contact; c != nil && c.MayCall() && c.Phone != "" {
		lines = append(lines, Clean(c.Phone))
	}
	if a, ok := item.Record.(*crm.Activity); ok && a.Note != "" {
		lines = append(lines, a.Note)
	}
	return strings.Join(lines, "\n")
}
