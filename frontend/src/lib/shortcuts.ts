// Shortcut is one key and what it does, as the help and the dialog under "?" list it.
export interface Shortcut {
  keys: string
  does: string
}

// shortcuts lists every key of the program, by where it works.
export const shortcuts: { where: string; all: Shortcut[] }[] = [
  {
    where: 'Everywhere',
    all: [
      { keys: 'mod+k', does: 'Find a page, an item, a run, a setting, a message' },
      { keys: 'mod+o', does: 'Choose a price list' },
      { keys: '?', does: 'Show these keys' },
      { keys: 'escape', does: 'Close what is in front' },
    ],
  },
  {
    where: 'Price list and Columns',
    all: [{ keys: 'mod+enter', does: 'Go on to the preview' }],
  },
  {
    where: 'Review',
    all: [
      { keys: '/', does: 'Search the rows' },
      { keys: 'arrowdown', does: 'Move through the rows' },
      { keys: ' ', does: 'Tick or untick the row' },
      { keys: 'a', does: 'Tick and go to the next row' },
      { keys: 'enter', does: 'Open the row' },
      { keys: 'd', does: 'Decide row by row what waits' },
      { keys: 'l', does: 'Look at the biggest changes and the margins' },
      { keys: 'mod+z', does: 'Undo the last decision' },
      { keys: 'mod+enter', does: 'Sync what is ticked' },
    ],
  },
  {
    where: 'Deciding row by row',
    all: [
      { keys: 'enter', does: 'Accept the first, tick, or take the line that would win' },
      { keys: '1', does: 'Take the item or line of that number, 1 to 9' },
      { keys: 'p', does: 'Pick another item' },
      { keys: 'c', does: 'Create as a new item' },
      { keys: 's', does: 'Skip this time' },
      { keys: 'n', does: 'Never match' },
      { keys: 'e', does: 'Put the cell right' },
      { keys: 'arrowdown', does: 'Next row, without deciding' },
      { keys: 'arrowup', does: 'Row before' },
      { keys: 'mod+z', does: 'Undo the last decision' },
      { keys: 'escape', does: 'Back to all rows' },
    ],
  },
  {
    where: 'A row that is open',
    all: [
      { keys: 'alt+arrowdown', does: 'Next row' },
      { keys: 'alt+arrowup', does: 'Row before' },
      { keys: 'a', does: 'Tick and go to the next row' },
    ],
  },
  {
    where: 'History',
    all: [{ keys: '/', does: 'Search' }],
  },
  {
    where: 'Items',
    all: [
      { keys: '/', does: 'Search the items' },
      { keys: 'enter', does: 'Open the item' },
      { keys: 'l', does: 'Lock the item, with a reason' },
      { keys: 'alt+arrowdown', does: 'Next item, while one is open' },
      { keys: 'alt+arrowup', does: 'Item before' },
    ],
  },
]
