import { Button, Checkbox, NativeSelect, Skeleton } from '@mantine/core'
import { IconFileZip, IconSelector } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { PlanSummaryView, ReportChoiceView, ReportPartView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { Card } from '../../components/page'
import { type Format, plural } from '../../lib/format'
import classes from './help.module.css'

// Report shows all that a diagnostics report would hold before it is saved, and leaves out what is unticked. What is
// chosen is collected anew at once, so that what one sees is what is saved.
export function Report() {
  const format = useFormat()
  const backend = useBackend()
  const [names, setNames] = useState(false)
  const [replay, setReplay] = useState('')
  const [skipped, setSkipped] = useState<string[]>([])
  const [shown, setShown] = useState<string>()
  const [saved, setSaved] = useState('')
  const parts = useQuery({ ...queries.report(backend, names, replay), placeholderData: before => before })
  const previews = useQuery(queries.previews(backend)).data ?? []
  const save = useAct((door, choice: ReportChoiceView) => door.ExportDiagnostics(choice))
  const all = parts.data ?? []
  const part = all.find(one => one.name === shown) ?? all[0]
  const taken = all.filter(one => !skipped.includes(one.name))
  const collecting = parts.isPlaceholderData || parts.isPending
  const keep = async () => {
    const skip = all.filter(one => skipped.includes(one.name)).map(one => one.name)
    const answer = await save.run({ skip, names, replay })
    if (answer && !answer.cancelled) setSaved(answer.name)
  }
  const tick = (name: string, on: boolean) =>
    setSkipped(on ? skipped.filter(other => other !== name) : [...skipped, name])
  const error = save.error ?? (parts.error ? errorView(parts.error) : undefined)
  return (
    <Card label="Report for support">
      <div className={classes.pad}>
        <h2>Report for support</h2>
        <p className="muted small">
          One file for someone who has never seen this computer. You see all of it here before it is saved, and nothing
          is sent by itself. Tokens, passwords, e-mail addresses and your computer’s names are never in it.
        </p>
        <Consents
          previews={previews}
          names={names}
          replay={replay}
          onNames={on => {
            setSaved('')
            setNames(on)
          }}
          onReplay={plan => {
            setSaved('')
            setReplay(plan)
          }}
        />
        {error && <ErrorBanner error={error} helpIsHere />}
        {saved !== '' && (
          <div role="status">
            <Banner tone="green" title={`Saved as “${saved}”.`}>
              Send this file to support by e-mail, and say what you were doing. If a message showed a reference, name
              it: support finds the whole story by it.
            </Banner>
          </div>
        )}
      </div>
      {parts.isPending && <Skeleton height={220} radius={0} />}
      {part && (
        <>
          <Parts all={all} shown={part.name} skipped={skipped} onShow={setShown} onTick={tick} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={classes.preview} tabIndex={0} aria-label={part.title} aria-busy={collecting || undefined}>
            <pre>{readable(part)}</pre>
          </section>
        </>
      )}
      <div className={classes.reportFoot}>
        <span className="caption" role="status">
          {collecting
            ? 'Collecting what the report holds…'
            : `${plural(format, taken.length, 'part')}, ${format.bytes(taken.reduce((sum, one) => sum + one.bytes, 0))} before they are packed`}
        </span>
        <Button
          variant="filled"
          leftSection={<IconFileZip size={16} aria-hidden="true" />}
          loading={save.busy}
          disabled={collecting || taken.length === 0}
          onClick={() => void keep()}
        >
          Save report…
        </Button>
      </div>
    </Card>
  )
}

interface ConsentsProps {
  previews: PlanSummaryView[]
  names: boolean
  replay: string
  onNames: (on: boolean) => void
  onReplay: (plan: string) => void
}

// Consents are what goes into the report only when one wants it to.
function Consents({ previews, names, replay, onNames, onReplay }: ConsentsProps) {
  const format = useFormat()
  return (
    <div className={classes.consents}>
      <Checkbox
        label="Include item and file names and prices"
        description="Without it, made-up words stand for them. Support rarely needs the real ones."
        checked={names}
        onChange={event => onNames(event.currentTarget.checked)}
      />
      {previews[0] && (
        <Checkbox
          label="Include a copy of a preview that support can run again"
          description="For a preview that looks wrong. Its names are made up and its numbers shifted."
          checked={replay !== ''}
          onChange={event => onReplay(event.currentTarget.checked ? (previews[0]?.plan ?? '') : '')}
        />
      )}
      {replay !== '' && (
        <NativeSelect
          size="xs"
          className={classes.which}
          label="Which preview"
          value={replay}
          data={previews.map(one => ({ value: one.plan, label: inWords(one, format) }))}
          rightSection={<IconSelector size={16} aria-hidden="true" />}
          onChange={event => onReplay(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

function inWords(preview: PlanSummaryView, format: Format): string {
  const rows = Object.values(preview.counts).reduce((sum, count) => sum + count, 0)
  return `${preview.file}, ${format.dateTime(preview.at)}, ${plural(format, rows, 'row')}`
}

interface PartsProps {
  all: ReportPartView[]
  shown: string
  skipped: string[]
  onShow: (name: string) => void
  onTick: (name: string, on: boolean) => void
}

function Parts({ all, shown, skipped, onShow, onTick }: PartsProps) {
  const format = useFormat()
  return (
    <fieldset className={classes.parts}>
      <legend className="hidden">Parts of the report</legend>
      {all.map(one => (
        <div key={one.name} className={classes.partLine} data-shown={one.name === shown || undefined}>
          <Checkbox
            aria-label={`Include ${one.title}`}
            checked={!skipped.includes(one.name)}
            onChange={event => onTick(one.name, event.currentTarget.checked)}
          />
          <button
            type="button"
            className={classes.partName}
            aria-pressed={one.name === shown}
            onClick={() => onShow(one.name)}
          >
            {one.title} <code>{one.name}</code>
          </button>
          <span className="caption">{format.bytes(one.bytes)}</span>
        </div>
      ))}
    </fieldset>
  )
}

// mostPreview is how much of a part's text Go sends.
const mostPreview = 20_000

// readable is a part's text, as text: nothing of it is ever run.
function readable(part: ReportPartView): string {
  const cut = [...part.preview].length >= mostPreview && part.bytes > part.preview.length
  return cut ? `${part.preview}\n\n… The rest is in the file.` : part.preview
}
