import type { ErrorView } from './views'

const somethingWrong: ErrorView = {
  code: 'internal',
  message: 'Something went wrong inside Price Sync; nothing was lost.',
  hint: 'Try again. If it happens again, save a diagnostics report under Help and send it to support.',
  ref: '',
}

// Refusal is a call that Go refused, in words for a person.
export class Refusal extends Error {
  readonly view: ErrorView

  constructor(view: ErrorView) {
    super(view.message)
    this.name = 'Refusal'
    this.view = view
  }
}

// told says whether Go put the trouble into words.
export function told(trouble: unknown): boolean {
  return errorView(trouble) !== somethingWrong
}

// errorView returns what a person may read of any trouble; what Go did not put into words becomes the general sentence.
export function errorView(trouble: unknown): ErrorView {
  if (trouble instanceof Refusal) return trouble.view
  const text = trouble instanceof Error ? trouble.message : trouble
  if (typeof text !== 'string') return somethingWrong
  try {
    const parsed: unknown = JSON.parse(text)
    return isErrorView(parsed) ? parsed : somethingWrong
  } catch {
    return somethingWrong
  }
}

function isErrorView(value: unknown): value is ErrorView {
  if (typeof value !== 'object' || value === null) return false
  const { code, message, hint, ref } = value as Record<string, unknown>
  return [code, message, hint, ref].every(text => typeof text === 'string') && message !== ''
}
