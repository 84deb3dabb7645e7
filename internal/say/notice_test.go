package say

import (
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
)

// A command in a notice names what is to be filled in as its reader would.
func TestBlanksAreInTheReadersLanguage(t *testing.T) {
	for lang, want := range map[string][4]string{
		"en": {"NEW", "LINE", "NUMBER", "ADDRESS"}, "it": {"NUOVO", "RAMO", "NUMERO", "INDIRIZZO"},
		"es": {"NUEVO", "LÍNEA", "NÚMERO", "DIRECCIÓN"}, "ja": {"新しい値", "種目", "番号", "アドレス"},
	} {
		l, err := locale.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		v := &Voice{Locale: l}
		for i, blank := range []crm.Blank{"NEW", "LINE", "NUMBER", "ADDRESS"} {
			command := crm.Run("contact edit", 12, crm.With("phone", blank), crm.With("remove-phone", "NEW"))
			said := v.Sentence(crm.Notice{Code: "shares-stopped", Values: map[string]any{"name": "Ann", "id": int64(12), "value": "x", "owner": "", "command": command}})
			if !strings.HasSuffix(said, "crm contact edit 12 --phone "+want[i]+" --remove-phone NEW") {
				t.Errorf("%s: %s", lang, said)
			}
		}
	}
}
