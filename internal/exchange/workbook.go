package exchange

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A sheet of a workbook (XLSX) is read as the CSV that a spreadsheet would make of it, so
// that whatever is known of tables holds of sheets: see sheetText.

// Limits of a workbook. Bytes are those of its XML, not of the archive, of which a
// thousandth is enough to hold them.
const (
	maxDirectory = 4 << 20   // bytes of the list of parts
	maxXML       = 128 << 20 // bytes of a sheet, or of all that is read before it
	maxShared    = 64 << 20  // bytes of the texts that cells share
	maxSharedN   = 2 << 20   // of these texts
	maxSheets    = 1000
	maxStyles    = 1 << 16
	maxSheetRow  = 1 << 20 // as spreadsheets have it
	maxSheetCol  = 1 << 14
)

// Workbook is an open workbook.
type Workbook struct {
	parts  map[string]*zip.File // by their paths, folded
	left   int64                // bytes of XML that may still be read
	sheets []sheet
	since  epoch
	styles []style
	shared sharedTexts
}

// sheet is one of the sheets of a workbook.
type sheet struct {
	name, part string
	hidden     bool
}

// sharedTexts are the texts that cells name by their numbers.
type sharedTexts struct {
	text []byte
	ends []uint32
}

func (s *sharedTexts) of(n int) ([]byte, bool) {
	if n < 0 || n >= len(s.ends) {
		return nil, false
	}
	from := uint32(0)
	if n > 0 {
		from = s.ends[n-1]
	}
	return s.text[from:s.ends[n]], true
}

var (
	markZip      = []byte("PK\x03\x04")
	markCompound = []byte("\xd0\xcf\x11\xe0")
)

// IsWorkbook reports whether a file begins as workbooks do, or as other archives, whatever
// its name is. It leaves the file as it is.
func IsWorkbook(in *bufio.Reader) bool {
	head, _ := in.Peek(len(markZip))
	return looksWorkbook(head)
}

func looksWorkbook(head []byte) bool {
	return bytes.HasPrefix(head, markZip) || bytes.HasPrefix(head, []byte("PK\x05\x06")) || bytes.HasPrefix(head, markCompound)
}

// looksMarkup reports whether a file begins as a web page or another document of tags does.
func looksMarkup(head []byte) bool {
	text := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), 256)], markUTF8))))
	return slices.ContainsFunc([]string{"<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<style", "<workbook"}, func(tag string) bool {
		return strings.HasPrefix(text, tag)
	})
}

// guarded reads no more of a file than left while the list of its parts is read.
type guarded struct {
	io.ReaderAt
	left int
	off  bool
}

func (g *guarded) ReadAt(b []byte, at int64) (int, error) {
	n, err := g.ReaderAt.ReadAt(b, at)
	if g.left -= n; g.left < 0 && !g.off {
		return 0, tooLarge("the list of its parts")
	}
	return n, err
}

func tooLarge(what string) *crm.Error {
	return crm.Errorf(crm.CodeInvalid, "the workbook is too large: %s", what).
		Try("Save the sheet as CSV UTF-8, which may have any length")
}

// OpenWorkbook reads what a workbook says of all its sheets.
//
// Errors: CodeInvalid for what is not a workbook, with what to do about it, or for one that
// is damaged, protected or too large.
func OpenWorkbook(file io.ReaderAt, size int64) (*Workbook, error) {
	var head [8]byte
	if _, err := file.ReadAt(head[:], 0); err == nil && bytes.HasPrefix(head[:], markCompound) {
		return nil, oldWorkbook(file)
	}
	at := &guarded{ReaderAt: file, left: maxDirectory}
	archive, err := zip.NewReader(at, size)
	if e, ok := crm.AsError(err); ok {
		return nil, e
	} else if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damaged("it is not a whole archive")
	}
	at.off = true
	w := &Workbook{parts: map[string]*zip.File{}, left: maxXML}
	for _, f := range archive.File {
		name := partName("", f.Name)
		if _, twice := w.parts[name]; !twice {
			w.parts[name] = f
		}
	}
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	kinds, err := w.relations(main)
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, kinds); err != nil {
		return nil, err
	}
	for _, r := range kinds {
		switch r.kind {
		case "styles":
			err = w.readStyles(r.target)
		case "sharedStrings":
			err = w.readShared(r.target)
		}
		if err != nil {
			return nil, err
		}
	}
	return w, nil
}

