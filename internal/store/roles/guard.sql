-- What a server keeps by itself, once a producer has a login of their own: run by whoever owns the
-- tables, with each grant and after an upgrade, statement by statement (a blank line ends one).
-- :schema and :group are names.
--
-- Who asks is session_user, which no SET ROLE and no setting changes. Each rule asks it in a
-- sub-select, once a statement. The functions are bound to the tables when they are made, so no
-- search_path leads them to others.

CREATE OR REPLACE FUNCTION numbers(list text) RETURNS bigint[] IMMUTABLE PARALLEL SAFE
RETURN coalesce(CAST(string_to_array(nullif(btrim(list, ','), ''), ',') AS bigint[]), CAST('{}' AS bigint[]))

-- The producer whose login it is; null for a login of nobody, and once they are retired.
CREATE OR REPLACE FUNCTION me() RETURNS bigint STABLE PARALLEL SAFE
RETURN (SELECT p.id FROM logins l JOIN producers p ON p.id = l.producer WHERE l.login = CAST(session_user AS text) AND p.retired IS NULL)

-- In whose name a login may write: its producer, and those for whom they may act.
CREATE OR REPLACE FUNCTION acting() RETURNS bigint[] STABLE PARALLEL SAFE
RETURN (SELECT me() || numbers(acts_for) FROM logins WHERE login = CAST(session_user AS text) AND me() IS NOT NULL)

-- With whom a note may be shared, so that a login reads it: those, and their teams.
CREATE OR REPLACE FUNCTION circle() RETURNS bigint[] STABLE PARALLEL SAFE
RETURN acting() || ARRAY(SELECT id FROM teams WHERE numbers(members) && acting())

-- A manager, or who works alone, reads every note and decides about colleagues.
CREATE OR REPLACE FUNCTION manages() RETURNS boolean STABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM producers WHERE id = me() AND (role = 'manager' OR (SELECT count(*) FROM producers) = 1))

CREATE OR REPLACE FUNCTION may_read(author bigint, shared text) RETURNS boolean STABLE PARALLEL SAFE
RETURN me() IS NOT NULL AND coalesce(author IS NULL OR author = ANY (circle()) OR numbers(shared) && circle() OR manages(), false)

-- Whether what the journal has of a note that was taken out may be read: as that was.
CREATE OR REPLACE FUNCTION may_read_gone(note bigint) RETURNS boolean STABLE SECURITY DEFINER LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
DECLARE
  last json;
BEGIN
  IF EXISTS (SELECT FROM notes WHERE id = note) THEN
    RETURN false;
  END IF;
  SELECT CAST(before AS json) INTO last FROM edits WHERE record = note AND kind = 'note' AND action = 'delete' ORDER BY change DESC, seq DESC LIMIT 1;
  RETURN may_read(CAST(last ->> 'author' AS bigint), last ->> 'shared') AND last IS NOT NULL;
END $$

-- Whether a note is there for nobody: its tags go after it.
CREATE OR REPLACE FUNCTION is_gone(note bigint) RETURNS boolean STABLE SECURITY DEFINER LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (SELECT FROM notes WHERE id = note);
END $$

-- How many edits a change has, those included that may not be read.
CREATE OR REPLACE FUNCTION edits_of(of_change bigint) RETURNS bigint STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT count(*) FROM edits WHERE change = of_change)

ALTER TABLE notes ENABLE ROW LEVEL SECURITY

DROP POLICY IF EXISTS reads ON notes

CREATE POLICY reads ON notes FOR SELECT USING ((SELECT me()) IS NOT NULL AND
  (author IS NULL OR (SELECT manages()) OR author = ANY (CAST((SELECT circle()) AS bigint[])) OR numbers(shared) && CAST((SELECT circle()) AS bigint[])))

DROP POLICY IF EXISTS writes ON notes

CREATE POLICY writes ON notes FOR INSERT WITH CHECK ((SELECT me()) IS NOT NULL AND
  (author IS NULL OR (SELECT manages()) OR author = ANY (CAST((SELECT acting()) AS bigint[]))))

DROP POLICY IF EXISTS changes ON notes

CREATE POLICY changes ON notes FOR UPDATE USING ((SELECT me()) IS NOT NULL)

DROP POLICY IF EXISTS deletes ON notes

CREATE POLICY deletes ON notes FOR DELETE USING ((SELECT me()) IS NOT NULL AND
  (author IS NULL OR (SELECT manages()) OR author = ANY (CAST((SELECT acting()) AS bigint[]))))

