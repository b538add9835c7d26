// plain writes a sentence of the table of faults without its places: "{file}" becomes "…".
export function plain(sentence: string): string {
  return sentence.replace(/\{\w+\}/g, '…').replace(/:\s*…\./, '.')
}
