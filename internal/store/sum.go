package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io"
	"os"

	"crm/internal/crm"
)

// A backup ends in a checksum of all that precedes it, behind the last page, where SQLite
// does not look. Without it a bit that flipped on a disk may go unnoticed: the database
// may stay valid and say something else.

const sumStart = "\ncrm backup sha256 "

// sumLength is the length of the last line of a backup with the line end before it.
const sumLength = len(sumStart) + 2*sha256.Size + 1

func sumLine(sum hash.Hash) string { return sumStart + hex.EncodeToString(sum.Sum(nil)) + "\n" }

// addSum adds the sum to a file.
func (of file) addSum() error {
	f, err := os.OpenFile(of.path, os.O_RDWR, 0)
	if err != nil {
		return unopened(of.as, err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return crm.Errorf(crm.CodeEnvironment, "%s can't be read", of.as)
	}
	if _, err := f.WriteString(sumLine(sum)); err != nil {
		return unwritten(of.as, err)
	}
	return nil
}

// takeSum compares the sum of a file with what is in it, and takes it off. A file without
// one, such as a copy that another program has made, has to end with its last page.
//
// Errors: errNotWhole.
func (of file) takeSum() (had bool, err error) {
	f, err := os.OpenFile(of.path, os.O_RDWR, 0)
	if err != nil {
		return false, unopened(of.as, err)
	}
	defer f.Close()
	had, body, err := compareSum(of.as, f)
	if had && err == nil {
		if cut := f.Truncate(body); cut != nil {
			err = unwritten(of.as, cut)
		}
	}
	return had, err
}

// checkSum compares the sum of a backup with what is in it, and leaves it there.
func checkSum(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return unopened(path, err)
	}
	defer f.Close()
	_, _, err = compareSum(path, f)
	return err
}

// compareSum reports whether a file has a sum, and how long it is without it.
func compareSum(as string, f *os.File) (had bool, body int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return false, 0, unopened(as, err)
	}
	body = info.Size() - int64(sumLength)
	end := make([]byte, sumLength)
	if body > 0 {
		if _, err := f.ReadAt(end, body); err != nil {
			return false, 0, crm.Errorf(crm.CodeEnvironment, "%s can't be read", as)
		}
	}
	if string(end[:len(sumStart)]) != sumStart {
		return false, info.Size(), endsWithPage(f, info.Size())
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f, 0, body)); err != nil {
		return true, body, crm.Errorf(crm.CodeEnvironment, "%s can't be read", as)
	}
	if string(end) != sumLine(sum) {
		return true, body, errNotWhole
	}
	return true, body, nil
}

// endsWithPage compares the size of a database with what its header says.
func endsWithPage(f io.ReaderAt, size int64) error {
	header := make([]byte, 100)
	if _, err := f.ReadAt(header, 0); err != nil {
		return errNotWhole
	}
	page := int64(binary.BigEndian.Uint16(header[16:]))
	if page == 1 {
		page = 65536
	}
	if page < 512 || size%page != 0 {
		return errNotWhole
	}
	if pages := int64(binary.BigEndian.Uint32(header[28:])); string(header[24:28]) == string(header[92:96]) && size != pages*page {
		return errNotWhole
	}
	return nil
}
