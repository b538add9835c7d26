import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import {
  IconAdjustments,
  IconFileUpload,
  IconHistory,
  IconLifebuoy,
  IconListDetails,
  IconMessageReport,
  IconPackage,
  IconSearch,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { queries } from './backend/queries'
import { useBackend } from './backend/use-backend'
import { useFormat } from './components/format-context'
import { navigation } from './components/shell'
import { plain } from './features/diagnostics/plain'
import { settingLabel, settingOrigin, settingValue } from './features/settings/words'
import { plural } from './lib/format'
import { isReference } from './lib/reference'
import { go, type Page } from './lib/route'

// more are the places that have no entry of their own in the navigation.
const more: { id: string; label: string; page: Page; detail: string; icon: TablerIcon }[] = [
  { id: 'network', label: 'What goes over the network', page: 'network', detail: '', icon: IconWorld },
  { id: 'in-force', label: 'All settings in one table', page: 'settings', detail: 'in-force', icon: IconListDetails },
]

// Palette finds pages, items, runs, settings and messages as one types; a reference leads to what it stands for.
export function Palette({ onChoose }: { onChoose: (() => void) | undefined }) {
  const format = useFormat()
  const backend = useBackend()
  const [query, setQuery] = useState('')
  const [search] = useDebouncedValue(query.trim(), 120)
  const runs = useQuery(queries.runs(backend)).data ?? []
  const items = useQuery(queries.items(backend, search, 6)).data ?? []
  const settings = useQuery(queries.settings(backend)).data ?? []
  const messages = useQuery(queries.help(backend)).data ?? []
  const fits = (text: string) =>
    query
      .toLowerCase()
      .split(/\s+/)
      .every(word => text.toLowerCase().includes(word))
  const begins = (text: string) => ` ${text.toLowerCase()}`.includes(` ${query.trim().toLowerCase()}`) // a word of it
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
        ...more.map(({ id, label, page, detail, icon: Icon }) => ({
          id,
          label,
          leftSection: icon(Icon),
          onClick: () => go(page, detail),
        })),
        ...(onChoose
          ? [{ id: 'open', label: 'Choose a price list…', leftSection: icon(IconFileUpload), onClick: onChoose }]
          : []),
      ].filter(action => fits(action.label)),
    },
    {
      group: 'Reference',
      actions: isReference(query)
        ? [
            {
              id: 'reference',
              label: `What to do with reference ${query.trim().toUpperCase()}`,
              leftSection: icon(IconLifebuoy),
              onClick: () => go('help', query.trim().toUpperCase()),
            },
          ]
        : [],
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
          reference: run.ref,
          onClick: () => go('history', run.run),
        }))
        .filter(action => fits(`${action.label} ${action.description} ${action.reference}`))
        .slice(0, query === '' ? 3 : 5),
    },
    {
      group: 'Settings',
      actions: settings
        .filter(
          ({ name, variable, means }) =>
            query !== '' && fits(`${settingLabel(name)} ${name} ${variable} ${means} setting`),
        )
        .sort((one, other) => Number(begins(settingLabel(other.name))) - Number(begins(settingLabel(one.name))))
        .slice(0, 6)
        .map(setting => ({
          id: `setting-${setting.name}`,
          label: settingLabel(setting.name),
          description: `${settingValue(setting, setting.value, format)} · ${settingOrigin(setting)}`,
          leftSection: icon(IconAdjustments),
          onClick: () => go('settings', setting.name),
        })),
    },
    {
      group: 'Messages',
      actions: messages
        .filter(({ code, message }) => query.trim().length > 2 && fits(`${code} ${plain(message)} message`))
        .slice(0, 4)
        .map(({ code, message }) => ({
          id: `message-${code}`,
          label: plain(message),
          description: code,
          leftSection: icon(IconMessageReport),
          onClick: () => go('help', code),
        })),
    },
  ].filter(group => group.actions.length > 0)
  useFirstSelected(groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join(' '), query)
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      filter={(_, actions) => actions}
      shortcut={null}
      scrollable
      maxHeight={560}
      nothingFound={`Nothing has “${query}” in it.`}
      attributes={{ content: { 'aria-label': 'Find' } }}
      searchProps={{
        'aria-label': 'Find a page, an item, a run, a setting, a message',
        placeholder: 'Find a page, an item, a run, a setting, a message',
        leftSection: icon(IconSearch),
      }}
    />
  )
}

// useFirstSelected marks the first entry where entries arrived late and the marked one has gone, so that Enter opens what
// it seems to. The component marks its choice in the document itself, when one types or uses the arrows.
function useFirstSelected(shown: string, query: string): void {
  useEffect(() => {
    if (query === '' || shown === '') return
    const list = document.querySelector('.mantine-Spotlight-actionsList')
    if (list?.querySelector('[data-selected]')) return
    list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  }, [shown, query])
}
