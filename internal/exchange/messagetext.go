package exchange

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"crm/internal/fold"
)

// textOfHTML returns what a page shows, without its look: what is between tags, with a line
// for each row and item, and a blank one between paragraphs.
func textOfHTML(page string) string {
	out := shownText{lines: 2}
	hidden := "" // the element of which nothing shows
	for page != "" {
		at := strings.IndexByte(page, '<')
		if at < 0 {
			at = len(page)
		}
		if hidden == "" {
			out.add(page[:at])
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
				out.add(page)
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
		case name == "br":
			out.newLine()
		case parts(name):
			out.lineUp(2)
		case breaks(name):
			out.lineUp(1)
		case name == "td" || name == "th":
			out.add(" ")
		}
	}
	return html.UnescapeString(out.text.String())
}

// shownText is the text of a page in the making.
type shownText struct {
	text  strings.Builder
	lines int  // how many have ended since the last character
	space bool // one is to stand before the next
}

// add adds what stands between tags: white space is one space, and none at the ends of a line.
func (s *shownText) add(text string) {
	for _, r := range text {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' {
			s.space = true
			continue
		}
		if s.space && s.lines == 0 {
			s.text.WriteByte(' ')
		}
		s.lines, s.space = 0, false
		s.text.WriteRune(r)
	}
}

func (s *shownText) newLine() {
	s.text.WriteByte('\n')
	s.lines, s.space = s.lines+1, false
}

// lineUp ends lines until that many have ended.
func (s *shownText) lineUp(most int) {
	for s.lines < most {
		s.newLine()
	}
	s.space = false
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

// parts reports whether a blank line stands around an element.
func parts(name string) bool {
	switch name {
	case "p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre":
		return true
	}
	return false
}

// breaks reports whether an element begins and ends a line.
func breaks(name string) bool {
	switch name {
	case "div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address", "center":
		return true
	}
	return false
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
