package locale

import (
	"strings"
	"testing"

	"crm/internal/fold"
)

// fieldOf is the field of a column as an import finds it.
func fieldOf(headers map[string]string, heading string) string {
	if field := headers[fold.Text(heading)]; field != "" {
		return field
	}
	return Column(heading, headers)
}

func TestColumns(t *testing.T) {
	headers := Headers()
	for want, headings := range map[string]string{
		"phone": "Phone 1; Phone 1 - Value; Mobile Phone; Home Phone; Home Phone 2; Business Phone; Other Phone; Cell #; Tel; Tel.; TEL1; Person - Phone; Primary Phone; Landline; WhatsApp; " +
			"Telefono 1; Telefono 2; Tel 1; Tel. ufficio; Fisso; Recapito; Cellulare 2; Telefono (casa); Numero cellulare; " +
			"Teléfono 1; Tel. celular; Teléfono casa; Celular 2; Móvil; Telf.; Teléfono de contacto; " +
			"電話番号1; 電話番号２; 電話番号（自宅）; 自宅TEL; TEL; 勤務先電話; 携帯電話; 携帯電話番号; 携帯(本人); 自宅FAX; 会社ＦＡＸ; 勤務先Fax; ファクシミリ",
		"email":         "Email 1; E-mail 2 Address; Secondary Email; Person - Email; Email aziendale; PEC; Correo electrónico 2; Correo personal; メール1; メールアドレス（勤務先）; E-mail",
		"name":          "Name; 名前; Nome; Nombre; 氏名; 氏名（必須）",
		"full_name":     "Full Name; Contraente; Assicurato; Cliente; Nominativo; Cognome e nome; Asegurado; Contratante; Titular; お客様名; 契約者; 取引先名(必須); 氏名（漢字）; client_name",
		"family":        "Last name; Cognome; Apellidos; Apellido; Primer apellido; Apellido paterno; Apellido 1; 姓; 苗字; 名字",
		"second_family": "Segundo apellido; Apellido materno; Apellido 2",
		"given":         "First name; FirstName; Nombres; Nombre(s); 名; 下の名前",
		"middle":        "Middle; Middle Name; Additional Name; Secondo nome; Segundo nombre; ミドル ネーム",
		"prefix":        "Prefix; Name Prefix; Honorific; Honorific Prefix; 敬称; Titolo; Tratamiento",
		"suffix":        "Suffix; Name Suffix; Honorific Suffix; 接尾辞; Suffisso; Sufijo",
		"nickname":      "Nickname; Nick name; Preferred name; ニックネーム; Soprannome; Apodo",
		"org":           "Company name; Ragione sociale; Razón social; 会社名; 法人名; Organization - Name",
		"birthday":      "Dt. nascita; Data di nascita; 生年月日; F. nacimiento; Fecha de nac.; DOB; Date of Birth; DateOfBirth",
		"status":        "Status; Lead Status; Stato; Estado; Estatus; 区分",
		"do_not_contact": "DNC; DNC status; DNCL; DNCR; National DNCL; TPS; Do Not Call Registry; Do not call; Opted out; Unsubscribed; Suppressed; Do not solicit; Blacklist; Don't call; Do not contact list; " +
			"RPO; Registro opposizioni; Registro delle opposizioni; Non disturbare; Non chiamare; Non richiamare; Revoca consenso; Opposizione; Lista nera; Rifiuto contatto; No chiamate; Da non chiamare più; " +
			"REUS; REPEP; Robinson; Lista Robinson; No molestar; Baja; Oposición; Derecho de oposición; No desea ser contactado; Lista negra; No llamar más; " +
			"Sin llamadas; Rechaza llamadas; Rifiuta contatti; Rifiuta le chiamate; Refuses calls; Does not want calls; Prohibido llamar; Vietato telefonare; Niente chiamate; Do not call (Y/N); Non vuole essere chiamato; No quiere que le llamen; 電話希望しない; 電話×; " +
			"勧誘拒否; 電話勧誘拒否; 電話拒否; 勧誘停止; 拒否; NG; 電話NG; 電話ＮＧ; 架電NG; 連絡NG; コール不可; TEL不可; ＴＥＬ不可; 営業禁止; テレアポ禁止; 電話禁止フラグ; 訪問お断り",
		"may_contact": "Consent; Marketing consent; May contact; OK to call; Contactable; Opt in; Consenso; Consenso marketing; Contattabile; Chiamabile; " +
			"Consentimiento; Contactable; Acepta llamadas; Se puede llamar; 連絡可否; 電話可否; 連絡可; 同意",
		"no_email": "Email Opt Out; Unsubscribed from all email; Do not email; Has opted out of email", "email_consent": "Email opt-in; Consenso e-mail; メール可否", "text_consent": "SMS consent", "consent_date": "Consent Date; 同意日",
		// Of a phone or an e-mail, and neither; of somebody else; of something else.
		"": "Phone (do not call); Cell (no calls); Phone (DNC); Mobile (text only); Work phone (don't use); Telefono (non chiamare); Teléfono (no llamar); Cellulare (solo sms); 電話（架電禁止）; 携帯(かけない); Email (do not use); Email (bounced); Phone (old); " +
			"Phone 1 - Type; Phone type; Phone 1 - Label; Country code; Phone status; Best time to call; Preferred phone; Assistant's Phone; Emergency phone; Email verified; " +
			"Tipo telefono; Prefisso; Tipo de teléfono; 電話種別; 電話希望時間; 緊急連絡先電話; メール配信停止日; GDPR; Codice Fiscale; Number of calls; No. llamadas; N. chiamate; Nº llamadas; No marketing; Not contacted; Non contattato; No contactado; Calls; Contact No. type; Website",
	} {
		for heading := range strings.SplitSeq(headings, "; ") {
			if got := fieldOf(headers, heading); got != want {
				t.Errorf("column %q is field %q, want %q", heading, got, want)
			}
		}
	}
}

