package locale

// aliases are the words for a code that are no label of it: what practitioners
// say and type, in any of the languages.
func aliases(list, code string) []string {
	switch list + "." + code {
	case "call_result.no-reach":
		return []string{"nr", "no answer", "unreachable", "voicemail", "不在", "留守", "留守電", "non risponde", "no contesta"}
	case "call_result.stay-in-touch":
		return []string{"sit", "later"}
	case "call_result.dead-file":
		return []string{"dead", "df"}
	case "call_result.appointment", "activity_kind.appointment":
		return []string{"appt", "apt", "アポ", "meeting", "面談"}
	case "call_result.wrong-number":
		return []string{"wrong", "wn", "間違い電話", "番号間違い"}
	case "call_type.referral":
		return []string{"紹介", "紹介コール"}
	case "call_type.review":
		return []string{"見直し", "見直しコール"}
	case "call_type.birthday":
		return []string{"bday"}
	case "source.referral":
		return []string{"referred", "紹介", "raccomandazione", "recomendación"}
	case "source.web":
		return []string{"website", "internet", "online", "ホームページ", "ネット", "sito", "sito web", "sitio web"}
	case "source.phone":
		return []string{"call-in", "電話問い合わせ"}
	case "source.walk-in":
		return []string{"walkin", "来社"}
	case "source.event":
		return []string{"seminar", "trade show", "fair", "セミナー", "fiera", "feria"}
	case "source.advertising":
		return []string{"ad", "ads", "advert", "advertisement"}
	case "source.list":
		return []string{"purchased list"}
	case "stage.client":
		return []string{"customer", "顧客", "契約者"}
	case "contact_kind.person":
		return []string{"individual", "個人客", "individuo"}
	case "contact_kind.household":
		return []string{"家族", "family", "famiglia", "familia"}
	case "contact_kind.organization":
		return []string{"organisation", "company", "business", "法人", "団体", "会社", "azienda", "società", "empresa"}
	case "call_frequency.1-2-per-year":
		return []string{"1-2", "1-2 per year", "1-2 a year", "年1-2回", "twice a year", "yearly"}
	case "call_frequency.3-4-per-year":
		return []string{"3-4", "年3-4回", "quarterly"}
	case "call_frequency.5-6-per-year":
		return []string{"5-6", "年5-6回"}
	case "call_frequency.monthly":
		return []string{"every month", "月1回"}
	case "activity_kind.email":
		return []string{"mail", "Eメール", "電子メール", "correo"}
	case "activity_kind.call":
		return []string{"phone call", "電話"}
	case "activity_kind.task":
		return []string{"todo", "やること", "compito"}
	case "activity_status.done":
		return []string{"closed", "completed"}
	case "activity_status.cancelled":
		return []string{"canceled"}
	case "priority.normal":
		return []string{"medium"}
	case "direction.inbound":
		return []string{"incoming", "着信"}
	case "direction.outbound":
		return []string{"outgoing"}
	case "stop_reason.deceased":
		return []string{"died", "死亡"}
	case "stop_reason.registry":
		return []string{"dnc", "do not call"}
	case "line.auto":
		return []string{"car", "coche", "carro", "macchina", "車", "車両"}
	case "line.home":
		return []string{"homeowners", "house", "火災", "casa", "hogar"}
	case "line.life":
		return []string{"生保"}
	case "line.condo":
		return []string{"condominium"}
	case "line.long-term-care":
		return []string{"ltc"}
	case "line.commercial":
		return []string{"business", "法人", "企業"}
	case "line.umbrella":
		return []string{"アンブレラ"}
	case "line.workers-comp":
		return []string{"workers compensation", "労災保険"}
	case "lost_reason.no-decision":
		return []string{"canceled", "cancelled"}
	case "lost_reason.service":
		return []string{"out-sold", "outsold"}
	case "role.manager":
		return []string{"supervisor"}
	case "quote_status.presented":
		return []string{"shown"}
	case "opportunity_status.won":
		return []string{"成立"}
	}
	return nil
}
