package exchange

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	longestFileName  = 200 // bytes; file systems take 255, and a copy has " (2)" behind it
	longestExtension = 20  // bytes, with the dot; what is longer is not an extension
)

// FileName returns a name under which a file can be saved anywhere: the given one may
// be a path, a device of Windows, or look like another name. It drops directories,
// outer dots and invisible characters; what some system does not take becomes _. It
// cuts a long name before its extension. Applied twice it changes nothing.
func FileName(text string) string {
	name := strings.ToValidUTF8(text, "_")
	for { // to cut or to take something out may bring up something else
		next := cutName(cleanName(name))
		if next == name {
			return next
		}
		name = next
	}
}

func cleanName(name string) string {
	name = strings.TrimPrefix(path.Base(strings.ReplaceAll(name, `\`, "/")), "/")
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029':
			return -1 // it turns the direction around, or nobody sees it
		case unicode.IsControl(r), strings.ContainsRune(`<>:"/|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = norm.NFC.String(name)
	name = strings.TrimFunc(name, func(r rune) bool { return r == '.' || unicode.IsSpace(r) })
	if name == "" {
		return "file"
	}
	if reserved(name) {
		name = "_" + name
	}
	return name
}

// reserved reports whether Windows takes a name for a device, whatever its extension.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, stem) {
		return true
	}
	number, ok := strings.CutPrefix(stem, "COM")
	if !ok {
		number, ok = strings.CutPrefix(stem, "LPT")
	}
	return ok && utf8.RuneCountInString(number) == 1 && strings.ContainsAny(number, "0123456789¹²³")
}

// cutName shortens a name and keeps its extension.
func cutName(name string) string {
	if len(name) <= longestFileName {
		return name
	}
	extension := path.Ext(name)
	if len(extension) > longestExtension {
		extension = ""
	}
	end := longestFileName - len(extension)
	for !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end] + extension
}
