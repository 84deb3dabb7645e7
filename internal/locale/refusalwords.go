package locale

// tongue is how a language refuses to be called. The entries are alternatives of a
// regular expression, of words folded with fold.Text.
type tongue struct {
	no      string // what forbids an act that stands behind it
	between string // what may stand between the two
	act     string // what can be forbidden: "call", "be called"

	none string // what puts an end to things that people get
	what string // those things: "calls", "marketing"

	refusing string // what people do with calls who do not want them
	of       string // what may stand between that and the calls
	also     string // what else can be refused: "contact", "to be called"
	refused  string // what is said of calls that nobody wants

	happened string // behind any of it: no more is said than that it has not happened
	by       string // behind what was refused: by somebody else than them
	phrases  string // whole phrases
	lists    string // lists and registries of those who refuse
	denials  string // beside a list: they are not on it
}

var tongues = [...]tongue{
	{ // English
		no: `do not|do no|don t|dont|never|not to|to not|must not|mustn t|should not|shouldn t|shall not|please not|rather not|rather we didn t|that we not|that we never|we not|no longer (?:wants?|wish(?:es)?|accepts?)(?: to)?|stop|quit|cease|refrain from|avoid|` +
			`(?:not|doesn t|didn t|don t|never) (?:want|wish|like|agree|consent|care|allow|accept|authori[sz]e)(?: us| me)?(?: to)?`,
		between: `please|ever|again|to|try|trying|bother|any|anyone|more|further|longer|receive|receiving|get|unsolicited|cold|sales|phone|telephone|the|our|your|these`,
		act: `call|calling|contact|contacting|phone|phoning|telephone|telephoning|solicit|soliciting|disturb|disturbing|bother|bothering|bug|ring|ringing|dial|text|texting|email|emailing|e mail|mail|mailing|visit|visiting|approach|approaching|knock|harass|harassing|hear from|write to|market to|` +
			`(?:be|being|get|getting) (?:cold )?(?:called|contacted|phoned|telephoned|solicited|disturbed|bothered|texted|emailed|mailed|visited|approached)`,
		none:     `no|no more|no further|no other|no future|not for|not any|zero|stop|avoid|end|against|not want|not accept|not take|no longer wants?|no longer accepts?|don t want|doesn t want|didn t want|don t accept|doesn t accept|doesn t take|doesn t like`,
		what:     `calls|calling|solicitations?|solicitors|soliciting|marketing|telemarketing|telemarketers|visits|visitors|consent|contact (?:please|ever|again|whatsoever|per|requested)|further contact|more contact`,
		refusing: `refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|reject(?:s|ed)?|object(?:s|ed)?|oppos(?:e|es|ed)|forbid(?:s|den)?|forbade|prohibit(?:s|ed)?|ban(?:s|ned)|withdr(?:ew|aws?|awn)|revok(?:e|es|ed)|den(?:y|ies|ied)|hates?|hated|dislikes?|disliked|annoyed|upset|angry|tired|sick|fed up|complain(?:s|ed)`,
		of:       `to|of|for|by|with|about|at|all|any|our|my|your|his|her|their|the|these|further|more|future|phone|telephone|sales|marketing|cold|receive|receiving|get|getting|take|accept|give|permission|repeated`,
		also:     `contact|contacting|communications?|(?:be|being) (?:called|contacted|phoned|telephoned|solicited|disturbed|bothered|texted|emailed|visited|approached)`,
		refused: `(?:is |are |was |were |has been |have been |be |strictly )*(?:refused|declined|rejected|prohibited|forbidden|banned|barred|denied|withdrawn|revoked|` +
			`not (?:allowed|permitted|wanted|desired|welcome|given|granted)|unwanted|undesired|unwelcome|objected)`,
		happened: `yet|answered|returned|since|made|so far|today|logged|received|available|back|scheduled|before|found|needed|required|forms?|due|pending|planned|open|this|last|material`,
		by:       `by`,
		phrases: `(?:remove|remov(?:ed|al)|take|taken|delete|deleted|strike|erase|drop|get)(?: \w+){0,3} (?:from|off|out of)(?: \w+){0,3} (?:list|lists|database|records|system)|(?:take|remove|delete) (?:me|him|her|them|us)(?: off)?$|(?:leave|left) (?:me|him|her|them|us) alone|lose (?:my|his|her|their|our|the|this) number|` +
			`(?:asked|told|wants|begged|warned|ordered|requested)(?: us| me| him| her)? (?:to stop|that we stop|we stop)|(?:asked|wants|wishes|requested|demands)(?: to be| her| his| their)? (?:name |data |number |details )?(?:removed|taken off|deleted|erased|off)(?: the| our| my| your| all)?(?: mailing| call)?(?: list| lists| records)?|^remove$|delet\w+ (?:my|his|her|their|all|personal) (?:data|details|information)|right to be forgotten|threat\w+ (?:us )?(?:to (?:sue|report|complain|call (?:the|his|her|their) (?:lawyer|attorney|police))|legal action|a lawsuit|with (?:a |his |her |their )?(?:lawyer|attorney|solicitor|lawsuit))|(?:will|going to) (?:sue|report us)|(?:attorney general|ftc|fcc|bbb|state insurance) complaint|(?:request\w*|ask\w*|asked for|wants|demand\w*|prefers?) no (?:further |more )?(?:contact|calls|communication)|cease and desist|donotcall|donotcontact|nocalls?|^no contact$|` +
			`^(?:calls?|calling|contact|marketing|telemarketing|phone|consent)(?: is| to call| to contact| allowed| ok)? (?:no|never|no way)$|^not (?:call|contact|phone|disturb)|(?:not|doesn t|didn t) consent|without consent|withh(?:olds|eld|old) consent`,
		lists:   `opt(?:s|ed|ing)? out|optout|optedout|unsubscribed?|dnc|(?:no|do not|dont) call (?:list|registry)|black ?list(?:ed)?|block ?list(?:ed)?`,
		denials: `no|not|non|none|never|n|false|removed|didn t|isn t|hasn t|clean|clear|checked`,
	},
	{ // Italian
		no:      `non|da non|mai|mai piu|(?:e |fatto )?viet[ao]to(?: di)?|vieta|proibito(?: di)?|proibisce|divieto di|evitare|evitate|evitare di|smett\w* di|basta|smettere|astenersi dal`,
		between: `va|vanno|deve|devono|dovete|bisogna|vuole|voglio|vogliono|desidera|desiderano|gradisce|accetta|autorizza|consente|permette|piu|mai|di|da|a|che|la|lo|li|le|si|ci|mi|gli|vi|il|nel|per favore|assolutamente|ulteriormente|farsi|ricevere|altre|altri|ulteriori|alcuna|alcun|nostre|vostre|tornare|continuare a|stare a|un|una|qualsiasi|nuovamente|ancora|in alcun modo`,
		act: `(?:ri)?chiam(?:are|ar\w+|ate|ate\w+|ino|i|iamo)|(?:ri)?contatt(?:are|ar\w+|ate\w+|ino|i|iamo)|disturb(?:are|ar\w+|ate\w*|ino|i)|(?:ri)?telefon(?:are|ar\w+|ate\w*|ino|i|iamo)|cerc(?:are|ar\w+|atel\w+|hi|hino)|sollecit(?:are|ar\w+)|importun\w+|molest\w+|insist\w+|` +
			`(?:essere|esser|venire|va|vanno|venga|vuole|vogliono)(?: piu| mai)? (?:(?:ri)?chiam|(?:ri)?contatt|disturb|telefon|cerc|sollecit|importun)at[oaie]`,
		none:     `niente|basta|no|non|stop|nessuna|zero|vietat[eoia]|proibit[eoia]|mai piu|senza piu|nessun`,
		what:     `chiamate|telefonate|contatti|contatto commerciale|chiamata|telefonata|visite|pubblicita|marketing|telemarketing|comunicazioni commerciali|(?:offerte|proposte|chiamate) commerciali|consenso|seccature|sollecitazioni`,
		refusing: `rifiut(?:a|ano|ato|ata|o|ava|ando)|neg(?:a|ato|ano)|oppon(?:e|gono)|oppost[oa]|contrari[oa]|diffid(?:a|ato)|revoc(?:a|ato|ata|o)|ritir(?:a|ato)|lament(?:a|ato|ata)|stuf[oa]|stanc[oa]|infastidit[oa]|scocciat[oa]|arrabbiat[oa]|viet(?:a|ano|ato)`,
		of:       `di|a|al|ai|alle|alla|il|le|i|lo|la|l|un|ogni|tipo|qualsiasi|qualunque|altre|altri|ulteriori|nostre|nostri|ricevere|piu|per|dei|delle|dalle|del|futur[oei]|telefonici|telefonico|commerciali|essere|il suo`,
		also:     `contatto|ricontatto|trattamento|comunicazioni|(?:essere|esser|venire|farsi)? ?(?:(?:ri)?chiamat|(?:ri)?contattat|disturbat|telefonat|cercat|importunat)[oai]|(?:chiamar|contattar|disturbar|telefonar)\w+`,
		refused:  `(?:sono |e |stato |stata |state |assolutamente )*(?:vietat[aeio]|proibit[aeio]|negat[oaei]|revocat[oaei]|ritirat[oaei]|sgradit[aeio]|rifiutat[aeio]|indesiderat[aeio]|non (?:gradit|autorizzat|desiderat|concess|dat|prestat|ammess|consentit|volut)[aeio])`,
		happened: `ancora|finora|ricevut[aeio]|rispost[aeo]|risponde|effettuat[aeio]|fatt[aeio]|persa|perse|registrat[aeio]|oggi|riuscit[aeo]|in arrivo|in corso|in uscita|necessario|richiesto|precedent[ei]|pervenut[aeo]|utile|utili`,
		by:       `da|dal|dalla`,
		phrases: `(?:cancell|togli|tolg|toglier|rimuov|rimoss|elimin|depenn)\w*(?: \w+){0,4} (?:lista|liste|elenco|elenchi|archivio|database|rubrica|dati|nominativo|numero)|(?:cancell|elimin)ate(?:mi|ci|lo|la)|toglie?te(?:mi|ci|lo|la)|(?:cancellazione|rimozione) (?:dei )?(?:dati|nominativo|dalla lista|dall elenco)|lasci\w+ (?:in pace|stare)|(?:chiesto|chiede|prega|pregato|pregasi|detto) di non|(?:chiesto|chiede|vuole|desidera|richiede)(?: di)?(?: essere)? (?:la )?(?:cancellat[oa]|rimoss[oa]|cancellazione)|diffida(?:to)?|diritto all oblio|minaccia\w* (?:di )?(?:denuncia\w*|causa|querela\w*|azioni legali|vie legali)|` +
			`non (?:ne )?(?:vuole|voglio|vogliono|vuol) (?:piu )?(?:sapern\w+|sentir\w+)|non acconsente|senza consenso|^(?:chiamate|telefonate|contatti|contatto|marketing|consenso|disturbare)(?: marketing| commerciale| telefonico)? (?:no|mai)$`,
		lists:   `opposizion[ei]|rpo|lista nera|black list|disiscritt[oa]`,
		denials: `no|non|nessuna|mai|assente`,
	},
	{ // Spanish
		no:      `no|nunca|nunca mas|jamas|prohibid[oa]s?|prohibe|evitar|evite|evitese|eviten|dej(?:e|en|a|ad|ar) de|pare?n? de|absten\w+ de|basta de`,
		between: `se|le|les|lo|la|los|las|me|nos|mas|volver|volverle|volverla|vuelva|vuelvan|volvamos|a|debe|deben|hay|que|desea|deseo|quiere|quiero|acepta|desean|quieren|permite|autoriza|recibir|por favor|jamas|nunca|ya|por telefono|nuestras|sus|mas|otras|nuevas|seguir|intentar|tratar de`,
		act: `llam(?:ar|arl[oae]s?|arme|arnos|e|es|en|enme|enla|enlo|enle|eis|emos|ad|adme)|contact(?:ar|arl[oae]s?|arme|e|es|en|enme|emos|ad)|molest(?:ar|arl[oae]s?|arme|e|es|en|enme|eis|emos|ad)|telefone(?:ar\w*|e|en|es)|marc(?:arle|arles|arme)|marqu(?:e|en|es|enle|ele)|importun\w+|insist(?:ir|a|an|e)|` +
			`(?:ser|sea|sean)(?: mas)? (?:llamad|contactad|molestad|visitad)[oa]s?`,
		none:     `nada de|ni una|ni|no|no mas|ninguna|ninguna otra|cero|basta de|alto a|sin|sin mas|stop|prohibid[oa]s?|nunca|evitar`,
		what:     `llamadas?|telefonazos|publicidad|marketing|telemarketing|molestias|molestar|consentimiento|contacto comercial|(?:comunicaciones|ofertas|llamadas|visitas) comerciales`,
		refusing: `rechaz(?:a|o|an|ado|ada|aron|ando)|rehus(?:a|o|ado|ada)|neg(?:o|ado|ada)|nieg(?:a|an)|opone|oponen|opuest[oa]|prohib(?:e|io|ido)|revoc(?:a|o|ado)|retir(?:a|o|ado)|declin(?:a|o|ado)|no (?:acepta|aceptar|desea|quiere|autoriza|permite|consiente|admite)|quej(?:a|o)|hart[oa]|cansad[oa]|molest[oa]`,
		of:       `recibir|las|los|la|el|a|al|de|por|con|que|le|lo|se|nos|mas|todas?|todo|tipo|cualquier|futuras|nuestras|nuestro|nuevas|su|dar|tantas|comerciales`,
		also:     `contacto|tratamiento|comunicaciones|visitas|(?:ser |sea )?(?:llamad|contactad|molestad)[oa]s|(?:ser |sea )(?:llamad|contactad|molestad|visitad)[oa]s?|llam(?:en|emos)|contact(?:en|emos)|molest(?:en|emos)`,
		refused:  `(?:comerciales |telefonicas )?(?:estan? |quedan? |son |fue |ha sido )*(?:prohibid[oa]s?|rechazad[oa]s?|denegad[oa]s?|negad[oa]s?|revocad[oa]s?|retirad[oa]s?|no (?:desead|autorizad|permitid|querid|admitid|otorgad|concedid)[oa]s?)`,
		happened: `previas?|anteriores|pendientes?|aun|todavia|hasta|recientes|perdidas?|contestadas?|respondidas?|respuesta|registradas?|realizadas?|devueltas?|desde|hoy|con exito|entrantes?|salientes?`,
		by:       `por`,
		phrases: `(?:borr|elimin|quit|saqu|sac|suprim|remuev|remov|retir)\w*(?: \w+){0,4} (?:lista|listas|base|bases|registro|registros|agenda|datos|fichero|sistema)|(?:borr|elimin|quit|saqu|suprim)(?:e|en|a|ad)(?:me|nos)|(?:dar|darse|darme|darle|dado|dada|dio|diose|denme|deme|dese|denle|causo|solicita|pide|pidio|solicito) (?:la )?(?:de )?baja|(?:esta|estan) de baja en (?:la )?lista|^(?:de )?baja$|` +
			`(?:ped|pid|solicit)\w* (?:la |su |de )?(?:baja|ser eliminad[oa]|ser borrad[oa]|eliminacion|supresion)|derecho (?:al olvido|de supresion|de cancelacion)|amenaz\w+ con (?:denuncia\w*|demanda\w*)|dej(?:e|en|ad|a)(?:me|lo|la|nos|los) (?:en paz|tranquil[oa])|no quiere saber|no consiente|sin consentimiento|(?:pidio|pide|solicito|solicita|dice|dijo) que (?:ya )?no|^(?:llamadas|llamar|publicidad|contacto|contactar|molestar|marketing|consentimiento) (?:no|nunca|jamas)$`,
		lists:   `(?:lista|en|registro|servicio|inscrit[oa]) robinson|robinson list|^robinson$|reus|repep|oposicion|lista negra|revocad[oa]`,
		denials: `no|ni|nunca`,
	},
}

