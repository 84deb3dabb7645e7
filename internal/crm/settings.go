package crm

// Settings are what is true of a book for everybody who opens it. They are one
// record, number 0.
type Settings struct {
	Head
	Country  string `field:"country"`  // ISO 3166 alpha-2, lower case; empty is no holidays
	Region   string `field:"region"`   // a part of the country with days off of its own, by its code
	Timezone string `field:"timezone"` // IANA name
	Currency string `field:"currency"` // ISO 4217
	Weekend  string `field:"weekend"`  // "sat,sun"
	// DaysOff are days off that the country's calendar lacks, WorkingDays are
	// holidays of it on which this book works.
	DaysOff     Days `field:"days_off"`
	WorkingDays Days `field:"working_days"`
	// MaxAttempts is how many calls in a row may reach nobody before the
	// contact is left in peace until the review; 0 is no limit.
	// BirthdayAttempts is the same for birthday calls.
	MaxAttempts      int64 `field:"max_attempts,zero"`
	BirthdayAttempts int64 `field:"birthday_attempts,zero"`
	// BirthdayQuiet is for how many days after a conversation no birthday
	// call is made; 0 is none.
	BirthdayQuiet int64 `field:"birthday_quiet,zero"`
	// Lines are lines of business of the book's own, beside the built-in ones,
	// and Stages are its stages of an opportunity instead of the built-in ones;
	// see ParseLines and ParseStages for how they are written.
	Lines  string `field:"lines,max=5000"`
	Stages string `field:"stages,max=5000"`
	// RenewalDays and XDateDays are how many days before a policy of ours, or
	// one bought elsewhere, expires somebody has to act.
	RenewalDays int64 `field:"renewal_days,zero"`
	XDateDays   int64 `field:"x_date_days,zero"`
	// FileLimit is the size of the largest file that is taken, in MiB.
	FileLimit int64 `field:"file_limit"`
}

// Noun is KindSettings.
func (*Settings) Noun() Kind { return KindSettings }

// DefaultSettings are those of a book that nobody has set anything in.
func DefaultSettings() *Settings {
	return &Settings{
		Timezone: "UTC", Currency: "USD", Weekend: "sat,sun",
		MaxAttempts: 6, BirthdayAttempts: 3, BirthdayQuiet: 14,
		RenewalDays: 60, XDateDays: 60, FileLimit: 25,
	}
}

// Day is a named day: a holiday, or a day off of the book's own, which may also
// be days in a row, and days of every year.
type Day struct {
	Date  Date   `json:"date,omitzero"`
	Last  Date   `json:"last,omitzero"`   // of days in a row, the last
	Every string `json:"every,omitempty"` // "12-24", "08-10..08-21", "easter-2": in place of the dates
	Name  string `json:"name,omitempty"`
}

// Days is a list of named days.
type Days []Day
