import { fakeCatalog } from './fake-catalog'
import type { LinkChoiceView, LinkView } from './views'

// What the make-believe program remembers about suppliers' rows.

// linkOf returns a decision as it is remembered.
export function linkOf(choice: LinkChoiceView, itemName: string): LinkView {
  const folded = (text: string) => text.toLowerCase().replaceAll(/\s/g, '')
  return {
    supplier: choice.supplier,
    key: choice.code === '' ? `name:${folded(choice.name)}` : `code:${folded(choice.code)}`,
    code: choice.code,
    name: choice.name,
    item: choice.never ? '' : choice.item,
    itemName: choice.never ? '' : itemName,
    now: choice.never ? '' : itemName,
    never: choice.never,
    broken: false,
    how: choice.how,
    decided: '2027-03-18T15:20:00Z',
  }
}

export const fakeLinks: LinkView[] = [
  ...fakeCatalog.slice(0, 10).map((item, at) =>
    linkOf(
      {
        supplier: 'HeatCo',
        code: `HC-${100 + at}`,
        name: `${item.name.toUpperCase()} HEATCO`,
        item: item.id,
        never: false,
        how: at % 2 === 0 ? 'suggested' : 'searched',
      },
      item.name,
    ),
  ),
  linkOf({ supplier: 'HeatCo', code: 'HC-900', name: 'Pallet deposit', item: '', never: true, how: 'picked' }, ''),
  {
    ...linkOf(
      { supplier: 'HeatCo', code: 'HC-901', name: 'Combi boiler 24 kW', item: 'gone', never: false, how: 'picked' },
      'Combi Boiler 24kW (old)',
    ),
    now: '',
    broken: true,
  },
]

// foundLinks returns the links of a supplier, or of all ("*"), that have every word of the search.
export function foundLinks(links: LinkView[], of: string, search: string): LinkView[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  return links.filter(one => {
    const text = [one.supplier, one.code, one.name, one.itemName, one.now].join('\n').toLowerCase()
    return (of === '*' || one.supplier === of) && wanted.every(word => text.includes(word))
  })
}

export function same(one: LinkView, other: LinkView): boolean {
  return one.supplier === other.supplier && one.key === other.key
}
