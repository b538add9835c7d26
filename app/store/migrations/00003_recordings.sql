-- +goose Up

-- What the newest plans were made from, so that one can be made again for support.
CREATE TABLE recordings (
	plan         INTEGER PRIMARY KEY REFERENCES plans (seq) ON DELETE CASCADE,
	counts       TEXT    NOT NULL, -- JSON: rows by verdict
	body         BLOB    NOT NULL,
	crc          INTEGER NOT NULL  -- CRC-32C of body
) STRICT;

PRAGMA user_version = 3;
