import { QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Backend } from './bridge'
import { errorView } from './errors'
import { useBackend, useEvent } from './use-backend'
import type { ErrorView, PlanView, StatusView } from './views'

// What Go knows is asked for through TanStack Query, under the keys here.

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, staleTime: 0 },
      mutations: { retry: false },
    },
  })
}

const statusKey = ['status'] as const

// useStatus returns the program's status, kept fresh by the event of that name. A file that came with it is given out
// once and therefore not kept.
export function useStatus(): StatusView | undefined {
  const backend = useBackend()
  const client = useQueryClient()
  useEvent('status', status => {
    const before = client.getQueryData<StatusView>(statusKey)
    client.setQueryData(statusKey, status)
    if (before && world(before) !== world(status)) forgetAccount(client)
  })
  return useQuery({ queryKey: statusKey, queryFn: () => backend.Status(), staleTime: Number.POSITIVE_INFINITY }).data
}

// world names whose items and history the page shows.
function world(status: StatusView): string {
  return `${status.practice ? 'practice' : 'real'} ${status.accountId}`
}

function forgetAccount(client: QueryClient): void {
  for (const key of ['recent', 'runs', 'run', 'items', 'suppliers', 'rules', 'links', 'guardrails'])
    void client.resetQueries({ queryKey: [key] })
}

// queries are everything that a page asks for, by name.
export const queries = {
  recent: (backend: Backend) => queryOptions({ queryKey: ['recent'], queryFn: () => backend.RecentFiles() }),
  runs: (backend: Backend) => queryOptions({ queryKey: ['runs'], queryFn: () => backend.Runs() }),
  run: (backend: Backend, run: string) => queryOptions({ queryKey: ['run', run], queryFn: () => backend.Run(run) }),
  items: (backend: Backend, search: string, limit: number) =>
    queryOptions({
      queryKey: ['items', search, limit],
      queryFn: () => backend.Items(search, limit),
      placeholderData: before => before,
    }),
  // A listing is judged by the day and by what runs and readings left, so each visit asks anew.
  listing: (backend: Backend) =>
    queryOptions({ queryKey: ['items', 'listing'], queryFn: () => backend.OpenItems(), gcTime: 0 }),
  item: (backend: Backend, item: string) =>
    queryOptions({ queryKey: ['items', 'one', item], queryFn: () => backend.Item(item) }),
  locks: (backend: Backend) => queryOptions({ queryKey: ['items', 'locks'], queryFn: () => backend.Locks() }),
  suppliers: (backend: Backend) => queryOptions({ queryKey: ['suppliers'], queryFn: () => backend.Suppliers() }),
  guardrails: (backend: Backend) => queryOptions({ queryKey: ['guardrails'], queryFn: () => backend.Guardrails() }),
  settings: (backend: Backend) => queryOptions({ queryKey: ['settings'], queryFn: () => backend.Settings() }),
  network: (backend: Backend) => queryOptions({ queryKey: ['network'], queryFn: () => backend.Network() }),
  previews: (backend: Backend) => queryOptions({ queryKey: ['previews'], queryFn: () => backend.Previews() }),
  report: (backend: Backend, names: boolean, replay: string) =>
    queryOptions({
      queryKey: ['report', names, replay],
      queryFn: () => backend.ReportParts({ skip: [], names, replay }),
    }),
  help: (backend: Backend) => queryOptions({ queryKey: ['help'], queryFn: () => backend.HelpEntries() }),
  itemSearch: (backend: Backend, plan: string, line: number, words: string) =>
    queryOptions({
      queryKey: ['item-search', plan, line, words],
      queryFn: () => backend.SearchItems(plan, line, words),
    }),
  missing: (backend: Backend, { plan, review }: PlanView) =>
    queryOptions({
      queryKey: ['missing', plan, review.steps],
      queryFn: () => backend.MissingRows(plan, 0, 5000),
      structuralSharing: false, // the page keeps the ticks current in the rows
    }),
  rowDetail: (backend: Backend, plan: string, line: number) =>
    queryOptions({ queryKey: ['row', plan, line], queryFn: () => backend.PreviewRow(plan, line) }),
}

// Act is a call that a person starts: what it does, whether it is under way, and in which words it was refused.
export interface Act<Given extends unknown[], Answer> {
  run: (...given: Given) => Promise<Answer | undefined> // resolves to undefined when refused
  busy: boolean
  error: ErrorView | undefined
  forget: () => void // the error
}

// useAct wraps a call to Go. The new status that many calls answer with is put where useStatus looks.
export function useAct<Given extends unknown[], Answer>(
  call: (backend: Backend, ...given: Given) => Promise<Answer>,
): Act<Given, Answer> {
  const backend = useBackend()
  const mutation = useMutation({ mutationFn: (given: Given) => call(backend, ...given) })
  const { mutateAsync, reset } = mutation
  const run = useCallback(
    async (...given: Given) => {
      try {
        return await mutateAsync(given)
      } catch {
        return undefined
      }
    },
    [mutateAsync],
  )
  return { run, busy: mutation.isPending, error: mutation.error ? errorView(mutation.error) : undefined, forget: reset }
}

// useKeepStatus returns what puts a status that a call answered with in place.
export function useKeepStatus(): (status: StatusView | undefined) => void {
  const client = useQueryClient()
  return useCallback(
    status => {
      if (status) client.setQueryData(statusKey, { ...status, openedWith: null })
    },
    [client],
  )
}
