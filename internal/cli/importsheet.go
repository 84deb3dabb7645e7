package cli

import (
	"bytes"
	"io"

	"crm/internal/crm"
	"crm/internal/exchange"
)

// mostPipedBook is how many bytes of a workbook a pipe may have, which are in memory.
const mostPipedBook = 64 << 20

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
	all, err := io.ReadAll(io.LimitReader(in, mostPipedBook+1))
	if err != nil {
		return nil, 0, crm.Errorf(crm.CodeEnvironment, "%s can't be read", f.path)
	}
	if len(all) > mostPipedBook {
		return nil, 0, crm.Errorf(crm.CodeInvalid, "a workbook from a pipe has at most 64 MiB").Try("Save it as a file, and name that.")
	}
	return bytes.NewReader(all), int64(len(all)), nil
}
