-- +goose Up

-- "PSYC" in ASCII: how the program knows its own database.
PRAGMA application_id = 1347639619;

CREATE TABLE plans (
	seq          INTEGER PRIMARY KEY,
	id           TEXT    NOT NULL UNIQUE,
	ref          TEXT    NOT NULL,
	created      INTEGER NOT NULL, -- times are milliseconds since 1970 in UTC; 0 is no time
	kind         TEXT    NOT NULL,
	account      TEXT    NOT NULL,
	file         TEXT    NOT NULL,
	fingerprint  TEXT    NOT NULL,
	state        TEXT    NOT NULL CHECK (state IN ('shown', 'applied')),
	body         BLOB    NOT NULL, -- the whole plan, JSON under gzip
	crc          INTEGER NOT NULL  -- CRC-32C of body
) STRICT;

CREATE TABLE runs (
	seq          INTEGER PRIMARY KEY,
	id           TEXT    NOT NULL UNIQUE,
	plan         INTEGER NOT NULL REFERENCES plans (seq),
	kind         TEXT    NOT NULL,
	undo_of      TEXT    NOT NULL,
	ref          TEXT    NOT NULL,
	account      TEXT    NOT NULL,
	account_name TEXT    NOT NULL,
	user         TEXT    NOT NULL,
	file         TEXT    NOT NULL,
	sha256       TEXT    NOT NULL,
	options      TEXT    NOT NULL, -- JSON
	row_count    INTEGER NOT NULL,
	started      INTEGER NOT NULL,
	ended        INTEGER NOT NULL DEFAULT 0,
	status       TEXT    NOT NULL DEFAULT '' CHECK (status IN ('', 'done', 'partial', 'stopped')),
	requests     INTEGER NOT NULL DEFAULT 0,
	throttled    INTEGER NOT NULL DEFAULT 0,
	counts       TEXT    NOT NULL DEFAULT '' -- JSON, once the run has ended
) STRICT;

CREATE INDEX runs_account ON runs (account, seq);
CREATE INDEX runs_open ON runs (seq) WHERE status IN ('', 'stopped');

-- The journal: one row for each row of a run, from before the first byte leaves.
CREATE TABLE run_rows (
	run          INTEGER NOT NULL REFERENCES runs (seq),
	line         INTEGER NOT NULL,
	item         TEXT    NOT NULL,
	item_name    TEXT    NOT NULL,
	name         TEXT    NOT NULL,
	code         TEXT    NOT NULL,
	outcome      TEXT    NOT NULL,
	message      TEXT    NOT NULL,
	before_price TEXT    NOT NULL, -- amounts are decimals such as 12.50; '' is none
	before_cost  TEXT    NOT NULL,
	sent_price   TEXT    NOT NULL,
	sent_cost    TEXT    NOT NULL,
	stored_price TEXT    NOT NULL,
	stored_cost  TEXT    NOT NULL,
	differs      INTEGER NOT NULL,
	created      INTEGER NOT NULL,
	visible      INTEGER,
	attempt      INTEGER NOT NULL,
	at           INTEGER NOT NULL,
	crc          INTEGER NOT NULL, -- CRC-32C over the run's id and every other column
	PRIMARY KEY (run, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_rows_item ON run_rows (item, run) WHERE outcome = 'applied';
CREATE INDEX run_rows_differs ON run_rows (item) WHERE outcome = 'applied' AND differs = 1;

CREATE TABLE catalogs (
	seq          INTEGER PRIMARY KEY,
	account      TEXT    NOT NULL UNIQUE,
	account_name TEXT    NOT NULL,
	read_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE items (
	catalog      INTEGER NOT NULL REFERENCES catalogs (seq) ON DELETE CASCADE,
	id           TEXT    NOT NULL,
	position     INTEGER NOT NULL,
	name         TEXT    NOT NULL,
	description  TEXT    NOT NULL,
	category     TEXT    NOT NULL,
	price        TEXT    NOT NULL,
	cost         TEXT    NOT NULL,
	markup       TEXT    NOT NULL,
	taxable      INTEGER NOT NULL,
	visible      INTEGER NOT NULL,
	PRIMARY KEY (catalog, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppliers (
	name         TEXT    PRIMARY KEY,
	body         TEXT    NOT NULL, -- JSON: the profile but for its name and its links
	saved        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
	account      TEXT    NOT NULL,
	supplier     TEXT    NOT NULL,
	key          TEXT    NOT NULL,
	item         TEXT    NOT NULL,
	decided      INTEGER NOT NULL,
	PRIMARY KEY (account, supplier, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_settings (
	account      TEXT    NOT NULL, -- '' holds for every account
	name         TEXT    NOT NULL,
	value        TEXT    NOT NULL,
	PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE refresh_marker (
	one          INTEGER PRIMARY KEY CHECK (one = 1),
	generation   INTEGER NOT NULL,
	started      INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 1;
