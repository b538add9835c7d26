import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useBackend } from '../../backend/use-backend'
import type { PriceRulesView, TriedRulesView } from '../../backend/views'

// useRules returns a supplier's price rules, or the account's where supplier is "".
export function useRules(supplier: string) {
  const backend = useBackend()
  return useQuery({ queryKey: ['rules', supplier], queryFn: () => backend.Rules(supplier) })
}

// useTried works rules on real rows of a preview. Without a preview, or where it is gone, it says only what is wrong with them.
// While they are being written, what was worked out last stays until the next is there.
export function useTried(
  supplier: string,
  rules: PriceRulesView | undefined,
  plan: string,
  writing: boolean,
): TriedRulesView | undefined {
  const backend = useBackend()
  const [settled] = useDebouncedValue(rules, 200)
  const asked = writing ? settled : rules
  return (
    useQuery({
      queryKey: ['tried', supplier, plan, asked],
      queryFn: async () => {
        if (!asked) return null
        try {
          return await backend.TryRules(supplier, asked, plan)
        } catch {
          return backend.TryRules(supplier, asked, '')
        }
      },
      enabled: asked !== undefined,
      ...(writing && { placeholderData: (before: TriedRulesView | null | undefined) => before }),
      gcTime: 0,
    }).data ?? undefined
  )
}
