import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { errorView } from './errors'
import type { ErrorView, RowsView } from './views'

const firstPage = 500
const page = 2500

export interface PagedRows {
  rows: string[][]
  total: number
  complete: boolean
  error: ErrorView | undefined
}

// usePagedRows fetches all rows of something that Go gives out in pages, the first few at once and the rest page by page.
export function usePagedRows(
  key: readonly string[],
  fetch: (offset: number, limit: number) => Promise<RowsView>,
  enabled: boolean,
  count: number,
): PagedRows {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => fetch(pageParam, pageParam === 0 ? firstPage : page),
    initialPageParam: 0,
    getNextPageParam: last => {
      const next = last.offset + last.rows.length
      return next < last.total && last.rows.length > 0 ? next : undefined
    },
    enabled,
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
