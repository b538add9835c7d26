package pricelist

// unsure is the percentage below which an encoding that was recognised is told.
const unsure = 70

// textNotes tells what is worth knowing about how a text file is written.
func textNotes(file decoded, p parted) []Problem {
	var notes []Problem
	switch {
	case file.likely != "" && file.likely != file.encoding:
		notes = append(notes, Problem{Code: "encoding_chosen", Message: "The letters are read as “" + file.encoding + "”, as it was chosen; the file itself looks more like “" + file.likely + "”. If names look wrong, choose another encoding."})
	case file.unsure:
		notes = append(notes, Problem{Code: "encoding_unsure", Message: "The file does not say how its letters are written; “" + file.encoding + "” was taken. If names look wrong, choose another encoding."})
	}
	if p.declared != "" {
		notes = append(notes, Problem{Code: "delimiter_declared", Line: 1, Message: "The first line of the file says that its cells are parted by " + delimiterName(p.declared) + "; it is no product."})
	}
	if p.unwrapped {
		notes = append(notes, Problem{Code: "lines_in_quotes", Message: "The lines of this file stand in quotes as a whole; the quotes were taken off to find the cells."})
	}
	return notes
}

// delimiterName names what parts cells, for sentences.
func delimiterName(delimiter string) string {
	switch delimiter {
	case ",":
		return "commas"
	case ";":
		return "semicolons"
	case "\t":
		return "tabs"
	case "|":
		return "upright bars"
	}
	return "“" + delimiter + "”"
}
