-- Who may be contacted, how people are found, and when somebody is next to be
-- reached. The look-up terms and the derived dates are computed again after it
-- (refresh, in upgrade.go).

-- How a name is pronounced, and where it stands in the order of its language.
ALTER TABLE contacts ADD COLUMN reading TEXT;
ALTER TABLE contacts ADD COLUMN name_order BLOB; -- BYTEA elsewhere
ALTER TABLE producers ADD COLUMN name_order BLOB;

-- The parts of a name beside given and family. All of them are filled from the names that
-- say for certain what is what (takeNamesApart, in upgrade.go).
ALTER TABLE contacts ADD COLUMN prefix TEXT;
ALTER TABLE contacts ADD COLUMN middle TEXT;
ALTER TABLE contacts ADD COLUMN suffix TEXT;
ALTER TABLE contacts ADD COLUMN nickname TEXT;

-- A part of the country with days off of its own.
ALTER TABLE settings ADD COLUMN region TEXT;

-- The number of a policy is found however it is written.
DROP INDEX policies_number;
CREATE INDEX policies_number ON policies (lower(replace(replace(replace(replace(number, ' ', ''), '-', ''), '.', ''), '/', '')));

-- Telephone numbers and e-mail addresses that nobody may use, and on each
-- contact whether one of theirs is (stopped), which lists ask on every line.
CREATE TABLE suppressions (
  id           INTEGER PRIMARY KEY,
  version      BIGINT NOT NULL,
  channel      TEXT NOT NULL,
  value        TEXT NOT NULL,
  point        TEXT NOT NULL,
  since        TEXT NOT NULL,
  reason       TEXT,
  note         TEXT,
  author       BIGINT REFERENCES producers (id),
  contact      BIGINT REFERENCES contacts (id),
  source       TEXT,
  ended        TEXT,
  ended_reason TEXT,
  ended_by     BIGINT REFERENCES producers (id)
);
CREATE INDEX suppressions_point ON suppressions (point);
CREATE INDEX suppressions_contact ON suppressions (contact) WHERE contact IS NOT NULL;

ALTER TABLE contacts ADD COLUMN stopped TEXT;
ALTER TABLE contacts ADD COLUMN stopped_reason TEXT;
ALTER TABLE contacts ADD COLUMN suppression BIGINT REFERENCES suppressions (id);
CREATE INDEX contacts_suppression ON contacts (suppression) WHERE suppression IS NOT NULL;
CREATE INDEX contacts_stopped ON contacts (stopped) WHERE stopped IS NOT NULL;

-- When the next step is due that regards an opportunity: next_due may be of one that
-- its contact has beside it.
ALTER TABLE opportunities ADD COLUMN own_due TEXT;
CREATE INDEX opportunities_beside ON opportunities (owner, next_due, coalesce(last_activity, opened)) WHERE status = 'open' AND own_due IS NULL;

-- Who has done an activity: whoever made the last change that did it and is in force.
ALTER TABLE activities ADD COLUMN done_by BIGINT REFERENCES producers (id);
UPDATE activities SET done_by = (
  SELECT producer FROM edits JOIN changes ON id = change
  WHERE record = activities.id AND kind = 'activity' AND (action = 'create' OR after LIKE '%"status":"done"%')
    AND undone_by IS NULL AND reverses IS NULL
  ORDER BY change DESC, seq DESC LIMIT 1
) WHERE status = 'done';

-- Why a change did what needs a reason, such as taking a mark back.
ALTER TABLE changes ADD COLUMN reason TEXT;

-- What was asked for under an operation id that somebody gave, so that it stands
-- for nothing else, the numbers of the records that it named, so that it names the
-- same when it is given again, and 1 if it left something out.
ALTER TABLE changes ADD COLUMN asked TEXT;
ALTER TABLE changes ADD COLUMN named TEXT;
ALTER TABLE changes ADD COLUMN partial BIGINT;

-- The edition of the rules of the program that made a change; null before there were any.
ALTER TABLE changes ADD COLUMN edition BIGINT;

-- Who came from a row of a file that says no more of them than a name and where they
-- belong, so that the same row is known when it comes again. What the row said is kept
-- as a digest.
CREATE TABLE imported (
  said    TEXT NOT NULL,
  contact BIGINT NOT NULL,
  PRIMARY KEY (said, contact)
) WITHOUT ROWID;

-- When the first of what is planned for a policy is due, and those in force whose
-- end nobody looks after, which every day's list asks for.
ALTER TABLE policies ADD COLUMN next_due TEXT;
CREATE INDEX policies_stray ON policies (coalesce(owner, 0), coalesce(expires, '9999-12-31'))
  WHERE ended IS NULL AND (next_due IS NULL OR next_due > expires);

