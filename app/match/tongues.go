package match

// tongue returns the English word of the lexicon for a word of another language, without accents as legible leaves it;
// so a German catalog meets a German list whatever either shortens, and "Bogen" is not "Muffe". Fillers give "".
func tongue(word string) (string, bool) {
	switch word {
	case "de", "du", "des", "la", "le", "les", "el", "del", "di", "il", "al", "d", "l", "con", "mit", "und", "et", "y", "avec", "fur", "met", "en", "voor", "van", "zum", "aus", "pour", "para":
		return "", true

	case "bogen", "winkel", "knie", "coude", "codo", "gomito", "curva", "bocht":
		return "elbow", true
	case "tstuck", "te", "stuck":
		return "tee", true
	case "muffe", "manchon", "manguito", "manicotto", "mof":
		return "coupler", true
	case "kappe", "bouchon", "tapon", "tappo", "dop":
		return "cap", true
	case "rohr", "tubo", "buis", "tuyau", "tuberia", "pijp":
		return "tube", true
	case "ventil", "vanne", "valvula", "valvola":
		return "valve", true
	case "hahn", "robinet", "llave", "rubinetto", "kraan":
		return "cock", true
	case "pumpe", "pompe", "bomba", "pompa", "pomp":
		return "pump", true
	case "kabel", "cavo", "cables":
		return "cable", true
	case "reduzierung", "reduktion", "reduction", "reduccion", "riduzione", "verloop":
		return "reducing", true

	case "kupfer", "cuivre", "cobre", "rame", "koper":
		return "copper", true
	case "messing", "laiton", "laton", "ottone":
		return "brass", true
	case "edelstahl", "rvs":
		return "stainless", true
	case "stahl", "acier", "acero", "acciaio", "staal":
		return "steel", true
	case "verzinkt", "galvanise", "galvanizado", "zincato":
		return "galvanised", true
	case "kunststoff", "plastique", "plastico", "plastica", "kunststof":
		return "plastic", true

	case "weiss", "ws", "blanc", "blanche", "blanco", "blanca", "bianco", "bianca", "wit":
		return "white", true
	case "schwarz", "noir", "noire", "negro", "negra", "nero", "zwart":
		return "black", true
	case "rot", "rouge", "rojo", "roja", "rosso", "rossa", "rood":
		return "red", true
	case "blau", "bleu", "bleue", "azul", "blauw":
		return "blue", true
	case "grau", "gris", "grigio", "grijs":
		return "grey", true
	case "grun", "verte", "verde", "groen":
		return "green", true
	case "gelb", "jaune", "amarillo", "amarilla", "giallo", "geel":
		return "yellow", true
	case "braun", "marron", "marrone", "bruin":
		return "brown", true
	case "anthrazit", "anthracite", "antracita", "antracite", "antraciet":
		return "charcoal", true

	case "ag", "aussengewinde", "macho", "mannlich", "maschio", "buitendraad":
		return "male", true
	case "ig", "innengewinde", "hembra", "femelle", "femmina", "binnendraad":
		return "female", true
	case "links", "gauche", "izquierda", "izquierdo", "sinistra", "sinistro":
		return "left", true
	case "rechts", "droite", "derecha", "derecho", "destra", "destro":
		return "right", true
	case "egal", "igual", "uguale", "gleich":
		return "equal", true
	case "barre", "barra", "stange", "stg":
		return "bar", true
	case "couronne", "rollo", "rotolo", "ring", "rol", "rolle":
		return "coil", true
	}
	return "", false
}

// compound parts words that a language writes as one, where the first is a material or a kind that the lexicon knows:
// "kupferbogen", "kugelhahn". The rest has at least three letters.
func compound(word string) (first, rest string, ok bool) {
	for _, begin := range [...]string{"kupfer", "messing", "edelstahl", "stahl", "kunststoff", "kugel", "leitungsschutz", "fehlerstrom", "koper", "knel", "heiz"} {
		if len(word) >= len(begin)+3 && word[:len(begin)] == begin {
			return begin, word[len(begin):], true
		}
	}
	return "", "", false
}
