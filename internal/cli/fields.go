package cli

import (
	"cmp"
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/book"
	"crm/internal/crm"
)

// fieldFlag is a flag that gives a field of a record.
type fieldFlag struct {
	field string
	about string
	many  bool
	short string
	// looks is which way a date looks that the flag gives, where that is not as
	// its field says.
	looks crm.Direction
}

// looksKey annotates the flags that take a date with which way it looks.
const looksKey = "looks"

// dateFlag makes a flag that takes a date which is no field of a record, or is
// one by its name. What to holds already is the default.
func dateFlag(cmd *cobra.Command, to *string, name, about string) {
	cmd.Flags().StringVar(to, name, *to, about)
	declare(cmd.Flags(), name, crm.FlagLooks(name))
}

func declare(flags *pflag.FlagSet, name string, looks crm.Direction) {
	_ = flags.SetAnnotation(name, looksKey, []string{looks.String()})
}

// flag is the name of the flag for a field.
func flagOf(field string) string {
	if field == "opportunity" {
		return "opp" // as the command is called
	}
	return strings.ReplaceAll(field, "_", "-")
}

// contactFlags are the fields of a contact that flags can give.
func contactFlags() []fieldFlag {
	return []fieldFlag{
		{field: "phone", about: "a phone `NUMBER`; may be given several times, the first is the primary one", many: true},
		{field: "email", about: "an e-mail `ADDRESS`; may be given several times", many: true},
		{field: "birthday", about: "`DATE` of birth: 1980-05-12, or --05-12 without the year"},
		{field: "source", about: "where they come from: " + strings.Join(crm.Picklist("source"), "|")},
		{field: "referred_by", about: "the `CONTACT` who referred them"},
		{field: "owner", about: "the `PRODUCER` who looks after them"},
		{field: "rating", about: "how promising: " + strings.Join(crm.Picklist("rating"), "|")},
		{field: "household", about: "the household they belong to, a `NAME` or number; made if it is not there"},
		{field: "org", about: "the organization they belong to, a `NAME` or number; made if it is not there"},
		{field: "address", about: "postal address"},
		{field: "given", about: "given name"},
		{field: "family", about: "family name"},
		{field: "reading", about: "how the name is pronounced, in kana"},
		{field: "call_frequency", about: "how often a client is called: " + strings.Join(crm.Picklist("call_frequency"), "|")},
		{field: "client_since", about: "client since that `DATE`"},
		{field: "last_call", about: "last spoken to on that `DATE`"},
		{field: "external_id", about: "their `ID` in another program"},
		{field: "note", about: "a note; may be given several times", many: true, short: "m"},
	}
}

// bindFields makes the flags and returns what collects those that were given.
func (a *app) bindFields(cmd *cobra.Command, fields []fieldFlag, list crm.Kind) func() book.Values {
	one, many := map[string]*string{}, map[string]*[]string{}
	for _, f := range fields {
		name := flagOf(f.field)
		if f.many {
			many[f.field] = cmd.Flags().StringArrayP(name, f.short, nil, f.about)
		} else {
			one[f.field] = cmd.Flags().StringP(name, f.short, "", f.about)
		}
		a.completeField(cmd, name, f.field, list)
		if field, ok := crm.BuiltIn(list).Field(f.field); ok && field.Looks != crm.Undeclared {
			declare(cmd.Flags(), name, cmp.Or(f.looks, field.Looks))
		}
	}
	return func() book.Values {
		values := book.Values{}
		for field, text := range one {
			if cmd.Flags().Changed(flagOf(field)) {
				values[field] = []string{*text}
			}
		}
		for field, texts := range many {
			if cmd.Flags().Changed(flagOf(field)) {
				values[field] = *texts
			}
		}
		return values
	}
}

// bindEdits is bindFields for a command that edits records, which can be told
// at which version the record has to be still.
func (a *app) bindEdits(cmd *cobra.Command, fields []fieldFlag, list crm.Kind) func() book.Values {
	a.versionFlag(cmd)
	collect := a.bindFields(cmd, fields, list)
	for _, f := range fields {
		if !f.many && f.field != "owner" { // nobody's is on no list
			mayBeEmpty(cmd, flagOf(f.field))
		}
	}
	return collect
}

// versionFlag makes the flag that says at which version a record has to be.
func (a *app) versionFlag(cmd *cobra.Command) {
	cmd.Flags().Func("if-version", "only if the record is at version `N` still, and nobody has changed it since", func(text string) error {
		n, ok := crm.ParseCount(text)
		if !ok || n < 1 {
			return errors.New("it takes the number of a version, from 1")
		}
		a.flags.ifVersion = n
		return nil
	})
}

// completeField completes the values of a picklist field.
func (a *app) completeField(cmd *cobra.Command, flag, field string, kind crm.Kind) {
	f, ok := crm.BuiltIn(kind).Field(field)
	switch {
	case !ok:
	case f.Type == crm.CodeType:
		_ = cmd.RegisterFlagCompletionFunc(flag, a.completeCodes(f.List))
	case f.Ref == crm.KindProducer:
		_ = cmd.RegisterFlagCompletionFunc(flag, a.completeProducers)
	case f.Ref == crm.KindContact:
		_ = cmd.RegisterFlagCompletionFunc(flag, a.completeContacts(""))
	case f.Ref == crm.KindOpportunity:
		_ = cmd.RegisterFlagCompletionFunc(flag, a.completeOpportunities)
	}
}

// fieldNames are the paths of fields that somebody called by their names or by
// their headings, in any language: nome, -premio, 連絡先.名前. What is not known
// stays as it is.
func (a *app) fieldNames(noun crm.Kind, typed []string) []string {
	var paths []string
	for _, text := range typed {
		for one := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '、' || r == '，' }) {
			paths = append(paths, a.fieldName(noun, strings.TrimSpace(one)))
		}
	}
	return paths
}

func (a *app) fieldName(noun crm.Kind, typed string) string {
	word, down := strings.CutPrefix(typed, "-")
	var path []string
	for segment := range strings.SplitSeq(word, ".") {
		name, ok := a.locale.FieldCalled(a.schema().Fields(noun), segment)
		if !ok {
			return typed
		}
		f, _ := a.schema().Fields(noun).Field(name)
		noun = f.Ref
		path = append(path, name)
		if noun == "" {
			break
		}
	}
	if len(path) != strings.Count(word, ".")+1 {
		return typed
	}
	if down {
		return "-" + strings.Join(path, ".")
	}
	return strings.Join(path, ".")
}
