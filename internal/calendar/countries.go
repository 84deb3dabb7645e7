package calendar

import (
	"slices"
	"strings"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/cy"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/ee"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/hu"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/is"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/ke"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lu"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/mt"
	"github.com/rickar/cal/v2/mw"
	"github.com/rickar/cal/v2/nc"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/pt"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/rs"
	"github.com/rickar/cal/v2/ru"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/th"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"

	"crm/internal/crm"
)

// country is a country, its money and its list in cal; nil if its sheet stands alone.
type country struct {
	code     string
	currency string
	holidays func() []*cal.Holiday
}

// countries are those with known holidays, by code. They are worked out on first use.
var countries = []country{
	{"ar", "ARS", nil},
	{"at", "EUR", func() []*cal.Holiday { return at.Holidays }},
	{"au", "AUD", nil},
	{"be", "EUR", func() []*cal.Holiday { return be.Holidays }},
	{"bg", "EUR", nil},
	{"br", "BRL", func() []*cal.Holiday { return br.Holidays }},
	{"ca", "CAD", nil},
	{"ch", "CHF", nil},
	{"cy", "EUR", func() []*cal.Holiday { return cy.Holidays }},
	{"cz", "CZK", func() []*cal.Holiday { return cz.Holidays }},
	{"de", "EUR", func() []*cal.Holiday { return de.Holidays }},
	{"dk", "DKK", func() []*cal.Holiday { return dk.Holidays }},
	{"ee", "EUR", func() []*cal.Holiday { return ee.Holidays }},
	{"es", "EUR", func() []*cal.Holiday { return es.Holidays }},
	{"fi", "EUR", func() []*cal.Holiday { return fi.Holidays }},
	{"fr", "EUR", func() []*cal.Holiday { return fr.Holidays }},
	{"gb", "GBP", func() []*cal.Holiday { return gb.Holidays }},
	{"gr", "EUR", func() []*cal.Holiday { return gr.Holidays }},
	{"hr", "EUR", func() []*cal.Holiday { return hr.Holidays }},
	{"hu", "HUF", func() []*cal.Holiday { return hu.Holidays }},
	{"ie", "EUR", func() []*cal.Holiday { return ie.Holidays }},
	{"is", "ISK", func() []*cal.Holiday { return is.Holidays }},
	{"it", "EUR", func() []*cal.Holiday { return it.Holidays }},
	{"jp", "JPY", func() []*cal.Holiday { return jp.Holidays }},
	{"ke", "KES", func() []*cal.Holiday { return ke.Holidays }},
	{"lt", "EUR", func() []*cal.Holiday { return lt.Holidays }},
	{"lu", "EUR", func() []*cal.Holiday { return lu.Holidays }},
	{"lv", "EUR", func() []*cal.Holiday { return lv.Holidays }},
	{"mt", "EUR", func() []*cal.Holiday { return mt.Holidays }},
	{"mw", "MWK", func() []*cal.Holiday { return mw.Holidays }},
	{"mx", "MXN", nil},
	{"nc", "XPF", func() []*cal.Holiday { return nc.Holidays }},
	{"nl", "EUR", func() []*cal.Holiday { return nl.Holidays }},
	{"no", "NOK", func() []*cal.Holiday { return no.Holidays }},
	{"nz", "NZD", func() []*cal.Holiday { return slices.Concat(nz.Holidays, []*cal.Holiday{nz.Matariki}) }},
	{"pl", "PLN", func() []*cal.Holiday { return pl.Holidays }},
	{"pt", "EUR", func() []*cal.Holiday { return pt.Holidays }},
	{"ro", "RON", func() []*cal.Holiday { return ro.Holidays }},
	{"rs", "RSD", func() []*cal.Holiday { return rs.Holidays }},
	{"ru", "RUB", func() []*cal.Holiday { return ru.Holidays }},
	{"se", "SEK", func() []*cal.Holiday { return se.Holidays }},
	{"si", "EUR", func() []*cal.Holiday { return si.Holidays }},
	{"sk", "EUR", func() []*cal.Holiday { return sk.Holidays }},
	{"th", "THB", func() []*cal.Holiday { return th.Holidays }},
	{"ua", "UAH", nil},
	{"us", "USD", func() []*cal.Holiday { return us.Holidays }},
	{"za", "ZAR", func() []*cal.Holiday { return za.Holidays }},
}

// Countries lists the ISO 3166 codes that Settings.Country takes, in order.
func Countries() []string {
	codes := make([]string, len(countries))
	for i, c := range countries {
		codes[i] = c.code
	}
	return codes
}

// countryNamed returns the country with that code, or nil.
func countryNamed(code string) (*country, error) {
	folded := strings.ToLower(strings.TrimSpace(code))
	if folded == "" || folded == none {
		return nil, nil
	}
	for i := range countries {
		if countries[i].code == folded {
			return &countries[i], nil
		}
	}
	err := crm.Errorf(crm.CodeInvalid, "the holidays of country %q are not known", code).On("country")
	if near := codesNear(folded); len(near) > 0 {
		err.Try("Did you mean %s?", crm.OneOf(near))
	}
	return nil, err.Try("Write one of %s, or none and the book's own days off.", strings.Join(Countries(), " "))
}

// codesNear returns the codes that may have been meant: what is often written in their
// place, or those a letter away.
func codesNear(code string) []string {
	switch code {
	case "uk", "en", "eng", "gbr", "england", "britain", "united kingdom":
		return []string{"gb"}
	case "usa", "america", "united states":
		return []string{"us"}
	case "ja", "jpn", "japan":
		return []string{"jp"}
	case "ita", "italy", "italia":
		return []string{"it"}
	case "sp", "esp", "spain", "españa":
		return []string{"es"}
	case "mex", "mexico", "méxico":
		return []string{"mx"}
	}
	if len(code) != 2 {
		return nil
	}
	return slices.DeleteFunc(Countries(), func(known string) bool {
		return known[0] != code[0] && known[1] != code[1]
	})
}
