package pricelist_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

// namesOf returns products in several languages.
func namesOf(language string) []string {
	return map[string][]string{
		"english":   {"Elbow 90° 15 mm", "Bathroom mirror 600×800", "Café table – round", "Pipe ½\" copper", "Builder’s bucket", "Hose £5 offer"},
		"german":    {"Kupferrohr für Gas", "Heizkörper weiß", "Bögen 90°", "Übergangsstück", "Dichtungssätze groß", "Spülkasten"},
		"french":    {"Évier inox à poser", "Tuyau cuivre écroui", "Clé à molette", "Chauffe-eau électrique", "Boîte de dérivation", "Réducteur où façade"},
		"spanish":   {"Tubería de cobre", "Grifería baño", "Válvula pequeña", "Electrónica señal", "Ángulo 90°", "Unión galvanizada española"},
		"italian":   {"Tubo di qualità", "Rubinetto più piccolo", "Unità esterna", "Perché è così", "Capacità 10 litri", "Città"},
		"swedish":   {"Rör för värme", "Blandare kök", "Ventil liten å", "Färgburk röd", "Täcklock", "Avlopp grå"},
		"polish":    {"Rura miedziana łączona", "Złączka prosta", "Kątownik mosiężny", "Zawór kulowy żółty", "Śruba ocynkowana", "Gwóźdź"},
		"czech":     {"Měděná trubka", "Příruba závitová", "Ventil kulový žlutý", "Šroub dlouhý", "Těsnění pryžové", "Čerpadlo oběhové"},
		"hungarian": {"Rézcső hűtőhöz", "Gömbcsap", "Tömítés gumi", "Szűrő betét", "Csőbilincs erősített", "Fűtőtest"},
		"russian":   {"Труба медная", "Кран шаровой", "Муфта латунная", "Насос циркуляционный", "Радиатор алюминиевый", "Клей для плитки"},
		"ukrainian": {"Труба мідна", "Кран кульовий", "Ємність пластикова", "Їжачок сантехнічний", "Ґрунтовка", "Клей для плитки"},
		"greek":     {"Σωλήνας χαλκού", "Βάνα σφαιρική", "Γωνία", "Καλοριφέρ λευκό", "Αντλία νερού", "Φλάντζα"},
		"turkish":   {"Bakır boru", "Küresel vana ağır", "Işık şeridi", "Dirsek küçük", "Çelik bağlantı", "İğne yastığı"},
		"japanese":  {"銅管 15ミリ", "ボールバルブ", "エルボ", "醤油 1L", "水道用ポンプ", "パッキン"},
		"chinese":   {"铜管", "球阀", "弯头", "不锈钢水槽", "循环水泵", "密封圈"},
		"hebrew":    {"צינור נחושת", "ברז כדורי", "זווית", "משאבת מים", "רדיאטור לבן", "אטם גומי"},
	}[language]
}

// listOf writes products and amounts as CSV.
func listOf(products []string) string {
	var b strings.Builder
	b.WriteString("Code,Name,Price\r\n")
	for i, name := range products {
		b.WriteString("A-" + string(rune('1'+i)) + ",\"" + strings.ReplaceAll(name, `"`, `""`) + "\",1" + string(rune('0'+i)) + ".50\r\n")
	}
	return b.String()
}

