import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './confirm.module.css'

interface ConfirmProps {
  title: string
  verb: string
  back: string
  children: ReactNode
  careful?: boolean // the focus starts on the way back
  onConfirm: () => void
  onBack: () => void
}

// Confirm asks before something that is not undone by a click.
export function Confirm({ title, verb, back, children, careful = true, onConfirm, onBack }: ConfirmProps) {
  return (
    <Modal opened onClose={onBack} title={title} size={440} classNames={{ title: classes.title }}>
      <div className={classes.text}>{children}</div>
      <div className={classes.actions}>
        <Button data-autofocus={careful || undefined} onClick={onBack}>
          {back}
        </Button>
        <Button variant="filled" data-autofocus={!careful || undefined} onClick={onConfirm}>
          {verb}
        </Button>
      </div>
    </Modal>
  )
}
