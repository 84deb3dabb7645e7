package exchange

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"crm/internal/crm"
)

// Maildir is a directory with a file for each e-mail: one with cur and new, as mail servers
// keep them, or any with files that are called .eml.
type Maildir struct {
	root  *os.Root
	path  string
	names []string
	limit int64
	at    int
}

// IsFolder reports whether a path is a directory.
func (d Dir) IsFolder(path string) bool {
	info, err := os.Stat(d.At(path))
	return err == nil && info.IsDir()
}

// OpenMaildir opens a directory of e-mails, with attachments of up to limit bytes. Links in it
// are not followed, and what is still being delivered (tmp) is none.
//
// Errors: CodeInvalid if there is no e-mail in it.
func (d Dir) OpenMaildir(at string, limit int64) (*Maildir, error) {
	root, err := os.OpenRoot(d.At(at))
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "the directory %s can't be opened", at)
	}
	m := &Maildir{root: root, path: at, limit: limit}
	found := false
	for _, part := range []string{"cur", "new"} {
		found = m.list(part, func(string) bool { return true }) || found
	}
	if !found {
		m.list(".", func(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".eml") })
	}
	if len(m.names) == 0 && !found {
		files, err := fs.Glob(root.FS(), "*.json")
		_ = root.Close()
		if err == nil {
			err = wholeBook(files)
		}
		if err != nil {
			return nil, err
		}
		return nil, crm.Errorf(crm.CodeInvalid, "%s is a directory without e-mails", at).
			Try("One has cur and new in it, or files that are called .eml.")
	}
	slices.SortFunc(m.names, func(a, b string) int { return strings.Compare(path.Base(a), path.Base(b)) })
	return m, nil
}

// list adds the files of a directory that are meant, and reports whether it is one.
func (m *Maildir) list(part string, meant func(name string) bool) bool {
	if info, err := m.root.Lstat(part); err != nil || !info.IsDir() {
		return false
	}
	folder, err := m.root.Open(part)
	if err != nil {
		return false
	}
	defer folder.Close()
	entries, err := folder.ReadDir(-1)
	if err != nil {
		return false
	}
	for _, e := range entries {
		if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") && meant(e.Name()) {
			m.names = append(m.names, path.Join(part, e.Name()))
		}
	}
	return true
}

// Close closes the directory.
func (m *Maildir) Close() error { return m.root.Close() }

// Names are the files of the e-mails, in order.
func (m *Maildir) Names() []string { return m.names }

// Next returns the next e-mail, whose line is the number of its file, and io.EOF behind the
// last one.
//
// Errors: as Messages.Next, with the name of the file.
func (m *Maildir) Next() (*Message, error) {
	if m.at == len(m.names) {
		return nil, io.EOF
	}
	name := m.names[m.at]
	m.at++
	one, err := m.read(name)
	if errors.Is(err, io.EOF) {
		err = crm.Errorf(crm.CodeInvalid, "this is not an e-mail: it is empty")
	}
	if e, ok := crm.AsError(err); ok {
		e.Line = 0
		return nil, crm.Errorf(e.Code, "%s: %s", path.Join(m.path, name), e.Error())
	}
	if err == nil {
		one.Line = m.at
		if flags := maildirFlags(name); flags != "" {
			one.Draft = one.Draft || strings.Contains(flags, "D")
			one.Discarded = one.Discarded || strings.Contains(flags, "T")
		}
	}
	return one, err
}

// maildirFlags returns the flags of an e-mail behind the name of its file. A colon stands before them,
// or what programs write where no name may have one.
func maildirFlags(name string) string {
	if i := strings.LastIndex(name, "2,"); i > 0 && strings.ContainsRune(":;!", rune(name[i-1])) {
		return name[i+len("2,"):]
	}
	return ""
}

func (m *Maildir) read(name string) (*Message, error) {
	if info, err := m.root.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil, crm.Errorf(crm.CodeInvalid, "it is gone, or not a file any more")
	}
	file, err := m.root.OpenFile(name, os.O_RDONLY|noWait, 0)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil, crm.Errorf(crm.CodeEnvironment, "it can't be opened")
		}
		return nil, crm.Errorf(crm.CodeInvalid, "it is gone, or not a file any more")
	}
	defer file.Close()
	return NewMessages(file, OneMail, m.limit).Next()
}
