package locale

import (
	"slices"
	"strings"

	"crm/internal/fold"
)

// crm does not speak French or German, but files in them come. Their headings are in the tables
// of headings; here is what their words say of not calling somebody. It errs towards a no, since
// an import asks about one and calls whoever has none.

// mayBeAbroad reports whether a folded clause may have such words. Most have none, at no cost.
func mayBeAbroad(folded string) bool {
	return slices.ContainsFunc(abroadBegins, func(part string) bool { return strings.Contains(folded, part) })
}

var abroadBegins = []string{"appel", "demarch", "derang", "sollicit", "contact", "telephoner", "telephonez", "oppos", "bloctel", "liste noire", "desinscri", "desabonn", "interesse", "tranquille", "publicite", "prospect",
	"anruf", "anzurufen", "angerufen", "kontakt", "werb", "sperr", "robinson", "widersp", "belastig", "stor", "ruhe", "abgemeldet", "telefonier", "rufen"}

// refusesAbroad is refusing in French and German. A day or an hour refuses no more than itself.
func refusesAbroad(folded string) bool {
	if !mayBeAbroad(folded) {
		return false
	}
	for _, at := range refusalsAbroad().FindAllStringIndex(folded, -1) {
		if forGoodAbroad().MatchString(folded[at[0]:at[1]]) || !hourBehind().MatchString(strings.TrimSpace(folded[at[1]:])) && !hourBefore().MatchString(strings.TrimSpace(folded[:at[0]])) {
			return true
		}
	}
	return false
}

var (
	refusalsAbroad = fold.Expression(`(?:^| )(?:` + refusalsFrench + `|` + refusalsGerman + `)(?: |$)`)

	// forGoodAbroad is in what ends calls whenever it is said.
	forGoodAbroad = fold.Expression(`(?:^| )(?:plus|jamais|mehr|nie|niemals|keinesfalls)(?: |$)`)
	hourBehind    = fold.Expression(`^(?:(?:s il vous plait|svp|bitte|le|la|les|l|au|a|en|chez|sur|son|sa|mon|ma|im|in|am|um|der|die|das|dem|auf) )*(?:avant|apres|entre|pendant|jusqu|soir|matin|midi|apres midi|week ?end|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|bureau|travail|aujourd|demain|cette semaine|ce (?:soir|matin|mois|week ?end)|vor|nach|zwischen|bis|abends|morgens|mittags|nachmittags|vormittags|wochenende|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|buro|arbeit|heute|morgen|diese woche)(?: |$)`)
	hourBefore    = fold.Expression(`(?:^| )(?:noch|konnten?|pas encore|(?:vor|nach|bis|ab) \d+(?: \d\d)?(?: uhr)?|zwischen .*|abends|morgens|mittags|nachmittags|vormittags|wochenende|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|(?:im|ins) buro|(?:bei|auf|an) der arbeit|heute|morgen|diese woche)$`)
)

