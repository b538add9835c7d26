import { describe, expect, it } from 'vitest'
import { bounds, readSteps, stepPath } from './steps'

const frame = { width: 100, height: 20, days: 200 }

describe('a step line', () => {
  it('stands at each price until the next, to the end', () => {
    const steps = readSteps('0:10.00 100:12.00 150:11.00')
    expect(stepPath(steps, { ...frame, ...bounds(steps) })).toBe('M0 20H50V0H75V10H100')
  })

  it('lies in the middle while nothing moves, from the day on that it is known', () => {
    const steps = readSteps('60:12.25')
    expect(stepPath(steps, { ...frame, ...bounds(steps) })).toBe('M30 10H100')
  })

  it('draws nothing of nothing', () => {
    expect(readSteps('')).toEqual([])
    expect(stepPath([], { ...frame, low: 0, high: 1 })).toBe('')
  })

  it('keeps amounts as Go wrote them', () => {
    expect(readSteps('3:0.125')).toEqual([{ day: 3, value: 0.125, text: '0.125' }])
  })
})
