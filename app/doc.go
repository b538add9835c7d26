// Package app wires Price Sync together and holds the operations that users do: connect, preview, decide, sync, history,
// undo.
//
// The map of the program, along the way of the data:
//
//	price list  +  catalog  ->  match  ->  plan  ->  apply (a run)
//	(the file)     (Jobber)     (which     (what     (what did
//	                            row is     would     change)
//	                            which)     change)
//
// Pure packages, values in and values out: money (exact amounts), catalog (what Jobber sells), pricelist (a file into
// rows), match (which row is which item), plan (what would change and why), supplier (what is remembered about one
// supplier), compare (what changed between two price lists), replay (one preview with all that decided it, to be made
// again elsewhere), redact (what may not be shown).
//
// Packages that touch the world, named after it: jobber (the service; jobber/schema its documents, jobber/sandbox the
// practice company), oauth (sign-in), keychain (secrets), store (the database), settings (choices, environment,
// folders), network (the one door out), logging (the log), diagnostics (self-check and report). apply carries a plan out
// against what it is given. fault is the one table of what people read when something goes wrong.
//
// Two faces stand over this package and never meet: desktop (the window) and cli (the terminal). Neither Wails nor
// cobra is known here. The import law is a table in arch_test.go.
package app
