import { Button, Modal, NativeSelect, NumberInput, Switch } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useState } from 'react'
import type { ErrorView, SupplierEditView, SupplierView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import classes from './suppliers.module.css'

interface EditDialogProps {
  supplier: SupplierView
  error: ErrorView | undefined
  busy: boolean
  onEdit: (edit: SupplierEditView) => void
  onClose: () => void
}

type Part = 'nameFrom' | 'codeFrom' | 'priceFrom' | 'costFrom'

const parts: { part: Part; label: string }[] = [
  { part: 'nameFrom', label: 'Name from' },
  { part: 'codeFrom', label: 'Code from' },
  { part: 'priceFrom', label: 'Jobber’s price from' },
  { part: 'costFrom', label: 'Jobber’s cost from' },
]

export const marks: Record<string, string> = { '.': 'Point, 1,234.50', ',': 'Comma, 1.234,50' }

// EditDialog changes how a supplier's next list is read. What is left alone stays as it is.
export function EditDialog({ supplier, error, busy, onEdit, onClose }: EditDialogProps) {
  const [edit, setEdit] = useState<SupplierEditView>({
    nameFrom: '',
    codeFrom: '',
    priceFrom: '',
    costFrom: '',
    decimal: '',
    rules: supplier.rules,
  })
  const headings = supplier.headers.map((heading, at) => ({
    value: String(at + 1),
    label: supplier.headers.filter(one => one === heading).length > 1 ? `${heading} (column ${at + 1})` : heading,
  }))
  return (
    <Modal opened onClose={onClose} title={`How lists of “${supplier.name}” are read`} centered>
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault()
          onEdit(edit)
        }}
      >
        {error && <ErrorBanner error={error} />}
        {headings.length > 0 &&
          parts.map(({ part, label }) => (
            <NativeSelect
              key={part}
              label={label}
              value={edit[part]}
              onChange={event => setEdit({ ...edit, [part]: event.currentTarget.value })}
              rightSection={<IconSelector size={16} aria-hidden="true" />}
              data={[
                { value: '', label: `As now: ${supplier[part] || 'not used'}` },
                ...headings.filter(one => one.label !== ''),
                { value: 'none', label: 'Not used' },
              ]}
            />
          ))}
        <NativeSelect
          label="Decimal mark"
          description="Used where a list alone does not tell."
          rightSection={<IconSelector size={16} aria-hidden="true" />}
          value={edit.decimal}
          onChange={event => setEdit({ ...edit, decimal: event.currentTarget.value })}
          data={[
            { value: '', label: `As now: ${marks[supplier.decimal] ?? 'not known'}` },
            ...Object.entries(marks).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Switch
          label="Only increase"
          checked={edit.rules.onlyIncrease}
          onChange={event => setEdit({ ...edit, rules: { ...edit.rules, onlyIncrease: event.currentTarget.checked } })}
        />
        <NumberInput
          label="Markup on the cost, in percent"
          description="Empty: the list’s own price is used."
          suffix=" %"
          decimalScale={2}
          allowNegative={false}
          max={100_000}
          value={edit.rules.markup}
          onChange={value => setEdit({ ...edit, rules: { ...edit.rules, markup: value === '' ? '' : String(value) } })}
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={busy}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}
