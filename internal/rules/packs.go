// Code generated from packs/*.yaml by go test ./internal/rules -update. DO NOT EDIT.

package rules

// packs is the packs of rules as data: where none is switched, nothing of it is read.
var packs = []Pack{
	{
		Name:    "psm",
		About:   Words{EN: "The Producer Success Model: new leads, the next call after each result, review and birthday calls.", IT: "Producer Success Model: i nuovi lead, la prossima chiamata dopo ogni esito, le chiamate per controllo e di compleanno.", ES: "Producer Success Model: los clientes potenciales nuevos, la próxima llamada tras cada resultado, las llamadas de revisión y de cumpleaños.", JA: "Producer Success Model：新しい見込み客、結果ごとの次のコール、レビューコール、誕生日コール。"},
		Enabled: true,
		Named:   []string{"new-lead", "no-reach", "stay-in-touch", "dead-file", "stopped", "no-calls", "given-up", "household", "met", "appointment", "wrong-number", "new-phone", "review", "client", "no-phone", "birthday"},
		Always:  []string{"dead-file", "stopped", "no-calls"},
	},
	{
		Name:    "pipeline",
		About:   Words{EN: "Opportunities, quotes, policies and referrals: next steps, what is waited for, and renewals.", IT: "Opportunità, preventivi, polizze e referenze: i prossimi passi, ciò che si attende e i rinnovi.", ES: "Oportunidades, cotizaciones, pólizas y referencias: los próximos pasos, lo que se espera y las renovaciones.", JA: "商談、見積、保険契約、紹介：次の対応、待っているもの、更新。"},
		Enabled: true,
		Named:   []string{"referral", "next-step", "no-show", "chase-quotes", "present-quotes", "stage", "opp-end", "won", "thank", "x-date", "policy-number", "renewal", "policy-end", "no-follow-up"},
	},
	{
		Name:  "annual-review",
		About: Words{EN: "Annual review season: every February each client is asked to go through their cover.", IT: "Stagione delle revisioni: ogni febbraio si propone a ogni cliente fisso di rivedere le coperture.", ES: "Temporada de revisiones: cada febrero se propone a cada cliente repasar sus coberturas.", JA: "年次の見直し：毎年2月に、クライアントごとに補償内容を見直します。"},
		Named: []string{"annual-review"},
		Texts: []Text{
			{Key: "planned", Words: Words{EN: "A client goes through their cover in the coming February.", IT: "Con un cliente fisso si rivedono le coperture nel febbraio successivo.", ES: "Con un cliente se repasan las coberturas el febrero siguiente.", JA: "クライアントとは次の2月に補償内容を見直します。"}},
			{Key: "again", Words: Words{EN: "When a review is done or cancelled, the next one is a year later.", IT: "Fatta o annullata una revisione, la successiva è un anno dopo.", ES: "Hecha o cancelada una revisión, la siguiente es un año después.", JA: "見直しが済むか取り消されると、次は1年後です。"}},
			{Key: "over", Words: Words{EN: "Whoever is not a client any more has no review.", IT: "Chi non è più cliente fisso non ha revisioni.", ES: "Quien ya no es cliente no tiene revisión.", JA: "クライアントでなくなった人とは見直しをしません。"}},
			{Key: "subject", Words: Words{EN: "annual review of the cover", IT: "revisione annuale delle coperture", ES: "revisión anual de las coberturas", JA: "補償内容の年次見直し"}},
		},
		Rules: []Rule{
			{
				Name:  "annual-review",
				About: "$(planned)",
				On:    "contact",
				When:  "stage == \"client\" and kind != \"organization\" and stopped == nil and (changed(\"stage\") or changed(\"stopped\"))",
				Needs: [][]Need{{{Field: "stage", Is: "client"}}, {{Field: "stage", Changed: true}, {Field: "stopped", Changed: true}}},
				Do: []Clause{
					{Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(next_birthday(\"--02-01\", today) + days(day(contact.client_since ?? today) > 28 ? 0 : day(contact.client_since ?? today) - 1))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "annual-review"}, {Field: "subject", Value: "$(subject)"}}},
				},
			},
			{
				Name:  "annual-review",
				About: "$(again)",
				On:    "activity",
				When:  "slot == \"annual-review\" and changed(\"status\") and status != \"open\" and contact.stage == \"client\" and contact.stopped == nil",
				Needs: [][]Need{{{Field: "slot", Is: "annual-review"}}, {{Field: "status", Changed: true}}},
				Do: []Clause{
					{Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(next_birthday(\"--02-01\", latest(today, due)) + days(day(contact.client_since ?? today) > 28 ? 0 : day(contact.client_since ?? today) - 1))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "annual-review"}, {Field: "subject", Value: "$(subject)"}}},
				},
			},
			{
				Name:  "annual-review",
				About: "$(over)",
				On:    "contact",
				When:  "was(\"stage\") == \"client\" and stage != \"client\"",
				Do: []Clause{
					{Cancel: "activities", Where: "slot == \"annual-review\"", Promised: true},
				},
			},
		},
	},
	{
		Name:  "attempt-caps",
		About: Words{EN: "Attempt caps: who was not reached by five calls within two weeks is left alone until the next review call.", IT: "Limite ai tentativi: chi non si raggiunge con cinque chiamate in due settimane si lascia in pace fino al prossimo controllo.", ES: "Tope de intentos: a quien no se encontró con cinco llamadas en dos semanas se le deja hasta la próxima revisión.", JA: "試行の上限：2週間に5回のコールで到達できない人には、次のレビューコールまでコールしません。"},
		Named: []string{"attempt-caps"},
		Texts: []Text{
			{Key: "rests", Words: Words{EN: "Who was not reached by five calls within two weeks is left alone until the next review call.", IT: "Chi non si raggiunge con cinque chiamate in due settimane si lascia in pace fino al prossimo controllo.", ES: "A quien no se encontró con cinco llamadas en dos semanas se le deja hasta la próxima revisión.", JA: "2週間に5回のコールで到達できない人には、次のレビューコールまでコールしません。"}},
			{Key: "said", Words: Words{EN: "Five calls within two weeks reached nobody, so the next one is the review call.", IT: "Cinque chiamate in due settimane non hanno raggiunto nessuno, quindi la prossima è quella per controllo.", ES: "Cinco llamadas en dos semanas no encontraron a nadie, así que la próxima es la de revisión.", JA: "2週間に5回コールしても 到達できなかったため、次はレビューコールです。"}},
		},
		Rules: []Rule{
			{
				Name:  "attempt-caps",
				About: "$(rests)",
				On:    "activity",
				When:  "kind == \"call\" and becomes(\"call_result\", \"no-reach\") and not overtaken and tries_left and input.due == nil and how_many(\"activity\", \"kind == 'call' and call_result == 'no-reach' and done_on > today - days(14) and (contact.last_call == nil or done_on > contact.last_call)\") >= 5",
				Needs: [][]Need{{{Field: "kind", Is: "call"}}, {{Field: "call_result", Changed: true, Is: "no-reach"}}},
				Do: []Clause{
					{Cancel: "activities", Where: "kind == \"call\" and slot startsWith \"retry\" and not promised()"},
					{Create: "call", Of: "household", OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= earliest(today + every(contact), next_birthday(contact.birthday, today) - weeks(1))"}, {Field: "slot", Value: "review"}}},
					{Say: "{{contact.name}}: $(said)"},
				},
			},
		},
	},
	{
		Name:  "cross-sell",
		About: Words{EN: "Cross-sell: a month after their first policy somebody is asked about what goes with it.", IT: "Vendita complementare: un mese dopo la prima polizza si propone ciò che le si abbina.", ES: "Venta cruzada: un mes después de la primera póliza se propone lo que la complementa.", JA: "クロスセル：最初の契約の1か月後に、関連する補償を提案します。"},
		Named: []string{"cross-sell"},
		Texts: []Text{
			{Key: "planned", Words: Words{EN: "A month after their first policy somebody is asked about what goes with it.", IT: "Un mese dopo la prima polizza si propone ciò che le si abbina.", ES: "Un mes después de la primera póliza se propone lo que la complementa.", JA: "最初の契約の1か月後に、関連する補償を提案します。"}},
			{Key: "answered", Words: Words{EN: "An opportunity that is opened, or another policy, is the answer.", IT: "Un'opportunità aperta, o un'altra polizza, è la risposta.", ES: "Una oportunidad abierta, u otra póliza, es la respuesta.", JA: "商談が始まるか別の契約が入ると、タスクは完了です。"}},
			{Key: "vehicles", Words: Words{EN: "ask about home or renters, and umbrella", IT: "proporre casa o inquilini, e responsabilità civile integrativa", ES: "proponer hogar o inquilinos, y paraguas", JA: "火災・家財とアンブレラを提案"}},
			{Key: "homes", Words: Words{EN: "ask about auto, flood and umbrella", IT: "proporre auto, alluvione e responsabilità civile integrativa", ES: "proponer auto, inundación y paraguas", JA: "自動車・水害・アンブレラを提案"}},
			{Key: "persons", Words: Words{EN: "ask about long-term care, disability and the family", IT: "proporre non autosufficienza, invalidità e la famiglia", ES: "proponer cuidados de larga duración, invalidez y la familia", JA: "介護・就業不能・家族の補償を提案"}},
			{Key: "businesses", Words: Words{EN: "ask about workers' compensation and the owners' own policies", IT: "proporre gli infortuni dei dipendenti e le polizze dei titolari", ES: "proponer accidentes de trabajo y las pólizas de los dueños", JA: "労災と経営者個人の契約を提案"}},
		},
		Rules: []Rule{
			{
				Name:  "cross-sell",
				About: "$(planned)",
				On:    "policy",
				When:  "becomes(\"status\", \"active\") and contact.stopped == nil and how_many(\"policy\", \"id != nil\") == 1 and not (effective < today - days(60)) and how_many(\"opportunity\", \"status == 'open'\") == 0",
				Needs: [][]Need{{{Field: "status", Changed: true, Is: "active"}}},
				Do: []Clause{
					{If: "line in [\"auto\", \"motorcycle\"]", Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(latest(today, effective) + months(1))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "cross-sell"}, {Field: "subject", Value: "$(vehicles)"}}},
					{If: "line in [\"home\", \"condo\", \"renters\", \"mobile-home\", \"dwelling\"]", Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(latest(today, effective) + months(1))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "cross-sell"}, {Field: "subject", Value: "$(homes)"}}},
					{If: "line in [\"life\", \"annuity\", \"health\", \"medicare\", \"medicare-supplement\", \"disability\"]", Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(latest(today, effective) + months(1))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "cross-sell"}, {Field: "subject", Value: "$(persons)"}}},
					{If: "line in [\"commercial\", \"business-owners\", \"liability\", \"commercial-auto\"]", Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(latest(today, effective) + months(1))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "cross-sell"}, {Field: "subject", Value: "$(businesses)"}}},
				},
			},
			{
				Name:  "cross-sell",
				About: "$(answered)",
				On:    "opportunity",
				When:  "becomes(\"status\", \"open\")",
				Needs: [][]Need{{{Field: "status", Changed: true, Is: "open"}}},
				Do: []Clause{
					{Complete: "activities", Where: "slot == \"cross-sell\"", Promised: true},
				},
			},
			{
				Name:  "cross-sell",
				About: "$(answered)",
				On:    "policy",
				When:  "becomes(\"status\", \"active\") and how_many(\"policy\", \"id != nil\") > 1",
				Needs: [][]Need{{{Field: "status", Changed: true, Is: "active"}}},
				Do: []Clause{
					{Complete: "activities", Where: "slot == \"cross-sell\"", Promised: true},
				},
			},
		},
	},
	{
		Name:  "life-events",
		About: Words{EN: "Life events: before somebody turns 26, 62 or 65 (United States) they are talked to.", IT: "Tappe della vita: prima che qualcuno compia 26, 62 o 65 anni (Stati Uniti) gli si parla.", ES: "Etapas de la vida: antes de que alguien cumpla 26, 62 o 65 años (Estados Unidos) se habla con la persona.", JA: "ライフイベント：26歳・62歳・65歳になる前に話をします（米国）。"},
		Named: []string{"life-events"},
		Texts: []Text{
			{Key: "planned", Words: Words{EN: "Who turns 26, 62 or 65 is talked to some time before.", IT: "A chi sta per compiere 26, 62 o 65 anni si parla qualche tempo prima.", ES: "Con quien va a cumplir 26, 62 o 65 años se habla algún tiempo antes.", JA: "26歳・62歳・65歳になる人とは、少し前に話をします。"}},
			{Key: "again", Words: Words{EN: "When the task for one of them is closed, the next one follows.", IT: "Chiuso il task di una tappa, segue la successiva.", ES: "Cerrada la tarea de una etapa, sigue la siguiente.", JA: "一つが終わると、次を予定します。"}},
			{Key: "over", Words: Words{EN: "Who is given up, whose year of birth is not known or who is older has none.", IT: "Chi si lascia perdere, di chi non si conosce l'anno di nascita o chi è più anziano non ne ha.", ES: "Quien se da por perdido, de quien no se sabe el año de nacimiento o quien es mayor no tiene ninguna.", JA: "見込みがなくなった人、生年が不明な人、年齢を過ぎた人には予定しません。"}},
			{Key: "at-26", Words: Words{EN: "turns 26, health insurance of their own", IT: "compie 26 anni, un'assicurazione sanitaria propria", ES: "cumple 26 años, seguro de salud propio", JA: "26歳になる、本人の医療保険"}},
			{Key: "at-62", Words: Words{EN: "turns 62, Social Security early or later", IT: "compie 62 anni, Social Security subito o più tardi", ES: "cumple 62 años, Seguro Social ahora o más tarde", JA: "62歳になる、社会保障年金の受給時期"}},
			{Key: "at-65", Words: Words{EN: "turns 65, Medicare and seven months to enrol", IT: "compie 65 anni, Medicare e sette mesi per iscriversi", ES: "cumple 65 años, Medicare y siete meses para inscribirse", JA: "65歳になる、メディケアの加入は7か月間"}},
		},
		Rules: []Rule{
			{
				Name:  "life-events",
				About: "$(planned)",
				On:    "contact",
				When:  "kind == \"person\" and stage in [\"prospect\", \"client\"] and stopped == nil and (changed(\"birthday\") or changed(\"stage\") or changed(\"stopped\"))",
				Needs: [][]Need{{{Field: "kind", Is: "person"}}, {{Field: "stage", Is: "prospect"}, {Field: "stage", Is: "client"}}, {{Field: "birthday", Changed: true}, {Field: "stage", Changed: true}, {Field: "stopped", Changed: true}}},
				Do: []Clause{
					{If: "turns(birthday, 26) - days(60) > today", Create: "task", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(turns(birthday, 26) - days(60))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "life-event"}, {Field: "subject", Value: "$(at-26)"}}},
					{If: "turns(birthday, 26) - days(60) <= today and turns(birthday, 62) - days(90) > today", Create: "task", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(turns(birthday, 62) - days(90))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "life-event"}, {Field: "subject", Value: "$(at-62)"}}},
					{If: "turns(birthday, 62) - days(90) <= today and turns(birthday, 65) - days(180) > today", Create: "task", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(turns(birthday, 65) - days(180))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "life-event"}, {Field: "subject", Value: "$(at-65)"}}},
				},
			},
			{
				Name:  "life-events",
				About: "$(again)",
				On:    "activity",
				When:  "slot == \"life-event\" and changed(\"status\") and status != \"open\" and contact.stage in [\"prospect\", \"client\"] and contact.stopped == nil",
				Needs: [][]Need{{{Field: "slot", Is: "life-event"}}, {{Field: "status", Changed: true}}},
				Do: []Clause{
					{If: "turns(contact.birthday, 26) - days(60) > latest(today, due)", Create: "task", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(turns(contact.birthday, 26) - days(60))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "life-event"}, {Field: "subject", Value: "$(at-26)"}}},
					{If: "turns(contact.birthday, 26) - days(60) <= latest(today, due) and turns(contact.birthday, 62) - days(90) > latest(today, due)", Create: "task", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(turns(contact.birthday, 62) - days(90))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "life-event"}, {Field: "subject", Value: "$(at-62)"}}},
					{If: "turns(contact.birthday, 62) - days(90) <= latest(today, due) and turns(contact.birthday, 65) - days(180) > latest(today, due)", Create: "task", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(turns(contact.birthday, 65) - days(180))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "life-event"}, {Field: "subject", Value: "$(at-65)"}}},
				},
			},
			{
				Name:  "life-events",
				About: "$(over)",
				On:    "contact",
				When:  "changed(\"stage\") and not (stage in [\"prospect\", \"client\"]) or changed(\"birthday\") and not (turns(birthday, 65) - days(180) > today)",
				Needs: [][]Need{{{Field: "stage", Changed: true}, {Field: "birthday", Changed: true}}},
				Do: []Clause{
					{Cancel: "activities", Where: "slot == \"life-event\"", Promised: true},
				},
			},
		},
	},
	{
		Name:  "model-literal",
		About: Words{EN: "The model read literally: the next day is the next day, no quiet days before a birthday, no limit to the tries.", IT: "Il modello alla lettera: il giorno dopo è il giorno dopo, nessuna pausa prima del compleanno, nessun limite ai tentativi.", ES: "El modelo al pie de la letra: el día siguiente es el siguiente, sin pausa antes del cumpleaños, sin tope de intentos.", JA: "モデルを文字どおりに：翌日は暦の翌日、誕生日前の休止期間なし、試行回数の上限なし。"},
		Named: []string{"new-lead", "no-reach", "stay-in-touch", "birthday"},
		Texts: []Text{
			{Key: "next-day", Words: Words{EN: "A new lead is called the next day.", IT: "Un nuovo lead si chiama il giorno dopo.", ES: "A un cliente potencial nuevo se le llama al día siguiente.", JA: "新しい見込み客には翌日コールします。"}},
			{Key: "again", Words: Words{EN: "Somebody who was not reached is called again the next day, as often as it takes.", IT: "Chi non è stato raggiunto si richiama il giorno dopo, tutte le volte che serve.", ES: "A quien no se encontró se le vuelve a llamar al día siguiente, cuantas veces haga falta.", JA: "到達できなかった人には、到達するまで毎日コールします。"}},
			{Key: "later", Words: Words{EN: "A contact who wants to be called another time is called in six months (a client as often as agreed), or one week before the birthday.", IT: "Chi vuole essere chiamato più avanti si chiama dopo sei mesi (un cliente fisso con la frequenza concordata), o una settimana prima del compleanno.", ES: "A quien prefiere otro momento se le llama a los seis meses (a un cliente, con la frecuencia acordada), o una semana antes del cumpleaños.", JA: "別の時期の連絡を希望する人には、6か月後（クライアントは頻度どおり）か誕生日の1週間前にコールします。"}},
			{Key: "overtaken", Words: Words{EN: "A contact with nothing planned after a call that came to nothing is called as if they wanted to be called another time.", IT: "Chi non ha nulla in programma dopo una chiamata senza esito si chiama come se volesse essere chiamato più avanti.", ES: "A quien no tiene nada previsto tras una llamada sin resultado se le llama como si prefiriera otro momento.", JA: "成果のないコールの後に何も予定がない人には、別の時期を希望した人と同じようにコールします。"}},
			{Key: "birthday", Words: Words{EN: "Whoever is worked on gets a call on their birthday.", IT: "Chi è seguito riceve una chiamata il giorno del compleanno.", ES: "A quien se atiende se le llama por su cumpleaños.", JA: "対応中の人には誕生日にコールします。"}},
			{Key: "unknown", Words: Words{EN: "A birthday that turns out to be unknown, or that of a minor, has no call.", IT: "Un compleanno che risulta ignoto, o di un minorenne, non ha chiamate.", ES: "Un cumpleaños que resulta desconocido, o de un menor, no tiene llamada.", JA: "誕生日が不明になった人や未成年の人にはコールしません。"}},
			{Key: "spoken", Words: Words{EN: "A conversation leaves the birthday call where it is, unless it was on the day.", IT: "Una conversazione lascia la chiamata di compleanno dov'è, a meno che non sia stata in quel giorno.", ES: "Una conversación deja la llamada de cumpleaños donde está, salvo que fuera ese día.", JA: "会話をしても誕生日コールは動きません。誕生日当日の会話は別です。"}},
			{Key: "earlier", Words: Words{EN: "When a conversation turns out to have been earlier, or none, the birthday call comes back.", IT: "Se una conversazione risulta avvenuta prima, o mai, la chiamata di compleanno torna.", ES: "Si una conversación resulta anterior, o ninguna, la llamada de cumpleaños vuelve.", JA: "会話がもっと前だったか、なかったとわかると、誕生日コールが戻ります。"}},
			{Key: "closed", Words: Words{EN: "When a birthday call is closed, the next one is planned.", IT: "Chiusa una chiamata di compleanno si pianifica la successiva.", ES: "Cerrada una llamada de cumpleaños se planifica la siguiente.", JA: "誕生日コールが終わると、次を予定します。"}},
		},
		Rules: []Rule{
			{
				Name:  "new-lead",
				About: "$(next-day)",
				On:    "contact",
				When:  "stage == \"lead\" and do_not_contact == nil and (changed(\"stage\") and not input.merged or changed(\"stopped\") and stopped == nil or changed(\"calls_barred\") and calls_barred == nil)",
				Needs: [][]Need{{{Field: "stage", Is: "lead"}}, {{Field: "stage", Changed: true}, {Field: "stopped", Changed: true}, {Field: "calls_barred", Changed: true}}},
				Do: []Clause{
					{Create: "call", OncePer: "household", Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "call_type", Value: "referral"}, {Field: "due", Value: "= today + days(1)"}}},
				},
			},
			{
				Name:  "no-reach",
				About: "$(again)",
				On:    "activity",
				When:  "becomes(\"call_result\", \"no-reach\")",
				Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "no-reach"}}},
				Do: []Clause{
					{If: "not overtaken or input.due != nil", Create: "call", Of: "call", FollowUp: true, Values: []Assignment{{Field: "attempt", Value: "= (attempt ?? 1) + 1"}, {Field: "call_type", Value: "= call_type"}, {Field: "cause", Value: "= last_try.id"}, {Field: "due", Value: "= latest(today, last_try.done_on) + days(1)"}, {Field: "purpose", Value: "= purpose"}, {Field: "slot", Value: "retry"}, {Field: "subject", Value: "= subject"}}},
					{If: "overtaken and spoken_since and input.due == nil", Say: "spoken-since", Values: []Assignment{{Field: "date", Value: "= contact.last_call"}, {Field: "name", Value: "= contact.name"}}},
					{If: "overtaken and not spoken_since and input.due == nil", Say: "called-since", Values: []Assignment{{Field: "date", Value: "= last_try.done_on"}, {Field: "name", Value: "= contact.name"}}},
				},
			},
			{
				Name:  "stay-in-touch",
				About: "$(later)",
				On:    "activity",
				When:  "becomes(\"call_result\", \"stay-in-touch\")",
				Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "stay-in-touch"}}},
				Do: []Clause{
					{If: "not home_spoken_since", Create: "call", Of: "household", FollowUp: true, Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= earliest(today + every(contact), next_birthday(contact.birthday, today) - weeks(1))"}, {Field: "slot", Value: "review"}}},
					{If: "home_spoken_since", Create: "call", Of: "household", FollowUp: true, OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= earliest(home_last_call + every(contact), next_birthday(contact.birthday, home_last_call) - weeks(1))"}, {Field: "slot", Value: "review"}}},
				},
			},
			{
				Name:  "stay-in-touch",
				About: "$(overtaken)",
				On:    "activity",
				When:  "(becomes(\"call_result\", \"no-reach\") and overtaken or becomes(\"call_result\", \"wrong-number\") and spoken_since) and contact.next_due == nil",
				Needs: [][]Need{{{Field: "call_result", Changed: true, Is: "no-reach"}, {Field: "call_result", Changed: true, Is: "wrong-number"}}},
				Do: []Clause{
					{Create: "call", Of: "household", FollowUp: true, OncePer: "household", Values: []Assignment{{Field: "call_type", Value: "review"}, {Field: "due", Value: "= latest(last_try.done_on, home_last_call) + every(contact)"}, {Field: "slot", Value: "review"}}},
				},
			},
			{
				Name:  "birthday",
				About: "$(unknown)",
				On:    "contact",
				When:  "changed(\"birthday\") and not appears(\"birthday\")",
				Needs: [][]Need{{{Field: "birthday", Changed: true}}},
				Do: []Clause{
					{Cancel: "activities", Where: "kind == \"call\" and call_type == \"birthday\" and (contact.birthday == nil or not of_age(contact, next_birthday(contact.birthday, latest(today, contact.last_call + days(0)))) or slot != \"birthday\" and next_birthday(contact.birthday, due - weeks(2)) > due + weeks(2))", Promised: true},
				},
			},
			{
				Name:  "birthday",
				About: "$(birthday)",
				On:    "contact",
				When:  "kind == \"person\" and stage != nil and birthday != nil and stopped == nil and calls_barred == nil and (changed(\"birthday\") or appears(\"stage\") or changed(\"stopped\") or changed(\"calls_barred\"))",
				Needs: [][]Need{{{Field: "kind", Is: "person"}}, {{Field: "birthday", Changed: true}, {Field: "stage", Changed: true}, {Field: "stopped", Changed: true}, {Field: "calls_barred", Changed: true}}},
				Do: []Clause{
					{If: "of_age(contact, next_birthday(birthday, latest(today, last_call + days(0))))", Create: "call", Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(birthday, latest(today, last_call + days(0)))"}, {Field: "slot", Value: "birthday"}}},
				},
			},
			{
				Name:  "birthday",
				About: "$(spoken)",
				On:    "contact",
				When:  "kind == \"person\" and stage != nil and birthday != nil and stopped == nil and calls_barred == nil and changed(\"last_call\") and not (changed(\"birthday\") or appears(\"stage\") or changed(\"stopped\") or changed(\"calls_barred\"))",
				Needs: [][]Need{{{Field: "kind", Is: "person"}}, {{Field: "last_call", Changed: true}}},
				Do: []Clause{
					{If: "of_age(contact, next_birthday(birthday, latest(today, last_call + days(0))))", Create: "call", OnlyLater: true, Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(birthday, latest(today, last_call + days(0)))"}, {Field: "slot", Value: "birthday"}}},
				},
			},
			{
				Name:  "birthday",
				About: "$(earlier)",
				On:    "contact",
				When:  "kind == \"person\" and stage != nil and birthday != nil and stopped == nil and calls_barred == nil and earlier(\"last_call\") and not (changed(\"birthday\") or appears(\"stage\") or changed(\"stopped\") or changed(\"calls_barred\"))",
				Needs: [][]Need{{{Field: "kind", Is: "person"}}, {{Field: "last_call", Changed: true}}},
				Do: []Clause{
					{If: "of_age(contact, next_birthday(birthday, latest(birthday_over, contact.last_call + days(0))))", Create: "call", OnlyEarlier: true, Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(birthday, latest(birthday_over, contact.last_call + days(0)))"}, {Field: "slot", Value: "birthday"}}},
				},
			},
			{
				Name:  "birthday",
				About: "$(closed)",
				On:    "activity",
				When:  "kind == \"call\" and call_type == \"birthday\" and changed(\"status\") and status != \"open\" and contact.kind == \"person\" and contact.stage != nil and contact.birthday != nil and contact.stopped == nil and contact.calls_barred == nil",
				Needs: [][]Need{{{Field: "kind", Is: "call"}}, {{Field: "call_type", Is: "birthday"}}, {{Field: "status", Changed: true}}},
				Do: []Clause{
					{If: "of_age(contact, next_birthday(contact.birthday, latest(today, due, contact.last_call + days(0))))", Create: "call", OnlyLater: true, Values: []Assignment{{Field: "call_type", Value: "birthday"}, {Field: "due", Value: "= next_birthday(contact.birthday, latest(today, due, contact.last_call + days(0)))"}, {Field: "slot", Value: "birthday"}}},
				},
			},
		},
	},
	{
		Name:  "onboarding",
		About: Words{EN: "New-client onboarding: a welcome on day 2, the papers on day 30, and on day 90 how it goes.", IT: "Accoglienza dei nuovi clienti: il benvenuto il 2º giorno, i documenti il 30º, e il 90º come va.", ES: "Bienvenida a los clientes nuevos: saludo el día 2, los papeles el día 30 y el día 90 cómo les va.", JA: "新規クライアントのフォロー：2日目に挨拶、30日目に書類の確認、90日目に満足度の確認。"},
		Named: []string{"onboarding"},
		Texts: []Text{
			{Key: "planned", Words: Words{EN: "A new client is welcomed on day 2, and looked after on days 30 and 90.", IT: "A un nuovo cliente fisso si dà il benvenuto il 2º giorno, e lo si segue il 30º e il 90º.", ES: "A un cliente nuevo se le da la bienvenida el día 2, y se le atiende los días 30 y 90.", JA: "新しいクライアントには2日目に挨拶し、30日目と90日目に様子を伺います。"}},
			{Key: "over", Words: Words{EN: "Whoever is not a client any more is left alone.", IT: "Chi non è più cliente fisso non si segue oltre.", ES: "A quien ya no es cliente no se le sigue atendiendo.", JA: "クライアントでなくなった人のフォローは取り消します。"}},
			{Key: "day-2", Words: Words{EN: "welcome, say thank you and whom to ask for what", IT: "dare il benvenuto, ringraziare e dire a chi rivolgersi", ES: "dar la bienvenida, agradecer y decir a quién acudir", JA: "2日目の挨拶、お礼と連絡先の案内"}},
			{Key: "day-30", Words: Words{EN: "day 30, have the papers come and is everything right in them?", IT: "30º giorno, i documenti sono arrivati ed è tutto giusto?", ES: "día 30, ¿llegaron los papeles y está todo bien?", JA: "30日目の確認、書類は届いたか、内容は正しいか"}},
			{Key: "day-90", Words: Words{EN: "day 90, is all as expected, and whom would they recommend us to?", IT: "90º giorno, è tutto come previsto, e a chi ci raccomanderebbero?", ES: "día 90, ¿es todo como esperaban, y a quién nos recomendarían?", JA: "90日目の確認、満足度と紹介のお願い"}},
		},
		Rules: []Rule{
			{
				Name:  "onboarding",
				About: "$(planned)",
				On:    "contact",
				When:  "appears(\"client_since\") and stage == \"client\" and client_since >= today - days(30) and kind != \"organization\" and stopped == nil",
				Needs: [][]Need{{{Field: "client_since", Changed: true}}, {{Field: "stage", Is: "client"}}},
				Do: []Clause{
					{Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(client_since + days(2))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "onboarding-2"}, {Field: "subject", Value: "$(day-2)"}}},
					{Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(client_since + days(30))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "onboarding-30"}, {Field: "subject", Value: "$(day-30)"}}},
					{Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(client_since + days(90))"}, {Field: "purpose", Value: "occasion"}, {Field: "slot", Value: "onboarding-90"}, {Field: "subject", Value: "$(day-90)"}}},
				},
			},
			{
				Name:  "onboarding",
				About: "$(over)",
				On:    "contact",
				When:  "was(\"stage\") == \"client\" and stage != \"client\"",
				Do: []Clause{
					{Cancel: "activities", Where: "slot startsWith \"onboarding-\"", Promised: true},
				},
			},
		},
	},
	{
		Name:  "renewal-steps",
		About: Words{EN: "Renewals in steps: 90 and 30 days before a policy expires, and 120 for commercial lines.", IT: "Rinnovi a tappe: 90 e 30 giorni prima della scadenza di una polizza, e 120 per i rami aziendali.", ES: "Renovaciones por pasos: 90 y 30 días antes de que venza una póliza, y 120 en los ramos comerciales.", JA: "段階的な更新：契約の満期の90日前と30日前、事業者向けの種目では120日前にも。"},
		Named: []string{"renewal-steps"},
		Texts: []Text{
			{Key: "planned", Words: Words{EN: "A policy in force is prepared for its renewal 90 and 30 days before it expires, and in commercial lines 120 days before.", IT: "Il rinnovo di una polizza in vigore si prepara 90 e 30 giorni prima della scadenza, e 120 nei rami aziendali.", ES: "La renovación de una póliza vigente se prepara 90 y 30 días antes de que venza, y 120 en los ramos comerciales.", JA: "有効な契約の更新を、満期の90日前と30日前、事業者向けの種目では120日前にも準備します。"}},
			{Key: "step-120", Words: Words{EN: "renewal in 120 days, ask for figures, payroll and losses", IT: "rinnovo tra 120 giorni, chiedere fatturato, personale e sinistri", ES: "renovación en 120 días, pedir cifras, nómina y siniestros", JA: "更新の120日前、売上・人件費・事故歴を確認"}},
			{Key: "step-90", Words: Words{EN: "renewal in 90 days, review the cover and ask for quotes", IT: "rinnovo tra 90 giorni, rivedere le coperture e chiedere preventivi", ES: "renovación en 90 días, repasar las coberturas y pedir cotizaciones", JA: "更新の90日前、補償内容を見直して見積を依頼"}},
			{Key: "step-30", Words: Words{EN: "renewal in 30 days, confirm the terms", IT: "rinnovo tra 30 giorni, confermare le condizioni", ES: "renovación en 30 días, confirmar las condiciones", JA: "更新の30日前、条件を確認"}},
		},
		Rules: []Rule{
			{
				Name:  "renewal-steps",
				About: "$(planned)",
				On:    "policy",
				When:  "status in [\"pending\", \"active\"] and expires != nil and ended == nil and (changed(\"expires\") or changed(\"status\") or changed(\"ended\"))",
				Needs: [][]Need{{{Field: "status", Is: "pending"}, {Field: "status", Is: "active"}}, {{Field: "expires", Changed: true}, {Field: "status", Changed: true}, {Field: "ended", Changed: true}}},
				Do: []Clause{
					{If: "line in [\"commercial\", \"business-owners\", \"commercial-auto\", \"liability\", \"workers-comp\"] and expires - days(120) >= today", Create: "task", Of: "policy", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(expires - days(120))"}, {Field: "purpose", Value: "renewal"}, {Field: "slot", Value: "renewal-120"}, {Field: "subject", Value: "$(step-120)"}}},
					{If: "expires - days(90) >= today", Create: "task", Of: "policy", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(expires - days(90))"}, {Field: "purpose", Value: "renewal"}, {Field: "slot", Value: "renewal-90"}, {Field: "subject", Value: "$(step-90)"}}},
					{If: "expires - days(30) >= today", Create: "task", Of: "policy", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(expires - days(30))"}, {Field: "purpose", Value: "renewal"}, {Field: "slot", Value: "renewal-30"}, {Field: "subject", Value: "$(step-30)"}}},
					{If: "changed(\"expires\") and expires - days(120) < today", Cancel: "activities", Of: "policy", Where: "slot startsWith \"renewal-120\"", Promised: true},
					{If: "changed(\"expires\") and expires - days(90) < today", Cancel: "activities", Of: "policy", Where: "slot startsWith \"renewal-90\"", Promised: true},
					{If: "changed(\"expires\") and expires - days(30) < today", Cancel: "activities", Of: "policy", Where: "slot startsWith \"renewal-30\"", Promised: true},
				},
			},
		},
	},
	{
		Name:  "speed-to-lead",
		About: Words{EN: "Speed to lead: a new lead is called within the hour, gets a text message, and is called the next morning.", IT: "Risposta rapida: un nuovo lead si chiama entro un'ora, riceve un SMS e si richiama la mattina dopo.", ES: "Respuesta rápida: a un cliente potencial nuevo se le llama en una hora, se le envía un SMS y se le vuelve a llamar por la mañana.", JA: "迅速な初回対応：新しい見込み客に1時間以内にコールし、SMSを送り、翌朝もう一度コールします。"},
		Named: []string{"new-lead", "speed-to-lead"},
		Texts: []Text{
			{Key: "first", Words: Words{EN: "A new lead is called within the hour, or on the next morning of a working day.", IT: "Un nuovo lead si chiama entro un'ora, o la mattina del prossimo giorno lavorativo.", ES: "A un cliente potencial nuevo se le llama en una hora, o la mañana del próximo día laborable.", JA: "新しい見込み客には、1時間以内か次の営業日の朝にコールします。"}},
			{Key: "text", Words: Words{EN: "A lead who is not reached at the first try gets a text message, and is called the next morning.", IT: "A un lead non raggiunto al primo tentativo si scrive un SMS, e lo si richiama la mattina dopo.", ES: "A un cliente potencial que no se encontró al primer intento se le envía un SMS, y se le llama a la mañana siguiente.", JA: "最初のコールで到達できなかった見込み客には、SMSを送り、翌朝コールします。"}},
			{Key: "spoken", Words: Words{EN: "Who was spoken to needs no text message.", IT: "A chi si è parlato non serve un SMS.", ES: "Con quien se habló no hace falta un SMS.", JA: "話ができた人にはSMSを送りません。"}},
			{Key: "message", Words: Words{EN: "text message, when does it suit?", IT: "SMS, quando le va bene?", ES: "SMS, ¿cuándo le viene bien?", JA: "SMSで都合のよい時間を聞く"}},
		},
		Rules: []Rule{
			{
				Name:  "new-lead",
				About: "$(first)",
				On:    "contact",
				When:  "stage == \"lead\" and do_not_contact == nil and (changed(\"stage\") and not input.merged or changed(\"stopped\") and stopped == nil or changed(\"calls_barred\") and calls_barred == nil)",
				Needs: [][]Need{{{Field: "stage", Is: "lead"}}, {{Field: "stage", Changed: true}, {Field: "stopped", Changed: true}, {Field: "calls_barred", Changed: true}}},
				Do: []Clause{
					{If: "on_or_after_workday(today) == today and clock(now) >= \"08:00\" and clock(now) < \"17:00\"", Create: "call", OncePer: "household", Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "call_type", Value: "referral"}, {Field: "due", Value: "= today"}, {Field: "due_time", Value: "= clock(later(now, 60))"}, {Field: "priority", Value: "high"}}},
					{If: "on_or_after_workday(today) != today or clock(now) < \"08:00\"", Create: "call", OncePer: "household", Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "call_type", Value: "referral"}, {Field: "due", Value: "= on_or_after_workday(today)"}, {Field: "due_time", Value: "09:00"}, {Field: "priority", Value: "high"}}},
					{If: "on_or_after_workday(today) == today and clock(now) >= \"17:00\"", Create: "call", OncePer: "household", Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "call_type", Value: "referral"}, {Field: "due", Value: "= next_workday(today)"}, {Field: "due_time", Value: "09:00"}, {Field: "priority", Value: "high"}}},
					{If: "on_or_after_workday(today) == today and now == nil", Create: "call", OncePer: "household", Values: []Assignment{{Field: "attempt", Value: "= 1"}, {Field: "call_type", Value: "referral"}, {Field: "due", Value: "= today"}, {Field: "priority", Value: "high"}}},
				},
			},
			{
				Name:  "speed-to-lead",
				About: "$(text)",
				On:    "activity",
				When:  "kind == \"call\" and becomes(\"call_result\", \"no-reach\") and (attempt ?? 1) == 1 and not overtaken and contact.stage == \"lead\"",
				Needs: [][]Need{{{Field: "kind", Is: "call"}}, {{Field: "call_result", Changed: true, Is: "no-reach"}}},
				Do: []Clause{
					{Create: "task", Values: []Assignment{{Field: "due", Value: "= today"}, {Field: "priority", Value: "high"}, {Field: "purpose", Value: "text"}, {Field: "slot", Value: "text-lead"}, {Field: "subject", Value: "$(message)"}}},
					{Set: "activities", Where: "kind == \"call\" and call_type == \"referral\" and attempt == 2 and due_time == nil and not promised()", Values: []Assignment{{Field: "due_time", Value: "09:00"}}},
				},
			},
			{
				Name:  "speed-to-lead",
				About: "$(spoken)",
				On:    "contact",
				When:  "changed(\"last_call\") and last_call != nil",
				Needs: [][]Need{{{Field: "last_call", Changed: true}}},
				Do: []Clause{
					{Cancel: "activities", Where: "slot == \"text-lead\"", Promised: true},
				},
			},
		},
	},
	{
		Name:  "win-back",
		About: Words{EN: "Win-back: who did not buy, or whose last policy has ended, is called after 30, 60 and 90 days.", IT: "Riconquista: chi non ha comprato, o ha perso l'ultima polizza, si chiama dopo 30, 60 e 90 giorni.", ES: "Recuperación: a quien no compró, o cuya última póliza terminó, se le llama a los 30, 60 y 90 días.", JA: "再アプローチ：成約しなかった人や最後の契約が終わった人に、30日・60日・90日後にコールします。"},
		Named: []string{"win-back"},
		Texts: []Text{
			{Key: "lost", Words: Words{EN: "Whose opportunity was lost is called after 30, 60 and 90 days.", IT: "Chi non ha comprato si chiama dopo 30, 60 e 90 giorni.", ES: "A quien no compró se le llama a los 30, 60 y 90 días.", JA: "失注した人に、30日・60日・90日後にコールします。"}},
			{Key: "lapsed", Words: Words{EN: "A client whose last policy has ended is called after 30, 60 and 90 days.", IT: "Un cliente fisso la cui ultima polizza è terminata si chiama dopo 30, 60 e 90 giorni.", ES: "A un cliente cuya última póliza terminó se le llama a los 30, 60 y 90 días.", JA: "最後の契約が終わったクライアントに、30日・60日・90日後にコールします。"}},
			{Key: "won", Words: Words{EN: "Who has an opportunity or a policy again is won back, or nearly.", IT: "Chi ha di nuovo un'opportunità o una polizza è riconquistato, o quasi.", ES: "Quien tiene otra vez una oportunidad o una póliza está recuperado, o casi.", JA: "商談や契約が再びある人には、もうコールしません。"}},
			{Key: "after-30", Words: Words{EN: "win back, 30 days", IT: "riconquista, 30 giorni", ES: "recuperación, 30 días", JA: "再アプローチ、30日後"}},
			{Key: "after-60", Words: Words{EN: "win back, 60 days", IT: "riconquista, 60 giorni", ES: "recuperación, 60 días", JA: "再アプローチ、60日後"}},
			{Key: "after-90", Words: Words{EN: "win back, 90 days", IT: "riconquista, 90 giorni", ES: "recuperación, 90 días", JA: "再アプローチ、90日後"}},
		},
		Rules: []Rule{
			{
				Name:  "win-back",
				About: "$(lost)",
				On:    "opportunity",
				When:  "becomes(\"status\", \"lost\") and not (lost_reason in [\"ineligible\", \"not-needed\"]) and x_date == nil and contact.stage != nil and contact.stopped == nil and how_many(\"opportunity\", \"status == 'open'\") == 0",
				Needs: [][]Need{{{Field: "status", Changed: true, Is: "lost"}}},
				Do: []Clause{
					{If: "closed + days(30) >= today", Create: "call", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(closed + days(30))"}, {Field: "purpose", Value: "win-back"}, {Field: "slot", Value: "win-back-30"}, {Field: "subject", Value: "$(after-30)"}}},
					{If: "closed + days(60) >= today", Create: "call", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(closed + days(60))"}, {Field: "purpose", Value: "win-back"}, {Field: "slot", Value: "win-back-60"}, {Field: "subject", Value: "$(after-60)"}}},
					{If: "closed + days(90) >= today", Create: "call", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(closed + days(90))"}, {Field: "purpose", Value: "win-back"}, {Field: "slot", Value: "win-back-90"}, {Field: "subject", Value: "$(after-90)"}}},
				},
			},
			{
				Name:  "win-back",
				About: "$(lapsed)",
				On:    "policy",
				When:  "changed(\"status\") and status in [\"cancelled\", \"expired\"] and contact.stage == \"client\" and contact.stopped == nil and how_many(\"policy\", \"status in ['pending', 'active']\") == 0 and how_many(\"opportunity\", \"status == 'open'\") == 0",
				Needs: [][]Need{{{Field: "status", Changed: true}}, {{Field: "status", Is: "cancelled"}, {Field: "status", Is: "expired"}}},
				Do: []Clause{
					{If: "(ended ?? today) + days(30) >= today", Create: "call", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday((ended ?? today) + days(30))"}, {Field: "purpose", Value: "win-back"}, {Field: "slot", Value: "win-back-30"}, {Field: "subject", Value: "$(after-30)"}}},
					{If: "(ended ?? today) + days(60) >= today", Create: "call", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday((ended ?? today) + days(60))"}, {Field: "purpose", Value: "win-back"}, {Field: "slot", Value: "win-back-60"}, {Field: "subject", Value: "$(after-60)"}}},
					{If: "(ended ?? today) + days(90) >= today", Create: "call", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday((ended ?? today) + days(90))"}, {Field: "purpose", Value: "win-back"}, {Field: "slot", Value: "win-back-90"}, {Field: "subject", Value: "$(after-90)"}}},
				},
			},
			{
				Name:  "win-back",
				About: "$(won)",
				On:    "opportunity",
				When:  "becomes(\"status\", \"open\")",
				Needs: [][]Need{{{Field: "status", Changed: true, Is: "open"}}},
				Do: []Clause{
					{Cancel: "activities", Where: "slot startsWith \"win-back-\"", Promised: true},
				},
			},
			{
				Name:  "win-back",
				About: "$(won)",
				On:    "policy",
				When:  "changed(\"status\") and status in [\"pending\", \"active\"]",
				Needs: [][]Need{{{Field: "status", Changed: true}}, {{Field: "status", Is: "pending"}, {Field: "status", Is: "active"}}},
				Do: []Clause{
					{Cancel: "activities", Where: "slot startsWith \"win-back-\"", Promised: true},
				},
			},
		},
	},
}
