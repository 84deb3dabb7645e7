package cli

import (
	"bytes"
	"io"

	"crm/internal/crm"
	"crm/internal/exchange"
)

// mostPiped is how many MiB of a workbook or of vCards a pipe may have, which are in memory.
const mostPiped = 64

// sheetReader opens the sheet of a workbook that --sheet names, or the only one with rows.
// In is what is left of file, which is read by itself if that can be done from any place.
func (f importFlags) sheetReader(file, in io.Reader, of format) (*exchange.Reader, error) {
	o, err := f.options(of)
	if err != nil {
		return nil, err
	}
	at, size, err := f.anywhere(file, in)
	if err != nil {
		return nil, err
	}
	workbook, err := exchange.OpenWorkbook(at, size)
	if err != nil {
		return nil, err
	}
	reader, err := exchange.NewSheetReader(workbook, f.sheet, of.columns(), o)
	return needed(reader, err, of)
}

// sheetHeadings returns the headings of the sheet that would be read. It has none for a workbook that
// can't be read, which is said later, and for one from a pipe that is too large to be kept.
func (f importFlags) sheetHeadings(file *importFile) []string {
	if f.path == "-" && file.whole == nil {
		return nil
	}
	at, size, err := f.anywhere(file.ReadCloser, file.in)
	if err != nil {
		return nil
	}
	workbook, err := exchange.OpenWorkbook(at, size)
	if err != nil {
		return nil
	}
	reader, err := exchange.NewSheetReader(workbook, f.sheet, nil, exchange.Options{})
	if err != nil {
		return nil
	}
	return reader.Header()
}

// anywhere returns a file that can be read from any place, and its size.
func (f importFlags) anywhere(file, in io.Reader) (io.ReaderAt, int64, error) {
	if whole, ok := file.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		here, err := whole.Seek(0, io.SeekCurrent)
		if err == nil {
			size, err := whole.Seek(0, io.SeekEnd)
			if _, back := whole.Seek(here, io.SeekStart); err == nil && back == nil {
				return whole, size, nil
			}
		}
	}
	all, err := f.wholePipe(in, "a workbook from a pipe has")
	return bytes.NewReader(all), int64(len(all)), err
}

// wholePipe reads what has to be read more than once, or from any place. What begins the
// error about too much of it.
func (f importFlags) wholePipe(in io.Reader, what string) ([]byte, error) {
	all, err := io.ReadAll(io.LimitReader(in, mostPiped<<20+1))
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be read", f.path)
	}
	if len(all) > mostPiped<<20 {
		return nil, crm.Errorf(crm.CodeInvalid, "%s at most %d MiB", what, mostPiped).Try("Save it as a file, and name that.")
	}
	return all, nil
}
