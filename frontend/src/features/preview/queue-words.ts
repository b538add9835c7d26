import type { Places, Row } from '../../backend/plan-rows'

// called names a row as the list does, with its line.
export function called(row: Row, at: Places): string {
  return `line ${row[at.line]}, ${row[at.name] || row[at.code]}`
}

// didWords says what a decision did, for those who hear the page.
export function didWords(what: string, row: Row, at: Places, item: string, line: number): string {
  const name = row[at.name] || row[at.code] || ''
  switch (what) {
    case 'accept':
      return `Accepted ${item} for ${name}.`
    case 'pick':
      return `Picked another item for ${name}.`
    case 'take':
      return `Took line ${line}.`
    case 'tick':
      return `Ticked ${name}.`
    case 'create':
      return `${name} becomes a new item.`
    case 'skip':
      return `Skipped ${name} this time.`
    case 'never':
      return `${name} is never matched.`
    case 'correct':
      return `Put right ${name}.`
  }
  return ''
}

export const deeds: Record<string, string> = {
  accept: 'Accepted',
  pick: 'Picked by search',
  take: 'Lines taken of several',
  tick: 'Held rows ticked',
  create: 'To be created',
  correct: 'Cells put right',
  skip: 'Skipped this time',
  never: 'Never matched',
}

// tookBackWords says what was undone.
export function tookBackWords(what: string, row: Row | undefined, at: Places): string {
  const name = row ? row[at.name] || row[at.code] : 'the row'
  return `Undone: “${(deeds[what] ?? what).toLowerCase()}” for ${name}.`
}
