package fold

import (
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

func TestTag(t *testing.T) {
	for text, want := range map[string]string{
		"vip": "vip", "#VIP": "vip", " ＶＩＰ ": "vip", "Rotary  Club": "rotary club", "ゴルフ": "ゴルフ", "ｺﾞﾙﾌ": "ゴルフ",
		"Città": "città", "# # golf": "golf", "#": "", "": "", "STRASSE": "strasse", "2024": "2024",
	} {
		if got := Tag(text); got != want {
			t.Errorf("Tag(%q) = %q, want %q", text, got, want)
		}
		if again := Tag(Tag(text)); again != Tag(text) {
			t.Errorf("Tag(%q) changes when folded twice: %q, %q", text, Tag(text), again)
		}
	}
}

func TestTags(t *testing.T) {
	for text, want := range map[string]string{
		"vip, Golf": "golf vip", "VIP;vip": "vip", "* myContacts ::: Friends": "friends", "* starred": "", "#vip #golf": "golf vip", "#vip　＃golf, tea": "golf tea vip", "#golf club #vip": "golf club|vip", "a #1 fan": "a #1 fan|", "得意先、ゴルフ": "ゴルフ 得意先", " , ;": "", "-": "", "vip, -": "vip", "—": "", "a\nb": "a b", "silver|bronze": "bronze silver", "silver｜bronze | x": "bronze silver x",
	} {
		got, err := Tags(text)
		wanted := strings.Fields(want)
		if strings.Contains(want, "|") {
			wanted = strings.Split(strings.TrimSuffix(want, "|"), "|")
		}
		if err != nil || !slices.Equal(got, crm.Tags(wanted)) {
			t.Errorf("Tags(%q) = %q, %v; want %q", text, got, err, wanted)
		}
	}
	for _, text := range []string{strings.Repeat("x", crm.LongestTag+1), "-vip", "a\x00b", "a\u202eb"} {
		if got, err := Tags(text); crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("Tags(%q) = %q, %v", text, got, err)
		}
	}
}

func FuzzTag(f *testing.F) {
	for _, text := range []string{"#VIP", "ＶＩＰ", "İ", "ẞ", "# #", "a\u0130 b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if once := Tag(text); Tag(once) != once {
			t.Errorf("Tag(%q) = %q, and again %q", text, once, Tag(once))
		}
		tags, err := Tags(text)
		if err != nil {
			return
		}
		if again, err := Tags(strings.Join(tags, ",")); err != nil || !slices.Equal(again, tags) {
			t.Errorf("Tags(%q) = %q, and again %q, %v", text, tags, again, err)
		}
		if kept := crm.ParseTags(tags.String()); !slices.Equal(kept, tags) {
			t.Errorf("Tags(%q) = %q, and as stored %q", text, tags, kept)
		}
	})
}