func TestNumbersAndTotals(t *testing.T) {
	for _, heading := range []string{"Numero", "Número", "Número de contacto", "番号", "Nº", "No.", "Number", "Num."} {
		if !Numbers(heading) {
			t.Errorf("%q is of no number", heading)
		}
	}
	for _, heading := range []string{"Numero civico", "Número de póliza", "Policy number", "House number", "顧客番号", "証券番号", "Numero figli"} {
		if Numbers(heading) {
			t.Errorf("%q may be of a phone", heading)
		}
	}
	for _, text := range []string{"Total", "Totale: 2", "TOTALE", "Total 12", "Totales", "Grand total", "Subtotal", "合計", "合計 12件", "Totale clienti: 4"} {
		if !Total(text) {
			t.Errorf("%q is not a total", text)
		}
	}
	for _, text := range []string{"", "Total Wine", "Totò", "Anna Totale", "Suma Rao", "合田 計"} {
		if Total(text) {
			t.Errorf("%q is a total", text)
		}
	}
}

func TestFamilyFirst(t *testing.T) {
	for heading, want := range map[string][2]bool{
		"Cognome e nome": {true, true}, "Cognome Nome": {true, true}, "Nachname, Vorname": {true, true}, "Last Name, First Name": {true, true}, "Last/First": {true, true}, "Apellidos y nombre": {true, true}, "Surname & First Name": {true, true},
		"NOM et Prénom": {true, false}, "Nom Prénoms": {true, false},
		"Nome e cognome": {}, "Prénom et nom": {}, "First Name Last Name": {}, "Name": {}, "Nome": {}, "Nom": {}, "Last Name": {},
	} {
		if is, always := FamilyFirst(heading); is != want[0] || always != want[1] {
			t.Errorf("%q is %v, %v", heading, is, always)
		}
	}
}
