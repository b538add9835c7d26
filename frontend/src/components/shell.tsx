import {
  IconAlertTriangle,
  IconBuildingStore,
  IconCheck,
  IconFlask,
  IconHistory,
  IconLifebuoy,
  IconList,
  IconPlugConnectedX,
  IconRefresh,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Page, routeAddress } from '../lib/route'
import { Logo } from './logo'
import classes from './shell.module.css'

export const navigation: { page: Page; label: string; icon: TablerIcon }[] = [
  { page: 'sync', label: 'Sync', icon: IconRefresh },
  { page: 'history', label: 'History', icon: IconHistory },
  { page: 'items', label: 'Items', icon: IconList },
  { page: 'suppliers', label: 'Suppliers', icon: IconBuildingStore },
  { page: 'settings', label: 'Settings', icon: IconSettings },
  { page: 'help', label: 'Help', icon: IconLifebuoy },
]

export interface ShellProps {
  page: Page
  account: string
  state: 'connected' | 'session' | 'practice' | 'none'
  busy: string // what is under way, shown at the entry Sync; "" when idle
  findings: number
  children: ReactNode
}

// Shell is the navigation at the side and the page beside it.
export function Shell({ page, account, state, busy, findings, children }: ShellProps) {
  return (
    <div className={classes.shell}>
      <nav className={classes.nav} aria-label="Pages">
        <div className={classes.brand}>
          <Logo />
          <span className={classes.brandName}>Price Sync</span>
        </div>
        <ul className={classes.list}>
          {navigation.map(({ page: to, label, icon: Icon }) => (
            <li key={to}>
              <a className={classes.entry} href={routeAddress(to)} aria-current={current(to, page)}>
                <Icon size={19} stroke={1.7} aria-hidden="true" />
                <span>{label}</span>
                {to === 'sync' && busy !== '' && <span className={classes.pulse} role="img" aria-label={busy} />}
                {to === 'settings' && findings > 0 && (
                  <span className={classes.count} role="img" aria-label={`${findings} to look at`}>
                    {findings}
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
        <Foot account={account} state={state} />
      </nav>
      <div className={classes.page}>{children}</div>
    </div>
  )
}

// current says whether an entry leads to the page that is open, or to the one that it belongs to.
function current(entry: Page, page: Page): 'page' | 'true' | undefined {
  if (entry === page) return 'page'
  return entry === 'help' && page === 'network' ? 'true' : undefined
}

const states: Record<ShellProps['state'], { words: string; icon: TablerIcon }> = {
  connected: { words: 'Connected to Jobber', icon: IconCheck },
  session: { words: 'Connected this session', icon: IconAlertTriangle },
  practice: { words: 'Nothing reaches Jobber', icon: IconFlask },
  none: { words: 'Not connected', icon: IconPlugConnectedX },
}

function Foot({ account, state }: Pick<ShellProps, 'account' | 'state'>) {
  const { words, icon: Icon } = states[state]
  return (
    <div className={classes.foot} data-state={state}>
      <p className={classes.account}>{account === '' ? 'Price Sync' : account}</p>
      <p className={classes.state}>
        <Icon size={14} stroke={2} aria-hidden="true" />
        <span>{words}</span>
      </p>
    </div>
  )
}

// PracticeBar lies across the whole window as long as the practice company is open.
export function PracticeBar({ onLeave }: { onLeave: () => void }) {
  return (
    <aside className={classes.practice} aria-label="Practice company">
      <IconFlask size={18} stroke={1.7} aria-hidden="true" />
      <p>
        <strong>Practice company.</strong>{' '}
        <span className={classes.practiceMore}>Try anything: nothing reaches Jobber and no real item changes.</span>
      </p>
      <button type="button" className={`link ${classes.leave}`} onClick={onLeave}>
        Leave practice
      </button>
    </aside>
  )
}
