import { Button } from '@mantine/core'
import { IconArrowsDiff, IconFileSpreadsheet } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { ComparedView, PriceListView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { Grid } from '../../components/grid'
import { Card, Empty, Page, Plate } from '../../components/page'
import { plural } from '../../lib/format'
import { routeAddress } from '../../lib/route'
import { changeKinds, comparedRows } from './changes'
import { columnsOf } from './columns'
import classes from './compare.module.css'

interface PickedFile {
  handle: string
  name: string
}

// Compare shows what changed from one price list to another, before Jobber is asked for anything.
export function Compare({ newer: opened }: { newer: PriceListView | undefined }) {
  const format = useFormat()
  const [older, setOlder] = useState<PickedFile>()
  const [newer, setNewer] = useState<PickedFile | undefined>(opened)
  const [shown, setShown] = useState('')
  const compare = useAct((backend, old: string, next: string) => backend.Compare(old, next))
  const compared = useCompared(compare.run)
  const pick = (old: PickedFile | undefined, next: PickedFile | undefined) => {
    setOlder(old)
    setNewer(next)
    setShown('')
    compared.start(old, next)
  }
  const result = compared.result
  const rows = useMemo(() => (result ? comparedRows(result) : []), [result])
  const columns = useMemo(() => columnsOf(format), [format])
  const chosen = rows.filter(row => (shown === '' ? row.change !== 'unchanged' : row.change === shown))
  return (
    <Page
      title="What changed"
      lead="Two price lists of one supplier side by side, by code, else by name. Nothing is asked of Jobber."
      actions={
        <Button component="a" href={routeAddress('sync')}>
          Back to the price list
        </Button>
      }
      fill
    >
      <div className={classes.files}>
        <FileSlot title="Older list" file={older} other={newer} onPick={file => pick(file, newer)} />
        <FileSlot title="Newer list" file={newer} other={older} onPick={file => pick(older, file)} />
      </div>
      {compare.error && <ErrorBanner error={compare.error} />}
      {!result && !compare.error && (
        <Card>
          <Empty icon={IconArrowsDiff} title={compare.busy ? 'Comparing…' : 'Choose two lists'}>
            {compare.busy ? 'Both lists are being read.' : 'What is new, gone, up and down then stands here.'}
          </Empty>
        </Card>
      )}
      {result && (
        <>
          <fieldset className={classes.tiles} aria-label="Show only">
            {changeKinds.map(({ name, word, icon: Icon }) => {
              const count = result.counts[name] ?? 0
              return (
                <button
                  key={name}
                  type="button"
                  className={classes.tile}
                  aria-pressed={shown === name}
                  disabled={count === 0}
                  onClick={() => setShown(shown === name ? '' : name)}
                >
                  <Icon size={17} stroke={1.9} aria-hidden="true" />
                  <strong>{format.count(count)}</strong> {word}
                </button>
              )
            })}
          </fieldset>
          <p className="muted small" role="status">
            {shown === ''
              ? `${plural(format, chosen.length, 'row')} changed.`
              : `${plural(format, chosen.length, 'row')} shown.`}{' '}
            {result.oldUnread + result.newUnread > 0 &&
              `${plural(format, result.oldUnread + result.newUnread, 'row')} without a readable amount were not compared.`}
          </p>
          <div className={classes.grid}>
            {chosen.length === 0 ? (
              <Empty icon={IconArrowsDiff} title="Nothing changed">
                Every product of both lists has the same amounts.
              </Empty>
            ) : (
              <Grid label="Changes" rowData={chosen} columnDefs={columns} getRowId={row => row.data.id} />
            )}
          </div>
        </>
      )}
    </Page>
  )
}

// useCompared keeps the last comparison, and none of files that are no longer picked.
function useCompared(run: (old: string, next: string) => Promise<ComparedView | undefined>) {
  const [result, setResult] = useState<ComparedView>()
  const start = (old: PickedFile | undefined, next: PickedFile | undefined) => {
    setResult(undefined)
    if (old && next) void run(old.handle, next.handle).then(setResult)
  }
  return { result, start }
}

interface FileSlotProps {
  title: string
  file: PickedFile | undefined
  other: PickedFile | undefined
  onPick: (file: PickedFile) => void
}

function FileSlot({ title, file, other, onPick }: FileSlotProps) {
  const recent = useQuery(queries.recent(useBackend())).data ?? []
  const choose = useAct(backend => backend.ChooseFile())
  const offered = recent.filter(one => one.handle !== file?.handle && one.handle !== other?.handle).slice(0, 4)
  return (
    <Card pad label={title}>
      <div className={classes.slot}>
        <Plate icon={IconFileSpreadsheet} size={34} tone={file ? 'green' : 'grey'} />
        <div className={classes.slotText}>
          <p className="caption">{title}</p>
          <p className={classes.name}>{file ? file.name : 'Not chosen'}</p>
        </div>
        <Button
          size="xs"
          aria-label={`Choose the ${title.toLowerCase()}`}
          onClick={() =>
            void choose.run().then(found => {
              if (found) onPick({ handle: found.handle, name: found.name })
            })
          }
        >
          Choose…
        </Button>
      </div>
      {choose.error && <ErrorBanner error={choose.error} />}
      {!file && offered.length > 0 && (
        <ul className={classes.offered} aria-label={`Recent files for the ${title.toLowerCase()}`}>
          {offered.map(one => (
            <li key={one.handle}>
              <button type="button" className="link" onClick={() => onPick({ handle: one.handle, name: one.name })}>
                {one.name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
