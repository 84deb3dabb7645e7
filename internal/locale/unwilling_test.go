package locale

import (
	"strings"
	"testing"
)

// TestRefusesInSentence holds that words that refuse on their own refuse in a sentence,
// too, and not where they are about one thing, one time or somebody else.
func TestRefusesInSentence(t *testing.T) {
	for text := range eachLine(`
		he's not interested
		already told Tara he's not interested
		Not interested at all, per wife
		she said she isn't interested in talking
		is no longer interested
		wasn't interested
		not interested in our services
		spouse says not interested right now
		has no interest
		lost interest
		they are really not interested in anything
		wants nothing to do with us
		wants nothing more from us
		doesn't want anything to do with us
		says he is done with us
		a firm no
		said no thanks
		told Reggie absolutely not
		doesn't want to talk to us
		does not need our services
		under no circumstances call
		under no circumstances is she to be called
		on no account contact
		never again
		said never again
		leave alone
		cancelled everything, leave him be
		asked to be left alone; wants to be left alone
		asked to be left in peace; leave me in peace
		remove me from everything; wants to be removed from everything
		enough with the calls; has had enough of your calls
		asked for no follow up
		do not follow up
		no voice calls
		text only
		texts only please
		email only
		E-mail contact only
		only by mail
		contact only by text
		in writing only
		lawyer only
		attorney says all contact through him
		all calls through her lawyer
		communicate via attorney
		represented by counsel
		on the national registry
		on the national do not call registry
		harassment complaint
		says this is harassment
		complained to the DOI
		complained to the DOI about our calls
		filed a complaint
		DOI complaint
		complaint against us
		reported us to the state
		said she'd sue us
		will sue
		TCPA litigator
		blocked us
		has blocked our number
		we're blocked
		she told me to get lost
		told us to go away
		hung up on Reggie
		she hung up
		slammed the phone
		cussed me out
		refuses to speak with us
		won't talk to agents
		doesn't care to speak with us
		only wants emails
		text him only
		contact her attorney
		lawyer'd up
		direct all communication to attorney
		filed complaint with the state
		our number is blocked
		told me where to go
		very upset we called
		no phone contact
		non le interessa
		ha detto che non le interessa
		dice che non è interessato
		non sono per niente interessati
		non gli interessa più
		nessun interesse da parte sua
		non vuole avere niente a che fare con noi
		non vuole niente da noi
		non ha bisogno di nulla
		ha risposto no grazie
		in nessun caso chiamare
		per nessun motivo contattarla
		guai a chiamarlo
		ci ha mandati a quel paese
		mi ha mandato al diavolo
		ci ha bloccati
		ha bloccato il nostro numero
		ha riattaccato
		ha messo giù
		ci ha sbattuto il telefono in faccia
		non ne vuole sapere
		solo mail
		solo via email
		esclusivamente per iscritto
		solo tramite avvocato
		contatti tramite il suo legale
		reclamo al Garante
		segnalazione all'IVASS
		si è lamentata per le telefonate
		ci denuncia
		no le interesa
		dijo que no le interesa
		ya no está interesada
		no está interesado en nada
		no tiene interés
		sin interés
		no quiere saber nada de nosotros
		no quiere nada con nosotros
		dijo que no gracias
		bajo ninguna circunstancia llamar
		en ningún caso contactar
		nunca más
		nos mandó a paseo
		nos bloqueó
		bloqueó nuestro número
		nos colgó
		solo correo
		sólo por escrito
		solo mensajes de texto
		únicamente a través de su abogado
		hablar con su abogado
		queja ante la PROFECO
		se quejó de las llamadas
		va a demandarnos
		興味なしとのこと
		本人は興味がないそうです
		全く興味がないと言われた
		当社に関心なし
		必要ないと断られた
		必要ないと言われた
		間に合っていますとのこと
		もう結構ですと言われた
		しつこいと苦情
		電話の苦情あり
		消費者センターに相談すると言われた
		弁護士を通してほしい
		弁護士経由のみ
		メールのみ
		連絡はメールだけにしてほしい
		書面のみ
		LINEのみ
		ブロックされた
		着拒された
		電話を切られた
		ガチャ切り
		怒鳴られた
		訴えると言われた
		関わりたくないとのこと
		いらないと言われた
		怒って切られた
		今後一切お断り`) {
		if !Refuses(text) {
			t.Errorf("%q is not a refusal", text)
		}
	}
	for text := range eachLine(`
		interested
		very interested in umbrella
		not interested in life, only auto
		was not interested in 2019, is now
		was not interested before
		not interested in earthquake
		not interested until May
		not yet interested in a policy
		not only interested in auto
		no interest in flood
		no interest charged
		lost interest in the boat
		had nothing to do with the accident
		wants nothing but auto
		does not want to talk about life
		said no to the umbrella
		doesn't need flood
		call or write
		texts back quickly
		send a text
		emailed the quote
		liability only
		only child
		wants auto only
		referred by her attorney
		attorney
		works for a law firm; lawyer
		registered nurse
		registry of deeds
		complained about the premium
		complained to Acme about the claim
		filed a complaint against Acme
		filed a claim
		reported the claim
		sued the contractor
		sue
		blocked drain
		blocked driveway
		lives alone
		get quotes
		told me to go ahead
		go away in March
		never again late
		gone to lunch
		out of the country
		harassment coverage quoted
		met via her attorney
		attorney wants the declarations
		state registry of vehicles
		hates Geico
		done with Allstate
		wouldn't talk about life
		never again with Acme
		drop in any time
		interessato
		molto interessata
		gli interessa la polizza casa
		non gli interessa la vita
		non interessato al ramo vita
		non interessata fino a maggio
		nessun interesse per la casa
		non ha bisogno di auto
		denuncia sinistro
		ha fatto denuncia ai carabinieri
		avvocato
		studio legale
		solo auto
		solo di sera
		ha mandato i documenti
		mi ha mandato la polizza
		figlio solo
		mandare una mail
		interesado
		le interesa el seguro de vida
		no le interesa el seguro de vida
		no está interesado en vida
		no le interesa hasta mayo
		no le interesa auto
		abogada
		solo auto
		solo por la tarde
		vive solo
		nos mandó los papeles
		se quejó de la prima
		denunció el robo
		mandar correo
		興味あり
		生命保険に興味なし
		車両保険はいらないと言われた
		自動車保険は興味なし
		車は必要ない
		特約は必要ないと言われた
		結構前に契約
		事故で弁護士に相談中
		警察に届け出済み
		メールアドレスのみ登録
		メールで見積送付
		弁護士
		契約を打ち切られた
		苦情ではない
		腰痛を訴えている`) {
		if Refuses(text) {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}

// eachLine yields the lines of a text, without what surrounds them.
func eachLine(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}

func TestRefusesBeside(t *testing.T) {
	for text := range eachLine(`
		303-555-0215 STOP
		STOP 303-555-0215
		303-555-0214 never
		303-555-0214 (never)
		303-555-0214 - no thanks
		303-555-0214 no
		303-555-0213 lawyer only
		303-555-0216 texts only
		303-555-0216 DNC
		303-555-0216 x12 stop
		348 555 0110 mai
		348 555 0110 basta
		348 555 0110 solo SMS
		912 345 678 nunca
		912 345 678 (solo WhatsApp)
		090-0000-0147 不可
		090-0000-0147 NG
		090-0000-0147（拒否）
		090-0000-0147 ×
		090-0000-0147（メールのみ）`) {
		if !refusesBeside(text) {
			t.Errorf("%q does not refuse", text)
		}
	}
	for text := range eachLine(`
		303-555-0215
		No. 303-555-0215
		no 303-555-0215
		n. 055 210 0147
		303-555-0215 x12
		303-555-0215 off
		303-555-0215 (work)
		303-555-0215 yes
		303-555-0215 n
		303-555-0215 text ok
		303-555-0215 lawyer
		348 555 0110 casa
		912 345 678 móvil
		090-0000-0147（携帯）
		090-0000-0147 可
		090-0000-0147 奥様`) {
		if refusesBeside(text) {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}

func TestDeadNumber(t *testing.T) {
	for text := range eachLine(`
		wrong number
		Wrong # - belongs to a pizzeria
		two cars; number disconnected
		phone is disconnected
		bad phone number
		number out of svc
		the line is dead
		number no longer in service
		number changed in May
		disconnected
		wrong person
		not his number
		number belongs to someone else
		numero sbagliato
		il numero risulta inesistente
		ha cambiato numero
		telefono staccato
		número equivocado
		el teléfono no funciona
		cambió de número
		番号違い
		電話番号が違う
		現在使われておりません
		別人が出た
		間違い電話`) {
		if DeadNumber(text) == "" {
			t.Errorf("%q leaves the number as it is", text)
		}
	}
	for text := range eachLine(`
		two cars
		policy number is wrong
		wrong number of drivers
		account number changed
		call his number after six
		number plate lost
		wants a new number
		numero di polizza errato
		numero civico errato
		due auto
		número de póliza incorrecto
		証券番号が違う
		番号は息子さん
		電話に出ない`) {
		if said := DeadNumber(text); said != "" {
			t.Errorf("%q says of a number that it is %q", text, said)
		}
	}
}

// TestHeardInAName holds that a remark at a name is heard without a space, too, and that a
// name alone says nothing.
func TestHeardInAName(t *testing.T) {
	for name, want := range map[string]Heard{
		"【死亡】山下清": {Died: true}, "山下清【死亡】": {Died: true}, "山下清（逝去）": {Died: true}, "故・山上清": {Died: true}, "故 山下清": {Died: true}, "(物故)山下清": {Died: true},
		"×山中清": {Refuses: true}, "山中清×": {Refuses: true}, "❌ Ann Lee": {Refuses: true}, "【NG】山下清": {Refuses: true},
		"Morta": {}, "山下清": {}, "故島清": {}, "没田一郎": {}, "Ann×Lee": {}, "ジョン・スミス": {}, "(株)山下": {}, "【要確認】山下清": {},
	} {
		if got := Hear(name, InName); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
