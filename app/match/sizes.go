package match

import "strings"

// size is one number of a name that must agree: a length, an angle, a power, a count, a model's number.
type size struct {
	unit     string // "mm" for every length, "" for a bare number, "#" and letters for a model's number
	value    int64  // in millionths of the unit
	plain    int64  // the number as written, in millionths
	imperial bool   // a length in inches, feet or yards
}

const million = 1_000_000

// unitOf returns the unit that a word after a number means, and how many of it one is (in thousandths).
func unitOf(word string) (unit string, factor int64, imperial, ok bool) {
	switch word {
	case "mm", "mil", "millimetre", "millimeter":
		return "mm", 1000, false, true
	case "cm":
		return "mm", 10_000, false, true
	case "m", "mt", "mtr", "mtrs", "metre", "metres", "meter", "meters":
		return "mm", 1_000_000, false, true
	case "in", "inch", "inches", "ins", "zoll", "pouce", "pouces", "pulgada", "pulgadas", "pollici", "\"":
		return "mm", 25_400, true, true
	case "ft", "foot", "feet", "'":
		return "mm", 304_800, true, true
	case "yd", "yds":
		return "mm", 914_400, true, true
	case "deg", "degree", "degrees", "st", "grad", "grd", "gr", "grados", "gradi", "graden", "°", "d":
		return "deg", 1000, false, true
	case "kw":
		return "w", 1_000_000, false, true
	case "w", "watt", "watts":
		return "w", 1000, false, true
	case "v", "vac", "vdc", "volt", "volts":
		return "v", 1000, false, true
	case "a", "amp", "amps":
		return "a", 1000, false, true
	case "ma":
		return "ma", 1000, false, true
	case "l", "lt", "ltr", "ltrs", "litre", "litres", "liter", "liters":
		return "l", 1000, false, true
	case "ml":
		return "l", 1, false, true
	case "gal", "gallon", "gallons":
		return "gal", 1000, false, true
	case "oz":
		return "oz", 1000, false, true
	case "g", "gm", "gram", "grams":
		return "g", 1000, false, true
	case "kg":
		return "g", 1_000_000, false, true
	case "lb", "lbs":
		return "lb", 1000, false, true
	case "mfd", "uf", "µf", "μf":
		return "uf", 1000, false, true
	case "hp", "ton", "tons", "btu", "psi", "bar", "rpm", "seer", "awg", "cf", "%", "k":
		return strings.TrimSuffix(word, "s"), 1000, false, true
	case "gang", "gangs":
		return "gang", 1000, false, true
	case "p", "pole", "poles", "pol", "polig", "polos", "poli":
		return "pole", 1000, false, true
	case "core", "cores":
		return "core", 1000, false, true
	case "way", "ways":
		return "way", 1000, false, true
	case "port", "ports":
		return "port", 1000, false, true
	case "sta", "station", "stations", "zone", "zones":
		return "station", 1000, false, true
	case "yr", "yrs", "year", "years":
		return "year", 1000, false, true
	}
	if packs(word) {
		return "pack", 1000, false, true
	}
	return "", 0, false, false
}

// packs says whether a word counts pieces, before or after its number.
func packs(word string) bool {
	switch word {
	case "pk", "pack", "packs", "pkt", "packet", "pc", "pcs", "piece", "pieces", "box", "bx", "bag", "bg", "qty", "case", "carton", "ctn", "tub", "jar", "roll":
		return true
	}
	return false
}

// labels says under which name a word that stands before its number counts, such as "type 21"; "" for other words.
func labels(word string) string {
	switch word {
	case "type", "part", "class", "gen", "no", "sch", "merv", "grade", "series", "cat", "dn", "model", "mark", "mk":
		return word
	}
	return ""
}

// measured returns the size of a number with its unit.
func measured(plain int64, unit string) size {
	canonical, factor, imperial, _ := unitOf(unit)
	switch {
	case canonical == "g" && unit == "g" && plain <= 6*million:
		canonical = "gang" // nobody sells six grams
	case canonical == "year" && plain > 100*million:
		canonical = ""
	}
	return size{unit: canonical, value: plain * factor / 1000, plain: plain, imperial: imperial}
}

// agree returns how well two sizes agree, from 0 to 1.
func agree(a, b size) float64 {
	switch {
	case a.unit == b.unit && a.value == b.value && a.plain == b.plain:
		return 1
	case a.unit == b.unit && a.value == b.value:
		return 0.98
	case shortened(a.unit, b.unit) || shortened(b.unit, a.unit):
		if a.plain == b.plain {
			return 0.9
		}
	case a.unit == "" || b.unit == "":
		if a.plain == b.plain && !strings.HasPrefix(a.unit+b.unit, "#") {
			return 0.9
		}
	case gallons(a.unit, b.unit) || gallons(b.unit, a.unit):
		if a.plain == b.plain {
			return 0.9
		}
	case ways(a, b), ways(b, a):
		if a.plain == b.plain {
			return 0.9
		}
	case a.unit == "mm" && b.unit == "mm" && a.imperial != b.imperial:
		if !a.imperial {
			a, b = b, a
		}
		switch big, small := max(a.value, b.value), min(a.value, b.value); {
		case (big-small)*100 <= big*3:
			return 0.7
		case nominal(a.value, b.value):
			return 0.6
		}
	}
	return 0
}

// shortened says whether letters that follow a number are the start of a unit: "4t" for four tons.
func shortened(letters, unit string) bool {
	return len(letters) > 1 && letters[0] == '#' && strings.HasPrefix(unit, letters[1:])
}

// gallons says whether "g" behind a number, which was taken for grams or gangs, may mean the gallons of the other: "50g"
// of a tank.
func gallons(short, unit string) bool {
	return (short == "g" || short == "gang") && unit == "gal"
}

// ways says whether the "w" behind a small number, which was taken for watts, may mean the ways of the other: "12w" of
// a board.
func ways(short, other size) bool {
	return short.unit == "w" && short.value == short.plain && short.plain <= 24*million && other.unit == "way"
}

// nominal says whether pipes of these sizes are sold as each other's: copper by its outside, other pipe by its bore.
func nominal(inches, mm int64) bool {
	switch mm / million {
	case 15:
		return inches == 12_700_000
	case 20, 22:
		return inches == 19_050_000
	case 25, 28:
		return inches == 25_400_000
	case 32, 35:
		return inches == 31_750_000
	case 40, 42:
		return inches == 38_100_000
	case 50, 54:
		return inches == 50_800_000
	}
	return false
}

// clash says whether two sizes that found no partner exclude each other: they measure the same thing.
func clash(a, b size) bool {
	if a.unit == b.unit {
		return a.unit != "" || a.plain != b.plain
	}
	if gallons(a.unit, b.unit) || gallons(b.unit, a.unit) || ways(a, b) || ways(b, a) {
		return true
	}
	if shortened(a.unit, b.unit) || shortened(b.unit, a.unit) {
		return true
	}
	if a.unit != "" {
		a, b = b, a
	}
	return a.unit == "" && a.plain < 1000*million && (b.unit == "mm" || b.unit == "deg" || b.unit == "uf")
}
