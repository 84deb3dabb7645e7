package exchange

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"crm/internal/fold"
)

// Photo is a picture of a card, or of anything else in a file.
type Photo struct {
	Name, MediaType string
	Content         []byte
}

// Related is somebody whom a card names: by what they are called, or by the UID of their
// card.
type Related struct {
	Name, UID string
	As        string // what they are to whom the card is of; empty if it does not say
}

// cardCells are what a card says, below the headings of a table.
type cardCells struct {
	single                   cellList
	phones, emails, adresses []cellList
	photos                   []Photo
	related                  []Related
	uid                      string
	whole                    string // a name that is not in parts
	fault                    string // why it can't be taken
	faultAt                  int
}

func (c *cardCells) lists() [len(cardLists)][]cellList {
	return [...][]cellList{c.phones, c.emails, c.adresses}
}

// ranked is one of several phones, e-mails or addresses.
type ranked struct {
	cells cellList
	rank  int // the smaller the better
}

// cellsOf reads the properties of a card.
func cellsOf(one *card) *cardCells {
	c := &cardCells{}
	labels := map[string]string{}
	for _, p := range one.props {
		if p.name == "X-ABLABEL" && p.group != "" {
			label := appleLabel(p.value)
			if utf8.RuneCountInString(label) > longestLabel {
				c.single.add("Long labels", label, "\n")
				label = ""
			}
			labels[p.group] = label
		}
	}
	var phones, emails, addresses, formatted []ranked
	for i := range one.props {
		p := &one.props[i]
		value := unescape(p.value)
		said := labels[p.group]
		if p.group == "" {
			said = ""
		}
		switch {
		case p.long && !slices.Contains(pictures, p.name):
			c.fault, c.faultAt = fmt.Sprintf("%s has more than 1 MiB", shortened(p.name)), p.line
		case p.long:
			c.single.add(p.name, "(too large)", " ")
		case slices.Contains(technical, p.name):
		case strings.HasPrefix(p.name, "X-CRM-") && ownHeading(p.name) != "":
			c.single.set(ownHeading(p.name), value)
		case p.name == "TEL", p.name == "X-MS-TEL":
			phones = append(phones, phoneCells(p, said))
		case p.name == "EMAIL":
			emails = append(emails, ranked{labelledCell(trimScheme(value, "mailto:"), pointLabelOf(p, said)), rankOf(p)})
		case p.name == "ADR":
			if a := addressCells(p, said); len(a.cells) > 0 {
				addresses = append(addresses, a)
			}
		case p.name == "LABEL":
			if lines := oneLine(strings.ReplaceAll(value, "\n", ", ")); lines != "" {
				formatted = append(formatted, ranked{cellList{{heading: "Formatted", texts: []string{lines}}}, rankOf(p)})
			}
		case slices.Contains(pictures, p.name):
			c.picture(p)
		case !c.name(p, value) && !c.more(p, value, said):
			c.single.add(cmp.Or(namedHeading()[p.name], p.name, "Unnamed"), value, "\n")
		}
	}
	if len(addresses) == 0 { // of which these are the lines
		addresses = formatted
	}
	if one.agent {
		c.single.add("AGENT", "(another card)", " ")
	}
	c.settle()
	for _, list := range []struct {
		from []ranked
		to   *[]cellList
		what string
	}{{phones, &c.phones, "phones"}, {emails, &c.emails, "e-mails"}, {addresses, &c.adresses, "addresses"}} {
		slices.SortStableFunc(list.from, func(a, b ranked) int { return a.rank - b.rank })
		for _, one := range list.from {
			*list.to = append(*list.to, one.cells)
		}
		if len(list.from) > mostOfACard {
			*list.to = (*list.to)[:mostOfACard]
			c.fault, c.faultAt = fmt.Sprintf("a card has %d %s, of which it may have %d", len(list.from), list.what, mostOfACard), one.line
		}
	}
	return c
}

// What is longer has a column of its own, so that the rest of the card is taken.
const (
	longestLabel = 40
	longestUID   = 200
)

