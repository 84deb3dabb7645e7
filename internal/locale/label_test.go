package locale

import (
	"testing"

	"crm/internal/crm"
)

// lists are the picklists that the fields of all nouns name, and those that
// only commands do.
func lists() map[string]bool {
	names := map[string]bool{"view": true, "by": true, "answer": true, "relation": true, "point_label": true, "address_label": true, "consent_how": true} // names that are typed, in no field
	for _, kind := range crm.Kinds() {
		for _, field := range crm.BuiltIn(kind).Fields {
			if field.List != "" {
				names[field.List] = true
			}
		}
	}
	return names
}

func TestEveryCodeHasALabel(t *testing.T) {
	for _, lang := range Languages() {
		for list := range lists() {
			if len(crm.Picklist(list)) == 0 {
				t.Errorf("picklist %s has no values", list)
			}
			for _, code := range crm.Picklist(list) {
				if _, ok := read(labelFile(lang))[list+"."+code]; !ok {
					t.Errorf("labels/%s.properties lacks %s.%s", lang, list, code)
				}
			}
		}
	}
}

func TestEveryFieldHasAHeading(t *testing.T) {
	for _, lang := range Languages() {
		for _, kind := range crm.Kinds() {
			if _, ok := read(labelFile(lang))["noun."+string(kind)]; !ok {
				t.Errorf("labels/%s.properties lacks noun.%s", lang, kind)
			}
			for _, name := range crm.BuiltIn(kind).Names() {
				_, ok := read(labelFile(lang))["field."+name]
				_, special := read(labelFile(lang))["field."+string(kind)+"."+name]
				if !ok && !special {
					t.Errorf("labels/%s.properties lacks field.%s", lang, name)
				}
			}
		}
	}
}

// The words that the source documents of the trade use, and those agreed on
// beside them.
func TestTerms(t *testing.T) {
	for _, test := range []struct {
		list, code string
		want       [4]string
	}{
		{"noun", "producer", [4]string{"Producer", "プロデューサ", "Produttore", "Productor"}},
		{"noun", "lead", [4]string{"Lead", "見込み客", "Lead", "Cliente potencial"}},
		{"noun", "prospect", [4]string{"Prospect", "見込み顧客", "Cliente potenziale", "Prospecto"}},
		{"stage", "lead", [4]string{"Lead", "見込み客", "Lead", "Cliente potencial"}},
		{"stage", "prospect", [4]string{"Prospect", "見込み顧客", "Cliente potenziale", "Prospecto"}},
		{"stage", "client", [4]string{"Client", "クライアント", "Cliente fisso", "Cliente"}},
		{"noun", "contact", [4]string{"Contact", "連絡先", "Contatto", "Contacto"}},
		{"noun", "opportunity", [4]string{"Opportunity", "商談", "Opportunità", "Oportunidad"}},
		{"noun", "activity", [4]string{"Activity", "活動", "Attività", "Actividad"}},
		{"activity_kind", "task", [4]string{"Task", "タスク", "Task", "Tarea"}},
		{"activity_kind", "appointment", [4]string{"Appointment", "アポイント", "Appuntamento", "Cita"}},
		{"noun", "quote-request", [4]string{"Quote request", "見積依頼", "Richiesta di preventivo", "Solicitud de cotización"}},
		{"noun", "quote", [4]string{"Quote", "見積", "Preventivo", "Cotización"}},
		{"noun", "policy", [4]string{"Policy", "保険契約", "Polizza", "Póliza"}},
		{"noun", "line", [4]string{"Line of business", "保険種目", "Ramo", "Línea de negocio"}},
		{"noun", "stage", [4]string{"Stage", "ステージ", "Fase", "Etapa"}},
		{"opportunity_status", "won", [4]string{"Won", "成約", "Vinta", "Ganada"}},
		{"opportunity_status", "lost", [4]string{"Lost", "失注", "Persa", "Perdida"}},
		{"source", "referral", [4]string{"Referral", "紹介", "Referenza", "Referencia"}},
		{"call_type", "referral", [4]string{"Referral call", "紹介コール", "Chiamata per referenza", "Llamada de referencia"}},
		{"call_type", "birthday", [4]string{"Birthday call", "誕生日コール", "Chiamata di compleanno", "Llamada de cumpleaños"}},
		{"call_type", "review", [4]string{"Review call", "レビューコール", "Chiamata per controllo", "Llamada de revisión"}},
		{"call_result", "no-reach", [4]string{"No reach", "到達なし", "Irraggiungibile", "Sin contacto"}},
		{"call_result", "stay-in-touch", [4]string{"Stay in touch", "連絡維持", "In contatto", "Mantener el contacto"}},
		{"call_result", "dead-file", [4]string{"Dead file", "デッドファイル", "File chiuso", "Archivo cerrado"}},
		{"call_result", "wrong-number", [4]string{"Wrong number", "番号違い", "Numero errato", "Número equivocado"}},
		{"call_result", "appointment", [4]string{"Appointment", "アポイント", "Appuntamento", "Cita"}},
		{"call_frequency", "1-2-per-year", [4]string{"1-2 times/year", "1 - 2 回/年", "1-2 volte/anno", "1-2 veces/año"}},
		{"call_frequency", "3-4-per-year", [4]string{"3-4 times/year", "3 - 4 回/年", "3-4 volte/anno", "3-4 veces/año"}},
		{"call_frequency", "5-6-per-year", [4]string{"5-6 times/year", "5 - 6 回/年", "5-6 volte/anno", "5-6 veces/año"}},
		{"call_frequency", "monthly", [4]string{"Monthly", "毎月", "Mensile", "Mensual"}},
		{"line", "pet", [4]string{"pet", "pet", "pet", "pet"}},
	} {
		four(t, test.list+"."+test.code, func(l *Locale) string { return l.Label(test.list, test.code) }, test.want[:]...)
	}
	for name, want := range map[string][4]string{
		"call_result":    {"Call result", "コール結果", "Risultato chiamata", "Resultado de la llamada"},
		"call_frequency": {"Call frequency", "訪問頻度", "Frequenza della visita", "Frecuencia de llamadas"},
		"due":            {"Due", "予定日", "Scadenza", "Vencimiento"},
		"line":           {"Line of business", "保険種目", "Ramo", "Línea de negocio"},
		"no_such_field":  {"no_such_field", "no_such_field", "no_such_field", "no_such_field"},
	} {
		four(t, name, func(l *Locale) string { return l.Field(crm.KindContact, name) }, want[:]...)
	}
}

