package locale

import "testing"

func TestOptsOut(t *testing.T) {
	for _, text := range []string{
		"Unsubscribed", "STOP", "Stop.", "Remove", "remove me", "please remove me, thank you", "OPT-OUT", "Opt out!", "UNSUBSCRIBE\n\nSent from my iPhone", "  unsubscribe  ", "\"Stop\"",
		"配信停止", "配信停止。", "退会希望\n\niPhoneから送信", "Disiscrivimi", "Cancellami, grazie", "BAJA", "darme de baja por favor", "Cancelar suscripción\n\nEnviado desde mi iPhone", "Bitte abmelden", "Désabonner", "No more e-mails please",
	} {
		if !OptsOut(text) {
			t.Errorf("%q does not opt out", text)
		}
	}
	for _, text := range []string{
		"", "Thanks", "Please stop by on Monday", "Stop the policy on my boat", "Remove my son from the policy", "Cancel", "Disdetta", "dar de baja la póliza", "I unsubscribed from the other agency", "解除したい特約があります", "Sent from my iPhone", "Remove\nthe trailer please",
	} {
		if OptsOut(text) {
			t.Errorf("%q opts out", text)
		}
	}
}
