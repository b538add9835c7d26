-- +goose Up

-- A decision keeps what the row and the item were called, and how it came about. The empty item is the decision that
-- the row is never matched.
ALTER TABLE links ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN item_name TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN how TEXT NOT NULL DEFAULT '';

-- The text of the custom field that the user named for suppliers' codes.
ALTER TABLE items ADD COLUMN code TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 7;
