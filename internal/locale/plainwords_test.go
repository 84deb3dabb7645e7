package locale

import (
	"testing"
)

// TestDiedWhoeverTells holds that a death is heard whoever brings the news, in the words
// of ordinary notes, and that what only sounds like one is none.
func TestDiedWhoeverTells(t *testing.T) {
	for text := range eachLine(`
		wife answered, her husband died
		his son: father is deceased
		per daughter, dad died in May
		widow answered, he's gone
		funeral was 9/2
		wife passed away in March
		his mother died
		mother - dead
		insured passed away 3/2
		client passed last spring
		mom passed in 2019
		dad passed suddenly
		lost her husband in May
		saw his obituary
		obit in the paper
		estate of Bo Lin
		killed in a car accident
		neighbor says they found him dead
		he didn't make it
		lost his battle with cancer
		sent flowers for her funeral
		he is gone
		no longer living
		daughter says they buried him Tuesday
		survived by two sons
		her passing was sudden
		ya no vive
		contestó la viuda: ya murió
		el hijo avisa que se murió
		su marido falleció
		nos dejó en mayo
		se nos fue en enero
		ya no está con nosotros
		perdió la vida en un accidente
		la familia está en el velorio
		fallecimiento en marzo
		mamá dice que ya falleció
		el sepelio fue ayer
		trae acta de defunción
		es finado
		la esposa: que en paz descanse
		la vedova dice che è mancato
		mancato il 3 ottobre
		mancata improvvisamente
		è mancato a marzo
		ci ha lasciati
		trovato il figlio, il padre è mancato domenica
		la signora è venuta a mancare
		non c'è più
		non è più tra noi
		è morta la madre
		si è spenta a luglio
		è scomparso l'anno scorso
		i funerali di lunedì
		ha risposto il figlio, che è morto
		passato a miglior vita
		mancata la scorsa settimana
		mancato nel 2024
		risulta deceduta
		お亡くなりになりました（奥様より）
		息子様より、父が亡くなったとのこと
		奥様より、主人は先月亡くなったとのこと
		息子さん：父は昨年他界
		電話に出た妻「主人は死にました」
		奥様よりお亡くなりになったと連絡
		ご主人が亡くなった
		夫死亡
		葬儀は終わったとのこと
		お通夜に伺った
		訃報あり
		急逝されたと家族より
		昨年死去と娘さん
		先月永眠
		父死亡の連絡
		死亡届を出したとのこと`) {
		if !Died(text) {
			t.Errorf("%q is no death", text)
		}
	}
	for text := range eachLine(`
		widow
		her battery died
		car died on the highway
		the dog died
		phone - dead
		dead lead
		dead end
		funeral home owner
		funeral director
		final expense quote
		accidental death cover
		death benefit 100000
		not dead, wrong record
		passed the exam
		he passed on the quote
		they passed us on to her brother
		policy passed to her son
		she's gone to lunch
		he's gone until May
		gone fishing
		lost her number
		lost his job
		late for the appointment
		real estate agent
		estate planning
		his life insurance
		living trust
		Rip Torn
		viuda
		se murió el perro
		el coche se murió
		seguro de gastos funerarios
		no ha muerto, es error
		se fue a trabajar
		nos dejó su número
		no está en casa
		perdió el empleo
		muere por un seguro nuevo
		vedova
		chiamata mancata
		è mancato all'appuntamento
		mancato pagamento
		mancato rinnovo
		mancata risposta
		ci ha lasciato il numero
		ha lasciato i documenti
		impresa funebre
		spirata la polizza
		caso morte 100000
		cane morto
		manca la firma
		一人暮らし
		死亡保険金
		死亡保障の見直し
		葬儀保険の見積
		葬儀社勤務
		犬が死んだ
		愛犬が亡くなった
		亡くなっていない
		事故の対応
		故障の電話
		必死に探している
		未亡人`) {
		if Died(text) {
			t.Errorf("%q is taken for a death", text)
		}
	}
}
