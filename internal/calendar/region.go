package calendar

import (
	"fmt"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Region is a part of a country that has days off of its own.
type Region struct {
	Code  string   // as ISO 3166-2 has it after the country, or the usual letters of a city
	Name  string   // as it calls itself
	Names []string // what it is called beside that
}

// Regions lists the regions of a country in the order of its sheet; most have none.
func Regions(country string) []Region {
	var list []Region
	for _, line := range sheetLines(sheet(strings.ToLower(country))) {
		if line[0] != '[' {
			continue
		}
		code, names, _ := strings.Cut(strings.Trim(line, "[]"), " ")
		all := strings.Split(names, ", ")
		list = append(list, Region{Code: code, Name: all[0], Names: all[1:]})
	}
	return list
}

// FindRegion finds a region of a country by code ("MD", "es-md") or name. An unknown
// one is an error of code invalid on the field region.
func FindRegion(country, text string) (Region, error) {
	regions := Regions(country)
	switch {
	case country == "":
		return Region{}, crm.Errorf(crm.CodeInvalid, "a region is part of a country, and none is set").On("region").
			Next("Set it first", "book set", "country", "es")
	case len(regions) == 0:
		return Region{}, crm.Errorf(crm.CodeInvalid, "no regions of country %q are known", country).On("region").
			Next("Add what it keeps beside the country", "book holiday add", "06-24", crm.Blank("NAME"), crm.With("every-year", nil))
	}
	wanted := strings.TrimPrefix(fold.Text(text), country+" ")
	var codes []string
	var named []Region
	for _, r := range regions {
		whole, part := r.answersTo(wanted)
		if whole || fold.Text(r.Code) == wanted {
			return r, nil
		}
		if part {
			named = append(named, r)
		}
		codes = append(codes, r.Code)
	}
	if len(named) == 1 {
		return named[0], nil
	}
	err := crm.Errorf(crm.CodeInvalid, "country %s has no region %q", country, text).On("region")
	return Region{}, err.Next(fmt.Sprintf("Write one of %s, or none. Their names", strings.Join(codes, " ")), "book regions", country)
}

// answersTo reports whether a region has that name, or one with its words in a row.
func (r Region) answersTo(wanted string) (whole, part bool) {
	for _, name := range append([]string{r.Name}, r.Names...) {
		folded := fold.Text(name)
		whole = whole || folded == wanted
		part = part || strings.Contains(" "+folded+" ", " "+wanted+" ")
	}
	return whole && wanted != "", part && wanted != ""
}