func TestLabelsInsideSentences(t *testing.T) {
	for _, test := range []struct {
		list, code string
		want       [4]string
	}{
		{"call_result", "stay-in-touch", [4]string{"stay in touch", "連絡維持", "in contatto", "mantener el contacto"}},
		{"line", "medicare", [4]string{"Medicare", "メディケア", "Medicare", "Medicare"}},
		{"rating", "a", [4]string{"A", "A", "A", "A"}},
		{"line", "Own", [4]string{"Own", "Own", "Own", "Own"}},
	} {
		four(t, test.code, func(l *Locale) string { return l.Inline(test.list, test.code) }, test.want[:]...)
	}
	done := func(kind string) func(*Locale) string {
		return func(l *Locale) string { return l.InlineOf("activity_status", "done", kind) }
	}
	four(t, "of a call", done("call"), "done", "完了", "completata", "hecha")
	four(t, "of a task", done("task"), "done", "完了", "completato", "hecha")
	four(t, "of an e-mail", done("email"), "sent", "送信済み", "inviata", "enviado")
	four(t, "of several", func(l *Locale) string { return l.Many("quote_status", "lost") }, "lost", "失注", "persi", "perdidas")
	four(t, "of several policies", func(l *Locale) string { return l.Many("policy_status", "active") }, "active", "有効", "attiva", "vigente")
	four(t, "short", func(l *Locale) string { return l.Short("call_type", "review") }, "review", "レビュー", "controllo", "revisión")
	four(t, "not shorter", func(l *Locale) string { return l.Short("call_result", "no-reach") }, "no reach", "到達なし", "irraggiungibile", "sin contacto")
	four(t, "typed", func(l *Locale) string { return l.Typed("call_result", "no-reach") }, "no-reach", "到達なし", "irraggiungibile", "sin contacto")
	four(t, "typed with spaces", func(l *Locale) string { return l.Typed("call_frequency", "1-2-per-year") }, "1-2-per-year", "1-2-per-year", "1-2-per-year", "1-2-per-year")
}
