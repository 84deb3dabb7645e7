package locale

import (
	"slices"
	"strings"

	"crm/internal/fold"
)

// OptsOut reports whether an e-mail says that its writer wants no more of them and nothing
// else: "Unsubscribed", "STOP", 配信停止. Courtesy and the line of a phone count for nothing.
// Whatever else is said, somebody has to read.
func OptsOut(text string) bool {
	var said []string
	for line := range strings.Lines(text) {
		if bare := strings.TrimSpace(line); bare != "" && !sentFrom().MatchString(fold.Text(bare)) {
			said = append(said, bare)
		}
	}
	words := strings.FieldsFunc(fold.Text(strings.Join(said, " ")), func(r rune) bool { return strings.ContainsRune(" .,;:!。、！\"'’", r) })
	for len(words) > 0 && slices.Contains(optOutCourtesies, words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && slices.Contains(optOutCourtesies, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return slices.Contains(optOutWords, strings.Join(words, " "))
}

// optOutWords are the words, folded. "Cancel" and "disdetta" are missing since a policy is meant
// as often.
var optOutWords = []string{
	"unsubscribe", "unsubscribed", "unsubscribe me", "unsub", "stop", "stop all", "stopall", "remove", "removed", "remove me", "opt out", "optout", "opt me out", "opted out", "stop e mails", "stop emails", "stop emailing me", "no more emails", "no more e mails", "take me off", "take me off your list", "remove me from your list", "remove me from the list", "remove me from your mailing list",
	"配信停止", "配信停止希望", "配信停止を希望します", "配信停止お願いします", "配信を停止してください", "配信不要", "配信解除", "退会", "退会希望", "退会します", "解除", "メール不要", "メール停止", "メルマガ停止", "登録解除",
	"disiscrivimi", "disiscrivi", "disiscrizione", "disiscritto", "cancellami", "cancellami dalla lista", "cancellatemi", "rimuovimi", "rimuovetemi", "cancellazione", "basta email", "basta e mail",
	"baja", "dar de baja", "darme de baja", "darse de baja", "dame de baja", "deme de baja", "denme de baja", "cancelar suscripcion", "desuscribir", "desuscribirme", "desuscribirse", "no mas correos", "eliminarme", "eliminar de la lista",
	"abmelden", "abbestellen", "austragen", "abmeldung", "desabonner", "desinscription", "desinscrire", "se desabonner", "me desabonner", "desabonnement",
}

// optOutCourtesies may stand before and behind.
var optOutCourtesies = []string{"please", "pls", "plz", "kindly", "thanks", "thank", "you", "thx", "hi", "hello", "per", "favore", "grazie", "prego", "por", "favor", "gracias", "bitte", "danke", "svp", "merci"}

// sentFrom is the line that a phone writes below an e-mail.
var sentFrom = fold.Expression(`^((sent|inviato|enviado|gesendet|envoye) (from|via|with|by|da|dal|desde|de|con|von|mit|depuis) |get outlook for |scarica outlook per |obtener outlook para |.*から送信$)`)
