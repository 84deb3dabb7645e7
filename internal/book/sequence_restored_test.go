package book

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// kept is what somebody said who must not be called any more until they say otherwise.
type kept struct {
	marked bool // or wants no calls
	here   bool // they were in the book after the last step
	merged bool // into somebody, then
	both   bool // they said it as one
}

// keeper plays with a book that is backed up and restored, and keeps in mind who said no.
type keeper struct {
	*player
	said    map[int64]*kept  // by number, those of merged ones included
	canary  map[int64]string // what nobody but a contact has
	erased  []string
	backups []string
}

// withoutPhones adds people of few names, many of them without a phone or an e-mail, and
// changes their phones.
func (k *keeper) withoutPhones() map[string]func() (*crm.Outcome, error) {
	ctx, b := k.Context(), k.book
	number := func() string { return k.one("number", "614-555-0147", "614-555-0155", "614-555-0166") }
	return map[string]func() (*crm.Outcome, error){
		"person": func() (*crm.Outcome, error) {
			canary := fmt.Sprintf("qzx%dqzx", k.desk.op)
			v := Values{"name": {k.one("name", "Ann Low", "Bo Kim", "Cy Poe", "Dee Orr", "Eve Lim")}, "address": {canary + " St"}, "note": {canary}}
			if k.maybe("a phone", 2) {
				v["phone"] = []string{number()}
			}
			if k.maybe("an e-mail", 5) {
				v["email"] = []string{k.one("email", "ann@example.com", "bo@example.com")}
			}
			if k.maybe("a birthday", 5) {
				v["birthday"] = []string{k.one("birthday", "1980-06-05", "1971-01-02")}
			}
			o, err := b.AddContact(ctx, "lead add", NewContact{Values: v, Stage: crm.StageLead, AllowDuplicate: k.maybe("allow", 2)})
			if err == nil {
				for _, e := range o.Edits {
					if e.Kind == crm.KindContact && e.Action == crm.Create {
						k.canary[e.ID] = canary
					}
				}
			}
			return o, err
		},
		"other phone": func() (*crm.Outcome, error) {
			in := ContactEdit{Values: Values{"phone": {number()}}}
			if k.maybe("remove", 2) {
				in.RemovePhones = []string{number()}
			}
			return b.EditContacts(ctx, "contact edit", []string{k.person()}, in)
		},
		"merge who said no": func() (*crm.Outcome, error) {
			return b.Merge(ctx, crm.MergeCommand, k.person(), k.id("contacts", "do_not_contact IS NOT NULL OR calls_withdrawn IS NOT NULL"), nil)
		},
		"delete person": func() (*crm.Outcome, error) {
			id := k.person()
			ids := append([]string{id}, k.numbersAbout(id)...)
			return b.Delete(ctx, ids)
		},
		"erase": func() (*crm.Outcome, error) {
			id := k.id("contacts", "erased IS NULL AND kind = 'person'")
			gone := []string{id}
			for _, row := range k.raw.rows("SELECT old_number FROM aliases WHERE contact = ?", id) {
				gone = append(gone, strings.TrimPrefix(row, "old_number="))
			}
			o, err := b.Erase(ctx, id, "asked")
			if err == nil {
				for number, canary := range k.canary {
					if slices.Contains(gone, fmt.Sprint(number)) {
						k.erased = append(k.erased, canary)
					}
				}
			}
			return o, err
		},
	}
}

// numbersAbout are the records that are about a contact.
func (k *keeper) numbersAbout(id string) (ids []string) {
	for _, table := range []string{"activities", "notes", "consents", "aliases"} {
		for _, row := range k.raw.rows("SELECT id FROM "+table+" WHERE contact = ?", id) {
			ids = append(ids, strings.TrimPrefix(row, "id="))
		}
	}
	return ids
}

