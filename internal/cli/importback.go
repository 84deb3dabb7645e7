package cli

import (
	"bufio"
	"context"
	"maps"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/locale"
	"crm/internal/verb"
)

// importList takes over a list that crm has written.
func (a *app) importList(r verb.Request, f importFlags, file *importFile, kind crm.Kind) (*crm.Outcome, error) {
	if err := flagsFit(r, listFile); err != nil {
		return nil, err
	}
	again := r.Text("on-duplicate")
	switch {
	case again == "add":
		return nil, crm.Errorf(crm.CodeUsage, "what a list has is in the book once").On("on-duplicate").Try("--on-duplicate takes skip, fill, update or fail here.")
	case f.reject != "" && !f.skipBad:
		return nil, crm.Errorf(crm.CodeUsage, "--reject-file belongs to --skip-bad").On("reject-file")
	}
	if err := r.OneOfValues("on-duplicate"); err != nil {
		return nil, err
	}
	var own []*crm.Field
	a.glance(r.Context, func(b *book.Book) { own = ownFields(b, kind) })
	of, defaults := a.listFormat(kind, own), book.Values{}
	if headings := f.headingsIn(file); kind == crm.KindActivity && !slices.Contains(headings, "version") {
		of.ofOthers(locale.ActivityHeaders())
		if locale.Appointments(headings) {
			defaults["kind"] = []string{crm.Appointment}
		}
	}
	o, err := a.importTable(r.Context, f, of, file, func(ctx context.Context, b *book.Book, rows fileRows) (*crm.Outcome, error) {
		return b.ImportList(ctx, kind, book.Import{Rows: rows.each, SkipBad: f.skipBad, OnDuplicate: again, Headings: rows.headings, DateFormats: rows.formats, Ahead: rows.ahead, Defaults: defaults})
	})
	if e, ok := crm.AsError(err); ok && namesNobody(err) {
		if taker := listTakers[kind]; taker != "" {
			return nil, e.Next("Take them with their people", taker, f.path)
		}
		return nil, e.Next("Import the people first, of which their book writes a list", "contact list", crm.With("output", "csv"))
	}
	return o, err
}

// ofOthers takes headings of other programs for the fields of a list.
func (f *format) ofOthers(headers map[string]string) {
	ours := f.columns()
	all := make(map[string]string, len(ours)+len(headers))
	maps.Copy(all, ours)
	maps.Copy(all, headers)
	f.columns = func() map[string]string { return all }
}

// namesNobody reports whether a list was refused since people that it names are not in the book.
func namesNobody(err error) bool {
	e, ok := crm.AsError(err)
	return ok && slices.ContainsFunc(e.Remedies, func(r crm.Remedy) bool { return strings.Contains(r.Text, book.NobodyCalled) })
}

// listFormat describes the lists of a noun.
func (a *app) listFormat(kind crm.Kind, own []*crm.Field) format {
	columns := map[string]string{}
	f := format{noun: kind, what: "of " + crm.NounOf(kind).Table, many: []string{}}
	add := func(path string, headings ...string) {
		f.fields = append(f.fields, path)
		for _, heading := range append(headings, path) {
			if _, taken := columns[fold.Text(heading)]; !taken {
				columns[fold.Text(heading)] = path
			}
		}
	}
	for _, field := range crm.BuiltIn(kind).Fields {
		if field.Derived {
			continue
		}
		add(field.Name)
		switch field.Type {
		case crm.DateType:
			f.dates = append(f.dates, field.Name)
		case crm.MoneyType:
			f.amounts = append(f.amounts, field.Name)
		}
		if field.Ref == "" {
			continue
		}
		for _, of := range crm.BuiltIn(field.Ref).Fields {
			if toldBy(field.Ref, of.Name) {
				add(field.Name + "." + of.Name)
			}
		}
	}
	if kind == crm.KindNote {
		add(book.SharedNames)
	}
	for _, field := range own {
		add(field.Name, slices.Collect(field.Headings())...)
	}
	f.needs = f.fields
	f.columns = func() map[string]string { return columns }
	return f
}

// toldBy reports whether a field of a record says in another list which one is meant.
func toldBy(kind crm.Kind, field string) bool {
	return slices.Contains(crm.TellingOf(kind), field) || kind == crm.KindContact && slices.Contains([]string{"phone", "email", "birthday"}, field)
}

// ofList leaves out of the columns that are not known those that follow from the others.
func (c *columnsRead) ofList(of format) {
	c.noun = of.noun
	c.left = slices.DeleteFunc(c.left, func(heading string) bool { return c.follows(heading) })
}

