import { type PagedRows, usePagedRows } from './paged-rows'
import { useBackend } from './use-backend'
import type { RowColumn } from './views'

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
