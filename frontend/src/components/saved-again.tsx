import { Button } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { Banner } from './banner'

interface SavedAgainProps {
  name: string
  busy: boolean
  onRead: () => Promise<void>
}

// SavedAgain offers to read a file again that another program saved since.
export function SavedAgain({ name, busy, onRead }: SavedAgainProps) {
  return (
    <Banner
      tone="blue"
      icon={IconFileSpreadsheet}
      title={`“${name}” was saved again by another program.`}
      action={
        <Button size="xs" disabled={busy} onClick={() => void onRead()}>
          Read it again
        </Button>
      }
    >
      Your ticks and corrections are kept where their rows still say the same.
    </Banner>
  )
}
