-- Quotes, policies, files, teams, saved views and reports; what opportunities,
-- activities, notes and producers need beside them.

CREATE TABLE quotes (
  id             INTEGER PRIMARY KEY,
  version        BIGINT NOT NULL,
  opportunity    BIGINT NOT NULL REFERENCES opportunities (id),
  contact        BIGINT NOT NULL REFERENCES contacts (id),
  carrier        TEXT,
  product        TEXT,
  status         TEXT NOT NULL,
  premium        BIGINT,
  term           BIGINT,
  annual_premium BIGINT,
  effective      TEXT,
  expires        TEXT,
  limits         TEXT,
  deductibles    TEXT,
  requested      TEXT,
  received       TEXT
);
CREATE INDEX quotes_opportunity ON quotes (opportunity);
CREATE INDEX quotes_contact ON quotes (contact);
CREATE INDEX quotes_status ON quotes (status, expires);

CREATE TABLE policies (
  id             INTEGER PRIMARY KEY,
  version        BIGINT NOT NULL,
  contact        BIGINT NOT NULL REFERENCES contacts (id),
  opportunity    BIGINT REFERENCES opportunities (id),
  quote          BIGINT REFERENCES quotes (id),
  renews         BIGINT REFERENCES policies (id),
  owner          BIGINT REFERENCES producers (id),
  number         TEXT,
  carrier        TEXT,
  product        TEXT,
  line           TEXT,
  status         TEXT NOT NULL,
  premium        BIGINT,
  term           BIGINT,
  annual_premium BIGINT,
  effective      TEXT,
  expires        TEXT,
  ended          TEXT
);
CREATE INDEX policies_contact ON policies (contact);
CREATE INDEX policies_opportunity ON policies (opportunity) WHERE opportunity IS NOT NULL;
CREATE INDEX policies_number ON policies (lower(number));
CREATE INDEX policies_quote ON policies (quote) WHERE quote IS NOT NULL;
CREATE INDEX policies_renews ON policies (renews) WHERE renews IS NOT NULL;
CREATE INDEX policies_status ON policies (status, expires);

CREATE TABLE files (
  id          INTEGER PRIMARY KEY,
  version     BIGINT NOT NULL,
  contact     BIGINT REFERENCES contacts (id),
  opportunity BIGINT REFERENCES opportunities (id),
  quote       BIGINT REFERENCES quotes (id),
  policy      BIGINT REFERENCES policies (id),
  activity    BIGINT REFERENCES activities (id),
  author      BIGINT REFERENCES producers (id),
  name        TEXT,
  media_type  TEXT,
  size        BIGINT,
  sha256      TEXT,
  added       TEXT
);
CREATE INDEX files_contact ON files (contact) WHERE contact IS NOT NULL;
CREATE INDEX files_quote ON files (quote) WHERE quote IS NOT NULL;
CREATE INDEX files_policy ON files (policy) WHERE policy IS NOT NULL;
CREATE INDEX files_activity ON files (activity) WHERE activity IS NOT NULL;
CREATE INDEX files_opportunity ON files (opportunity) WHERE opportunity IS NOT NULL;

-- The bytes of files, each content once. Like the journal they stay when a file
-- is taken out, since undo brings it back.
CREATE TABLE contents (
  sha256 TEXT PRIMARY KEY,
  size   BIGINT NOT NULL,
  bytes  BLOB NOT NULL -- BYTEA elsewhere
);

CREATE TABLE teams (
  id      INTEGER PRIMARY KEY,
  version BIGINT NOT NULL,
  name    TEXT,
  members TEXT
);

CREATE TABLE views (
  id      INTEGER PRIMARY KEY,
  version BIGINT NOT NULL,
  name    TEXT,
  list    TEXT,
  "where" TEXT,
  columns TEXT,
  sort    TEXT,
  owner   TEXT
);

CREATE TABLE reports (
  id         INTEGER PRIMARY KEY,
  version    BIGINT NOT NULL,
  name       TEXT,
  definition TEXT
);

ALTER TABLE producers ADD COLUMN role TEXT;
ALTER TABLE contacts ADD COLUMN policies BIGINT;
ALTER TABLE settings ADD COLUMN lines TEXT;
ALTER TABLE settings ADD COLUMN stages TEXT;
ALTER TABLE settings ADD COLUMN renewal_days BIGINT;
ALTER TABLE settings ADD COLUMN x_date_days BIGINT;
ALTER TABLE settings ADD COLUMN file_limit BIGINT;
UPDATE settings SET renewal_days = 60, x_date_days = 60, file_limit = 25;

ALTER TABLE notes ADD COLUMN quote BIGINT REFERENCES quotes (id);
ALTER TABLE notes ADD COLUMN policy BIGINT REFERENCES policies (id);
ALTER TABLE notes ADD COLUMN shared TEXT;
CREATE INDEX notes_quote ON notes (quote) WHERE quote IS NOT NULL;
CREATE INDEX notes_policy ON notes (policy) WHERE policy IS NOT NULL;

ALTER TABLE activities ADD COLUMN policy BIGINT REFERENCES policies (id);
ALTER TABLE activities ADD COLUMN assigned TEXT;
CREATE INDEX activities_policy ON activities (policy) WHERE policy IS NOT NULL;

ALTER TABLE opportunities ADD COLUMN referred_by_producer BIGINT REFERENCES producers (id);
ALTER TABLE opportunities ADD COLUMN stage_since TEXT;
ALTER TABLE opportunities ADD COLUMN assigned TEXT;
ALTER TABLE opportunities ADD COLUMN x_date TEXT;
ALTER TABLE opportunities ADD COLUMN last_activity TEXT;
-- What a producer's list of the day asks for; the owner comes first, so that
-- one's own does not cost more where there are many others.
CREATE INDEX opportunities_due ON opportunities (owner, due) WHERE status = 'open' AND due IS NOT NULL;
CREATE INDEX opportunities_close_by ON opportunities (owner, close_by) WHERE status = 'open' AND close_by IS NOT NULL;
CREATE INDEX opportunities_assigned ON opportunities (owner, assigned) WHERE status = 'open' AND assigned IS NOT NULL;
CREATE INDEX opportunities_quiet ON opportunities (owner, next_due, coalesce(last_activity, opened)) WHERE status = 'open';
UPDATE opportunities SET
  probability = coalesce(probability, CASE stage WHEN 'new' THEN 10 WHEN 'qualifying' THEN 25 WHEN 'quoting' THEN 50 WHEN 'presented' THEN 70 WHEN 'closing' THEN 90 END),
  stage_since = opened,
  last_activity = (SELECT max(done_on) FROM activities WHERE opportunity = opportunities.id AND status = 'done');

-- What reports group by: the dates that --from and --to are about.
CREATE INDEX opportunities_closed ON opportunities (status, closed) WHERE closed IS NOT NULL;
CREATE INDEX opportunities_source ON opportunities (source, opened) WHERE source IS NOT NULL;
CREATE INDEX activities_done ON activities (done_on) WHERE status = 'done';
CREATE INDEX quotes_requested ON quotes (requested);
CREATE INDEX policies_expires ON policies (expires);
