package pricelist

import "strings"

// tag is what one word of a heading says about its column.
type tag uint64

const (
	tagPrice    tag = 1 << iota // money by the piece: price, preis, prix
	tagMoney                    // money of some kind: amount, charge, rate
	tagCost                     // what the buyer pays: cost, trade, purchase
	tagNet                      // net: what the buyer pays to some, without tax to others
	tagSell                     // what the buyer asks for it: sell, retail
	tagList                     // what the maker suggests: list, RRP
	tagGross                    // gross: with tax to some, before the discount to others
	tagBound                    // the least or the most
	tagWas                      // what it cost before
	tagName                     // name, title
	tagProduct                  // item, product, article, service
	tagDesc                     // description
	tagCode                     // code, SKU, reference
	tagNumber                   // number, no., #
	tagID                       // id
	tagBarcode                  // EAN, UPC, GTIN
	tagModel                    // model, type designation
	tagUnit                     // unit, unit of measure
	tagPack                     // how many are in one
	tagQuantity                 // how many there are
	tagCurrency                 // currency
	tagTax                      // VAT, GST
	tagMaker                    // supplier, brand
	tagGroup                    // category, group, place
	tagParty                    // customer, contact
	tagPer                      // per: what follows is the unit
	tagOther                    // surely none of these: dates, sizes, pictures, percentages
	tagMeasure                  // what a price may be for, and no price by itself: weight, length, size, colour
	tagWith                     // with, without: what follows is in the price or not
	tagTotal                    // the sum of something
	tagCharge                   // money that is no price: freight, deposit, discount
	tagFiller                   // says nothing: of, the, in, excluding
	tagPlain                    // only one of several prices may be plain: unit, standard, base
	tagVariant                  // long, short, sales, purchase: weakens a description

	tagAmount = tagPrice | tagMoney | tagCost | tagNet | tagGross | tagSell | tagList | tagWas
)

// wordTag returns the tags of one folded word, 0 for a word it does not know.
func wordTag(word string) tag {
	if t := plainTag(word); t != 0 {
		return t
	}
	if t := ideographTag(word); t != 0 {
		return t
	}
	return compoundTag(word)
}

