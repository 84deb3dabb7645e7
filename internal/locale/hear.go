package locale

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Place is where a text stands, which decides how to read it.
type Place int

// The places.
const (
	InWords     Place = iota // a note, a subject, a reason, an address
	InName                   // where a word alone may be a name: Morta
	BesidePhone              // where a bare no is enough, and the number may be what is dead
)

// Heard is what a text says about calling its person.
type Heard struct {
	Died    bool
	Refuses bool // they are not to be called, by their own wish
	Left    bool // they are not with us any more
}

// Hear reads a free text, typed or from a file.
func Hear(text string, at Place) Heard {
	switch at {
	case InName:
		alone := !strings.ContainsAny(text, " 　") && text == strings.Trim(text, "()（）")
		refuses := Refuses(text) || slices.ContainsFunc(remarksBeside(text), Refuses)
		return Heard{!alone && Died(text), refuses, !refuses && leftNamed(text)}
	case BesidePhone:
		return Heard{!fold.BadPhone(text) && Died(text), refusesBeside(text), false}
	}
	return Heard{Died(text), Refuses(text) || Declines(text), LeftUs(text)}
}

// StopReason returns the reason to stop somebody that words give: they have died, or ask
// not to be called. It is empty for other words.
func StopReason(text string) string {
	switch heard := Hear(text, InWords); {
	case heard.Died:
		return crm.StopDeceased
	case heard.Refuses:
		return crm.StopAsked
	}
	return ""
}