// backUp backs the book up, beside it or elsewhere.
func (k *keeper) backUp() {
	to := BackupTo{Dir: BackupDir(k.desk.path), Reason: crm.BackupByHand, Now: k.desk.now}
	if k.maybe("elsewhere", 2) {
		to = BackupTo{File: filepath.Join(filepath.Dir(k.desk.path), fmt.Sprintf("away-%d", len(k.backups)), "away.db")}
		if err := os.Mkdir(filepath.Dir(to.File), 0o700); err != nil {
			k.Fatal(err)
		}
	}
	made, err := BackUp(k.Context(), k.desk.options(), to)
	if err != nil {
		k.Fatal(err)
	}
	k.backups = append(k.backups, made.Path)
	k.log = append(k.log, fmt.Sprintf("backup %d of change %d", len(k.backups), made.Change))
}

// restore restores a backup.
func (k *keeper) restore() {
	n := len(k.backups) - 1
	if k.maybe("an earlier one", 2) {
		n = rapid.IntRange(0, n).Draw(k.T, "backup")
	}
	if _, err := os.Stat(k.backups[n]); err != nil {
		return // it was removed
	}
	silent, known := k.unwilling()
	free, were := k.free(), k.bearers(silent)
	_ = k.book.Close()
	_ = k.raw.db.Close()
	o := k.desk.options()
	o.As, o.Yes = "", true
	done, err := Restore(k.Context(), o, k.backups[n], nil)
	switch crm.CodeOf(err) {
	case crm.CodeDamaged: // somebody erased is merged there
		k.log = append(k.log, fmt.Sprintf("restore %d: %v", n+1, err))
	default:
		if err != nil {
			k.Fatalf("restore %d: %v\n%s", n+1, err, strings.Join(k.log, "\n"))
		}
		k.log = append(k.log, fmt.Sprintf("restore %d: change %d, %+v", n+1, done.As, done))
	}
	k.raw = lookRaw(k.T, k.desk.path)
	k.open()
	if err == nil {
		k.sameNames(silent, known)
		k.heldWereFree(done.Held, free)
		if slices.Contains(append(done.Gone, done.Held...), crm.Nothing) {
			k.Fatalf("somebody without a name is named: %+v\n%s", done, strings.Join(k.log, "\n"))
		}
	}
	k.look("restored", true)
	if err == nil && k.maybe("come again", 2) {
		k.comesAgain(were)
	}
}

// unwilling returns who wants no calls or is marked, and the numbers of all contacts.
func (k *keeper) unwilling() (silent []*crm.Contact, known map[int64]bool) {
	err := k.book.read(k.Context(), func(v reader) (err error) {
		if known, err = v.tx.ContactNumbers(); err != nil {
			return err
		}
		for id := range known {
			c, err := v.contactIfThere(id)
			if err != nil {
				return err
			}
			if c != nil && c.Erased.IsZero() && !(c.DoNotContact.IsZero() && c.CallsWithdrawn.IsZero()) {
				silent = append(silent, c)
			}
		}
		return nil
	})
	if err != nil {
		k.Fatal(err)
	}
	return silent, known
}

// bearers returns those who said no, as they were under each number that they have.
func (k *keeper) bearers(silent []*crm.Contact) (all []*crm.Contact) {
	err := k.book.read(k.Context(), func(v reader) error {
		for _, c := range silent {
			all = append(all, c)
			aliases, err := v.tx.AliasesOf(c.ID)
			if err != nil {
				return err
			}
			for _, a := range aliases {
				was, err := v.tx.DeletedContact(a.Number)
				if err != nil {
					return err
				}
				if was != nil {
					all = append(all, was)
				}
			}
		}
		return nil
	})
	if err != nil {
		k.Fatal(err)
	}
	return all
}

