package crm

import (
	"strconv"
	"strings"
)

// Settings apply to everybody who opens a book. They are one record, number 0.
type Settings struct {
	Head
	Country  string `field:"country"`  // ISO 3166 alpha-2, lower case; empty means no holidays
	Region   string `field:"region"`   // a part of the country with days off of its own, by its code
	Timezone string `field:"timezone"` // IANA name
	Currency string `field:"currency"` // ISO 4217
	Weekend  string `field:"weekend"`  // "sat,sun"
	// DaysOff are missing in the country's calendar; WorkingDays are holidays on which
	// this book works.
	DaysOff     Days `field:"days_off"`
	WorkingDays Days `field:"working_days"`
	// MaxAttempts is how many consecutive calls may reach nobody before the contact is
	// left alone until the review; 0 means no limit. BirthdayAttempts is the same for
	// birthday calls.
	MaxAttempts      int64 `field:"max_attempts,zero"`
	BirthdayAttempts int64 `field:"birthday_attempts,zero"`
	// BirthdayQuiet is the days after a conversation without a birthday call.
	BirthdayQuiet int64 `field:"birthday_quiet,zero"`
	// Lines are the book's own lines of business, beside the built-in ones; Stages are
	// its own stages, instead of them. See ParseLines and ParseStages.
	Lines  string `field:"lines,max=5000"`
	Stages string `field:"stages,max=5000"`
	// RenewalDays and XDateDays are how many days before the end of a policy, ours or
	// bought elsewhere, somebody has to act.
	RenewalDays int64 `field:"renewal_days,zero"`
	XDateDays   int64 `field:"x_date_days,zero"`
	// FileLimit is the largest size of a file in MiB.
	FileLimit int64 `field:"file_limit"`
	// Backups is how many automatic backups are kept, such as those before an import; 0
	// makes none.
	Backups int64 `field:"backups,zero"`
	// RetentionYears is how many years after the end of a policy its holder can't be erased;
	// 0 means that the law asks for none.
	RetentionYears int64 `field:"retention_years,zero"`
	// CallingHours are when calls are made, "9-20", by the clock of who is called; empty
	// leaves it to what the law of their country says.
	CallingHours string `field:"calling_hours"`
	// CallsPerDay is how many calls a producer makes a day, over which those that rules make
	// are spread; 0 spreads none.
	CallsPerDay int64 `field:"calls_per_day,zero"`
	// RetryDays are after how many working days a call that reached nobody is made again,
	// "1,1,2,4"; empty is the next one, always. See RetryGap.
	RetryDays string `field:"retry_days"`
	// Profiles are how files of some kinds are imported: see ImportProfiles.
	Profiles string `field:"profiles,quiet,max=500000"`
	// Fields are the numbers and versions of the fields that the book has added.
	Fields string `field:"fields,derived,quiet"`
	// Rules are the numbers and versions of what the book says of rules.
	Rules string `field:"rules,derived,quiet"`
}

// Mark is what changes with the settings, with the fields that the book has added and with
// its rules.
func (s *Settings) Mark() string {
	mark := strconv.FormatInt(s.Version, 10)
	if s.Fields != "" {
		mark += " " + s.Fields
	}
	if s.Rules != "" {
		mark += "/" + s.Rules
	}
	return mark
}

// RetryGap returns how many working days after a try the next one is, of a call that has
// had so many. The last of RetryDays holds for all further ones.
func (s *Settings) RetryGap(tries int64) int {
	gaps, err := ParseRetryDays(s.RetryDays)
	if err != nil || len(gaps) == 0 {
		return 1
	}
	return gaps[min(max(tries, 1), int64(len(gaps)))-1]
}

// Bounds of RetryDays.
const (
	mostGaps   = 20
	longestGap = 60
)

// ParseRetryDays reads the value of RetryDays.
//
// Errors: CodeInvalid.
func ParseRetryDays(text string) ([]int, error) {
	var gaps []int
	for _, part := range retryParts(text) {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > longestGap {
			return nil, Errorf(CodeInvalid, "%q is not a number of working days from 1 to %d", part, longestGap).
				Try("Write how many working days after each try the next one is: 1,1,2,4.")
		}
		gaps = append(gaps, n)
	}
	if len(gaps) > mostGaps {
		return nil, Errorf(CodeInvalid, "at most %d numbers of working days are taken", mostGaps)
	}
	return gaps, nil
}

// retryParts are the numbers of a list with commas or spaces; one that is missing is empty.
func retryParts(text string) []string {
	if !strings.Contains(text, ",") {
		return strings.Fields(text)
	}
	parts := strings.Split(text, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// FormatRetryDays writes the value of RetryDays.
func FormatRetryDays(gaps []int) string {
	var all []string
	for _, n := range gaps {
		all = append(all, strconv.Itoa(n))
	}
	return strings.Join(all, ",")
}

// Noun is KindSettings.
func (*Settings) Noun() Kind { return KindSettings }

// DefaultSettings returns the settings of a new book.
func DefaultSettings() *Settings {
	return &Settings{
		Timezone: "UTC", Currency: usualCurrency, Weekend: "sat,sun",
		MaxAttempts: 6, BirthdayAttempts: 3, BirthdayQuiet: 14,
		RenewalDays: 60, XDateDays: 60, FileLimit: 25, Backups: 10,
	}
}

// Day is a named day: a holiday, or a day off of the book's own, which may be a range
// or yearly.
type Day struct {
	Date  Date   `json:"date,omitzero"`
	Last  Date   `json:"last,omitzero"`   // of days in a row, the last
	Every string `json:"every,omitempty"` // "12-24", "08-10..08-21", "easter-2": in place of the dates
	Name  string `json:"name,omitempty"`
}

// Days is a list of named days.
type Days []Day
