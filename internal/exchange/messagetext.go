package exchange

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"crm/internal/fold"
)

// textOfHTML returns what a page shows, without its look: what is between tags, with a line
// for each paragraph, row and item.
func textOfHTML(page string) string {
	var out strings.Builder
	hidden := "" // the element of which nothing shows
	for page != "" {
		at := strings.IndexByte(page, '<')
		if at < 0 {
			at = len(page)
		}
		if hidden == "" {
			out.WriteString(collapsed(page[:at]))
		}
		if page = page[at:]; page == "" {
			break
		}
		if rest, isRemark := strings.CutPrefix(page, "<!--"); isRemark {
			_, page, _ = strings.Cut(rest, "-->")
			continue
		}
		tag, rest, closed := strings.Cut(page[1:], ">")
		if !closed { // a sign, and no tag
			if hidden == "" {
				out.WriteString(collapsed(page))
			}
			break
		}
		page = rest
		name, ends := tagName(tag)
		switch {
		case hidden != "":
			if ends && name == hidden {
				hidden = ""
			}
		case !ends && hides(name) && !strings.HasSuffix(tag, "/"):
			hidden = name
		case breaks(name):
			out.WriteByte('\n')
		case name == "td" || name == "th":
			out.WriteByte(' ')
		}
	}
	return html.UnescapeString(out.String())
}

// tagName returns the name of a tag in small letters, and whether it ends its element.
func tagName(tag string) (name string, ends bool) {
	tag, ends = strings.CutPrefix(tag, "/")
	end := strings.IndexFunc(tag, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(tag)
	}
	return strings.ToLower(tag[:min(end, 20)]), ends
}

func hides(name string) bool {
	switch name {
	case "head", "style", "script", "title", "template", "noscript":
		return true
	}
	return false
}

func breaks(name string) bool {
	switch name {
	case "br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "section", "article", "header", "footer", "pre":
		return true
	}
	return false
}

// collapsed makes one space of each white space.
func collapsed(text string) string {
	var out strings.Builder
	space := false
	for _, r := range text {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' {
			if !space {
				out.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		out.WriteRune(r)
	}
	return out.String()
}

// tidyText makes a text of an e-mail one that can be kept: without signs that nobody sees,
// more than one blank line, and more than a note may have.
func tidyText(text string) string {
	text = withoutControls(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
	var out strings.Builder
	blank := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRightFunc(strings.ReplaceAll(line, "\u00a0", " "), unicode.IsSpace)
		if line == "" {
			if blank++; blank > 1 || out.Len() == 0 {
				continue
			}
		} else {
			blank = 0
		}
		out.WriteString(line + "\n")
		if out.Len() > longestMail {
			break
		}
	}
	short := fold.Clean(out.String())
	if len(short) <= longestMail {
		return short
	}
	end := longestMail
	for !utf8.RuneStart(short[end]) {
		end--
	}
	return strings.TrimSpace(short[:end]) + " […]"
}

// OwnWords returns the first lines that whoever wrote an e-mail has added, without the one that
// it answers and what they sign with. Up to some bytes is enough: a wish stands at the beginning.
func OwnWords(text string, most int) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		bare := strings.TrimSpace(line)
		if out.Len() > most || bare == "--" {
			break
		}
		if strings.HasPrefix(bare, ">") {
			continue
		}
		if strings.HasPrefix(bare, "-----") || strings.HasPrefix(bare, "_____") || leadsIn(bare) {
			break
		}
		out.WriteString(line[:min(len(line), 4*most)])
	}
	return out.String()
}

// leadsIn reports whether a line says who wrote what follows: On Monday Jane wrote:
func leadsIn(line string) bool {
	for _, end := range []string{"wrote:", "ha scritto:", "scrisse:", "escribió:", "schrieb:", "のメール:", "書きました:", "wrote："} {
		if strings.HasSuffix(line, end) {
			return true
		}
	}
	return false
}
