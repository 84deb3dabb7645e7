//go:build unix

package store_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"crm/internal/store"
)

// replicated is a primary with two replicas, at least one of which has what is acknowledged.
func replicated(t *testing.T) (primary, one, two *machine) {
	t.Helper()
	primary = newMachine(t)
	one, two = primary.follow(5433), primary.follow(5434)
	primary.until("SELECT count(*) = 2 FROM pg_stat_replication")
	primary.must("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (r5433, r5434)'")
	primary.must("SELECT pg_reload_conf()")
	primary.until("SELECT count(*) = 2 FROM pg_stat_replication WHERE sync_state = 'quorum'")
	return primary, one, two
}

// promote has the replica that has more take over, and the other one follow it.
func promote(one, two *machine) (primary, replica *machine) {
	one.t.Helper()
	if one.says("SELECT pg_last_wal_receive_lsn()") < two.says("SELECT pg_last_wal_receive_lsn()") { // of one length
		one, two = two, one
	}
	one.must("SELECT pg_promote()")
	two.must(fmt.Sprintf("ALTER SYSTEM SET primary_conninfo = 'host=%s port=%d user=postgres application_name=r%d'", one.dir, one.port, two.port))
	two.must("SELECT pg_reload_conf()")
	return one, two
}

// TestFailover loses the primary in the middle of two hundred writes by four shells. What was acknowledged is there, and what
// failed is done once when it is given again with the same operation id.
func TestFailover(t *testing.T) {
	primary, one, two := replicated(t)
	primary.made()
	const writes, shells = 200, 4
	var mutex sync.Mutex
	var done sync.WaitGroup
	acknowledged, failed := 0, map[int]string{}
	lost := make(chan bool)
	for worker := range shells {
		s := shellOf(t, book("postgres", primary, one, two))
		s.vars["CRM_TIMEOUT"] = "20s"
		done.Go(func() {
			for n := worker; n < writes; n += shells {
				text, exit := s.run(append(lead(n), "--op-id", fmt.Sprint("write-", n))...)
				mutex.Lock()
				if exit == 0 {
					acknowledged++
				} else {
					failed[n] = fmt.Sprintf("exit %d: %s", exit, text)
				}
				if acknowledged+len(failed) == writes/2 {
					close(lost)
				}
				mutex.Unlock()
			}
		})
	}
	<-lost
	primary.stop("immediate")
	primary, replica := promote(one, two)
	done.Wait()
	t.Logf("%d of %d writes were acknowledged", acknowledged, writes)
	if acknowledged < shells || len(failed) == 0 {
		t.Errorf("the failover was not in the middle: %d were acknowledged, %d failed", acknowledged, len(failed))
	}
	s := shellOf(t, book("postgres", one, two))
	list := s.done("lead", "list", "--columns", "name", "-o", "csv")
	for n := range writes {
		said, bad := failed[n]
		if !bad && strings.Count(list+" ", letters(n)+" ") != 1 {
			t.Errorf("write %d was acknowledged and is lost", n)
		}
		there := strings.Contains(list+" ", letters(n)+" ")
		if bad && there && (strings.Contains(said, "othing was changed") || !strings.Contains(said, "did not say whether")) {
			t.Errorf("write %d was done, and the command said otherwise: %s", n, said)
		}
		if bad && !strings.HasPrefix(said, "exit 7") && !strings.HasPrefix(said, "exit 6") {
			t.Errorf("write %d: %s", n, said)
		}
		if bad {
			s.done(append(lead(n), "--op-id", fmt.Sprint("write-", n))...)
		}
	}
	if wrong := s.twice(writes); len(wrong) > 0 {
		t.Errorf("not there once: %v", wrong)
	}
	s.done("book", "check")

	// The one that is left follows, and shows the same.
	replica.until("SELECT count(*) = 1 FROM pg_stat_wal_receiver WHERE status = 'streaming'")
	at := primary.says("SELECT pg_current_wal_lsn()")
	replica.until("SELECT pg_last_wal_replay_lsn() >= CAST('" + at + "' AS pg_lsn)")
	r := shellOf(t, book("postgres", replica))
	if wrong := r.twice(writes); len(wrong) > 0 {
		t.Errorf("not on the replica: %v", wrong)
	}
}

