package cli

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/verb"
)

// What a file for an import may be.
const (
	tableFile    = "table" // delimited text
	workbookFile = "workbook"
	cardsFile    = "cards"
	calendarFile = "calendar"
	mailFile     = "e-mail"
	mailboxFile  = "mailbox"
	listFile     = "list" // a table that crm has written
)

// kindOf returns what a file is, by its first bytes.
func kindOf(in *bufio.Reader) string {
	switch {
	case exchange.IsWorkbook(in):
		return workbookFile
	case exchange.IsCards(in):
		return cardsFile
	case exchange.IsCalendar(in):
		return calendarFile
	}
	switch exchange.MailForm(in) {
	case exchange.OneMail:
		return mailFile
	case exchange.ManyMail:
		return mailboxFile
	}
	return tableFile
}

// fileFlags are the flags of an import that say something of some kinds of files.
var fileFlags = []struct {
	what  string
	kinds []string
	flags []string
}{
	{"tables", []string{tableFile, workbookFile, cardsFile, listFile}, []string{"map", "delimiter", "sheet", "reject-file", "on-duplicate", "date-format"}},
	{"tables of people", []string{tableFile, workbookFile, cardsFile}, []string{"refusals", "former", "households", "source", "profile", "save-profile", "no-header", "value", "unknown"}},
	{"tables and calendars", []string{tableFile, workbookFile, cardsFile, calendarFile, listFile}, []string{"encoding"}},
	{"people and calendars", []string{tableFile, workbookFile, cardsFile, calendarFile}, []string{"owner"}},
	{"tables and e-mails", []string{tableFile, workbookFile, cardsFile, mailFile}, []string{book.CallsPerDayFlag}},
	{"calendars and e-mails", []string{calendarFile, mailFile}, []string{"opp", "contact"}},
	{"calendars", []string{calendarFile}, []string{"past", "months"}},
	{"e-mails", []string{mailFile}, []string{"from-me", "add-unknown"}},
}

// flagsFit rejects flags that have nothing to do with a kind of file.
func flagsFit(r verb.Request, kind string) error {
	for _, of := range fileFlags {
		for _, flag := range of.flags {
			if r.All(flag) != nil && !slices.Contains(of.kinds, kind) {
				return crm.Errorf(crm.CodeUsage, "--%s is for %s, and the file is none", flag, of.what).On(flag)
			}
		}
	}
	return nil
}

// importFile is an open file for an import.
type importFile struct {
	io.ReadCloser               // the file itself
	in            *bufio.Reader // what is left of it
	kind          string
	path          string
	sum           hash.Hash // of what was read, for --op-id
	whole         []byte    // of a pipe that is kept
	closes        bool      // it was opened for a second look
}

// openFile opens a file for an import and looks what it is.
func (a *app) openFile(path string) (*importFile, error) {
	file, err := a.openInput(path)
	if err != nil {
		return nil, err
	}
	f := &importFile{ReadCloser: file, path: path, sum: sha256.New()}
	content := f.kept()
	if a.flags.op != "" {
		content = io.TeeReader(content, f.sum)
	}
	f.in = bufio.NewReaderSize(content, peeked)
	f.kind = kindOf(f.in)
	if f.kind == tableFile && strings.EqualFold(filepath.Ext(path), ".eml") { // whose headers are not those of most
		f.kind = mailFile
	}
	return f, nil
}

// openInput opens a file that was named, a pipe, or "-", which is standard input. A signal
// ends waiting for a pipe as it does for that.
func (a *app) openInput(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(a.env.In), nil
	}
	info, err := os.Stat(a.env.Dir.At(path))
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, crm.Errorf(crm.CodeInvalid, "there is no file %s", path)
	case err != nil:
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be opened", path)
	case !info.Mode().IsRegular() && info.Mode()&os.ModeNamedPipe == 0:
		return nil, crm.Errorf(crm.CodeInvalid, "%s is not a file", path)
	}
	isPipe := !info.Mode().IsRegular()
	a.waiting.Store(isPipe)
	file, err := os.Open(a.env.Dir.At(path))
	a.waiting.Store(false)
	if err != nil {
		return nil, exchange.Unopened(path, err)
	}
	if in, ok := a.env.In.(*input); ok && isPipe {
		pipe := *in
		pipe.from = file
		return struct {
			io.Reader
			io.Closer
		}{&pipe, file}, nil
	}
	return file, nil
}

// digest returns the SHA-256 of a file, the rest of which it reads.
func (f *importFile) digest() (string, error) {
	if f.kind != cardsFile && f.kind != calendarFile { // of which all was read
		if _, err := io.Copy(io.Discard, f.in); err != nil {
			return "", crm.Errorf(crm.CodeEnvironment, "%s can't be read", f.path)
		}
	}
	return hex.EncodeToString(f.sum.Sum(nil)), nil
}
