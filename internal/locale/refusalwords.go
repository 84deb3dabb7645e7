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
	cold     string // that they want nothing of us: "not interested", "nothing to do with us"
	limits   string // behind that: it is about one thing, or was once
	written  string // that they are written to, or reached through somebody: "text only"
	angry    string // that they have complained, hung up or blocked us
	lists    string // lists and registries of those who refuse
	denials  string // beside a list: they are not on it
}

var tongues = [...]tongue{
	{ // English
		no: `do not|do no|don t|dont|never|under no circumstances?(?: (?:is|are|should|may|must|can)(?: we| you| he| she| they)?)?|not under any circumstances?|on no account|in no case|(?:nobody|no one) (?:is to|should|must|may)|not to|to not|must not|mustn t|should not|shouldn t|shall not|please not|rather not|rather we didn t|that we not|that we never|we not|no longer (?:wants?|wish(?:es)?|accepts?)(?: to)?|stop|quit|cease|refrain from|avoid|` +
			`(?:not|doesn t|didn t|don t|never) (?:want|wish|like|agree|consent|care|allow|accept|authori[sz]e)(?: us| me)?(?: to)?`,
		between: `please|ever|again|to|try|trying|bother|any|anyone|more|further|longer|receive|receiving|get|unsolicited|cold|sales|phone|telephone|voice|business|robo|spam|the|our|your|these`,
		act: `call|calling|follow up|following up|contact|contacting|phone|phoning|telephone|telephoning|solicit|soliciting|disturb|disturbing|bother|bothering|bug|ring|ringing|dial|text|texting|email|emailing|e mail|mail|mailing|visit|visiting|approach|approaching|knock|harass|harassing|hear from|write to|market to|` +
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
		phrases: `(?:remove|remov(?:ed|al)|take|taken|delete|deleted|strike|erase|drop|get)(?: \w+){0,3} (?:from|off|out of)(?: \w+){0,3} (?:list|lists|database|records|system)|(?:take|remove|delete) (?:me|him|her|them|us)(?: off)?$|(?:leave|left) (?:me|him|her|them|us) (?:alone|be\b)|leave alone|be left alone|never (?:ever )?again$|lose (?:my|his|her|their|our|the|this) number|` +
			`(?:asked|told|wants|begged|warned|ordered|requested)(?: us| me| him| her)? (?:to stop|that we stop|we stop)|(?:asked|wants|wishes|requested|demands)(?: to be| her| his| their)? (?:name |data |number |details )?(?:removed|taken off|deleted|erased|off)(?: the| our| my| your| all)?(?: mailing| call)?(?: list| lists| records)?|^remove$|delet\w+ (?:my|his|her|their|all|personal) (?:data|details|information)|right to be forgotten|threat\w+ (?:us )?(?:to (?:sue|report|complain|call (?:the|his|her|their) (?:lawyer|attorney|police))|legal action|a lawsuit|with (?:a |his |her |their )?(?:lawyer|attorney|solicitor|lawsuit))|(?:will|going to|d|ll) (?:sue|report us)|(?:attorney general|ftc|fcc|bbb|state insurance) complaint|(?:request\w*|ask\w*|asked for|wants|demand\w*|prefers?) no (?:further |more )?(?:contact|calls|communication|follow ?ups?)|no (?:further|more) follow ?ups?|cease and desist|donotcall|donotcontact|nocalls?|^no contact$|` +
			`^(?:calls?|calling|contact|marketing|telemarketing|phone|consent)(?: is| to call| to contact| allowed| ok)? (?:no|never|no way)$|^not (?:call|contact|phone|disturb)|(?:not|doesn t|didn t) consent|without consent|withh(?:olds|eld|old) consent`,
		cold: `(?:not|isn t|wasn t|aren t|weren t|never|no longer)(?: (?:at|all|that|really|currently|remotely|even|very|too|so|in|the|least|bit|be|been|particularly|presently|any ?more|now))* (?:interested|intrested|keen)(?: in (?:us|me|anything|any of it|any (?:calls|quotes|offers|insurance)|insurance|insurances|calls|a quote|quotes|our \w+|talking|hearing|speaking|meeting|buying|being \w+|what we \w+|what i \w+))?|(?:uninterested|disinterested|not? int$|(?:no|zero) interest|lost (?:all )?interest|lacks? (?:of )?interest|less interested)(?: in (?:us|me|anything|any of it|any (?:calls|quotes|offers|insurance)|insurance|insurances|calls|a quote|quotes|our \w+|talking|hearing|speaking|meeting|buying|being \w+|what we \w+|what i \w+))?|` +
			`nothing (?:more |else |further )?(?:to do with (?:us|me|this|it|you|the agency|agents?|insurance|sales\w*|our \w+|any of (?:us|it))|(?:from|of) us)|(?:not|t|no longer)(?: \w+){1,3} anything (?:more |else )?(?:to do with|from) us|(?:done|finished) with us|(?:firm|hard|flat|definite|absolute|emphatic|resounding) no|(?:said|says|told \w+|replied|answered) (?:no thanks|no thank you|absolutely not|no way)|` +
			`(?:refuses?|refused|declines?|declined|unwilling|won t|wouldn t|will not|would not)(?: to)? (?:talk|speak|deal|meet)(?: (?:to|with) (?:us|me|anyone|anybody|agents?))?|(?:doesn t|does not|don t|do not|didn t|did not|no longer) (?:wants?|needs?|wish|wishes|care|cares)(?: to)? (?:us|our (?:services?|help|business)|(?:talk|speak|deal)(?: (?:to|with) (?:us|me|anyone|anybody|agents?))?|have contact)`,
		limits: `in|on|about|as of|until|till|til|unless|if|when|before|yet|then|last|earlier|to|with|except|other than|only|enough|long|much|for (?:the|his|her|their)|charged|rate|rates|payments?|fees?|due`,
		written: `(?:texts?|texting|sms|e ?mails?|mail|letters?|post|whatsapp|in writing|writing|lawyers?|attorneys?|solicitors?|counsel)(?: contact| communications?| messages?| please)? only|only (?:by|via|through|thru|in) (?:texts?|sms|e ?mails?|mail|letters?|post|whatsapp|writing|(?:(?:his|her|their|the|an?) )?(?:lawyer|attorney|solicitor|counsel))|(?:contact|please|just|reach \w+|wants|prefers|accepts) only (?:texts?|sms|e ?mails?|letters?|whatsapp)|(?:text|e ?mail) (?:him|her|them) only|only (?:wants?|accepts?) (?:texts?|e ?mails?|letters?)|no (?:phone|telephone) contact$|` +
			`(?:contact|calls?|communicat\w+|correspondence|go|goes|everything|all|only|inquiries)(?: \w+){0,4} (?:through|via|thru)(?: (?:his|her|their|the|an?|my))? (?:lawyer|attorney|solicitor|counsel)|^(?:through|via|thru)(?: (?:his|her|their|the|an?|my))? (?:lawyer|attorney|solicitor|counsel)|(?:deal with|contact|call|speak (?:to|with)|talk to|refer(?:red)? (?:us )?to|direct(?: \w+){1,4} to)(?: (?:his|her|their|the|an?))? (?:lawyer|attorney|solicitor|counsel)$|lawyered up|lawyer d up|(?:retained|hired) (?:an? )?(?:lawyer|attorney|counsel)|represented by (?:(?:his|her|their|an?) )?(?:lawyer|attorney|counsel)|all (?:contact|calls|communications?)(?: \w+){0,3} (?:through|thru|via)|(?:lawyer|attorney|solicitor|counsel) (?:says?|said|demands?|insists?|wrote|told us)(?: that)? (?:no|not|never|we|to stop)`,
		angry: `harassment complaint|(?:is|s|calls? it|called it|claims?|of|for|like|feels?|felt|about|being|says?|said) harass(?:ment|ed|ing)|harass(?:ment|es|ed|ing) (?:us|by us|by phone|calls?|her|him|them)|harassing|complain(?:s|ed|ing)? (?:to|with) (?:(?:the|our|my) )?(?:\w+ )?(?:doi|ftc|fcc|bbb|ag|department|dept|commissioner|attorney general|regulators?|police|manager|boss|state|home office|head office|corporate|authorities|ombudsman)|` +
			`(?:filed|files|filing|made|lodged|sent)(?: an?| another)?(?: formal| official| written)? complaints?(?:$| (?:about|against|on) (?:us|me|our|the (?:calls|agency)|calls))|(?:doi|ftc|fcc|bbb|tcpa|dnc) complaints?|complaints? (?:to|with) (?:the )?(?:state|doi|ftc|fcc|bbb|department|commissioner|attorney general)|complaints? (?:about|against) (?:us|me|our|the (?:calls|agency)|calls|calling)|` +
			`report(?:s|ed|ing)? us|su(?:e|es|ed|ing) us|tak(?:e|ing) legal action against us|litigators?|block(?:s|ed|ing) (?:us|me|our (?:number|calls?|line|e ?mails?)|my (?:number|calls?)|the (?:agency|office)|all (?:our |my )?calls)|blocked \w+ s (?:number|calls?)|our (?:number|calls?|line) (?:is|are|was|were|got) blocked|(?:we|i)(?: are| were| am| m| re| have been| ve been| got| was)? blocked|get lost$|go to hell|(?:told|tells?|said)(?: \w+){0,2} to (?:go away|buzz off|f off|back off|get out|stay away)|piss off|fuck(?:ing)? off|f off|` +
			`(?:cussed|cursed|swore|yelled|screamed|shouted)(?: at)? (?:us|me)(?: out)?|(?:told|tells?) (?:us|me) off|hung up(?: on \w+|$)|slammed (?:the )?(?:phone|door)|(?:threw|kicked|chased) (?:us|me) (?:out|off)|showed (?:us|me) the door|told (?:us|me) where to go|never (?:to )?come back|(?:we|we are|we re) spamming|called us scammers|(?:mad|furious|irate|livid) (?:about|at|over) (?:the |our |all the )?(?:calls?|us)|(?:upset|angry|mad|furious) (?:that )?we (?:called|keep calling|kept calling)|threat\w+ to call (?:the )?(?:police|cops)`,
		lists:   `opt(?:s|ed|ing)? out|optout|optedout|unsubscribed?|dnc|(?:no|do not|dont) call (?:list|registry)|(?:national|federal|state) (?:registry|register)$|on (?:the )?registry$|tps|ctps|black ?list(?:ed)?|block ?list(?:ed)?`,
		denials: `no|not|non|none|never|n|false|removed|didn t|isn t|hasn t|clean|clear|checked`,
	},
	{ // Italian
		no:      `non|da non|in nessun caso|per nessun motivo|per nessuna ragione|guai a|inutile|nessuno (?:deve|puo)|mai|mai piu|(?:e |fatto )?viet[ao]to(?: di)?|vieta|proibito(?: di)?|proibisce|divieto di|evitare|evitate|evitare di|smett\w* di|basta|smettere|astenersi dal`,
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
			`non (?:ne )?(?:vuole|voglio|vogliono|vuol) (?:piu )?(?:sapern\w+|sentir\w+)|non acconsente|senza consenso|^mai piu$|^(?:chiamate|telefonate|contatti|contatto|marketing|consenso|disturbare)(?: marketing| commerciale| telefonico)? (?:no|mai)$`,
		cold: `non(?: (?:e|era|sono|siamo|le|gli|mi|ci|si|piu|affatto|proprio|assolutamente|molto|per|niente|minimamente|davvero|sembra|pare|risulta|stat[oa]|ha|hanno|mostra|mostrato|alcun|nessun))* interess(?:a|ano|ava|at[oaie]|e)(?: (?:a|al|alle?|ai|alla|di|in|per) (?:noi|nulla|niente|ora|adesso|momento|nostr\w+|essere \w+|chiam\w+|ricever\w+|sentir\w+|parlar\w+|proposte|offerte|preventiv\w+|assicurazion\w+|polizze))?|(?:nessun|senza|zero|scarso) interesse(?: (?:a|al|alle?|ai|alla|di|in|per) (?:noi|nulla|niente|ora|adesso|momento|nostr\w+|essere \w+|chiam\w+|ricever\w+|sentir\w+|parlar\w+|proposte|offerte|preventiv\w+|assicurazion\w+|polizze))?|disinteressat[oa]|pers[oa] (?:ogni )?interesse|a che (?:fare|vedere) con (?:noi|l agenzia)|` +
			`non ne vuole(?: piu)? sapere|non (?:vuole|vogliono|desidera|cerca) (?:piu )?(?:niente|nulla)(?: da noi)?|non (?:ha|hanno) (?:piu )?bisogno(?: di (?:noi|nulla|niente|assicurazioni))?|(?:detto|risposto|dice|risponde)(?: di| che)? no grazie|non vuole (?:piu )?parlar\w*|chiuso con noi`,
		limits:  `la|il|i|le|lo|gli|l|un|una|uno|al|alla|allo|all|ai|alle|agli|a|di|d|del|della|dell|in|nel|nella|per (?:la|il|l|le|i)|prima|fino|finche|ancora|se|quando|solo|tranne|allora`,
		written: `(?:solo|soltanto|unicamente|esclusivamente)(?: via| per| tramite| con| a mezzo| attraverso| da)? (?:(?:e ?)?mail|sms|messagg\w+|whatsapp|iscritto|lettera|posta|pec|(?:il |l )?(?:suo |loro )?(?:avvocato|legale))|(?:(?:e ?)?mail|sms|messaggi|whatsapp|per iscritto|avvocato|legale) (?:solo|soltanto)|(?:tramite|attraverso|rivolgersi|passare da|passare per)(?: il| l| la| al| all| dal| dall)?(?: suo| loro| mio)? (?:avvocato|legale)`,
		angry: `a quel paese|al diavolo|(?:ci|mi|l) ha(?:nno)? (?:insultat[oaie]|urlato|mandat[oaie] via|bloccat[oaie]|minacciat[oaie]|cacciat[oaie]|denunciat[oaie]|querelat[oaie]|segnalat[oaie])|bloccato (?:il )?(?:nostro |mio )?numero|sbattuto il telefono|riattacca(?:to|no)?|riaggancia(?:to|no)?|(?:messo|buttato|sbattuto) giu|(?:ci|mi) (?:denuncia|denuncera|querela|querelera|fa causa|fara causa)|far(?:ci|mi) causa|` +
			`(?:reclam\w+|segnala\w+|espost\w+|lamentat\w+|denunci\w+|rivolg\w+)(?: \w+)? (?:garante|ivass|agcom|codacons|antitrust)|(?:reclam\w+|lament\w+)(?: \w+)? (?:per|delle|sulle|contro)(?: \w+)? (?:chiamate|telefonate|noi|insistenza)|stalking|molestie(?: telefoniche)?|insultat[oa]`,
		lists:   `opposizion[ei]|rpo|lista nera|black list|disiscritt[oa]`,
		denials: `no|non|nessuna|mai|assente`,
	},
	{ // Spanish
		no:      `no|nunca|nunca mas|jamas|bajo ninguna circunstancia|bajo ningun concepto|en ningun caso|por ningun motivo|de ninguna manera|de ningun modo|nadie (?:debe|puede)|prohibid[oa]s?|prohibe|evitar|evite|evitese|eviten|dej(?:e|en|a|ad|ar) de|pare?n? de|absten\w+ de|basta de`,
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
			`(?:ped|pid|solicit)\w* (?:la |su |de )?(?:baja|ser eliminad[oa]|ser borrad[oa]|eliminacion|supresion)|derecho (?:al olvido|de supresion|de cancelacion)|amenaz\w+ con (?:denuncia\w*|demanda\w*)|dej(?:e|en|ad|a)(?:me|lo|la|nos|los) (?:en paz|tranquil[oa])|no quiere saber|no consiente|sin consentimiento|^nunca mas$|(?:pidio|pide|solicito|solicita|dice|dijo) que (?:ya )?no|^(?:llamadas|llamar|publicidad|contacto|contactar|molestar|marketing|consentimiento) (?:no|nunca|jamas)$`,
		cold: `no(?: (?:esta|estan|estaba|le|les|me|nos|muy|nada|mas|ya|tiene|tienen|muestra|mostro|hay|parece|estar|ningun|mucho|absoluto|en))* interes(?:a|an|aba|ad[oa]s?)?(?: (?:en|por|a|de) (?:nosotros|nada|ahora|el momento|absoluto|nuestr\w+|seguros|hablar|llamadas|recibir\w*|ninguna|ningun|cotizacion\w*|ofertas|que le \w+))?|(?:sin|ningun|cero) interes(?: (?:en|por|a|de) (?:nosotros|nada|ahora|el momento|absoluto|nuestr\w+|seguros|hablar|llamadas|recibir\w*|ninguna|ningun|cotizacion\w*|ofertas|que le \w+))?|desinteresad[oa]|perdio (?:el |todo )?interes|nada que ver con nosotros|no quiere (?:saber |tener )?nada(?: mas)?(?: (?:de|con) nosotros)?|no necesita nada|` +
			`(?:dijo|dice|respondio|contesto) (?:que )?no gracias|no quiere (?:hablar|tratar)(?: mas)?(?: con nosotros)?`,
		limits:  `en|por|autos?|coche|carro|casa|hogar|vida|el|la|los|las|lo|un|una|hasta|todavia|aun|antes|si|cuando|a|al|de|del|solo|salvo|entonces`,
		written: `(?:solo|solamente|unicamente|exclusivamente)(?: por| via| con| mediante| a traves de| a traves del)? (?:(?:e ?)?mail|correo|sms|mensajes?|whatsapp|escrito|carta|texto|(?:su |el |la )?abogad[oa])|(?:(?:e ?)?mail|correo|mensajes?|whatsapp|sms|escrito|abogad[oa]) (?:solamente|unicamente|solo)|(?:hablar|tratar|contactar) (?:solo )?con su abogad[oa]|(?:a traves de|a traves del|mediante|via|por medio de|por medio del)(?: su| el| la)? abogad[oa]`,
		angry: `nos (?:ha |han |ha vuelto a )?(?:bloque(?:o|ado|aron)|insult(?:o|ado|aron)|colg(?:o|ado|aron)|denunci(?:o|ado|ara|aran)|demand(?:o|ado|ara|aran)|grit(?:o|ado|aron)|amenaz(?:o|ado|aron)|ech(?:o|ado|aron))|(?:me|le) colgo|colgo(?: el telefono| de golpe| enojad[oa]| enfadad[oa]|$)|bloqueo (?:nuestro |mi |el )numero|va a (?:demandar|denunciar)(?:nos)?|(?:demandar|denunciar)nos|` +
			`(?:mando|mandaron|mandado)(?: \w+)? (?:a paseo|a volar|al diablo|al carajo|a la \w+)|quej\w+(?: \w+)? (?:ante|a|en|con)(?: la| el)? (?:profeco|condusef|aepd|ocu|facua|consumo|superintendencia|departamento|regulador|agencia|gerente|jefe)|quej\w+ (?:por|de|contra) (?:las |tantas |nuestras )?(?:llamadas|nosotros)|acoso|hostigamiento`,
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
	coldJapanese      = `(^|[^にのへはもが]|(当社|弊社|うち|何|話)に(は|も)?|(本人|様|主人|奥様|彼|彼女|客|家族)(は|も))(興味|関心)(は|が|も)?(全く|まったく|一切)?(なし|無し|無$|ない|無い|なく|無く|ありません|ゼロ|を?示さ)|(^|[^はがも])(必要|用)(は|が|も)?(ない|無い|ありません|なし)と.{0,4}(断|言われ|言って|のこと)|間に?合って(い)?(る|ます|おり)|(^|もう|[^はが])(結構|けっこう)(です|だと|と|$)|関わりたくない|関わらないで|話したくない|聞きたくない|金輪際|今後一切|縁を切`
	writtenJapanese   = `(メール|ライン|line|sms|書面|手紙|郵送|郵便|文書|文面|弁護士)(で|に|経由|から|を通して)?の?(連絡)?(のみ|だけ|限定|に限)|電話以外|弁護士.{0,3}(通し|通す|経由|一任|窓口|に言って|に連絡して)|代理人(を通|経由)`
	angryJapanese     = `しつこい|しつこく|(電話|勧誘|営業|当社|弊社|うち|訪問).{0,5}(苦情|クレーム)|^(苦情|クレーム)(あり|入|を|$)|(消費者センター|消費生活センター|国民生活センター|消費者庁|金融庁|財務局|警察|監督官庁).{0,8}(相談する|通報する|訴える|言うと|言いつけ|苦情|届け出ると|連絡すると)|訴えると|訴訟(を)?(起こすと|すると)|ブロックされ|着拒|(電話|すぐ|即|途中|一方的|ガチャ|怒って).{0,2}切られ|クレームに(な|発展)|(^|[^はがも])(いらない|要らない)と(言|断)|ガチャ切り|怒鳴られ|怒られ|激怒|追い返され|門前払い|出禁|出入り禁止|帰れと`
	phrasesJapanese   = `二度と|オプトアウト|ブラックリスト|勧誘拒否|着信拒否|かけてこないで|かけてくるな|掛けてこないで|かけるな|かけないで|掛けないで|(リスト|名簿)(から|より).{0,6}(外|削除|除外|抜|消)|名簿.{0,4}削除|(個人)?情報.{0,4}(削除|抹消|利用停止)|登録(抹消|解除)|配信停止|放っておいて|ほっといて|` +
		`同意(なし|しない|せず|撤回|拒否|していない)|^(本人|ご本人|お客様|奥様|ご主人|家族|電話で|訪問時|きっぱり|丁重に|丁寧に|強く|はっきり|今回|完全)?(に|から|より|で|も)?(お)?(断り|断られ|断られた|断られました|断られている|断られ済み?|断る|拒否|拒否された|拒否されました|拒絶|拒絶された)$`
)
