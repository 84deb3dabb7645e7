package verb

import (
	"crm/internal/crm"
)

func tagVerbs(string) []*Verb {
	records, tags := recordNamed("RECORD", "").several(), wordArg("TAGS", "tags")
	one := wordArg("TAG", "tag")
	one.Known = "tag"
	tags.Known = "tag"
	return []*Verb{
		{Name: "add", About: "Put tags on contacts by number or name, or on whatever has a number",
			Long: `Put tags on contacts, calls and their like, opportunities, quotes, policies,
notes of yours and files. Several tags have commas between. A tag is a word or a
few, in small letters: VIP and #vip are vip.`,
			Examples: []string{`"Jane Hudson" vip,golf`, `12 15 "rotary club"`, `crm client list --where 'policies >= 3' -q | crm tag add - vip`},
			Takes:    []Take{records, tags},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.AddTags(r.Context, r.Verb(), r.All("record"), r.Text("tags"))
			}},
		{Name: "remove", About: "Take tags off records", Examples: []string{`"Jane Hudson" golf`, `crm contact list --tag golf -q | crm tag remove - golf`},
			Takes: []Take{records, tags},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.RemoveTags(r.Context, r.Verb(), r.All("record"), r.Text("tags"))
			}},
		{Name: "list", About: "List the tags of the book, and how many records have each", Reads: true},
		{Name: "rename", About: "Give a tag another name; if that is a tag already, the two become one", Examples: []string{`golf golfer`},
			Takes: []Take{one, wordArg("NAME", "name")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.RenameTag(r.Context, r.Verb(), r.Text("tag"), r.Text("name"))
			}},
		{Name: "delete", About: "Take a tag off everything that has it", Takes: []Take{one},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.DeleteTag(r.Context, r.Verb(), r.Text("tag")) }},
	}
}

// takeTags has a verb that gives a record its fields take tags, too, and a list show what
// has some.
func (v *Verb) takeTags() {
	tag := text("tag", "a `TAG`; may be given several times").several()
	tag.Known, tag.Field = "tag", "tags"
	switch {
	case v.Lists != "" && crm.NounOf(v.Lists).Tagged():
		tag.About, tag.Field = "only those with that `TAG`; may be given several times", ""
		v.Takes = append(v.Takes, tag)
	case v.Gives != "" && crm.NounOf(v.Gives).Tagged():
		v.Takes = append(v.Takes, tag)
		if v.Name == "edit" {
			off := tag
			off.Name, off.About, off.Off = "remove-tag", "take a `TAG` off", true
			v.Takes = append(v.Takes, off)
		}
	}
}
