import { Button } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { FindingView } from '../backend/views'
import { routeAddress } from '../lib/route'
import { Banner } from './banner'
import classes from './findings.module.css'

// Area is what a finding may disable.
export type Area = 'connect' | 'read' | 'preview' | 'sync'

// blocking returns the first finding that disables the area.
export function blocking(findings: FindingView[], area: Area): FindingView | undefined {
  return disabling(findings, area)[0]
}

// disabling returns every finding that disables one of the areas.
export function disabling(findings: FindingView[], ...areas: Area[]): FindingView[] {
  const broken: string[] = [...areas, 'everything']
  return findings.filter(({ severity, breaks }) => severity === 'error' && breaks.some(area => broken.includes(area)))
}

const acts: Record<Area, string> = {
  connect: 'connect to Jobber',
  read: 'read a price list',
  preview: 'make a preview',
  sync: 'sync',
}

// until says what an error disables: "Until it is put right, you can’t read a price list or make a preview."
function until({ severity, breaks }: FindingView): string {
  if (severity !== 'error' || breaks.length === 0) return ''
  if (breaks.includes('everything')) return 'Until it is put right, nothing can be read, synced or saved.'
  const parts = (Object.keys(acts) as Area[]).filter(area => breaks.includes(area)).map(area => acts[area])
  const last = parts.pop() ?? ''
  return `Until it is put right, you can’t ${parts.length === 0 ? last : `${parts.join(', ')} or ${last}`}.`
}

// FindingBanner says what is wrong with settings or computer, what that disables, and at most one thing to do about it.
export function FindingBanner({ finding, action }: { finding: FindingView; action?: ReactNode }) {
  const { severity, message, hint, variable } = finding
  return (
    <Banner tone={severity === 'error' ? 'red' : 'yellow'} title={message} action={action}>
      {until(finding)} {hint}
      {variable !== '' && (
        <>
          {' '}
          The environment sets it, by <code>{variable}</code>.
        </>
      )}
    </Banner>
  )
}

// FindingLink leads to the field that a finding is about; to the self-check where it is about the computer itself.
export function FindingLink({ field }: { field: string }) {
  const computer = ['', 'home', 'log'].includes(field)
  return (
    <Button size="xs" component="a" href={computer ? routeAddress('help') : routeAddress('settings', field)}>
      {computer ? 'Check this computer' : 'Open Settings'}
    </Button>
  )
}

// WhyNot stands beside a button that a finding disables; the button is described by its id.
export function WhyNot({ id, finding, what }: { id: string; finding: FindingView; what: string }) {
  return (
    <p className={classes.whyNot} id={id}>
      <IconAlertCircle size={14} aria-hidden="true" />
      <span>
        {what} once this is put right: {finding.message}
      </span>
    </p>
  )
}
