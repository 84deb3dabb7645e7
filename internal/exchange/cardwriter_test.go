package exchange

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What a card says is read again as it was, whatever characters are in it, from lines of at
// most 75 bytes.
func TestCardsWrittenAreRead(t *testing.T) {
	pieces := []string{"a", "Zoë", "山田", "😀", ";", ",", `\`, `\n`, ":", `"`, "^n", "^", "=3D", "'", " ", "x1", strings.Repeat("長い", 30), "BEGIN:VCARD", "//", "."}
	for seed := range 500 {
		random := rand.New(rand.NewPCG(3, uint64(seed)))
		text := func() string {
			var b strings.Builder
			b.WriteString("t")
			for range random.IntN(6) {
				b.WriteString(pieces[random.IntN(len(pieces))])
			}
			return strings.Join(strings.Fields(b.String()), " ")
		}
		word := func() string { return oneLine(strings.ReplaceAll(text(), ",", "")) }
		c := Card{
			UID: "u", FullName: text(), Family: text(), Given: text(), Middle: text(), Prefix: text(), Suffix: text(), Nickname: text(), Organization: text(), Kind: "person",
			Birthday: "--04-12", Note: text() + "\n" + text(), Tags: []string{word(), word()},
			Phones:    []CardPoint{{"614-555-0101", "mobile"}, {"614-555-0102", "t" + pieces[random.IntN(4)]}},
			Emails:    []CardPoint{{"a@example.com", "home"}},
			Addresses: []CardAddress{{"boat", strings.TrimRight(text(), ", "), word(), "OH", "43215", "United States"}},
			Related:   []Related{{Name: text(), As: "spouse", UID: "u-2"}, {Name: text(), As: "golf; partner"}},
			Own:       []CardField{{"version", "1"}, {"reading", "ヤマダ"}, {"shoe_size", text()}},
		}
		want := map[string]string{
			"name": c.FullName, "Last Name": c.Family, "First Name": c.Given, "Middle Name": c.Middle, "Prefix": c.Prefix, "Suffix": c.Suffix, "Nickname": c.Nickname,
			"Organization": c.Organization, "Birthday": "--04-12", "Notes": c.Note, "Tags": strings.Join(c.Tags, ", "), "shoe_size": c.Own[2].Text, "Phonetic Name": "ヤマダ",
			"Phone 1 - Value": "614-555-0101", "Phone 1 - Label": "mobile", "Phone 2 - Value": "614-555-0102", "Phone 2 - Label": c.Phones[1].Label, "E-mail 1 - Label": "home",
			"Address 1 - Street": c.Addresses[0].Street, "Address 1 - City": c.Addresses[0].City, "Address 1 - Label": "boat", "Address 1 - Country": "United States",
		}
		for _, version := range []string{"3", "4"} {
			var file bytes.Buffer
			if err := NewCards(&file, version).Write(c); err != nil {
				t.Fatal(err)
			}
			for line := range strings.SplitSeq(file.String(), "\r\n") {
				if len(line) > 75 {
					t.Fatalf("a line of %d bytes: %q", len(line), line)
				}
			}
			r, err := NewCardReader(bytes.NewReader(file.Bytes()), bytes.NewReader(file.Bytes()), Columns{}, Options{})
			if err != nil {
				t.Fatalf("%v\n%s", err, file.String())
			}
			row, err := r.Next()
			if err != nil {
				t.Fatalf("%v\n%s", err, file.String())
			}
			for heading, text := range want {
				got := ""
				if i := slices.Index(r.Header(), heading); i >= 0 {
					got = row.Raw[i]
				}
				if got != text {
					t.Errorf("version %s, %s: %q came back as %q\n%s", version, heading, text, got, file.String())
				}
			}
			if !slices.Equal(row.Related, c.Related) {
				t.Errorf("version %s: %q came back as %q\n%s", version, c.Related, row.Related, file.String())
			}
			if _, err := r.Next(); err != io.EOF {
				t.Errorf("more than a card: %v", err)
			}
			if t.Failed() {
				return
			}
		}
	}
}
