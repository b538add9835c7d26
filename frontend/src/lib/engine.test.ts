import { describe, expect, it } from 'vitest'
import { engine } from './engine'
import { isReference } from './reference'

describe('engine', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.70',
      'WebView2 131.0.2903.70',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15 jo@x',
      'WebKit 605.1.15 (18.6)',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)', 'WebKit 605.1.15'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.7339.0 Safari/537.36',
      'Chromium 140.0.7339.0',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.0 Safari/537.36',
      'Chromium 140.0.7339.0',
    ],
    ['curl/8.0', 'Unknown'],
    ['', 'Unknown'],
  ])('takes name and version out of %s', (userAgent, name) => {
    expect(engine(userAgent)).toBe(name)
  })
})

describe('isReference', () => {
  it.each([
    ['7K3F-2Q', true],
    [' 7k3f-2q ', true],
    ['7K3F2Q', false],
    ['run-5', false],
    ['', false],
  ])('%j: %s', (text, is) => {
    expect(isReference(text)).toBe(is)
  })
})
