package locale

import (
	"testing"

	"crm/internal/fold"
)

// TestRefusesAbroad holds that a no is heard in French and German, and that a time of the day, or
// that something has not happened, is none.
func TestRefusesAbroad(t *testing.T) {
	for text := range eachLine(`
		Ne pas appeler
		NE PAS APPELER SVP
		Ne plus appeler !
		ne plus jamais rappeler
		Ne pas contacter
		Merci de ne plus me contacter
		Ne souhaite plus être contacté
		Ne souhaite pas être appelée
		ne veut plus qu'on l'appelle
		Ne veut plus d'appels
		Ne pas démarcher
		ne pas déranger
		Cliente fidèle, ne pas appeler
		Plus d'appels
		pas d'appels téléphoniques
		pas de démarchage
		Refus de contact
		refuse d'être contactée
		opposition
		Opposition au démarchage
		s'est opposé
		inscrit sur Bloctel
		liste noire
		s'est désinscrite
		Arrêtez de m'appeler
		laissez-moi tranquille
		pas intéressé
		Bitte nicht anrufen
		nicht anrufen!
		Nicht mehr anrufen
		bitte ab morgen nicht mehr anrufen
		möchte nicht angerufen werden
		Will nicht mehr kontaktiert werden
		nicht kontaktieren
		niemals anrufen
		Rufen Sie mich nicht mehr an
		Keine Anrufe
		bitte keine Werbeanrufe
		kein Kontakt gewünscht
		Kein Interesse
		Keine Werbung
		Anrufe unerwünscht
		Werbesperre
		Kontaktsperre
		Sperrvermerk
		Widerspruch gegen Werbung
		hat der Werbung widersprochen
		Robinsonliste
		will in Ruhe gelassen werden
	`) {
		if !Refuses(text) {
			t.Errorf("%q is not heard", text)
		}
	}
	for text := range eachLine(`
		n'a pas rappelé
		pas encore appelé
		ne répond pas au téléphone
		ne répond pas, rappeler demain
		ne pas appeler avant 10h
		ne pas appeler le soir
		Appeler après 18 h
		Cliente fidèle
		contact par sa fille
		appelle souvent
		intéressé par une assurance vie
		ruft nie vor 10 an
		noch nicht angerufen
		konnte nicht kontaktiert werden
		nicht erreicht
		vor 10 Uhr nicht anrufen
		abends nicht anrufen
		nicht anrufen vor 10 Uhr
		keine Telefonnummer
		Kontakt über die Tochter
		Interesse an Hausrat
		Bitte anrufen
		Crusoe Robinson
		Anna Robinson
		Anne Werber
		Jean Plus
	`) {
		if Refuses(text) {
			t.Errorf("%q is taken for a no", text)
		}
		if Hear(text, InName).Refuses {
			t.Errorf("%q is taken for a no in a name", text)
		}
	}
	for _, text := range []string{"Décédé", "Cliente décédée le 3 mars", "verstorben", "Kunde ist im Mai verstorben", "gestorben am 3.2.2024"} {
		if !Hear(text, InWords).Died {
			t.Errorf("%q does not say that they have died", text)
		}
	}
	for _, text := range []string{"capital décès 50 000", "garantie décès", "Sterbegeldversicherung", "Todesfallleistung"} {
		if Hear(text, InWords).Died {
			t.Errorf("%q says that they have died", text)
		}
	}
}

// TestHeadingsAbroad holds that who somebody is, and whether they may be called, is known below
// French and German headings, too, also below some that no table has.
func TestHeadingsAbroad(t *testing.T) {
	headers := Headers()
	for heading, field := range map[string]string{
		"Nom": "name", "Prénom": "given", "Nom de famille": "family", "NOM et Prénom": "full_name", "Civilité": "prefix", "Né(e) le": "birthday", "Téléphone portable": "phone", "Courriel": "email",
		"Ville": "city", "Ne pas appeler": "do_not_contact", "NE PLUS CONTACTER": "do_not_contact", "Remarques": "note", "Parrain": "referred_by",
		"Anrede": "prefix", "Vorname": "given", "Nachname": "family", "Name, Vorname": "full_name", "geb. am": "birthday", "Straße": "street", "PLZ": "postal_code", "Ort": "city",
		"Telefon privat": "phone", "Telefon mobil": "phone", "E-Mail-Adresse": "email", "Bemerkung": "note", "Werbesperre": "do_not_contact", "Bitte nicht anrufen": "do_not_contact", "Kundennummer": "external_id",
	} {
		if got := headers[fold.Text(heading)]; got != field {
			t.Errorf("%q is %q, not %s", heading, got, field)
		}
	}
	for _, heading := range []string{"Client à ne pas appeler", "Opposition téléphonique", "Liste Bloctel", "Kunde gesperrt", "Werbesperrvermerk", "Telefonsperrliste", "Werbewiderspruch am", "Nicht anrufen (j/n)", "RGPD", "DSGVO", "Date de décès"} {
		if !Heading(heading).Refuses && HeadingTaken(heading) != "do_not_contact" {
			t.Errorf("%q does not ask about a refusal", heading)
		}
	}
	for _, heading := range []string{"Consentement RGPD", "Einwilligung Telefon 2024", "DSGVO-Einwilligung", "Kontakterlaubnis"} {
		if HeadingTaken(heading) != "may_contact" && !Heading(heading).Consents {
			t.Errorf("%q does not ask about a consent", heading)
		}
	}
	for text, may := range map[string]bool{"Oui": true, "ja": true, "einverstanden": true, "non": false, "Nein": false, "refusé": false, "widerrufen": false} {
		if got, told := May(text); !told || got != may {
			t.Errorf("%q: %v, %v", text, got, told)
		}
	}
	for text, answer := range map[string]string{"Oui": "yes", "ja": "yes", "non": "no", "Nein": "no"} {
		if got, _ := Word("answer", text); got != answer {
			t.Errorf("%q answers %q", text, got)
		}
	}
}
