package crm

// Type is the type of a field's value, which says how it is stored, compared and
// written.
type Type int

// The types. In memory a value is nil if unknown, or of the Go type behind the name; it
// is stored as the type after that.
const (
	TextType      Type = iota // string; text
	CodeType                  // string, one of a picklist; text
	PhoneType                 // string, a telephone number; text
	NumberType                // int64; integer
	PercentType               // int64; integer
	BytesType                 // int64, the size of a file; integer
	RefType                   // int64, the number of a record; integer
	DateType                  // Date; text YYYY-MM-DD
	BirthdayType              // Birthday; text YYYY-MM-DD or --MM-DD
	InstantType               // time.Time; text RFC 3339 in UTC
	MoneyType                 // Money; integer, minor units
	PointsType                // Points; JSON
	AddressesType             // Addresses; JSON
	DaysType                  // Days; JSON
	TermsType                 // Terms; JSON
	NumbersType               // Numbers; text, each with a comma before and after it
	TagsType                  // Tags; text, each with a comma before and after it
	StructureType             // a pointer to a struct; JSON
)

// String is the name of the type, for documentation.
func (t Type) String() string {
	return [...]string{
		TextType: "text", CodeType: "code", PhoneType: "phone", NumberType: "number", BytesType: "number",
		PercentType: "percent", RefType: "reference", DateType: "date", BirthdayType: "birthday",
		InstantType: "point in time", MoneyType: "amount", PointsType: "list", AddressesType: "list", DaysType: "list", TermsType: "list",
		NumbersType: "list", TagsType: "list", StructureType: "structure",
	}[t]
}

// IsText reports whether values of the type are words.
func (t Type) IsText() bool { return t == TextType || t == PhoneType }

// IsList reports whether values of the type are lists.
func (t Type) IsList() bool {
	switch t {
	case PointsType, AddressesType, DaysType, TermsType, NumbersType, TagsType:
		return true
	}
	return false
}

// IsNumber reports whether values of the type count or measure something.
func (t Type) IsNumber() bool { return t == NumberType || t == PercentType || t == BytesType }

// Field is one field of a noun, declared by its struct tag.
type Field struct {
	Name    string
	Key     string // under which a record keeps the value: the name, unless it is one of the book's own
	Type    Type
	List    string   // the picklist of a CodeType
	Ref     Kind     // the noun of a RefType
	Needed  bool     // no record is without it
	Derived bool     // kept by the store from other values; never set, never in the journal
	From    []string // the fields of the same record from which it is derived
	Order   string   // the column that sorts as a reader expects, where the field's own does not
	// Looks is which way a date of the field looks.
	Looks   Direction
	Since   bool              // a date for which a month or a year may stand: its first day
	Quiet   bool              // not told in words: it follows from others, or says nothing to a producer
	Months  bool              // a number of months
	Carrier bool              // the name of one insurance company
	Prose   bool              // a text of several lines
	Yearly  bool              // an amount for a year, that nobody knows to the cent
	Words   string            // a picklist whose words a text may be, beside others
	Max     int               // the most characters of a text; of each of a list of texts
	Kept    bool              // an erased person's records keep it
	Own     bool              // a field of the book's own; its values lie in the head of a record
	Label   string            // of such a field, as everybody reads it without one in Labels
	Labels  map[string]string // of such a field, by language
	Choices []string          // the values that a book has for a CodeType of its own
	codes   []string          // all values of a CodeType, where a book can't have others
	zero    bool              // 0 is a value, not "unknown"
	noun    Kind
	offset  uintptr // in the struct of the noun
	slot    *slot
}

// Noun is the noun that has the field.
func (f *Field) Noun() Kind { return f.noun }

// longestText is the most characters of a text field without a limit of its own.
const longestText = 200

// Texts calls do with each text of the field in r.
func (f *Field) Texts(r Record, do func(string)) {
	switch v := f.Get(r).(type) {
	case string:
		do(v)
	case Addresses:
		v.texts(do)
	case Terms:
		for _, c := range v {
			do(c.Name)
			do(c.Value)
		}
	}
}