// follows reports whether a column of a list follows from others, or says of somebody what
// their own list does.
func (c *columnsRead) follows(heading string) bool {
	f, is := crm.BuiltIn(c.noun).Field(heading)
	of, _, path := strings.Cut(heading, ".")
	ref, refers := crm.BuiltIn(c.noun).Field(of)
	return is && f.Derived || path && refers && ref.Ref != "" || slices.Contains([]string{"missing", "via.contact", "via.name"}, heading)
}

// following are the columns that follow from others and have something in them.
func (c *columnsRead) following() (headings []string) {
	for i, heading := range c.reader.Header() {
		if f, is := crm.BuiltIn(c.noun).Field(heading); is && f.Derived && c.cells[i] > 0 {
			headings = append(headings, heading)
		}
	}
	return headings
}

// notLists are what crm writes as CSV beside lists of records, by headings that only these have
// together. What has all of another's and more comes first.
var notLists = []struct {
	what     string
	headings []string
}{
	{"a morning's list", []string{"group", "reason.new"}},
	{"the journal", []string{"change", "made_at", "command"}},
	{"a list of backups", []string{"file", "change", "made_at", "encrypted"}},
	{"a list of rules", []string{"name", "on", "about", "builtin", "pack"}},
	{"a list of packs of rules", []string{"name", "state", "about", "rules"}},
	{"a list of reports", []string{"name", "about", "builtin"}},
	{"a list of teams", []string{"id", "version", "name", "members"}},
	{"a list of tags", []string{"tag", "contacts", "activities", "opportunities"}},
	{"a list of people who may be one", []string{"id", "name", "other", "other_name", "weight"}},
}

// listIn returns the noun of the list that a file is: as --as says, or by its headings. With --as
// policies it may be a list of another program as well, of which flags tell how it is read, and
// the people of a list of ours come with it where they are not in the book.
//
// Errors: CodeInvalid for what crm has written and does not read.
func (a *app) listIn(r verb.Request, f importFlags, file *importFile) (crm.Kind, error) {
	if r.Verb() != "import" && a.kind != policiesKind {
		return "", nil
	}
	for _, kind := range crm.ComeBack() {
		if a.kind == crm.NounOf(kind).Table && a.kind != policiesKind {
			return kind, nil
		}
	}
	if a.kind != "asked" && (a.kind != policiesKind || flagsFit(r, listFile) != nil) {
		return "", nil
	}
	headings := f.headingsIn(file)
	if err := notTaken(headings); err != nil {
		return "", err
	}
	if noun := listNoun(headings); noun != nil && slices.Contains(crm.ComeBack(), noun.Kind) && (a.kind == "asked" || noun.Table == policiesKind) {
		return noun.Kind, nil
	}
	if a.kind == "asked" && locale.OfActivities(headings) {
		return "", crm.Errorf(crm.CodeInvalid, "the file has activities, and no list of people").
			Again("Take them, with people of the book", crm.With("as", crm.NounOf(crm.KindActivity).Table)).
			Again("Take the people alone", crm.With("as", "contacts"))
	}
	return "", nil
}

// headingsIn returns the headings of a table or a workbook, without reading on.
func (f importFlags) headingsIn(file *importFile) []string {
	switch file.kind {
	case tableFile:
		return headingsOf(file.in)
	case workbookFile:
		return f.sheetHeadings(file)
	}
	return nil
}

// notTaken rejects what crm writes beside lists of records.
//
// Errors: CodeInvalid.
func notTaken(headings []string) error {
	for _, of := range notLists {
		if !slices.ContainsFunc(of.headings, func(heading string) bool { return !slices.Contains(headings, heading) }) {
			return notBack(of.what)
		}
	}
	return nil
}

// notBack is the error for what crm has written and does not read.
func notBack(what string) error {
	return crm.Errorf(crm.CodeInvalid, "the file is %s that crm has written, and does not come back through an import", what).
		Next("What brings everything into another book", "export book", crm.Blank("DIR")).Then("import book", crm.Blank("DIR"))
}

// headingsOf returns the headings of a file as crm writes them, without reading on.
func headingsOf(in *bufio.Reader) []string {
	head, _ := in.Peek(peeked)
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	by := ","
	switch {
	case strings.Contains(line, "\t"):
		by = "\t"
	case strings.Count(line, ";") > strings.Count(line, ","): // of another program
		by = ";"
	}
	headings := strings.Split(strings.TrimSpace(line), by)
	for i, heading := range headings {
		headings[i] = strings.Trim(strings.TrimSpace(heading), `"`)
	}
	return headings
}
