package fold

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
)

// RegionCode returns how a region is written in an address of its country (ISO 3166, two
// letters): "OH" for "Ohio" and "oh" in the United States and Canada, "MI" for "Milano" in
// Italy, 東京都 for 東京 in Japan. It is false for a region that is not known there.
func RegionCode(country, region string) (string, bool) {
	code, ok := regions()[strings.ToLower(country)][regionKey(region)]
	return code, ok
}

// CountryCode returns the code of a country (ISO 3166, two small letters) that is given by its
// code or its name in one of the languages: "us" for "USA" and アメリカ. It is false for one that
// is not known.
func CountryCode(text string) (string, bool) {
	code, ok := countryNames().codes[regionKey(text)]
	return code, ok
}

// CountryName returns the name of a country at the end of an address, or its code if that is
// all that is known.
func CountryName(code string) string {
	if name := countryNames().names[code]; name != "" {
		return name
	}
	return strings.ToUpper(code)
}

// regionKey is what names of regions and countries are compared by: "D.C." is "DC".
func regionKey(name string) string { return Text(strings.ReplaceAll(name, ".", "")) }

//go:embed regions.txt
var regionLines string

//go:embed countries.txt
var countryLines string

// regions are how regions are written, by country and folded name.
var regions = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for of, names := range tableLines(regionLines) {
		country, code, _ := strings.Cut(of, " ")
		if all[country] == nil {
			all[country] = map[string]string{}
		}
		for _, name := range append(names, code) {
			all[country][regionKey(name)] = code
		}
	}
	return all
})

type countryTable struct{ codes, names map[string]string }

var countryNames = sync.OnceValue(func() countryTable {
	table := countryTable{map[string]string{}, map[string]string{}}
	for code, names := range tableLines(countryLines) {
		table.names[code] = names[0]
		for _, name := range append(names, code) {
			table.codes[regionKey(name)] = code
		}
	}
	return table
})

// tableLines iterates over the lines of a table: what stands before the equals sign, and the
// names behind it.
func tableLines(text string) iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for line := range strings.Lines(text) {
			of, names, ok := strings.Cut(strings.TrimSpace(line), "=")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			var all []string
			for name := range strings.SplitSeq(names, ",") {
				if name = strings.TrimSpace(name); name != "" {
					all = append(all, name)
				}
			}
			if !yield(strings.TrimSpace(of), all) {
				return
			}
		}
	}
}
