package store

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// Each migration ends by setting user_version to its own number, which is what tells an older program to keep away.
//
//go:embed migrations/*.sql
var migrations embed.FS

// newest is the schema that this program knows: the number of its migrations, which count from 1 without a gap.
func newest() int {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	return len(files)
}

// migrate brings the database to the newest schema, each step in its own transaction. Two processes that start
// together may both try: the one that comes second finds the work done.
func migrate(ctx context.Context, db *sql.DB) error {
	version, err := userVersion(ctx, db)
	for err == nil && version < newest() {
		if err = up(ctx, db); err != nil {
			reached, unread := userVersion(ctx, db)
			if unread != nil || reached == version {
				return err
			}
			err = nil
		}
		version, err = userVersion(ctx, db)
	}
	return err
}

func up(ctx context.Context, db *sql.DB) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, dir,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func userVersion(ctx context.Context, db *sql.DB) (int, error) {
	var version int
	err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}
