package cli

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
	"crm/internal/wire"
)

// markUTF8 begins a file whose reader would guess another encoding otherwise.
const markUTF8 = "\ufeff"

// exportMailing writes who gets a letter, for the mail merge of a word processor. What it
// leaves out is said beside what is printed.
func (a *app) exportMailing(cmd *cobra.Command, v *verb.Verb) {
	a.exports(cmd, v, func(r verb.Request) error {
		format := wire.CSV
		switch f := a.format(); {
		case r.Text("to") == "-" && f != wire.Table:
			format = f
		case strings.EqualFold(filepath.Ext(r.Text("to")), ".tsv"):
			format = wire.TSV
		}
		if err := checkForm(r.Text("to"), "CSV is", ".csv", ".tsv"); err != nil {
			return err
		}
		if r.Is("bom") && format != wire.CSV && format != wire.TSV {
			return crm.Errorf(crm.CodeUsage, "--bom belongs to CSV").On("bom")
		}
		done := wire.ExportedMailing{Path: r.Text("to"), DryRun: a.flags.dryRun}
		shown, err := a.exportTo(r, func(out *bytes.Buffer) (err error) {
			done.Mailing, err = r.Book.Mailing(r.Context, book.ListQuery{Where: r.Text("where"), Owner: r.Text("owner"), Tags: r.All("tag"), Is: map[string]string{"stage": r.Text("stage")}})
			if err != nil {
				return err
			}
			if r.Is("bom") {
				out.WriteString(markUTF8)
			}
			err = a.writerTo(out, format).Letters(done.Mailing)
			done.Size = int64(out.Len())
			return err
		})
		switch {
		case err != nil:
			return err
		case !shown:
			return a.screen().ExportedMailing(done)
		case len(done.Left) > 0 && !a.flags.quiet:
			a.screen().Sentences(a.env.Err, a.screen().MailingLeft(done.Mailing))
		}
		return nil
	})
}
