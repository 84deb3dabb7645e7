package store

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A point of somebody who was erased stays on the do-not-contact list as a sum with a key.
// There are so few telephone numbers that a fast sum of each is found in hours. So the sum
// is slow, behind a fast one of twelve bits, which spares most numbers the slow one.

// bucketLength is how many hexadecimal figures the fast sum has.
const bucketLength = 3

// secretRounds is how slow a sum is: some milliseconds.
const secretRounds = 20_000

// secretKey returns the key of the sums of a book. It is the same in each of its backups,
// and in no other book.
func (v *View) secretKey() ([]byte, error) {
	if v.key == nil {
		var first string
		if err := v.row("SELECT op FROM changes ORDER BY id LIMIT 1").Scan(&first); err != nil {
			return nil, err
		}
		sum := sha256.Sum256([]byte("erased: " + first))
		v.key = sum[:]
	}
	return v.key, nil
}

// Identity returns what tells a book from every other one: 20 hexadecimal figures. Its
// backups have the same, and it says nothing of what is in it.
func (v *View) Identity() (string, error) {
	var first string
	err := v.row("SELECT op FROM changes ORDER BY id LIMIT 1").Scan(&first)
	sum := sha256.Sum256([]byte("identity: " + first))
	return hex.EncodeToString(sum[:10]), err
}

// bucket is the fast sum of a text.
func bucket(key []byte, text string) string {
	fast := hmac.New(sha256.New, key)
	fast.Write([]byte(text))
	return crm.Secret(hex.EncodeToString(fast.Sum(nil))[:bucketLength])
}

// secret returns what stands for a text that can't be read any more.
func (v *View) secret(text string) (string, error) {
	key, err := v.secretKey()
	if err != nil {
		return "", err
	}
	return slowly(key, text)
}

func slowly(key []byte, text string) (string, error) {
	slow, err := pbkdf2.Key(sha256.New, text, key, secretRounds, sha256.Size/2)
	return bucket(key, text) + hex.EncodeToString(slow), err
}

// buckets returns the fast sums of the secret points on the list, and asks once in a
// transaction.
func (v *View) buckets() (map[string]bool, error) {
	if v.secrets == nil {
		found, err := column[string](v, "SELECT DISTINCT substr(point, 1, 4) FROM suppressions WHERE point >= '#' AND point < '$'")
		if err != nil {
			return nil, err
		}
		v.secrets = map[string]bool{}
		for _, b := range found {
			v.secrets[b] = true
		}
	}
	return v.secrets, nil
}

// withSecrets returns points and what stands on the list for those that can't be read any
// more.
func (v *View) withSecrets(points []string) ([]string, error) {
	known, err := v.buckets()
	if len(known) == 0 || err != nil {
		return points, err
	}
	key, err := v.secretKey()
	if err != nil {
		return nil, err
	}
	all := slices.Clone(points)
	for _, point := range points {
		if crm.IsSecret(point) || !known[bucket(key, point)] {
			continue
		}
		sum, err := slowly(key, point)
		if err != nil {
			return nil, err
		}
		all = append(all, sum)
	}
	return all, nil
}

// Among reports whether a suppression is of one of the points.
func (v *View) Among(points []string, s *crm.Suppression) (bool, error) {
	if !crm.IsSecret(s.Point) || len(points) == 0 {
		return slices.ContainsFunc(points, func(p string) bool { return fold.Meet(p, s.Point) }), nil
	}
	key, err := v.secretKey()
	if err != nil {
		return false, err
	}
	for _, point := range withLines(points) {
		if !strings.HasPrefix(s.Point, bucket(key, point)) {
			continue
		}
		if sum, err := slowly(key, point); sum == s.Point || err != nil {
			return err == nil, err
		}
	}
	return slices.Contains(points, s.Point), nil
}

// reachingSecret returns the contacts whose phones or e-mails have a sum. All of them are
// compared, since a sum does not tell of what.
func (v *View) reachingSecret(point string) ([]*crm.Contact, error) {
	key, err := v.secretKey()
	if err != nil {
		return nil, err
	}
	var ids []string
	err = v.each("SELECT CAST(contact AS TEXT), term FROM lookup WHERE what IN ('p', 'e', 's')", nil, func(row *rows) error {
		var contact, term string
		if err := row.Scan(&contact, &term); err != nil {
			return err
		}
		for _, alike := range withLines(fold.AlikePoints(term, v.country())) {
			if !strings.HasPrefix(point, bucket(key, alike)) {
				continue
			}
			if sum, err := slowly(key, alike); sum == point || err != nil {
				ids = append(ids, contact)
				return err
			}
		}
		return nil
	})
	if len(ids) == 0 || err != nil {
		return nil, err
	}
	return find[*crm.Contact](v, "WHERE id IN ("+strings.Join(ids, ", ")+") ORDER BY id")
}
