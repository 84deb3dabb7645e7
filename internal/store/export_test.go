package store

import "time"

// SetCommitWait sets how long a server may take to commit, and returns what sets it back.
func SetCommitWait(d time.Duration) (back func()) {
	before := commitWait
	commitWait = d
	return func() { commitWait = before }
}