func TestEncodingsAreRecognised(t *testing.T) {
	type codecs map[string]encoding.Encoding
	wide := codecs{"utf-8": encoding.Nop, "utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
	western := codecs{"windows-1252": charmap.Windows1252, "macintosh": charmap.Macintosh}
	for language, also := range map[string]codecs{
		"english": {"windows-1252": charmap.Windows1252}, "german": western, "french": western, "spanish": western, "italian": western, "swedish": western,
		"polish": {"windows-1250": charmap.Windows1250}, "czech": {"windows-1250": charmap.Windows1250}, "hungarian": {"windows-1250": charmap.Windows1250},
		"russian": {"windows-1251": charmap.Windows1251, "koi8-r": charmap.KOI8R, "ibm866": charmap.CodePage866}, "ukrainian": {"windows-1251": charmap.Windows1251},
		"greek": {"windows-1253": charmap.Windows1253}, "turkish": {"windows-1254": charmap.Windows1254}, "hebrew": {"windows-1255": charmap.Windows1255},
		"japanese": {"shift_jis": japanese.ShiftJIS}, "chinese": {"gb18030": simplifiedchinese.GB18030},
	} {
		for _, set := range []codecs{wide, also} {
			for name, codec := range set {
				t.Run(language+" in "+name, func(t *testing.T) {
					products := namesOf(language)
					text := listOf(products)
					data, err := codec.NewEncoder().String(text)
					if err != nil {
						t.Fatal(err)
					}
					list := read(t, data, pricelist.Layout{})
					var got []string
					for _, row := range list.Rows {
						got = append(got, row.Name)
					}
					if diff := cmp.Diff(products, got); diff != "" || list.Layout.Encoding != name {
						t.Errorf("read as %s, %d %% sure (-want +got):\n%s", list.Layout.Encoding, list.EncodingConfidence, diff)
					}
				})
			}
		}
	}
}

func TestTheEuroTellsLatin9FromLatin1(t *testing.T) {
	for name, c := range map[string]struct{ data, encoding, price string }{
		"latin 9":      {"Name;Price\nCaf\xe9;\xa4 12,50\nC\xbdur;\xa4 13,50\n", "iso-8859-15", "€ 12,50"},
		"windows-1252": {"Name;Price\nCaf\xe9;\x80 12,50\nC\x9cur;\x80 13,50\n", "windows-1252", "€ 12,50"},
	} {
		t.Run(name, func(t *testing.T) {
			list := read(t, c.data, pricelist.Layout{})
			if list.Layout.Encoding != c.encoding || list.Rows[0].PriceText != c.price || list.Rows[1].Name != "Cœur" {
				t.Errorf("read as %s: %q, %q", list.Layout.Encoding, list.Rows[0].PriceText, list.Rows[1].Name)
			}
		})
	}
}

func TestUTF16WithoutAMarkIsRecognised(t *testing.T) {
	for name, order := range map[string]unicode.Endianness{"utf-16le": unicode.LittleEndian, "utf-16be": unicode.BigEndian} {
		data, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String("Name\tPrice\nHeizkörper\t12.50\nTür\t8.00\n")
		if err != nil {
			t.Fatal(err)
		}
		if list := read(t, data, pricelist.Layout{}); list.Layout.Encoding != name || list.Rows[0].Name != "Heizkörper" || list.Layout.Delimiter != "\t" {
			t.Errorf("%s read as %+v", name, list.Layout)
		}
	}
}

func TestBrokenUTF8StaysUTF8(t *testing.T) {
	data := listOf(namesOf("russian")) + "A-9,Tr\xc3bung,20.50\r\n"
	list := read(t, data, pricelist.Layout{})
	if last := list.Rows[len(list.Rows)-1]; list.Layout.Encoding != "utf-8" || last.Name != "Tr\ufffdbung" || list.EncodingConfidence > 90 {
		t.Errorf("read as %s, %d %% sure: %q", list.Layout.Encoding, list.EncodingConfidence, last.Name)
	}
}

func TestQuotesThatWereTakenForControlCharactersAreRepaired(t *testing.T) {
	expect(t, "Name,Price\nBuilder\u0092s bucket \u0096 large,2.50\n", pricelist.Layout{}, "2 priced name=Builder’s bucket – large price=2.50\n")
}

func TestAnEncodingCanBeSetByHand(t *testing.T) {
	data := "Name,Price\n\xcc\xe0\xef\xe0,12.50\n"
	for _, name := range pricelist.Encodings() {
		list, err := pricelist.Read(t.Context(), strings.NewReader(data), pricelist.Options{Layout: pricelist.Layout{Encoding: name}})
		if strings.HasPrefix(name, "utf-16") {
			continue // read as UTF-16 these bytes are no list at all
		}
		if err != nil || list.Layout.Encoding != name || list.EncodingConfidence != 100 {
			t.Errorf("%s: %v", name, err)
		}
		if name == "windows-1251" && list.Rows[0].Name != "Мапа" {
			t.Errorf("windows-1251 gives %q", list.Rows[0].Name)
		}
	}
	_, err := pricelist.Read(t.Context(), strings.NewReader(data), pricelist.Options{Layout: pricelist.Layout{Encoding: "ebcdic"}})
	if !fault.Is(err, fault.Usage) {
		t.Errorf("an unknown encoding: %v", err)
	}
}

func TestAnUnsureEncodingIsSaid(t *testing.T) {
	list := read(t, "Name,Price\nX\xffX\xfeX,12.50\n", pricelist.Layout{})
	if len(list.Notes) != 1 || list.Notes[0].Code != "encoding_unsure" || list.EncodingConfidence >= 70 {
		t.Errorf("%d %% sure, notes %+v", list.EncodingConfidence, list.Notes)
	}
}

func TestAnEncodingThatWasChosenStaysTold(t *testing.T) {
	unsure := "Name,Price\nX\xffX\xfeX,12.50\n"
	likely := read(t, unsure, pricelist.Layout{}).Layout.Encoding
	for name, c := range map[string]struct {
		data, encoding string
		want           []string
	}{
		"the one that the program would take": {unsure, likely, []string{"The file does not say how its letters are written; “" + likely + "” was taken. If names look wrong, choose another encoding."}},
		"another one":                         {unsure, "koi8-r", []string{"The letters are read as “koi8-r”, as it was chosen; the file itself looks more like “" + likely + "”. If names look wrong, choose another encoding."}},
		"against what the bytes show":         {"Name,Price\nCaf\u00e9,12.50\n", "windows-1252", []string{"The letters are read as “windows-1252”, as it was chosen; the file itself looks more like “utf-8”. If names look wrong, choose another encoding."}},
		"where it makes no difference":        {"Name,Price\nCafe,12.50\n", "windows-1252", nil},
		"where the file says it itself":       {"\xef\xbb\xbfName,Price\nCaf\u00e9,12.50\n", "windows-1252", nil},
	} {
		t.Run(name, func(t *testing.T) {
			list := read(t, c.data, pricelist.Layout{Encoding: c.encoding})
			if diff := cmp.Diff(c.want, messages(list)); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBytesThatAreNoTextAreRefused(t *testing.T) {
	noise := make([]byte, 4096)
	seed := uint32(7)
	for i := range noise {
		seed = seed*1664525 + 1013904223
		noise[i] = byte(seed >> 24)
	}
	for name, data := range map[string][]byte{"noise": noise, "zeros": append([]byte("Name,Price\n"), bytes.Repeat([]byte{0}, 4000)...)} {
		if _, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{}); !fault.Is(err, fault.FileNotText) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
