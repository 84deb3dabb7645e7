package book

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/store"
)

// SettingKeys are the names of the settings that Set takes.
func SettingKeys() []string {
	var keys []string
	for _, f := range crm.BuiltIn(crm.KindSettings).Fields {
		if !f.Derived && !f.Quiet && (f.Type == crm.TextType || f.Type == crm.NumberType && f.Name != "id" && f.Name != "version") {
			keys = append(keys, f.Name)
		}
	}
	return keys
}

// Set changes a setting of the book.
//
// Errors: CodeUsage for an unknown key or time zone, CodeInvalid for a value
// that is invalid, CodeConflict for the currency of a book with amounts in it.
func (b *Book) Set(ctx context.Context, key, text string) (*crm.Outcome, error) {
	return b.change(ctx, "book set", func(w *work) error {
		key = strings.ReplaceAll(key, "-", "_")
		if !slices.Contains(SettingKeys(), key) {
			return crm.Errorf(crm.CodeUsage, "there is no setting %q", key).Try("The settings are: %s", strings.Join(SettingKeys(), ", "))
		}
		s := w.tx.Settings()
		if err := setSetting(s, key, text); err != nil {
			return err
		}
		if key == "currency" && s.Currency != w.settings.Currency {
			if err := w.currencyMayChange(); err != nil {
				return err
			}
		}
		if err := w.putSettings(s); err != nil {
			return err
		}
		switch key {
		case "calls_per_day":
			if s.CallsPerDay > 0 && s.CallsPerDay != w.settings.CallsPerDay {
				return w.spreadPlanned(int(s.CallsPerDay))
			}
		case "stages":
			if err := w.warnOfStages(s); err != nil {
				return err
			}
		case "lines":
			if err := w.warnOfLines(s); err != nil {
				return err
			}
		}
		return nil
	})
}

// warnOfStages says which open opportunities are at a removed stage. They stay there
// until moved.
func (w *work) warnOfStages(s *crm.Settings) error {
	open, err := w.listedIDs(ListQuery{Noun: crm.KindOpportunity, Fixed: []string{`status == "open"`}, Owner: "all"})
	if err != nil {
		return err
	}
	gone, codes := 0, []string{}
	for _, id := range open {
		o, err := store.Ref[*crm.Opportunity](w.tx.View, id)
		if err != nil {
			return err
		}
		if o != nil {
			if _, known := s.Stage(o.Stage); !known {
				gone++
			}
		}
	}
	for _, stage := range s.StageTable() {
		codes = append(codes, strconv.Quote(stage.Code))
	}
	if gone > 0 {
		w.warn("stages-gone", "n", gone, "command", crm.Run("opp list", crm.With("owner", "all"), crm.With("where", "not (stage in ["+strings.Join(codes, ", ")+"])")))
	}
	return nil
}

// warnOfLines says which opportunities and policies have a removed line of business.
// They keep it until changed.
func (w *work) warnOfLines(s *crm.Settings) error {
	var gone []string
	for _, line := range w.settings.Values("line") {
		if !slices.Contains(s.Values("line"), line) {
			gone = append(gone, strconv.Quote(line))
		}
	}
	if len(gone) == 0 {
		return nil
	}
	for _, noun := range []crm.Kind{crm.KindOpportunity, crm.KindPolicy} {
		word := crm.NounOf(noun).Word
		ids, err := w.listedIDs(ListQuery{Noun: noun, Fixed: []string{"line in [" + strings.Join(gone, ", ") + "]"}, Owner: "all"})
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		var given []any
		for _, id := range ids {
			given = append(given, id)
		}
		given = append(given, crm.With("line", crm.Blank("LINE")))
		w.warn("lines-gone-"+word, "n", len(ids), "command", crm.Run(word+" edit", given...))
	}
	return nil
}

// currencyMayChange rejects another currency for a book with amounts.
func (w *work) currencyMayChange() error {
	if amounts, err := w.tx.HasAmounts(); !amounts || err != nil {
		return err
	}
	return crm.Errorf(crm.CodeConflict, "the book has amounts in %s, so its currency can't change", w.settings.Currency).On("currency")
}

// mostDaysSet is the most that a setting counts.
const mostDaysSet = 366

// zeroes say what 0 means in a setting that counts.
var zeroes = map[string]string{
	"max_attempts": "sets no limit", "birthday_attempts": "sets no limit", "birthday_quiet": "lets no days pass",
	"renewal_days": "is the day on which the policy ends", "x_date_days": "is the day on which the policy ends",
	"backups": "makes none", "retention_years": "keeps nobody from being erased", "calls_per_day": "spreads no calls",
}

// MaySet reports what keeps a setting of any book from having a value; nil if nothing does.
func MaySet(key, text string) error { return setSetting(crm.DefaultSettings(), key, text) }

