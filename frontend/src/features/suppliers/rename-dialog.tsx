import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ErrorView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import classes from './suppliers.module.css'

interface RenameDialogProps {
  name: string
  error: ErrorView | undefined
  busy: boolean
  onRename: (next: string) => void
  onClose: () => void
}

// RenameDialog asks for a supplier's new name.
export function RenameDialog({ name, error, busy, onRename, onClose }: RenameDialogProps) {
  const [next, setNext] = useState(name)
  return (
    <Modal opened onClose={onClose} title={`Rename “${name}”`} centered>
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault()
          onRename(next)
        }}
      >
        {error && <ErrorBanner error={error} />}
        <TextInput
          label="Name"
          data-autofocus
          maxLength={100}
          value={next}
          onChange={event => setNext(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={busy} disabled={next.trim() === ''}>
            Rename
          </Button>
        </div>
      </form>
    </Modal>
  )
}
