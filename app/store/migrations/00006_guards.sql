-- +goose Up

-- What no plan may touch.
CREATE TABLE locks (
	account      TEXT    NOT NULL,
	item         TEXT    NOT NULL,
	item_name    TEXT    NOT NULL, -- as it was called when it was locked
	field        TEXT    NOT NULL CHECK (field IN ('', 'price', 'cost')), -- '' is the whole item
	why          TEXT    NOT NULL,
	user         TEXT    NOT NULL, -- the operating system's name of who locked it
	at           INTEGER NOT NULL,
	PRIMARY KEY (account, item)
) STRICT, WITHOUT ROWID;

-- The items that a supplier's lists have reached.
CREATE TABLE assortments (
	account      TEXT    NOT NULL,
	supplier     TEXT    NOT NULL,
	item         TEXT    NOT NULL,
	seen         INTEGER NOT NULL, -- when a list last reached it
	PRIMARY KEY (account, supplier, item)
) STRICT, WITHOUT ROWID;

-- 1 where only some of the plan's rows were synced, as a trial, and the others may follow.
ALTER TABLE plans ADD COLUMN tried INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 6;
