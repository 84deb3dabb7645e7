package wire

import (
	"bytes"
	"reflect"
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/say"
)

// TestExplanationIsWhole: whatever an explanation has, each field of it that there is, stands in what a
// book is exported to, and comes back.
func TestExplanationIsWhole(t *testing.T) {
	explanation := &crm.Explanation{}
	fillIn(t, reflect.ValueOf(explanation).Elem())
	english, err := locale.New("en")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	lines := (&Writer{Voice: &say.Voice{Locale: english, Currency: "USD"}, Out: &out, Format: JSONL}).Whole()
	a := &crm.Activity{Head: crm.Head{ID: 7, Version: 1}, Kind: crm.Call, Status: crm.Open, Explanation: explanation}
	if err := lines.Record(a); err != nil {
		t.Fatal(err)
	}
	if err := lines.Flush(); err != nil {
		t.Fatal(err)
	}
	back, err := ReadRecord(bytes.TrimSpace(out.Bytes()), crm.KindActivity, nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	if got := back.(*crm.Activity).Explanation; !reflect.DeepEqual(got, explanation) {
		t.Errorf("got  %+v\nwant %+v\nfrom %s", got, explanation, out.String())
	}
}

// fillIn gives each field a value that is not zero.
func fillIn(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Interface().(type) {
	case crm.Date:
		v.Set(reflect.ValueOf(crm.Date{Year: 2026, Month: 11, Day: 25}))
		return
	case crm.Kind:
		v.Set(reflect.ValueOf(crm.KindContact))
		return
	case crm.Action:
		v.Set(reflect.ValueOf(crm.Update))
		return
	case crm.Day:
		v.Set(reflect.ValueOf(crm.Day{Date: crm.Date{Year: 2026, Month: 11, Day: 26}, Name: "thanksgiving"}))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(t, v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillIn(t, v.Index(0))
	case reflect.String:
		v.SetString("a")
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Interface:
		v.Set(reflect.ValueOf("a"))
	default:
		t.Fatalf("nothing to give a %s", v.Type())
	}
}
