import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBuildingStore } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { LayoutView, PriceListView, RulesView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { anew, nobody } from './describe'
import classes from './price-list.module.css'

interface KnownSupplierProps {
  list: PriceListView
  onLayout: (layout: LayoutView) => void
}

// KnownSupplier says whose list it was taken for, and what changed in its layout since.
export function KnownSupplier({ list, onLayout }: KnownSupplierProps) {
  if (list.supplier === '') return null
  return (
    <Banner
      tone="blue"
      icon={IconBuildingStore}
      title={`A list of “${list.supplier}”, read as its last one.`}
      action={
        <Button size="xs" onClick={() => onLayout(anew(list.layout, nobody))}>
          Not theirs
        </Button>
      }
    >
      {list.supplierChanges.length > 0 ? list.supplierChanges.join(' ') : 'Its columns are as they were.'}
    </Banner>
  )
}

// SaveSupplier remembers how the list is read, so that the supplier's next one needs no click.
export function SaveSupplier({ list, rules }: { list: PriceListView; rules: RulesView }) {
  const client = useQueryClient()
  const known = useQuery(queries.suppliers(useBackend())).data ?? []
  const save = useAct((backend, as: string) => backend.SaveSupplier(list.handle, as, rules))
  const [name, setName] = useState(list.supplier)
  const exists = known.some(one => one.name.toLowerCase() === name.trim().toLowerCase())
  const saved = async () => {
    const all = await save.run(name.trim())
    if (!all) return
    client.setQueryData(['suppliers'], all)
    notifications.show({ message: `Saved. The next list of “${name.trim()}” is read like this one.` })
  }
  return (
    <form
      className={classes.supplier}
      onSubmit={event => {
        event.preventDefault()
        void saved()
      }}
    >
      {save.error && <ErrorBanner error={save.error} />}
      <TextInput
        label="Supplier"
        description="Saved under this name, the next list with these headings is read like this one."
        placeholder="Such as Pipeline Supplies"
        maxLength={100}
        list="known-suppliers"
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <datalist id="known-suppliers">
        {known.map(one => (
          <option key={one.name} value={one.name} />
        ))}
      </datalist>
      <Button type="submit" loading={save.busy} disabled={name.trim() === ''}>
        {exists ? 'Save again' : 'Remember'}
      </Button>
    </form>
  )
}
