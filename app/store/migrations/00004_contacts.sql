-- +goose Up

-- Every host that was contacted, for each purpose, all times together.
CREATE TABLE contacts (
	host         TEXT    NOT NULL,
	why          TEXT    NOT NULL,
	requests     INTEGER NOT NULL,
	failed       INTEGER NOT NULL,
	sent         INTEGER NOT NULL, -- bytes
	received     INTEGER NOT NULL,
	first        INTEGER NOT NULL,
	last         INTEGER NOT NULL,
	PRIMARY KEY (host, why)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;
