import { IconClock, IconEyeOff, IconLock, IconTargetArrow, IconTrendingUp, type TablerIcon } from '@tabler/icons-react'
import type { Tone } from '../../components/chip'

// MarkKind is how a reason to look at an item is shown. Locks are the page's own mark; Go gives the others.
export interface MarkKind {
  mark: string
  word: string // on the filter
  short: string // in a row
  tone: Tone
  icon: TablerIcon
  means: string // what it means for the prices, and what to do
}

export const costRose: MarkKind = {
  mark: 'cost_rose',
  word: 'Cost rose, price did not',
  short: 'Cost rose',
  tone: 'yellow',
  icon: IconTrendingUp,
  means:
    'You pay more for it than when its price was set, and sell it for the same. The next price list, or a rule, can bring the price up.',
}

export const belowTarget: MarkKind = {
  mark: 'below_target',
  word: 'Below target margin',
  short: 'Below target',
  tone: 'orange',
  icon: IconTargetArrow,
  means: 'It leaves less of its price with you than the margin that you aim at.',
}

export const longSame: MarkKind = {
  mark: 'long_same',
  word: 'Not changed for a year',
  short: 'A year the same',
  tone: 'grey',
  icon: IconClock,
  means: 'Neither its price nor its cost has changed for a year. Your supplier’s may have.',
}

export const locked: MarkKind = {
  mark: 'locked',
  word: 'Locked',
  short: 'Locked',
  tone: 'violet',
  icon: IconLock,
  means: '',
}

export const notOffered: MarkKind = {
  mark: 'not_offered',
  word: 'Hidden in Jobber',
  short: 'Hidden',
  tone: 'grey',
  icon: IconEyeOff,
  means: 'Jobber does not offer it on quotes, jobs and invoices. Price lists still reach it.',
}

// markKinds are all marks, in the order in which a row shows them.
export const markKinds: readonly MarkKind[] = [costRose, belowTarget, longSame, locked, notOffered]