// oldWorkbook says what to do with a compound file: a workbook of before 2007, or one
// behind a password.
func oldWorkbook(file io.ReaderAt) error {
	var head [512]byte
	_, _ = file.ReadAt(head[:], 0)
	sector := int64(1) << min(head[30], 16)
	first := int64(head[48]) | int64(head[49])<<8 | int64(head[50])<<16
	names := make([]byte, 4096)
	n, _ := file.ReadAt(names, (first+1)*sector)
	parts := bytes.ReplaceAll(names[:n], []byte{0}, nil)
	switch {
	case bytes.Contains(parts, []byte("__nameid_version")) || bytes.Contains(parts, []byte("__properties_version")):
		return crm.Errorf(crm.CodeInvalid, "the file is an e-mail of Outlook (.msg)").
			Try("Save it as .eml, as Outlook on the web and other mail programs do")
	case bytes.Contains(parts, []byte("WordDocument")) || bytes.Contains(parts, []byte("PowerPoint Document")):
		return crm.Errorf(crm.CodeInvalid, "the file is a document, not a workbook").
			Try("Copy its table into a spreadsheet and save that as .xlsx, or as CSV UTF-8")
	case bytes.Contains(parts, []byte("Encrypted")):
		return crm.Errorf(crm.CodeInvalid, "the workbook is protected by a password").
			Try("Open it in a spreadsheet and save it without one, or save the sheet as CSV UTF-8")
	}
	return crm.Errorf(crm.CodeInvalid, "the file is a workbook of before 2007 (.xls), or another document of that time").
		Try("Open it in a spreadsheet and save it as .xlsx, or the sheet as CSV UTF-8")
}

