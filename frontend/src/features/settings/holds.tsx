import { Skeleton, Switch } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { errorView } from '../../backend/errors'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { GuardrailsView, HoldSwitchView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import classes from './settings.module.css'

// Holds are the reasons for which a row or a sync waits: those that can be switched off, and those that never are.
export function Holds() {
  const client = useQueryClient()
  const guardrails = useQuery(queries.guardrails(useBackend()))
  const save = useAct((backend, wanted: GuardrailsView) => backend.SaveGuardrails(wanted))
  const view = guardrails.data
  if (guardrails.error) return <ErrorBanner error={errorView(guardrails.error)} />
  if (!view) return <Skeleton height={160} />
  const turn = (code: string, on: boolean) =>
    void save
      .run({ ...view, holds: view.holds.map(hold => (hold.code === code ? { ...hold, on } : hold)) })
      .then(next => {
        if (!next) return
        client.setQueryData(['guardrails'], next)
        void client.invalidateQueries({ queryKey: ['settings'] })
      })
  const always = view.holds.filter(hold => !hold.switchable)
  return (
    <>
      {save.error && <ErrorBanner error={save.error} />}
      <fieldset className={classes.holds}>
        <legend>Hold it back when</legend>
        {view.fixedBy !== '' && <p className="caption">Set by {view.fixedBy}</p>}
        {view.holds
          .filter(hold => hold.switchable)
          .map(hold => (
            <Switch
              key={hold.code}
              label={hold.means}
              description={hold.named ? alone : undefined}
              checked={hold.on}
              disabled={save.busy || view.fixedBy !== ''}
              onChange={event => turn(hold.code, event.currentTarget.checked)}
            />
          ))}
      </fieldset>
      {always.length > 0 && (
        <div className={classes.holds}>
          <h3>Always held back</h3>
          <ul className={classes.always}>
            {always.map(hold => (
              <Always key={hold.code} hold={hold} />
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

const alone = 'Each such row is ticked by itself; ticking all leaves it out.'

function Always({ hold }: { hold: HoldSwitchView }) {
  return (
    <li>
      <IconLock size={15} stroke={1.8} aria-hidden="true" />
      <span>
        {hold.means}
        {hold.named && <span className="caption"> {alone}</span>}
      </span>
    </li>
  )
}
