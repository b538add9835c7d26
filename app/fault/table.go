package fault

// Level is how loudly the log says it.
type Level string

// The levels.
const (
	Info    Level = "info"  // a person's own choice, such as cancelling
	Warning Level = "warn"  // expected trouble that a person can mend
	Failure Level = "error" // trouble that support wants to know of
)

// Exit codes of the command line, by what they mean.
const (
	ExitUnexpected = 1
	ExitUsage      = 2
	ExitJobber     = 3
	ExitInput      = 4
	ExitPartial    = 5
	ExitStopped    = 6
	ExitBusy       = 7
)

// Entry is one line of the table: what a person reads, and how the program ends for it.
type Entry struct {
	Code    Code
	Message string // what happened and what it means for the prices; "{name}" takes a fact
	Hint    string // what to do next
	Exit    int
	Level   Level
}

// The codes, grouped by who can mend them.
const (
	Internal  Code = "internal"
	Cancelled Code = "cancelled"
	Usage     Code = "usage"

	OperationRunning Code = "operation_running"
	ProfileInUse     Code = "profile_in_use"
	TooOften         Code = "too_often"
	NeedsYes         Code = "needs_yes"
	BrowserFailed    Code = "browser_failed"
	NoDisplay        Code = "no_display"
	NoWindow         Code = "no_window"
	WebviewFailed    Code = "webview_failed"

	ClientIDMissing     Code = "client_id_missing"
	ClientSecretMissing Code = "client_secret_missing"
	PlaceholderClientID Code = "placeholder_client_id"
	PlaceholderSecret   Code = "placeholder_secret"
	APIURLInvalid       Code = "api_url_invalid"
	APIURLForeign       Code = "api_url_foreign"
	APIVersionInvalid   Code = "api_version_invalid"
	APIVersionUnknown   Code = "api_version_unknown"
	VariableMisspelt    Code = "variable_misspelt"
	VariableUnknown     Code = "variable_unknown"
	PortInvalid         Code = "port_invalid"
	LimitInvalid        Code = "limit_invalid"
	SettingInvalid      Code = "setting_invalid"
	SettingsUnreadable  Code = "settings_unreadable"
	FolderUnwritable    Code = "folder_unwritable"
	FolderShared        Code = "folder_shared"
	FolderSynced        Code = "folder_synced"
	DiskLow             Code = "disk_low"
	LogUnwritable       Code = "log_unwritable"
	ClockOff            Code = "clock_off"
	CheckTimeout        Code = "check_timeout"

	KeychainMissing Code = "keychain_missing"
	KeychainLocked  Code = "keychain_locked"
	KeychainSilent  Code = "keychain_silent"
	KeychainRefused Code = "keychain_refused"

	NotConnected      Code = "not_connected"
	ReconnectNeeded   Code = "reconnect_needed"
	SignInDenied      Code = "sign_in_denied"
	SignInTimeout     Code = "sign_in_timeout"
	SignInCancelled   Code = "sign_in_cancelled"
	SignInRunning     Code = "sign_in_running"
	SignInRefused     Code = "sign_in_refused"
	ClientRefused     Code = "client_refused"
	CallbackPortInUse Code = "callback_port_in_use"
	WrongAccount      Code = "wrong_account"

	JobberUnreachable  Code = "jobber_unreachable"
	JobberTimeout      Code = "jobber_timeout"
	JobberUntrusted    Code = "jobber_untrusted"
	CertificateExpired Code = "certificate_expired"
	CertificateOther   Code = "certificate_other"
	EncryptionOutdated Code = "encryption_outdated"
	NameUnknown        Code = "name_unknown"
	NetworkSignIn      Code = "network_sign_in"
	ProxyUnreachable   Code = "proxy_unreachable"
	ConnectionRead     Code = "connection_inspected"
	ProxySignIn        Code = "proxy_sign_in"
	JobberUnavailable  Code = "jobber_unavailable"
	JobberMaintenance  Code = "jobber_maintenance"
	JobberBusy         Code = "jobber_busy"
	JobberUnreadable   Code = "jobber_unreadable"
	JobberRefused      Code = "jobber_refused"
	JobberForbidden    Code = "jobber_forbidden"
	JobberNotFound     Code = "jobber_not_found"
	PermissionMissing  Code = "permission_missing"
	AccountInactive    Code = "account_inactive"
	VersionUnknown     Code = "version_unknown"

	OneFile          Code = "one_file"
	FileMissing      Code = "file_missing"
	FileEmpty        Code = "file_empty"
	FileIsFolder     Code = "file_is_folder"
	FileInUse        Code = "file_in_use"
	FileForbidden    Code = "file_forbidden"
	FileUnreadable   Code = "file_unreadable"
	FileTooLarge     Code = "file_too_large"
	FileTooManyRows  Code = "file_too_many_rows"
	FileNotText      Code = "file_not_text"
	FileImage        Code = "file_image"
	FileOldWorkbook  Code = "file_old_workbook"
	FileLocked       Code = "file_password"
	FileBomb         Code = "file_bomb"
	FileHTML         Code = "file_html"
	FileArchive      Code = "file_archive"
	FileDamaged      Code = "file_damaged"
	NoColumns        Code = "no_columns"
	NoRows           Code = "no_rows"
	DecimalMark      Code = "decimal_mark"
	ColumnUnknown    Code = "column_unknown"
	SheetUnknown     Code = "sheet_unknown"
	QuestionOpen     Code = "question_open"
	HandleUnknown    Code = "handle_unknown"
	OutputUnwritable Code = "output_unwritable"
	OutputIsFolder   Code = "output_is_folder"
	OutputTaken      Code = "output_taken"
	OutputDiskFull   Code = "output_disk_full"
	ReportUnreadable Code = "report_unreadable"
	ReplayUnreadable Code = "replay_unreadable"
	ReplayMissing    Code = "replay_missing"
	ReplayUnfaithful Code = "replay_unfaithful"

	CorrectionInvalid  Code = "correction_invalid"
	DecisionInvalid    Code = "decision_invalid"
	SupplierUnknown    Code = "supplier_unknown"
	SupplierExists     Code = "supplier_exists"
	SupplierName       Code = "supplier_name"
	SupplierColumns    Code = "supplier_columns"
	SupplierUnreadable Code = "supplier_unreadable"
	SupplierEdit       Code = "supplier_edit"
	LinkItemUnknown    Code = "link_item_unknown"
	LinkItemTwice      Code = "link_item_twice"
	LinkRowEmpty       Code = "link_row_empty"
	LinksUnreadable    Code = "links_unreadable"
	RulesInvalid       Code = "rules_invalid"
	RulesUnreadable    Code = "rules_unreadable"

	ItemUnknown    Code = "item_unknown"
	ItemsOfOneName Code = "items_of_one_name"
	LockUnknown    Code = "lock_unknown"
	LockField      Code = "lock_field"
	CategoryWrong  Code = "category_wrong"

	StalePlan      Code = "stale_plan"
	PlanUnknown    Code = "plan_unknown"
	PlanHeld       Code = "plan_held"
	NothingToSync  Code = "nothing_to_sync"
	HoldUnknown    Code = "hold_unknown"
	RunUnknown     Code = "run_unknown"
	RunFinished    Code = "run_finished"
	RunUnfinished  Code = "run_unfinished"
	NothingToUndo  Code = "nothing_to_undo"
	RunStopped     Code = "run_stopped"
	RunPaused      Code = "run_paused"
	ItemVanished   Code = "item_vanished"
	RunCutOff      Code = "run_cut_off"
	RunLeft        Code = "run_left"
	RunThrottled   Code = "run_throttled"
	RowsRefused    Code = "rows_refused"
	RowsMoved      Code = "rows_moved"
	DecimalSlipped Code = "decimal_slipped"
	DecimalSynced  Code = "decimal_synced"
	NothingMatched Code = "nothing_matched"
	VersionWarned  Code = "version_warned"
	Crashed        Code = "crashed"
	DiskFull       Code = "disk_full"
	DatabaseFailed Code = "database_failed"

	DatabaseDamaged Code = "database_damaged"
	DatabaseNewer   Code = "database_newer"
)