func setSetting(s *crm.Settings, key, text string) error {
	text = strings.TrimSpace(text)
	if (key == "lines" || key == "stages") && strings.EqualFold(text, "none") {
		text = "" // and not one that is called so
	}
	switch key {
	case "country":
		country := strings.ToLower(text)
		if country == "none" {
			country = ""
		}
		if country != s.Country { // which has other regions
			s.Country, s.Region = country, ""
		}
	case "region":
		return setRegion(s, text)
	case "currency":
		s.Currency = strings.ToUpper(text)
		if !isCurrency(s.Currency) {
			return crm.Errorf(crm.CodeInvalid, "%q is not a currency", text).On(key).Try("Write its ISO 4217 code: USD, EUR, JPY.")
		}
	case "timezone":
		s.Timezone = text
	case "weekend":
		days, err := calendar.ParseWeekend(text)
		if err != nil {
			return err
		}
		s.Weekend = calendar.FormatWeekend(days)
	case "calling_hours":
		s.CallingHours = ""
		if text == "" || strings.EqualFold(text, "none") {
			return nil
		}
		hours, err := calendar.ParseCallHours(text)
		s.CallingHours = hours
		return crm.OnField(err, key)
	case "retry_days":
		if strings.EqualFold(text, "none") {
			text = ""
		}
		gaps, err := crm.ParseRetryDays(text)
		s.RetryDays = crm.FormatRetryDays(gaps)
		return crm.OnField(err, key)
	case "lines":
		lines, err := crm.ParseLines(text)
		if err != nil {
			return crm.OnField(err, key)
		}
		s.Lines = crm.FormatLines(lines)
	case "stages":
		stages, err := crm.ParseStages(text)
		if err != nil {
			return crm.OnField(err, key)
		}
		s.Stages = crm.FormatStages(stages)
	case "file_limit":
		n, ok := crm.ParseCount(text)
		if !ok || n < 1 || n > mostFileLimit {
			return crm.Errorf(crm.CodeInvalid, "%q is not a number of MiB from 1 to %d", text, mostFileLimit).On(key)
		}
		s.FileLimit = n
	default:
		n, ok := crm.ParseCount(text)
		if !ok || n > mostDaysSet {
			return crm.Errorf(crm.CodeInvalid, "takes a whole number from 0 to %d, not %q", mostDaysSet, text).Before(key).On(key).Try("0 %s.", zeroes[key])
		}
		f, _ := crm.BuiltIn(crm.KindSettings).Field(key)
		return f.Set(s, n)
	}
	return nil
}

// setRegion sets the region of a country, given by its code or name.
func setRegion(s *crm.Settings, text string) error {
	if text == "" || strings.EqualFold(text, "none") {
		s.Region = ""
		return nil
	}
	region, err := calendar.FindRegion(s.Country, text)
	s.Region = region.Code
	return err
}

// mostFileLimit is the largest limit of a file, in MiB: the most that SQLite keeps in
// one value.
const mostFileLimit = 900

func isCurrency(code string) bool {
	if len(code) != 3 {
		return false
	}
	for _, r := range code {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// NewSettings returns the settings of a new book: as asked for, and the rest by
// country.
func NewSettings(country, region, timezone, currency, weekend string) (*crm.Settings, error) {
	s := crm.DefaultSettings()
	s.Country = strings.ToLower(country)
	if s.Country == "none" {
		s.Country = ""
	}
	if _, err := calendar.New(calendar.Settings{Country: s.Country}); err != nil {
		return nil, err
	}
	if err := setRegion(s, region); err != nil {
		return nil, err
	}
	if timezone != "" {
		s.Timezone = timezone
	}
	s.Currency = calendar.CurrencyOf(s.Country)
	if s.Currency == "" {
		s.Currency = "USD"
	}
	if currency != "" {
		if err := setSetting(s, "currency", currency); err != nil {
			return nil, err
		}
	}
	s.Weekend = calendar.FormatWeekend(calendar.WeekendOf(s.Country))
	if s.Weekend == "" || s.Weekend == "none" {
		s.Weekend = "sat,sun"
	}
	if weekend != "" {
		if err := setSetting(s, "weekend", weekend); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// putSettings checks and writes settings, and moves plans to the new working days.
func (w *work) putSettings(s *crm.Settings) error {
	if _, err := zoneOf(s); err != nil {
		return err
	}
	cal, err := newCalendar(s)
	if err != nil {
		return err
	}
	if since, idle := cal.Idle(w.today, w.today.AddMonths(12*idleYears)); idle {
		return crm.Errorf(crm.CodeInvalid, "no day to work is left from %s on", since).On("days_off")
	}
	if _, err := w.put(s); err != nil {
		return err
	}
	w.subject(s)
	before := w.cal
	w.cal = cal // the rules of this change count with it already
	return w.followDaysOff(before)
}

// Counts has the number of records of each noun and the number of changes.
type Counts struct {
	Contacts, Leads, Prospects, Clients, OpenActivities, OpenOpportunities, Producers, Changes int
}

// Counts counts what is in the book.
func (b *Book) Counts(ctx context.Context) (store Counts, err error) {
	err = b.read(ctx, func(v reader) error {
		s, err := v.tx.Statistics()
		store = Counts(s)
		return err
	})
	return store, err
}
