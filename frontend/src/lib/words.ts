// Part is a piece of a name, marked where another name has a different word.
export interface Part {
  at: number // its place among the parts
  text: string
  differs: boolean
}

// differing marks the words of a name that another name does not have, ignoring case.
export function differing(name: string, other: string): Part[] {
  const known = new Set(words(other))
  return name
    .split(/(\s+)/)
    .map((text, at) => ({ at, text, differs: text.trim() !== '' && words(text).some(word => !known.has(word)) }))
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;()]+/)
    .filter(Boolean)
}