// comesAgain enters somebody again who said no in the book that gave way, under the name that
// they had there. Nobody else of the name is in the book, and nothing tells the two apart.
func (k *keeper) comesAgain(were []*crm.Contact) {
	were = slices.DeleteFunc(were, func(c *crm.Contact) bool { // who is there, or may be asked about
		return len(k.raw.rows("SELECT id FROM contacts WHERE name = ?1 OR id = ?2 UNION SELECT id FROM aliases WHERE old_number = ?2", c.Name, c.ID)) > 0
	})
	if len(were) == 0 {
		return
	}
	who := rapid.SampledFrom(were).Draw(k.T, "who comes again")
	o, err := k.book.AddContact(k.Context(), "lead add", NewContact{Values: Values{"name": {who.Name}}, Stage: crm.StageLead, AllowDuplicate: true})
	k.log = append(k.log, fmt.Sprintf("%s enter %s again: %v", k.day, who.Name, err))
	if err != nil {
		k.Fatalf("%v\n%s", err, strings.Join(k.log, "\n"))
	}
	k.waysThere("person", o, err)
	if len(k.raw.rows("SELECT id FROM contacts WHERE name = ? AND do_not_contact IS NULL AND calls_withdrawn IS NULL", who.Name)) > 0 {
		k.Fatalf("%s said no as %d, and may be called\n%s", who.Name, who.ID, strings.Join(k.log, "\n"))
	}
	k.look("done", false)
}

// free returns the numbers of those who may be contacted, those of merged ones included.
func (k *keeper) free() map[int64]bool {
	free := map[int64]bool{}
	for _, row := range k.raw.rows("SELECT id FROM contacts WHERE stopped IS NULL AND erased IS NULL UNION SELECT old_number FROM aliases JOIN contacts c ON c.id = contact AND c.stopped IS NULL AND c.erased IS NULL") {
		id, err := strconv.ParseInt(strings.TrimPrefix(row, "id="), 10, 64)
		if err != nil {
			k.Fatal(err)
		}
		free[id] = true
	}
	return free
}

// heldWereFree looks for those whom a restore has marked again though they could be contacted,
// as it says: they could.
func (k *keeper) heldWereFree(held []string, free map[int64]bool) {
	for _, name := range held {
		ids := k.raw.rows("SELECT id FROM contacts WHERE name = ?", name)
		if len(ids) > 0 && !slices.ContainsFunc(ids, func(row string) bool {
			id, err := strconv.ParseInt(strings.TrimPrefix(row, "id="), 10, 64)
			return err == nil && free[id]
		}) {
			k.Fatalf("%s could not be contacted before the restore\n%s", name, strings.Join(k.log, "\n"))
		}
	}
}

// sameNames looks for people in a restored book whom the book before had not, and who have the
// name of one who said no there, while nothing tells the two apart.
func (k *keeper) sameNames(silent []*crm.Contact, known map[int64]bool) {
	_, numbers := k.unwilling()
	err := k.book.read(k.Context(), func(v reader) error {
		for id := range numbers {
			c, err := v.contactIfThere(id)
			if c == nil || known[id] || !c.Erased.IsZero() || err != nil {
				if err != nil {
					return err
				}
				continue
			}
			for _, s := range silent {
				apart := len(c.Phones)+len(c.Emails) > 0 && len(s.Phones)+len(s.Emails) > 0 || !c.Birthday.IsZero() && !s.Birthday.IsZero()
				if c.Name == s.Name && !apart && c.DoNotContact.IsZero() && c.CallsWithdrawn.IsZero() {
					k.Fatalf("%s (%d), who said no as %d, may be called\n%s", c.Name, c.ID, s.ID, strings.Join(k.log, "\n"))
				}
			}
		}
		return nil
	})
	if err != nil {
		k.Fatal(err)
	}
}

