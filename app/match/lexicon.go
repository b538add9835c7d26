package match

import "strings"

// The words of the trade: how suppliers shorten them, which mean the same, and which exclude each other. Entries are
// in lower case and in the singular.

// spelled returns the one spelling of a word under which its abbreviations, plurals and variants meet. Fillers give
// "".
func spelled(word string) string {
	if known, ok := respelled(word); ok {
		return known
	}
	if known, ok := tongue(word); ok {
		return known
	}
	single := singular(word)
	if known, ok := respelled(single); ok {
		return known
	}
	return single
}

// singular takes an English plural's ending off.
func singular(word string) string {
	switch {
	case len(word) < 4 || !strings.HasSuffix(word, "s"):
		return word
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"), strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "xes"), strings.HasSuffix(word, "sses"):
		return word[:len(word)-2]
	}
	return word[:len(word)-1]
}

func respelled(word string) (string, bool) {
	switch word {
	case "a", "an", "and", "the", "of", "for", "with", "w", "to", "in", "per", "each", "ea", "x", "by", "or", "on", "new", "length", "lgth", "lg", "c":
		return "", true

	case "elb", "ell", "bend", "bnd", "knee":
		return "elbow", true
	case "cplg", "coupling", "coupl", "cpl", "connector", "conn", "con":
		return "coupler", true
	case "adapter", "adpt", "adapt", "adp", "adptr":
		return "adaptor", true
	case "reduced", "reducer", "rdc", "rdcr": // "red" may be the colour: see alike
		return "reducing", true
	case "bushing":
		return "bush", true
	case "eq":
		return "equal", true
	case "str", "strt", "strght":
		return "straight", true
	case "ang", "angle":
		return "angled", true
	case "isolation", "isolator", "iso", "isolate", "isol":
		return "isolating", true
	case "vlv", "valv":
		return "valve", true
	case "nonreturn", "nrv":
		return "check", true
	case "xfmr", "xfrmr", "trafo":
		return "transformer", true
	case "brkr", "bkr":
		return "breaker", true
	case "reg":
		return "register", true
	case "thrd", "thd", "threaded":
		return "thread", true
	case "strd":
		return "stranded", true
	case "pltd":
		return "pleated", true
	case "adj":
		return "adjustable", true

	case "stoptap":
		return "stopcock", true
	case "pipe", "tubing", "tb":
		return "tube", true
	case "ef":
		return "endfeed", true
	case "comp", "compr", "compn":
		return "compression", true
	case "skt", "sckt":
		return "socket", true
	case "flexi", "flex", "flx":
		return "flexible", true
	case "faucet":
		return "tap", true
	case "bibb":
		return "bib", true
	case "vsl":
		return "vessel", true
	case "temp":
		return "temperature", true

	case "cu":
		return "copper", true
	case "brs":
		return "brass", true
	case "ss", "inox":
		return "stainless", true
	case "stl":
		return "steel", true
	case "galv", "galvanized", "gi":
		return "galvanised", true
	case "plas", "plstc":
		return "plastic", true
	case "alu", "alum", "aluminum":
		return "aluminium", true
	case "mall":
		return "malleable", true

	case "wht":
		return "white", true
	case "blk", "bk":
		return "black", true
	case "blu", "bl":
		return "blue", true
	case "gry", "gray":
		return "grey", true
	case "grn":
		return "green", true
	case "yel", "ylw", "yl":
		return "yellow", true
	case "brn":
		return "brown", true
	case "chr", "cp", "chromed":
		return "chrome", true
	case "brz":
		return "bronze", true
	case "clr":
		return "clear", true
	case "ww":
		return "warm", true
	case "cw":
		return "cool", true

	case "sgl", "sngl", "sng":
		return "single", true
	case "dbl", "twin", "dual", "dble":
		return "double", true
	case "pr":
		return "pair", true
	case "lh":
		return "left", true
	case "rh":
		return "right", true
	case "mi", "mip", "mnpt", "mpt", "mbsp":
		return "male", true
	case "fi", "fip", "fnpt", "fpt", "fbsp", "fem":
		return "female", true

	case "rad":
		return "radiator", true
	case "pnl":
		return "panel", true
	case "conv":
		return "convector", true
	case "thermo", "therm":
		return "thermostatic", true
	case "stat", "tstat":
		return "thermostat", true
	case "htr":
		return "heater", true
	case "htg":
		return "heating", true
	case "wtr":
		return "water", true
	case "cyl":
		return "cylinder", true
	case "boil", "blr":
		return "boiler", true
	case "circ", "circulator":
		return "circulating", true
	case "motorised", "motorized":
		return "zone", true
	case "elec", "electrical":
		return "electric", true
	case "exp":
		return "expansion", true
	case "ufh":
		return "underfloor", true
	case "ctrl", "ctrlr", "control":
		return "controller", true
	case "mtr":
		return "motor", true
	case "assy", "asm":
		return "assembly", true
	case "refrig":
		return "refrigerant", true
	case "fltr", "flt":
		return "filter", true
	case "ignitor":
		return "igniter", true
	case "univ":
		return "universal", true

	case "recept", "recpt", "outlet":
		return "receptacle", true
	case "sw", "swtd":
		return "switched", true
	case "bulb":
		return "lamp", true
	case "det", "detector":
		return "alarm", true
	case "lt":
		return "light", true
	case "jb":
		return "junction", true
	case "wire", "cabl":
		return "cable", true
	case "insul", "lagging", "lagg", "insulated":
		return "insulation", true

	case "rb":
		return "rainbird", true
	case "irr", "irrig":
		return "irrigation", true
	case "fert":
		return "fertilizer", true
	case "fertiliser":
		return "fertilizer", true
	case "labor":
		return "labour", true
	case "svc", "servicing":
		return "service", true
	case "hr":
		return "hour", true
	case "std":
		return "standard", true
	case "hvy":
		return "heavy", true
	case "hdl":
		return "handle", true
	case "csk":
		return "countersunk", true
	}
	return "", false
}

