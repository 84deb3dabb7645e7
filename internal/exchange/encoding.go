package exchange

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf "golang.org/x/text/encoding/unicode"

	"crm/internal/crm"
)

// Encodings are the names that Options.Encoding takes, for help and completion; it also
// understands other spellings.
var Encodings = []string{"utf-8", "latin-1", "windows-1252", "cp850", "utf-16", "shift-jis", "euc-jp", "iso-2022-jp"}

// decoderFor returns the decoder of an encoding; nil is UTF-8. Like browsers it reads
// latin-1 as windows-1252, which has more of what such files contain.
func decoderFor(name string) (encoding.Encoding, error) {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "", "utf-8", "utf8":
		return nil, nil
	case "latin-1", "latin1", "iso-8859-1", "windows-1252", "cp1252":
		return charmap.Windows1252, nil
	case "cp850", "850", "ibm850", "dos":
		return charmap.CodePage850, nil
	case "cp437", "437", "ibm437":
		return charmap.CodePage437, nil
	case "utf-16", "utf16":
		return utf.UTF16(utf.LittleEndian, utf.UseBOM), nil
	case "shift-jis", "shift_jis", "sjis", "cp932":
		return japanese.ShiftJIS, nil
	case "euc-jp", "euc_jp", "eucjp":
		return japanese.EUCJP, nil
	case "iso-2022-jp", "iso2022jp", "jis":
		return japanese.ISO2022JP, nil
	}
	return nil, crm.Errorf(crm.CodeUsage, "unknown encoding %q", name).On("encoding").
		Try("Give one of %s", strings.Join(Encodings, ", "))
}

// charsetOf returns the encoding that a property or an e-mail names as its charset; nil is UTF-8.
func charsetOf(name string) (in encoding.Encoding, known bool) {
	folded := strings.ToLower(strings.Trim(name, `" `))
	if in, err := decoderFor(folded); err == nil {
		return in, true
	}
	if in, ok := charsets()[folded]; ok {
		return in, true
	}
	folded = charsetNames.Replace(folded)
	for _, in := range charmap.All {
		if named, ok := in.(*charmap.Charmap); ok && strings.ReplaceAll(strings.ToLower(named.String()), " ", "-") == folded {
			return in, true
		}
	}
	return nil, false
}

// charsetNames turns other spellings of charsets into those of the library.
var charsetNames = strings.NewReplacer("_", "-", "iso8859", "iso-8859", "cp125", "windows-125", "iso-8859-9", "windows-1254", "iso-8859-11", "windows-874", "tis-620", "windows-874", "cp866", "ibm-code-page-866")

// charsets are those that decoderFor does not know and that are of more than 256 characters.
var charsets = sync.OnceValue(func() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"us-ascii": nil, "ascii": nil, "utf-8mb4": nil,
		"windows-31j": japanese.ShiftJIS, "ms932": japanese.ShiftJIS, "x-sjis": japanese.ShiftJIS, "csshiftjis": japanese.ShiftJIS,
		"iso-2022-jp-ms": japanese.ISO2022JP, "iso-2022-jp-1": japanese.ISO2022JP, "iso-2022-jp-2": japanese.ISO2022JP, "iso-2022-jp-3": japanese.ISO2022JP, "cp50220": japanese.ISO2022JP, "cp50221": japanese.ISO2022JP,
		"gb18030": simplifiedchinese.GB18030, "gbk": simplifiedchinese.GB18030, "gb2312": simplifiedchinese.GB18030, "cp936": simplifiedchinese.GB18030, "x-gbk": simplifiedchinese.GB18030, "hz-gb-2312": simplifiedchinese.HZGB2312,
		"big5": traditionalchinese.Big5, "big5-hkscs": traditionalchinese.Big5, "cp950": traditionalchinese.Big5,
		"euc-kr": korean.EUCKR, "ks_c_5601-1987": korean.EUCKR, "ksc5601": korean.EUCKR, "cp949": korean.EUCKR, "uhc": korean.EUCKR,
	}
})