-- Who reads a note may share it on with whom its record is given to, and move it with its
-- contact. What it says, when and whose it is, is its author's.
CREATE OR REPLACE FUNCTION guard_note() RETURNS trigger LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
BEGIN
  IF NOT row_security_active(TG_RELID) THEN
    RETURN NEW;
  END IF;
  IF NEW.id <> OLD.id OR NEW.author IS DISTINCT FROM OLD.author
      OR (NEW.body, NEW.tags, NEW.written) IS DISTINCT FROM (OLD.body, OLD.tags, OLD.written)
      AND OLD.author IS NOT NULL AND NOT OLD.author = ANY (acting()) AND NOT manages() THEN
    RAISE insufficient_privilege USING MESSAGE = 'what a note says is its author''s to change';
  END IF;
  RETURN NEW;
END $$

CREATE OR REPLACE TRIGGER guard BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION guard_note()

ALTER TABLE tagged ENABLE ROW LEVEL SECURITY

DROP POLICY IF EXISTS notes ON tagged

CREATE POLICY notes ON tagged USING ((SELECT me()) IS NOT NULL AND
  (kind <> 'note' OR (SELECT manages()) OR EXISTS (SELECT FROM notes n WHERE n.id = record) OR is_gone(record)))

ALTER TABLE files ENABLE ROW LEVEL SECURITY

DROP POLICY IF EXISTS reads ON files

CREATE POLICY reads ON files FOR SELECT USING ((SELECT me()) IS NOT NULL)

DROP POLICY IF EXISTS writes ON files

-- One that was taken out comes back as whose it was.
CREATE POLICY writes ON files FOR INSERT WITH CHECK ((SELECT me()) IS NOT NULL AND
  (author IS NULL OR (SELECT manages()) OR author = ANY (CAST((SELECT acting()) AS bigint[]))
    OR EXISTS (SELECT FROM edits e WHERE e.record = id AND e.kind = 'file' AND e.action = 'delete' AND CAST(CAST(e.before AS json) ->> 'author' AS bigint) = author)))

DROP POLICY IF EXISTS changes ON files

CREATE POLICY changes ON files FOR UPDATE USING ((SELECT me()) IS NOT NULL)

DROP POLICY IF EXISTS deletes ON files

CREATE POLICY deletes ON files FOR DELETE USING ((SELECT me()) IS NOT NULL)

CREATE OR REPLACE FUNCTION guard_file() RETURNS trigger LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
BEGIN
  IF row_security_active(TG_RELID) AND (NEW.id <> OLD.id OR NEW.author IS DISTINCT FROM OLD.author) THEN
    RAISE insufficient_privilege USING MESSAGE = 'whose a file is stays as it is';
  END IF;
  RETURN NEW;
END $$

CREATE OR REPLACE TRIGGER guard BEFORE UPDATE ON files FOR EACH ROW EXECUTE FUNCTION guard_file()

ALTER TABLE contents ENABLE ROW LEVEL SECURITY

DROP POLICY IF EXISTS reads ON contents

CREATE POLICY reads ON contents FOR SELECT USING ((SELECT me()) IS NOT NULL)

DROP POLICY IF EXISTS writes ON contents

CREATE POLICY writes ON contents FOR INSERT WITH CHECK ((SELECT me()) IS NOT NULL)

DROP POLICY IF EXISTS deletes ON contents

CREATE POLICY deletes ON contents FOR DELETE USING ((SELECT manages()))

ALTER TABLE changes ENABLE ROW LEVEL SECURITY

DROP POLICY IF EXISTS reads ON changes

CREATE POLICY reads ON changes FOR SELECT USING ((SELECT me()) IS NOT NULL)

DROP POLICY IF EXISTS writes ON changes

CREATE POLICY writes ON changes FOR INSERT WITH CHECK (id >= (SELECT c.changes FROM counter c) AND
  (producer = (SELECT me()) AND acted_by IS NULL
    OR acted_by = (SELECT me()) AND ((SELECT manages()) OR producer = ANY (CAST((SELECT acting()) AS bigint[])))))

DROP POLICY IF EXISTS marks ON changes

CREATE POLICY marks ON changes FOR UPDATE USING ((SELECT me()) IS NOT NULL)

-- Of a change of before it may be said that it was taken back; and what it says is emptied when
-- somebody is erased.
CREATE OR REPLACE FUNCTION guard_change() RETURNS trigger LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
BEGIN
  IF row_security_active(TG_RELID) AND OLD.id < (SELECT c.changes FROM counter c) AND NOT manages()
      AND (NEW.op, NEW.reason, NEW.asked, NEW.named, NEW.partial) IS DISTINCT FROM (OLD.op, OLD.reason, OLD.asked, OLD.named, OLD.partial) THEN
    RAISE insufficient_privilege USING MESSAGE = 'what a change of before says stays as it is';
  END IF;
  RETURN NEW;