// plainTag looks a word up. English, French, German, Spanish, Dutch, Italian, Portuguese; then what else suppliers use.
func plainTag(word string) tag {
	switch word {
	case "price", "prices", "pricing", "ep", "prc", "preis", "preise", "prix", "precio", "precios", "prijs", "prijzen", "prezzo", "prezzi", "preco", "precos",
		"pu", "vk", "prz", "pzo", "cena", "ceny", "cen", "цена", "цены", "ціна", "ціни", "прайс", "fiyat", "fiyati", "fiyatlar", "pris", "priser", "hinta", "ar", "pret", "harga", "מחיר", "τιμη", "سعر", "gia":
		return tagPrice
	case "amount", "charge", "charges", "rate", "fee", "tarif", "tarifs", "tarifa", "tarief", "tariffa", "betrag", "montant", "importe", "bedrag", "importo", "valor", "value",
		"стоимость", "вартість", "сумма", "tutar", "kwota", "belopp":
		return tagMoney
	case "cost", "costs", "costing", "kosten", "ek", "cout", "couts", "coste", "costo", "costi", "custo", "kostprijs", "maliyet", "себестоимость", "собівартість", "koszt", "עלות", "kostnad":
		return tagCost | tagPrice
	case "trade", "purchase", "purchases", "bought", "dist", "purchasing", "buy", "buying", "dealer", "wholesale", "distributor", "reseller", "jobber", "contractor", "landed", "invoice", "yours",
		"einkauf", "handler", "grosshandel", "achat", "revendeur", "compra", "compras", "distribuidor", "mayorista", "inkoop", "acquisto", "ingrosso", "revenda", "atacado",
		"zakup", "zakupu", "hurt", "hurtowa", "закупка", "закупочная", "закупівля", "опт", "оптовая", "оптова", "гурт", "входная", "alis", "bayi", "inkop", "beli", "nakup":
		return tagCost
	case "net", "nett", "netto", "neto", "liquido":
		return tagNet
	case "sell", "selling", "sale", "sales", "retail", "resale", "public", "verkauf", "vente", "venta", "ventas", "verkoop", "vendita", "venda", "consumer", "endkunde", "now",
		"sprzedaz", "sprzedazy", "detal", "detaliczna", "розница", "розничная", "роздрібна", "продажа", "продажная", "satis", "perakende", "forsaljning", "jual", "prodej", "particulier":
		return tagSell
	case "rrp", "msrp", "srp", "mrp", "uvp", "pvp", "pvc", "ppc", "retailprice", "listprice", "katalogpreis":
		return tagList | tagPrice
	case "list", "catalog", "catalogue", "catalogo", "recommended", "suggested", "regular", "liste", "listen", "listino", "lista", "tabela", "tabla",
		"catalogus", "katalog", "advies", "empfohlen", "empfohlene", "empfohlener", "consigliato", "vejl", "vejledende", "veiledende", "recomendado", "conseille", "cennik", "katalogowa", "каталог", "рекомендованная", "рекомендована":
		return tagList
	case "compare", "compared", "previous", "former", "old", "was", "alt", "alter", "ancien", "anterior", "oud", "oude", "vecchio", "antigo", "stara", "старая", "стара", "eski", "vorher":
		return tagWas
	case "name", "names", "title", "designation", "bezeichnung", "benennung", "kurztext", "titel", "libelle", "intitule", "nom", "nombre", "denominacion", "denominazione", "nome", "naam", "designacao", "denominacao",
		"nazwa", "nazev", "naziv", "название", "наименование", "назва", "найменування", "adi", "ad", "isim", "benamning", "navn", "nimi", "nama", "שם", "denumire", "megnevezes":
		return tagName
	case "product", "products", "item", "items", "article", "articles", "artikel", "produkt", "produkte", "ware", "produit", "produits", "articulo", "articulos", "producto", "productos", "articolo", "prodotto", "prodotti",
		"artigo", "artigos", "produto", "produtos", "material", "service", "services", "leistung", "prestation", "servicio", "dienst", "servizio", "servico", "goods", "part", "parts", "component", "procedure",
		"towar", "usluga", "товар", "товара", "товару", "услуга", "послуга", "номенклатура", "позиция", "позиції", "urun", "hizmet", "vare", "barang", "produk", "zbozi", "מוצר":
		return tagProduct
	case "description", "descriptions", "desc", "descr", "detail", "details", "particulars", "beschreibung", "artikeltext", "langtext", "descripcion", "omschrijving", "descrizione", "descricao",
		"concepto", "opis", "описание", "опис", "aciklama", "tanim", "tanimi", "beskrivning", "beskrivelse", "kuvaus", "popis", "תיאור", "descriere", "leiras", "keterangan":
		return tagDesc
	case "code", "codes", "sku", "skus", "ref", "reference", "references", "mpn", "plu", "kennung", "kode", "cod", "codigo", "codice", "referencia", "riferimento", "referentie", "issn", "isbn", "asin",
		"kod", "kodu", "symbol", "indeks", "код", "артикул", "koodi", "cikkszam", "מקט", "katalognummer", "partno", "partnumber", "itemno", "itemnumber", "stockcode", "artnr", "artno":
		return tagCode
	case "number", "numbers", "no", "nr", "num", "nbr", "numero", "nummer", "#", "№", "nº", "номер", "numara", "numer", "cislo":
		return tagNumber
	case "id", "ids", "identifier", "key", "uuid":
		return tagID
	case "barcode", "barcodes", "ean", "upc", "gtin", "штрихкод", "strichcode", "codebar", "barkod":
		return tagBarcode
	case "model", "modell", "modele", "modelo", "modello", "модель":
		return tagModel
	case "unit", "units", "uom", "um", "uos", "einheit", "mengeneinheit", "me", "unite", "unidad", "unidades", "eenheid", "unita", "unidade", "ed", "ед", "единица", "одиниця", "birim", "birimi", "jm", "mj", "enhet", "enhed", "yksikko", "satuan", "měrná":
		return tagUnit | tagPlain
	case "pack", "package", "packaging", "packing", "packsize", "case", "carton", "inner", "outer", "ve", "vpe", "gebinde", "conditionnement", "cdt", "condt", "colis", "envase", "verpakking", "confezione", "embalagem", "упаковка", "opakowanie":
		return tagPack
	case "qty", "quantity", "quantities", "stock", "inventory", "available", "availability", "onhand", "hand", "menge", "bestand", "anzahl", "lager", "quantite", "qte", "qta", "qtd", "cant", "cantidad", "existencias", "aantal", "voorraad", "quantita", "giacenza",
		"quantidade", "estoque", "ilosc", "stan", "количество", "кол", "остаток", "наличие", "кількість", "наявність", "miktar", "stok", "adet", "antal", "lagersaldo", "moq", "reorder", "mindestbestellwert", "mindestbestellmenge", "mindestmenge":
		return tagQuantity
	case "currency", "waehrung", "wahrung", "devise", "moneda", "valuta", "moeda", "waluta", "валюта", "para", "ccy":
		return tagCurrency
	case "vat", "gst", "tax", "taxes", "taxable", "mwst", "ust", "steuer", "tva", "iva", "btw", "moms", "mva", "kdv", "ндс", "пдв", "hst", "pst", "dph", "ppn":
		return tagTax
	case "supplier", "suppliers", "vendor", "vendors", "manufacturer", "manufacturers", "mfr", "mfg", "brand", "brands", "maker", "hersteller", "lieferant", "marke", "fournisseur", "fabricant", "marque", "proveedor", "fabricante", "marca", "leverancier", "fabrikant", "merk",
		"fornitore", "produttore", "fornecedor", "producent", "dostawca", "производитель", "поставщик", "бренд", "виробник", "постачальник", "marka", "uretici", "publisher", "author", "provider", "laboratorio":
		return tagMaker
	case "category", "categories", "group", "groups", "family", "department", "dept", "section", "class", "range", "series", "collection", "area", "location", "facility", "region", "country", "store", "warehouse", "branch",
		"kategorie", "gruppe", "warengruppe", "categorie", "famille", "groupe", "categoria", "grupo", "familia", "groep", "gruppo", "famiglia", "kategoria", "grupa", "категория", "группа", "раздел", "категорія", "группы", "групи", "kategori", "subcategory", "catagory":
		return tagGroup
	case "customer", "client", "contact", "company", "user", "kunde", "kunden", "cliente", "klant", "first", "last", "file", "sheet", "pricelist", "preisliste", "domain", "seo", "google", "meta", "option", "attribute", "search", "menu", "page", "keyword", "keywords":
		return tagParty
	case "per", "pro", "je", "par", "por", "za", "за":
		return tagPer
	case "date", "created", "datum", "fecha", "data", "дата", "tarih",
		"image", "images", "picture", "photo", "url", "link", "video", "html", "знижка",
		"mark", "percent", "percentage", "%", "pct", "multiplier", "factor", "account", "gl", "status", "tag", "tags", "position", "sort", "row", "count", "lead", "notes", "note", "comment", "comments", "remark", "remarks", "bemerkung", "hinweis",
		"handle", "policy", "published", "visible", "active", "featured", "rating", "reviews", "hs", "intrastat", "commodity", "eccn", "origin",
		"duration", "minutes", "bookable", "enabled", "lot", "serial", "phone", "email", "address", "zip", "city", "state", "abv", "upchar", "centre", "center":
		return tagOther
	case "discount", "discounts", "disc", "rabatt", "remise", "descuento", "korting", "sconto", "desconto", "rabat", "скидка", "shipping", "ship", "freight", "postage", "delivery", "deposit", "rebate", "duty", "duties", "surcharge", "margin", "profit", "markup", "difference", "change", "increase", "diff":
		return tagCharge
	case "kg", "lb", "grams", "wt", "weight", "gewicht", "poids", "peso", "вес", "вага", "length", "width", "height", "depth", "size", "sizes", "dim", "dims", "dimension", "dimensions", "thickness", "diameter", "volume", "cuft", "cu", "day", "time", "year", "type", "types", "typ", "tipo", "тип", "color", "colour", "colors", "colours", "finish", "warranty":
		return tagMeasure
	case "ex", "exc", "excl", "excluding", "exkl", "exclusive", "inc", "incl", "including", "inkl", "inclusive", "incluido", "dahil", "haric", "hors", "sin", "con", "senza", "zzgl", "plus", "без", "с", "з", "with", "without", "before", "after", "bez", "sem", "exkluderat", "s", "c":
		return tagWith
	case "gross", "brutto", "bruto", "brut", "lordo":
		return tagGross
	case "min", "max", "minimum", "maximum", "from", "ab", "od", "от", "до":
		return tagBound
	case "order", "valid", "effective", "updated", "start", "starts", "end", "ends", "of", "the", "a", "and", "or", "for", "in", "to", "at", "de", "du", "des", "la", "le", "les", "l", "d", "der", "die", "das", "den", "del", "el", "los", "di", "da", "do", "van", "het", "en", "von", "fur", "und", "et", "e", "y", "w", "na", "i", "im", "по", "в", "на",
		"ht", "ttc", "hb", "zl", "new", "neu", "nouveau", "nuevo", "nieuw", "nuovo", "novo", "nowa", "новая", "нова", "current", "curr", "our", "my", "this", "fixed",
		"usd", "eur", "euro", "gbp", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "pln", "czk", "rub", "uah", "try", "tl", "ils", "inr", "zar", "jpy", "cny", "idr", "mxn", "brl", "ars", "руб", "грн", "uds", "us", "rs":
		return tagFiller
	case "standard", "base", "basic", "each", "ea", "single", "std", "normal", "final", "stuck", "stuk", "unitaire", "unitario", "unitaria", "unitair":
		return tagPlain
	case "total", "ext", "extended", "line", "gesamt", "totaal", "totale", "totalt", "toplam", "итого", "razem":
		return tagTotal
	case "long", "short", "full", "additional", "extra", "lang", "kurz", "web":
		return tagVariant
	}
	return 0
}

