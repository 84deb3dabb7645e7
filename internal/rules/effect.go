package rules

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
)

// effect is a clause with its expressions, some of which may be nil.
type effect struct {
	*Clause
	where  *query.Expr
	values []value
	// said are the parts of a remark that is a sentence.
	said []part
}

// value is a field, or a name in a remark, with its literal, its expression or the parts of
// its text.
type value struct {
	field   *crm.Field
	name    string
	literal any
	expr    *query.Expr
	parts   []part
}

// part is a part of a text: words, or what stands between {{ and }}.
type part struct {
	text string
	expr *query.Expr
}

// errKey is a key that is not a field.
type errKey struct{ error }

// Unwrap returns the reason.
func (e errKey) Unwrap() error { return e.error }

func keyFault(err error) bool { return errors.As(err, new(errKey)) }

// compileClause compiles the expressions of a clause, and reports each part with a fault.
func compileClause(r *compiled, c *Clause, report func(part string, err error)) *effect {
	e := &effect{Clause: c}
	schema, on := r.schema, r.scope(r.schema)
	target, valueScope := c.target(r.On), on
	switch c.Set {
	case SetMembers, SetActivities:
		valueScope = scope(schema, target)
	}
	var err error
	if c.Where != "" {
		of := target
		if c.Set == "" {
			of = crm.KindActivity
		}
		if e.where, err = query.Condition(c.Where, scope(schema, of)); err != nil {
			report("where", err)
		} else if !query.Possible(nil, e.where) {
			report("where", errors.New("this is never true"))
		} else if c.dates() && !c.Promised && !query.Possible(unpromised, e.where) {
			report("where", errors.New("what a person has promised is left out, unless promised: true stands beside it"))
		}
	}
	if isSentence(c.notice()) {
		if e.said, err = parts(c.notice(), on); err != nil {
			report(cutEmpty(c.Say, "say", "warn"), err)
		}
	} else if code := c.notice(); code != "" && !oneOf(code, remarks()...) {
		report(cutEmpty(c.Say, "say", "warn"), fmt.Errorf("there is no remark %q: write a sentence, or one of %s", code, strings.Join(remarks(), ", ")))
	}
	for _, a := range c.Values {
		if c.notice() != "" {
			v := value{name: a.Field, literal: a.Value}
			if expression, computed := strings.CutPrefix(a.Value, "="); computed {
				if v.expr, err = query.Compile(strings.TrimSpace(expression), on); err != nil {
					report(a.Field, err)
				}
			}
			e.values = append(e.values, v)
			continue
		}
		field, err := settable(schema, target, c, a.Field)
		if err != nil {
			report(a.Field, errKey{err})
			continue
		}
		v := value{field: field}
		switch expression, computed := strings.CutPrefix(a.Value, "="); {
		case computed:
			v.expr, err = query.CompileFor(strings.TrimSpace(expression), valueScope, field)
		case strings.Contains(a.Value, "{{") && field.Type.IsText():
			v.parts, err = parts(a.Value, valueScope)
		default:
			v.literal, err = literal(schema, field, a.Value)
		}
		if err == nil {
			err = v.fits(c)
		}
		if err != nil {
			report(a.Field, err)
		}
		e.values = append(e.values, v)
	}
	return e
}

// fits reports what keeps records from having a value that is the same whatever the rule is about.
// What is computed is asked when the rule acts.
func (v value) fits(c *Clause) error {
	is, constant := v.literal, v.expr == nil && v.parts == nil
	if v.expr != nil && v.expr.Constant() {
		var err error
		if is, err = v.expr.Eval(&query.Facts{}); err != nil {
			return err
		}
		constant = true
	}
	switch {
	case c.Set != "" && v.field.Name == "phone" && v.field.Noun() == crm.KindContact && (!constant || is != nil):
		return errors.New("a rule gives nobody a phone: = nil marks the one that was dialled as bad")
	case !constant:
		return nil
	case is == nil && (c.Set != "" || v.field.Name == "due"):
		return v.field.MayEmpty()
	}
	return v.field.Accepts(is)
}

func cutEmpty(text, full, empty string) string {
	if text == "" {
		return empty
	}
	return full
}

// unpromised is what is known of the activities that an effect means without promised: true.
var unpromised = &query.Given{Values: map[string]bool{"promised()": false}}

