package store

import (
	"fmt"
	"strings"

	"crm/internal/crm"
)

// invariant is a question that a sound book answers with no row. A row has the number
// of a record, or of a change, and that of another one, or 0.
type invariant struct {
	code, table, field string
	query              string
	args               []any
	derived            bool   // what it asks about can be rebuilt
	mends              string // the statement that does so for all rows
}

// lost asks for files whose bytes are not there.
var lost = invariant{code: "lost-bytes", table: "files", query: `SELECT id, 0 FROM files WHERE sha256 IS NOT NULL AND NOT EXISTS (
	SELECT 1 FROM contents c WHERE c.sha256 = files.sha256 AND c.size = files.size AND length(c.bytes) = files.size)`}

// invariants are what is true of a book after every change.
func invariants() []invariant {
	all := followed()
	all = append(all, ofTags()...)
	all = append(all, ofPeople()...)
	all = append(all, ofSales()...)
	return append(all, ofNumbers()...)
}

// followed are the columns that follow from other rows (follow, in write.go).
func followed() (all []invariant) {
	own, next := saleDays()
	for _, kept := range [][3]string{
		{"contacts", "next_due", contactDue()},
		{"contacts", "policies", `nullif((SELECT count(*) FROM policies p WHERE p.contact = contacts.id AND p.` + liveCondition(crm.KindPolicy) + `), 0)`},
		{"opportunities", "own_due", own},
		{"opportunities", "next_due", next},
		{"opportunities", "last_activity", saleWorked},
		{"policies", "next_due", policyDue},
		{"settings", "fields", fieldsMark},
		{"settings", "rules", rulesMark},
	} {
		table, column, is := kept[0], kept[1], kept[2]
		all = append(all, invariant{code: "derived", table: table, field: column, derived: true,
			query: fmt.Sprintf(`SELECT id, 0 FROM %[1]s WHERE %[1]s.%[2]s IS DISTINCT FROM %[3]s`, table, column, is),
			mends: fmt.Sprintf(`UPDATE %[1]s SET %[2]s = %[3]s WHERE %[2]s IS DISTINCT FROM %[3]s`, table, column, is)})
	}
	return all
}

// ofTags hold the table tagged to the tags of the records.
func ofTags() (all []invariant) {
	for _, kind := range crm.Kinds() {
		noun := crm.NounOf(kind)
		if !noun.Tagged() {
			continue
		}
		for _, query := range []string{
			`SELECT r.id, 0 FROM %[1]s r LEFT JOIN (SELECT record, count(*) AS n FROM tagged WHERE kind = '%[2]s' GROUP BY record) t ON t.record = r.id
				WHERE length(coalesce(r.tags, ',')) - length(replace(coalesce(r.tags, ','), ',', '')) - 1 <> coalesce(t.n, 0)`,
			`SELECT DISTINCT t.record, 0 FROM tagged t LEFT JOIN %[1]s r ON r.id = t.record
				WHERE t.kind = '%[2]s' AND replace(coalesce(r.tags, ''), ',' || t.tag || ',', '') = coalesce(r.tags, '')`,
		} {
			all = append(all, invariant{code: "tags", table: noun.Table, field: "tags", derived: true, query: fmt.Sprintf(query, noun.Table, kind)})
		}
	}
	return all
}

