package locale

import (
	"strings"
	"testing"
)

func TestWhose(t *testing.T) {
	for want, headings := range map[string]string{
		"holder": "Titular; Tomador; Contratante; Contraente; Intestatario; 契約者; 契約者名; 契約者電話番号; 生年月日(契約者); Policyholder; Named Insured; Insured; Policy Holder Name; Birthday (policyholder); " +
			"Tel. titular; Teléfono del tomador; Telefono contraente; Cell. intestatario",
		"insured": "Asegurado; Nombre del asegurado; Assicurato; Tel. assicurata; 被保険者; 被保険者名",
		"speaker": "担当者名; 担当者氏名; Telefono referente",
		"妻":       "生年月日(妻); 携帯(妻); 電話（妻）; メール(妻); 妻携帯; 妻の電話; 携帯妻",
		"子":       "携帯電話（子）; 子の生年月日", "母": "母携帯; 母の電話番号", "実家": "実家電話", "受取人": "受取人電話", "代理店": "代理店メール", "配偶者": "配偶者生年月日; 配偶者携帯",
		"moglie": "Cell moglie; Cell (moglie); Email (moglie)", "marito": "Telefono (marito)", "figlio": "Tel. figlio", "coniuge": "Nato il (coniuge); Data nascita coniuge",
		"agenzia": "Email agenzia", "mediador": "Email mediador; Tel. mediador", "agency": "Agency phone", "esposa": "Móvil (esposa); Teléfono esposa; Correo (esposa); Cel. esposa",
		"conyuge": "F. nacimiento (cónyuge); F.Nac. cónyuge; Tfno. cónyuge", "hijo": "F. nac. hijo", "spouse": "Birthday (spouse); Spouse's phone; Spouse DOB", "wife": "Wife's cell; Cell - wife",
		"": "Phone; Work phone; Tel. ufficio; Teléfono casa; 電話番号（自宅）; 電子メール; 電子メールアドレス; 勤務先電話番号; 携帯(本人); Nome; Nombre; 氏名; 名前(名); 子会社; Insured Phone; Policyholder phone; Cliente; お客様名; " +
			"Nombre completo; Email aziendale; PEC; Recapito; 住所; 生年月日; ご住所; 顧客名; Data di nascita; F. nacimiento; Oficina; 誕生日; 漢字氏名; Secondo nome; Correo personal",
	} {
		for heading := range strings.SplitSeq(headings, "; ") {
			if got := Whose(heading); got != want {
				t.Errorf("%q is of %q, want %q", heading, got, want)
			}
		}
	}
}
