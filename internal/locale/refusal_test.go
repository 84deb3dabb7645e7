package locale

import (
	"slices"
	"strings"
	"testing"
)

func TestRefuses(t *testing.T) {
	for _, text := range []string{
		"do not call", "Don't call!", "DO NOT CONTACT", "please don’t call again", "She does not want any calls", "no more calls", "stop calling me", "remove from the list", "opted out in May", "DNC", "D.N.C.", "Take me off your list", "Never call",
		"asked not to be called", "wants us to stop calling", "told us to stop", "no calls", "No phone calls please", "no cold calling", "refuses calls", "refused further contact", "declined to be contacted", "declines all sales calls", "objects to being called", "Contact refused", "calls are not welcome",
		"marketing not allowed", "consent withdrawn", "withdrew consent in May", "does not consent", "no consent", "never to be contacted", "hates sales calls", "complained about the calls", "leave her alone", "lose my number", "delete me from your database", "cease and desist letter", "unsubscribed", "do-not-call",
		"likes golf; do not call", "Jane Hudson (do not call)", "614-555-0147 do not call", "do not email", "Please stop emailing", "doesn't want to be bothered", "would rather not be contacted", "not for marketing", "calls: never", "on the do not call registry",
		"no longer wants our calls", "no longer wishes to be contacted", "Asked that we not call", "Customer requested no contact", "NO CONTACT PER CLIENT", "prefers no calls",
		"hung up, said lose my number", "Cease and desist received 3/2", "quit calling", "wants off the list", "remove", "d/n/c", "threatened to sue if we call", "threatened to report us to the attorney general", "will report us", "threatened us with her lawyer", "Asked to be removed", "wants data deleted", "asked for the right to be forgotten",
		"chiede di essere cancellato", "diffida dell'avvocato", "chiesta la cancellazione: vuole la cancellazione", "ha pedido la baja", "ya no quiere saber nada", "sin consentimiento", "le molesta que le llamen", "borrar datos", "derecho al olvido", "amenazó con denunciar", "no quiere publicidad",
		"コンタクト禁止", "個人情報削除希望", "電話を迷惑がられている",
		"non chiamare", "Non chiamare più", "NON CONTATTARE", "non vuole essere chiamata", "non vuole più essere disturbato", "da non chiamare", "ha chiesto di non chiamarlo", "non desidera ricevere telefonate", "non richiamarla", "revoca il consenso", "iscritto RPO", "basta chiamate",
		"vietato chiamare", "è vietato telefonare", "niente chiamate", "Niente telefonate, grazie", "nessuna chiamata commerciale", "mai più telefonate", "rifiuta le chiamate", "ha rifiutato il contatto", "rifiuta contatti", "si oppone alle telefonate", "opposizione al trattamento", "consenso negato", "consenso non dato", "contatti non graditi",
		"cancellatemi dalla lista", "toglietemi dall'elenco", "mi tolga dalla rubrica", "lasciatemi in pace", "smettetela di chiamare", "evitare di chiamare", "divieto di contatto: non telefonare", "non vuole più saperne", "non disturbarlo", "pregasi di non telefonare", "stop telefonate", "stufa delle telefonate",
		"no llamar", "No molestar, por favor", "no volver a llamar", "no quiere que le llamen", "no desea ser contactada", "pidió que no le llamemos", "no la llame más", "se dio de baja", "Lista Robinson", "No me llamen",
		"prohibido llamar", "nada de llamadas", "bórrenme de su lista", "Bórreme", "elimínenme de la base", "sáquenme de la lista", "quitar de la lista", "dejen de llamar", "dejen de molestar", "déjenme en paz", "ni una llamada más", "basta de llamadas", "sin llamadas", "rechaza llamadas", "rechazó ser contactado", "se niega a recibir llamadas",
		"no acepta llamadas", "se opone al tratamiento", "no autoriza publicidad", "consentimiento revocado", "nunca llamar", "jamás llamar", "harto de llamadas", "no quiere saber nada", "llamadas no deseadas", "prohibidas las llamadas", "no insistir", "evitar llamar",
		"電話しないでほしい", "連絡不要とのこと", "もう電話しないでください", "電話はお断り", "勧誘拒否", "営業電話NG", "二度とかけてこないで", "架電禁止", "連絡はやめてほしい",
		"断られた", "断られました", "本人より断り", "強く断られた", "お断り", "電話×", "電話✕", "TEL×", "ＴＥＬ×", "×電話", "NG（電話）", "連絡を望まれていない", "連絡を望まない", "訪問はご遠慮ください", "電話は控えてほしい", "営業電話は迷惑", "セールスお断り", "案内不要", "電話を希望しない", "連絡希望せず", "リストから外してほしい", "名簿から削除", "個人情報の削除を希望", "同意なし", "同意しない", "電話を嫌がる", "勧誘は受け付けない", "訪問拒絶",
	} {
		if !Refuses(text) {
			t.Errorf("%q is not a refusal", text)
		}
	}
	for _, text := range []string{
		"", "likes golf", "call after six", "called twice, no answer", "wants two cars covered", "not at home", "no reach", "no contact since May", "no children", "asked for a quote", "contact: Jane",
		"declined quote from Acme", "declined quote; call again in spring", "no email yet", "calls refused by voicemail", "not called yet", "never called", "Never called back", "not contacted", "no calls yet", "no calls answered", "no calls since May", "did not call", "could not be reached", "can't call him: the number is dead", "call declined",
		"refused the umbrella", "refused earthquake cover", "rejected by underwriting", "does not want umbrella", "doesn't want life cover", "no longer drives", "no phone", "no e-mail", "no texts from the carrier arrived", "does not mind being called", "doesn't object to calls", "did not opt out", "not on DNC", "DNC: no", "DNC checked", "removed from DNC",
		"no marketing material sent", "do not write flood in FL", "stop payment", "not home on Sundays", "never married", "no accidents", "no further questions", "consent given", "no consent form needed", "no consent forms on file yet", "no longer drives a truck", "we not insured there", "asked not to include the boat", "prefers e-mail", "take the car off the policy", "remove driver from policy", "wants to be called", "call me, do not wait", "stop by the office",
		"chiamare dopo le 18", "non risponde", "non ha figli", "due auto; cliente dal 2011", "ha chiesto un preventivo", "non ancora cliente",
		"non contattato", "Non contattata", "non ancora chiamato", "nessuna chiamata ancora", "nessuna risposta", "ha rifiutato il preventivo", "preventivo rifiutato", "rifiutato dalla compagnia", "non ha telefono", "non ha il cellulare", "non trovato", "nessun contatto", "chiamata persa", "nessuna chiamata persa", "non vuole la polizza infortuni", "non si oppone alle chiamate", "niente figli", "vietato fumare", "RPO: no", "non iscritto RPO", "telefonate ricevute: 3", "cerca casa", "chiamate perse", "chiamare, non scrivere",
		"llamar por la tarde", "no contesta", "no tiene coche", "quiere cotización", "vive en Baja California",
		"no contactado", "No contactada", "sin contacto", "sin respuesta", "sin llamadas previas", "sin llamadas pendientes", "no devuelve llamadas", "no contesta llamadas", "no tiene teléfono", "sin correo", "rechazó la cotización de Acme", "rechazada por la compañía", "no quiere seguro de vida", "no llamó", "aún no llamado", "llamadas rechazadas por el buzón", "no rechaza llamadas", "ninguna llamada perdida", "Robinson: no", "no está en la lista Robinson", "prohibido fumar", "nada de alcohol", "llamar, no escribir", "de viaje",
		"午後に電話", "不在", "車2台", "電話済み", "連絡待ち", "保険見直し希望",
		"電話に出ない", "連絡が取れない", "電話番号なし", "メールアドレス不明", "見積もりを断られた", "Acmeの見積は断られた", "保険会社に断られた", "引受を断られた", "訪問中止", "連絡先控え済み", "電話希望", "未連絡", "連絡済", "電話つながらず", "車は不要", "保険は不要", "留守", "折り返し電話待ち", "hotel 3 nights, wedding",
	} {
		if Refuses(text) {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}

func TestMay(t *testing.T) {
	for text, want := range map[string]bool{
		"yes": true, "Y": true, "1": true, "Sì": true, "SI": true, "S": true, "sí": true, "可": true, "○": true, "はい": true, "同意": true, "Opt in": true,
		"yes please": true, "Sì, grazie": true, "siempre": true, "希望する": true,
		"never": false, "No, thanks": false, "mai": false, "no grazie": false, "nunca": false, "Jamás": false, "NO!": false, "nunca más": false, "無": false, "ダメ": false, "希望しない": false, "絶対不可": false, "no quiere": false, "rechazado": false,
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

func TestNoDay(t *testing.T) {
	for _, text := range []string{"", "n/a", "never", "Not yet", "Mai", "non ancora", "nunca", "Todavía no", "まだ", "未連絡", "1/0/1900", "00/01/1900", "0-Jan-00", "31/12/1899", "1899-12-30", "1/1/1900"} {
		if !NoDay(text) {
			t.Errorf("%q is a day", text)
		}
	}
	for _, text := range []string{"10/10/2020", "today", "mar", "2020-10-10"} {
		if NoDay(text) {
			t.Errorf("%q is not a day", text)
		}
	}
}

// TestHeading says what a heading asks: r for a yes that refuses, c for one that
// consents, t for what has to do with calling.
func TestHeading(t *testing.T) {
	for want, headings := range map[string]string{
		"r": "ARCO; Derechos ARCO; Cancelled; Cancelado; Disdetta; Recesso; Desuscrito; 解約; Inactive; Inattivo; Former client; Ex cliente; 元顧客; HasOptedOutOfEmail; Deceased; Deceduto; Fallecido; Date of Death; DOD; Data decesso; 死亡日; Opted out; Unsubscribed; Bloccato; Bloqueado; Bloccata; Rifiutato; Rifiuto; Rechazado; Refused; Declined; Robinson; REUS; Opposizione; Baja; ブロック; 拒否; Email Opt Out; Revocado; RPO?; Baja de correo; Se dio de baja de todos los correos; Data cessazione; Cancellation date; Fecha de cancelación; 解約日",
		"rt": "Sin llamadas; Rechaza llamadas; Rifiuta contatti; Refuses calls; No phone calls; Niente telefonate; Prohibido llamar; Vietato chiamare; Contact refused; Does not want calls; No acepta llamadas; Non desidera chiamate; 連絡拒否; 電話×; 連絡を希望しない; Nessuna chiamata commerciale; " +
			"Objects to marketing; Contatto vietato; Stop calls; No molestar; Evitar llamar; 営業お断り",
		"c":  "Aviso de privacidad; Cons. mkt; Cons. comm.; Privacy; Opt in; Consenso; Consentimiento; 同意の有無; 同意; 個人情報同意; TCPA; Autorizzazione; In vita; Vive; Alive; Trattamento dati; Tratamiento de datos; 存命",
		"ct": "Acepta promociones; Accetta promozioni; ¿Se le puede marcar?; Quiere llamadas; Acepta que le llamemos; Vuole essere chiamato; Accetta telefonate; Wants calls; May we call; OK to call; Calls allowed?; Marketing consent; 電話希望; 連絡可; 電話許可; Puede llamarse; Recibir llamadas; Riceve chiamate",
		"rc": "GDPR; RGPD",
		"t":  "DM; 最終結果; 架電可能時間; Marcar; Esito; Esito chiamata; Outcome; Resultado; 結果; Active; Is active; Active client; Attivo; Cliente attivo; Activo; 有効; Solicit; Molestar; Disturbare; テレアポ; 連絡; 営業電話; Chiamate; Contattare; Llamadas; Marketing; Call; Contact; Interested; Interesado; Best time to call; 電話希望時間",
		"":   "Active policy; Policies active; Expired; City; Married; Automatic payment; Ciudad; Città; 都道府県; Recall date; Contacted; Contattato; No. llamadas; Nº llamadas; No. of calls; Declined coverage; Coverage rejected; Quote declined; Preventivo rifiutato; Cotización rechazada; 引受拒否; 見積拒否; Payment refused; Blockchain; Banca; Codice Fiscale; Bloque; Interested in life; Death benefit; Deceased spouse; Caso morte; 死亡保険金",
	} {
		for heading := range strings.SplitSeq(headings, "; ") {
			got, a := "", Heading(heading)
			for letter, is := range map[string]bool{"r": a.Refuses, "c": a.Consents, "t": a.Topic} {
				if is {
					got += letter
				}
			}
			if letters := strings.Split(got, ""); len(got) > 1 {
				slices.SortFunc(letters, func(a, b string) int { return strings.Index("rct", a) - strings.Index("rct", b) })
				got = strings.Join(letters, "")
			}
			if got != want {
				t.Errorf("heading %q asks %q, want %q", heading, got, want)
			}
		}
	}
}

// A column that asks how to contact somebody, or whether to do so again, refuses where it
// says that there is no way.
func TestHeadingAsksHow(t *testing.T) {
	for _, heading := range []string{
		"Preferred contact method", "Preferred method of contact", "Contact preference", "Contact Preferences", "Best way to reach", "How to contact them", "Preferred channel", "Channel", "Communication preferences", "Contact mode", "Client contact preference", "PreferredContactMethod", "preferred_contact",
		"Future contact", "Further contact", "Contact in the future", "Call again", "Keep in touch", "Stay in touch", "Future marketing",
		"Medio preferido", "Medio de contacto", "Medio de contacto preferido", "Forma de contacto", "Vía de contacto", "Canal", "Canal preferido", "Cómo contactar", "Preferencia de contacto", "Contactos futuros", "Más llamadas", "Contactar de nuevo",
		"Canale preferito", "Modalità di contatto", "Modalità di contatto preferita", "Mezzo di comunicazione", "Preferenza di contatto", "Contatto preferito", "Contatti futuri", "Ulteriori contatti", "Come contattare il cliente", "Richiamare in futuro",
		"連絡方法", "希望連絡方法", "連絡手段", "ご希望の連絡方法", "希望連絡先", "以後の連絡", "今後の連絡", "今後のご連絡", "以降の架電", "今後のご案内", "架電可能時間", "連絡可能な時間帯",
	} {
		if !Heading(heading).How {
			t.Errorf("%q does not ask how to contact them", heading)
		}
	}
	for _, heading := range []string{
		"Language", "Preferred language", "Preferred agent", "Preferred carrier", "Method of payment", "Payment preference", "Medio de pago", "Forma de pago", "Metodo di pagamento", "支払方法", "希望プラン", "Via", "Forma", "Mode", "Contact", "Calls", "Contacto", "Contatto", "連絡", "Best time to call", "Next contact", "Last contact", "Contact name", "Follow up", "Canale di vendita", "Customer", "Future plans", "Best product", "流入経路",
	} {
		if Heading(heading).How {
			t.Errorf("%q is taken for how to contact them", heading)
		}
	}
	for text, want := range map[string]bool{
		"none": true, "None.": true, "none of the above": true, "no": true, "never": true, "nothing": true, "do not contact": true, "stop": true, "ninguno": true, "Ninguna": true, "ningún medio": true, "nada": true, "no contactar": true, "nessuno": true, "nessuna": true, "nessun canale": true, "mai": true, "なし": true, "無": true, "しない": true, "不要": true, "特になし": true, "希望しない": true,
		"n/a": false, "unknown": false, "-": false, "": false, "Phone": false, "email": false, "any": false, "0": false, "no preference": false, "cualquiera": false, "nessuna preferenza": false, "電話": false, "不明": false, "未定": false, "どれでも": false,
	} {
		if NoWay(text) != want {
			t.Errorf("%q says that there is no way: %t", text, !want)
		}
	}
}

func TestDeclines(t *testing.T) {
	for _, text := range []string{
		"refused", "not interested", "Not interested at all", "no thanks", "hung up on me", "Hung up", "rifiuto", "ha rifiutato", "non interessato", "Non interessata", "nessun interesse", "rechazó", "rechaza", "no interesado", "no está interesada", "se negó", "断り", "お断り", "断られた", "拒否", "拒否された", "興味なし", "門前払い", "DNC",
	} {
		if !Declines(text) {
			t.Errorf("%q declines nothing", text)
		}
	}
	for _, text := range []string{"Declined", "rejected", "Rifiutato", "rechazado", "Rechazada", "denied", "NI", "Removed", "削除済", "Queja", "Reclamo", "complaint"} {
		if Declines(text) || !MayDecline(text) {
			t.Errorf("%q does not leave open what was declined", text)
		}
	}
	for _, text := range []string{
		"", "no", "d", "ni", "interested", "interesado", "no answer", "not at home", "voicemail", "appointment", "lost", "won", "new", "contacted", "not contacted", "non risponde", "irraggiungibile", "sin contacto", "no contesta", "到達なし", "不在", "興味あり", "A", "Hot", "attivo", "active", "cancelled", "lapsed", "declined quote from Acme", "preventivo rifiutato",
	} {
		if Declines(text) {
			t.Errorf("%q is taken for somebody who declines", text)
		}
	}
}

func TestDied(t *testing.T) {
	for _, text := range []string{
		"deceased", "Deceased", "Dead", "RIP", "passed away in March", "wife says he passed last spring", "his son told us he died in June", "no longer living", "la moglie dice che è deceduto", "su esposa dijo que falleció", "Passed away 2025", "he's dead", "died 2024", "Iris Lamb (deceased)", "two cars; died in May",
		"deceduto a marzo", "È morto", "è deceduta a luglio", "Defunto", "falleció en marzo", "fallecida", "Difunto", "murió en mayo", "逝去", "ご逝去(2025年)",
		"Sam Jones - dead", "Sam Jones RIP", "Sam Jones (RIP)", "Sam Jones, R.I.P.", "Sam Jones – deceased", "Sam Jones (1941-2020)", "Sam Jones (d. 2024)", "Sam Jones †", "† Sam Jones", "The late Sam Jones", "Estate of Bo Lin", "Sam Jones - DEAD", "Sam Jones [dead]", "Sam Jones: dead",
		"Mario Rossi - morto", "Mario Rossi (defunto)", "Mario Rossi buonanima", "Juan Gil (Q.E.P.D.)", "Juan Gil - fallecido", "Juan Gil, D.E.P.", "Juan Gil (qepd)", "故 山田太郎", "故山田太郎", "山田太郎（故）", "山田太郎 故", "故・山田和夫", "山田和夫（死亡）", "山田和夫 死亡", "2020年没", "亡くなった", "死去", "死亡", "他界されました", "故人",
	} {
		if !Died(text) {
			t.Errorf("%q is not a death", text)
		}
	}
	for _, text := range []string{
		"", "no longer with us, moved to Geico", "passed on the quote", "he passed the exam", "she passed us on to her brother", "policy passed to her son", "widow", "accidental death cover", "death benefit 100000", "dead battery", "not dead", "dead end street", "line is dead",
		"late payment", "the late fee", "the late payment notice", "Sam Jones (2019-2020)", "policy 2019-2020", "apt D 1204", "phone - dead", "Rip Torn", "fu contattato ieri", "故障の電話", "事故", "事故 対応", "故郷", "交通事故",
		"死亡=1000万", "死亡 1,000万円", "終身保険 死亡1000万 入院5000円", "death 100000", "death=100,000", "muerte 60.000", "cap. fallecimiento 60.000", "morte 100000 euro", "decesso 50000", "muerte accidental 100k",
		"vedova", "caso morte", "viuda", "perro muerto", "死亡保険金", "死亡保障", "Rosa Morta", "Via dei Morti",
	} {
		if Died(text) {
			t.Errorf("%q is taken for their death", text)
		}
	}
}

func TestLeft(t *testing.T) {
	for _, text := range []string{
		"former client", "Former customer", "FORMER CLIENT", "ex client", "ex-client", "Ex-cliente", "exclient", "past client", "previous insured", "lapsed", "Lapsed", "inactive", "Inactive", "not active", "dormant", "churned", "Cancelled", "canceled", "terminated", "lost", "closed lost", "left us", "left the agency", "no longer a client", "inactive client", "archived", "former auto client",
		"ex cliente", "Ex Cliente", "cliente perso", "inattivo", "Non attivo", "cessato", "disdetto", "non più cliente", "ex assicurato", "passato alla concorrenza", "cliente cessato",
		"Moved out of state", "No longer insured with us", "Switched to Geico", "Went with a competitor", "passata a Generali", "passato a Unipol", "Passato ad Allianz", "trasferito all'estero", "Se fue a Mapfre",
		"antiguo cliente", "excliente", "inactivo", "Inactiva", "cliente perdido", "ya no es cliente", "cancelado", "no activo", "cliente anterior", "vencido",
		"元顧客", "元客", "旧顧客", "元契約者", "解約済", "解約済み", "休眠顧客", "失効", "離反", "退会済", "過去の顧客",
	} {
		if !Left(text) {
			t.Errorf("%q does not say that somebody has left", text)
		}
	}
	for _, text := range []string{
		"", "client", "customer", "active", "new", "lead", "prospect", "existing client", "active client", "cliente", "attivo", "cliente attivo", "activo", "cliente activo", "顧客", "既存顧客", "現役", "契約中", "contacted", "open", "qualified", "won", "hot", "referred by a former client", "lapsed policy with Acme, wants a quote", "ex marine", "antiguo alumno", "元教師",
	} {
		if Left(text) {
			t.Errorf("%q is taken for one who has left", text)
		}
	}
	for name, want := range map[string]bool{"Sam Jones (inactive)": true, "Sam Jones - ex cliente": true, "Sam Jones – former client": true, "山田太郎（元顧客）": true, "Dana Lost": false, "Sam Jones (work)": false, "Jones-Closed Inc": false, "Anne-Marie Gone": false} {
		if leftNamed(name) != want {
			t.Errorf("%q: left is %t", name, !want)
		}
	}
}

// TestLeftInAStatus holds that a status of who left is one with what it was for, when, and
// whom they went to, and that other statuses are not.
func TestLeftInAStatus(t *testing.T) {
	for text := range eachLine(`
		Lost to State Farm
		Non-pay cancel
		Nonpay cancelled
		Inactive - sold to Allstate
		Prev. customer
		Former client
		Ex cliente
		解約済
		ex-cliente
		disdetta
		baja
		Prev. client
		Previously insured
		prior client
		prior customer
		old client
		Past customer
		Was a client
		used to be a client
		no longer a customer
		Lost - price
		Lost (price)
		Lost business
		Lost account
		Lost client - moved
		Lost: went to GEICO
		Lost to GEICO 2024
		Lost 2024
		Cancelled 5/2024
		Cancelled - non pay
		Canceled nonpay
		Cancelled for non-payment
		Inactive 2023
		Inactive (moved)
		Inactive client
		Inactive - moved out of state
		Sold to Allstate
		Moved to Allstate
		Switched to Progressive
		Went with Progressive
		With Progressive now
		Now with Progressive
		Left for Progressive
		Left agency
		Closed - lost
		Closed/Lost
		X-client
		X client
		Do not renew
		Non-renewed
		Lapsed - nonpay
		Terminated
		Dropped
		Gone
		Win-back
		Winback
		Churn
		Deactivated
		Disabled
		Not a client
		Not a client anymore
		Not customer
		ex clienti
		Ex Cliente 2023
		Cliente ex
		cliente perso
		cliente perso - prezzo
		Perso
		Perso (prezzo)
		passato a Generali
		Passato ad altra compagnia
		Disdetta 2023
		disdettato
		disdetta inviata
		Disdetta per prezzo
		Cessato
		cliente cessato
		non rinnovato
		Annullato
		vecchio cliente
		non più nostro
		Inattivo - venduto
		precedente cliente
		già cliente
		era cliente
		dismesso
		decaduto
		chiuso
		chiusa posizione
		Baja
		baja 2023
		dado de baja
		de baja
		baja voluntaria
		Baja - Mapfre
		Cliente de baja
		se fue a Mapfre
		Se fue con Mapfre
		Perdido con Mapfre
		Perdido ante GNP
		ya no es cliente
		ex-clienta
		Ex clienta
		cliente anterior
		cliente antiguo
		fue cliente
		era cliente
		Inactivo - vendió coche
		Cancelado por precio
		Canceló
		canceló póliza
		no renovó
		No renueva
		cliente perdido (precio)
		desertó
		解約済み
		解約 2023
		解約（他社）
		解約済（他社へ）
		解約客
		解約者
		元契約者
		元お客様
		元顧客（他社へ）
		旧契約者
		旧客
		失効
		休眠
		他社へ
		他社に移った
		他社に乗り換え
		他社乗換
		乗換
		離反
		失注（他社）
		退会
		契約終了
		契約満了
		未更新
		更新なし
		更新せず
		過去客
		Client - lost
		Client (former)
		Lost client - moved`) {
		if !Left(text) {
			t.Errorf("%q is not of who left", text)
		}
	}
	for text := range eachLine(`
		Client
		Client - retired
		Active
		Active - moved from Geico
		Prospect - insured with State Farm
		Lead (web)
		Hot lead
		Client since 2014
		Current client
		New client - from Geico
		Sold
		Sold 2 policies
		Quoted
		With State Farm
		VIP
		In progress
		Pending - waiting for docs
		Cliente
		Cliente attivo
		Cliente dal 2014
		Potenziale
		Potenziale - con Generali
		Preventivo inviato
		Cliente activo
		Prospecto - con Mapfre
		Cotizado
		Alta
		契約者
		契約中
		見込み客
		更新済み
		他社契約あり`) {
		if Left(text) {
			t.Errorf("%q has left", text)
		}
	}
}

// A file of numbers may also say which ones are not on the list.
func TestReleased(t *testing.T) {
	for heading, texts := range map[string]string{
		"": "D; clean; Delete", "status": "clean; Not on DNC; REMOVED; D; Clear", "Result": "Not on DNC; no match", "Callable": "Yes; y; 1", "action": "DELETE; D; remove",
		"National DNC": "N; no; false", "On DNC": "No", "区分": "削除; 解除", "Stato": "non iscritto", "Estado": "no registrado", "OK to call": "yes",
	} {
		for text := range strings.SplitSeq(texts, "; ") {
			if !Released(heading, text) {
				t.Errorf("%q below %q leaves the number on the list", text, heading)
			}
		}
	}
	for heading, texts := range map[string]string{
		"": "A; 2026-11-01 10:22:00; NY; N; no", "status": "DNC; Add; On DNC; active", "Callable": "No; N", "National DNC": "Y; yes; 2026-01-01", "State": "DE; RI; D", "Wireless": "N; no", "City": "Clear Lake; Safety Harbor",
	} {
		for text := range strings.SplitSeq(texts, "; ") {
			if Released(heading, text) {
				t.Errorf("%q below %q takes the number off the list", text, heading)
			}
		}
	}
}

func TestRefusalTitle(t *testing.T) {
	for text, want := range map[string]bool{
		"DO NOT CALL:": true, "--- do not contact below ---": true, "Do not call": true, "no llamar": true, "Non chiamare": true, "【架電禁止】": true, "以下架電禁止：": true,
		"Bo Roe do not call": false, "Bo Roe (do not call)": false, "Ann Poe": false, "Nora Noll": false, "Al Roe - no llamar": false,
	} {
		if got := RefusalTitle(text); got != want {
			t.Errorf("RefusalTitle(%q) is %t", text, got)
		}
	}
}
