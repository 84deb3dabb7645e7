package locale

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

// What the source documents call things, in their own sentences.
func TestWordsOfTheSources(t *testing.T) {
	for _, test := range []struct{ list, words, want string }{
		// "Automóvil personal, propietarios de viviendas (todas las formas HO),
		// inundaciones, salud individual, vida, paraguas personal ..."
		{"line", "Automóvil personal", "auto"},
		{"line", "propietarios de viviendas", "home"},
		{"line", "todas las formas HO", "home"},
		{"line", "inundaciones", "flood"},
		{"line", "salud individual", "health"},
		{"line", "vida", "life"},
		{"line", "paraguas personal", "umbrella"},
		{"line", "auto personal", "auto"}, // "plicación de auto personal"
		{"line", "personal auto | homeowners | individual health | flood | life | personal umbrella", "auto home health flood life umbrella"},
		{"line", "HO-1 | HO-2 | HO-3 | HO 5 | ho8 | HO-4 | HO6 | HO-7", "home home home home home renters condo mobile-home"},
		{"line", "Medicare Supplement", "medicare-supplement"}, // "created by Medicare Supplement or other business areas"
		{"contact_kind", "individuo | familia | entidad comercial | organization | contact", "person household organization organization !"},
		// "No Reach", "Stay In Touch", "Dead File", "Appointment" and what they are said to mean.
		{"call_result", "No Reach | Stay In Touch | Dead File | Appointment", "no-reach stay-in-touch dead-file appointment"},
		{"call_result", "unreachable | 到達なし | 連絡維持 | デッドファイル | アポイント", "no-reach no-reach stay-in-touch dead-file appointment"},
		{"call_result", "Irraggiungibile | In contatto | File chiuso | Appuntamento", "no-reach stay-in-touch dead-file appointment"},
		{"call_result", "rimanere in contatto", "stay-in-touch"},
		{"call_type", "Referral calls | Birthday calls | Review calls", "! ! !"},
		{"call_type", "Referral call | 照会コール | 誕生日コール | レビューコール", "referral referral birthday review"},
		{"call_type", "Chiamate per referenze | Chiamate di compleanno | Chiamate per controllo", "! birthday review"},
		{"call_frequency", "1-2 Times/Year | 1 - 2 回/年 | 1-2 volte/anno", "1-2-per-year 1-2-per-year 1-2-per-year"},
		{"stage", "Prospect | Client | 見込み客 | 見込み顧客 | クライアント | cliente potenziale | cliente fisso", "prospect client lead prospect client prospect client"},
		{"stage", "Cliente potencial | prospecto | asegurado", "lead prospect client"},
		{"source", "Referral | 照会 | referenza", "referral referral referral"},
		{"activity_status", "canceled | closed | completed", "cancelled done done"},
		{"opportunity_status", "Close as Won | Close as Lost | GANADA", "! ! won"},
	} {
		meant(t, test.list, test.words, test.want)
	}
}

