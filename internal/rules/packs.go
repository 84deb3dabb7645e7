// Code generated from packs/*.yaml by go test ./internal/rules -update. DO NOT EDIT.

package rules

// packs is the packs of rules as data: where none is switched, nothing of it is read.
var packs = []Pack{
	{
		Name:    "psm",
		About:   Words{EN: "The Producer Success Model: new leads, the next call after each result, review and birthday calls.", IT: "Producer Success Model: i nuovi lead, la prossima chiamata dopo ogni esito, le chiamate per controllo e di compleanno.", ES: "Producer Success Model: los clientes potenciales nuevos, la próxima llamada tras cada resultado, las llamadas de revisión y de cumpleaños.", JA: "Producer Success Model：新しい見込み客、結果ごとの次のコール、レビューコール、誕生日コール。"},
		Enabled: true,
		Named:   []string{"new-lead", "no-reach", "stay-in-touch", "dead-file", "stopped", "no-calls", "given-up", "household", "met", "appointment", "wrong-number", "no-phone", "new-phone", "review", "client", "birthday"},
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
					{Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(next_birthday(\"--02-01\", today) + days(day(contact.client_since ?? today) > 28 ? 0 : day(contact.client_since ?? today) - 1))"}, {Field: "purpose", Value: "reach"}, {Field: "slot", Value: "annual-review"}, {Field: "subject", Value: "$(subject)"}}},
				},
			},
			{
				Name:  "annual-review",
				About: "$(again)",
				On:    "activity",
				When:  "slot == \"annual-review\" and changed(\"status\") and status != \"open\" and contact.stage == \"client\" and contact.stopped == nil",
				Needs: [][]Need{{{Field: "slot", Is: "annual-review"}}, {{Field: "status", Changed: true}}},
				Do: []Clause{
					{Create: "task", OncePer: "household", Values: []Assignment{{Field: "due", Value: "= on_or_after_workday(next_birthday(\"--02-01\", latest(today, due)) + days(day(contact.client_since ?? today) > 28 ? 0 : day(contact.client_since ?? today) - 1))"}, {Field: "purpose", Value: "reach"}, {Field: "slot", Value: "annual-review"}, {Field: "subject", Value: "$(subject)"}}},
				},
			},
			{
				Name:  "annual-review",
				About: "$(over)",
				On:    "contact",
				When:  "was(\"stage\") == \"client\" and stage != \"client\"",
				Do: []Clause{
					{Cancel: "activities", Where: "slot == \"annual-review\""},
				},
			},
		},
	},
}