// ofPeople are the invariants of who may be contacted, what is planned with them, and who
// looks after it.
func ofPeople() []invariant {
	with, without := crm.ContactPurposes()
	all := []invariant{
		{code: "no-household", table: "contacts", field: "household", query: `SELECT c.id, h.id FROM contacts c JOIN contacts h ON h.id = c.household WHERE h.kind <> 'household'`},
		{code: "no-organization", table: "contacts", field: "org", query: `SELECT c.id, o.id FROM contacts c JOIN contacts o ON o.id = c.org WHERE o.kind <> 'organization'`},
		{code: "itself", table: "contacts", query: `SELECT id, 0 FROM contacts WHERE id IN (household, org, referred_by)`},
		{code: "ended", table: "contacts", field: "suppression", query: `SELECT c.id, s.id FROM contacts c JOIN suppressions s ON s.id = c.suppression WHERE s.ended IS NOT NULL`},
		{code: "slot", table: "activities", field: "slot", query: `SELECT max(id), min(id) FROM activities
			WHERE status = 'open' AND coalesce(slot, '') <> '' GROUP BY contact, slot, CASE slot WHEN 'review' THEN owner END HAVING count(*) > 1`},
		{code: "planned-though-stopped", table: "activities", field: "contact", query: `SELECT a.id, c.id FROM activities a JOIN contacts c ON c.id = a.contact
			WHERE a.status = 'open' AND c.do_not_contact IS NOT NULL AND (a.purpose IN ` + codes(with) + ` OR a.kind <> 'task' AND coalesce(a.purpose, '') NOT IN ` + codes(without) + `)`},
		{code: "called-though-withdrawn", table: "activities", field: "contact", query: `SELECT a.id, c.id FROM activities a JOIN contacts c ON c.id = a.contact
			WHERE a.status = 'open' AND a.kind = 'call' AND c.calls_barred IS NOT NULL AND coalesce(a.purpose, '') NOT IN ` + codes(without)},
		{code: "closed", table: "activities", field: "done_on", query: `SELECT id, 0 FROM activities WHERE (status = 'open') = (done_on IS NOT NULL)`},
		{code: "time-of-day", table: "activities", field: "due_time", query: `SELECT id, 0 FROM activities
			WHERE due_time IS NOT NULL AND (due_time NOT LIKE '__:__' OR ltrim(replace(due_time, ':', ''), '0123456789') <> '' OR due_time > '23:59' OR substr(due_time, 4) > '59')`},
		{code: "team", table: "teams", field: "members", query: `SELECT t.id, 0 FROM teams t
			WHERE length(t.members) - length(replace(t.members, ',', '')) - 1 > (SELECT count(*) FROM producers p WHERE t.members LIKE '%,' || p.id || ',%')`},
		{code: "shared", table: "notes", field: "shared", query: `SELECT id, 0 FROM notes WHERE shared IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM producers p WHERE shared LIKE '%,' || p.id || ',%' UNION ALL SELECT 1 FROM teams t WHERE shared LIKE '%,' || t.id || ',%')`},
		{code: "on-nothing", table: "notes", query: `SELECT id, 0 FROM notes WHERE coalesce(contact, opportunity, quote, policy, activity) IS NULL`},
		{code: "on-nothing", table: "files", query: `SELECT id, 0 FROM files WHERE coalesce(contact, opportunity, quote, policy, activity) IS NULL`},
	}
	for _, kind := range crm.Kinds() {
		noun := crm.NounOf(kind)
		if noun.Owner != "owner" || noun.Live == nil {
			continue
		}
		live := ""
		if len(noun.Live) > 0 {
			live = " AND x." + liveCondition(kind)
		}
		all = append(all, invariant{code: "retired", table: noun.Table, field: "owner",
			query: `SELECT x.id, p.id FROM ` + noun.Table + ` x JOIN producers p ON p.id = x.owner WHERE p.retired IS NOT NULL` + live})
	}
	return all
}

// ofSales are the invariants of what is sold.
func ofSales() []invariant {
	pending := "q." + liveCondition(crm.KindQuote)
	return []invariant{
		{code: "accepted-twice", table: "opportunities", query: `SELECT opportunity, 0 FROM quotes WHERE status = 'accepted' GROUP BY opportunity HAVING count(*) > 1`},
		{code: "accepted-unwon", table: "quotes", field: "status", query: `SELECT q.id, o.id FROM quotes q JOIN opportunities o ON o.id = q.opportunity WHERE q.status = 'accepted' AND o.status <> 'won'`},
		{code: "pending-quote", table: "quotes", field: "status", query: `SELECT q.id, o.id FROM quotes q JOIN opportunities o ON o.id = q.opportunity WHERE ` + pending + ` AND o.status <> 'open'`},
		{code: "policies-of-one", table: "opportunities", query: `SELECT opportunity, 0 FROM policies WHERE opportunity IS NOT NULL AND status <> 'cancelled' GROUP BY opportunity HAVING count(*) > 1`},
		{code: "policy-unwon", table: "policies", field: "opportunity", query: `SELECT p.id, o.id FROM policies p JOIN opportunities o ON o.id = p.opportunity WHERE p.status <> 'cancelled' AND o.status <> 'won'`},
		{code: "policy-number", table: "policies", field: "number", query: `SELECT id, 0 FROM policies WHERE status = 'active' AND number IS NULL AND contact NOT IN (SELECT id FROM contacts WHERE erased IS NOT NULL) OR status = 'pending' AND number IS NOT NULL`},
		{code: "other-contact", table: "quotes", field: "contact", query: `SELECT q.id, o.id FROM quotes q JOIN opportunities o ON o.id = q.opportunity WHERE q.contact <> o.contact`},
	}
}

