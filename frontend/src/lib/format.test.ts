import { describe, expect, it } from 'vitest'
import { makeFormat, plural } from './format'

const british = makeFormat('en-GB', 'GBP')
const german = makeFormat('de-DE', 'EUR')
const unknown = makeFormat('', '')

describe('format', () => {
  it.each([
    ['12.5', '12.50'],
    ['1234.5', '1,234.50'],
    ['0.1234', '0.1234'],
    ['-3', '−3.00'],
    ['', ''],
    ['on request', 'on request'],
  ])('writes the amount %j as %j', (amount, written) => {
    expect(british.amount(amount)).toBe(written)
  })

  it.each([
    ['0.25', '+0.25'],
    ['-1.61', '−1.61'],
    ['0', '0.00'],
  ])('signs the amount %j as %j', (amount, written) => {
    expect(british.signedAmount(amount)).toBe(written)
  })

  it('puts the currency where the locale has it', () => {
    expect(british.money('1234.5')).toBe('£1,234.50')
    expect(german.money('1234.5')).toBe('1.234,50\u00a0€')
    expect(british.signedMoney('309.85')).toBe('+£309.85')
  })

  it('shows plain amounts while the currency is not known', () => {
    expect(unknown.money('1234.5')).toBe('1,234.50')
    expect(unknown.symbol).toBe('')
  })

  it('knows currencies without cents', () => {
    expect(makeFormat('ja-JP', 'JPY').amount('1200.00')).toBe('1,200')
    expect(makeFormat('ja-JP', 'JPY').amount('1200.50')).toBe('1,200.5')
  })

  it('writes percent with one decimal, a true minus and the locale’s space', () => {
    expect(british.signedPercent('4.2')).toBe('+4.2%')
    expect(british.signedPercent('-31.0')).toBe('−31.0%')
    expect(british.percent('40')).toBe('40.0%')
    expect(german.percent('40.3')).toBe('40,3\u00a0%')
    expect(british.wholePercent(-25)).toBe('−25%')
    expect(british.percent('')).toBe('')
  })

  it('counts bytes as file managers do', () => {
    expect(british.bytes(512)).toBe('512 bytes')
    expect(british.bytes(38_912)).toBe('38 KB')
    expect(british.bytes(52_428_800)).toBe('50 MB')
    expect(british.bytes(1_572_864)).toBe('1.5 MB')
  })

  it('says today, and the day otherwise', () => {
    const now = new Date(2027, 2, 22, 12)
    expect(british.recent(new Date(2027, 2, 22, 9, 12).toISOString(), now)).toBe('Today, 09:12')
    expect(british.recent(new Date(2027, 0, 12, 9, 12).toISOString(), now)).toBe('12 Jan 2027')
    expect(british.dateTime('')).toBe('')
    expect(british.day('never')).toBe('')
  })

  it.each([
    [0, 'about a second'],
    [7, 'about 7 seconds'],
    [21, 'about 25 seconds'],
    [70, 'about a minute'],
    [125, 'about 3 minutes'],
  ])('tells %i seconds as %j', (seconds, words) => {
    expect(british.about(seconds)).toBe(words)
  })

  it('says how long something took', () => {
    expect(british.seconds(21)).toBe('21 s')
    expect(british.seconds(60)).toBe('1 min')
    expect(british.seconds(125)).toBe('2 min 5 s')
  })

  it('counts nouns', () => {
    expect(plural(british, 1, 'item')).toBe('1 item')
    expect(plural(british, 1902, 'row')).toBe('1,902 rows')
  })
})