// TestReplica opens a replica: reading works and says what it is, writing says where the primary is.
func TestReplica(t *testing.T) {
	primary, one, two := replicated(t)
	s := primary.made()
	s.done(lead(1)...)
	at := primary.says("SELECT pg_current_wal_lsn()")
	for _, m := range []*machine{one, two} {
		m.until("SELECT pg_last_wal_replay_lsn() >= CAST('" + at + "' AS pg_lsn)")
	}
	r := shellOf(t, book("postgres", one))
	if text := r.done("today", "--today", "fri"); !strings.Contains(text, letters(1)) || !strings.Contains(text, "is a replica") {
		t.Errorf("today on a replica: %s", text)
	}
	r.fails(7, []string{"main on localhost:5433/crm can only be read there: the server is a replica", primary.dir}, lead(2)...)
	r.fails(7, []string{"can only be read there"}, append(lead(2), "--dry-run")...)

	primary.must("ALTER DATABASE crm SET crm.primary_host = '" + primary.dir + "'")
	at = primary.says("SELECT pg_current_wal_lsn()")
	one.until("SELECT pg_last_wal_replay_lsn() >= CAST('" + at + "' AS pg_lsn)")
	text := r.fails(7, []string{"the server is a replica, of " + primary.dir, "postgres://postgres@/crm?book=main&host="}, lead(2)...)
	if strings.Contains(text, "5433/") && strings.Contains(text, "port=5433") {
		t.Errorf("the remedy names the replica: %s", text)
	}

	// A replica that hears nothing from its primary says so.
	all := shellOf(t, book("postgres", one, primary))
	all.done(lead(3)...) // which is not written to the first of them
	one.must("ALTER SYSTEM SET primary_conninfo = ''")
	one.must("SELECT pg_reload_conf()")
	one.until("SELECT count(*) = 0 FROM pg_stat_wal_receiver")
	if text := r.done("today", "--today", "fri"); !strings.Contains(text, "hears nothing from its primary") {
		t.Errorf("today on a replica that is cut off: %s", text)
	}

	// Reading on one is a matter of choice.
	by := shellOf(t, book("postgres", primary))
	if text := by.done("today", "--today", "fri", "--read-from", two.dir+":5434"); strings.Contains(text, "replica") || !strings.Contains(text, letters(1)) {
		t.Errorf("today --read-from: %s", text)
	}
	if text := by.done("today", "--today", "fri", "--read-from", one.dir+":5433"); !strings.Contains(text, "hears nothing from its primary") {
		t.Errorf("today --read-from one that is cut off: %s", text)
	}
	by.done(append(lead(4), "--read-from", two.dir+":5434")...) // writing goes to the book
	by.vars["CRM_READ_FROM"] = two.dir + ":5434"
	primary.stop("immediate")
	if text := by.done("today", "--today", "fri"); !strings.Contains(text, letters(1)) {
		t.Errorf("today without a primary: %s", text)
	}
	by.fails(7, []string{"no server answers there"}, lead(5)...)
	all.fails(7, []string{"only replicas"}, lead(5)...)
}

// TestStandbyGone has a commit wait for a replica that is gone. The command does not say that it is done, nor that nothing was
// changed, and neither does the same one given again, until a replica has it.
func TestStandbyGone(t *testing.T) {
	defer store.SetCommitWait(time.Second)()
	primary, one, two := replicated(t)
	s := primary.made()
	one.stop("fast")
	two.stop("fast")
	add := append(lead(1), "--op-id", "once")
	for range 2 {
		text := s.fails(7, []string{"did not say whether the change was saved", "a replica", "--op-id once"}, add...)
		if strings.Contains(text, "othing was changed") {
			t.Errorf("it is not known: %s", text)
		}
	}
	one.start()
	s.done(add...)
	if text := s.done("lead", "list", "--columns", "name", "-o", "csv"); strings.Count(text, letters(1)) != 1 {
		t.Errorf("it is there otherwise than once: %s", text)
	}
	s.done("book", "check")
}
