package locale

import (
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/fold"
)

func TestHeaders(t *testing.T) {
	headers := Headers()
	for heading, want := range map[string]string{
		"Full Name": "full_name", "NOMBRE": "name", "nome": "name", "氏名": "name", "名前": "name",
		"First Name": "given", "first_name": "given", "FirstName": "given", "名": "given",
		"Last-Name": "family", "姓": "family", "family": "family", "Apellidos": "family",
		"Cell": "phone", "teléfono": "phone", "Telefono": "phone", "電話番号": "phone", "携帯": "phone",
		"E-Mail": "email", "email": "email", "ｅ－ｍａｉｌ": "email", "メール": "email",
		"DOB": "birthday", "Date of Birth": "birthday", "生年月日": "birthday", "Data di nascita": "birthday", "fecha_de_nacimiento": "birthday",
		"Lead Source": "source", "会社": "org", "Agent": "owner", "Referred By": "referred_by", "紹介者": "referred_by",
		"external_id": "external_id", "訪問頻度": "call_frequency", "Last contact": "last_call", "備考": "note", "Memo": "note",
		"見込み客タイプ": "stage", "household": "household", "client_since": "client_since", "頻度": "call_frequency", "Frecuencia de contacto": "call_frequency",
		"Nucleo": "household", "Familia": "household",
	} {
		if got := headers[fold.Text(heading)]; got != want {
			t.Errorf("column %q is field %q, want %q", heading, got, want)
		}
	}
}

// A heading that two fields claim would depend on the order of the table.
func TestNoHeaderIsClaimedTwice(t *testing.T) {
	claims := map[string]string{}
	claim := func(heading, field string) {
		key := fold.Text(heading)
		if key == "" {
			t.Errorf("a heading of %s folds to nothing: %q", field, heading)
		}
		for _, key := range []string{key, strings.ReplaceAll(key, " ", "")} {
			if other, taken := claims[key]; taken && other != field {
				t.Errorf("%q is claimed by %s and by %s", heading, other, field)
			}
			claims[key] = field
		}
	}
	for _, field := range crm.BuiltIn(crm.KindContact).Names() {
		claim(field, field)
	}
	for field, headings := range lines(content("headings/contacts.txt")) {
		for _, heading := range strings.Split(headings, ",") {
			claim(heading, field)
		}
	}
}

// parts are what an import makes fields of.
var parts = []string{"note", "former_name", "full_name", "middle", "second_family", "suffix", "given_reading", "family_reading", "status", "may_contact",
	"email_consent", "text_consent", "post_consent", "email_status", "text_status", "no_email", "no_text", "no_post", "consent_date", "consent_how"}

func TestHeadersNameFields(t *testing.T) {
	fields := crm.BuiltIn(crm.KindContact)
	for heading, field := range Headers() {
		if _, ok := fields.Field(field); !ok && !slices.Contains(parts, field) {
			t.Errorf("column %q is for %q, which is not a field", heading, field)
		}
		if fold.Text(heading) != heading {
			t.Errorf("column %q is not folded", heading)
		}
	}
}

// A table that was copied out of a terminal can be read again, as far as files
// from elsewhere have such columns.
func TestHeadersKnowOurHeadings(t *testing.T) {
	headers := Headers()
	for field := range lines(content("headings/contacts.txt")) {
		if slices.Contains(parts, field) {
			continue
		}
		for _, lang := range Languages() {
			heading := locale(t, lang).Field(crm.KindContact, field)
			if got := headers[fold.Text(heading)]; got != field {
				t.Errorf("%s: our heading %q is taken for %q, not for %s", lang, heading, got, field)
			}
		}
	}
}
