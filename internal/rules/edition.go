package rules

import (
	_ "embed"
	"strconv"
	"strings"
)

// Edition is the newest edition of the rules that the program brings, built in and in packs. A
// change keeps it, so that it is known later which version of a rule acted in it.
const Edition = 1

// editions tells for each rule of the program in which editions it was written otherwise than
// before: a name (of a rule of a pack PACK/NAME), an edition and a sum, line by line.
//
//go:embed editions.txt
var editions string

// VersionIn returns which version of a rule an edition of the program's rules had, and which one
// this program has, counted from 1. It is 0 if the program does not know. The pack is empty for a
// built-in rule.
func VersionIn(pack, rule string, edition int64) (version, now int64) {
	name := inPack(pack, rule)
	for line := range strings.Lines(editions) {
		if !strings.HasPrefix(line, name) {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) != 3 || fields[0] != name {
			continue
		}
		since, err := strconv.ParseInt(fields[1], 10, 64)
		if err != nil {
			continue
		}
		if now++; since <= edition {
			version = now
		}
	}
	if edition > Edition { // of a newer program
		version = 0
	}
	return version, now
}

// inPack is what a rule is called in the table of editions.
func inPack(pack, rule string) string {
	if pack == "" {
		return rule
	}
	return pack + "/" + rule
}
