package locale

import (
	"strings"
	"testing"
)

// TestBadPhoneHeading: a heading that asks whether a phone reaches anybody is known in
// every language, and one that asks whether somebody may be phoned is not one.
func TestBadPhoneHeading(t *testing.T) {
	for asks, headings := range map[string]string{
		"yes": "Bad Phone?|Bad phone|Bad Phone (Y/N)|Wrong Number|Wrong #|Invalid phone|Phone disconnected|Disconnected?|Phone is bad|Bad Mobile|Numero errato|Telefono sbagliato|Numero di telefono inesistente|" +
			"Teléfono equivocado|Número incorrecto|Celular fuera de servicio|電話不通|番号違い|電話番号無効|無効な番号|不通",
		"no": "Phone Valid|Valid Phone?|Good Number|Phone Status|Stato telefono|Numero valido|Teléfono válido|Estado del teléfono|電話有効|電話番号の状態|有効な電話番号",
		"":   "Phone|Old Phone|Phone OK?|OK to phone|Do not phone|Phone Verified|Bad|Status|Policy number|Best phone|Phone type|Número|Telefono|電話|電話禁止|電話可否|Wrong|No phone calls|Phone consent",
	} {
		for _, heading := range strings.Split(headings, "|") {
			yes, no := BadPhoneHeading(heading)
			got := ""
			switch {
			case yes != "":
				got = "yes"
			case no != "":
				got = "no"
			}
			if got != asks {
				t.Errorf("%s: a %q says that the phone is bad, and not a %q", heading, got, asks)
			}
		}
	}
}
