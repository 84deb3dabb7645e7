package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"

	"crm/internal/crm"
)

// Keep stores bytes, once for each content, and returns their SHA-256.
func (tx *Tx) Keep(content []byte) (string, error) {
	sum := sumOf(content)
	if content == nil {
		content = []byte{} // nil would be NULL
	}
	return sum, tx.exec(`INSERT INTO contents (sha256, size, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, sum, int64(len(content)), content)
}

// Content returns the bytes of a SHA-256.
//
// Errors: CodeDamaged if the book has lost them, or has others.
func (v *View) Content(sum string) ([]byte, error) {
	var content []byte
	err := v.row(`SELECT bytes FROM contents WHERE sha256 = $1`, sum).Scan(&content)
	if errors.Is(err, sql.ErrNoRows) || err == nil && sumOf(content) != sum {
		return nil, crm.Errorf(crm.CodeDamaged, "the bytes of a file are not in the book as they were put there (SHA-256 %s)", sum).
			Try("Restore a backup; nothing was repaired.")
	}
	return content, err
}

// SameContent returns the files with that content about a contact, or of an activity
// about nobody, the oldest first.
func (v *View) SameContent(f *crm.File) ([]*crm.File, error) {
	if f.Contact != 0 {
		return find[*crm.File](v, `WHERE contact = $1 AND sha256 = $2 ORDER BY id`, f.Contact, f.SHA256)
	}
	return find[*crm.File](v, `WHERE activity = $1 AND sha256 = $2 ORDER BY id`, f.Activity, f.SHA256)
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
