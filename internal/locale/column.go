package locale

import (
	"slices"
	"strings"
	"sync"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Column returns the field of a heading that Headers lacks, judging by its words:
// "Phone 1 - Value", "電話番号（自宅）", "Person - Name", "Tel. ufficio"; or nothing. What
// looks like a phone counts as one, since a contact without a phone is not called.
func Column(heading string, headers map[string]string) string {
	for _, shorter := range shortened(heading) {
		if field := headers[shorter]; field != "" {
			return field
		}
	}
	folded := fold.Text(heading)
	words := wordsOf(folded)
	for i, word := range words { // tel1
		words[i] = strings.TrimRight(word, "0123456789")
	}
	switch {
	case forbids(heading):
		return "do_not_contact"
	case slices.ContainsFunc(bracketed().FindAllString(heading, -1), forbidsUse):
		return ""
	case says(words, folded, otherThings):
		return ""
	case says(words, folded, emailWords):
		return "email"
	case says(words, folded, phoneWords), !strings.ContainsAny(heading, " _-") && says(wordsOf(fold.Text(spacedOut(heading))), folded, phoneWords): // PhoneMobile
		return "phone"
	}
	return ""
}

// ReadAs returns the field that an import of contacts takes a heading for, given Headers. A
// heading that asks whether a phone reaches anybody is "bad_phone". Words that are part of a
// heading count where they are of phones, e-mails or whether somebody may be called.
func ReadAs(heading string, headers map[string]string) string {
	if field := headers[fold.Text(heading)]; field != "" {
		return field
	}
	if yes, no := BadPhoneHeading(heading); yes+no != "" {
		return "bad_phone"
	}
	switch field := Column(heading, headers); field {
	case "phone", "email", "do_not_contact", "may_contact":
		return field
	}
	return ""
}

// HeadingTaken returns what a heading of the book's own would be taken for in a file: a
// field of ReadAs, do_not_contact if it asks about a refusal, or may_contact if about a
// consent. It is empty for a heading that is free.
func HeadingTaken(heading string) string {
	if field := ReadAs(heading, allHeaders()); field != "" {
		return field
	}
	switch asks := Heading(heading); {
	case asks.Consents:
		return "may_contact"
	case asks.Refuses:
		return "do_not_contact"
	}
	return ""
}

var allHeaders = sync.OnceValue(Headers)

// NamesSomebody reports whether a heading without a column for a name is of the
// contact: "Client", "Contatto", 代表者.
func NamesSomebody(heading string) bool {
	return slices.Contains(somebody, fold.Text(heading))
}

var somebody = []string{
	"contact", "client", "customer", "lead", "prospect", "person", "contact person", "primary contact", "principal", "owner name",
	"contatto", "referente", "persona", "persona di contatto", "contacto", "persona de contacto", "prospecto", "cliente potencial",
	"代表者", "代表者名", "担当者", "お客様", "顧客", "見込み客", "会員",
}

// NameHeading reports whether a heading has a word for a name: "Prospect's Full Name",
// 氏名欄.
func NameHeading(heading string) bool {
	return nameWords().MatchString(fold.Text(heading)) && !othersNames().MatchString(fold.Text(heading))
}

// Numbers reports whether a heading may be of phones: "Numero", 番号.
func Numbers(heading string) bool { return numbersWords().MatchString(fold.Text(heading)) }

// SaysWhichPhone reports whether a heading is no more than the label of a phone: "Home",
// "Work 2", 自宅.
func SaysWhichPhone(heading string) bool {
	word := strings.TrimRight(fold.Text(heading), " 0123456789")
	for _, label := range []string{crm.LabelHome, crm.LabelWork, crm.LabelMain, crm.LabelOther, crm.LabelPager} {
		if word == label || slices.Contains(pointLabelWords(label), word) {
			return true
		}
	}
	return false
}

// DisplaysEmail reports whether a heading is of the name that a mail program shows in place
// of an address: "E-mail 2 Display Name".
func DisplaysEmail(heading string) bool { return displaysEmail().MatchString(fold.Text(heading)) }

// Titles reports whether a heading may be of forms of address, or of what somebody is in
// a company: "Title", "Titolo".
func Titles(heading string) bool {
	return slices.Contains([]string{"title", "salutation", "titolo", "titulo", "肩書き", "saludo", "anrede", "titel", "titre"}, fold.Text(heading))
}

// FamilyFirst reports whether a heading says that names begin with the family name: "Cognome e
// nome", "NOM et Prénom", "Last Name, First Name"; and whether they always do. In French that is
// how forms are headed, whatever is filled in.
func FamilyFirst(heading string) (is, always bool) {
	found := familyNameFirst().FindStringSubmatch(fold.Text(heading))
	return found != nil, found != nil && !strings.HasPrefix(found[3], "prenom")
}

var familyNameFirst = fold.Expression(`^(cognome|cognomi|nom|noms|nachname|zuname|name|apellidos?|surname|last ?name|last|family ?name) ?(e |et |und |y |and |& ?|/ ?)?(nome|nomi|prenoms?|vornamen?|nombres?|first ?name|first|given ?names?)$`)

// Total reports whether a text begins a totals row: "Totale: 12".
func Total(text string) bool { return totalWords().MatchString(fold.Text(text)) }

// Footer reports whether a text is a line below the rows of a report: "Total: 34", "Page 1 of
// 3", who made it and when.
func Footer(text string) bool {
	folded := fold.Text(text)
	return totalWords().MatchString(folded) || footerWords().MatchString(folded)
}

var (
	footerWords = fold.Expression(`^([0-9 ]+ (records?|rows?|contacts?|clients?|leads?|results?|people|entries|contatti|clienti|record|righe|risultati|contactos|clientes|registros|filas|resultados)|[0-9 ]+件|` +
		`(page|pagina|p|pag) [0-9]+( (of|di|de) [0-9]+)?|[0-9]+ ページ|ページ [0-9]+|(c )?copyright .*|.*all rights reserved|.*tutti i diritti riservati|.*todos los derechos reservados|confidential\b.*|(informazioni )?riservat[oe]\b.*|(informacion )?confidencial\b.*|(generated|created|printed|exported|report run|run|prepared)( (by|on|at|from|in))+ .*|(as of|date run|report date|print date) .*|(end of report|end of list|end of file|fine del report|fine elenco|fin del informe|fin de la lista|以上|終わり)|` +
		`(generato|creato|stampato|esportato) (da|il|con) .*|(generado|creado|impreso|exportado) (por|el|con) .*|(作成|出力|印刷)(日|日時|者).*|(number of|total number of|numero di|numero de|n di) (records|rows|contacts|clients|leads|contatti|clienti|righe|contactos|clientes|registros) [0-9 ]+)$`)
	displaysEmail = fold.Expression(`^e ?mail( address)?( [1-9])? display( name| as)$|^(nome visualizzato|nombre para mostrar)( .*)?(e ?mail|correo|posta)|^電子メール.*表示名$`)
	nameWords     = fold.Expression(`(^| )(names?|fullname|nom[ei]|nominativ[oi]|nombres?|apellidos?|cognom[ei]|surname|insured|contraente|titular|asegurad[oa])( |$)|氏名|名前|お名|顧客名`)
	othersNames   = fold.Expression(`(^| )(agent|agency|company|carrier|file|user|product|plan|street|city|county|spouse|employer|campaign|list|source|agente|agenzia|compagnia|prodotto|azienda|agencia|compania|producto|empresa|conyuge|coniuge)( |$)|会社|商品|担当|代理店|配偶者`)
	numbersWords  = fold.Expression(`^((numero|number|num|no|n|nr|nro|#)( (principale|principal|personale|personal|contatto|contacto|di contatto|de contacto))?|番号|連絡先)$`)
	totalWords    = fold.Expression(`^((grand |sub ?)?total[eis]*|totaux|somme|summe|gesamt|gesamtsumme|zwischensumme|totales|totale generale|suma|somma|合計|総計|小計|件数)( (di|de|of|general|generale|clienti|clientes|clients|contacts|contatti|contactos|leads|rows|records|righe|registros))*( [0-9 ]+)?件?$`)
)

var bracketed = fold.Expression(`[(（\[［【].*?[)）\]］】]`)

// forbidsUse reports whether a remark in a heading says that what stands below is not to be
// used, or not to call: "Phone (do not call)", "Email (bounced)".
func forbidsUse(remark string) bool {
	inner := strings.Trim(remark, "()（）[]［］【】 ")
	return Refuses(inner) || noUse().MatchString(fold.Text(inner))
}

var noUse = fold.Expression(`^(old|previous|former|bounced|inactive|dead|bad|vecchi[oa]|precedente|disattivat[oa]|non attiv[oa]|viej[oa]|antigu[oa]|anterior|inactiv[oa]|rebotad[oa]|旧|以前|使用不可|使用禁止|不達|かけない|掛けない|電話しない)$|(^| )((don t|do not|not to) use|no usar|non usare|no utilizar|non utilizzare|(text|sms|texts|message|messages|messaggi|mensajes) only|(solo|only|soltanto) (text|texts|sms|messaggi|mensajes|whatsapp|email|mail))( |$)`)

// shortened returns folded forms of a heading without remarks in brackets, numbers, or
// words for whose it is.
func shortened(heading string) []string {
	var forms []string
	bare := bracketed().ReplaceAllStringFunc(heading, func(remark string) string {
		if forbidsUse(remark) {
			return remark
		}
		return " "
	})
	for _, text := range []string{heading, bare} {
		words := strings.Fields(fold.Text(text))
		forms = append(forms, strings.Join(words, " "), strings.Join(words, ""))
		words = slices.DeleteFunc(words, func(word string) bool {
			return strings.Trim(word, "0123456789") == "" || slices.Contains([]string{"value", "valore", "valor", "必須", "任意"}, word)
		})
		plain := strings.TrimRight(strings.Join(words, " "), "0123456789")
		forms = append(forms, plain, strings.ReplaceAll(plain, " ", ""))
		if len(words) > 1 && slices.Contains([]string{"person", "contact", "lead", "prospect", "customer", "client", "member", "applicant", "insured", "policyholder", "homeowner", "primary", "main"}, words[0]) {
			forms = append(forms, strings.Join(words[1:], " "))
		}
	}
	return forms
}

// wordsOf are the words of a folded heading. In 自宅fax, fax is one, too.
func wordsOf(folded string) []string {
	all := strings.Fields(folded)
	if latin := strings.FieldsFunc(folded, func(r rune) bool { return r >= 0x2e80 || r == ' ' }); len(latin) > 0 && strings.ContainsFunc(folded, func(r rune) bool { return r >= 0x2e80 }) {
		all = append(all, latin...)
	}
	return all
}

// says reports whether a list has one of the words or, for a script without spaces, the
// text a piece of the list.
func says(words []string, text string, list []string) bool {
	return slices.ContainsFunc(list, func(one string) bool {
		if one[0] >= 0x80 || strings.Contains(one, " ") {
			return strings.Contains(text, one)
		}
		return slices.Contains(words, one)
	})
}

var (
	phoneWords = []string{
		"phone", "phones", "telephone", "tel", "tels", "mobile", "mobiles", "cell", "cellular", "cellphone", "cellphones", "landline", "homephone", "workphone", "mobilephone", "businessphone", "fax", "faxes", "telefax", "faxnumber", "homefax", "workfax", "businessfax", "contactnumber", "contact number",
		"telefono", "telefoni", "telefonico", "cellulare", "cellulari", "fisso", "recapito", "recapiti", "whatsapp",
		"telefonos", "telf", "tlf", "tfno", "tfnos", "movil", "moviles", "celular", "celulares", "fijo",
		"電話", "携帯", "tel番号", "自宅tel", "会社tel", "勤務先tel", "スマホ", "ケータイ", "ファックス", "ファクス", "ファクシミリ", "fax番号",
	}
	emailWords = []string{"email", "emails", "e mail", "mail", "correo", "correos", "pec", "posta elettronica", "メール"}
	// otherThings have words of phones and e-mails and are something else, or somebody
	// else's.
	otherThings = []string{
		"pager", "telex", "type", "label", "kind", "tipo", "etichetta", "etiqueta", "ext", "extension", "code", "country", "prefisso", "prefijo", "area",
		"note", "notes", "comment", "comments", "nota", "notas", "time", "best", "preferred", "preference", "preferito", "preferenza", "preferencia", "preferido", "orario", "horario",
		"carrier", "provider", "verified", "valid", "invalid", "status", "stato", "estado", "estatus", "id", "date", "data", "fecha", "last", "count", "opt", "optout", "out", "dnc", "do", "no", "not", "non",
		"old", "bad", "wrong", "previous", "former", "prior", "dead", "disconnected", "inactive", "vecchio", "precedente", "errato", "sbagliato", "viejo", "antiguo", "anterior", "equivocado",
		"consent", "consenso", "consentimiento", "bounced", "baja", "bajas", "disiscritto", "disiscritta", "iscritto", "suscrito", "subscribed", "unsubscribed", "format", "merge", "marketing", "subject", "template", "newsletter", "calls", "call", "mailing",
		"assistant", "assistants", "assistente", "asistente", "agent", "agente", "owner", "manager", "managers", "producer", "referrer", "emergency", "emergencia", "emergenza", "spouse", "coniuge", "conyuge", "broker",
		"旧", "無効", "以前", "間違",
		"種別", "種類", "区分", "備考", "メモ", "可否", "拒否", "禁止", "不可", "希望", "時間", "担当", "緊急", "配信", "停止", "同意", "内線", "ng", "紹介者", "配偶者", "電話日", "回数", "結果", "履歴",
	}
)
