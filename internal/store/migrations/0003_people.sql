-- Who may be contacted, how people are found, and when somebody is next to be
-- reached. The look-up terms and the derived dates are kept anew after it
-- (refresh, in upgrade.go).

-- How a name is pronounced, and where it stands in the order of its language.
ALTER TABLE contacts ADD COLUMN reading TEXT;
ALTER TABLE contacts ADD COLUMN name_order BLOB; -- BYTEA elsewhere
ALTER TABLE producers ADD COLUMN name_order BLOB;

-- A part of the country with days off of its own.
ALTER TABLE settings ADD COLUMN region TEXT;

-- The number of a policy is found however it is written.
DROP INDEX policies_number;
CREATE INDEX policies_number ON policies (lower(replace(replace(number, ' ', ''), '-', '')));
