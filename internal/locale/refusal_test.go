package locale

import "testing"

func TestRefuses(t *testing.T) {
	for _, text := range []string{
		"do not call", "Don't call!", "DO NOT CONTACT", "please don’t call again", "asked not to be called", "She does not want any calls", "no more calls", "stop calling me", "remove from the list", "opted out in May", "DNC", "Take me off your list", "Never call",
		"non chiamare", "Non chiamare più", "NON CONTATTARE", "non vuole essere chiamata", "non vuole più essere disturbato", "da non chiamare", "ha chiesto di non chiamarlo", "non desidera ricevere telefonate", "non richiamarla", "revoca il consenso", "iscritto RPO", "basta chiamate",
		"no llamar", "No molestar, por favor", "no volver a llamar", "no quiere que le llamen", "no desea ser contactada", "pidió que no le llamemos", "no la llame más", "se dio de baja", "Lista Robinson", "No me llamen",
		"電話しないでほしい", "連絡不要とのこと", "もう電話しないでください", "電話はお断り", "勧誘拒否", "営業電話NG", "二度とかけてこないで", "架電禁止", "連絡はやめてほしい",
	} {
		if !Refuses(text) {
			t.Errorf("%q is no refusal", text)
		}
	}
	for _, text := range []string{
		"", "likes golf", "call after six", "called twice, no answer", "wants two cars covered", "not at home", "no reach", "no contact since May", "no children", "asked for a quote", "contact: Jane",
		"chiamare dopo le 18", "non risponde", "non ha figli", "due auto; cliente dal 2011", "ha chiesto un preventivo", "non ancora cliente",
		"llamar por la tarde", "no contesta", "no tiene coche", "quiere cotización", "vive en Baja California",
		"午後に電話", "不在", "車2台", "電話済み", "連絡待ち", "保険見直し希望",
	} {
		if Refuses(text) {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}

func TestMay(t *testing.T) {
	for text, want := range map[string]bool{
		"yes": true, "Y": true, "1": true, "Sì": true, "SI": true, "S": true, "sí": true, "可": true, "○": true, "はい": true, "同意": true, "Opt in": true,
		"no": false, "N": false, "0": false, "NO": false, "不可": false, "×": false, "✕": false, "いいえ": false, "なし": false, "拒否": false, "revocato": false, "opted out": false, "non chiamare": false,
	} {
		if may, ok := May(text); !ok || may != want {
			t.Errorf("May(%q) = %t, %t, want %t", text, may, ok, want)
		}
	}
	for _, text := range []string{"", "-", "n/d", "n/a", "?", "maybe", "quizá", "forse", "要確認", "x", "2026-05-01", "△"} {
		if _, ok := May(text); ok {
			t.Errorf("%q is a yes or a no", text)
		}
	}
}

func TestBlank(t *testing.T) {
	for _, text := range []string{"", "-", "--", "—", "?", "n/a", "N/A", "n.d.", "n/d", "None", "unknown", "nessuno", "ninguno", "no tiene", "なし", "不明", "ー"} {
		if !Blank(text) {
			t.Errorf("%q is not blank", text)
		}
	}
	for _, text := range []string{"0", "no", "x", "○", "×", "✓", "614-555-0147", "Nan", "Nada Haddad"} {
		if Blank(text) {
			t.Errorf("%q is blank", text)
		}
	}
}

func TestAboutContact(t *testing.T) {
	for _, heading := range []string{"Solicit", "Calls allowed?", "Acepta que le llamemos", "テレアポ", "連絡", "営業電話", "Chiamate", "Contattare"} {
		if !AboutContact(heading) {
			t.Errorf("%q has nothing to do with calling", heading)
		}
	}
	for _, heading := range []string{"City", "Married", "Automatic payment", "Ciudad", "Città", "都道府県", "Recall date"} {
		if AboutContact(heading) {
			t.Errorf("%q has to do with calling", heading)
		}
	}
}
