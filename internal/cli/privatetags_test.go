package cli

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestPrivateTagsAreNotTold: whatever Ben asks about tags, and whatever he does with them, a
// book in which a note of Ann's has some answers as one in which it has none.
func TestPrivateTagsAreNotTold(t *testing.T) {
	t.Parallel()
	book := func(first, then string) string {
		path := filepath.Join(t.TempDir(), "book.db")
		for _, line := range []string{
			"book init --producer Ann~Lee --country us --timezone America/New_York",
			"producer add Ben~Ito",
			"contact add Nora~Castillo --phone 614-555-0163",
			"note add 3 drinks" + first, // 4
			"note edit 4" + then,
			"note add 3 plays~golf --share ben --tag golf", // 5
		} {
			done(t, path, line)
		}
		return path
	}
	tagged, plain := book(" --tag wombat,golf", " --tag numbat --remove-tag golf"), book("", " -m drinks~a~lot")
	for _, line := range []string{
		"tag list", "tag list -o json", "tag list -q", "__complete tag rename ", "__complete note list --tag ",
		"note list --tag wombat", "note list --tag golf", "note list --where \"wombat\"~in~tags", "note list --where \"wombat\"~not~in~tags -o json",
		"contact list --tag wombat", "contact list --where \"wombat\"~in~tags", "history -o json", "history 4", "show 4", "tag add 4 vip", "tag remove 4 wombat", "tag add 3 4",
		"tag rename wombat bat", "tag delete wombat", "tag rename numbat golf",
		"contact edit 3 --tag wombat", "tag list", "tag rename wombat numbat", "tag list", "tag delete numbat", "tag delete golf", "note list -o json", "tag list",
		"undo", "tag delete numbat",
	} {
		var args []string
		for word := range strings.SplitSeq(line, " ") {
			args = append(args, strings.ReplaceAll(word, "~", " "))
		}
		args = append(args[:len(args):len(args)], "--as", "ben")
		if args[0] == "__complete" {
			args = append([]string{"__complete", "--as", "ben"}, args[1:len(args)-2]...)
		}
		got, exit := runIn(t, tagged, args...)
		want, wanted := runIn(t, plain, args...)
		got, want = strings.ReplaceAll(got, tagged, "BOOK"), strings.ReplaceAll(want, plain, "BOOK")
		if got != want || exit != wanted {
			t.Errorf("crm %s says (%d)\n%s\nand without the tags of a private note (%d)\n%s", line, exit, got, wanted, want)
		}
	}
	if out, _ := runIn(t, tagged, "note", "list", "--tag", "wombat,numbat", "-q"); out != "4\n" {
		t.Errorf("Ann's note has lost its tags: %s", out)
	}
}
