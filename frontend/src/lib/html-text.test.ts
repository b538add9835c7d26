import { describe, expect, it } from 'vitest'
import { htmlText } from './html-text'

describe('htmlText', () => {
  it.each([
    ['<p>One</p><p>Two &amp; three</p>', 'One\n\nTwo & three'],
    ['<html><head><title>x</title></head><body><h1>Report</h1></body></html>', 'Report'],
    ['<style>p { color: red }</style><script>alert(1)</script>After', 'After'],
    ['Before<script>never ended', 'Before'],
    ['<table><tr><th>Run</th><td>7</td></tr><tr><td>a</td><td>b</td></tr></table>', 'Run   7\n\na   b'],
    ['&lt;img src=x onerror=alert(1)&gt;', '<img src=x onerror=alert(1)>'],
    ['cut <a href="', 'cut'],
    ['<!-- hidden -->seen &#8211; &#x2013; &nope; &#0;', 'seen – – &nope; &#0;'],
    ['plain words', 'plain words'],
    ['', ''],
  ])('reads %j', (html, text) => {
    expect(htmlText(html)).toBe(text)
  })
})
