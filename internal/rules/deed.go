package rules

import "crm/internal/crm"

// deedNoun is the noun whose fields a deed has, of a rule about that one.
func deedNoun(d *crm.Deed, on crm.Kind) crm.Kind {
	c := Clause{}
	switch d.Does {
	case "create":
		c.Create = d.What
	case "set":
		c.Set = d.What
	}
	return c.target(on)
}

// mayBe reports whether a deed may be what is expected, but for its fields.
func mayBe(d, expected *crm.Deed) bool {
	return d.Does == expected.Does && d.What == expected.What && (expected.Rule == "" || expected.Rule == d.Rule)
}

// differing returns the fields of a deed that are expected with other values.
func differing(d, expected *crm.Deed) (is, wanted []crm.DeedField) {
	for _, want := range expected.Fields {
		has := crm.DeedField{Field: want.Field}
		for _, f := range d.Fields {
			if f.Name == want.Name {
				has = f
			}
		}
		if has.EncodeValue(has.Value) != want.EncodeValue(want.Value) {
			is, wanted = append(is, has), append(wanted, want)
		}
	}
	return is, wanted
}

// with returns a deed with those fields.
func with(d crm.Deed, fields []crm.DeedField) *crm.Deed {
	d.Fields = fields
	return &d
}

// briefly returns a deed with the fields by which one is told that nobody expected.
func briefly(d crm.Deed) *crm.Deed {
	if d.Does == "set" {
		return &d
	}
	var fields []crm.DeedField
	for _, f := range d.Fields {
		if oneOf(f.Name, "call_type", "purpose", "subject", "due", "start", "attempt", "body") {
			fields = append(fields, f)
		}
	}
	return with(d, fields)
}

// compare returns how what happened differs from what is expected. What other rules do, and
// remarks other than warnings, count only where they are expected.
func compare(rule string, expected, got []crm.Deed) (all []crm.DeedDifference) {
	met, used := make([]bool, len(expected)), make([]bool, len(got))
	for i := range expected {
		for j := range got {
			if is, _ := differing(&got[j], &expected[i]); !used[j] && mayBe(&got[j], &expected[i]) && len(is) == 0 {
				met[i], used[j] = true, true
				break
			}
		}
	}
	for i := range expected {
		if met[i] {
			continue
		}
		near, fewest := -1, 0
		for j := range got {
			if used[j] || !mayBe(&got[j], &expected[i]) {
				continue
			}
			if is, _ := differing(&got[j], &expected[i]); near < 0 || len(is) < fewest {
				near, fewest = j, len(is)
			}
		}
		if near < 0 {
			all = append(all, crm.DeedDifference{Expected: &expected[i]})
			continue
		}
		used[near] = true
		is, wanted := differing(&got[near], &expected[i])
		all = append(all, crm.DeedDifference{Expected: with(expected[i], wanted), Got: with(got[near], is)})
	}
	for j := range got {
		if !used[j] && got[j].Rule == rule && got[j].Does != "say" {
			all = append(all, crm.DeedDifference{Got: briefly(got[j])})
		}
	}
	return all
}