const nothingChanged = "No price was changed."

// Table returns every entry, in the order in which the help lists them.
func Table() []Entry {
	return []Entry{
		{Internal, "Something went wrong inside Price Sync; nothing was lost.", "Try again. If it happens again, save a diagnostics report under Help and send it to support with the reference.", ExitUnexpected, Failure},
		{Cancelled, "You stopped this before it was finished.", "Start it again whenever you like.", ExitStopped, Info},
		{Usage, "This command can't be carried out as written: {why}.", "Run the command with --help to see how it is written.", ExitUsage, Info},

		{OperationRunning, "Price Sync is still busy with something else ({running}).", "Wait until it has finished, or stop it, and try again.", ExitBusy, Info},
		{ProfileInUse, "Another copy of Price Sync is working on this company's prices right now.", "Wait until it has finished and try again.", ExitBusy, Warning},
		{TooOften, "Price Sync starts at most {what} a minute; the next one can start in {wait}.", "Try again then. The limit is {name} in Settings.", ExitBusy, Info},
		{BrowserFailed, "Your browser could not be opened.", "Open {address} in your browser yourself.", ExitUnexpected, Warning},
		{NeedsYes, "This writes to Jobber and was not confirmed. " + nothingChanged, "Add --yes once you have looked at the preview.", ExitUsage, Info},
		{NoDisplay, "There is no display on this computer, so the window can't open.", "Use the command line instead: run pricesync --help.", ExitUsage, Info},
		{NoWindow, "This build of Price Sync has only the command line, no window.", "Run pricesync --help, or install the full program.", ExitUsage, Info},
		{WebviewFailed, "Price Sync could not open its window: {why}. No price was changed and nothing is lost.", "{repair} The command line works without the window: run pricesync --help.", ExitUnexpected, Failure},

		{ClientIDMissing, "The client ID of your Jobber app is missing, so Price Sync can't sign in.", "Enter it in Settings under Connection, or set JOBBER_CLIENT_ID together with JOBBER_CLIENT_SECRET.", ExitUsage, Warning},
		{ClientSecretMissing, "The client secret of your Jobber app is missing, so Price Sync can't sign in.", "Enter it in Settings under Connection, or set JOBBER_CLIENT_SECRET together with JOBBER_CLIENT_ID.", ExitUsage, Warning},
		{PlaceholderClientID, "The client ID {value} looks like an example text, not like the one from Jobber.", "Copy the client ID from your app's page in Jobber's Developer Center.", ExitUsage, Warning},
		{PlaceholderSecret, "The client secret looks like an example text, not like the one from Jobber.", "Copy the client secret from your app's page in Jobber's Developer Center.", ExitUsage, Warning},
		{APIURLInvalid, "The address of Jobber's service can't be used: {why}.", "Remove JOBBER_API_URL, or set it to an https address without a path (http only on this computer).", ExitUsage, Warning},
		{APIURLForeign, "Price Sync sends your prices to {address}, which is not one of Jobber's own addresses.", "Remove JOBBER_API_URL, unless your IT department set it on purpose.", ExitUsage, Warning},
		{APIVersionInvalid, "The API version {value} can't be used: {why}.", "Remove JOBBER_API_VERSION, or set it to a version date that Jobber lists.", ExitUsage, Warning},
		{APIVersionUnknown, "Price Sync does not know the API version {value}, so Jobber may not offer it.", "Remove JOBBER_API_VERSION to use {version}, or check the date.", ExitUsage, Warning},
		{VariableMisspelt, "The environment variable {name} changes nothing, because Price Sync knows no such name.", "Rename it to {meant} if that was meant, or remove it.", ExitUsage, Warning},
		{VariableUnknown, "The environment variable {name} changes nothing, because Price Sync knows no such name.", "Compare it with the names that `pricesync settings` lists, or remove it.", ExitUsage, Warning},
		{PortInvalid, "The callback port {value} can't be used: {why}.", "Choose a port from 1024 to 65535 in Settings or PRICESYNC_CALLBACK_PORT, and register the new callback address in Jobber's Developer Center.", ExitUsage, Warning},
		{LimitInvalid, "The limit {name} can't be {value}: {why}.", "Set {name} to a whole number from {least} to {most}, or remove it.", ExitUsage, Warning},
		{SettingInvalid, "The setting {name} can't be {value}: {why}.", "Choose another value, or remove it to use the default.", ExitUsage, Warning},
		{SettingsUnreadable, "The settings file can't be read, so the defaults are in use. The old file was kept beside it.", "Open Settings and enter your choices again.", ExitUsage, Failure},
		{FolderUnwritable, "Price Sync can't write to its folder {folder}.", "Give your user the right to write there, or set PRICESYNC_HOME to another folder.", ExitUsage, Failure},
		{FolderShared, "Price Sync's folder {folder} is on a network drive, where its database can be damaged.", "Set PRICESYNC_HOME to a folder on this computer.", ExitUsage, Warning},
		{FolderSynced, "Price Sync's folder {folder} is kept in step by {who}, which can damage its database.", "Set PRICESYNC_HOME to a folder that stays on this computer alone.", ExitUsage, Warning},
		{DiskLow, "Only {free} is free where Price Sync keeps its records; a sync stops when nothing is left.", "Free some space on the disk of {folder}.", ExitUsage, Warning},
		{LogUnwritable, "The log can't be written, so a diagnostics report would tell less. Prices are not affected.", "Give your user the right to write to {folder}.", ExitUsage, Warning},
		{ClockOff, "This computer's clock is {offset} {direction} Jobber's.", "Set the computer's time, best to automatic.", ExitUsage, Warning},
		{CheckTimeout, "This check did not finish within {seconds} seconds.", "Try again; if it happens again, save a diagnostics report under Help.", ExitUnexpected, Warning},

		{KeychainMissing, "This computer offers no keychain, so the connection lasts only until you close Price Sync.", "Start or install the system's keychain (on Linux: gnome-keyring) to stay connected.", ExitUsage, Warning},
		{KeychainLocked, "This computer's keychain is locked, so Price Sync can't read the connection kept in it.", "Unlock it, or connect to Jobber: you are asked for its password then.", ExitUsage, Warning},
		{KeychainSilent, "This computer's keychain does not answer.", "Unlock it and try again. Until then the connection lasts only until you close Price Sync.", ExitUsage, Warning},
		{KeychainRefused, "This computer's keychain did not keep what Price Sync gave it.", "Unlock the keychain, allow Price Sync to use it, and try again.", ExitUsage, Failure},

		{NotConnected, "Price Sync is not connected to Jobber.", "Connect to Jobber and try again.", ExitJobber, Warning},
		{ReconnectNeeded, "The connection to Jobber has ended{why}. Nothing already done is lost.", "Connect to Jobber again.", ExitJobber, Warning},
		{SignInDenied, "Jobber was not allowed to share your products with Price Sync, so you are not connected.", "Connect again and choose Allow. Only Jobber administrators can do this.", ExitJobber, Info},
		{SignInTimeout, "The sign-in was not finished within {minutes} minutes, so you are not connected.", "Connect again and finish the sign-in in your browser.", ExitJobber, Info},
		{SignInCancelled, "The sign-in was cancelled. You are not connected.", "Connect again whenever you like.", ExitJobber, Info},
		{SignInRunning, "A sign-in is already waiting in your browser.", "Finish it there, or cancel it here first.", ExitBusy, Info},
		{SignInRefused, "Jobber did not accept the sign-in, so you are not connected.", "Connect again. If it is refused again, compare the callback address in Jobber's Developer Center with the one in Settings.", ExitJobber, Warning},
		{ClientRefused, "Jobber does not know this client ID and secret, so you are not connected.", "Copy both again from your app's page in Jobber's Developer Center.", ExitJobber, Warning},
		{CallbackPortInUse, "Another program is using port {port} on this computer, which the sign-in needs.", "Close that program, or choose another port in Settings and register the new callback address in Jobber's Developer Center.", ExitUsage, Warning},
		{WrongAccount, "This was prepared for {expected}, but you are connected to {actual}. " + nothingChanged, "Connect to {expected} and try again.", ExitInput, Warning},

		{JobberUnreachable, "Jobber can't be reached from this computer. Nothing already done is lost.", "Check the internet connection and try again.", ExitJobber, Warning},
		{JobberTimeout, "Jobber did not answer in time. Nothing already done is lost.", "Check the internet connection and try again in a minute.", ExitJobber, Warning},
		{JobberUntrusted, "The connection to Jobber is not secure: {why}. Nothing was sent.", "Ask your IT department whether a proxy or virus scanner inspects secure connections.", ExitJobber, Failure},
		{CertificateExpired, "The connection to Jobber is not secure: its certificate is good only from {from} to {to}. Nothing was sent.", "Check this computer's date and time. If they are right, ask your IT department what inspects secure connections.", ExitJobber, Failure},
		{CertificateOther, "What answered in Jobber's place calls itself “{name}”, so the connection is not secure. Nothing was sent.", "Check whether this network wants a sign-in in the browser first, then try again.", ExitJobber, Failure},
		{EncryptionOutdated, "What answered in Jobber's place offers only outdated encryption, so the connection is not secure. Nothing was sent.", "Ask your IT department which proxy or firewall stands between this computer and the internet.", ExitJobber, Failure},
		{NameUnknown, "The name {name} can't be found from this computer, so Jobber can't be reached. Nothing already done is lost.", "Check the internet connection, and whether a VPN or a filter of your network is in the way.", ExitJobber, Warning},
		{NetworkSignIn, "This network sent Price Sync to “{name}” instead of Jobber, as networks do that want a sign-in first. Nothing already done is lost.", "Open any web page in your browser, sign in to the network, and try again.", ExitJobber, Warning},
		{ConnectionRead, "{who} opens and inspects the secure connection to Jobber on this computer.", "Nothing to do as long as it works; otherwise ask your IT department to leave getjobber.com out.", ExitJobber, Warning},
		{ProxySignIn, "Your company's proxy wants a sign-in before it lets Price Sync reach Jobber.", "Ask your IT department to let Price Sync through to getjobber.com.", ExitJobber, Warning},
		{ProxyUnreachable, "The proxy {name}, which this computer is set to use, can't be reached, so Jobber can't be either. Nothing already done is lost.", "Check the internet connection, and ask your IT department whether the proxy's address is still right.", ExitJobber, Warning},
		{JobberUnavailable, "Jobber's service has trouble at the moment (status {status}). Nothing already done is lost.", "Try again in a few minutes; status.getjobber.com shows how Jobber is doing.", ExitJobber, Warning},
		{JobberMaintenance, "Jobber's service is temporarily unavailable. Nothing already done is lost.", "Try again in a few minutes; status.getjobber.com shows how Jobber is doing.", ExitJobber, Warning},
		{JobberBusy, "Jobber is limiting how fast programs may work, and the wait is too long. Nothing already done is lost.", "Wait five minutes and go on. Other programs connected to Jobber share the same limit.", ExitJobber, Warning},
		{JobberUnreadable, "Jobber, or something between here and Jobber, sent an answer that Price Sync can't read. Nothing already done is lost.", "Check whether this network wants a sign-in in the browser first, then try again.", ExitJobber, Failure},
		{JobberRefused, "Jobber refused this request. " + nothingChanged, "Save a diagnostics report under Help and send it to support with the reference.", ExitJobber, Failure},
		{JobberForbidden, "Jobber, or your company's network, does not allow this (status 403).", "Ask a Jobber administrator to connect, and your IT department whether getjobber.com is blocked.", ExitJobber, Warning},
		{JobberNotFound, "Jobber's service was not found at its address (status 404).", "Check JOBBER_API_URL, or remove it.", ExitJobber, Warning},
		{PermissionMissing, "Your Jobber app may not {what}.", "In Jobber's Developer Center, tick read and write for Products & Services on your app, then connect again.", ExitJobber, Warning},
		{AccountInactive, "This Jobber account is not active.", "Ask whoever manages your Jobber subscription, then connect again.", ExitJobber, Warning},
		{VersionUnknown, "Jobber no longer offers the API version {version}.", "Install the newest Price Sync. If JOBBER_API_VERSION is set on this computer, remove it.", ExitJobber, Failure},

		{OneFile, "Price Sync reads one price list at a time.", "Drop one file.", ExitInput, Info},
		{FileMissing, "There is no file “{file}”.", "Check the name and choose the file again.", ExitInput, Info},
		{FileEmpty, "“{file}” is empty.", "Choose the price list again; save it first if it is still open elsewhere.", ExitInput, Info},
		{FileIsFolder, "“{file}” is a folder, not a price list.", "Open the folder and choose the file in it.", ExitInput, Info},
		{FileInUse, "“{file}” is open in another program that locks it.", "Close it there and choose it again.", ExitInput, Info},
		{FileForbidden, "You don't have the right to read “{file}”.", "Copy it to your own documents and choose the copy.", ExitInput, Info},
		{FileUnreadable, "“{file}” could not be read to its end.", "Copy it to this computer and choose the copy.", ExitInput, Warning},
		{FileTooLarge, "“{file}” is {size}; the limit is {limit}.", "Delete what is not needed from the list, split it, or raise the limit in Settings.", ExitInput, Info},
		{FileTooManyRows, "“{file}” has more than {limit} rows, which is the limit.", "Split the list, or raise the limit in Settings.", ExitInput, Info},
		{FileNotText, "“{file}” is not a price list that Price Sync can read.", "Choose a CSV file, or save the list as .xlsx or CSV first.", ExitInput, Info},
		{FileImage, "“{file}” is a {kind}, not a price list.", "Ask the supplier for the list as a spreadsheet or CSV file.", ExitInput, Info},
		{FileOldWorkbook, "“{file}” is in a spreadsheet format that Price Sync can't read ({kind}).", "Open it in your spreadsheet program and save it as .xlsx.", ExitInput, Info},
		{FileLocked, "“{file}” is protected by a password.", "Open it in your spreadsheet program, remove the password, save it and choose it again.", ExitInput, Info},
		{FileBomb, "“{file}” unpacks to more than {limit}, so it was not read.", "Save the list again with only its own sheet, without pictures.", ExitInput, Warning},
		{FileHTML, "“{file}” is a web page, not a spreadsheet.", "Open it in your spreadsheet program and save it as .xlsx.", ExitInput, Info},
		{FileArchive, "“{file}” is an archive, not a price list itself.", "Unpack it and choose the list that is in it.", ExitInput, Info},
		{FileDamaged, "“{file}” is damaged or incomplete.", "Ask for the file again, or open it in your spreadsheet program and save it anew.", ExitInput, Info},
		{NoColumns, "No column of “{file}” looks like {what}.", "Choose the columns by hand, or choose another file.", ExitInput, Info},
		{NoRows, "“{file}” has no row with a name or code and an amount.", "Check that the right columns are chosen, or choose another file.", ExitInput, Info},
		{DecimalMark, "In “{file}” the amounts of {rows} rows can't be read with “{mark}” as the decimal mark; they are written with “{other}”. " + nothingChanged, "Choose “{other}” as the decimal mark, or leave it to Price Sync to recognise it.", ExitInput, Info},
		{ColumnUnknown, "“{file}” has no column {column}.", "Use a heading of the file or a column's number; its headings are: {headings}.", ExitInput, Info},
		{SheetUnknown, "“{file}” has no sheet “{sheet}”.", "Choose one of its sheets: {sheets}.", ExitInput, Info},
		{QuestionOpen, "“{file}” can't be read for certain: {question}", "Answer it in the window, or with the option {option}.", ExitInput, Info},
		{HandleUnknown, "This file was not chosen in Price Sync.", "Choose the file again.", ExitInput, Warning},
		{OutputUnwritable, "The file could not be saved to {folder}.", "Choose another folder, or close the file if it is open elsewhere.", ExitUsage, Info},
		{OutputIsFolder, "“{file}” is a folder, so nothing was saved.", "Give a file's name, such as {file}/{name}.", ExitUsage, Info},
		{OutputTaken, "“{file}” is there already and is no diagnostics report, so it was left as it is and nothing was saved.", "Choose another name.", ExitUsage, Info},
		{OutputDiskFull, "There is no room left to save “{file}”, so nothing was saved.", "Free some space, or save it on another disk.", ExitUsage, Info},
		{ReportUnreadable, "“{file}” is not a diagnostics report that this version of Price Sync can read.", "Ask for the report again, or install the newest Price Sync.", ExitInput, Info},
		{ReplayUnreadable, "“{file}” has no preview in it that this version of Price Sync can run again.", "Ask for a report that was saved with a copy of the preview, or install the newest Price Sync.", ExitInput, Info},
		{ReplayMissing, "What preview {plan} was made from is not kept, so there is no copy of it for support. " + nothingChanged, "Make the preview of the price list again and save the report then: the newest {most} are kept, but for very large ones.", ExitInput, Info},
		{ReplayUnfaithful, "A copy of preview {plan} with other names and amounts would not give the same result, so none was made. " + nothingChanged, "Save the report without the copy; support may ask for the price list itself.", ExitInput, Warning},
		{DecisionInvalid, "That can't be decided about this row: {why}. Nothing was changed.", "Look at the row again, or make a new preview.", ExitInput, Info},
		{CorrectionInvalid, "“{value}” can't stand in this cell.", "Type an amount such as 12.50, with at most four decimals, or a name.", ExitInput, Info},
		{SupplierUnknown, "No supplier “{supplier}” is remembered.", "Use one of: {suppliers}.", ExitInput, Info},
		{SupplierExists, "A supplier “{supplier}” is remembered already.", "Choose another name, or say that it is to be replaced.", ExitInput, Info},
		{SupplierName, "A supplier's name has between 1 and 100 letters.", "Choose another name.", ExitUsage, Info},
		{SupplierColumns, "“{file}” does not have the column {columns}, which was read from the last list of “{supplier}”.", "Choose the columns by hand, and save the supplier again.", ExitInput, Info},
		{SupplierEdit, "The lists of “{supplier}” can't be read like that, so nothing was changed.", "Choose a name or code and a price or cost among its headings: {headings}.", ExitInput, Info},
		{LinkItemUnknown, "Jobber had no such item when it was read last, so nothing was remembered.", "Make a preview, which reads Jobber's items again, and choose the item once more.", ExitInput, Info},
		{LinkItemTwice, "Jobber has two or more items of this name, so it is not clear which one is meant and nothing was remembered.", "Choose the item in the window, or give it by its id.", ExitInput, Info},
		{LinkRowEmpty, "What is remembered is a row's code or its name, and both are empty here, so nothing was remembered.", "Give the code or the name as it stands in the supplier's list.", ExitUsage, Info},
		{LinksUnreadable, "“{file}” is not a file of links that Price Sync can read, so nothing was remembered.", "Save links from Price Sync to see the headings that such a file has: Code or Name, and Item or Item in Jobber.", ExitInput, Info},
		{RulesInvalid, "These price rules can't be used: {why} Nothing was changed.", "Put that right and save them again.", ExitUsage, Info},
		{RulesUnreadable, "“{file}” holds no price rules: {why}. Nothing was changed.", "Begin with what `pricesync rules export` writes.", ExitInput, Info},
		{SupplierUnreadable, "“{file}” is not a supplier that was exported from Price Sync.", "Export it again on the other computer and import that file.", ExitInput, Info},

		{ItemUnknown, "There is no item {item} in Jobber. " + nothingChanged, "Look at the item's name in Jobber and write it as it stands there.", ExitInput, Info},
		{ItemsOfOneName, "{count} items in Jobber are named {item}, so it is not clear which one is meant. " + nothingChanged, "Give two of them different names in Jobber, or name the item by its id.", ExitInput, Info},
		{LockUnknown, "The item {item} is not locked.", "Look at the locks for what is.", ExitInput, Info},
		{LockField, "“{field}” can't be locked.", "Lock the price, the cost, or the whole item.", ExitUsage, Info},
		{CategoryWrong, "“{category}” is no kind of item.", "Use product or service.", ExitUsage, Info},

		{StalePlan, "This preview can't be synced any more: {why}. " + nothingChanged, "Make a new preview and look at it again.", ExitInput, Info},
		{PlanUnknown, "There is no preview {plan}.", "Make a new preview.", ExitInput, Info},
		{PlanHeld, "The whole preview is held: {why} " + nothingChanged, "Look at it once more; to go on all the same, accept the hold {hold}.", ExitInput, Info},
		{NothingToSync, "Nothing is ticked, so there is nothing to sync.", "Tick at least one row.", ExitInput, Info},
		{HoldUnknown, "There is no hold named {hold}.", "Use one of: {holds}.", ExitUsage, Info},
		{RunUnknown, "There is no run {run} in the history.", "Look at the history for its runs.", ExitInput, Info},
		{RunFinished, "Run {run} was finished; there is nothing left to do in it.", "Make a new preview instead.", ExitInput, Info},
		{RunUnfinished, "Run {run} was not finished yet, so it can't be undone.", "Resume it first, then undo it.", ExitInput, Info},
		{NothingToUndo, "Run {run} changed nothing that could be undone.", "Look at the history for another run.", ExitInput, Info},
		{RunStopped, "The sync was stopped before its end. What was done is recorded; the other rows were not sent.", "Resume the run to go on with the rest.", ExitStopped, Info},
		{RunPaused, "The sync had to stop before its end: {why} What was done is recorded.", "{hint} Then resume the run to go on with the rest.", ExitStopped, Warning},
		{ItemVanished, "This item is no longer in Jobber.", "Make a new preview.", ExitInput, Info},
		{RunCutOff, "A sync was cut off in the middle: {left} of its {rows} rows are left.", "Open Price Sync and resume the run {run} from History. It looks in Jobber first, so no row is written twice.", ExitStopped, Warning},
		{RunLeft, "A sync was stopped and not gone on with: {left} of its {rows} rows are left.", "Open Price Sync and resume the run {run} from History, or leave it as it is.", ExitStopped, Warning},
		{RunThrottled, "Jobber refused {throttled} of the {requests} requests of the last sync because of its limits, so the sync took longer than usual. Refused requests were sent again.", "If syncs stay slow, look under Connected apps in Jobber which other programs use the account, and let them rest during a sync.", ExitJobber, Warning},
		{RowsRefused, "Jobber refused {rows} of the {total} rows of a sync. It said most often: {why}", "Open the run in History, correct the refused rows in the price list or in Jobber, and make a new preview.", ExitPartial, Warning},
		{RowsMoved, "{rows} of the {total} rows of a sync were left alone, because somebody had changed these items in Jobber after the preview.", "Make a new preview of the same price list and look at these rows before syncing them.", ExitPartial, Warning},
		{DecimalSlipped, "In {rows} of {compared} rows of a preview the new amount is about 10, 100 or 1,000 times the one in Jobber, or a tenth, hundredth or thousandth of it: the decimal mark of the price list was probably read wrongly.", "Don't sync this preview. Open the price list again with the other decimal mark, and compare some amounts with the file.", ExitInput, Warning},
		{DecimalSynced, "A sync made {rows} of {compared} prices or costs about 10, 100 or 1,000 times what they were, or a tenth, hundredth or thousandth of it: the decimal mark of the price list was probably read wrongly.", "Undo this run in History. Then open the price list again with the other decimal mark, and compare some amounts with the file.", ExitInput, Warning},
		{NothingMatched, "{matched} of the {rows} rows of a price list were found among the {items} items of the Jobber account.", "Check that the right column is taken as the name, and that the right Jobber account is connected.", ExitInput, Info},
		{VersionWarned, "Jobber warns about the API version that Price Sync uses: {why}", "Install the newest Price Sync. If JOBBER_API_VERSION is set on this computer, remove it.", ExitJobber, Warning},
		{Crashed, "Price Sync ended unexpectedly the last time; what was done is recorded.", "Start it again. If it happens again, save a diagnostics report under Help and send it to support.", ExitUnexpected, Warning},
		{DiskFull, "The disk is full, so Price Sync can't record what it does and stopped. What was done is recorded.", "Free some space and resume the run.", ExitStopped, Failure},
		{DatabaseFailed, "Price Sync's own database can't be used right now. Nothing already done is lost.", "Restart Price Sync; if it happens again, save a diagnostics report under Help.", ExitUnexpected, Failure},

		{DatabaseDamaged, "Price Sync's database is damaged, so its history can't be read. It was left exactly as it is, and nothing in Jobber is touched.", "Save a diagnostics report and send it to support. To start afresh, move the file pricesync.db out of Price Sync's folder.", ExitUnexpected, Failure},
		{DatabaseNewer, "Price Sync's database was made by a newer version of the program.", "Install the newest Price Sync.", ExitUnexpected, Failure},
	}
}

// Lookup returns the entry of a code.
func Lookup(code Code) (Entry, bool) {
	for _, entry := range Table() {
		if entry.Code == code {
			return entry, true
		}
	}
	return Entry{}, false
}