// remarks are the codes of the remarks that rules may make.
func remarks() (codes []string) {
	for i := range builtin {
		for j := range builtin[i].Do {
			if code := builtin[i].Do[j].notice(); code != "" && !oneOf(code, codes...) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// settable returns a field that an effect may set.
func settable(schema *crm.Schema, target crm.Kind, c *Clause, name string) (*crm.Field, error) {
	catalogue := schema.Fields(target)
	field, ok := catalogue.Field(name)
	switch {
	case ok && maySet(field, c):
		return field, nil
	case ok:
		return nil, fmt.Errorf("no rule sets %s: it has a command of its own, or follows from something else", name)
	}
	var may []string
	for _, f := range catalogue.Fields {
		if maySet(f, c) {
			may = append(may, f.Name)
		}
	}
	message := fmt.Sprintf("there is no field %q of %s", name, article(target))
	if near := query.Near(name, append(may, modifiers...)); len(near) > 0 {
		message += ", did you mean " + crm.OneOf(near) + "?"
	}
	return nil, errors.New(message)
}

func article(kind crm.Kind) string {
	if strings.ContainsRune("aeiou", rune(kind[0])) {
		return "an " + string(kind)
	}
	return "a " + string(kind)
}

// maySet reports whether an effect may set a field.
func maySet(f *crm.Field, c *Clause) bool {
	if c.Create == createNote {
		return f.Name == "body"
	}
	if f.Name == "phone" && f.Noun() == crm.KindContact {
		return true // which marks it
	}
	return !f.Derived && !oneOf(f.Name, "id", "version", "erased", "erased_reason", "created", "explanation", "rule", "also", "external_id", "external_said", "thread",
		"status", "kind", "call_result", "done_on", "done_by", "closed", "ended", "author", "written") // which commands keep together
}

// literal reads the value of a field as it stands in a rule.
func literal(schema *crm.Schema, field *crm.Field, text string) (any, error) {
	if text == "" {
		return nil, errors.New("it has no value: = nil empties it")
	}
	list := crm.Picklist(field.List)
	if field.Choices != nil {
		list = field.Choices
	}
	if len(list) > 0 && !oneOf(text, list...) {
		if near := query.Near(text, list); len(near) > 0 {
			return nil, fmt.Errorf("%q is not a value of %s, did you mean %s?", text, field.Name, crm.OneOf(near))
		}
		return nil, fmt.Errorf("%q is not one of %s", text, crm.OneOf(list))
	}
	if field.Type == crm.MoneyType {
		return amount(schema, text)
	}
	if field.Type.IsNumber() || field.Ref != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a whole number; what is computed begins with =", text)
		}
		return n, nil
	}
	v, err := field.DecodeValue(text)
	switch {
	case err != nil && field.Type == crm.InstantType:
		return nil, fmt.Errorf("%q is not a point in time, such as 2026-12-01T10:00:00-05:00", text)
	case err != nil && field.Type == crm.DateType && text == "today":
		return nil, errors.New("what is computed begins with =, did you mean = today?")
	case err != nil:
		return nil, fmt.Errorf("%w; what is computed begins with =", err)
	}
	return v, nil
}

// amount reads an amount in the currency of the book. A rule means the same in every country:
// 1,480.50 and 1.480,50 can be read in one way, 1,480 is refused.
func amount(schema *crm.Schema, text string) (any, error) {
	m, err := crm.ReadMoney(text, schema.Currency(), "")
	switch {
	case err != nil:
		return nil, err
	case m.Minor > crm.MostMoney:
		return nil, fmt.Errorf("%q is too much: the most is %s", text, crm.Amount(crm.MostMoney).Major(schema.Decimals()))
	}
	return m, nil
}

// mostParts limits what a text is put together of.
const mostParts = 50

// parts reads a text with {{…}} in it.
func parts(text string, over *query.Scope) (all []part, err error) {
	for rest := text; rest != ""; {
		words, after, found := strings.Cut(rest, "{{")
		if words != "" {
			all = append(all, part{text: words})
		}
		if !found {
			break
		}
		inside, behind, closed := strings.Cut(after, "}}")
		at := len([]rune(text)) - len([]rune(after))
		switch {
		case !closed:
			return nil, &query.Fault{Cause: errors.New("{{ is not closed by }}"), At: at - 2}
		case len(all) >= mostParts:
			return nil, fmt.Errorf("it is put together of more than %d parts", mostParts)
		}
		e, err := query.Compile(inside, over)
		if err != nil {
			return nil, moved(err, at)
		}
		switch e.Type() {
		case query.PeriodType, query.ListType, query.StructureType, query.RecordType, query.BoolType:
			return nil, &query.Fault{Cause: fmt.Errorf("%s can't be written in a text", e.Type()), At: at}
		}
		all = append(all, part{expr: e})
		rest = behind
	}
	return all, nil
}

// moved is an error of an expression that begins at a character of a text.
func moved(err error, at int) error {
	var fault *query.Fault
	if !errors.As(err, &fault) {
		return err
	}
	return &query.Fault{Cause: fault.Cause, Line: fault.Line, Column: fault.Column, At: fault.At + at}
}

// putTogether writes a text on one line. What is unknown is left out.
func (d *decision) putTogether(all []part, over *query.Facts) (string, error) {
	var text strings.Builder
	for _, p := range all {
		if p.expr == nil {
			text.WriteString(p.text)
			continue
		}
		v, err := p.expr.Eval(over)
		if err != nil {
			return "", err
		}
		if said := d.said(p.expr.Field(), v); said != "" {
			text.WriteString(said)
			continue
		}
		switch v := v.(type) {
		case nil:
		case float64:
			text.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
		case crm.Money:
			text.WriteString(v.Major(crm.Decimals(d.facts.Settings.Currency)))
		default:
			fmt.Fprint(&text, v)
		}
	}
	return strings.Join(strings.Fields(text.String()), " "), nil
}

// said is what people call a value in the language of the rule: a code by its label, an amount as
// the book's country writes it. It is empty for other values, and where nobody knows.
func (d *decision) said(f *crm.Field, value any) string {
	_, amount := value.(crm.Money)
	_, code := value.(string)
	if d.facts.Words == nil || !amount && (!code || f == nil || f.List == "") {
		return ""
	}
	return d.facts.Words(d.language, f, value)
}

// eval returns the value of a field, or of a name in a remark.
//
// Errors: those of Field.Accepts.
func (d *decision) eval(v value, over *query.Facts) (any, error) {
	is, err := d.evalAny(v, over)
	if err == nil && v.field != nil {
		err = v.field.Accepts(is)
	}
	return is, err
}

func (d *decision) evalAny(v value, over *query.Facts) (any, error) {
	switch {
	case v.parts != nil:
		text, err := d.putTogether(v.parts, over)
		if text == "" {
			return nil, err
		}
		return text, err
	case v.expr != nil:
		return v.expr.Eval(over)
	}
	return v.literal, nil
}

// set gives a record a field.
func (d *decision) set(r crm.Record, v value, over *query.Facts) error {
	value, err := d.eval(v, over)
	if err != nil {
		return err
	}
	return v.field.Set(r, value)
}
