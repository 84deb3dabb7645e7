-- Who may be contacted, how people are found, and when somebody is next to be
-- reached. The look-up terms and the derived dates are kept anew after it
-- (refresh, in upgrade.go).

-- A part of the country with days off of its own.
ALTER TABLE settings ADD COLUMN region TEXT;
