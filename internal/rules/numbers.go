package rules

import (
	"crm/internal/crm"
	"crm/internal/query"
)

// CheckNumbers asks about each record that an effect names by its number, as owner: 2 does.
// Wrong returns what is wrong with it, or nothing.
//
// Errors: CodeInvalid, with the place of each; those of wrong.
func (f *File) CheckNumbers(wrong func(kind crm.Kind, id int64) (string, error)) error {
	for i := range f.Rules {
		c := compiledOf(f.schema, &f.Rules[i])
		for j := range c.do {
			e, err := c.do[j].effect()
			if err != nil {
				return err
			}
			for _, v := range e.values {
				id, named := v.number()
				if !named {
					continue
				}
				why, err := wrong(v.field.Ref, id)
				if err != nil {
					return err
				}
				if why != "" {
					f.fault(f.written[i].do[j].Value(v.field.Name).Place, "%s", why)
				}
			}
		}
	}
	return f.err()
}

// number returns the number of the record that a value names, if it is the same whatever the rule
// is about.
func (v value) number() (id int64, named bool) {
	if v.field == nil || v.field.Ref == "" {
		return 0, false
	}
	is := v.literal
	if v.expr != nil && v.expr.Constant() {
		is, _ = v.expr.Eval(&query.Facts{})
	}
	id, named = is.(int64)
	return id, named
}