// partName is the path of a part, from where it is named.
func partName(from, name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if !strings.HasPrefix(name, "/") {
		name = path.Join(path.Dir(from), name)
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// relation is a part that another one names.
type relation struct {
	id, kind, target string
}

// relations returns the parts that a part names.
func (w *Workbook) relations(of string) ([]relation, error) {
	var all []relation
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	if w.parts[name] == nil {
		return nil, nil
	}
	err := w.each(name, func(m *markup) error {
		if mode, _ := m.attr("TargetMode"); !m.is("Relationship") || string(mode) == "External" {
			return nil
		}
		id, _ := m.attr("Id")
		kind, _ := m.attr("Type")
		target, _ := m.attr("Target")
		if all = append(all, relation{string(id), path.Base(string(kind)), partName(of, string(target))}); len(all) > 10*maxSheets {
			return tooLarge("the list of its parts")
		}
		return nil
	})
	return all, err
}

// mainPart finds the part that lists the sheets.
func (w *Workbook) mainPart() (string, error) {
	all, err := w.relations("")
	if err != nil {
		return "", err
	}
	name := "xl/workbook.xml"
	for _, r := range all {
		if r.kind == "officeDocument" {
			name = r.target
		}
	}
	var kind string
	switch {
	case w.parts["mimetype"] != nil || w.parts["content.xml"] != nil:
		kind = "an OpenDocument file"
	case strings.HasSuffix(name, ".bin"):
		kind = "a binary workbook (.xlsb)"
	case w.parts["index/document.iwa"] != nil || w.parts["index.zip"] != nil:
		kind = "a file of Numbers"
	case strings.HasPrefix(name, "word/") || strings.HasPrefix(name, "ppt/") || w.parts["word/document.xml"] != nil:
		return "", crm.Errorf(crm.CodeInvalid, "the file is a document, not a workbook").
			Try("Copy its table into a spreadsheet and save that as .xlsx, or as CSV UTF-8")
	case w.parts[name] == nil && len(w.parts) > 0 && (len(all) > 0 || w.parts["[content_types].xml"] != nil):
		return "", damaged("it has no list of its sheets")
	case w.parts[name] == nil:
		return "", w.archive()
	default:
		return name, nil
	}
	return "", crm.Errorf(crm.CodeInvalid, "the file is %s, not a workbook (.xlsx)", kind).
		Try("Open it and save it as .xlsx, or the sheet as CSV UTF-8")
}

// archive returns the error for an archive that holds no document: it names what could be taken.
func (w *Workbook) archive() error {
	var names []string
	cards := 0
	if err := wholeBook(slices.Collect(maps.Keys(w.parts))); err != nil {
		return err
	}
	for _, f := range w.parts {
		ext := strings.ToLower(path.Ext(f.Name))
		if strings.HasPrefix(f.Name, "__MACOSX/") || !slices.Contains([]string{".vcf", ".csv", ".xlsx", ".ics", ".eml", ".mbox", ".tsv", ".txt"}, ext) {
			continue
		}
		if names = append(names, path.Base(strings.ReplaceAll(f.Name, `\`, "/"))); ext == ".vcf" {
			cards++
		}
	}
	e := crm.Errorf(crm.CodeInvalid, "the file is an archive, and not of a workbook")
	if len(names) == 0 {
		return e.Try("Unpack it, and name the file in it")
	}
	slices.Sort(names)
	e.Try("Unpack it, and name the file in it: %s", strings.Join(names[:min(len(names), mostNamed)], ", "))
	if cards > 1 {
		e.Try("vCards can stand in one file, one after the other: that takes all of them at once")
	}
	return e
}

// mostNamed is how many files of an archive are named.
const mostNamed = 5

// each calls do where an element of a part begins.
func (w *Workbook) each(name string, do func(*markup) error) error {
	return w.read(name, func(m *markup, begins bool) error {
		if !begins {
			return nil
		}
		return do(m)
	})
}

// read calls do where an element of a part begins or ends.
func (w *Workbook) read(name string, do func(m *markup, begins bool) error) error {
	m, done, err := w.open(name)
	if err != nil {
		return err
	}
	defer done()
	for {
		begins, err := m.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(m, begins)
		}
		if err != nil {
			return err
		}
	}
}

// open opens a part.
func (w *Workbook) open(name string) (*markup, func(), error) {
	f := w.parts[name]
	switch {
	case f == nil:
		return nil, nil, damaged("%.60q is missing", name)
	case f.Flags&1 != 0:
		return nil, nil, crm.Errorf(crm.CodeInvalid, "the workbook is protected by a password").
			Try("Save it without one, or save the sheet as CSV UTF-8")
	}
	in, err := f.Open()
	if err != nil {
		return nil, nil, damaged("%w", err)
	}
	done := func() { _ = in.Close() }
	m, err := newMarkup(&metered{in, &w.left})
	if err != nil {
		done()
		return nil, nil, err
	}
	return m, done, nil
}

// metered reads as long as something is left.
type metered struct {
	from io.Reader
	left *int64
}

func (r *metered) Read(b []byte) (int, error) {
	n, err := r.from.Read(b)
	if *r.left -= int64(n); *r.left < 0 {
		return 0, tooLarge("its cells have more than 128 MiB")
	}
	return n, err
}

// readSheets reads the names of the sheets, and from when days are counted.
func (w *Workbook) readSheets(main string, all []relation) error {
	err := w.each(main, func(m *markup) error {
		switch {
		case m.is("workbookPr"):
			since, _ := m.attr("date1904")
			w.since.of1904 = string(since) == "1" || strings.EqualFold(string(since), "true")
		case m.is("sheet"):
			name, _ := m.attr("name")
			id, _ := m.attr("id")
			state, _ := m.attr("state")
			at := slices.IndexFunc(all, func(r relation) bool { return r.id == string(id) && r.kind == "worksheet" })
			if at < 0 {
				return nil // a chart, or macros
			}
			if w.sheets = append(w.sheets, sheet{string(name), all[at].target, bytes.HasSuffix(bytes.ToLower(state), []byte("hidden"))}); len(w.sheets) > maxSheets {
				return tooLarge(fmt.Sprintf("it has more than %d sheets", maxSheets))
			}
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		err = damaged("it has no sheet with cells")
	}
	return err
}

// readShared reads the texts that cells share.
func (w *Workbook) readShared(name string) error {
	if w.parts[name] == nil {
		return nil // which cells tell if they need it
	}
	var runs textRuns
	return w.read(name, func(m *markup, begins bool) error {
		if m.is("si") && begins {
			runs = textRuns{text: runs.text[:0]}
		}
		runs.read(m, begins)
		if !m.is("si") || begins {
			return nil
		}
		s := &w.shared
		if s.text = appendText(s.text, runs.text); len(s.text) > maxShared || len(s.ends) == maxSharedN {
			return tooLarge("its texts have more than 64 MiB")
		}
		s.ends = append(s.ends, uint32(len(s.text)))
		return nil
	})
}

// textRuns puts together the text of a cell, whose parts may look different. How it is
// read in Japanese is left out.
type textRuns struct {
	text   []byte
	spoken bool
}

func (r *textRuns) read(m *markup, begins bool) {
	switch {
	case m.is("rPh"):
		r.spoken = begins
	case m.is("t") && begins:
		m.keep, m.text = !r.spoken, m.text[:0]
	case m.is("t"):
		if m.keep {
			r.text = append(r.text, entities(m.text)...)
		}
		m.keep = false
	}
}

// choose returns the sheet of a name, or the only one that has rows.
//
// Errors: CodeUsage for a name that no sheet has, and where several sheets have rows;
// CodeInvalid for a sheet without any.
func (w *Workbook) choose(name string) (sheet, error) {
	if name != "" {
		for _, same := range []func(string) bool{
			func(s string) bool { return s == name },
			func(s string) bool { return fold.Clean(s) == fold.Clean(name) || key(s) == key(name) },
		} {
			if at := slices.IndexFunc(w.sheets, func(s sheet) bool { return same(s.name) }); at >= 0 {
				return w.sheets[at], nil
			}
		}
		e := crm.Errorf(crm.CodeUsage, "the workbook has no sheet %q", name).On("sheet")
		return sheet{}, listSheets(e, w.sheets)
	}
	var full, some []sheet // with more than a row, and with one
	for _, hidden := range []bool{false, true} {
		for _, s := range w.sheets {
			if s.hidden != hidden {
				continue
			}
			seen, err := w.survey(s, 2)
			if err != nil {
				return sheet{}, err
			}
			if seen.rows > 1 {
				full = append(full, s)
			}
			if seen.rows > 0 {
				some = append(some, s)
			}
		}
		if len(some) > 0 {
			break
		}
	}
	switch found := cmp.Or(len(full), len(some)); {
	case found == 0:
		return sheet{}, crm.Errorf(crm.CodeInvalid, "the workbook is empty").Try("Its first row must have the headings of the columns")
	case found == 1 && len(full) == 1:
		return full[0], nil
	case found == 1:
		return some[0], nil
	case len(full) == 0:
		full = some
	}
	return sheet{}, listSheets(crm.Errorf(crm.CodeUsage, "%d sheets of the workbook have rows", len(full)).On("sheet"), full)
}

// listSheets adds the flag for each of the sheets to an error.
func listSheets(e *crm.Error, sheets []sheet) error {
	for _, s := range sheets[:min(len(sheets), 20)] {
		_ = e.Again("One of them", crm.With("sheet", s.name))
	}
	return e
}
