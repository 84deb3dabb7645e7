package locale

import "testing"

// TestRefusesPlainly holds that notes in the words of ordinary offices refuse: text-speak,
// abbreviations of the trade, the verbs of each country; and that what is like them and
// about something else does not.
func TestRefusesPlainly(t *testing.T) {
	for text := range eachLine(`
		replied STOP
		texted STOP
		STOP
		Re: STOP
		stop please
		please remove
		pls remove
		remove please
		no call
		no calls pls
		dnt call
		don't ph
		nvr call again
		do nt contact
		requested removal 10/3
		requested removal
		removal requested
		take off call sheet
		took her off the call list
		remove from dialer
		lost my number pls
		don't wanna hear from us
		doesn't wanna be called
		restraining order vs caller
		threatened lawsuit
		lawsuit threatened
		told me where to shove it
		said no
		cold - said no
		says no
		told us no
		no thx
		no thank u
		nope
		hard pass
		hell no
		pls stop txting
		stop txt
		no txts or calls
		no more msgs
		quit bugging her
		wants us to lay off
		told us to back off
		said buzz off
		told us to take a hike
		told me to pound sand
		get off my phone
		unsub
		unsubscribe me please
		opt-out rcvd
		wants out
		wants off
		scrub
		scrub number
		serial litigator
		professional plaintiff
		c&d
		C & D received
		cease & desist
		no cntct
		no contact per atty
		no contact per attorney
		never call, per attorney
		rep by atty
		asked 2 b removed
		asked to b removed
		wants 2 be removed
		doesnt want calls
		doesnt want us calling
		does not want us to call
		she said never call again
		hates being called
		sick of us
		fed up w/ calls
		irate, hung up
		hung up x2
		hangs up every time
		hung up immediately
		blocked #
		blocked number
		blocks our number
		harrassment
		reported as spam
		marked us as spam
		not intrstd
		not int.
		no int
		zero interest
		leave em alone
		let her be
		don't bother
		dont bother him
		do not pursue
		CCPA delete request
		data deletion request
		right to delete
		delete my info
		revoked permission
		no permission to call
		not ok to call
		not okay to contact
		wife said quit calling
		protective order
		no trespass order
		attorney involved
		done w/ us
		shouldn't be called
		wants no more calls
		does not want contact
		no more contact
		asked us not to reach out
		do not reach out
		never wants to hear from us again
		doesn't want to hear from us
		told me to lose his number
		lose the number
		taken off at her request
		off the list per client
		not to be disturbed
		please don't call me anymore
		I said don't call me
		avisar que no quiere que le llamen más
		do not call, email only
		not calling, per son
		phone: do not use for calls
		swore at me and hung up
		verbally abusive
		screamed at me
		told me never to call
		insists we stop
		wants no contact
		unwilling to be contacted
		calls unwelcome
		unwanted calls complaint
		asked for DNC
		put on DNC
		add to DNC
		on our do-not-call list
		no robocalls
		no sales calls`) {
		if said := Hear(text, InWords); !said.Refuses {
			t.Errorf("%q is no refusal", text)
		}
	}
	for text := range eachLine(`
		stop by the office
		bus stop on Main
		will stop in Friday
		stopped by with papers
		non-stop traveller
		please remove the 2015 Camry from the policy
		please remove driver Tom
		removed the lien 10/3
		requested removal of the lien
		no call back yet
		no call from the carrier
		missed call
		cold call
		cold lead
		call sheet done
		lost his phone
		lost my number, so I sent the card
		hear from us by Friday
		restraining order on her ex
		lawsuit against the contractor
		said no to umbrella
		said no accidents
		said no tickets
		said no one was home
		said now is fine
		told us no claims
		take off work Friday
		gets off work at 5
		quit smoking
		quit his job
		laid off in May
		back off the deductible
		back from vacation
		wants out of his current carrier
		wants off the Geico policy
		scrub nurse
		int rate 5%
		pass along to Kim
		passed the exam
		blocked drain
		spam filter ate the quote
		let her know
		let him be the driver
		texted the quote
		replied yes
		replied: call me
		no tickets, no accidents
		no contact info for the spouse
		no contact yet
		permission to call given
		ok to call
		ok to text
		attorney by trade
		court order for SR-22
		removal of tree
		hung a picture
		hangs drywall
		do not pay the premium twice
		don't forget the boat
		not until May
		call never came through
		delete the old vehicle
		data sent
		right to cancel explained
		off on Fridays
		off the road until spring
		number 12 on the list
		wants no collision
		asked for no deductible
		ask not what
		reach out in May
		told me to call back Tuesday
		said call later
		told us to call his wife
		cannot talk now, call at 5`) {
		if said := Hear(text, InWords); said.Refuses {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}

func TestRefusesPlainlyInSpanish(t *testing.T) {
	for text := range eachLine(`
		no marcar
		No marcar
		ya no marcar
		favor de no marcar
		que no le marquemos
		no marcarle
		no le marquen
		pidió que ya no le marquen
		no quiere que le hablen
		no hablarle por teléfono
		que no le hablemos más
		ni le llames
		no contestar ni llamar
		su abogado pide no contacto
		que dejemos de insistir
		ejerció derechos ARCO
		derechos ARCO
		amenazó con Profeco
		contestó la esposa: que él ya no quiere que le marquemos
		no buscar
		no lo busquen
		ya no la busquen
		que no la busquemos
		no quiere que lo busquen
		dejen de marcar
		deja de marcarme
		no me marquen
		no me hablen
		no le hables
		no le marques
		no le llames
		ya no quiere llamadas
		no más llamadas
		no + llamadas
		prohibió llamarle
		pidió no ser molestado
		pide no ser llamado
		solicitó no ser contactado
		solicita su baja
		darlo de baja
		quitarlo de la lista
		sácame de tu lista
		borrar sus datos
		cancelar sus datos
		derecho de oposición
		se niega a hablar
		se negó a hablar con nosotros
		nos mandó al diablo
		nos mandó a la goma
		nos mentó la madre
		me mentó la madre
		colgó
		nos cuelga siempre
		me colgó
		nos bloqueó en WhatsApp
		amenazó con demanda
		amenaza con demandar
		va a poner una queja
		puso queja en Condusef
		REPEP
		inscrito en REUS
		no interesa
		no le interesa
		sin interés
		no gracias
		que no molestemos
		está harto
		ya no insistir
		no insistan
		no contactar
		pidió no contacto
		sin contacto a petición
		solo whatsapp
		no dar seguimiento
		no darle seguimiento
		no volver a buscar
		vetado
		cliente vetado
		Bloqueado
		no llamar nunca
		que ya no le llamemos
		no quiere que lo llamen
		no desea que le marquen
		evitar marcarle
		prohibido marcar
		nunca marcar
		nada de marcarle
		no devolver llamadas, no quiere
		no le vuelvan a llamar
		que no volvamos a marcar
		no se le marque
		no se le llame
		no se debe marcar
		no molestar a la señora
		se molestó por las llamadas
		se enojó porque le marcamos
		dice que no estén marcando
		dijo que no le estén llamando
		pide que no le escriban
		no escribirle
		ya no mandar mensajes
		no mandarle whatsapp
		rechaza contacto
		contacto rechazado
		no autoriza llamadas
		no autorizó contacto
		retiró su consentimiento
		borrar de la base`) {
		if said := Hear(text, InWords); !said.Refuses {
			t.Errorf("%q is no refusal", text)
		}
	}
	for text := range eachLine(`
		marcar mañana
		marcarle en la tarde
		marcar la casilla
		no marcó la casilla
		me marcó ella
		no me ha marcado
		no contestó, marcar mañana
		no está, marcar después
		hablarle el lunes
		no habla inglés
		no habla español
		no hablamos de vida
		no hablé con él
		no se habló del precio
		busca seguro de auto
		no busca vida
		buscar la póliza
		no encontré la póliza
		no localizado
		habla con su esposa
		no contestó
		no contesta llamadas
		insistir el lunes
		insistir en vida
		calle Arco 12
		arco
		trabaja en Profeco
		la marca no importa
		dejar mensaje
		dejar recado
		dar seguimiento el lunes
		mandar mensaje
		mandarle la cotización por whatsapp
		ya no maneja
		ya no tiene coche
		no tiene celular
		no le alcanza, marcar en enero
		no quiere vida, sí auto
		no quiere cobertura amplia
		colgó el cuadro
		se cortó la llamada
		se bloqueó la tarjeta
		coche bloqueado
		pidió cotización
		pidió que le marquen mañana
		que le marquemos en enero
		quiere que le hablen por la tarde
		escribirle por correo
		sin llamadas pendientes
		no había nadie
		no era su número
		le interesa
		nunca ha tenido siniestros
		contactar al abogado del siniestro
		demanda civil en curso
		queja contra el taller
		baja de vehículo
		dar de alta el coche
		dar de baja el coche viejo`) {
		if said := Hear(text, InWords); said.Refuses {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}

func TestRefusesPlainlyInItalian(t *testing.T) {
	for text := range eachLine(`
		non vuol essere più chiamato
		la moglie: lui non vuol più essere chiamato
		privacy negata
		depennare
		stop
		non vuol saperne
		non ci chiami più
		non mi chiamate più
		non chiamatemi
		non chiamatelo
		non richiamatela
		nn chiamare
		nn vuole essere chiamato
		non cercarlo
		non ricontattare
		da non ricontattare
		da non disturbare
		no chiamate
		no contatti
		no contatto
		no marketing
		niente contatti
		basta telefonate
		basta chiamare
		ha detto basta
		ha detto no
		ha detto di no
		ha detto di lasciarlo stare
		lasciar perdere
		lasciare stare
		lasciamo perdere
		toglierlo dalla lista
		da togliere
		da cancellare
		cancellare dati
		chiede cancellazione
		chiede la cancellazione dei dati
		revoca privacy
		privacy revocata
		privacy no
		privacy: negata
		consenso revocato
		no consenso
		no privacy
		iscritto al registro opposizioni
		RPO
		opposizione GDPR
		diritto di opposizione
		ha bloccato il numero
		ci blocca
		mi ha bloccato su whatsapp
		riattacca sempre
		ha chiuso il telefono in faccia
		mi ha chiuso il telefono
		mette giù
		ci ha mandato affanculo
		mandati a quel paese
		molto scocciata dalle chiamate
		arrabbiata per le telefonate
		ci querela
		minaccia denuncia
		minaccia di denunciarci
		diffida legale
		solo mail
		solo whatsapp
		parlare con avvocato
		parlare solo con il suo avvocato
		non gradisce chiamate
		non gradisce essere contattato
		contrario a essere chiamato
		rifiuta contatto
		rifiuta di parlare
		non interessa
		non interessata
		nessun interesse
		non contattabile
		non chiamabile
		bloccato
		non molestare
		inutile insistere
		non insistere
		non proporre più nulla
		non farsi più sentire
		non vuole sentirci
		non vuole più sentire nessuno
		dice di non chiamare più
		chiede di non chiamare
		prega di non telefonare
		non telefonare mai
		mai chiamare
		mai più chiamare
		non deve essere chiamato
		non va chiamato
		non si chiama più
		non scrivergli più
		non mandare messaggi
		infastidito dalle chiamate
		stanco di essere chiamato
		ha chiesto di essere tolto
		vuole essere cancellato
		vuole uscire dalla lista
		smettetela
		smettere di chiamare
		non rompere
		rompiscatole, ha detto
		lasciatelo in pace
		il figlio chiede di non disturbarla
		disiscritto
		cancellazione newsletter richiesta`) {
		if said := Hear(text, InWords); !said.Refuses {
			t.Errorf("%q is no refusal", text)
		}
	}
	for text := range eachLine(`
		non chiama mai
		chiama sempre lui
		chiamare solo di sera
		non trovato in casa
		non ancora contattato
		non richiamato
		privacy firmata
		privacy da firmare
		privacy ok
		stop alla polizza auto
		cancellare la polizza
		togliere la garanzia cristalli
		da togliere i cristalli
		no cristalli
		non ha il telefono
		ha lasciato il lavoro
		ci ha lasciato il numero
		ha detto no alla vita
		ha detto di no alla vita
		ha detto di sì
		bloccato nel traffico
		auto bloccata
		conto bloccato
		solo auto
		solo dopo le 18
		lasciare messaggio
		lasciato messaggio
		lasciare le chiavi
		perdere il bonus
		scrivere una mail
		mandare messaggio
		non scrive mai
		contattabile dopo le 18
		avvocato del foro di Roma
		parlare con la moglie
		parla poco
		rifiuta la vita
		rifiuta il preventivo
		si chiama Mario
		non si chiama Mario
		come si chiama
		chiude alle 18
		ha chiuso la partita IVA
		mette via i soldi
		basta auto
		ha detto che basta la RC
		mai avuto sinistri
		mai assicurato
		insistere sulla casa
		disdetta inviata
		consenso firmato
		non ha sinistri
		niente sinistri
		nessun sinistro
		uscire alle 5`) {
		if said := Hear(text, InWords); said.Refuses {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}

func TestRefusesPlainlyInJapanese(t *testing.T) {
	for text := range eachLine(`
		個人情報を消してくれ
		迷惑だと言われた
		連絡しない約束
		もう電話するなと言われた
		電話してくるな
		電話しないでと言われた
		連絡しないでくれ
		連絡はいらない
		連絡いりません
		連絡はもういい
		もういいと言われた
		迷惑とのこと
		名前を消して
		データを消して
		データ削除依頼
		情報を削除してほしい
		リストから消して
		電話番号を消してほしい
		架電NG
		架電不可
		コールNG
		TEL NG
		電話NG(本人)
		接触禁止
		訪問NG
		再勧誘禁止
		勧誘しないで
		お断りされた
		断固拒否
		強い拒否
		完全拒否
		取引停止
		出禁
		ブラック
		ブラックリスト
		NG
		ＮＧ
		NG客
		対応不要
		フォロー不要
		フォローしない
		追客不要
		アプローチ禁止
		電話はしない約束
		連絡しないと約束
		今後電話しない
		今後の連絡は不要
		今後連絡しないこと
		以後連絡不要
		以降電話しない
		二度とするな
		二度と来るな
		うるさいと言われた
		しつこい
		お怒り
		激怒
		ガチャ切り
		即切り
		すぐ切られた
		通報すると言われた
		警察呼ぶと言われた
		弁護士から連絡
		興味ないとのこと
		不要と言われた
		必要なしと言われた
		間に合ってる
		結構です
		もう結構
		もう電話いらない
		本人希望で連絡停止
		家族から連絡しないでと
		奥様より連絡しないでほしい
		着信拒否
		着拒
		LINEブロック
		LINEブロックされた
		配信停止希望
		オプトアウト済
		不可（本人）
		電話すると怒られる
		電話嫌い
		電話は嫌とのこと
		連絡無用
		電話無用
		かけるなと言われた
		掛けてくるな
		来ないでほしい
		帰ってくれと言われた
		やめてくれと言われた
		やめてほしい
		関係ないと切られた
		営業は受けない
		営業お断りの家
		セールス拒否
		個人情報利用停止
		名簿削除
		電話しないよう依頼
		電話をしないよう言われた
		連絡しないように
		連絡を絶ってほしい
		放っておいてくれ`) {
		if said := Hear(text, InWords); !said.Refuses {
			t.Errorf("%q is no refusal", text)
		}
	}
	for text := range eachLine(`
		連絡しないといけない
		電話しないとまずい
		電話しなければならない
		電話し忘れ
		連絡しなきゃ
		迷惑をかけたのでお詫び
		迷惑メールに入った
		個人情報同意書受領
		写真を消してしまった
		消火器
		データ送付済
		興味あり
		断りなく訪問
		フォロー中
		追って連絡
		追客中
		怒っていない
		電話が切れた
		電池切れ
		契約切れ
		訴訟中
		ブロック塀
		ブラック企業勤務
		黒い車
		今後連絡する
		取引先
		配信希望
		不要な保険を解約
		車両保険不要
		車は不要と言われた
		結構大きい家
		対応済み
		対応中
		今後電話する
		二度目の電話
		以降は午後に電話
		弁護士
		弁護士特約
		警察官
		ブロックを積む仕事
		停止中の車
		不可解
		連絡ください
		連絡してほしい
		電話がほしい
		うるさい犬がいる
		営業職
		営業時間
		来ないと言っていた
		雨で来なかった
		やめた会社
		会社をやめた
		たばこをやめた
		関係なし
		嫌いな食べ物
		名前を変更
		番号変更
		利用停止中のカード
		もういい時間
		NGワード
		約束の日に連絡`) {
		if said := Hear(text, InWords); said.Refuses {
			t.Errorf("%q is taken for a refusal", text)
		}
	}
}
