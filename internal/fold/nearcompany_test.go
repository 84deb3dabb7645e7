package fold

import "testing"

func TestNearCompany(t *testing.T) {
	near := [][2]string{
		{"Allstate", "All state"}, {"Allstate", "allst"}, {"Allstate Insurance Co.", "All-State"}, {"UnipolSai", "unipol"},
		{"Zurich", "Zurigo"}, {"State Farm", "SF"}, {"損保ジャパン", "損ジャ"}, {"東京海上日動", "東京海上"},
		{"Generali", "Generali Italia"}, {"Mapfre", "Mapfre S.A."}, {"あいおいニッセイ同和", "あいおい"}, {"GEICO", "geico"},
		{"Nationwide Mutual", "Nation wide"}, {"Progressive", "Progresive"},
		{"Allianz", "alianz"}, {"AXA", "AXXA"}, {"AXA", "AAX"}, {"Seguros Monterrey", "seguros mty"}, {"Generali", "Generli"}, {"Generali", "Genearli"}, {"Zurich", "Zurch"}, {"Mapfre", "Mafpre"},
		{"Qualitas", "Cualitas"}, {"Reale Mutua", "Reale Mut"}, {"Liberty Mutual", "Libery Mutaul"}, {"Geico", "Gieco"}, {"三井住友海上", "三井住友会上"}, {"アフラック", "アフラク"}, {"Travelers", "Travellers"},
	}
	apart := [][2]string{
		{"State Farm", "State Auto"}, {"American Family", "American Modern"}, {"Progressive", "Protective"}, {"Nationwide", "National General"},
		{"Farmers", "Farm Bureau"}, {"Acme", "Buckeye"}, {"Allianz", "Allstate"}, {"三井住友海上", "住友生命"}, {"日本生命", "第一生命"},
		{"Zurich", "Zenith"}, {"", "Acme"}, {"", ""}, {"A", "Acme"}, {"Generali", "Genertel"},
		{"AXA", "AIA"}, {"AIG", "AIA"}, {"GNP", "GMP"}, {"HDI", "HDL"}, {"第一生命", "第百生命"}, {"住友生命", "朝日生命"}, {"Sara", "Zara"}, {"Prima", "Verti"}, {"Seguros Atlas", "Seguros Monterrey"}, {"Reale Mutua", "Reale Vita"},
	}
	for _, pair := range near {
		if !NearCompany(pair[0], pair[1]) || !NearCompany(pair[1], pair[0]) {
			t.Errorf("%q and %q may be one company", pair[0], pair[1])
		}
	}
	for _, pair := range apart {
		if NearCompany(pair[0], pair[1]) || NearCompany(pair[1], pair[0]) {
			t.Errorf("%q and %q are two companies", pair[0], pair[1])
		}
	}
}

func TestMistypedCompany(t *testing.T) {
	for _, pair := range [][2]string{{"Allianz", "alianz"}, {"AXA", "AXXA"}, {"Seguros Monterrey", "seguros mty"}, {"Allianz S.p.A.", "Alianz"}, {"三井住友海上", "三井住友会上"}} {
		if !MistypedCompany(pair[0], pair[1]) || !MistypedCompany(pair[1], pair[0]) {
			t.Errorf("%q may be %q", pair[1], pair[0])
		}
	}
	for _, pair := range [][2]string{
		{"Acme", "Acme Mutual"}, {"Allianz", "Allianz S.p.A."}, {"State Farm", "SF"}, {"Carrier 1", "Carrier 2"}, {"AXA", "AIA"}, {"損保ジャパン", "損ジャ"}, {"", "Acme"}, {"", ""},
	} {
		if MistypedCompany(pair[0], pair[1]) || MistypedCompany(pair[1], pair[0]) {
			t.Errorf("%q is not %q mistyped", pair[1], pair[0])
		}
	}
}
