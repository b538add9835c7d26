import { useEffect, useRef } from 'react'

// usePastedTable calls back with a table that is pasted anywhere but into a field: several cells, as a spreadsheet program
// puts them on the clipboard.
export function usePastedTable(take: (text: string) => void): void {
  const last = useRef(take)
  useEffect(() => {
    last.current = take
  })
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      const at = event.target
      if (at instanceof HTMLElement && at.closest('input, textarea, select, [contenteditable]')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!/\t/.test(text) || !/\n./.test(text)) return
      event.preventDefault()
      last.current(text)
    }
    document.addEventListener('paste', pasted)
    return () => document.removeEventListener('paste', pasted)
  }, [])
}
