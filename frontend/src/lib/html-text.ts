// htmlText returns what an HTML page says, line by line, without running or loading anything of it. It takes the text out
// by itself rather than have the browser read the page, which would judge its styles by our policy.
export function htmlText(html: string): string {
  return decoded(
    html
      .replace(/<!--[\s\S]*?(-->|$)/g, '')
      .replace(/<(head|style|script|template|svg)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
      .replace(/<\/(td|th|dt)\s*>/gi, '\t')
      .replace(
        /<(br|hr|\/?(p|div|section|article|header|footer|main|h[1-6]|ul|ol|li|dl|dd|table|tr|details|summary|pre))\b[^>]*>/gi,
        '\n',
      )
      .replace(/<[^>]*(>|$)/g, ''),
  )
    .split('\n')
    .map(line =>
      line
        .replace(/[ \r\f\v]+/g, ' ')
        .replace(/ ?\t ?/g, '   ')
        .trim(),
    )
    .filter((line, at, all) => line !== '' || (at > 0 && all[at - 1] !== ''))
    .join('\n')
    .trim()
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  ndash: '–',
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
    if (code !== undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    return named[name] ?? whole
  })
}
