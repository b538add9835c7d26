package diagnostics

import "pricesync/app/fault"

// usual names what is usually behind a code, and how to tell, for a support person who has the report alone; "" where
// the finding itself says all there is.
func usual(code fault.Code) string {
	switch code {
	case fault.SignInDenied:
		return "Somebody without administrator rights in Jobber was asked, or pressed Deny or Back on Jobber's page."
	case fault.ReconnectNeeded:
		return "The app was disconnected or given another client secret in Jobber; or the same profile was used on a second computer or restored from a backup, and " +
			"Jobber takes each renewal only once; or the program was closed by force while it renewed the connection."
	case fault.NotConnected:
		return "Nobody has connected this profile yet, or a scheduled task runs under another user than the one who connected."
	case fault.ClientRefused:
		return "The client ID and the client secret belong to different apps, the secret was given anew in Jobber's Developer Center, or a space was copied along."
	case fault.PermissionMissing:
		return "Permissions were added to the app after the user had connected: they hold only from the next connection on. Or the user's own role in Jobber hides products."
	case fault.RunThrottled, fault.JobberBusy:
		return "Another program that is connected to the same Jobber account uses up the limits: 2,500 requests in five minutes, and a budget of points that refills each second."
	case fault.RunCutOff:
		return "The computer was switched off, went to sleep, or the program was ended in the task manager during a sync."
	case fault.DecimalMark, fault.DecimalSlipped, fault.DecimalSynced:
		return "The supplier's file comes from a country that writes 1.234,56, or the spreadsheet program saved the CSV file with this computer's own marks."
	case fault.DiskFull, fault.DiskLow:
		return "A backup, a download or a mailbox fills the disk; on company computers also a quota."
	case fault.JobberUntrusted, fault.CertificateOther, fault.ConnectionRead:
		return "A company's proxy or a virus scanner opens secure connections. Its certificate authority has to be among those that the system trusts " +
			"(on Linux SSL_CERT_FILE), or getjobber.com has to be left out there."
	case fault.CertificateExpired, fault.ClockOff:
		return "The computer's battery for the clock is empty, the time zone is wrong, or the time was set by hand."
	case fault.ProxySignIn:
		return "The proxy asks for a user and password that Price Sync does not have: let getjobber.com through without, or name them in HTTPS_PROXY."
	case fault.NetworkSignIn, fault.JobberUnreadable:
		return "A hotel's or guest network shows its own page until somebody signs in in the browser; or a filter of the company blocks the page."
	case fault.NameUnknown, fault.JobberUnreachable, fault.JobberTimeout, fault.ProxyUnreachable:
		return "The computer is offline, or a VPN, firewall or proxy setting is in the way. The self-check in its thorough form (pricesync doctor --deep) tells which."
	case fault.DatabaseDamaged:
		return "The disk is failing, the folder is synchronised by a cloud service or lies on a network drive, or another program wrote to pricesync.db."
	case fault.VersionUnknown:
		return "Jobber takes an API version away 12 to 18 months after it came. An old Price Sync, or JOBBER_API_VERSION set to an old date, asks for it."
	case fault.KeychainMissing, fault.KeychainSilent, fault.KeychainRefused:
		return "The keychain is locked, asks in a window that nobody sees (scheduled tasks, remote sessions), or on Linux no keyring is started."
	case fault.CallbackPortInUse:
		return "A second Price Sync waits for a sign-in, or another program listens on that port. The settings of the report name the port."
	case fault.RowsMoved:
		return "Somebody edited prices in Jobber between preview and sync, or another program keeps them too."
	case fault.NothingMatched:
		return "The list names products as the supplier does, and not as the items are named in Jobber; or a column such as the brand was taken for the name."
	case fault.AccountInactive:
		return "The trial or the subscription has ended, or the account was closed."
	}
	return ""
}
