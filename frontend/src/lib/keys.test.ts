import { fireEvent, render } from '@testing-library/react'
import { createElement } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { chord, type Keys, keyLabel, useKeys } from './keys'

function Listener({ keys, within = false }: { keys: Keys; within?: boolean }) {
  useKeys(keys, { within })
  return createElement('input', { 'aria-label': 'field' })
}

const press = (key: string, held: Partial<KeyboardEventInit> = {}) => ({ key, ...held })

describe('keys', () => {
  it.each([
    [press('k', { ctrlKey: true }), 'mod+k'],
    [press('K', { metaKey: true }), 'mod+k'],
    [press('ArrowDown', { altKey: true }), 'alt+arrowdown'],
    [press('?', { shiftKey: true }), '?'],
    [press('Enter', { shiftKey: true }), 'shift+enter'],
  ])('names %o as %s', (pressed, name) => {
    expect(chord(new KeyboardEvent('keydown', pressed))).toBe(name)
  })

  it('writes chords as the keyboard shows them', () => {
    expect(keyLabel('mod+k', false)).toBe('Ctrl K')
    expect(keyLabel('mod+k', true)).toBe('⌘K')
    expect(keyLabel('alt+arrowdown', false)).toBe('Alt ↓')
    expect(keyLabel('mod+enter', false)).toBe('Ctrl ↵')
  })

  it('leaves plain keys to a field that one types in, but not chords', () => {
    const [plain, held] = [vi.fn(), vi.fn()]
    const { getByLabelText } = render(createElement(Listener, { keys: { '/': plain, 'mod+k': held } }))
    fireEvent.keyDown(getByLabelText('field'), { key: '/' })
    expect(plain).not.toHaveBeenCalled()
    fireEvent.keyDown(document.body, { key: '/' })
    expect(plain).toHaveBeenCalledOnce()
    fireEvent.keyDown(getByLabelText('field'), { key: 'k', ctrlKey: true })
    expect(held).toHaveBeenCalledOnce()
  })

  it('keeps still behind a dialog, unless the keys are the dialog’s own', () => {
    const [behind, inside] = [vi.fn(), vi.fn()]
    render(createElement('div', { role: 'dialog' }))
    render(createElement(Listener, { keys: { a: behind } }))
    render(createElement(Listener, { keys: { a: inside }, within: true }))
    fireEvent.keyDown(document.body, { key: 'a' })
    expect(behind).not.toHaveBeenCalled()
    expect(inside).toHaveBeenCalledOnce()
  })

  it('lets the browser have a key that was turned down', () => {
    render(createElement(Listener, { keys: { 'mod+o': () => false } }))
    expect(fireEvent.keyDown(document.body, { key: 'o', ctrlKey: true })).toBe(true)
  })
})
