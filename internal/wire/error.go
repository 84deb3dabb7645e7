package wire

import (
	"io"

	"crm/internal/crm"
	"crm/internal/say"
)

// Error writes an error as JSON.
func Error(out io.Writer, f say.Failure) error {
	return (&Writer{Voice: f.Voice, Out: out}).writeJSON(errorObject(f))
}

// errorObject is an error in JSON. Changed is only true for what was done in part, as
// asked.
func errorObject(e say.Failure) object {
	o := object{
		{"code", e.Code}, {"message", e.Message()}, {"field", orNull(e.Field)},
		{"changed", e.Saved || e.Code == crm.CodePartial}, {"retryable", e.Code == crm.CodeBusy},
	}
	if len(e.People) > 0 {
		o = o.with("candidates", objectList(e.People, func(one *crm.Candidate) object {
			return object{{"id", one.Contact.ID}, {"name", one.Contact.Name}}
		}))
	}
	if len(e.Rows) > 0 {
		rows := make([]any, len(e.Rows))
		for i, row := range e.Rows {
			rows[i] = row
		}
		o = o.with("rows", rows)
	}
	if help := e.Help(); len(help) > 0 {
		o = o.with("help", help)
	}
	var next []object
	for _, r := range e.Remedies {
		for _, c := range r.Commands {
			next = append(next, commandObject(c))
		}
	}
	if len(next) > 0 {
		o = o.with("next", next)
	}
	return object{{"error", o}}
}
