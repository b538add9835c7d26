import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { Banner } from './banner'

interface KeptPreviewProps {
  name: string
  onBack: () => void
  onLetGo: () => void
}

// KeptPreview leads back to a preview that was left for another list.
export function KeptPreview({ name, onBack, onLetGo }: KeptPreviewProps) {
  return (
    <Banner
      tone="grey"
      icon={IconArrowBackUp}
      title={`Your preview of “${name}” is kept.`}
      action={
        <>
          <Button size="xs" onClick={onBack} aria-label={`Back to it: the preview of ${name}`}>
            Back to it
          </Button>
          <Button size="xs" variant="subtle" onClick={onLetGo} aria-label={`Let it go: the preview of ${name}`}>
            Let it go
          </Button>
        </>
      }
    >
      Its ticks and corrections are as you left them.
    </Banner>
  )
}
