package crm

// Alias is a number that was a contact's own until they were merged into another one.
// Whoever types it means that one.
type Alias struct {
	Head
	Number  int64 `field:"old_number,needed,kept"`
	Contact int64 `field:"contact,needed,ref=contact,kept"`
	Since   Date  `field:"since,needed,past,kept"`
}

// Noun is KindAlias.
func (*Alias) Noun() Kind { return KindAlias }

// MergeCommand makes one contact of two.
const MergeCommand = "contact merge"

// FormerNames returns the names of the contacts that were merged into one, where these had
// another.
func (c *Contact) FormerNames() []string { return c.left("name") }

// FormerNicknames returns what those were called, where it is another nickname.
func (c *Contact) FormerNicknames() []string { return c.left("nickname") }

func (c *Contact) left(field string) (values []string) {
	for _, left := range c.Also {
		if left.Name == field {
			values = append(values, left.Value)
		}
	}
	return values
}

// Numbered returns the numbers of a contact in other programs: their own, and those of the
// contacts that were merged into them.
func (c *Contact) Numbered() (ids []string) {
	if c.ExternalID != "" {
		ids = append(ids, c.ExternalID)
	}
	for _, left := range c.Also {
		if left.Name == "external_id" {
			ids = append(ids, left.Value)
		}
	}
	return ids
}

// IsPointed reports whether an edit does nothing but have a record refer to another
// contact, as a merge does with what one of the two had.
func (e *Edit) IsPointed() bool {
	if e.Action != Update {
		return false
	}
	diffs := e.Differences()
	for _, d := range diffs {
		if d.Field.Ref != KindContact || d.Before == nil || d.After == nil {
			return false
		}
	}
	return len(diffs) > 0
}
