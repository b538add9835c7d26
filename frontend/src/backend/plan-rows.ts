import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { type PagedRows, usePagedRows } from './paged-rows'
import { useBackend } from './use-backend'
import type { DecidedView, RowColumn, RowsView } from './views'

// Row is one row of a plan as Go sends it: a text for each of the plan's columns. The page keeps its tick current in it.
export type Row = string[]

export type Places = Record<RowColumn, number>

// places turns a plan's column names into where they stand in its rows.
export function places(columns: string[]): Places {
  return Object.fromEntries(columns.map((name, at) => [name, at])) as Places
}

// usePlanRows fetches all rows of a plan.
export function usePlanRows(plan: string, count: number): PagedRows {
  const backend = useBackend()
  return usePagedRows(['rows', plan], (offset, limit) => backend.PreviewRows(plan, offset, limit), plan !== '', count)
}

// keepDecided puts the rows that a decision changed in the place of those that the page holds of its plan, and forgets what it knew of
// them beyond their columns.
export function keepDecided(client: QueryClient, { plan, rows }: DecidedView): void {
  const line = places(plan.columns).line
  const fresh = new Map(rows.map(row => [row[line], row]))
  client.setQueryData<InfiniteData<RowsView>>(
    ['rows', plan.plan],
    held =>
      held && {
        ...held,
        pages: held.pages.map(one => ({ ...one, rows: one.rows.map(row => fresh.get(row[line]) ?? row) })),
      },
  )
  for (const changed of fresh.keys()) client.removeQueries({ queryKey: ['row', plan.plan, Number(changed)] })
}
