package say

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// tags writes tags in one line.
func (v *Voice) tags(tags crm.Tags) string { return Clean(strings.Join(tags, ", ")) }

// tagsChanged says which tags have come and gone.
func (v *Voice) tagsChanged(before, after crm.Tags) string {
	var parts []string
	for _, side := range []struct {
		key      string
		has, not crm.Tags
	}{{"edit.tagged", after, before}, {"edit.untagged", before, after}} {
		some := slices.DeleteFunc(slices.Clone(side.has), func(tag string) bool { return slices.Contains(side.not, tag) })
		if len(some) > 0 {
			parts = append(parts, v.Locale.Text(side.key, "tags", v.tags(some)))
		}
	}
	return v.Locale.Join(parts...)
}
