package crm

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Stage is how far an opportunity has come, and its probability in percent.
type Stage struct {
	Code        string
	Probability int64
}

// builtinStages are those of a book without stages of its own.
func builtinStages() []Stage {
	return []Stage{{"new", 10}, {"qualifying", 25}, {"quoting", 50}, {"presented", 70}, {"closing", 90}}
}

// StageTable returns the stages of a book in order.
func (s *Settings) StageTable() []Stage {
	if own, err := ParseStages(s.Stages); err == nil && len(own) > 0 {
		return own
	}
	return builtinStages()
}

// Stage finds a stage of the book by its code.
func (s *Settings) Stage(code string) (Stage, bool) { return findStage(s.StageTable(), code) }

// OnceStage also finds a built-in stage in a book that now has stages of its own.
func (s *Settings) OnceStage(code string) (Stage, bool) {
	if stage, ok := s.Stage(code); ok {
		return stage, true
	}
	return findStage(builtinStages(), code)
}

func findStage(stages []Stage, code string) (Stage, bool) {
	i := slices.IndexFunc(stages, func(stage Stage) bool { return stage.Code == code })
	if i < 0 {
		return Stage{}, false
	}
	return stages[i], true
}

// ParseStages reads a book's own stages: codes in order, separated by commas, each with
// "=" and its probability: "new=10, Fact finding=30". An empty text is none.
//
// Errors: CodeInvalid for a stage without a name, with a probability outside 0 to 100,
// or given twice.
func ParseStages(text string) ([]Stage, error) {
	var stages []Stage
	for _, entry := range entries(text) {
		code, percent, given := strings.Cut(entry, "=")
		n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(percent), "%"), 10, 64)
		stage := Stage{ownCode(code), n}
		switch {
		case stage.Code == "":
			return nil, Errorf(CodeInvalid, "a stage has no name in %q", text)
		case !goodCode(stage.Code):
			return nil, badCode(code)
		case !given || err != nil || n < 0 || n > 100:
			return nil, Errorf(CodeInvalid, "the stage %s needs a probability from 0 to 100", stage.Code).Try("Write it behind the name: %s=50", stage.Code)
		case slices.ContainsFunc(stages, func(s Stage) bool { return strings.EqualFold(s.Code, stage.Code) }):
			return nil, Errorf(CodeInvalid, "the stage %s is there twice", stage.Code)
		}
		stages = append(stages, stage)
	}
	return stages, nil
}

// FormatStages writes stages as ParseStages reads them.
func FormatStages(stages []Stage) string {
	var entries []string
	for _, s := range stages {
		entries = append(entries, fmt.Sprintf("%s=%d", s.Code, s.Probability))
	}
	return strings.Join(entries, ", ")
}
