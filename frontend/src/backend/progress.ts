import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEvent } from './use-backend'
import type { ProgressView, RecentRowView } from './views'

const kept = 8

// Progress is the latest news of what is under way, with the rows that were settled last, newest first.
export interface Progress {
  latest: ProgressView
  recent: RecentRowView[]
}

const key = ['progress'] as const

// useKeepProgress listens from the start on, so that a page opened in the middle of a run knows where it stands.
export function useKeepProgress(): void {
  const client = useQueryClient()
  useEvent('progress', latest => {
    client.setQueryData<Progress | null>(key, before => ({
      latest,
      recent: [...latest.recent.toReversed(), ...(sameWork(before, latest) ? (before?.recent ?? []) : [])].slice(
        0,
        kept,
      ),
    }))
  })
}

function sameWork(before: Progress | null | undefined, latest: ProgressView): boolean {
  return before?.latest.operation === latest.operation && before.latest.ref === latest.ref
}

// useProgress returns how far the work under way is, once it has told.
export function useProgress(): Progress | undefined {
  return useQuery<Progress | null>({ queryKey: key, queryFn: () => null, enabled: false }).data ?? undefined
}

// forgetProgress is called where new work begins, so that nothing of the last shows.
export function forgetProgress(client: QueryClient): void {
  client.setQueryData<Progress | null>(key, null)
}
