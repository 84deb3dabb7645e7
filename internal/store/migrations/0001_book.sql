-- The book as it begins. Dates are ISO text, instants RFC 3339 in UTC, money
-- integer minor units, lists JSON; null is "not known". Two DDL words are
-- SQLite's: INTEGER PRIMARY KEY, which makes the number the place of the row
-- (elsewhere BIGINT), and WITHOUT ROWID.

CREATE TABLE counter (
  next    BIGINT NOT NULL, -- the number of the next record
  changes BIGINT NOT NULL, -- the number of the next change
  rolled  TEXT             -- the day as of which birthday calls were last rolled
);
INSERT INTO counter (next, changes) VALUES (1, 1);

CREATE TABLE settings (
  id                INTEGER PRIMARY KEY,
  version           BIGINT NOT NULL,
  country           TEXT,
  timezone          TEXT,
  currency          TEXT,
  weekend           TEXT,
  days_off          TEXT,
  working_days      TEXT,
  max_attempts      BIGINT,
  birthday_attempts BIGINT,
  birthday_quiet    BIGINT
);

CREATE TABLE producers (
  id      INTEGER PRIMARY KEY,
  version BIGINT NOT NULL,
  name    TEXT,
  email   TEXT,
  phone   TEXT,
  retired TEXT
);

CREATE TABLE contacts (
  id                    INTEGER PRIMARY KEY,
  version               BIGINT NOT NULL,
  kind                  TEXT NOT NULL,
  stage                 TEXT,
  name                  TEXT NOT NULL,
  given                 TEXT,
  family                TEXT,
  birthday              TEXT,
  phone                 TEXT,
  email                 TEXT,
  phones                TEXT,
  emails                TEXT,
  address               TEXT,
  household             BIGINT REFERENCES contacts (id),
  org                   BIGINT REFERENCES contacts (id),
  owner                 BIGINT REFERENCES producers (id),
  source                TEXT,
  referred_by           BIGINT REFERENCES contacts (id),
  rating                TEXT,
  call_frequency        TEXT,
  client_since          TEXT,
  last_call             TEXT,
  next_due              TEXT,
  do_not_contact        TEXT,
  do_not_contact_reason TEXT,
  do_not_contact_note   TEXT,
  reject_reason         TEXT,
  external_id           TEXT,
  created               TEXT
);
CREATE INDEX contacts_stage ON contacts (stage, next_due);
CREATE INDEX contacts_household ON contacts (household) WHERE household IS NOT NULL;
CREATE INDEX contacts_org ON contacts (org) WHERE org IS NOT NULL;
CREATE INDEX contacts_referred_by ON contacts (referred_by) WHERE referred_by IS NOT NULL;

-- What a contact can be found by: the folded name (n) and each of its words
-- (w), the phones (p) and the e-mails (e), in the form that compares equal, and
-- the number in another program (x). It
-- is found by term alone, so it has no foreign key, which would have to look
-- for the contact.
CREATE TABLE lookup (
  term    TEXT NOT NULL,
  what    TEXT NOT NULL,
  contact BIGINT NOT NULL,
  PRIMARY KEY (term, what, contact)
) WITHOUT ROWID;

CREATE TABLE opportunities (
  id             INTEGER PRIMARY KEY,
  version        BIGINT NOT NULL,
  topic          TEXT,
  contact        BIGINT NOT NULL REFERENCES contacts (id),
  line           TEXT,
  stage          TEXT,
  status         TEXT NOT NULL,
  owner          BIGINT REFERENCES producers (id),
  source         TEXT,
  reason         TEXT,
  referred_by    BIGINT REFERENCES contacts (id),
  premium        BIGINT,
  actual_premium BIGINT,
  probability    BIGINT,
  due            TEXT,
  close_by       TEXT,
  opened         TEXT,
  closed         TEXT,
  lost_reason    TEXT,
  competitor     TEXT,
  next_due       TEXT
);
CREATE INDEX opportunities_contact ON opportunities (contact);
CREATE INDEX opportunities_referred_by ON opportunities (referred_by) WHERE referred_by IS NOT NULL;
CREATE INDEX opportunities_status ON opportunities (status, next_due);

CREATE TABLE activities (
  id          INTEGER PRIMARY KEY,
  version     BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  subject     TEXT,
  contact     BIGINT REFERENCES contacts (id),
  opportunity BIGINT REFERENCES opportunities (id),
  owner       BIGINT REFERENCES producers (id),
  due         TEXT,
  due_time    TEXT,
  "start"     TEXT,
  "end"       TEXT,
  zone        TEXT,
  place       TEXT,
  priority    TEXT,
  status      TEXT NOT NULL,
  done_on     TEXT,
  call_type   TEXT,
  call_result TEXT,
  direction   TEXT,
  attempt     BIGINT,
  made_at     TEXT,
  note        TEXT,
  purpose     TEXT,
  rule        TEXT,
  cause       BIGINT,
  explanation TEXT,
  slot        TEXT,
  created     TEXT
);
CREATE INDEX activities_due ON activities (due, id) WHERE status = 'open';
CREATE INDEX activities_kind ON activities (kind, status, due);
CREATE INDEX activities_contact ON activities (contact, status, due);
CREATE INDEX activities_opportunity ON activities (opportunity, status, due) WHERE opportunity IS NOT NULL;

CREATE TABLE notes (
  id          INTEGER PRIMARY KEY,
  version     BIGINT NOT NULL,
  contact     BIGINT REFERENCES contacts (id),
  opportunity BIGINT REFERENCES opportunities (id),
  activity    BIGINT REFERENCES activities (id),
  author      BIGINT REFERENCES producers (id),
  body        TEXT,
  written     TEXT
);
CREATE INDEX notes_contact ON notes (contact);
CREATE INDEX notes_opportunity ON notes (opportunity) WHERE opportunity IS NOT NULL;
CREATE INDEX notes_activity ON notes (activity) WHERE activity IS NOT NULL;

-- The journal: a row a command, and a row an edit. An update keeps the fields
-- it changed, before and after; a delete keeps the whole record before; a
-- create keeps nothing, since the record is there.
CREATE TABLE changes (
  id        INTEGER PRIMARY KEY,
  op        TEXT NOT NULL UNIQUE, -- the operation id
  made_at   TEXT NOT NULL,        -- by the clock
  as_of     TEXT NOT NULL,        -- the day it acted on
  producer  BIGINT,
  command   TEXT NOT NULL,
  reverses  BIGINT,               -- the change that this one took back or restored
  undone_by BIGINT                -- the change that took this one back
);
CREATE TABLE edits (
  change  BIGINT NOT NULL REFERENCES changes (id),
  seq     BIGINT NOT NULL,
  action  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  record  BIGINT NOT NULL,
  version BIGINT NOT NULL, -- of the record, after the edit
  rule    TEXT,
  cause   BIGINT,          -- seq of the edit that set the rule off
  before  TEXT,
  after   TEXT,
  PRIMARY KEY (change, seq)
) WITHOUT ROWID;
CREATE INDEX edits_record ON edits (record, change);
