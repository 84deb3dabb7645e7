package locale

import (
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/fold"
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
		{"activity_status", "didn't come | non si è presentata | no vino | 来なかった", "no-show no-show no-show no-show"},
		{"opportunity_status", "Close as Won | Close as Lost | GANADA", "! ! won"},
	} {
		meant(t, test.list, test.words, test.want)
	}
}

// What people of the trade say: American agents, Japanese, Italian and Spanish
// ones. Where a word could be two values, the trade decides.
func TestWordsOfTheTrade(t *testing.T) {
	for _, test := range []struct{ list, words, want string }{
		// What people say of a call that they have made. A word with two meanings names both.
		{"call_result", "non raggiungibile | irraggiungibile | squilla a vuoto | squilla e non risponde | occupato | non era in casa | risponde la moglie | numero inesistente | numero non assegnato | ha sbagliato numero | non è interessato | non mi interessa | basta chiamate", "no-reach no-reach no-reach no-reach no-reach no-reach no-reach wrong-number wrong-number wrong-number dead-file dead-file dead-file"},
		{"call_result", "comunica | no contesta | apagado o fuera de cobertura | está reunido | contestó su esposa | número equivocado | el número no existe | se equivocó de número | no me interesa | no vuelvan a llamar", "no-reach no-reach no-reach no-reach no-reach wrong-number wrong-number wrong-number dead-file dead-file"},
		{"call_result", "出ない | 応答なし | 奥様が出た | コールのみ | 移動中 | 番号違い | 現在使われておりません | 現在使われていません | お断り | もう結構です | いりません | 二度とかけてくるな | 面談確定", "no-reach no-reach no-reach no-reach no-reach wrong-number wrong-number wrong-number dead-file dead-file dead-file dead-file appointment"},
		{"call_result", "不通 | 結構です | richiamami | ne parlo con mia moglie | ha riattaccato | me lo pienso | que llame luego | cuelga | ha colgado | 折り返し | 折返し待ち | 検討します | 考えておく | 後日", "! ! ! ! ! ! ! ! ! ! ! ! ! !"},
		{"call_again", "richiamami | ne parlo con mia moglie | ci devo pensare | ci risentiamo | mi richiama lui | me lo pienso | lo consulta con su esposa | que llame luego | ella me llama | 折り返し | 折返し待ち | 検討します | 考えておく | 主人と相談します | 後日", strings.Repeat("stay-in-touch ", 15)},
		{"call_made", "ha riattaccato | riattacca | cuelga | ha colgado | 切られた | ガチャ切り", strings.Repeat("hung-up ", 6)},
		{"line", "PAP | WC | BOP | GL | EPLI | E&O | D&O | LTC | DI | Med Supp | PUP | AD&D | DP-3 | CPP | BAP", "auto workers-comp business-owners liability liability liability liability long-term-care disability medicare-supplement umbrella accident dwelling commercial commercial-auto"},
		{"line", "term life | IUL | final expense | fixed annuity | dental and vision | landlord | renter's | condo unit owners | watercraft | ATV | motorcycle insurance | NFIP", "life life life annuity dental dwelling renters condo boat motorcycle motorcycle flood"},
		{"line", "general liability insurance | workers' compensation policy | homeowner's insurance | life insurance | insurance for my boat", "liability workers-comp home life boat"},
		{"line", "自動車保険 | 火災保険 | 地震 | がん | がん保険 | ガン保険 | 癌 | 傷害 | 傷害保険 | 学資保険 | 医療保険 | 終身 | 終身保険 | 定期保険 | 個人年金保険 | 自賠責 | 賠償責任保険", "auto home earthquake cancer cancer cancer cancer accident accident children health life life life annuity auto liability"},
		{"line", "個人賠償責任保険 | 生命保険 | 介護保険 | 所得補償保険 | こども保険 | フリート契約 | 業務災害補償保険 | バイク保険 | ヨット・モーターボート保険 | 家財保険 | 施設賠償責任保険 | 火災共済", "personal-liability life long-term-care disability children commercial-auto workers-comp motorcycle boat renters liability home"},
		{"line", "RCA | R.C.A. | RC auto | kasko | polizza auto | infortuni | polizza infortuni | infortuni sul lavoro | polizza vita | TCM | LTC | capofamiglia | RC professionale | RCT | sanitaria | casa | multirischio abitazione", "auto auto auto auto auto accident accident workers-comp life life long-term-care personal-liability liability liability health home home"},
		{"line", "assicurazione sulla vita | assicurazione contro gli infortuni | previdenza complementare | globale fabbricati | flotta | natanti | autocarro", "life ! annuity condo commercial-auto boat commercial-auto"},
		{"line", "seguro de vida | seguro de auto | seguro del hogar | seguro de gastos médicos mayores | GMM | gastos medicos | accidentes personales | accidentes de trabajo | riesgos de trabajo | seguro de responsabilidad civil | RC profesional | flotilla | casa habitación | plan de pensiones | seguro educativo | dependencia", "life auto home health health health accident workers-comp workers-comp personal-liability liability commercial-auto home annuity children long-term-care"},
		{"line", "KFZ | Kfz-Haftpflicht | Hausrat | Hausratversicherung | Haftpflicht | Privathaftpflicht | Wohngebäude | Wohngebaeude | Kranken | PKV | Leben | Rechtsschutz | Unfall | Unfallversicherung | Berufsunfähigkeit | BU | Rente | Betriebshaftpflicht", "auto auto home home personal-liability personal-liability home home health health life other accident accident disability disability annuity liability"},
		{"line", "habitation | MRH | assurance habitation | santé | Mutuelle | vie | assurance vie | prévoyance | RC pro | RC vie privée | protection juridique | auto | assurance auto | deux-roues | décennale | retraite | emprunteur", "home home home health health life life disability liability personal-liability other auto auto motorcycle liability annuity life"},
		{"policy_status", "aktiv | gekündigt | abgelaufen | en cours | résilié | en attente", "active cancelled expired active cancelled pending"},
		{"line", "リフォーム | RC | personal | insurance", "! ! ! !"},

		{"call_result", "voicemail | VM | LM | LVM | no answer | busy | left message | left a voicemail | didn't answer | not home", "no-reach no-reach no-reach no-reach no-reach no-reach no-reach no-reach no-reach no-reach"},
		{"call_result", "not interested | bad number | disconnected | do not call | meeting set | wrong person", "dead-file wrong-number wrong-number dead-file appointment wrong-number"},
		{"call_result", "留守電 | 話し中 | 拒否 | 不在 | 通話中 | お断り | アポ | アポ取得 | 現在使われておりません | 別人 | 出ない | 間違い電話", "no-reach no-reach dead-file no-reach no-reach dead-file appointment appointment wrong-number wrong-number no-reach wrong-number"},
		{"call_result", "segreteria | segreteria telefonica | occupato | non interessato | non interessata | numero sbagliato | numero inesistente | fissato appuntamento | non richiamare", "no-reach no-reach no-reach dead-file dead-file wrong-number wrong-number appointment dead-file"},
		{"call_result", "no lo coge | no la cogió | dejado recado | recado dejado", "no-reach no-reach no-reach no-reach"},
		{"call_result", "buzón | buzón de voz | buzon | ocupado | no interesado | no interesada | número equivocado | fuera de servicio | cita agendada | no contesta | no localizado", "no-reach no-reach no-reach no-reach dead-file dead-file wrong-number wrong-number appointment no-reach no-reach"},
		{"call_result", "n | s | d | a | w | nr | sit | df | appt | wn", "no-reach stay-in-touch dead-file appointment wrong-number no-reach stay-in-touch dead-file appointment wrong-number"},

		// Who was busy was not reached; who wants a call says when, and no word of these does.
		{"call_result", "busy now | 忙しい | 多忙 | impegnato | impegnata | está ocupado | no puede hablar", "no-reach no-reach no-reach no-reach no-reach no-reach no-reach"},
		{"call_result", "call back | callback | interested | later | 折り返し | かけ直し | 興味あり | richiamare | da richiamare | interessata | volver a llamar | interesado", "! ! ! ! ! ! ! ! ! ! ! !"},
		{"call_again", "call back | callback | interested | later | 折り返し | かけ直し | 興味あり | richiamare | interessata | volver a llamar | interesado | thinking about it | ci pensa | 検討中 | lo va a pensar", "stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch stay-in-touch"},
		// Parts of words, and what belongs to policies, are not results.
		{"call_result", "興味 | 必要 | 結構 | 応答 | 通話 | 話し | つなが | 会 | 解約 | 到達 | contesta | contestó | contacto con | responde | baja | cerrado | chiuso | cancellare | dea | interes", "! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! !"},
		{"lost_reason", "引受 | 必要 | 決定 | reach | decision | eligible | assicurabile | asegurable", "! ! ! ! ! ! ! !"},
		{"lost_reason", "不要 | 興味なし | 保留 | not interested | sold the car | non serve più | no lo necesita | undecided", "not-needed not-needed no-decision not-needed not-needed not-needed not-needed no-decision"},
		{"lost_reason", "他社 | 競合 | lost to competitor | concorrenza | altra compagnia | competencia | otra aseguradora", "other other other other other other other"},
		{"lost_reason", "他社が安い | cheaper elsewhere | meno caro altrove | más barato en otra | 連絡がつかない | già assicurato | ya renovó | preexistencia", "price price price price unreachable stayed stayed ineligible"},
		{"stop_reason", "REUS | REPEP | RPO | クレーム | 苦情 | reclamo | queja | complaint", "registry registry registry asked asked asked asked asked"},
		{"line", "catastrofali | cat nat | decesos | burial | tutela legale | fianzas | mascotas | ペット | 旅行 | viaggi | travel", "commercial commercial life life other other other other other other other"},
		{"source", "banca | 銀行 | door to door | porta a porta | cartera | portafoglio | heredado | a freddo", "other other other other other other other phone"},

		{"source", "飛び込み | 既契約者 | 異業種交流会 | 口コミ | チラシ | 資料請求 | 名簿 | テレアポ | 来店", "walk-in referral event referral advertising web list phone walk-in"},
		{"source", "passaparola | segnalazione | fiera | sito web | volantino | di passaggio | telefonata a freddo", "referral referral event web advertising walk-in phone"},
		{"source", "referido | recomendado | boca a boca | feria | página web | folleto | llamada en frío | base de datos", "referral referral referral event web advertising phone list"},
		{"source", "walk-in | word of mouth | cold call | website | direct mail | trade show | lead vendor | Facebook", "walk-in referral phone web advertising event list web"},

		{"call_made", "spoke | talked | reached | spoke with her | talked to the client | got through | picked-up | answered | 話した | つながった | parlato | ho parlato con il cliente | ha risposto | hablé | hablé con ella | contestó | contactado", "talked talked talked talked talked talked talked talked talked talked talked talked talked talked talked talked talked"},
		{"call_made", "called | done | ok | 電話した | chiamato | llamé", "called called called called called called"},
		{"call_made", "spoke with nobody | spoke to the gatekeeper | reached voicemail | not reached | never spoke | no contestó | non ha risposto | 話せなかった | ha parlato la segreteria | unreached | contactless", "! ! ! ! ! ! ! ! ! ! !"},
		{"no_carrier", "none | N/A | no carrier | TBD | not sure | unknown carrier | uninsured | 未定 | なし | 不明 | 無保険 | 他社 | nessuna | nessuna compagnia | da definire | non assicurato | altra compagnia | ninguna | por definir | sin seguro | otra aseguradora | ? | the company | 保険会社 | self",
			"none none none none none none none none none none none none none none none none none none none none none ! none none none"},
		{"no_carrier", "all | various | several carriers | many | any | 各社 | 複数社 | 数社 | 全社 | 3社 | varie | tutte | tutte le compagnie | diverse | todas | varias | todas las compañías | cualquiera | 2 carriers | multiple", "several several several several several several several several several several several several several several several several several several several several"},
		{"no_end", "never | None | whole life | 終身 | なし | mai | vita intera | nunca | vitalicio | sin vencimiento | 2027", "never never never never never never never never never never !"},
		{"no_carrier", "etc. | and others | ecc. | e altre | y otras | entre otras | et al | など | ほか", "others others others others others others others others others"},
		{"no_carrier", "Allstate | All Risks | Unknown Insurance Exchange | Otra Mutua | General Company | 全労済 | なないろ生命 | Ninguna Parte Seguros | Company Life", "! ! ! ! ! ! ! ! !"},

		{"lost_reason", "too expensive | out-sold | canceled | 保険料が高い | 現状維持 | troppo caro | indeciso | muy caro | se quedó con su compañía | declined by carrier | ghosted", "price service no-decision price stayed price no-decision price stayed ineligible unreachable"},
		{"reject_reason", "no interesado | non interessato | 興味なし | 引越し | traslocato | se mudó | out of area | doppione", "not-interested not-interested not-interested moved moved moved moved duplicate"},
		{"reject_reason", "引越 | 引っ越しました | 転居 | moved away | moved | relocated | moved abroad | trasloco | si è trasferita | ha cambiato casa | mudanza | mudado | se fue de la ciudad", "moved moved moved moved moved moved moved moved moved moved moved moved moved"},
		{"lost_reason", "引越 | 引っ越し | 転居 | moved away | relocated | trasloco | traslocato | mudanza | se mudó", "other other other other other other other other other"},
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

// The end of a word is never taken for it.
func TestTheEndOfAWordIsNotTheWord(t *testing.T) {
	for list := range everyList() {
		for word, code := range words(list) {
			for i := range word {
				if part := word[i:]; i > 0 && (fold.Unspaced(part) || word[i-1] == ' ') {
					got, err := Code(list, part)
					if _, whole := Word(list, part); err == nil && !whole && !startsTerm(list, part, got) {
						t.Errorf("%s: %q, a part of %q (%s), is taken for %s", list, part, word, code, got)
					}
				}
			}
		}
	}
}

// startsTerm reports whether a text begins the code or a label of a value.
func startsTerm(list, text, code string) bool {
	for term, of := range terms(list) {
		if of == code && strings.HasPrefix(fold.Text(term), fold.Text(text)) {
			return true
		}
	}
	return false
}

// Nothing means what its negation means: "interested" is not "not interested", 興味
// not 興味なし, and a word that is negated is not the word.
func TestANegationIsNotTheWord(t *testing.T) {
	before := []string{"not ", "no ", "non ", "never ", "sin ", "senza ", "without ", "不", "未", "無", "非", "cannot ", "did not ", "didn't ", "does not ", "doesn't ", "won't "}
	behind := []string{"なし", "無し", "ない", "しない", "せず", "ず", "できず", "不可", "不要", "ではない", "じゃない", "しません", "できない", "拒否", "中止", "キャンセル", " no", " not"}
	for list := range everyList() {
		for word, code := range words(list) {
			var opposites []string
			for _, no := range before {
				opposites = append(opposites, no+word)
				if rest, ok := strings.CutPrefix(word, no); ok && rest != "" {
					opposites = append(opposites, rest)
				}
			}
			for _, no := range behind {
				opposites = append(opposites, word+no)
				if rest, ok := strings.CutSuffix(word, no); ok && rest != "" {
					opposites = append(opposites, rest)
				}
			}
			for _, opposite := range opposites {
				if got, ok := Word(list, opposite); ok && got == code && !sameAnyway[opposite] && !sameAnyway[word] {
					t.Errorf("%s: %q and %q are both %s", list, word, opposite, code)
				}
			}
		}
	}
}

// sameAnyway are words that mean the same with what looks like a negation: a budget
// that is lacking, and a wrong no.
var sameAnyway = map[string]bool{"no n": true, // non, in French
	"budget": true, "presupuesto": true, "予算": true, "wrong no": true}

// What only says that there is to be another call is not a result without a day.
func TestWordsThatNeedADay(t *testing.T) {
	for word, code := range words("call_again") {
		if result, err := Code("call_result", word); err == nil && word != code {
			t.Errorf("%q is the result %s, and needs a day", word, result)
		}
	}
}

// What says that there was a call is not a result, and begins no other word's guess.
func TestWordsThatSayNoResult(t *testing.T) {
	for word, code := range words("call_made") {
		if result, ok := Word("call_result", word); ok {
			t.Errorf("%q is %s, and the result %s", word, code, result)
		}
		if again, ok := Word("call_again", word); ok {
			t.Errorf("%q is %s, and the result %s on a day", word, code, again)
		}
	}
}

// everyList has the lists of words that stand behind no field as well.
func everyList() map[string]bool {
	all := lists()
	all["call_again"], all["call_made"] = true, true
	return all
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
