import {
  IconAlertOctagon,
  IconArrowDownRight,
  IconArrowsSplit,
  IconArrowUpRight,
  IconCheck,
  IconCopy,
  IconEqual,
  IconEyeOff,
  IconHandStop,
  IconHelpHexagon,
  IconListSearch,
  IconMinus,
  IconPlayerSkipForward,
  IconPlus,
  IconRefreshAlert,
  IconUnlink,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './chip.module.css'

export type Tone = 'green' | 'blue' | 'yellow' | 'red' | 'orange' | 'violet' | 'grey'

export interface Kind {
  word: string
  tone: Tone
  icon: TablerIcon
}

const verdicts: Record<string, Kind> = {
  update: { word: 'Update', tone: 'green', icon: IconArrowUpRight },
  create: { word: 'Create', tone: 'blue', icon: IconPlus },
  unchanged: { word: 'Unchanged', tone: 'grey', icon: IconEqual },
  held: { word: 'Held', tone: 'yellow', icon: IconHandStop },
  unmatched: { word: 'Unmatched', tone: 'blue', icon: IconUnlink },
  ambiguous: { word: 'Ambiguous', tone: 'violet', icon: IconArrowsSplit },
  suggested: { word: 'Suggested', tone: 'blue', icon: IconListSearch },
  invalid: { word: 'Invalid', tone: 'red', icon: IconAlertOctagon },
  duplicate: { word: 'Duplicate', tone: 'orange', icon: IconCopy },
  not_a_product: { word: 'Not a product', tone: 'grey', icon: IconMinus },
  increase: { word: 'Increase', tone: 'green', icon: IconArrowUpRight },
  steady: { word: 'Hide', tone: 'grey', icon: IconEyeOff },
  decrease: { word: 'Decrease', tone: 'green', icon: IconArrowDownRight },
}

const outcomes: Record<string, Kind> = {
  applied: { word: 'Applied', tone: 'green', icon: IconCheck },
  rejected: { word: 'Rejected', tone: 'red', icon: IconX },
  changed_elsewhere: { word: 'Changed elsewhere', tone: 'yellow', icon: IconRefreshAlert },
  skipped: { word: 'Skipped', tone: 'grey', icon: IconPlayerSkipForward },
  not_sent: { word: 'Not sent', tone: 'grey', icon: IconMinus },
  unknown: { word: 'Unknown', tone: 'violet', icon: IconHelpHexagon },
}

const other: Kind = { word: '', tone: 'grey', icon: IconMinus }

// verdictKind returns how a verdict looks; falls says that an update goes down. Direction is in the arrow, not the colour.
export function verdictKind(verdict: string, falls = false): Kind {
  const kind = verdicts[verdict] ?? { ...other, word: verdict }
  return verdict === 'update' && falls ? { ...kind, icon: IconArrowDownRight } : kind
}

export function outcomeKind(outcome: string): Kind {
  return outcomes[outcome] ?? { ...other, word: outcome }
}

// Chip is a word in a tone, with an icon, so that colour never speaks alone.
export function Chip({ tone, icon: Icon, children }: { tone: Tone; icon?: TablerIcon; children: ReactNode }) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {Icon && <Icon size={14} stroke={2} aria-hidden="true" />}
      {children}
    </span>
  )
}

export function VerdictChip({ verdict, falls = false }: { verdict: string; falls?: boolean }) {
  const kind = verdictKind(verdict, falls)
  return (
    <Chip tone={kind.tone} icon={kind.icon}>
      {kind.word}
    </Chip>
  )
}

export function OutcomeChip({ outcome }: { outcome: string }) {
  const kind = outcomeKind(outcome)
  return (
    <Chip tone={kind.tone} icon={kind.icon}>
      {kind.word}
    </Chip>
  )
}