// ideographTag looks for the words of scripts that put no space between them.
func ideographTag(word string) tag {
	var found tag
	for _, known := range []struct {
		part string
		tag  tag
	}{
		{"価格", tagPrice}, {"単価", tagPrice}, {"价格", tagPrice}, {"单价", tagPrice}, {"單價", tagPrice}, {"售价", tagPrice | tagSell}, {"售價", tagPrice | tagSell}, {"定价", tagPrice}, {"定価", tagPrice | tagList},
		{"金額", tagMoney}, {"上代", tagPrice | tagList}, {"价", tagPrice}, {"價", tagPrice}, {"零售", tagSell}, {"가격", tagPrice}, {"단가", tagPrice},
		{"原価", tagPrice | tagCost}, {"仕入", tagPrice | tagCost}, {"卸", tagPrice | tagCost}, {"成本", tagPrice | tagCost}, {"进价", tagPrice | tagCost}, {"批发", tagPrice | tagCost}, {"下代", tagPrice | tagCost}, {"仕切", tagPrice | tagCost}, {"出厂", tagPrice | tagCost},
		{"商品名", tagName}, {"品名", tagName}, {"名称", tagName}, {"名稱", tagName}, {"製品名", tagName}, {"品目", tagName}, {"상품명", tagName}, {"제품명", tagName}, {"품명", tagName},
		{"コード", tagCode}, {"品番", tagCode}, {"型番", tagCode}, {"编号", tagCode}, {"编码", tagCode}, {"货号", tagCode}, {"코드", tagCode}, {"型号", tagModel},
		{"単位", tagUnit}, {"单位", tagUnit}, {"説明", tagDesc}, {"描述", tagDesc}, {"数量", tagQuantity}, {"在庫", tagQuantity}, {"库存", tagQuantity},
		{"重量", tagOther}, {"日期", tagOther}, {"備考", tagOther}, {"备注", tagOther}, {"メーカー", tagMaker}, {"製造元", tagMaker}, {"カテゴリ", tagGroup}, {"分类", tagGroup}, {"类别", tagGroup},
	} {
		if strings.Contains(word, known.part) {
			found |= known.tag
		}
	}
	if found&tagBarcode == 0 && strings.HasPrefix(word, "jan") && found&tagCode != 0 {
		found = tagBarcode
	}
	return found
}

// compoundTag takes German, Dutch and Scandinavian compounds apart: Einkaufspreis, artikelnummer.
func compoundTag(word string) tag {
	for _, end := range []string{"preise", "preis", "prijs", "priser", "pris", "kosten", "nummer", "nummern", "nr", "no", "bezeichnung", "beschreibung", "omschrijving", "benamning", "beskrivning",
		"name", "naam", "text", "gruppe", "groep", "menge", "einheit", "eenheid", "code", "kode", "kod", "id"} {
		start, ok := strings.CutSuffix(word, end)
		if !ok || len(start) < 2 {
			continue
		}
		tail := plainTag(end)
		if end == "text" {
			tail = tagDesc
		}
		head := plainTag(start)
		for _, link := range []string{"s", "n", "en", "e"} {
			if head == 0 {
				if cut, ok := strings.CutSuffix(start, link); ok {
					head = plainTag(cut)
				}
			}
		}
		if head == 0 && len(end) < 4 {
			continue
		}
		if tail != 0 {
			return tail | head
		}
	}
	return 0
}
