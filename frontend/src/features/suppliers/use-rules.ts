import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useBackend } from '../../backend/use-backend'
import type { PriceRulesView, TriedRulesView } from '../../backend/views'

// useRules returns a supplier's price rules, or the account's where supplier is "".
export function useRules(supplier: string) {
  const backend = useBackend()
  return useQuery({ queryKey: ['rules', supplier], queryFn: () => backend.Rules(supplier) })
}

// useTried works rules on real rows of a preview while they are being written. Without a preview, or where it is gone, it says
// only what is wrong with them.
export function useTried(
  supplier: string,
  rules: PriceRulesView | undefined,
  plan: string,
): TriedRulesView | undefined {
  const backend = useBackend()
  const [settled] = useDebouncedValue(rules, 200)
  return (
    useQuery({
      queryKey: ['tried', supplier, plan, settled],
      queryFn: async () => {
        if (!settled) return null
        try {
          return await backend.TryRules(supplier, settled, plan)
        } catch {
          return backend.TryRules(supplier, settled, '')
        }
      },
      enabled: settled !== undefined,
      placeholderData: before => before,
      gcTime: 0,
    }).data ?? undefined
  )
}
