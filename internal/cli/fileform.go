package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"crm/internal/crm"
)

// formsNamed are what a file is that is called so, by its extension.
var formsNamed = map[string]string{
	".csv": "CSV", ".tsv": "TSV", ".json": "JSON", ".jsonl": "JSON", ".ndjson": "JSON", ".md": "Markdown", ".html": "a web page", ".htm": "a web page",
	".xlsx": "a workbook", ".xls": "a workbook", ".ods": "a workbook", ".numbers": "a workbook", ".pdf": "PDF", ".doc": "a letter", ".docx": "a letter", ".odt": "a letter",
	".vcf": "vCards", ".vcard": "vCards", ".ics": "a calendar", ".ical": "a calendar", ".eml": "an e-mail", ".mbox": "e-mails",
	".zip": "a zip file", ".gz": "a packed file", ".tgz": "a packed file", ".bz2": "a packed file", ".xz": "a packed file", ".zst": "a packed file",
	".tar": "a packed file", ".7z": "a packed file", ".rar": "a packed file", ".age": "encrypted",
}

// checkForm rejects the name of a file to write that says that it is something else than what
// is written. The first of the extensions is the one to use.
//
// Errors: CodeUsage, with a name that fits.
func checkForm(path, written string, extensions ...string) error {
	ending := filepath.Ext(path)
	says, known := formsNamed[strings.ToLower(ending)]
	if !known || slices.Contains(extensions, strings.ToLower(ending)) {
		return nil
	}
	fits := strings.TrimSuffix(path, ending)
	if strings.EqualFold(filepath.Ext(fits), ".tar") {
		fits = strings.TrimSuffix(fits, filepath.Ext(fits))
	}
	return crm.Errorf(crm.CodeUsage, "%s is %s by its name, and %s written", path, says, written).
		Try("A name that fits: %q", fits+extensions[0])
}
