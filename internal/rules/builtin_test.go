package rules

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the table of built-in rules")

// table is the file that go test -update makes of the YAML.
const table = "builtin.go"

// TestBuiltinIsTheYAML holds the table that is compiled into the program to the
// files that it is made of.
func TestBuiltinIsTheYAML(t *testing.T) {
	var written []Rule
	for _, text := range []string{psm, pipeline} {
		set, err := Parse(nil, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range set.All() {
			written = append(written, *r)
		}
	}
	if *update {
		if err := os.WriteFile(table, source(t, written), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !reflect.DeepEqual(written, builtin) {
		t.Errorf("%s is not what the YAML says: run go test ./internal/rules -update", table)
	}
}

// source is the table in Go.
func source(t *testing.T, rules []Rule) []byte {
	t.Helper()
	var out bytes.Buffer
	out.WriteString("// Code generated from psm.yaml and pipeline.yaml by go test ./internal/rules -update. DO NOT EDIT.\n\npackage rules\n\n" +
		"// builtin is the built-in rules as data: to read the YAML takes longer than most changes.\nvar builtin = ")
	write(&out, reflect.ValueOf(rules))
	formatted, err := format.Source(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return formatted
}

// inLines are the types whose values take a line for each part.
var inLines = []reflect.Type{
	reflect.TypeFor[[]Rule](), reflect.TypeFor[Rule](), reflect.TypeFor[[]Clause](),
	reflect.TypeFor[[]Pack](), reflect.TypeFor[Pack](), reflect.TypeFor[[]Text](),
}

// write writes a value as a composite literal without the fields that are empty: a line
// for each field of a rule and for each clause.
func write(out *bytes.Buffer, v reflect.Value) {
	name := strings.ReplaceAll(v.Type().String(), "rules.", "")
	lines := ""
	if slices.Contains(inLines, v.Type()) {
		lines = "\n"
	}
	switch v.Kind() {
	case reflect.Slice:
		if v.Type() != reflect.TypeFor[[]Need]() { // the element of a list of them
			out.WriteString(name)
		}
		out.WriteString("{" + lines)
		for i := range v.Len() {
			write(out, v.Index(i))
			out.WriteString("," + lines)
		}
		out.WriteString("}")
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Words]() {
			out.WriteString(name)
		}
		out.WriteString("{" + lines)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				continue
			}
			fmt.Fprintf(out, "%s: ", v.Type().Field(i).Name)
			write(out, v.Field(i))
			out.WriteString("," + lines)
		}
		out.WriteString("}")
	default:
		fmt.Fprintf(out, "%#v", v.Interface())
	}
}
