import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

// useCopy returns what puts text on the clipboard, and whether that was done a moment ago.
export function useCopy(text: string): [copied: boolean, copy: () => void] {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return [copied, () => void putOnClipboard(text).then(() => setCopied(true))]
}

// CopyButton puts text on the clipboard and says so.
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, copy] = useCopy(text)
  const Icon = copied ? IconCheck : IconCopy
  return (
    <>
      <Button size="xs" leftSection={<Icon size={15} aria-hidden="true" />} onClick={copy}>
        {copied ? 'Copied' : label}
      </Button>
      <span className="hidden" role="status">
        {copied ? 'Copied to the clipboard' : ''}
      </span>
    </>
  )
}

// Not every web view lets a page write to the clipboard; selecting and copying works in all of them.
async function putOnClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.className = 'hidden'
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
  }
}
