package locale

import "testing"

// TestDeadFile: a lead that a status calls dead came to nothing; whoever has died is said to
// have died.
func TestDeadFile(t *testing.T) {
	for _, text := range []string{
		"Dead", "DEAD", "dead.", "Dead lead", "Lead dead", "DEAD - no ans x6", "Dead (no answer)", "Closed - dead", "Closed/Dead", "Closed, dead", "Dead file", "DEAD 6x",
		"Dead - not interested", "Dead, wrong number", "Dead: never answered", "Lost - Dead", "Dead Opportunity", "Dead/Lost", "Dead after 6 calls",
		"Morto", "Lead morto", "Contatto morto", "Chiuso - morto", "Muerto", "Lead muerto", "Prospecto muerto", "Cerrado - muerto", "デッド", "デッドリード", "死に案件", "死案件",
	} {
		if !DeadFile(text) {
			t.Errorf("%q is not taken for a dead file", text)
		}
	}
	for _, text := range []string{
		"Deceased", "DECEASED - per wife", "Closed - deceased", "Dead - passed away 2/25", "Passed away", "Died", "he is dead", "found dead", "dead per son", "dead since May", "Dead (obituary)", "death",
		"mother - dead", "Husband dead", "RIP", "Deceduto", "È deceduto", "morta la madre", "Fallecido", "Fallecida", "Difunto", "Murió", "死亡", "逝去", "他界", "死去", "Active", "Lost", "",
	} {
		if DeadFile(text) {
			t.Errorf("%q is taken for a dead file", text)
		}
	}
}
