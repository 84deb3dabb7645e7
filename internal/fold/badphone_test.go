package fold

import "testing"

func TestBadPhone(t *testing.T) {
	for _, text := range []string{
		"512-555-0153 (bad)", "512-555-0153 old", "512-555-0153 fax", "512-555-0153 disconnected", "512-555-0153 wrong", "512-555-0153 - bad number", "old: 512-555-0153", "(bad) 512-555-0153", "512-555-0153 [OLD]", "512-555-0153 no longer in service",
		"512-555-0153 (don't use)", "512-555-0153 wrong #", "Old cell 512-555-0153", "fax: 512-555-0153", "512-555-0153 NOT WORKING", "512-555-0153x12 (bad)", "512-555-0153 out of svc", "512-555-0153 changed", "512-555-0153 - moved", "512-555-0153 belongs to a pizzeria",
		"055 210 0147 errato", "055 210 0147 (numero sbagliato)", "055 210 0147 vecchio", "055 210 0147 non più attivo", "055 210 0147 inesistente", "055 210 0147 non è il suo", "055 210 0147 cambiato", "055 210 0147 fuori serv.",
		"912 345 678 número equivocado", "912 345 678 (viejo)", "912 345 678 no funciona", "912 345 678 erróneo", "912 345 678 fuera de servicio", "ya no: 912 345 678", "912 345 678 cambió", "912 345 678 (se mudó)",
		"090-0000-0147 間違い", "090-0000-0147（旧）", "旧 090-0000-0147", "090-0000-0147 現在使われておりません", "03-0000-0147 FAX", "03-0000-0147（ファックス）", "090-0000-0147 不通", "０９０－００００－０１４７　無効", "090-0000-0147（番号変わった）", "03-0000-0147 移転",
	} {
		if _, ok := PhoneIn(text, "us"); !ok {
			t.Errorf("%q is not a phone", text)
		}
		if !BadPhone(text) {
			t.Errorf("%q is taken for a good number", text)
		}
	}
	for _, text := range []string{
		"", "512-555-0153", "+1 512 555 0153", "512-555-0153 (home)", "cell 512-555-0153", "512-555-0153 x12", "512-555-0153 new", "512-555-0153 best after six", "512-555-0153 Oldham office", "tel/fax 055 210 0147", "512-555-0153 (not bad)", "512-555-0153 (not changed)", "512-555-0153 unchanged",
		"1-800-FLOWERS", "055 210 0147 ufficio", "055 210 0147 casa", "912 345 678 trabajo", "912 345 678 móvil nuevo", "090-0000-0147（携帯）", "携帯 090-0000-0147", "090-0000-0147 奥様",
	} {
		if BadPhone(text) {
			t.Errorf("%q is taken for a bad number", text)
		}
	}
}