// look compares the book with what is kept in mind. Whoever has come back, or is in a book
// that has been restored, may not be called; what somebody else does about it since is theirs.
func (k *keeper) look(when string, restored bool) {
	was := map[int64]kept{}
	for id, said := range k.said {
		was[id] = *said
		said.here, said.merged = false, false
	}
	err := k.book.read(k.Context(), func(v reader) error {
		unwilling, err := v.tx.Unwilling()
		if err != nil {
			return err
		}
		numbers, err := v.tx.ContactNumbers()
		if err != nil {
			return err
		}
		for id := range numbers {
			c, err := v.contactIfThere(id)
			if c == nil && err == nil {
				c, err = v.mergedInto(id, "")
			}
			if err != nil {
				return err
			}
			said := k.said[id]
			if said == nil || !c.Erased.IsZero() {
				continue
			}
			said.here, said.merged = true, c.ID != id
			apart := was[id].both && was[id].merged && !said.merged
			switch marked, silent := !c.DoNotContact.IsZero(), !crm.WithdrawnSince(unwilling.Words[c.ID], crm.ByCall).IsZero(); {
			case marked || silent && !said.marked:
			case restored || apart || !was[id].here:
				k.Fatalf("%s: %s (%d, then %d) said no, which is not on the card\n%s", when, c.Name, c.ID, id, strings.Join(k.log, "\n"))
			default:
				delete(k.said, id)
			}
		}
		for id, said := range k.said {
			if !restored && was[id].here && !said.here { // deleted, with what they said
				delete(k.said, id)
			}
		}
		for _, c := range append(unwilling.Marked, unwilling.Withdrawn...) {
			marked := !c.DoNotContact.IsZero()
			if !c.Erased.IsZero() || !marked && crm.WithdrawnSince(unwilling.Words[c.ID], crm.ByCall).IsZero() {
				continue
			}
			of, err := v.numbersOf(c.ID)
			if err != nil {
				return err
			}
			said := k.said[c.ID]
			for _, id := range of {
				both := len(of) > 1 && (said == nil && when == "done" || k.said[id] != nil && k.said[id].both)
				k.said[id] = &kept{marked, true, id != c.ID, both}
			}
		}
		return nil
	})
	if err != nil {
		k.Fatal(err)
	}
}

// nothingErased looks for what was erased in the book and the backups beside it.
func (k *keeper) nothingErased(when string) {
	paths, err := filepath.Glob(filepath.Join(BackupDir(k.desk.path), "*"))
	if err != nil {
		k.Fatal(err)
	}
	for _, path := range append(paths, k.desk.path, k.desk.path+"-wal") {
		data, _ := os.ReadFile(path)
		for _, canary := range k.erased {
			if bytes.Contains(data, []byte(canary)) {
				k.Fatalf("%s: %s is in %s\n%s", when, canary, filepath.Base(path), strings.Join(k.log, "\n"))
			}
		}
	}
}

// TestWhoSaidNoStaysKnown: whatever is added, merged, deleted, erased, taken back, backed up
// and restored, in any order, whoever said no has it on their card whenever they are in the
// book, until it is taken back there; and whoever was erased is found nowhere.
func TestWhoSaidNoStaysKnown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		k := &keeper{player: newPlayer(t, r), said: map[int64]*kept{}, canary: map[int64]string{}}
		k.more = func(context.Context) map[string]func() (*crm.Outcome, error) { return k.withoutPhones() }
		for range 2 {
			k.step([]string{"person"})
		}
		k.backUp()
		names := []string{"person", "person", "other phone", "delete person", "merge", "merge", "merge who said no", "no calls", "no calls", "stop", "stop", "calls again", "allow", "erase"}
		for range rapid.IntRange(6, 30).Draw(r, "steps") {
			when := "taken back"
			switch k.one("what", "step", "step", "step", "step", "reverse", "undo", "undo", "back up", "back up", "restore") {
			case "back up":
				k.backUp()
				continue
			case "restore":
				k.restore()
				when = "restored"
			case "undo":
				o, err := k.undo(k.Context(), 0)
				k.log = append(k.log, fmt.Sprintf("%s undo: %t %v", k.day, o != nil, err))
				k.waysThere("undo", o, err)
			case "reverse":
				k.stepOrReverse(names)
			default:
				k.step(names)
				when = "done"
			}
			k.look(when, false)
			if len(k.erased) > 0 {
				k.nothingErased(when)
			}
			k.raw.checked()
			if r.Failed() {
				r.Fatal(strings.Join(k.log, "\n"))
			}
		}
		k.restore()
		k.raw.checked()
	})
}
