package cli

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"

	"crm/internal/crm"
	"crm/internal/exchange"
)

// What a file for an import may be.
const (
	tableFile    = "table" // delimited text
	workbookFile = "workbook"
	cardsFile    = "cards"
	calendarFile = "calendar"
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
	return tableFile
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
	return f, nil
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