// ofNumbers are the invariants of numbers, versions and the journal.
func ofNumbers() (all []invariant) {
	var tables []string
	for _, kind := range crm.Kinds() {
		noun := crm.NounOf(kind)
		tables = append(tables, fmt.Sprintf("SELECT id, version AS v, '%s' AS kind FROM %s", kind, noun.Table))
		marks := kind == crm.KindSuppression
		beyond := "id >= (SELECT max(next) FROM counter) OR id < 1"
		if kind == crm.KindSettings {
			beyond = "id <> 0"
		}
		if marks {
			beyond = fmt.Sprintf("id < %d", firstSuppression)
		}
		all = append(all,
			invariant{code: "counter", table: noun.Table, field: "id", query: "SELECT id, 0 FROM " + noun.Table + " WHERE " + beyond},
			// How often it was written, and what the journal says of the last time. A mark of a
			// book of an earlier version may have come with the upgrade.
			invariant{code: "version", table: noun.Table, field: "version", query: fmt.Sprintf(`SELECT id, 0 FROM %s r WHERE version <> coalesce(
				(SELECT version FROM edits e WHERE e.record = r.id AND e.kind = '%s' ORDER BY e.change DESC, e.seq DESC LIMIT 1), %s)`,
				noun.Table, kind, map[bool]string{true: "1", false: "-1"}[marks])},
			invariant{code: "lost-record", table: "edits", query: fmt.Sprintf(`SELECT change, record FROM edits e WHERE kind = '%s' AND action <> 'delete'
				AND record NOT IN (SELECT id FROM %s) AND NOT EXISTS (SELECT 1 FROM edits l WHERE l.record = e.record AND l.kind = e.kind AND (l.change, l.seq) > (e.change, e.seq))`,
				kind, noun.Table)})
	}
	records := "(" + strings.Join(tables, " UNION ALL ") + ") AS kept"
	return append(all,
		invariant{code: "two-records", query: `SELECT id, 0 FROM ` + records + ` GROUP BY id HAVING count(*) > 1`},
		invariant{code: "used-again", table: "edits", query: `SELECT max(change), record FROM edits GROUP BY record HAVING count(DISTINCT kind) > 1`},
		invariant{code: "made-twice", table: "edits", query: `SELECT max(change), record FROM edits GROUP BY record, kind
			HAVING count(*) FILTER (WHERE action = 'create') - count(*) FILTER (WHERE action = 'delete') NOT IN (0, 1)`},
		invariant{code: "places", table: "edits", query: `SELECT change, 0 FROM edits GROUP BY change HAVING max(seq) <> count(*) OR min(seq) <> 1`},
		invariant{code: "of-no-change", table: "edits", query: `SELECT DISTINCT change, 0 FROM edits WHERE change NOT IN (SELECT id FROM changes)`},
		invariant{code: "cause", table: "edits", field: "cause", query: `SELECT change, record FROM edits WHERE cause IS NOT NULL AND (cause < 1 OR cause >= seq)`},
		invariant{code: "counter", table: "changes", field: "id", query: `SELECT id, 0 FROM changes WHERE id >= (SELECT max(changes) FROM counter) OR id < 1`},
		invariant{code: "undone", table: "changes", field: "undone_by", query: `SELECT id, undone_by FROM changes c
			WHERE undone_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.id = c.undone_by AND u.reverses = c.id)`},
		invariant{code: "undone", table: "changes", field: "reverses", query: `SELECT id, reverses FROM changes WHERE reverses >= id OR reverses NOT IN (SELECT id FROM changes)`},
	)
}
