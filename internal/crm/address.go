package crm

// MostAddresses is how many addresses a contact may have.
const MostAddresses = 20

// Address is a postal address of a contact in its parts. One that nobody has taken apart is a
// street.
type Address struct {
	// Label says which of theirs it is: a code of the picklist "address_label", or a word of
	// the producer's own.
	Label      string `json:"label,omitempty"`
	Street     string `json:"street,omitempty"`
	City       string `json:"city,omitempty"`
	Region     string `json:"region,omitempty"` // a state, a province, a prefecture
	PostalCode string `json:"postal_code,omitempty"`
	// Country is its code in small letters, or its name if it has none that is known; empty is
	// that of the book.
	Country string `json:"country,omitempty"`
}

// IsZero reports whether nothing is known of the place.
func (a Address) IsZero() bool { return a.Place() == Address{} }

// Place returns the address without its label.
func (a Address) Place() Address {
	a.Label = ""
	return a
}

// Part returns where the address keeps a part, by the field of a contact that has it of the
// primary one; nil for any other field.
func (a *Address) Part(field string) *string {
	switch field {
	case "street":
		return &a.Street
	case "city":
		return &a.City
	case "region":
		return &a.Region
	case "postal_code":
		return &a.PostalCode
	case "address_country":
		return &a.Country
	}
	return nil
}

// AddressParts are the fields of a contact for the parts of an address, in order.
func AddressParts() []string {
	return []string{"street", "city", "region", "postal_code", "address_country"}
}

// Addresses are those of a contact, the primary one first.
type Addresses []Address

// Primary returns the first address, or an empty one.
func (a Addresses) Primary() Address {
	if len(a) == 0 {
		return Address{}
	}
	return a[0]
}

// texts calls do with each part and the label of each of the addresses.
func (a Addresses) texts(do func(string)) {
	for _, one := range a {
		for part := range one.parts {
			do(part)
		}
		do(one.Label)
	}
}

func (a Address) parts(yield func(string) bool) {
	for _, field := range AddressParts() {
		if !yield(*a.Part(field)) {
			return
		}
	}
}
