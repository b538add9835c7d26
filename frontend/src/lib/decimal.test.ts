import { describe, expect, it } from 'vitest'
import { averageMargin, difference, marginOf, percentChange, sign, sum } from './decimal'

describe('decimal', () => {
  it('adds cents that floats can’t', () => {
    expect(sum(['0.10', '0.20', '0.30'])).toBe('0.60')
    expect(sum(['90071992547409.91', '0.01'])).toBe('90071992547409.92')
    expect(sum(['1.10', '', '-2.35'])).toBe('-1.25')
    expect(sum([])).toBe('0.00')
  })

  it('subtracts, and has nothing where an amount is missing', () => {
    expect(difference('12.90', '12.65')).toBe('0.25')
    expect(difference('0.1234', '0.2')).toBe('-0.0766')
    expect(difference('12.90', '')).toBe('')
  })

  it.each([
    ['12.90', '12.65', '2.0'],
    ['33.39', '23.55', '41.8'],
    ['0.00', '5.00', '-100.0'],
    ['10.005', '10', '0.1'],
    ['9.995', '10', '-0.1'],
    ['9.9996', '10', '0.0'],
    ['5.00', '0.00', ''],
    ['', '1.00', ''],
  ])('changes to %s from %s by %j percent', (after, before, percent) => {
    expect(percentChange(after, before)).toBe(percent)
  })

  it.each([
    ['20.00', '12.00', '40.0'],
    ['4.32', '4.72', '-9.3'],
    ['0.00', '1.00', ''],
    ['20.00', '', ''],
  ])('gives price %s over cost %s a margin of %j', (price, cost, margin) => {
    expect(marginOf(price, cost)).toBe(margin)
  })

  it('averages the margins that there are', () => {
    expect(
      averageMargin([
        { price: '20.00', cost: '10.00' },
        { price: '20.00', cost: '15.00' },
        { price: '20.00', cost: '' },
        { price: '0.00', cost: '1.00' },
      ]),
    ).toBe('37.5')
    expect(averageMargin([])).toBe('')
  })

  it('knows the direction', () => {
    expect([sign('0.25'), sign('-0.25'), sign('0.00'), sign('')]).toEqual([1, -1, 0, 0])
  })
})
