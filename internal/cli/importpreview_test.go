package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/wire"
)

// The first rows fit on 80 columns in each language, wide letters too, and keep name, phone
// and who of them must not be contacted.
func TestPreview(t *testing.T) {
	first := []book.FirstRow{
		{Contact: &crm.Contact{Kind: crm.Person, Name: "Bartholomew Featherstonehaugh", Phones: crm.Points{{Value: "614-555-0101"}}, Emails: crm.Points{{Value: "bartholomew.featherstonehaugh@example.com"}}, Stage: crm.StageLead, Source: "advertising", Owner: 1}, Household: "The Featherstonehaughs of Columbus"},
		{Contact: &crm.Contact{Kind: crm.Person, Name: "小山内 さくら", Phones: crm.Points{{Value: "03-5555-0201"}}, Stage: crm.StageClient, DoNotContact: crm.Date{Year: 2026, Month: 11, Day: 25}}, Known: 1402},
		{Contact: &crm.Contact{Kind: crm.Organization, Name: "例示株式会社東京支店第二営業部", Emails: crm.Points{{Value: "ann@example.com"}}, Stage: crm.StageLead, Tags: crm.Tags{"vip"}}},
	}
	for _, lang := range locale.Languages() {
		in, err := locale.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		voice := &say.Voice{Locale: in, Zone: time.UTC, Today: crm.Date{Year: 2026, Month: 11, Day: 25}, Names: map[int64]string{1: "Ann Lee"}}
		s := screen.New(&wire.Writer{Voice: voice, Out: &out})
		s.Width = 80
		if err := s.List(previewOf(first, voice.Names)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			width := 0
			for _, r := range strings.TrimRight(line, "\n") {
				if width++; r > 0x2e80 { // wide letters
					width++
				}
			}
			if width > 80 {
				t.Errorf("%s: %d cells: %s", lang, width, line)
			}
		}
		for _, want := range []string{"614-555-0101", "小山内 さくら", "1402"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %s in\n%s", lang, want, out.String())
			}
		}
	}
}
