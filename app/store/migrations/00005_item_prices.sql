-- +goose Up

-- What an item's price and cost were when a reading of the catalog first met it, and whenever one found them otherwise
-- than the reading before. What runs wrote stands in the journal.
CREATE TABLE item_prices (
	account      TEXT    NOT NULL,
	item         TEXT    NOT NULL,
	at           INTEGER NOT NULL,
	price        TEXT    NOT NULL,
	cost         TEXT    NOT NULL,
	PRIMARY KEY (account, item, at)
) STRICT, WITHOUT ROWID;

-- Items that a run wrote begin with what it found.
INSERT INTO item_prices (account, item, at, price, cost)
	SELECT catalogs.account, items.id, catalogs.read_at, items.price, items.cost FROM items JOIN catalogs ON catalogs.seq = items.catalog
	WHERE NOT EXISTS (SELECT 1 FROM run_rows WHERE run_rows.item = items.id AND run_rows.outcome = 'applied');

PRAGMA user_version = 5;
