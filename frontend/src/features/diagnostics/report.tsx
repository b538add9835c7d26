import { Button, Checkbox, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileZip } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import { ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { Card } from '../../components/page'
import classes from './help.module.css'

// Report shows all that a diagnostics report would hold before it is saved, and leaves out what is unticked.
export function Report() {
  const format = useFormat()
  const parts = useQuery(queries.report(useBackend()))
  const save = useAct((backend, skip: string[]) => backend.ExportDiagnostics({ skip, names: false, replay: '' }))
  const [skipped, setSkipped] = useState<string[]>([])
  const [shown, setShown] = useState<string>()
  const all = parts.data ?? []
  const part = all.find(one => one.name === shown) ?? all[0]
  const bytes = all.filter(one => !skipped.includes(one.name)).reduce((sum, one) => sum + one.bytes, 0)
  const saved = async () => {
    const answer = await save.run(skipped)
    if (answer && !answer.cancelled) notifications.show({ message: `Saved as “${answer.name}”. Send it to support.` })
  }
  const error = save.error ?? (parts.error ? errorView(parts.error) : undefined)
  return (
    <Card label="Report for support">
      <div className={classes.pad}>
        <h2>Report for support</h2>
        <p className="muted small">
          One file for someone who has never seen this computer. You see here all of it before it is saved. Tokens,
          passwords, item names and prices are left out.
        </p>
        {error && <ErrorBanner error={error} />}
      </div>
      {parts.isPending && <Skeleton height={220} radius={0} />}
      {part && (
        <>
          <fieldset className={classes.parts}>
            <legend className="hidden">Parts of the report</legend>
            {all.map(one => (
              <div key={one.name} className={classes.partLine} data-shown={one.name === part.name || undefined}>
                <Checkbox
                  aria-label={`Include ${one.title}`}
                  checked={!skipped.includes(one.name)}
                  onChange={event =>
                    setSkipped(
                      event.currentTarget.checked ? skipped.filter(name => name !== one.name) : [...skipped, one.name],
                    )
                  }
                />
                <button
                  type="button"
                  className={classes.partName}
                  aria-pressed={one.name === part.name}
                  onClick={() => setShown(one.name)}
                >
                  {one.title}
                </button>
                <span className="caption">{format.bytes(one.bytes)}</span>
              </div>
            ))}
          </fieldset>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={classes.preview} tabIndex={0} aria-label={part.title}>
            <pre>{part.preview}</pre>
          </section>
        </>
      )}
      <div className={classes.reportFoot}>
        <span className="caption">About {format.bytes(bytes)} before it is packed</span>
        <Button
          variant="filled"
          leftSection={<IconFileZip size={16} aria-hidden="true" />}
          loading={save.busy}
          onClick={() => void saved()}
        >
          Save report…
        </Button>
      </div>
    </Card>
  )
}
