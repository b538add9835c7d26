-- +goose Up

-- What was begun within the last minute, by any process: how the limits on the program itself are counted.
CREATE TABLE starts (
	what         TEXT    NOT NULL,
	at           INTEGER NOT NULL
) STRICT;

CREATE INDEX starts_what ON starts (what, at);

PRAGMA user_version = 2;