END $$

CREATE OR REPLACE TRIGGER guard BEFORE UPDATE ON changes FOR EACH ROW EXECUTE FUNCTION guard_change()

ALTER TABLE edits ENABLE ROW LEVEL SECURITY

DROP POLICY IF EXISTS reads ON edits

CREATE POLICY reads ON edits FOR SELECT USING ((SELECT me()) IS NOT NULL AND
  (kind <> 'note' OR (SELECT manages()) OR EXISTS (SELECT FROM notes n WHERE n.id = record) OR may_read_gone(record)))

DROP POLICY IF EXISTS writes ON edits

CREATE POLICY writes ON edits FOR INSERT WITH CHECK ((SELECT me()) IS NOT NULL AND change >= (SELECT c.changes FROM counter c))

DROP POLICY IF EXISTS empties ON edits

CREATE POLICY empties ON edits FOR UPDATE USING ((SELECT manages()))

-- The numbers of records and changes never fall.
CREATE OR REPLACE FUNCTION guard_counter() RETURNS trigger LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
BEGIN
  IF row_security_active('changes') AND (me() IS NULL OR NEW.next < OLD.next OR NEW.changes < OLD.changes) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a number is not given twice';
  END IF;
  RETURN NEW;
END $$

CREATE OR REPLACE TRIGGER guard BEFORE UPDATE ON counter FOR EACH ROW EXECUTE FUNCTION guard_counter()

-- A manager gives roles, retires colleagues and brings them back. In a book without one, whoever owns
-- the tables gives the first role.
CREATE OR REPLACE FUNCTION guard_producer() RETURNS trigger LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
BEGIN
  IF row_security_active('changes') AND NOT manages() AND (CASE TG_OP
      WHEN 'INSERT' THEN me() IS NULL OR NEW.role IS NOT NULL
      WHEN 'UPDATE' THEN me() IS NULL OR NEW.role IS DISTINCT FROM OLD.role
        OR NEW.retired IS DISTINCT FROM OLD.retired AND OLD.id <> me() AND EXISTS (SELECT FROM producers WHERE role = 'manager' AND retired IS NULL)
      ELSE me() IS NULL OR EXISTS (SELECT FROM logins WHERE producer = OLD.id)
    END) THEN
    RAISE insufficient_privilege USING MESSAGE = 'only a manager gives roles, and retires colleagues';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF row_security_active('changes') AND TG_OP = 'UPDATE' AND NEW.id <> OLD.id THEN
    RAISE insufficient_privilege USING MESSAGE = 'a number stays as it is';
  END IF;
  RETURN NEW;
END $$

CREATE OR REPLACE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON producers FOR EACH ROW EXECUTE FUNCTION guard_producer()

-- Who is in a team reads what is shared with it. A manager adds members; in a book without one, somebody
-- of the team does. A team has a number that nothing had before, with which nothing is shared.
CREATE OR REPLACE FUNCTION guard_team() RETURNS trigger LANGUAGE plpgsql SET search_path = :schema, pg_temp AS $$
BEGIN
  IF row_security_active('changes') AND NOT manages() AND (CASE TG_OP
      WHEN 'INSERT' THEN me() IS NULL OR NEW.id < (SELECT c.next FROM counter c)
      ELSE me() IS NULL OR NEW.id <> OLD.id OR NOT numbers(NEW.members) <@ numbers(OLD.members)
        AND (NOT me() = ANY (numbers(OLD.members)) OR EXISTS (SELECT FROM producers WHERE role = 'manager' AND retired IS NULL))
    END) THEN
    RAISE insufficient_privilege USING MESSAGE = 'only a manager adds members to a team';
  END IF;
  RETURN NEW;
END $$

CREATE OR REPLACE TRIGGER guard BEFORE INSERT OR UPDATE ON teams FOR EACH ROW EXECUTE FUNCTION guard_team()

REVOKE ALL ON ALL TABLES IN SCHEMA :schema FROM PUBLIC

REVOKE ALL ON SCHEMA :schema FROM PUBLIC

GRANT USAGE ON SCHEMA :schema TO :group

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA :schema TO :group

REVOKE INSERT, UPDATE, DELETE ON logins, book_version FROM :group

REVOKE INSERT, DELETE ON counter FROM :group

REVOKE UPDATE, DELETE ON changes, edits, contents FROM :group

GRANT UPDATE (undone_by, op, reason, asked, named, partial) ON changes TO :group

GRANT UPDATE (rule, before, after) ON edits TO :group

GRANT DELETE ON contents TO :group
