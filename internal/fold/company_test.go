package fold

import "testing"

func TestCompany(t *testing.T) {
	for name, want := range map[string]string{
		"Acme, Inc.": "Acme", "Acme LLC": "Acme", "Acme Co., Ltd.": "Acme", "Smith & Co.": "Smith", "Pohl GmbH": "Pohl", "Pohl AG": "Pohl", "Pohl GmbH & Co. KG": "Pohl",
		"Officine Ghedini S.r.l.": "Officine Ghedini", "Ghedini srl": "Ghedini", "Banca Po S.p.A.": "Banca Po", "Rossi & C. S.n.c.": "Rossi", "Rossi s.a.s.": "Rossi", "Rossi S. r. l.": "Rossi",
		"Aceros, S.A. de C.V.": "Aceros", "Aceros SA de CV": "Aceros", "Aceros S. de R.L. de C.V.": "Aceros", "Sol S.L.": "Sol", "Sol, S.L.U.": "Sol", "Empresa XYZ S.A.": "Empresa XYZ",
		"株式会社大阪メタル": "大阪メタル", "大阪メタル株式会社": "大阪メタル", "（株）大阪メタル": "大阪メタル", "㈱大阪メタル": "大阪メタル", "有限会社 林": "林", "医療法人 林": "林",
		"Officine Ferri S.n.c. di Ferri Paolo & C.": "Officine Ferri", "Officine Ferri S.n.c. di Ferri Paolo e C.": "Officine Ferri", "Officine Ferri snc di Paolo Ferri": "Officine Ferri", "Ferri Paolo & C. S.n.c.": "Ferri Paolo",
		"Alfa S.r.l. in liquidazione": "Alfa", "ALFA SRL IN LIQUIDAZIONE": "ALFA", "Alfa S.r.l. in liq.": "Alfa", "Delta Soc. Coop. a r.l.": "Delta", "Delta Soc. Coop. Sociale Onlus": "Delta", "Delta Società Cooperativa a r.l.": "Delta",
		"Bar Sport S.a.s. di Neri Ugo": "Bar Sport", "Bar Sport S.a.s. di Neri Ugo & C.": "Bar Sport", "Alfa Srl Unipersonale": "Alfa", "Alfa S.r.l. a socio unico": "Alfa", "S.r.l. Omega": "Omega", "S.r.l. Omega in liquidazione": "Omega", "Impresa Edile Toro S.r.l. (BO)": "Impresa Edile Toro",
		"Alfa S. r. l. - sede di Bologna": "Alfa", "Gamma S.A. de C.V. en liquidación": "Gamma", "Sol S.L. en liquidación": "Sol",
		// Names of people, and nothing but a form.
		"Sas Maria di Rossi": "", "Maria Sa di Rossi": "", "Anna Spada in Bianchi": "", "S. R. Leone": "", "Rossi Maria in Bianchi": "", "Ana Sol en Paz": "", "S. A. Ruiz": "", "Maria Co (Bologna)": "",
		"Maria Sa": "", "MARIA SA": "", "Anna Co": "", "Ben Ag": "", "Jane Hudson": "", "Jane Hudson Jr.": "", "Inc": "", "株式会社": "", "山田 太郎": "", "": "",
	} {
		bare, ok := Company(name)
		if ok != (want != "") || ok && bare != want {
			t.Errorf("Company(%q) = %q, %t, want %q", name, bare, ok, want)
		}
	}
}

// A point in the name of a company does not say where a word ends; the one in the
// name of a person does.
func TestBeginningOfACompany(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"株式会社大阪メタルワークス・ホールディングス", "大阪メタル", true},
		{"株式会社大阪メタルワークス・ホールディングス", "大阪", true},
		{"大阪メタルワークス・ホールディングス株式会社", "大阪メタルワークス", true},
		{"株式会社大阪メタルワークス・ホールディングス", "メタル", false},
		{"フィッシャー・レナ", "フィ", false},
		{"フィッシャー・レナ", "フィッシャー", true},
	} {
		if got := NewName(test.text).Fits(NewName(test.name)); got != test.want {
			t.Errorf("%q names %q: %t, want %t", test.text, test.name, got, test.want)
		}
	}
}
