package yaml

import "testing"

// The place of each character of a scalar is known, however it is written.
func TestPlaces(t *testing.T) {
	const text = `
- name: plain
  when: stage == "lead" and
    rating == "a"
- name: "quoted"
  when: 'x == ''y'' z'
- name: folded
  when: >-
    one
      two three
- name: literal
  when: |
    one
    two
- name: doubled
  when: "a == \"b\" c"
`
	root, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		item int
		word string
		at   Place
	}{{0, "rating", Place{4, 5}}, {0, "stage", Place{3, 9}}, {1, "z", Place{6, 21}}, {2, "three", Place{10, 11}}, {3, "two", Place{14, 5}}, {4, "c", Place{16, 21}}} {
		n := root.Items[c.item].Value("when")
		index := indexOf(n.Text, c.word)
		if at := n.At(index); at != c.at {
			t.Errorf("%s of %q is at %v, want %v", c.word, n.Text, at, c.at)
		}
	}
	if at := root.Items[1].Place; at != (Place{5, 3}) {
		t.Errorf("the second item begins at %v", at)
	}
	for _, bad := range []string{"- a: 1\n  a: 2\n", "- a: [", "---\na: 1\n---\nb: 2\n"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func indexOf(text, word string) int {
	runes := []rune(text)
	for i := range runes {
		if string(runes[i:min(len(runes), i+len(word))]) == word {
			return i
		}
	}
	return -1
}
