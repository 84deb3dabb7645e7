package fold

import (
	"slices"
	"testing"
)

// TestWithin: a name with an addition, or without a part, is asked about, and whoever asks
// finds it by its parcels.
func TestWithin(t *testing.T) {
	type row struct {
		name string
		in   []string
	}
	for _, row := range []row{
		{"吉田 明日香", []string{"吉田 明日香（旧姓 森本）", "吉田明日香（旧姓 森本）", "吉田 明日香(よしだ あすか)", "吉田明日香【結婚】", "【要確認】吉田明日香", "吉田 明日香"}},
		{"田中一郎", []string{"田中一郎社長", "田中一郎部長", "田中 一郎 部長", "田中一郎 御夫妻", "田中一郎・花子様", "★田中一郎", "社長 田中一郎", "田中 一郎社長", "営業部 田中 一郎"}},
		{"田中 一郎", []string{"田中一郎社長", "田中一郎 御夫妻", "★田中一郎", "社長 田中一郎"}},
		{"㈱淀川製作所", []string{"㈱淀川製作所 御中", "株式会社淀川製作所 総務部", "株式会社淀川製作所 代表取締役 山口 一", "淀川製作所 御中", "淀川製作所（株） 総務部"}},
		{"Maria Rossi", []string{
			"Maria Rossi in Bianchi", "Rossi Maria Sig.ra", "ROSSI MARIA (SIG.RA)", "Rossi Maria ved. Bianchi", "Maria Rossi (moglie di Carlo)", "Rossi Maria e Bianchi Carlo",
			"Maria Rossi - Bologna", "Maria Rossi *", "Rossi Maria Dott.ssa", "Gentile Maria Rossi", "Maria Rossi casa", "Gent.ma Sig.ra Rossi Maria", "Rossi-Bianchi Maria", "Maria Bianchi Rossi",
		}},
		{"María Guadalupe Hernández Ruiz", []string{
			"María Guadalupe Hernández", "Ma. Gpe. Hdez. Ruiz", "Guadalupe Hernández Ruiz", "María Gpe Hernández", "Ma. Guadalupe Hdz. Ruiz", "María Guadalupe Hernández (abogada)", "María Guadalupe Hernández - GNP",
			"María Guadalupe Hernández Ruiz Vda. de López", "Hernández Ruiz María Guadalupe", "Lic. Ma. Guadalupe Hdez Ruiz",
		}},
		{"María Hernández Ruiz", []string{"María Hernández Vda. de Ruiz", "María Hernández de Ruiz"}},
		{"Alfa Trasporti S.r.l.", []string{"Alfa Trasporti S.r.l. in liquidazione", "Alfa Trasporti srl unipersonale", "Alfa Trasporti (sede di Bologna)", "Ditta Alfa Trasporti", "Alfa Trasporti S.r.l. (BO)", "S.r.l. Alfa Trasporti"}},
		{"Officine Ferri S.n.c. di Ferri Paolo & C.", []string{"Officine Ferri", "Officine Ferri SNC", "Officine Ferri di Ferri Paolo e C.", "Officine Ferri S.n.c. di Ferri Paolo e C."}},
		{"Maria D'Angelo", []string{"Maria Dangelo in Rossi", "D’Angelo Maria ved. Rossi", "Maria D Angelo Bologna"}},
		{"Mapfre", []string{"Mapfre Seguros", "Seguros Mapfre S.A."}},
	} {
		for _, other := range row.in {
			is, enough := Within(row.name, other)
			back, much := Within(other, row.name)
			if len(NewName(row.name).Words()) > 1 && (!is || !enough || !back || !much) || !is || !back {
				t.Errorf("%q and %q: %v %v %v %v", row.name, other, is, enough, back, much)
			}
			if !much {
				continue
			}
			for _, pair := range [][2]string{{row.name, other}, {other, row.name}} {
				probes := Probes(pair[1])
				if !slices.ContainsFunc(Parcels(pair[0]), func(term string) bool { return slices.Contains(probes, term) }) {
					t.Errorf("%q has %q, and %q looks for %q", pair[0], Parcels(pair[0]), pair[1], probes)
				}
			}
		}
	}
	for _, pair := range [][2]string{ // two people
		{"Maria Rossi", "Carlo Rossi"}, {"Maria Rossi", "Maria Bianchi"}, {"田中 一", "田中 一郎"}, {"田中 一郎", "田中 花子"}, {"Alfa Trasporti S.r.l.", "Beta Trasporti S.r.l."},
		{"Juan García López", "Juan García Pérez"}, {"John Smith", "John Smithers"}, {"", "Maria Rossi"}, {"林 一", "林 一郎"},
	} {
		if is, enough := Within(pair[0], pair[1]); is && enough {
			t.Errorf("%q and %q", pair[0], pair[1])
		}
	}
	// One word of a name is not enough but with a birthday.
	for _, pair := range [][2]string{{"Rossi", "Maria Rossi"}, {"田中", "田中 一郎"}, {"María", "María López García"}} {
		if is, enough := Within(pair[0], pair[1]); !is || enough {
			t.Errorf("%q and %q: %v %v", pair[0], pair[1], is, enough)
		}
	}
}
