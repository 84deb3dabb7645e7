package exchange

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	utf "golang.org/x/text/encoding/unicode"

	"crm/internal/crm"
)

// Encodings are the names that Options.Encoding takes, for help and completion; it also
// understands other spellings.
var Encodings = []string{"utf-8", "latin-1", "windows-1252", "utf-16", "shift-jis"}

// decoderFor returns the decoder of an encoding; nil is UTF-8. Like browsers it reads
// latin-1 as windows-1252, which has more of what such files contain.
func decoderFor(name string) (encoding.Encoding, error) {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "", "utf-8", "utf8":
		return nil, nil
	case "latin-1", "latin1", "iso-8859-1", "windows-1252", "cp1252":
		return charmap.Windows1252, nil
	case "utf-16", "utf16":
		return utf.UTF16(utf.LittleEndian, utf.UseBOM), nil
	case "shift-jis", "shift_jis", "sjis", "cp932":
		return japanese.ShiftJIS, nil
	}
	return nil, crm.Errorf(crm.CodeUsage, "unknown encoding %q", name).On("encoding").
		Try("give one of %s", strings.Join(Encodings, ", "))
}

var (
	markUTF8    = []byte("\xef\xbb\xbf")
	markUTF16LE = []byte("\xff\xfe")
	markUTF16BE = []byte("\xfe\xff")
)

// looksUTF16 reports whether a file begins like UTF-16: with its mark, or with many
// zeros at every other byte, since delimiters are ASCII. big is the order of the bytes.
func looksUTF16(head []byte) (big, is bool) {
	if bytes.HasPrefix(head, markUTF16LE) || bytes.HasPrefix(head, markUTF16BE) {
		return head[0] == markUTF16BE[0], true
	}
	head = head[:min(len(head), 64)&^1]
	var even, odd int
	for i, c := range head {
		switch {
		case c != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	pairs := len(head) / 2
	return even > odd, pairs >= 2 && max(even, odd) > 2*min(even, odd) && max(even, odd)*8 >= pairs
}

// looksArchive reports whether a file is a workbook and not an export of one: .xlsx and
// .ods are zip archives, .xls a compound file.
func looksArchive(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0"))
}

// guessEncoding suggests an encoding for bytes that are not UTF-8. Japanese text comes
// in runs, which accented letters and curly quotes do not.
func guessEncoding(bad []byte) string {
	text, err := japanese.ShiftJIS.NewDecoder().Bytes(bad[:min(len(bad), 64)])
	if err != nil {
		return "latin-1"
	}
	runes := 0
	for _, r := range string(text) {
		if !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			break
		}
		runes++
	}
	if runes >= 2 && bad[0] >= 0x81 && bad[0] <= 0x9f {
		return "shift-jis"
	}
	return "latin-1"
}
