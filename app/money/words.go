package money

// currencyCode says whether a lower-case word names a currency.
func currencyCode(lower string) bool {
	switch lower {
	case "usd", "eur", "euro", "euros", "gbp", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "isk", "pln", "czk", "huf", "ron", "bgn",
		"rsd", "hrk", "uah", "rub", "try", "ils", "aed", "sar", "qar", "kwd", "bhd", "omr", "egp", "mad", "zar", "ngn", "kes", "ghs",
		"inr", "pkr", "bdt", "lkr", "npr", "jpy", "cny", "rmb", "krw", "twd", "hkd", "sgd", "myr", "thb", "vnd", "idr", "php",
		"brl", "mxn", "ars", "clp", "cop", "pen", "uyu", "crc", "dop", "gtq", "jmd", "ttd", "bbd", "bsd", "fjd", "kzt", "byn", "gel":
		return true
	case "us", "rs", "re", "kr", "zł", "zl", "kč", "kc", "ft", "lei", "leu", "лв", "руб", "р", "грн", "tl", "r", "rm", "rp", "sfr", "fr", "dh", "ksh", "円", "元", "원":
		return true
	}
	return false
}

// abbreviated says whether a currency's name is written with a point: "Rs. 450", "kr. 50".
func abbreviated(lower string) bool {
	switch lower {
	case "rs", "re", "kr", "fr", "sfr", "руб", "р", "грн", "лв":
		return true
	}
	return false
}

// leadWord says whether a lower-case word may stand before an amount.
func leadWord(lower string) bool {
	switch lower {
	case "rrp", "msrp", "srp", "price", "list", "net", "nett", "netto", "sell", "cost", "each", "ea", "only", "je", "prix", "preis", "precio", "prijs", "prezzo", "preço":
		return true
	}
	return false
}

// perWord says whether a lower-case word announces a quantity or a unit.
func perWord(lower string) bool {
	switch lower {
	case "per", "pro", "je", "par", "por", "al", "pr", "за":
		return true
	}
	return false
}

// taxWord says whether a lower-case word speaks about tax.
func taxWord(lower string) bool {
	switch lower {
	case "vat", "gst", "hst", "pst", "qst", "tax", "taxes", "mwst", "ust", "tva", "iva", "btw", "moms", "mva", "kdv", "ндс", "пдв", "dph", "áfa",
		"ht", "ttc", "hors", "taxe", "plus", "ex", "exc", "excl", "excluding", "exkl", "exclusive", "inc", "incl", "inkl", "including", "inclusive",
		"zzgl", "net", "nett", "netto", "brutto", "sin", "senza", "sem", "esclusa", "inclusa", "incluido", "excluido", "bez", "без":
		return true
	}
	return false
}

// trailWord says whether a lower-case word is a unit or another word that may stand behind an amount without changing
// what it is. A word that is missing here makes the amount unreadable, which is the safe side.
func trailWord(lower string) bool {
	switch lower {
	case "ea", "each", "pc", "pcs", "pce", "pces", "piece", "pieces", "unit", "units", "item", "only", "cr",
		"m", "mt", "mtr", "mtrs", "metre", "metres", "meter", "meters", "lm", "rm", "m²", "m2", "m³", "m3", "sqm", "sq", "sqft", "ft", "ft2", "ft²", "foot", "feet",
		"lf", "sf", "yd", "yard", "yards", "inch", "mm", "cm", "km", "kg", "g", "gr", "gm", "lb", "lbs", "oz", "t", "ton", "tonne",
		"l", "lt", "ltr", "litre", "litres", "liter", "liters", "ml", "gal", "gallon",
		"box", "bx", "boxes", "pack", "pk", "pkt", "packet", "pkg", "bag", "bags", "roll", "rolls", "rl", "coil", "drum", "set", "sets", "pair", "pairs", "sheet", "sheets",
		"length", "lengths", "len", "can", "tin", "tube", "tubes", "bottle", "btl", "case", "cs", "carton", "ctn", "pallet", "bundle",
		"hundred", "thousand", "mille", "doz", "dozen", "hour", "hours", "hr", "hrs", "h", "day", "visit", "job":
		return true
	case "per", "pro", "je", "par", "por", "al", "pr", "за",
		"stück", "stueck", "stk", "st", "stck", "rolle", "packung", "pck", "pak", "vpe", "ve", "paar", "satz", "karton", "lfm", "qm", "std", "stunde",
		"pièce", "pièces", "pce.", "unité", "u", "mètre", "ml.", "rouleau", "boîte", "paquet", "lot", "heure", "le", "la",
		"unidad", "unidades", "ud", "uds", "pieza", "pza", "pzas", "metro", "metros", "caja", "rollo", "hora",
		"stuk", "stuks", "doos", "rol", "uur", "pezzo", "pezzi", "pz", "cad", "cadauno", "conf", "confezione", "rotolo", "scatola", "ora",
		"unidade", "un", "und", "peça", "pç", "caixa", "rolo", "шт", "м", "уп", "кг", "л", "szt", "mb", "opak", "kpl", "adet", "ks", "db", "buc":
		return true
	}
	return false
}

// packWord says whether a lower-case word names a pack of several pieces, whose number may follow: "box of 20", "pk10".
func packWord(lower string) bool {
	switch lower {
	case "box", "bx", "boxes", "pack", "pk", "pkt", "packet", "pkg", "bag", "roll", "rl", "coil", "case", "cs", "carton", "ctn", "bundle", "set", "sheet",
		"rolle", "packung", "pck", "pak", "vpe", "ve", "karton", "satz", "rouleau", "boîte", "paquet", "lot", "caja", "rollo", "doos", "rol", "conf", "confezione", "rotolo", "scatola",
		"caixa", "rolo", "уп", "opak":
		return true
	}
	return false
}

// ofWord says whether a lower-case word stands between a pack and how many are in it.
func ofWord(lower string) bool {
	switch lower {
	case "of", "x", "à", "a", "de", "von", "van", "da", "di", "mit", "met", "con", "com":
		return true
	}
	return false
}
