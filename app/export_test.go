package app

import "pricesync/app/logging"

// DropLog lets the program go on without a log, for comparing it with one that has one. No operation may be under way.
func (a *App) DropLog() { a.log = logging.Discard() }
