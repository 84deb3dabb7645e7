package locale

import "testing"

// TestEstates: what somebody left, and their heirs, are asked about in each way that lists
// write them, in every language. A firm and a family whose name is alike are not.
func TestEstates(t *testing.T) {
	for name := range eachLine(`
		Ada Roe Estate
		Ada Roe (Estate)
		Ada Roe - Estate
		Ada Roe, Estate
		Roe, Ada - Estate of
		Roe, Ada (Estate of)
		Ada Roe's Estate
		Roe Estate
		The Roe Estate
		The Estate of Ada Roe
		Estate of Ada Roe
		ESTATE OF ADA ROE
		Estate Ada Roe
		Estate: Ada Roe
		Est. of Ada Roe
		est of ada roe
		EST. ADA ROE
		Ada Roe Est.
		Ada Roe EST
		ROE, ADA EST
		Executor of Ada Roe
		Heirs of Ada Roe
		Ada Roe (heirs)
		Ada Roe Heirs
		Probate of Ada Roe
		c/o Estate of Ada Roe
		Estate
		Eredi Rossi
		Eredi di Mario Rossi
		EREDI ROSSI MARIO
		Rossi Mario - eredi
		Mario Rossi (eredi)
		Eredità di Mario Rossi
		Eredità giacente Rossi Mario
		Successione Rossi Mario
		Erede di Mario Rossi
		Herederos de Juan Gil
		Hros. de Juan Gil
		Juan Gil (herederos)
		Sucesión de Juan Gil
		Sucesion Juan Gil
		Suc. de Juan Gil
		Juan Gil (sucesión)
		Testamentaría de Juan Gil
		Herencia yacente de Juan Gil
		Causahabientes de Juan Gil
		山田太郎 相続人
		山田太郎 相続人代表
		山田太郎（相続）
		相続財産 山田太郎
		山田太郎ご遺族
		亡 山田太郎
		亡山田太郎
		山田太郎 遺産
	`) {
		if said := Hear(name, InName); !said.Died && !said.Mourns {
			t.Errorf("%s is called", name)
		}
	}
	for name := range eachLine(`
		Ada Roe Real Estate
		Real Estate by Ada
		Bay Estates
		Fox Estate Planning
		Ester Roe
		Ann Este
		Est Lee
		Suc Lee
		Ann Heir
		Luigi Erede
		Eredi Rossi S.n.c.
		Heredia Gil
		亡命 太郎
		相続コンサル 山田
	`) {
		if said := Hear(name, InName); said != (Heard{}) {
			t.Errorf("%s: %+v", name, said)
		}
	}
	for _, part := range []string{"Estate", "(Estate)", "Estate of", "Est.", "Eredi", "Herederos de", "Sucesión", "相続人", "ご遺族", "亡"} {
		if !Hear(part, InTitle).Died {
			t.Errorf("%s before or behind a name: is called", part)
		}
	}
}