-- What is known of the fields that a book has added: an object in JSON, with the stored
-- forms by name. A field more or less changes no table.
ALTER TABLE contacts ADD COLUMN own TEXT;
ALTER TABLE activities ADD COLUMN own TEXT;
ALTER TABLE opportunities ADD COLUMN own TEXT;
ALTER TABLE quotes ADD COLUMN own TEXT;
ALTER TABLE policies ADD COLUMN own TEXT;

-- The fields that a book has added, and with its settings the numbers and versions of
-- them all, so that whoever reads the settings knows whether there are any, and whether
-- they are those that it has read.
CREATE TABLE fields (
  id       INTEGER PRIMARY KEY,
  version  BIGINT NOT NULL,
  "on"     TEXT NOT NULL,
  name     TEXT NOT NULL,
  type     TEXT NOT NULL,
  choices  TEXT,
  label    TEXT,
  label_ja TEXT,
  label_it TEXT,
  label_es TEXT
);
ALTER TABLE settings ADD COLUMN fields TEXT;

-- What one contact is to another.
CREATE TABLE relations (
  id      INTEGER PRIMARY KEY,
  version BIGINT NOT NULL,
  contact BIGINT NOT NULL REFERENCES contacts (id),
  other   BIGINT NOT NULL REFERENCES contacts (id),
  "as"    TEXT NOT NULL
);
CREATE INDEX relations_contact ON relations (contact);
CREATE INDEX relations_other ON relations (other);

-- What contacts have said about being reached on a channel, and since when they may not be
-- called, or sent e-mails, although they may be reached otherwise; and at which hours.
CREATE TABLE consents (
  id      INTEGER PRIMARY KEY,
  version BIGINT NOT NULL,
  contact BIGINT NOT NULL REFERENCES contacts (id),
  channel TEXT NOT NULL,
  state   TEXT NOT NULL,
  since   TEXT NOT NULL,
  how     TEXT,
  purpose TEXT,
  note    TEXT,
  source  TEXT
);
CREATE INDEX consents_contact ON consents (contact);
ALTER TABLE contacts ADD COLUMN time_zone TEXT;
ALTER TABLE settings ADD COLUMN calling_hours TEXT;
ALTER TABLE settings ADD COLUMN profiles TEXT;
ALTER TABLE contacts ADD COLUMN calls_withdrawn TEXT;
ALTER TABLE contacts ADD COLUMN calls_barred TEXT;
ALTER TABLE contacts ADD COLUMN texts_withdrawn TEXT;
ALTER TABLE contacts ADD COLUMN emails_withdrawn TEXT;
ALTER TABLE contacts ADD COLUMN post_withdrawn TEXT;
ALTER TABLE contacts ADD COLUMN emails_barred TEXT;

-- Since when and why a contact is erased. Erasures are known whether or not the contact is
-- in the book, so that a backup that has them still does not bring them back; made is a sum
-- of the operation that recorded them. What has been erased may be found in the file until
-- that is rewritten, which unclean says has to be done.
ALTER TABLE contacts ADD COLUMN erased TEXT;
ALTER TABLE contacts ADD COLUMN erased_reason TEXT;
CREATE TABLE erasures (
  contact BIGINT NOT NULL,
  made    TEXT NOT NULL,
  day     TEXT NOT NULL,
  reason  TEXT,
  PRIMARY KEY (contact, made)
) WITHOUT ROWID;
ALTER TABLE counter ADD COLUMN unclean BIGINT;

-- The phones on which somebody who was erased wanted no calls, and the e-mails at which they
-- wanted none, where somebody else has them, too: sums, of which nothing can be read. So are
-- the words of those who were not in a backup that was restored, by who they were.
CREATE TABLE silenced (
  point   TEXT NOT NULL,
  channel TEXT NOT NULL,
  since   TEXT NOT NULL,
  reason  TEXT,
  PRIMARY KEY (point, channel)
) WITHOUT ROWID;

-- The numbers of contacts that were merged into others, and what was left of them there.
CREATE TABLE aliases (
  id      INTEGER PRIMARY KEY,
  version BIGINT NOT NULL,
  old_number BIGINT NOT NULL,
  contact BIGINT NOT NULL REFERENCES contacts (id),
  since   TEXT NOT NULL
);
CREATE INDEX aliases_old_number ON aliases (old_number);
CREATE INDEX aliases_contact ON aliases (contact);
ALTER TABLE contacts ADD COLUMN also TEXT;

