package screen

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

func TestCells(t *testing.T) {
	for text, want := range map[string]int{
		"":        0,
		"Ann":     3,
		"山本":      4,
		"ＡＢ":      4,
		"é":       1,
		"e\u0301": 1, // the accent is a character of its own
		"か\u3099": 2,
		"ｶﾅ":      2,
		"ｶﾞｷﾞ":    4, // half-width kana with the mark beside them
		"ﾊﾟ":      2,
		"ﾊ\u309a": 1,
		"ﾞ":       1,
		"🇯🇵":      2,
		"👍🏽":      2,
		"👩‍👧":     2,
		"❤️":      2,
		"نی":      2,
	} {
		if got := cells(text); got != want {
			t.Errorf("%q is %d columns, want %d", text, got, want)
		}
	}
}

// What is cut is as wide as it may be, and the beginning of the text.
func TestTake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, width := draw(t, "text"), rapid.IntRange(0, 40).Draw(t, "width")
		head := take(text, width)
		if !strings.HasPrefix(text, head) || cells(head) > width {
			t.Errorf("%d columns of %q are %q, which is %d", width, text, head, cells(head))
		}
		if rest := text[len(head):]; rest != "" && cells(text) <= width {
			t.Errorf("%q is cut to %q, and would fit", text, head)
		}
	})
}

// A list, which tablewriter sets out, stands as the columns of any other screen.
func TestListStandsAsScreensDo(t *testing.T) {
	people := []string{"Ann Lee", "山本 さくら", "🇯🇵 Tokyo", "👍🏽👍🏽", "ｶﾞｷﾞ", "e\u0301a", "❤️ Care", "नमस्ते", "한국", ""}
	var out bytes.Buffer
	s := newScreen(t, "en", &out)
	rapid.Check(t, func(t *rapid.T) {
		out.Reset()
		var rows [][]any
		g := &grid{min: []int{len("Name")}}
		for _, name := range rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(people), hostile()), 1, 6).Draw(t, "names") {
			rows = append(rows, []any{name, "end"})
			g.add(say.Clean(name), "end")
		}
		if err := s.List(List{List: wire.List{Columns: columnsOf(crm.KindContact, "name", "external_id"), Rows: rowsOf(rows...)}}); err != nil {
			t.Fatal(err)
		}
		_, list, _ := strings.Cut(strings.TrimSuffix(out.String(), "\n"), "\n")
		if screen := strings.Join(g.lines("", 1000, 1), "\n"); list != screen {
			t.Errorf("a list is\n%s\nand another screen\n%s", list, screen)
		}
	})
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"Jane Hudson", 11, "Jane Hudson"}, {"Jane Hudson", 10, "Jane Hu..."}, {"Jane Hudson", 8, "Jane..."},
		{"山本 さくら", 10, "山本 さ..."}, {"山本 さくら", 9, "山本..."}, {"山本", 3, "山"}, {"Jane", 2, "Ja"}, {"Jane", 0, ""}, {"Jane", -1, ""},
		{"始期日2027年1月15日", 18, "始期日..."}, {"premium 92,400 a year", 14, "premium..."},
	} {
		if got := cut(c.text, c.width); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// A command stands on one line, whatever the width, and what is around it does not.
func TestCommandsAreNotBroken(t *testing.T) {
	for text, commands := range map[string][]string{
		"Policy 12 expired, and nothing is planned for it. Renewed: crm policy renew 12. Ended: crm policy expire 12":  {"crm policy renew 12.", "crm policy expire 12"},
		`The number stays. If it never was theirs: crm --as hank dnc remove "614. 555" --reason TEXT`:                  {`crm --as hank dnc remove "614. 555" --reason TEXT`},
		"To share first: crm undo, then crm note share 12 --with PRODUCER (or later)":                                  {"crm undo,", "crm note share 12 --with PRODUCER (or later)"},
		"予定がありません。更新した場合: crm policy renew 402。予定するには: crm task add 402 内容 --due 日付":                                   {"crm policy renew 402。", "crm task add 402 内容 --due 日付"},
		"Nobody can read it after crm note share 12 --with ben, and crm says so":                                       {"crm note share 12 --with ben,", "crm says so"},
		"The columns: crmcols and scrm are not commands, and none is broken: crm opp list --where 'a == 1, b. c' here": {"crm opp list --where 'a == 1, b. c' here"},
	} {
		for width := 12; width <= 120; width++ {
			lines := wrap(text, width)
			for _, command := range commands {
				if !strings.Contains(strings.Join(lines, "\n"), command) {
					t.Errorf("at %d columns %q is broken:\n%s", width, command, strings.Join(lines, "\n"))
				}
			}
			for _, line := range lines {
				if cells(line) > width && !strings.HasPrefix(line, "crm ") {
					t.Errorf("%d columns of %d: %q", cells(line), width, line)
				}
			}
			for _, line := range wrapWithin(text, width) {
				if cells(line) > width {
					t.Errorf("%d columns of %d in a column: %q", cells(line), width, line)
				}
			}
		}
	}
}

// TestColumnsThatGive holds that what stands last in a row is whole where others give.
func TestColumnsThatGive(t *testing.T) {
	g := &grid{right: []bool{true}, gives: []int{3}}
	g.add("4", "Nationwide Mutual Insurance Company", "home", "HO-1234567890134566", "until Fri  1 Jan 2027")
	for width := 60; width < 110; width++ {
		if line := g.lines("  ", width, 1)[0]; !strings.HasSuffix(line, "2027") || cells(line) > width {
			t.Errorf("%d: %s", width, line)
		}
	}
}
