package render

import "bufio"

// listJSON writes an array, or a line for each record, as the rows come.
func (s *Screen) listJSON(l List) error {
	out := bufio.NewWriterSize(s.Out, 64<<10)
	e := s.encoder()
	names := paths(l.Columns)
	first := true
	for row, err := range l.Rows {
		if err != nil {
			_ = out.Flush() // the rows before it are what there is
			return err
		}
		if s.Format == JSON {
			e.out = append(e.out, arrayLead(first)...)
		}
		first = false
		e.out = append(e.out, '{')
		for i, name := range names {
			if i > 0 {
				e.out = append(e.out, ", "...)
			}
			e.text(name)
			e.out = append(e.out, ": "...)
			e.value(row[i])
		}
		e.out = append(e.out, '}')
		if s.Format == JSONL {
			e.out = append(e.out, '\n')
		}
		if _, err := out.Write(e.out); err != nil {
			return err
		}
		e.out = e.out[:0]
	}
	if s.Format == JSON {
		if _, err := out.WriteString(arrayEnd(first)); err != nil {
			return err
		}
	}
	return out.Flush()
}
