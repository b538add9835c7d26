import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconAdjustments, IconFileUpload, IconHistory, IconPackage, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from './backend/queries'
import { useBackend } from './backend/use-backend'
import { useFormat } from './components/format-context'
import { navigation } from './components/shell'
import { plural } from './lib/format'
import { go } from './lib/route'

const settings: { name: string; label: string }[] = [
  { name: 'client_id', label: 'Client ID and secret' },
  { name: 'callback_port', label: 'Callback port' },
  { name: 'currency', label: 'Currency' },
  { name: 'change_percent', label: 'Guardrail: change beyond' },
  { name: 'plan_percent', label: 'Guardrail: share of the catalog' },
  { name: 'csv_max_bytes', label: 'Largest price list' },
  { name: 'theme', label: 'Appearance: light, dark' },
  { name: 'log_level', label: 'Log level' },
]

// Palette finds pages, items, runs and settings as one types.
export function Palette({ onChoose }: { onChoose: (() => void) | undefined }) {
  const format = useFormat()
  const backend = useBackend()
  const [query, setQuery] = useState('')
  const [search] = useDebouncedValue(query.trim(), 120)
  const runs = useQuery(queries.runs(backend)).data ?? []
  const items = useQuery(queries.items(backend, search, 6)).data ?? []
  const fits = (text: string) =>
    query
      .toLowerCase()
      .split(/\s+/)
      .every(word => text.toLowerCase().includes(word))
  const icon = (Icon: typeof IconSearch) => <Icon size={18} stroke={1.7} aria-hidden="true" />
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Pages',
      actions: [
        ...navigation.map(({ page, label, icon: Icon }) => ({
          id: page,
          label,
          leftSection: icon(Icon),
          onClick: () => go(page),
        })),
        ...(onChoose
          ? [{ id: 'open', label: 'Choose a price list…', leftSection: icon(IconFileUpload), onClick: onChoose }]
          : []),
      ].filter(action => fits(action.label)),
    },
    {
      group: 'Items',
      // What was found for the words of a moment ago is shown only where it fits those of now.
      actions: items
        .filter(item => fits(item.name))
        .slice(0, query === '' ? 3 : 6)
        .map(item => ({
          id: item.item,
          label: item.name,
          description: [item.price && format.money(item.price), item.cost && `cost ${format.money(item.cost)}`]
            .filter(Boolean)
            .join(' · '),
          leftSection: icon(IconPackage),
          onClick: () => go('items', item.name),
        })),
    },
    {
      group: 'Runs',
      actions: runs
        .map(run => ({
          id: run.run,
          label: `${run.kind === 'undo' ? 'Undo' : 'Sync'} of ${format.dateTime(run.started)}`,
          description: `${run.file} · ${plural(format, run.counts.applied ?? 0, 'item')} applied`,
          leftSection: icon(IconHistory),
          onClick: () => go('history', run.run),
        }))
        .filter(action => fits(`${action.label} ${action.description}`))
        .slice(0, query === '' ? 3 : 5),
    },
    {
      group: 'Settings',
      actions: settings
        .filter(setting => query !== '' && fits(`${setting.label} setting`))
        .map(setting => ({
          id: `setting-${setting.name}`,
          label: setting.label,
          leftSection: icon(IconAdjustments),
          onClick: () => go('settings', setting.name),
        })),
    },
  ]
  return (
    <Spotlight
      actions={groups.filter(group => group.actions.length > 0)}
      query={query}
      onQueryChange={setQuery}
      filter={(_, actions) => actions}
      shortcut={null}
      scrollable
      maxHeight={560}
      nothingFound={`Nothing has “${query}” in it.`}
      attributes={{ content: { 'aria-label': 'Find' } }}
      searchProps={{
        'aria-label': 'Find a page, an item, a run, a setting',
        placeholder: 'Find a page, an item, a run, a setting',
        leftSection: icon(IconSearch),
      }}
    />
  )
}
