import { describe, expect, it } from 'vitest'
import { errorView, Refusal } from './errors'
import { refusing, wails } from './index'

const inUse = { code: 'file_in_use', message: '“a.csv” is open.', hint: 'Close it.', ref: '7F3K-22' }

describe('errorView', () => {
  it('reads what Go sends as a JSON string', () => {
    expect(errorView(JSON.stringify(inUse))).toEqual(inUse)
    expect(errorView(new Error(JSON.stringify(inUse)))).toEqual(inUse)
    expect(errorView(new Refusal(inUse))).toEqual(inUse)
  })

  it.each([
    ['a stack trace', 'panic: runtime error\n\tgoroutine 1'],
    ['nothing', undefined],
    ['a number', 42],
    ['half an error', JSON.stringify({ code: 'internal', message: 'Only this.' })],
    ['an empty sentence', JSON.stringify({ ...inUse, message: '' })],
    ['null', 'null'],
  ])('turns %s into the general sentence', (_, trouble) => {
    expect(errorView(trouble)).toMatchObject({
      code: 'internal',
      message: 'Something went wrong inside Price Sync; nothing was lost.',
      ref: '',
    })
  })
})

describe('the door to Go', () => {
  it('rejects with words for a person', async () => {
    const bridge = { Status: () => Promise.reject(JSON.stringify(inUse)) }
    const backend = refusing(bridge as never, () => () => undefined)
    await expect(backend.Status()).rejects.toEqual(new Refusal(inUse))
  })

  it('has written down what Go did not put into words, and shows its reference', async () => {
    const written: unknown[] = []
    const bridge = {
      Status: () => Promise.reject('panic: runtime error\n\tgoroutine 1'),
      PageBroke: async (...given: unknown[]) => {
        written.push(given)
        return { ...inUse, code: 'internal', ref: '5P2X-6D' }
      },
    }
    const backend = refusing(bridge as never, () => () => undefined)
    const refused = await backend.Status().catch((trouble: unknown) => trouble)
    expect(errorView(refused)).toMatchObject({ code: 'internal', ref: '5P2X-6D' })
    expect(written).toEqual([['Status was refused without words: panic: runtime error\n\tgoroutine 1', '']])
  })

  it('says something even where nothing can be written down', async () => {
    const bridge = { Status: () => Promise.reject(), PageBroke: () => Promise.reject('gone') }
    const refused = await refusing(bridge as never, () => () => undefined)
      .Status()
      .catch((trouble: unknown) => trouble)
    expect(errorView(refused)).toMatchObject({ code: 'internal', ref: '' })
  })

  it('is not there in a plain browser', () => {
    expect(wails()).toBeUndefined()
  })

  it('calls the methods that Wails bound, hears its events, and asks for dropped files', async () => {
    const heard: unknown[] = []
    let listening = false
    window.go = { desktop: { Bridge: { Status: async () => ({ version: '1.0.0' }) } as never } }
    window.runtime = {
      EventsOn: (event, tell) => {
        heard.push(event)
        tell({ url: 'https://example.test' } as never)
        return () => undefined
      },
      OnFileDrop: () => {
        listening = true
      },
    }
    const backend = wails()
    expect(await backend?.Status()).toEqual({ version: '1.0.0' })
    backend?.on('connect-url', told => heard.push(told.url))
    expect(heard).toEqual(['connect-url', 'https://example.test'])
    expect(listening).toBe(true)
    delete window.go
    delete window.runtime
  })
})