// What people of the trade say: American agents, Japanese, Italian and Spanish
// ones. Where a word could be two values, the trade decides.
func TestWordsOfTheTrade(t *testing.T) {
	for _, test := range []struct{ list, words, want string }{
		{"line", "PAP | WC | BOP | GL | EPLI | E&O | D&O | LTC | DI | Med Supp | PUP | AD&D | DP-3 | CPP | BAP", "auto workers-comp business-owners liability liability liability liability long-term-care disability medicare-supplement umbrella accident dwelling commercial commercial-auto"},
		{"line", "term life | IUL | final expense | fixed annuity | dental and vision | landlord | renter's | condo unit owners | watercraft | ATV | motorcycle insurance | NFIP", "life life life annuity dental dwelling renters condo boat motorcycle motorcycle flood"},
		{"line", "general liability insurance | workers' compensation policy | homeowner's insurance | life insurance | insurance for my boat", "liability workers-comp home life boat"},
		{"line", "自動車保険 | 火災保険 | 地震 | がん | がん保険 | ガン保険 | 癌 | 傷害 | 傷害保険 | 学資保険 | 医療保険 | 終身 | 終身保険 | 定期保険 | 個人年金保険 | 自賠責 | 賠償責任保険", "auto home earthquake cancer cancer cancer cancer accident accident children health life life life annuity auto liability"},
		{"line", "個人賠償責任保険 | 生命保険 | 介護保険 | 所得補償保険 | こども保険 | フリート契約 | 業務災害補償保険 | バイク保険 | ヨット・モーターボート保険 | 家財保険 | 施設賠償責任保険 | 火災共済", "personal-liability life long-term-care disability children commercial-auto workers-comp motorcycle boat renters liability home"},
		{"line", "RCA | R.C.A. | RC auto | kasko | polizza auto | infortuni | polizza infortuni | infortuni sul lavoro | polizza vita | TCM | LTC | capofamiglia | RC professionale | RCT | sanitaria | casa | multirischio abitazione", "auto auto auto auto auto accident accident workers-comp life life long-term-care personal-liability liability liability health home home"},
		{"line", "assicurazione sulla vita | assicurazione contro gli infortuni | previdenza complementare | globale fabbricati | flotta | natanti | autocarro", "life ! annuity condo commercial-auto boat commercial-auto"},
		{"line", "seguro de vida | seguro de auto | seguro del hogar | seguro de gastos médicos mayores | GMM | gastos medicos | accidentes personales | accidentes de trabajo | riesgos de trabajo | seguro de responsabilidad civil | RC profesional | flotilla | casa habitación | plan de pensiones | seguro educativo | dependencia", "life auto home health health health accident workers-comp workers-comp personal-liability liability commercial-auto home annuity children long-term-care"},
		{"line", "リフォーム | 海外旅行 | pet | viaggi | decesos | RC | personal | insurance", "! ! ! ! ! ! ! !"},

		{"call_result", "voicemail | VM | LM | LVM | no answer | busy | left message | left a voicemail | didn't answer | not home", "no-reach no-reach no-reach no-reach no-reach no-reach no-reach no-reach no-reach no-reach"},
		{"call_result", "not interested | call back | bad number | disconnected | do not call | meeting set | wrong person", "dead-file stay-in-touch wrong-number wrong-number dead-file appointment wrong-number"},
		{"call_result", "留守電 | 話し中 | 拒否 | 不在 | 通話中 | お断り | かけ直し | 折り返し | アポ | アポ取得 | 検討中 | 現在使われておりません | 別人 | 出ない | 間違い電話", "no-reach no-reach dead-file no-reach no-reach dead-file stay-in-touch stay-in-touch appointment appointment stay-in-touch wrong-number wrong-number no-reach wrong-number"},
		{"call_result", "segreteria | segreteria telefonica | richiamare | da richiamare | occupato | non interessato | non interessata | numero sbagliato | numero inesistente | fissato appuntamento | non richiamare", "no-reach no-reach stay-in-touch stay-in-touch no-reach dead-file dead-file wrong-number wrong-number appointment dead-file"},
		{"call_result", "buzón | buzón de voz | buzon | ocupado | no interesado | no interesada | volver a llamar | número equivocado | fuera de servicio | cita agendada | no contesta | no localizado", "no-reach no-reach no-reach no-reach dead-file dead-file stay-in-touch wrong-number wrong-number appointment no-reach no-reach"},
		{"call_result", "n | s | d | a | w | nr | sit | df | appt | wn", "no-reach stay-in-touch dead-file appointment wrong-number no-reach stay-in-touch dead-file appointment wrong-number"},

		{"source", "飛び込み | 既契約者 | 異業種交流会 | 口コミ | チラシ | 資料請求 | 名簿 | テレアポ | 来店", "walk-in referral event referral advertising web list phone walk-in"},
		{"source", "passaparola | segnalazione | fiera | sito web | volantino | di passaggio | telefonata a freddo", "referral referral event web advertising walk-in phone"},
		{"source", "referido | recomendado | boca a boca | feria | página web | folleto | llamada en frío | base de datos", "referral referral referral event web advertising phone list"},
		{"source", "walk-in | word of mouth | cold call | website | direct mail | trade show | lead vendor | Facebook", "walk-in referral phone web advertising event list web"},

		{"lost_reason", "too expensive | out-sold | canceled | 保険料が高い | 現状維持 | troppo caro | indeciso | muy caro | se quedó con su compañía | declined by carrier | ghosted", "price service no-decision price stayed price no-decision price stayed ineligible unreachable"},
		{"reject_reason", "no interesado | non interessato | 興味なし | 引越し | traslocato | se mudó | out of area | doppione", "not-interested not-interested not-interested moved moved moved moved duplicate"},
		{"stop_reason", "do not call | registro delle opposizioni | lista Robinson | 死亡 | deceduta | fallecida | 連絡拒否 | opt-out", "registry registry registry deceased deceased deceased asked asked"},
		{"rating", "hot | warm | cold | caldo | frío", "a b c a c"},
		{"priority", "urgent | 至急 | urgente | media | medium", "high high high normal normal"},
		{"policy_status", "in force | 解約済み | 満期 | in vigore | disdetta | en vigor | baja | lapsed", "active cancelled expired active cancelled active cancelled expired"},
		{"quote_status", "quoted | bound | not chosen | 謝絶 | scelto | enviada", "received accepted lost declined accepted presented"},
		{"opportunity_stage", "fact finding | proposal | negotiation | ヒアリング | クロージング | trattativa | propuesta", "qualifying presented closing qualifying closing closing presented"},
		{"activity_kind", "phone call | 電話 | reunión | promemoria | correo | アポ", "call call appointment task email appointment"},
		{"direction", "incoming | 着信 | uscente | recibida", "inbound inbound outbound inbound"},
		{"role", "agent | supervisor | 募集人 | titolare | gerente", "producer manager producer manager manager"},
	} {
		meant(t, test.list, test.words, test.want)
	}
}

