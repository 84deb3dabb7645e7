package locale

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Headers maps column names of other programs, in any of the languages, to fields of a
// contact, to "note", or to parts from which an import makes a field. "full_name" is a
// whole name, while "name" beside a family name is the given name; "may_contact" is the
// opposite of do_not_contact; "status" may be a stage. Keys are folded with fold.Text
// and include our own field names. "family" alone is the family name, not a household;
// Oracle's columns for lead type and contact type are the stage.
//
// Each call makes the map. An import makes one.
func Headers() map[string]string {
	headers := map[string]string{}
	claim := func(heading, field string) {
		folded := fold.Text(heading)
		headers[folded] = field
		// FirstName and FIRSTNAME, beside first_name and First Name. Words
		// with no spaces of their own have nothing to lose.
		headers[strings.ReplaceAll(folded, " ", "")] = field
	}
	for _, field := range crm.BuiltIn(crm.KindContact).Names() {
		claim(field, field)
	}
	for _, column := range columns {
		for _, heading := range strings.Split(column.headings, ",") {
			claim(heading, column.field)
		}
	}
	return headers
}

// columns are the column names of other programs, in English, Japanese, Italian and
// Spanish, a line each. Ambiguous ones are left out: "type" may be the kind or the
// stage, "担当" the owner or the contact.
var columns = [...]struct{ field, headings string }{
	{"name", "name,氏名,名前,お名前,nome,nombre"},
	{"full_name", "full name,contact name,customer name,client name,lead name,display name,insured name,named insured,insured,policyholder,policy holder"},
	{"full_name", "ご氏名,顧客名,会員名,契約者名,見込み客名,担当者名,お客様名,お客様氏名,お客さま名,契約者,契約者氏名,氏名(漢字),漢字氏名,取引先名"},
	{"full_name", "nome completo,nome e cognome,cognome e nome,cognome nome,nome cognome,nominativo,contraente,assicurato,cliente,nome cliente,intestatario,denominazione"},
	{"full_name", "nombre completo,nombre y apellidos,nombre y apellido,apellidos y nombre,apellidos y nombres,apellido y nombre,nombre del cliente,nombre cliente,asegurado,contratante,titular,tomador,nombre del asegurado,nombre o razón social"},
	{"given", "given,given name,given names,first name,first names,first,forename,forenames,名,名前(名),下の名前,nome proprio,nome di battesimo,nombre de pila,primer nombre,nombres,nombre s,nombre(s)"},
	{"middle", "middle,middle name,middle names,middle initial,additional name,ミドルネーム,secondo nome,segundo nombre,otros nombres"},
	{"family", "family,family name,last name,last names,last,surname,surnames,姓,苗字,名字,名前(姓),cognome,cognomi,apellido,apellidos,apellido(s),primer apellido,1er apellido,apellido paterno,apellido 1,apellido1,ap paterno"},
	{"second_family", "second family name,second last name,second surname,segundo apellido,2do apellido,2º apellido,apellido materno,apellido 2,apellido2,ap materno,secondo cognome"},
	{"suffix", "suffix,name suffix,generational suffix"},
	{"reading", "reading,name reading,phonetic,phonetic name,phonetic full name,pronunciation,furigana,kana,name kana,kana name,pronuncia,lettura,pronunciación,lectura"},
	{"reading", "フリガナ,ふりがな,カナ,かな,氏名カナ,氏名かな,氏名フリガナ,氏名ふりがな,カナ氏名,名前カナ,名前かな,お名前カナ,お名前フリガナ,顧客名カナ,契約者名カナ,会員名カナ,氏名(カナ),氏名(フリガナ),氏名(ふりがな),名前(カナ),名前(フリガナ),名前(ふりがな),お名前(カナ),お名前(フリガナ),読み,よみ,読み仮名,読みがな,よみがな,読みかた"},
	{"family_reading", "family reading,phonetic last name,phonetic family name,last name phonetic,family name phonetic,last name kana,family name kana,last name reading,last name furigana,セイ,せい,姓カナ,姓かな,姓フリガナ,姓ふりがな,カナ姓,姓(カナ),姓(かな),姓(フリガナ),姓(ふりがな),フリガナ(姓),ふりがな(姓),カナ(姓),フリガナ(セイ),ふりがな(せい),名字カナ,苗字カナ,姓よみ,姓読み,姓(読み)"},
	{"given_reading", "given reading,phonetic first name,phonetic given name,first name phonetic,given name phonetic,first name kana,given name kana,first name reading,first name furigana,メイ,めい,名カナ,名かな,名フリガナ,名ふりがな,カナ名,名(カナ),名(かな),名(フリガナ),名(ふりがな),フリガナ(名),ふりがな(名),カナ(名),フリガナ(メイ),ふりがな(めい),名よみ,名読み,名(読み)"},
	{"birthday", "birthday,birth date,birthdate,date of birth,dob,born,bday"},
	{"birthday", "誕生日,生年月日,お誕生日,data di nascita,compleanno,nascita,fecha de nacimiento,fecha nacimiento,cumpleaños,nacimiento"},
	{"birthday", "誕生年月日,生年月日(西暦),出生日,dt nascita,data nascita,dt di nascita,nato il,nata il,nato a il,f nacimiento,fec nacimiento,fecha nac,f nac,fecha de nac,birthdate mm dd yyyy,date birth,d o b"},
	{"phone", "phone,phone number,phone no,telephone,telephone number,tel,mobile,mobile phone,mobile number,cell,cell phone,cellphone,cell number,home phone,work phone,business phone,primary phone"},
	{"phone", "電話,電話番号,携帯,携帯電話,携帯番号,携帯電話番号,自宅電話,自宅電話番号,勤務先電話番号,連絡先電話番号"},
	{"phone", "telefono,numero di telefono,cellulare,telefono cellulare,telefono fisso,recapito telefonico"},
	{"phone", "teléfono,número de teléfono,móvil,teléfono móvil,celular,teléfono celular"},
	{"phone", "fisso,numero cellulare,recapito,recapiti,telefono casa,telefono ufficio,fijo,teléfono fijo,teléfono casa,celular whatsapp,whatsapp,スマホ,スマートフォン"},
	{"email", "email,e-mail,mail,email address,e-mail address,mail address,primary email"},
	{"email", "メール,メールアドレス,Eメール,電子メール,Eメールアドレス,電子メールアドレス"},
	{"email", "posta elettronica,indirizzo email,indirizzo e-mail,correo,correo electrónico,dirección de correo,dirección de correo electrónico"},
	{"address", "address,full address,mailing address,postal address,home address,street address"},
	{"address", "住所,ご住所,自宅住所,現住所,indirizzo,indirizzo completo,indirizzo postale,residenza,dirección,dirección completa,dirección postal,domicilio"},
	{"household", "household,household name,世帯,世帯名,家族,nucleo familiare,nucleo,famiglia,hogar,unidad familiar,núcleo familiar,grupo familiar,familia,nombre del hogar"},
	{"org", "org,organization,organisation,org name,organization name,company,company name,employer,business name,account name"},
	{"org", "会社,会社名,企業名,勤務先,法人名,団体名,法人・団体,取引先,azienda,società,ragione sociale,datore di lavoro,organizzazione,empresa,compañía,organización,razón social,empleador"},
	{"owner", "owner,agent,producer,advisor,adviser,assigned to,lead owner,contact owner,account owner,sales rep"},
	{"owner", "所有者,プロデューサ,プロデューサー,営業担当,営業担当者,代理店担当者"},
	{"owner", "produttore,responsabile,assegnato a,agente,consulente,productor,responsable,asignado a,asesor,propietario"},
	{"source", "source,lead source,referral source,origin,情報源,見込み客ソース,ソース,流入元,獲得経路"},
	{"source", "origine,fonte,origine lead,origine del lead,fonte del lead,origen,fuente,origen del cliente potencial,procedencia"},
	{"referred_by", "referred_by,referred by,referrer,referral from,introduced by,紹介者,紹介者名,紹介元,照会者"},
	{"referred_by", "referenza di,segnalato da,segnalatore,presentato da,referido por,recomendado por,referente"},
	{"rating", "rating,lead rating,評価,ランク,見込み度,valutazione,classificazione,calificación,valoración"},
	{"call_frequency", "call frequency,calling frequency,contact frequency,review frequency,訪問頻度,コール頻度,連絡頻度,頻度,連絡ペース,frequenza della visita,frequenza visita,frequenza visite,frequenza chiamate,frequenza contatti,frequenza contatto,frequenza delle chiamate,frecuencia de llamadas,frecuencia de llamada,frecuencia de visitas,frecuencia de visita,frecuencia de contacto"},
	{"client_since", "client since,customer since,client from,契約開始,契約開始日,取引開始日,cliente dal,cliente desde"},
	{"last_call", "last call,last called,last call date,last contact,last contacted,last contact date,last spoken"},
	{"last_call", "前回コール,前回コール日,最終コール,最終コール日,最終連絡日,前回連絡日"},
	{"last_call", "ultima chiamata,data ultima chiamata,ultimo contatto,data ultimo contatto,última llamada,fecha de la última llamada,último contacto,fecha del último contacto"},
	{"stage", "stage,contact stage,lead type,contact type,ステージ,見込み客タイプ,担当者タイプ,fase,tipo di lead,tipo di contatto,etapa,tipo de cliente potencial,tipo de contacto"},
	{"status", "status,lead status,contact status,customer status,client status,pipeline stage,lifecycle stage,区分,顧客区分,ステータス,状況,stato,stato contatto,stato cliente,stato lead,estado,estatus,estado del cliente,situación"},
	{"do_not_contact", "do not contact,do not call,dnc,dnc flag,do not call flag,opt out,opted out,opt-out,optout,unsubscribed,suppressed,no contact,no calls,donotcall,donotcontact"},
	{"do_not_contact", "opt out date,opted out date,date opted out,unsubscribe date,unsubscribed date,dnc status,dnc list,dnc registry,on dnc,on dnc list,national dnc,federal dnc,state dnc,do not call registry,do not call list,do not call status,do not solicit,do not disturb,do not phone,do not market,do not mail or call,no solicitation,suppress,unsubscribe,blacklist,blacklisted,black list,blocklist,blocked,call blocked,has opted out,has opted out of calls,opted out of calls,phone opt out,call opt out,has opted out of phone,donotphone,donotsolicit,tps,ctps"},
	{"do_not_contact", "連絡禁止,連絡不可,連絡拒否,連絡NG,連絡停止,連絡不要,電話禁止,電話不可,電話拒否,電話NG,電話勧誘拒否,電話勧誘禁止,架電禁止,架電不可,架電拒否,架電NG,架電停止,勧誘拒否,勧誘禁止,勧誘停止,勧誘NG,勧誘不可,営業禁止,営業拒否,営業NG,営業不可,営業電話禁止,テレアポ禁止,テレアポNG,テレアポ不可,コール不可,コール禁止,コールNG,TEL不可,TEL禁止,TELNG,TEL拒否,訪問禁止,訪問拒否,アプローチ禁止,接触禁止,拒否,NG,お断り,ブラックリスト,DNC登録,DNCフラグ,配信停止,オプトアウト"},
	{"do_not_contact", "non contattare,non chiamare,da non contattare,da non chiamare,non contattabile,non chiamabile,non disturbare,non telefonare,non sollecitare,no chiamate,no telefonate,no contatti,disiscritto,opposizione,diritto di opposizione,opposizione al trattamento,opposizione marketing,rpo,iscritto rpo,iscritto al rpo,registro opposizioni,registro delle opposizioni,registro pubblico opposizioni,registro pubblico delle opposizioni,iscritto registro opposizioni,revoca consenso,revoca del consenso,consenso revocato,rifiuto contatto,rifiuta contatto,rifiuta chiamate,lista nera"},
	{"do_not_contact", "no contactar,no llamar,no molestar,no telefonear,no contactable,no desea ser contactado,no desea contacto,no desea llamadas,no acepta llamadas,no quiere llamadas,no volver a llamar,dado de baja,baja,oposición,derecho de oposición,oposición al tratamiento,revocación,revocación del consentimiento,revoca consentimiento,lista robinson,robinson,reus,repep,inscrito en reus,inscrito en repep,registro reus,registro repep,lista negra,lista de exclusión,exclusión publicitaria"},
	{"may_contact", "consent,marketing consent,consent to contact,consent to call,consent to marketing,contact consent,call consent,consent given,may contact,may be contacted,may call,may we call,may we contact,can contact,can call,can be contacted,ok to call,ok to contact,okay to call,call ok,contact ok,contactable,callable,contact allowed,calls allowed,opt in,opted in,optin,subscribed,contact permission,permission to call,permission to contact"},
	{"may_contact", "連絡可否,電話可否,架電可否,勧誘可否,営業可否,TEL可否,コール可否,アプローチ可否,連絡可,電話可,架電可,TEL可,コール可,勧誘可,営業可,連絡OK,電話OK,架電OK,TELOK,同意,同意有無,連絡同意,連絡の同意,勧誘同意,営業同意,電話同意,オプトイン"},
	{"may_contact", "consenso,consenso marketing,consenso commerciale,consenso al marketing,consenso al contatto,consenso contatto,consenso telefonico,consenso chiamate,consenso alle chiamate,consenso prestato,contattabile,chiamabile,si può contattare,si può chiamare,può essere contattato,autorizza contatto,autorizza chiamate,accetta chiamate"},
	{"may_contact", "consentimiento,consentimiento marketing,consentimiento comercial,consentimiento de contacto,consentimiento llamadas,contactar,se puede contactar,se puede llamar,acepta llamadas,acepta contacto,acepta ser contactado,acepta publicidad,autoriza llamadas,autoriza contacto,permite llamadas,permiso de contacto,permiso para llamar,llamable"},
	{"do_not_contact_reason", "do not contact reason,do not call reason,dnc reason,opt out reason,連絡禁止理由,連絡禁止の理由,motivo non contattare,motivo no contactar,motivo de no contactar"},
	{"do_not_contact_note", "do not contact note,do not call note,dnc note,連絡禁止メモ,連絡禁止の備考,do not contact remark,nota non contattare,osservazione non contattare,nota no contactar,observación de no contactar"},
	{"external_id", "external id,外部ID,顧客番号,会員番号,顧客ID,record id,contact id,customer id,client id,lead id,id esterno,codice cliente,id externo,código de cliente"},
	{"note", "note,notes,memo,comment,comments,remarks,description,メモ,備考,コメント,ノート,説明,nota,annotazioni,commenti,commento,descrizione,notas,comentario,comentarios,observaciones,descripción"},
}
