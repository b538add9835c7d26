// isReference says whether text is an operation's reference, as errors show it: "7K3F-2Q".
export function isReference(text: string): boolean {
  return /^[0-9A-Z]{4}-[0-9A-Z]{2}$/i.test(text.trim())
}
