import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX, type TablerIcon } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useAct } from '../../backend/queries'
import type { ChecksView, CheckView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Chip, type Tone } from '../../components/chip'
import { CopyButton } from '../../components/copy-button'
import { useFormat } from '../../components/format-context'
import { Card, CardHead } from '../../components/page'
import { Reference } from '../../components/reference'
import { plural } from '../../lib/format'
import { asText, groups, summary, took } from './checks'
import classes from './help.module.css'

const looks: Record<string, { tone: Tone; icon: TablerIcon }> = {
  failed: { tone: 'red', icon: IconCircleX },
  warning: { tone: 'yellow', icon: IconAlertTriangle },
  ok: { tone: 'green', icon: IconCircleCheck },
  skipped: { tone: 'grey', icon: IconCircleMinus },
}

// SelfCheck looks at this computer at once, and at Jobber too when asked.
export function SelfCheck({ program }: { program: string }) {
  const format = useFormat()
  const check = useAct((backend, deep: boolean) => backend.SelfCheck(deep))
  const [checks, setChecks] = useState<ChecksView>()
  const start = check.run
  const run = useCallback(
    async (deep: boolean) => {
      const answer = await start(deep)
      if (answer) setChecks(answer)
    },
    [start],
  )
  useEffect(() => {
    void run(false)
  }, [run])
  return (
    <Card label="Self-check">
      <CardHead
        title="Check this computer"
        note={<span role="status">{check.busy ? 'Checking…' : checks ? summary(checks, format) : ''}</span>}
      >
        <Button size="xs" disabled={check.busy} onClick={() => void run(false)}>
          Check again
        </Button>
        <Button size="xs" disabled={check.busy} onClick={() => void run(true)}>
          Check Jobber too
        </Button>
      </CardHead>
      {check.error && (
        <div className={classes.pad}>
          <ErrorBanner error={check.error} helpIsHere />
        </div>
      )}
      {!checks && check.busy && (
        <div className={classes.loading}>
          <Loader size={22} color="var(--accent)" />
        </div>
      )}
      <div aria-busy={check.busy || undefined}>
        {checks &&
          groups(checks).map(({ status, word, checks: alike }) => {
            const list = (
              <ul>
                {alike.map(one => (
                  <CheckLine key={one.code} check={one} word={word} />
                ))}
              </ul>
            )
            return (
              <section key={status} className={classes.group} data-tone={looks[status]?.tone} aria-label={word}>
                {status === 'skipped' ? (
                  <details className={classes.skipped}>
                    <summary>{plural(format, alike.length, 'check')} left out</summary>
                    {list}
                  </details>
                ) : (
                  list
                )}
              </section>
            )
          })}
      </div>
      {checks && (
        <div className={classes.checkFoot}>
          <span className="caption">{checks.ref !== '' && <Reference id={checks.ref} />}</span>
          <CopyButton text={asText(checks, format, program)} label="Copy as text" />
        </div>
      )}
    </Card>
  )
}

function CheckLine({ check, word }: { check: CheckView; word: string }) {
  const format = useFormat()
  const { tone, icon: Icon } = looks[check.status] ?? { tone: 'grey' as const, icon: IconCircleMinus }
  return (
    <li className={classes.check}>
      <Icon size={20} stroke={1.7} className={classes.checkIcon} aria-hidden="true" />
      <div className={classes.checkText}>
        <p>
          <span className={classes.checkTitle}>{check.title}</span>{' '}
          <span className={`caption ${classes.took}`}>{check.status !== 'skipped' && took(check.ms, format)}</span>
        </p>
        <p className="caption">{check.message}</p>
        {check.hint !== '' && <p className={classes.checkHint}>{check.hint}</p>}
      </div>
      <Chip tone={tone}>{word}</Chip>
    </li>
  )
}
