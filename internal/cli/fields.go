package cli

import (
	"strings"

	"crm/internal/crm"
)

// fieldNames returns the paths of fields given by name or heading, in any language:
// nome, -premio, 連絡先.名前. Unknown ones stay.
func (a *app) fieldNames(noun crm.Kind, typed []string) []string {
	var paths []string
	for _, text := range typed {
		for one := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '、' || r == '，' }) {
			paths = append(paths, a.fieldName(noun, strings.TrimSpace(one)))
		}
	}
	return paths
}

func (a *app) fieldName(noun crm.Kind, typed string) string {
	word, down := strings.CutPrefix(typed, "-")
	var path []string
	for segment := range strings.SplitSeq(word, ".") {
		name, ok := a.locale.FieldHeaded(a.schema().Fields(noun), segment)
		if !ok {
			return typed
		}
		f, _ := a.schema().Fields(noun).Field(name)
		noun = f.Ref
		path = append(path, name)
		if noun == "" {
			break
		}
	}
	if len(path) != strings.Count(word, ".")+1 {
		return typed
	}
	if down {
		return "-" + strings.Join(path, ".")
	}
	return strings.Join(path, ".")
}
