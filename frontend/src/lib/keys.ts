import { useEffect, useRef } from 'react'

// Keys maps a chord, such as "mod+k", "alt+arrowdown", "/" or "?", to what it does. mod is Ctrl, or Cmd on a Mac. What
// returns false leaves the key to the browser.
export type Keys = Record<string, (event: KeyboardEvent) => unknown>

// useKeys listens on the whole window. While a person types in a field, only chords with mod or alt count. A dialog in front takes
// all keys for itself, unless within says that these keys belong to it.
export function useKeys(keys: Keys, { within = false }: { within?: boolean } = {}): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (!within && dialogOpen()) return
      const act = latest.current[chord(event)]
      if (!act) return
      if (typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) return
      if (act(event) !== false) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [within])
}

// chord names what was pressed. Shift counts only where it does not already show in the character.
export function chord(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.toLowerCase()
  const parts: string[] = []
  if (event.ctrlKey || event.metaKey) parts.push('mod')
  if (event.altKey) parts.push('alt')
  if (event.shiftKey && key.length > 1) parts.push('shift')
  return [...parts, key].join('+')
}

// keyLabel writes a chord as the keyboard shows it.
export function keyLabel(name: string, mac = onMac()): string {
  const words: Record<string, string> = {
    mod: mac ? '⌘' : 'Ctrl',
    alt: mac ? '⌥' : 'Alt',
    shift: 'Shift',
    enter: '↵',
    arrowup: '↑',
    arrowdown: '↓',
    ' ': 'Space',
    escape: 'Esc',
  }
  return name
    .split('+')
    .map(part => words[part] ?? part.toUpperCase())
    .join(mac ? '' : ' ')
}

function onMac(): boolean {
  return /mac/i.test(navigator.platform)
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}
