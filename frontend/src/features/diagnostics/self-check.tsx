import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX, type TablerIcon } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useAct } from '../../backend/queries'
import type { ChecksView, CheckView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Chip, type Tone } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import { Card, CardHead } from '../../components/page'
import { Reference } from '../../components/reference'
import { type Format, plural } from '../../lib/format'
import classes from './help.module.css'

const looks: Record<string, { word: string; tone: Tone; icon: TablerIcon }> = {
  ok: { word: 'Good', tone: 'green', icon: IconCircleCheck },
  warning: { word: 'Look', tone: 'yellow', icon: IconAlertTriangle },
  failed: { word: 'Fix', tone: 'red', icon: IconCircleX },
  skipped: { word: 'Not checked', tone: 'grey', icon: IconCircleMinus },
}

// SelfCheck looks at this computer at once, and at Jobber too when asked.
export function SelfCheck() {
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
      <CardHead title="Self-check" note={<span role="status">{summary(checks, check.busy, format)}</span>}>
        <Button size="xs" disabled={check.busy} onClick={() => void run(false)}>
          Quick check
        </Button>
        <Button size="xs" disabled={check.busy} onClick={() => void run(true)}>
          Check Jobber too
        </Button>
      </CardHead>
      {check.error && (
        <div className={classes.pad}>
          <ErrorBanner error={check.error} />
        </div>
      )}
      {!checks && check.busy && (
        <div className={classes.loading}>
          <Loader size={22} color="var(--accent)" />
        </div>
      )}
      <ul aria-busy={check.busy || undefined}>
        {checks?.checks.map(one => (
          <CheckLine key={one.code} check={one} />
        ))}
      </ul>
      {checks && checks.ref !== '' && (
        <p className={`caption ${classes.foot}`}>
          <Reference id={checks.ref} />
        </p>
      )}
    </Card>
  )
}

function CheckLine({ check }: { check: CheckView }) {
  const {
    word,
    tone,
    icon: Icon,
  } = looks[check.status] ?? { word: check.status, tone: 'grey' as const, icon: IconCircleMinus }
  return (
    <li className={classes.check} data-tone={tone}>
      <Icon size={20} stroke={1.7} className={classes.checkIcon} aria-hidden="true" />
      <div className={classes.checkText}>
        <p className={classes.checkTitle}>{check.title}</p>
        <p className="caption">
          {check.message} {check.hint}
        </p>
      </div>
      <Chip tone={tone}>{word}</Chip>
    </li>
  )
}

function summary(checks: ChecksView | undefined, busy: boolean, format: Format): string {
  if (busy) return 'Checking…'
  if (!checks) return ''
  const count = (status: string) => checks.checks.filter(one => one.status === status).length
  const ms = checks.checks.reduce((total, one) => total + one.ms, 0)
  const parts = [`${format.count(count('ok'))} good`]
  if (count('warning') > 0) parts.push(`${format.count(count('warning'))} to look at`)
  if (count('failed') > 0) parts.push(`${format.count(count('failed'))} to fix`)
  if (count('skipped') > 0) parts.push(`${plural(format, count('skipped'), 'check')} left out`)
  return `${parts.join(', ')} · ${format.amount((ms / 1000).toFixed(2))} s`
}