// utf16Reader reads UTF-16 with a mark, or in the order of bytes that it was seen to have.
func utf16Reader(from io.Reader, big bool) io.Reader {
	order := utf.LittleEndian
	if big {
		order = utf.BigEndian
	}
	return utf.UTF16(order, utf.UseBOM).NewDecoder().Reader(from)
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

// guessEncoding suggests an encoding for bytes that are not UTF-8.
func guessEncoding(bad []byte) string {
	if is := japaneseEncoding(bad); is != "" {
		return is
	}
	if looksDOS(bad) {
		return "cp850"
	}
	return "latin-1"
}

// Bytes that are letters of Western languages in the code pages of DOS, and signs in
// Windows: inside a word, and at its end.
const (
	dosLetters = "\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8b\x8d\x8f\x90\xa1\xa2\xa3\xa4\xa5"
	dosEndings = "\x81\x82\x83\x84\x87\x88\x8d\xa1\xa2\xa3\xa4"
)

// looksDOS reports whether more bytes in words are letters in the code pages of DOS alone
// than in Windows alone: "Mu\xa4oz" is Muñoz there, and "Mu¤oz" here.
func looksDOS(text []byte) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(text) && ('a' <= text[i]|' ' && text[i]|' ' <= 'z' || text[i] == 0xa0)
	}
	dos, windows := 0, 0
	for i, c := range text {
		if c < 0x80 || !letter(i-1) {
			continue
		}
		switch inside := letter(i + 1); {
		case inside && strings.IndexByte(dosLetters, c) >= 0, !inside && strings.IndexByte(dosEndings, c) >= 0:
			dos++
		case c >= 0xc0:
			windows++
		}
	}
	return dos > windows
}

// japaneseEncoding returns the encoding of bytes that are Japanese for certain, or "".
// Japanese text comes in runs, which accented letters and curly quotes do not.
func japaneseEncoding(text []byte) string {
	switch {
	case bytes.Contains(text, []byte("\x1b$B")) || bytes.Contains(text, []byte("\x1b$@")):
		return "iso-2022-jp"
	case inRuns(text, japanese.EUCJP, 0xa1, 0xfe) && readable(text, japanese.EUCJP):
		return "euc-jp"
	case inRuns(text, japanese.ShiftJIS, 0x81, 0x9f):
		return "shift-jis"
	}
	return ""
}

// inRuns reports whether two Japanese characters stand together in a text, the first of
// which begins with a byte of a range.
func inRuns(text []byte, in encoding.Encoding, from, to byte) bool {
	for i, c := range text {
		if c < from || to < c || i > 0 && text[i-1] >= 0x80 {
			continue
		}
		read, err := in.NewDecoder().Bytes(text[i:min(i+8, len(text))])
		if err != nil {
			continue
		}
		runes := []rune(string(read))
		if len(runes) > 1 && isJapanese(runes[0]) && isJapanese(runes[1]) {
			return true
		}
	}
	return false
}

// isJapanese reports whether a character is one of a Japanese text and wide.
func isJapanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) && (r < 0xff66 || r > 0xff9f)
}

// readable reports whether the bytes beyond ASCII are characters in an encoding. The last
// ones may go on behind the text.
func readable(text []byte, in encoding.Encoding) bool {
	for len(text) > 0 {
		from := bytes.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
		if from < 0 {
			return true
		}
		to := from
		for to < len(text) && text[to] >= utf8.RuneSelf {
			to++
		}
		read, err := in.NewDecoder().Bytes(text[from:to])
		if to < len(text) && (err != nil || bytes.ContainsRune(read, utf8.RuneError)) {
			return false
		}
		text = text[to:]
	}
	return true
}

// certainEncoding returns the encoding that the beginning of a file has for certain where
// another one was named, or "".
func certainEncoding(named encoding.Encoding, seen *watched, head []byte) string {
	switch {
	case seen.looksUTF8():
		return "utf-8"
	case named == charmap.Windows1252: // which reads every one
		if is := japaneseEncoding(head); is != "" || !looksDOS(head) {
			return is
		}
		return "cp850"
	}
	return ""
}

// watched passes the bytes of a file on to a decoder and looks whether they are UTF-8, of
// which many decoders make rubbish.
type watched struct {
	from  io.Reader
	named string
	part  []byte // of a character that goes on in the next piece
	other bool   // something is not UTF-8
	wide  bool   // something is not ASCII
}

func (w *watched) looksUTF8() bool { return w.wide && !w.other }

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.from.Read(b)
	w.look(b[:n])
	if errors.Is(err, io.EOF) && w.looksUTF8() && len(w.part) == 0 {
		return n, notEncoded(w.named, "utf-8")
	}
	return n, err
}

func (w *watched) look(b []byte) {
	if w.other {
		return
	}
	b = append(w.part, b...)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case !utf8.FullRune(b):
			w.part = bytes.Clone(b)
			return
		case r == utf8.RuneError && size == 1:
			w.other = true
			return
		}
		w.wide = w.wide || size > 1
		b = b[size:]
	}
	w.part = nil
}

// notEncoded is the error for a file that is in another encoding than the one named.
func notEncoded(named, is string) error {
	return crm.Errorf(crm.CodeInvalid, "the file is in %s, not in %s", is, named).On("encoding").
		Again("read it so", crm.With("encoding", is))
}