// How Japanese refuses: what is refused, and behind it, or right in front of it, that
// it is.
const (
	refusedJapanese = `電話|コンタクト|連絡|架電|勧誘|営業|tel|訪問|コール|テレアポ|アプローチ|接触|セールス|案内|dm|メール|来訪`
	refusalJapanese = `しないで|しないこと|しない$|するな|不可|禁止|拒否|拒絶|断り|断られ|断った|断る|お断|やめ|止めて|止め$|不要|ng|無用|停止|いらない|要らない|控えて|お控え|遠慮|くれるな|くるな|来るな|こないで|来ないで|` +
		`迷惑|嫌|訴え|[×✕✗✘❌]|望まれていない|望まれない|望まれません|望んでいない|望まない|望みません|希望しない|希望されない|希望されていない|希望せず|希望していない|希望なし|希望無|求めていない|受け付けない|受け付けません|受付不可|お受けしない|厳禁|ダメ|だめ|駄目|同意なし|同意しない|同意せず`
	forbiddenJapanese = `([×✕✗✘❌]|ng|拒否|禁止|不可|お断り|迷惑)(の|な|:| )?(` + refusedJapanese + `)`
	phrasesJapanese   = `二度と|オプトアウト|ブラックリスト|勧誘拒否|着信拒否|かけてこないで|かけてくるな|掛けてこないで|かけるな|かけないで|掛けないで|(リスト|名簿)(から|より).{0,6}(外|削除|除外|抜|消)|名簿.{0,4}削除|(個人)?情報.{0,4}(削除|抹消|利用停止)|登録(抹消|解除)|配信停止|放っておいて|ほっといて|` +
		`同意(なし|しない|せず|撤回|拒否|していない)|^(本人|ご本人|お客様|奥様|ご主人|家族|電話で|訪問時|きっぱり|丁重に|丁寧に|強く|はっきり|今回|完全)?(に|から|より|で|も)?(お)?(断り|断られ|断られた|断られました|断られている|断られ済み?|断る|拒否|拒否された|拒否されました|拒絶|拒絶された)$`
)
