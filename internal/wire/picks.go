package wire

import "crm/internal/crm"

// Stages writes the stages of a book; quietly, their codes.
func (w *Writer) Stages(stages []crm.Stage) error {
	if w.Quiet {
		return names(w, stages, func(stage crm.Stage) string { return stage.Code })
	}
	return flat(w, []string{"code", "name", "probability"}, stages, func(stage crm.Stage) object {
		return object{{"code", stage.Code}, {"name", w.pickName("opportunity_stage", stage.Code)}, {"probability", stage.Probability}}
	})
}

// Lines writes the lines of business of a book; quietly, their codes.
func (w *Writer) Lines(lines []crm.Line) error {
	if w.Quiet {
		return names(w, lines, func(line crm.Line) string { return line.Code })
	}
	return flat(w, []string{"code", "name", "short"}, lines, func(line crm.Line) object {
		return object{{"code", line.Code}, {"name", w.pickName("line", line.Code)}, {"short", orNull(line.Short)}}
	})
}

// pickName is the label of a code; programs always get the English one.
func (w *Writer) pickName(list, code string) string {
	if w.Format == Markdown {
		return w.Label(list, code)
	}
	return w.English().Label(list, code)
}
