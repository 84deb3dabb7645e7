package calendar

import (
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

// FindRegion is the region of a country with that code ("MD", "es-md") or name.
// Another one is an error of code invalid on the field region.
func FindRegion(country, text string) (Region, error) {
	regions := Regions(country)
	if len(regions) == 0 {
		return Region{}, crm.Errorf(crm.CodeInvalid, "no regions of country %q are known", country).On("region").
			Try("Add what it keeps beside the country: crm book holiday add 06-24 NAME --every-year")
	}
	wanted := fold.Text(text)
	wanted = strings.TrimPrefix(wanted, country+" ")
	var codes []string
	for _, r := range regions {
		if fold.Text(r.Code) == wanted || fold.Text(r.Name) == wanted {
			return r, nil
		}
		for _, name := range r.Names {
			if fold.Text(name) == wanted {
				return r, nil
			}
		}
		codes = append(codes, r.Code)
	}
	err := crm.Errorf(crm.CodeInvalid, "country %s has no region %q", country, text).On("region")
	return Region{}, err.Try("Write one of %s, or none. Their names: crm book regions %s", strings.Join(codes, " "), country)
}
