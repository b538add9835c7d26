import { Button, Skeleton, TextInput } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconHandStop,
  IconHistory,
  IconPlayerStop,
  IconProgressAlert,
  IconSearch,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { RunView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Chip, type Tone } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import { Card, Empty, Page } from '../../components/page'
import type { Format } from '../../lib/format'
import { useKeys } from '../../lib/keys'
import { go, routeAddress } from '../../lib/route'
import classes from './history.module.css'

// History lists every sync and undo, newest first.
export function History() {
  const format = useFormat()
  const runs = useQuery(queries.runs(useBackend()))
  const [search, setSearch] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  const all = runs.data ?? []
  const undone = useMemo(() => undoneBy(all), [all])
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = all.filter(run => {
    const text = `${run.file} ${run.user} ${run.account} ${kindWord(run)} ${format.dateTime(run.started)}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  return (
    <Page
      title="History"
      lead="Every sync and undo from this computer, with what was before and after."
      actions={
        all.length > 0 && (
          <TextInput
            ref={field}
            className={classes.search}
            aria-label="Search file, person or date"
            placeholder="Search file, person or date"
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            value={search}
            onChange={event => setSearch(event.currentTarget.value)}
          />
        )
      }
    >
      {runs.error && <ErrorBanner error={errorView(runs.error)} />}
      {runs.isPending && <Skeleton height={260} radius="lg" />}
      {runs.data && all.length === 0 && <NoRuns />}
      {all.length > 0 && shown.length === 0 && (
        <Card>
          <Empty
            icon={IconSearch}
            title={`No run matches “${search}”`}
            action={
              <Button size="xs" onClick={() => setSearch('')}>
                Show all runs
              </Button>
            }
          >
            Try a part of the file’s name, or of a person’s.
          </Empty>
        </Card>
      )}
      {shown.length > 0 && (
        <Card>
          <RunTable runs={shown} undone={undone} format={format} />
        </Card>
      )}
    </Page>
  )
}

function NoRuns() {
  return (
    <Card>
      <Empty
        icon={IconHistory}
        title="No sync yet"
        action={
          <Button variant="filled" component="a" href={routeAddress('sync')}>
            Load a price list
          </Button>
        }
      >
        After your first sync, this page keeps the old and the new price of every item, so any sync can be undone.
      </Empty>
    </Card>
  )
}

function RunTable({ runs, undone, format }: { runs: RunView[]; undone: Set<string>; format: Format }) {
  return (
    <div className={classes.scroll}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Price list</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col" className="number">
              Applied
            </th>
            <th scope="col" className="number">
              Not applied
            </th>
            <th scope="col" className="number">
              Took
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(run => {
            const applied = run.counts.applied ?? 0
            const not = run.total - applied - (run.counts.skipped ?? 0)
            return (
              <tr key={run.run} data-link onClick={() => go('history', run.run)}>
                <td>
                  <a
                    className={classes.when}
                    href={routeAddress('history', run.run)}
                    onClick={event => event.stopPropagation()}
                  >
                    {format.dateTime(run.started)}
                  </a>
                </td>
                <td className={classes.file}>{run.file}</td>
                <td>{kindWord(run)}</td>
                <td>{run.user}</td>
                <td className="number">{format.count(applied)}</td>
                <td className={`number ${not > 0 ? classes.some : 'muted'}`}>{format.count(not)}</td>
                <td className="number muted">{run.ended === '' ? '' : format.seconds(run.seconds)}</td>
                <td>
                  <RunState run={run} undone={undone.has(run.run)} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface State {
  word: string
  tone: Tone
  icon: TablerIcon
}

function stateOf(run: RunView, undone: boolean): State {
  if (undone) return { word: 'Undone', tone: 'grey', icon: IconArrowBackUp }
  switch (run.status) {
    case 'done':
      return { word: 'Complete', tone: 'green', icon: IconCheck }
    case 'partial':
      return { word: 'Needs a look', tone: 'yellow', icon: IconHandStop }
    case 'stopped':
      return { word: 'Stopped', tone: 'orange', icon: IconPlayerStop }
    default:
      return { word: 'Cut off', tone: 'orange', icon: IconProgressAlert }
  }
}

export function RunState({ run, undone = false }: { run: RunView; undone?: boolean }) {
  const { word, tone, icon } = stateOf(run, undone)
  return (
    <Chip tone={tone} icon={icon}>
      {word}
    </Chip>
  )
}

// undoneBy returns the runs that a later undo put back whole.
export function undoneBy(runs: RunView[]): Set<string> {
  const applied = new Map(runs.map(run => [run.run, run.counts.applied ?? 0]))
  return new Set(
    runs
      .filter(
        run =>
          run.kind === 'undo' && (run.counts.applied ?? 0) >= (applied.get(run.undoOf) ?? Number.POSITIVE_INFINITY),
      )
      .map(run => run.undoOf),
  )
}

export function kindWord(run: RunView): string {
  return run.kind === 'undo' ? 'Undo' : 'Sync'
}
