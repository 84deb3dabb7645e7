package locale

import "testing"

func TestReferrer(t *testing.T) {
	for text, want := range map[string]string{
		"Referred by Joe": "Joe", "referral from Mary Poe": "Mary Poe", "REFERRAL: Joe Bell": "Joe Bell", "Ref by Joe": "Joe", "Recommended by Al": "Al", "sent by Al Roe": "Al Roe",
		"Segnalato da Rossi": "Rossi", "presentata dalla Bianchi": "Bianchi", "passaparola di Ugo Neri": "Ugo Neri", "Amico di Ugo": "Ugo",
		"Referido por Peña": "Peña", "recomendada por la señora Gil": "señora Gil", "Recomendación de Luz Gil": "Luz Gil", "referido de Peña": "Peña",
		"小川様の紹介": "小川", "小川さんからの紹介": "小川", "小川様より紹介": "小川", "小川様ご紹介": "小川", "紹介：小川": "小川", "紹介者: 小川 恵": "小川 恵", "紹介（小川様）": "小川",
		"Zillow": "", "web": "", "referral": "", "referral partner": "", "紹介": "", "passaparola": "", "referido": "", "seminar 2024": "", "Sent email": "",
	} {
		if got := Referrer(text); got != want {
			t.Errorf("Referrer(%q) = %q, want %q", text, got, want)
		}
	}
}
