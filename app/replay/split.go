package replay

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// kind says what a piece of a text is.
type kind int

const (
	other kind = iota
	letters
	number // digits with marks between them
)

// piece is a part of a text.
type piece struct {
	kind   kind
	text   string
	digits int // of a number
}

// split takes a text apart into words, numbers and single other characters. A capital behind a small letter begins a
// new word, as in "UnitPrice".
func split(text string) []piece {
	var pieces []piece
	runes := []rune(text)
	for at := 0; at < len(runes); {
		end := at + 1
		switch {
		case isLetter(runes[at]):
			for end < len(runes) && isLetter(runes[end]) && !(unicode.IsUpper(runes[end]) && unicode.IsLower(runes[end-1])) {
				end++
			}
			pieces = append(pieces, piece{letters, string(runes[at:end]), 0})
		case isDigit(runes[at]):
			digits := 1
			for end < len(runes) && (isDigit(runes[end]) || joins(runes[end]) && end+1 < len(runes) && isDigit(runes[end+1])) {
				if isDigit(runes[end]) {
					digits++
				}
				end++
			}
			pieces = append(pieces, piece{number, string(runes[at:end]), digits})
		default:
			pieces = append(pieces, piece{other, string(runes[at]), 0})
		}
		at = end
	}
	return pieces
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

func isDigit(r rune) bool { return narrow(r) >= '0' && narrow(r) <= '9' }

// joins says whether a mark between digits makes one number of them.
func joins(r rune) bool { return r == '.' || r == ',' || r == '\'' || r == '’' || r == '-' }

// letterLike returns a letter by chance of the kind that r is; at is its place in the word.
func letterLike(r rune, at int, chance func(below int) int) rune {
	if r >= 'a' && r <= 'z' {
		const vowels, others = "aeiou", "bcdfghjklmnpqrstvwxyz"
		if at%2 == 1 {
			return rune(vowels[chance(len(vowels))])
		}
		return rune(others[chance(len(others))])
	}
	if !unicode.IsLetter(r) {
		return r // a mark belongs to the letter before it
	}
	around := rune(32)
	if r >= 0x2e80 {
		around = 512
	}
	for range 40 {
		if like := r - r%around + rune(chance(int(around))); alike(r, like) {
			return like
		}
	}
	return r
}

// alike says whether a letter may stand for r: of the same case and in its plainest form.
func alike(r, like rune) bool {
	return unicode.IsLetter(like) && like != r && unicode.IsLower(like) == unicode.IsLower(r) && unicode.ToLower(unicode.ToUpper(like)) == like &&
		norm.NFKC.String(string(like)) == string(like)
}