// technical are properties that are about the file, and not about somebody.
var technical = []string{
	"VERSION", "PRODID", "REV", "CLASS", "SOURCE", "NAME", "PROFILE", "MAILER", "CLIENTPIDMAP", "X-ABLABEL", "X-ABUID", "X-ABADR", "X-APPLE-OMIT-YEAR",
	"X-IMAGEHASH", "X-IMAGETYPE", "X-SHARED-PHOTO-DISPLAY-PREF", "X-ABCROP-RECTANGLE", "X-CRM-ERROR", "XML", "X-MAILER", "BEGIN", "END",
	"X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-OL-DESIGN", "X-MOZILLA-HTML", "X-EVOLUTION-FILE-AS", "X-EVOLUTION-WEBDAV-ETAG", "X-RADICALE-NAME", "X-ADDRESSING-GRAMMAR", "X-APPLE-UNIQUEID", "X-CRM-MARK",
}

var pictures = []string{"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE"}

// namedHeading are the headings of properties whose names say little.
var namedHeading = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"TITLE": "Job Title", "ROLE": "Role", "URL": "Website", "ANNIVERSARY": "Anniversary", "GENDER": "Gender", "LANG": "Language", "IMPP": "Instant messages", "DEATHDATE": "Date of death",
		"X-ANNIVERSARY": "Anniversary", "X-EVOLUTION-ANNIVERSARY": "Anniversary", "X-MS-ANNIVERSARY": "Anniversary", "X-KADDRESSBOOK-X-ANNIVERSARY": "Anniversary", "X-SOCIALPROFILE": "Social profile",
	}
})

// ownHeading is the heading of what crm has written.
func ownHeading(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "X-CRM-")), "-", "_")
}

// name reads what a card says of a name, and reports whether it was that.
func (c *cardCells) name(p *property, value string) bool {
	switch p.name {
	case "FN":
		if c.single.text("Full Name") != "" {
			c.single.add("Another name", oneLine(value), " / ")
			return true
		}
		c.single.set("Full Name", oneLine(value))
	case "N":
		parts := splitEscaped(p.value, ';')
		if len(parts) == 1 && strings.Contains(value, " ") {
			c.whole = oneLine(value)
			return true
		}
		for i, part := range parts {
			if i < len(nameParts) {
				c.single.set(nameParts[i], oneLine(strings.Join(unescaped(splitEscaped(part, ',')), " ")))
			}
		}
		c.sortedAs(strings.Join(p.all("SORT-AS"), ","))
	case "SORT-STRING":
		c.sortedAs(value)
	case "NICKNAME":
		c.single.add("Nickname", strings.Join(unescaped(splitEscaped(p.value, ',')), ", "), ", ")
	case "X-PHONETIC-FIRST-NAME":
		c.single.set("Phonetic First Name", value)
	case "X-PHONETIC-LAST-NAME":
		c.single.set("Phonetic Last Name", value)
	case "SOUND":
		return false
	case "ORG":
		parts := unescaped(splitEscaped(p.value, ';'))
		if c.single.text("Organization") != "" {
			c.single.add(secondOrg, oneLine(parts[0]), ", ")
		} else {
			c.single.set("Organization", oneLine(parts[0]))
		}
		c.single.add("Department", oneLine(strings.Join(parts[1:], " ")), ", ")
	case "KIND", "X-ADDRESSBOOKSERVER-KIND":
		if strings.EqualFold(strings.TrimSpace(value), "org") {
			c.single.set("Kind", "organization")
		} else if !strings.EqualFold(strings.TrimSpace(value), "individual") {
			c.single.add(p.name, value, " ")
		}
	case "X-ABSHOWAS":
		if strings.EqualFold(strings.TrimSpace(value), "company") {
			c.single.set("Kind", "organization")
		}
	default:
		return false
	}
	return true
}

// secondOrg is the heading of where somebody works, too.
const secondOrg = "Another organization"

// nameParts are the headings of the parts of N.
var nameParts = []string{"Last Name", "First Name", "Middle Name", "Prefix", "Suffix"}

// sortedAs takes how a name is sorted for its reading, if it is written in kana.
func (c *cardCells) sortedAs(text string) {
	family, given, both := strings.Cut(strings.NewReplacer(";", ",").Replace(norm.NFKC.String(fold.Clean(text))), ",")
	switch {
	case !strings.ContainsFunc(text, isKana):
	case both:
		c.single.set("Phonetic Last Name", family)
		c.single.set("Phonetic First Name", given)
	case c.single.text("Phonetic Last Name")+c.single.text("Phonetic First Name") == "":
		c.single.set("Phonetic Name", family)
	}
}

func isKana(r rune) bool { return r >= 0x3041 && r <= 0x30ff || r >= 0xff66 && r <= 0xff9f }