-- How many of the backups that are made by themselves are kept.
ALTER TABLE settings ADD COLUMN backups BIGINT;
UPDATE settings SET backups = 10;
ALTER TABLE settings ADD COLUMN retention_years BIGINT;
UPDATE settings SET retention_years = 0;

-- The words that somebody has put on records, and which records have each.
ALTER TABLE contacts ADD COLUMN tags TEXT;
ALTER TABLE activities ADD COLUMN tags TEXT;
ALTER TABLE opportunities ADD COLUMN tags TEXT;
ALTER TABLE quotes ADD COLUMN tags TEXT;
ALTER TABLE policies ADD COLUMN tags TEXT;
ALTER TABLE notes ADD COLUMN tags TEXT;
ALTER TABLE files ADD COLUMN tags TEXT;
CREATE TABLE tagged (
  tag    TEXT NOT NULL,
  kind   TEXT NOT NULL,
  record BIGINT NOT NULL,
  PRIMARY KEY (tag, kind, record)
) WITHOUT ROWID;

-- The addresses of a contact, of which the first is the primary one: as JSON, and the parts of
-- that one. An address of before is a street until it is taken apart (address.go), in
-- the journal, too.
ALTER TABLE contacts ADD COLUMN addresses TEXT;
ALTER TABLE contacts ADD COLUMN street TEXT;
ALTER TABLE contacts ADD COLUMN city TEXT;
ALTER TABLE contacts ADD COLUMN region TEXT;
ALTER TABLE contacts ADD COLUMN postal_code TEXT;
ALTER TABLE contacts ADD COLUMN address_country TEXT;

-- What a calendar or a mail program calls an activity that came from it, and what a calendar
-- last said of it.
ALTER TABLE activities ADD COLUMN external_id TEXT;
ALTER TABLE activities ADD COLUMN external_said TEXT;
CREATE INDEX activities_external ON activities (external_id) WHERE external_id IS NOT NULL;
-- The first e-mail of those that an e-mail answers.
ALTER TABLE activities ADD COLUMN thread TEXT;
CREATE INDEX activities_thread ON activities (thread) WHERE thread IS NOT NULL;

-- The rules of the book's own, and what it says of built-in ones; and with its settings the
-- numbers and versions of them all, so that a book without any asks for none. Which rule made
-- an edit is asked for by its name.
CREATE TABLE rules (
  id      INTEGER PRIMARY KEY,
  version BIGINT NOT NULL,
  name    TEXT NOT NULL,
  state   TEXT NOT NULL,
  before  TEXT,
  after   TEXT,
  source  TEXT,
  clauses TEXT,
  heads   TEXT,
  language TEXT
);
-- What it says of packs of rules counts with these.
CREATE TABLE packs (
  id       INTEGER PRIMARY KEY,
  version  BIGINT NOT NULL,
  name     TEXT NOT NULL,
  state    TEXT NOT NULL,
  language TEXT
);
ALTER TABLE settings ADD COLUMN rules TEXT;
CREATE INDEX edits_rule ON edits (rule, change) WHERE rule IS NOT NULL;

-- The rules that failed in a change, until somebody has seen it.
CREATE TABLE rule_problems (
  change BIGINT NOT NULL,
  rule   TEXT NOT NULL,
  kind   TEXT NOT NULL,
  record BIGINT NOT NULL,
  part   TEXT,
  why    TEXT NOT NULL,
  n      BIGINT NOT NULL,
  PRIMARY KEY (change, rule)
) WITHOUT ROWID;

-- How many calls a producer makes a day, and after how many working days a call is tried again.
-- Whether a day has room is answered by the index of what is due.
ALTER TABLE settings ADD COLUMN calls_per_day BIGINT;
ALTER TABLE settings ADD COLUMN retry_days TEXT;
DROP INDEX activities_due;
CREATE INDEX activities_due ON activities (due, id, owner, kind) WHERE status = 'open';

-- The records for which a rule was made to act later, by a change that supposes an edit of each:
-- no edit of the journal set it off. Each is done once, unless the change is taken back.
CREATE TABLE rule_fills (
  rule   TEXT NOT NULL,
  record BIGINT NOT NULL,
  change BIGINT NOT NULL,
  PRIMARY KEY (rule, record, change)
) WITHOUT ROWID;

-- On a server, which producer a login is, and the numbers of those for whom it may act. Whoever owns
-- the tables writes it. A change keeps who was logged in if they acted for somebody else.
CREATE TABLE logins (
  login    TEXT PRIMARY KEY,
  producer BIGINT NOT NULL,
  acts_for TEXT
);
ALTER TABLE changes ADD COLUMN acted_by BIGINT;
