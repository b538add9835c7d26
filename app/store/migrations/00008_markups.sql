-- +goose Up

-- Jobber's markup field, in percent, of rows whose rule manages it; '' where it was not managed.
ALTER TABLE run_rows ADD COLUMN before_markup TEXT NOT NULL DEFAULT '';
ALTER TABLE run_rows ADD COLUMN sent_markup TEXT NOT NULL DEFAULT '';
ALTER TABLE run_rows ADD COLUMN stored_markup TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 8;
