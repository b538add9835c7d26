import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { errorView } from './errors'
import { useBackend } from './use-backend'
import type { ErrorView, RowColumn } from './views'

const firstPage = 500
const page = 2500

// Row is one row of a plan as Go sends it: a text for each of the plan's columns. The page keeps its tick current in it.
export type Row = string[]

export type Places = Record<RowColumn, number>

export interface PlanRows {
  rows: Row[]
  total: number
  complete: boolean
  error: ErrorView | undefined
}

// places turns a plan's column names into where they stand in its rows.
export function places(columns: string[]): Places {
  return Object.fromEntries(columns.map((name, at) => [name, at])) as Places
}

// usePlanRows fetches all rows of a plan, the first few at once and the rest page by page.
export function usePlanRows(plan: string, count: number): PlanRows {
  const backend = useBackend()
  const query = useInfiniteQuery({
    queryKey: ['rows', plan],
    queryFn: ({ pageParam }) => backend.PreviewRows(plan, pageParam, pageParam === 0 ? firstPage : page),
    initialPageParam: 0,
    getNextPageParam: last => {
      const next = last.offset + last.rows.length
      return next < last.total && last.rows.length > 0 ? next : undefined
    },
    enabled: plan !== '',
    structuralSharing: false, // it would compare every text of every row on every page
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query
  const pages = query.data?.pages
  const fetched = pages?.length
  // A page can come so soon that nothing but the number of pages tells that it came.
  useEffect(() => {
    if (fetched !== undefined && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [fetched, hasNextPage, isFetchingNextPage, isError, fetchNextPage])
  const rows = useMemo(() => (pages ?? []).flatMap(one => one.rows), [pages])
  return {
    rows,
    total: pages?.[0]?.total ?? count,
    complete: pages !== undefined && !hasNextPage,
    error: query.error ? errorView(query.error) : undefined,
  }
}
