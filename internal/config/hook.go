package config

import (
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/viper"

	"crm/internal/crm"
)

// Hook is a program that is told of each change.
type Hook struct {
	// Words are the program, by a whole path or by a name to be found in PATH, and its
	// arguments.
	Words []string
	// Limit is how long it may run.
	Limit time.Duration
}

const (
	hookKey     = "hooks.after_change"
	hookTimeKey = "hooks.timeout"
)

// DefaultHookLimit is how long a hook may run unless the file says otherwise, and
// longestHookLimit the most that it may say.
const (
	DefaultHookLimit = 5 * time.Second
	longestHookLimit = 10 * time.Minute
)

// hook returns which program is told of changes, as the file at path says; nil for none.
//
// Errors: CodeUsage.
func (env Environment) hook(v *viper.Viper, path string) (*Hook, error) {
	wrong := func(key, format string, args ...any) *crm.Error {
		return crm.Errorf(crm.CodeUsage, "%s: %s "+format, append([]any{path, key}, args...)...)
	}
	h := &Hook{Limit: DefaultHookLimit}
	if v.IsSet(hookTimeKey) {
		limit, err := lengthOfTime(strings.TrimSpace(v.GetString(hookTimeKey)))
		if err != nil || limit <= 0 || limit > longestHookLimit {
			return nil, wrong(hookTimeKey, "is %q, which is not a length of time up to 10m", v.GetString(hookTimeKey)).
				Try("Write it as 5s, 500ms or 1m")
		}
		h.Limit = limit
	}
	if !v.IsSet(hookKey) {
		return nil, nil
	}
	switch said := v.Get(hookKey).(type) {
	case string:
		h.Words = []string{said}
	case []any:
		for _, word := range said {
			text, isText := word.(string)
			if !isText {
				return nil, wrong(hookKey, "has the word %v, which is not a text", word).Try(`Write it in quotes: "%v"`, word)
			}
			h.Words = append(h.Words, text)
		}
	}
	if len(h.Words) == 0 || h.Words[0] == "" {
		return nil, wrong(hookKey, "names no program").Try("Write its path, or a list: [notify-send, Changed]")
	}
	program := h.Words[0]
	if rest, atHome := strings.CutPrefix(program, "~/"); atHome && env.Get("HOME") != "" {
		h.Words[0] = filepath.Join(env.Get("HOME"), rest)
	} else if filepath.Base(program) != program && !filepath.IsAbs(program) {
		return nil, wrong(hookKey, "is %q, a path that means another program in each directory", program).
			Try("Write the whole path. Arguments are words of their own: [program, word, word]")
	}
	return h, nil
}