// Both are alternatives over folded words.
const (
	refusalsFrench = `(?:ne|n) (?:(?:plus|pas|jamais|surtout|veut|veulent|veux|souhaite|souhaitent|desire|doit|faut|faites|accepte|autorise|me|m|le|la|les|l|nous|y|rien) ){1,4}` +
		`(?:(?:qu|que|on|etre|recevoir|d|de|du|des|l|le|la|les|me|nous|a|par|aucun|aucune|ce|son|plus|telephone) ){0,5}(?:(?:r)?appel(?:er|ez|e|ee|les?|s)|appel|contact(?:er|ez|es?|ees?)|telephon(?:er|ez)|demarch\w+|derang\w+|sollicit\w+|importun\w+|publicites?|prospect\w+)|` +
		`(?:pas|plus|aucun|stop|sans|refus|refuse|refusee|contre|halte)(?: (?:d|de|des|du|aux?|les?|la|tout|toute|tous|etre|a))* (?:appels?(?: \w+)?|demarch\w+|prospection(?: \w+)?|sollicitations?|publicites?)$|(?:pas|plus|aucun)(?: de)? contact$|(?:refuse|refusee|refus)(?: (?:d|de|du|tout|le|etre))* contact\w*|` +
		`(?:s )?(?:est )?oppos(?:ee?|ition)(?: (?:a|au|aux|du|des|de|la|le|les|l|client|tout|toute|demarch\w+|appels?|contact|prospection|rgpd|commerciale?|telephoni\w+))*$|bloctel|liste noire|(?:s est )?desinscri\w+|(?:s est )?desabonn\w+|(?:arret|cess)\w+ (?:de |d )?(?:(?:m|nous|l|le|la|les|me) )?(?:appeler|contacter|telephoner|deranger|harceler)|(?:laissez|laisser)(?: \w+)? tranquilles?|(?:pas|plus|non)(?: du tout)? interessee?s?`
	refusalsGerman = `(?:nicht|nie|niemals|keinesfalls)(?: (?:mehr|wieder|weiter|bitte|telefonisch|zu|per|telefon))* (?:anrufen|anzurufen|kontaktieren|telefonieren|storen|belastigen|ansprechen|anschreiben|kontakt aufnehmen)|` +
		`(?:nicht|nie|niemals|keinesfalls)(?: (?:mehr|wieder|telefonisch|per|telefon))* (?:angerufen|kontaktiert|belastigt|gestort|angesprochen|beworben)(?: zu)? (?:werden|sein)|(?:rufen sie|ruft|ruf)(?: (?:mich|uns|ihn|sie|hier|bitte|nie|niemals))* (?:nicht|nie|niemals)(?: (?:mehr|wieder|noch mal|nochmal))* an$|` +
		`kein(?:e|en|er|erlei|em)?(?: (?:weitere[nr]?|telefonische[nr]?|unerbetene[nr]?|mehr))* (?:anrufe?s?|kontakt(?:e|aufnahme)?|werbung|werbe\w+|telefon(?:werbung|anrufe|akquise)|akquise|kaltakquise|interesse)(?: (?:mehr|gewunscht|erwunscht|erlaubt))?$|` +
		`(?:anrufe?|kontakt|kontaktaufnahme|werbung|telefonwerbung)(?: \w+)? (?:unerwunscht|nicht (?:erwunscht|gewunscht|erlaubt|gestattet))|(?:kontakt|werbe|anruf|telefon|mail|post)sperre|sperrvermerk|gesperrt|robinson ?liste|(?:werbe)?widerspruch(?: (?:gegen|erhalten|vom|am|werbung|liegt).*)?$|widersprochen|werbeverbot|kontaktverbot|(?:in|uns in|mich in|bitte in) ruhe (?:lassen|gelassen\w*)|lassen sie (?:mich|uns|ihn) in ruhe`
)

// diedAbroad are words of a death there, for the expression of all.
const (
	diedFrench = `decedee?s?|est mort(?:e|es|s)?|sont morts?|(?:m|mme|monsieur|madame) est defunte?|defunte?s? (?:le|en|depuis)|deces (?:le|du \d+|de (?:m|mme|l assure|la cliente|le client))`
	diedGerman = `verstorben\w*|ist (?:\w+ )?gestorben|gestorben (?:am|im|\d+)|ist tot|sterbefall|sterbedatum`
)

// headingsAbroad ask whether somebody may be called.
var (
	refusalHeadingsAbroad = fold.Expression(`(?:^| )(?:oppos\w+|bloctel|desabonn\w*|desinscri\w*|liste noire|demarchage|(?:\w+)?sperr(?:e|en|ung|vermerk|liste|kennzeichen)|gesperrt|robinson\w*|\w*widerspruch|widersprochen|werbeverbot|kontaktverbot)(?: |$)`)
	consentHeadingsAbroad = fold.Expression(`(?:^| )(?:consentements?|\w*einwilligung\w*|einverstandnis\w*|einverstanden|zustimmung|\w+erlaubnis|(?:anruf|kontakt|werbung|telefon)\w* (?:erlaubt|gestattet|erwunscht)|demarchage autorise|prospection autorisee|appels? autorises?|(?:peut|peux) (?:on )?etre (?:appel|contact)\w+|darf (?:\w+ )?(?:angerufen|kontaktiert))(?: |$)`)
)

// answersAbroad are a yes and a no to whether somebody may be called.
var (
	allowedAbroad = []string{"oui", "vrai", "d accord", "accord", "accord donne", "accepte", "autorise", "consentement", "ja", "wahr", "j", "erteilt", "einverstanden", "liegt vor", "erlaubt", "zugestimmt"}
	deniedAbroad  = []string{"faux", "refus", "refuse", "refusee", "oppose", "opposee", "opposition", "interdit", "retire", "pas d accord", "nein", "falsch", "nicht erteilt", "widerrufen", "verweigert", "abgelehnt", "nicht einverstanden", "nicht erlaubt", "liegt nicht vor", "gesperrt"}
)