func TestFrequenciesInFigures(t *testing.T) {
	for want, said := range map[string]string{
		"1-2-per-year": "yearly | twice a year | once a year | 2x/year | 2 per year | 1 to 2 times a year | semiannual | semi-annually | every 6 months | every six months | every year | 年2回 | 年に2回 | 年1〜2回 | 半年ごと | 半年に1回 | 6ヶ月ごと | 毎年 | 年二回 | semestrale | ogni 6 mesi | ogni sei mesi | due volte l'anno | 2 volte all'anno | cada 6 meses | dos veces al año | 1 o 2 veces al año | semestral | anual",
		"3-4-per-year": "quarterly | every quarter | every 3 months | 4 times a year | 4x/yr | four times a year | once every three months | 四半期 | 3ヶ月ごと | 3か月に1回 | 3カ月毎 | 年4回 | 年に3〜4回 | trimestrale | ogni 3 mesi | ogni trimestre | 4 volte all'anno | quattro volte l'anno | trimestral | cada 3 meses | cada tres meses | 4 veces al año | cada trimestre | 3-4",
		"5-6-per-year": "every 2 months | every other month | 6 times a year | 隔月 | 2ヶ月ごと | 年6回 | bimestrale | ogni due mesi | 6 volte l'anno | cada 2 meses | bimestral | 6 veces al año",
		"monthly":      "monthly | every month | once a month | 12 times a year | 毎月 | 月1回 | 月に1回 | mensile | ogni mese | una volta al mese | mensual | cada mes | una vez al mes",
		"!":            "weekly | every week | twice a month | 8 times a year | every 5 months | every 2 years | never | 週1回 | 月2回 | ogni settimana | cada 15 días | 12 | 0 times a year | year year | times",
	} {
		for text := range strings.SplitSeq(said, " | ") {
			meant(t, "call_frequency", text, want)
		}
	}
}

// meant checks what words of a picklist, with | between, stand for, as they are
// and in capitals; ! is for one that is refused.
func meant(t *testing.T, list, words, want string) {
	t.Helper()
	texts, codes := strings.Split(words, " | "), strings.Fields(want)
	if len(texts) != len(codes) {
		t.Errorf("%s: %d words and %d values: %s", list, len(texts), len(codes), words)
		return
	}
	for i, text := range texts {
		for _, typed := range []string{text, strings.ToUpper(text)} {
			got, err := Code(list, typed)
			if codes[i] == "!" {
				if err == nil {
					t.Errorf("%s: %q is %q, and is to be refused", list, typed, got)
				} else if e, _ := crm.AsError(err); len(e.Values) == 0 {
					t.Errorf("%s: %q is refused without the values: %v", list, typed, err)
				}
			} else if got != codes[i] {
				t.Errorf("%s: %q is %q, %v; want %s", list, typed, got, err, codes[i])
			}
			if code, ok := Word(list, typed); ok && code != got {
				t.Errorf("%s: %q is the word for %s and the code %s", list, typed, code, got)
			}
		}
	}
}
