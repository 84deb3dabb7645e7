package crm

import "testing"

// A noun with a field for tags tells them to whoever asks for those of any record.
func TestTagsOf(t *testing.T) {
	for _, kind := range Kinds() {
		r := New(kind)
		if err := Set(r, "tags", Tags{"vip"}); err != nil {
			t.Fatal(err)
		}
		if got := TagsOf(r); (len(got) == 1) != NounOf(kind).Tagged() {
			t.Errorf("a %s has the tags %q", kind, got)
		}
	}
	if got := TagsOf(nil); got != nil {
		t.Errorf("nothing has the tags %q", got)
	}
}
