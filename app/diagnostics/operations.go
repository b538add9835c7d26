package diagnostics

import (
	"slices"
	"strings"
)

// Operation is one thing that users do, or that the program does beside it, as the log's field "operation" names it.
type Operation struct {
	Name      string
	Words     string   // what was tried, for sentences
	Writes    bool     // it may have changed prices in Jobber
	SettledBy []string // events after which an earlier failure of it counts no more: it has gone well since
}

// Operations lists every operation whose failures the log tells.
func Operations() []Operation {
	const connected, ended, previewed, read = "connected", "sync_end", "preview", "price_list_opened"
	return []Operation{
		{Name: "connect", Words: "connecting to Jobber", SettledBy: []string{connected, "catalog_read", ended}},
		{Name: "disconnect", Words: "disconnecting from Jobber", SettledBy: []string{"disconnected", connected}},
		{Name: "read", Words: "opening a price list", SettledBy: []string{read}},
		{Name: "preview", Words: "making a preview", SettledBy: []string{previewed}},
		{Name: "decide", Words: "deciding about a row of a preview", SettledBy: []string{"row_decided", previewed}},
		{Name: "keep a preview", Words: "saving a preview", SettledBy: []string{previewed, ended}},
		{Name: "sync", Words: "a sync", Writes: true, SettledBy: []string{ended}},
		{Name: "resume", Words: "resuming a sync", Writes: true, SettledBy: []string{ended}},
		{Name: "undo preview", Words: "preparing an undo", SettledBy: []string{previewed}},
		{Name: "check", Words: "checking this computer", SettledBy: []string{"self_check"}},
		{Name: "settings", Words: "changing a setting", SettledBy: []string{"setting_changed"}},
		{Name: "switch", Words: "switching between the practice company and the real account", SettledBy: []string{"setting_changed"}},
		{Name: "reset of the practice company", Words: "resetting the practice company", SettledBy: []string{"practice_reset"}},
		{Name: "compare", Words: "comparing two price lists", SettledBy: []string{"lists_compared"}},
		{Name: "supplier", Words: "changing what is remembered about a supplier", SettledBy: []string{"supplier_changed"}},
		{Name: "lock", Words: "changing what no preview may touch", SettledBy: []string{"lock_changed"}},
		{Name: "look at the locks", Words: "showing what no preview may touch", SettledBy: []string{"app_start"}},
		{Name: "links", Words: "changing which rows are remembered to be which items", SettledBy: []string{"links_changed"}},
		{Name: "look at links", Words: "showing which rows are remembered to be which items", SettledBy: []string{"app_start"}},
		{Name: "rules", Words: "changing the price rules", SettledBy: []string{"rules_changed"}},
		{Name: "try rules", Words: "showing what price rules would do", SettledBy: []string{"app_start"}},
		{Name: "look at a preview", Words: "showing a preview", SettledBy: []string{"app_start"}},
		{Name: "look at a run", Words: "showing a run", SettledBy: []string{"app_start"}},
		{Name: "look at an item", Words: "showing an item", SettledBy: []string{"app_start"}},
		{Name: "look at the history", Words: "showing the history", SettledBy: []string{"app_start"}},
		{Name: "look at the items", Words: "showing the items", SettledBy: []string{"app_start"}},
		{Name: "read the items", Words: "reading the items from Jobber", SettledBy: []string{"catalog_read"}},
		{Name: "look for items", Words: "looking for items", SettledBy: []string{"app_start"}},
		{Name: "ask", Words: "showing something on the screen", SettledBy: []string{connected, previewed, ended}},
		{Name: "export", Words: "saving a file", SettledBy: []string{"exported"}},
		{Name: "report", Words: "saving a diagnostics report", SettledBy: []string{"report_saved"}},

		{Name: "start", Words: "starting Price Sync"}, // how it started this time is known without the log
		{Name: "window", Words: "opening the window", SettledBy: []string{"window_ready"}},
		{Name: "keep the connection", Words: "keeping the connection in the keychain", SettledBy: []string{connected, "token_refreshed"}},
		{Name: "forget the connection", Words: "forgetting the connection", SettledBy: []string{connected, "disconnected"}},
		{Name: "tell Jobber of the disconnect", Words: "telling Jobber of the disconnect", SettledBy: []string{connected, "disconnected"}},
		{Name: "keep the network page", Words: "recording which hosts were contacted", SettledBy: []string{"app_start"}},
		{Name: "read the network page", Words: "reading which hosts were contacted", SettledBy: []string{"app_start"}},
		{Name: "catch crashes", Words: "preparing to record crashes", SettledBy: []string{"app_start"}},
		{Name: "token_refresh_failed", Words: "renewing the connection", SettledBy: []string{connected, "token_refreshed"}},
		{Name: "token_unsettled", Words: "recording the renewed connection", SettledBy: []string{connected, "token_refreshed"}},
	}
}

// singleCheck begins the name under which the log tells that one check of a self-check failed; the check's code follows.
const singleCheck = "check "

// operation returns the operation of that name; one that is not in the table is named by itself.
func operation(name string) Operation {
	all := Operations()
	if at := slices.IndexFunc(all, func(o Operation) bool { return o.Name == name }); at >= 0 {
		return all[at]
	}
	if strings.HasPrefix(name, singleCheck) { // what reaches Jobber shows that the way there is free again
		return Operation{Name: name, Words: operation("check").Words, SettledBy: []string{"connected", "catalog_read", "sync_end"}}
	}
	return Operation{Name: name, Words: name}
}
