import { describe, expect, it } from 'vitest'
import { differing } from './words'

describe('differing', () => {
  it('marks the words that the other name has not', () => {
    const marked = differing('28mm Copper Tube 3m', '22mm COPPER TUBE 3M').filter(part => part.differs)
    expect(marked.map(part => part.text)).toEqual(['28mm'])
  })

  it('keeps every letter', () => {
    const name = 'Elbow 90°,  copper, 22mm'
    expect(
      differing(name, '')
        .map(part => part.text)
        .join(''),
    ).toBe(name)
  })
})
