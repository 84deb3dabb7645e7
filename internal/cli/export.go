package cli

import (
	"bytes"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/verb"
	"crm/internal/wire"
)

// exports makes a command write what a book has, for other programs.
func (a *app) exports(cmd *cobra.Command, v *verb.Verb, write func(r verb.Request) error) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		b, given, err := a.readFor(cmd, given)
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "there is no book yet")
		}
		return write(v.Request(cmd.Context(), b, given, flagsGiven(cmd, v)))
	}
}

// exportTo writes the file that --to names, whole or not at all, or standard output.
func (a *app) exportTo(r verb.Request, write func(*bytes.Buffer) error) (shown bool, err error) {
	to := r.Text("to")
	var out bytes.Buffer
	if to == "-" {
		if err := write(&out); err != nil {
			return false, err
		}
		_, err = a.env.Out.Write(out.Bytes())
		return true, err
	}
	dir, name := filepath.Dir(to), filepath.Base(to)
	folder, err := a.env.Dir.OpenFolder(dir)
	if err != nil {
		return false, err
	}
	defer folder.Close()
	if err := a.freeIn(folder, dir, name, r.Is("force")); err != nil {
		if e, ok := crm.AsError(err); ok && e.Code == crm.CodeConflict && len(e.Remedies) > 0 {
			e.Remedies = e.Remedies[:1]
			e.Try("Write another file: --to FILE")
		}
		return false, err
	}
	if err := write(&out); err != nil || a.flags.dryRun {
		return false, err
	}
	return false, folder.Save(name, out.Bytes(), r.Is("force"))
}

// writerTo returns what writes for programs, wherever that goes.
func (a *app) writerTo(out io.Writer, format wire.Format) *wire.Writer {
	return &wire.Writer{Voice: a.screen().Voice, Out: out, Format: format}
}
