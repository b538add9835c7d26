// styleNonce is the fresh nonce that Go put into the page; without one (in a plain browser) there is no policy.
export function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined
}