// contrast returns the family of words that exclude each other: names that each have words of a family, and none in
// common, mean different things. Words of no family give "".
func contrast(word string) string {
	switch word {
	case "elbow", "tee", "coupler", "cap", "plug", "union", "cross", "wye", "nipple", "bush", "tap", "valve", "pump", "trap":
		return "shape"
	case "white", "black", "red", "blue", "grey", "green", "yellow", "brown", "chrome", "ivory", "orange", "purple",
		"clear", "charcoal", "buff", "beige", "cream", "silver", "gold", "bronze", "pink":
		return "colour"
	case "copper", "iron", "aluminium", "zinc", "brass", "galvanised":
		return "metal"
	case "gate", "check", "globe", "butterfly", "ball", "zone":
		return "valve"
	case "pvc", "cpvc", "abs", "pex", "mdpe", "hdpe":
		return "plastic"
	case "male", "female":
		return "thread"
	case "left", "right":
		return "hand"
	case "single", "double", "triple":
		return "number"
	case "straight", "angled", "corner":
		return "run"
	case "hot", "cold":
		return "heat"
	case "warm", "cool":
		return "light"
	case "gas", "electric", "oil":
		return "fuel"
	case "direct", "indirect":
		return "coil"
	case "horizontal", "vertical":
		return "lie"
	case "internal", "external", "indoor", "outdoor":
		return "place"
	case "inlet", "supply", "outlet", "return":
		return "way"
	case "manual", "automatic":
		return "drive"
	case "basin", "bath", "kitchen", "shower", "toilet":
		return "room"
	case "potable", "heating":
		return "water"
	case "inhibitor", "cleaner", "protector", "descaler", "sealer":
		return "treatment"
	}
	return ""
}

// kin says whether two words of a family of contrasts are used for each other: makers name colours as they like.
func kin(a, b string) bool {
	if a > b {
		a, b = b, a
	}
	switch a + " " + b {
	case "bronze brown", "charcoal grey", "beige cream", "cream ivory", "beige buff", "grey silver", "chrome silver", "brass gold":
		return true
	}
	return false
}

// alike returns how much two words mean the same, from 0 to 1, where neither spelling nor abbreviation tells.
func alike(a, b string) float64 {
	if a > b {
		a, b = b, a
	}
	switch a + " " + b {
	case "red reducing", "cap capacitor", "white wh", "green vert", "hose line", "circuit tube", "capacitor cap":
		return 0.8
	case "float ball", "ball float", "bowl pan", "cooler freezer", "toilet wc", "coil tube", "grille register", "register vent",
		"alarm smoke", "connector union", "breaker mcb", "fan extractor", "circulating pump", "sealant silicone",
		"float valve", "hose tube", "drain waste", "actuator head", "gasket washer", "charge fee", "callout visit":
		return 0.5
	}
	return 0
}

// shorthands are texts that are written out before a name is taken apart, since their parts alone mean other things.
func shorthands() *strings.Replacer {
	return strings.NewReplacer(
		"t&e", "twin earth", "t/e", "twin earth", "\"1/4", " 1/4\"", "\"1/2", " 1/2\"", "\"3/4", " 3/4\"", "t & e", "twin earth", "twin and earth", "twin earth", "twin & earth", "twin earth",
		"c/w", " ", "w/g", " ", "w/", " ", "t&p", "tp", "t & p", "tp", "h/ex", "heat exchanger", "t'stat", "thermostat",
		"cu yd", "cubicyard", "cu. yd", "cubicyard", "cubic yard", "cubicyard", "cu ft", "cf", "cu. ft", "cf", "cubic feet", "cf", "cubic foot", "cf",
		"push-fit", "pushfit", "push fit", "pushfit", "end feed", "endfeed", "end-feed", "endfeed", "stop end", "stopend",
		"stainless steel", "stainless", "s/steel", "stainless", "s/s", "stainless",
		"male iron", "male", "female iron", "female", "cxmi", "male", "cxfi", "female", "call out", "callout", "call-out", "callout",
		"in-line", "inline", "non return", "nonreturn", "non-return", "nonreturn",
		"“", "\"", "”", "\"", "„", "\"", "″", "\"", "''", "\"", "′′", "\"", "’", "'", "‘", "'", "′", "'", "´", "'", "`", "'",
		"×", "x", "º", "°", "ø", " ", "⌀", " ", "\u00a0", " ", "\t", " ", "\n", " ", "\r", " ",
		"1/4 bend", "90° bend", "1/8 bend", "45° bend", "1/16 bend", "22.5° bend", "natural gas", "ng",
		"t-stuck", "tstuck", "1/4 tour", "1/4 turn", "quart de tour", "1/4 turn", "schedule", "sch", "thermostatic radiator valve", "trv", "thermostatic rad valve", "trv", "thermostatic rad valves", "trv",
		"quarter turn", "1/4 turn", "low voltage", "lv", "rain bird", "rainbird",
	)
}