// more reads what else a card says that a table has a column for, and reports whether it
// was that.
func (c *cardCells) more(p *property, value, said string) bool {
	switch p.name {
	case "BDAY":
		c.single.set("Birthday", "")
		heading, text := birthday(p, value)
		c.single.set(heading, text)
	case "NOTE":
		c.single.add("Notes", value, "\n\n")
	case "UID":
		c.uid = strings.TrimSpace(value)
	case "CATEGORIES":
		for _, list := range splitEscaped(p.value, ';') { // as 2.1 has them
			for _, word := range unescaped(splitEscaped(list, ',')) {
				if word = oneLine(strings.ReplaceAll(word, ",", " ")); word != everybody {
					c.single.add("Tags", word, ", ")
				}
			}
		}
	case "TZ":
		if !strings.Contains(value, "/") { // which is no more than an offset
			c.single.set("UTC offset", value)
			return true
		}
		c.single.set("Time Zone", value)
	case "X-ABDATE":
		if said = fold.Text(said); said == "anniversary" {
			c.single.set("Anniversary", value)
		} else {
			c.single.add("Other dates", strings.TrimSpace(said+" "+value), "\n")
		}
	case "RELATED", "X-ABRELATEDNAMES", "X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-KADDRESSBOOK-X-SPOUSESNAME", "X-MS-SPOUSE", "X-MS-CHILD", "X-MS-MANAGER", "X-MS-ASSISTANT", "X-MANAGER", "X-EVOLUTION-MANAGER", "X-KADDRESSBOOK-X-MANAGERSNAME", "X-ASSISTANT", "X-EVOLUTION-ASSISTANT", "X-KADDRESSBOOK-X-ASSISTANTSNAME":
		c.relates(p, value, said)
	case "X-ANDROID-CUSTOM":
		return c.android(p.value)
	default:
		return false
	}
	return true
}

// everybody is the group in which Google has all contacts.
const everybody = "myContacts"

// relates reads somebody who is something to whom the card is of.
func (c *cardCells) relates(p *property, value, said string) {
	as := said
	for _, word := range []string{"SPOUSE", "CHILD", "MANAGER", "ASSISTANT"} {
		if p.name != "RELATED" && strings.Contains(p.name, word) {
			as = strings.ToLower(word)
		}
	}
	if types := p.all("TYPE"); p.name == "RELATED" && len(types) > 0 {
		as = cmp.Or(as, strings.ToLower(types[0]))
	}
	r := Related{Name: oneLine(value), As: as}
	if uid := p.all("X-CRM-UID"); len(uid) > 0 {
		r.UID = groupKey(uid[0])
	}
	c.relate(r)
}

func (c *cardCells) relate(r Related) {
	r.As = fold.Clean(r.As)
	if as := relationWords()[fold.Text(r.As)]; as != "" {
		r.As = as
	}
	if uri := strings.ToLower(r.Name); strings.HasPrefix(uri, "urn:") {
		r.Name, r.UID = "", groupKey(uri)
	}
	switch {
	case r.Name+r.UID == "":
	case r.As == "referred by" && r.Name != "":
		c.single.set("Referred By", r.Name)
	default:
		c.related = append(c.related, r)
	}
}

// relationWords are what other programs call relations of which the book has a word.
var relationWords = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"partner": "spouse", "domestic partner": "spouse", "husband": "spouse", "wife": "spouse", "mother": "parent", "father": "parent",
		"son": "child", "daughter": "child", "brother": "sibling", "sister": "sibling", "kin": "relative", "co worker": "colleague", "co resident": "relative",
		"contact": "", "acquaintance": "friend",
	}
})

// android reads what Android writes of what 2.1 has no property for:
// vnd.android.cursor.item/relation;Bill;14.
func (c *cardCells) android(value string) bool {
	parts := unescaped(splitEscaped(value, ';'))
	if len(parts) < 3 {
		return false
	}
	kind, _ := strconv.Atoi(parts[2])
	switch _, item, _ := strings.Cut(parts[0], "/"); {
	case item == "nickname":
		c.single.add("Nickname", parts[1], ", ")
	case item == "relation" && kind < len(androidRelations):
		as := androidRelations[kind]
		if kind == 0 && len(parts) > 3 {
			as = parts[3]
		}
		c.relate(Related{Name: oneLine(parts[1]), As: as})
	case item == "contact_event" && kind == 1:
		c.single.set("Anniversary", parts[1])
	default:
		return false
	}
	return true
}

