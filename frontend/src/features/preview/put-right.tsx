import { Button, NumberInput, TextInput } from '@mantine/core'
import { type Ref, useState } from 'react'
import type { CorrectableView, ErrorView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import classes from './row-drawer.module.css'

interface PutRightProps {
  cell: CorrectableView
  onCorrect: (text: string) => Promise<ErrorView | undefined>
  field?: Ref<HTMLInputElement>
}

const names: Record<string, string> = { price: 'Price', cost: 'Cost', name: 'Name' }

// PutRight takes what a cell should have said. The file stays as it is; the correction is recorded with the sync.
export function PutRight({ cell, onCorrect, field }: PutRightProps) {
  const format = useFormat()
  const [text, setText] = useState(cell.is)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorView>()
  const label = names[cell.field] ?? cell.field
  const description = cell.was === '' ? 'The list has nothing here.' : `The list says “${cell.was}”.`
  const put = async () => {
    setBusy(true)
    const refused = await onCorrect(text)
    setBusy(false)
    setError(refused)
  }
  return (
    <form
      className={classes.putRight}
      onSubmit={event => {
        event.preventDefault()
        void put()
      }}
    >
      {error && <ErrorBanner error={error} />}
      {cell.field === 'name' ? (
        <TextInput
          ref={field}
          label={label}
          description={description}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
      ) : (
        <NumberInput
          ref={field}
          label={label}
          description={description}
          prefix={format.symbol}
          decimalScale={4}
          allowNegative={false}
          allowedDecimalSeparators={['.', ',']}
          hideControls
          value={text}
          onChange={value => setText(value === '' ? '' : String(value))}
        />
      )}
      <Button type="submit" loading={busy} disabled={text.trim() === '' || text === cell.is}>
        Put right
      </Button>
    </form>
  )
}
