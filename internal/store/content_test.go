//go:build unix

package store

import (
	"bytes"
	"testing"

	"crm/internal/crm"
)

func TestContent(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		sums := map[string]bool{}
		for _, content := range [][]byte{[]byte("quote"), []byte("quote"), {}, nil, {0, 255}} {
			sum, err := tx.Keep(content)
			if err != nil {
				return err
			}
			sums[sum] = true
			got, err := tx.Content(sum)
			if err != nil || !bytes.Equal(got, content) {
				t.Errorf("%q comes back as %q, %v", content, got, err)
			}
		}
		n, err := tx.count("SELECT count(*) FROM contents")
		if n != 3 || len(sums) != 3 || err != nil {
			t.Errorf("%d contents of %d sums, %v", n, len(sums), err)
		}

		// Bytes that are not what was put in, or are gone, are no longer a file.
		sum, err := tx.Keep([]byte("policy"))
		if err != nil {
			return err
		}
		if err := tx.exec("UPDATE contents SET bytes = $1 WHERE sha256 = $2", []byte("polity"), sum); err != nil {
			return err
		}
		for _, sum := range []string{sum, "0000"} {
			if got, err := tx.Content(sum); crm.CodeOf(err) != crm.CodeDamaged {
				t.Errorf("%s gives %q, %v", sum, got, err)
			}
		}
		return nil
	})
}