var androidRelations = []string{"", "assistant", "brother", "child", "partner", "father", "friend", "manager", "mother", "parent", "partner", "referred by", "relative", "sister", "spouse"}

// settle says what follows from all of a card.
func (c *cardCells) settle() {
	if kind := c.single.text("kind"); kind != "" {
		c.single.set("kind", "")
		c.single.set("Kind", kind)
	}
	if c.single.text("Full Name") == "" {
		c.single.set("Full Name", c.whole)
	}
	isPerson := c.single.text("First Name")+c.single.text("Last Name") != ""
	kind := c.single.text("Kind")
	full := fold.Text(c.single.text("Full Name"))
	if full != "" && full == fold.Text(c.single.text("Organization")) && (!isPerson || kind == "organization") {
		c.single.set("Organization", "")
		kind = cmp.Or(kind, "organization")
		c.single.set("Kind", kind)
	}
	if kind == "organization" && full != "" && isPerson {
		var person []string
		for _, heading := range []string{"First Name", "Middle Name", "Last Name"} {
			person = append(person, c.single.text(heading))
		}
		for _, heading := range nameParts {
			c.single.set(heading, "")
		}
		if who := oneLine(strings.Join(person, " ")); fold.Text(who) != full {
			c.single.set("Contact person", who)
		}
	}
	if c.single.text("version") == "" { // not our own
		heading := "External ID"
		if utf8.RuneCountInString(c.uid) > longestUID {
			heading = "UID"
		}
		c.single.set(heading, c.uid)
		return
	}
	c.single.set(secondOrg, "")
	if c.single.text("whole") != "" {
		for _, heading := range append(nameParts, "whole") {
			c.single.set(heading, "")
		}
	}
	name := c.single.text("Full Name") // as it was, whatever its parts are
	c.single.set("Full Name", "")
	c.single.set("name", name)
	for name, heading := range ownHeadings() {
		if text := c.single.text(name); text != "" {
			c.single.set(name, "")
			c.single.set(heading, text)
		}
	}
	if c.single.text("Phonetic Name") != "" {
		c.single.set("Phonetic First Name", "")
		c.single.set("Phonetic Last Name", "")
	}
}

// ownHeadings are the headings that others have for fields of ours.
var ownHeadings = sync.OnceValue(func() map[string]string {
	return map[string]string{"external_id": "External ID", "reading": "Phonetic Name", "org": "Organization", "referred_by": "Referred By"}
})

// picture reads a photo. Of a logo, a sound or a key no more is taken than that it is there,
// and of a picture that stands elsewhere where.
func (c *cardCells) picture(p *property) {
	value := strings.TrimSpace(unescape(p.value))
	kana := strings.Trim(value, "; ")
	switch {
	case p.name == "SOUND" && p.has("TYPE", "X-IRMC-N"):
		c.sortedAs(kana)
		return
	case value == "":
		return
	}
	encoded := p.has("ENCODING", "B") || p.has("ENCODING", "BASE64")
	if at := strings.Index(value, ";base64,"); strings.HasPrefix(strings.ToLower(value), "data:") && at > 0 {
		encoded, value = true, value[at+len(";base64,"):]
	}
	if p.name != "PHOTO" || !encoded {
		text := "(binary)"
		if strings.Contains(value[:min(len(value), 10)], "://") {
			text = value
		}
		c.single.add(p.name, text, " ")
		return
	}
	content, err := base64.StdEncoding.DecodeString(padded(value))
	mediaType := http.DetectContentType(content)
	ending := map[string]string{"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp"}[mediaType]
	if err != nil || ending == "" {
		c.single.add(p.name, "(not a picture)", " ")
		return
	}
	name := "photo." + ending
	if n := len(c.photos); n > 0 {
		name = fmt.Sprintf("photo-%d.%s", n+1, ending)
	}
	c.photos = append(c.photos, Photo{Name: name, MediaType: mediaType, Content: content})
}

// padded leaves white space out of base64, and ends it as it should.
func padded(text string) string {
	text = strings.TrimRight(strings.Join(strings.Fields(text), ""), "=")
	return text + strings.Repeat("=", (4-len(text)%4)%4)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func unescaped(parts []string) []string {
	for i, part := range parts {
		parts[i] = unescape(part)
	}
	return parts
}
