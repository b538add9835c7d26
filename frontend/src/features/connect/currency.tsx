import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAct, useKeepStatus } from '../../backend/queries'
import { ErrorBanner } from '../../components/banner'
import { makeFormat } from '../../lib/format'
import classes from './connect.module.css'
import { Front } from './front'

const usual = ['USD', 'CAD', 'GBP', 'AUD', 'NZD', 'EUR']

const regions: Record<string, string> = { US: 'USD', CA: 'CAD', GB: 'GBP', AU: 'AUD', NZ: 'NZD', IE: 'EUR', DE: 'EUR' }

// Currency asks once in which currency the account's prices are, because Jobber does not tell it.
export function Currency({ account, locale }: { account: string; locale: string }) {
  const keep = useKeepStatus()
  const save = useAct((backend, code: string) => backend.SetCurrency(code))
  const likely = regions[locale.split('-').at(-1) ?? ''] ?? ''
  const [chosen, setChosen] = useState(likely)
  const [other, setOther] = useState('')
  const code = chosen === 'other' ? other.trim().toUpperCase() : chosen
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    keep(await save.run(code))
  }
  return (
    <Front
      title={`Which currency does ${account} use?`}
      lead="Jobber does not tell programs its currency. It is only used to show amounts the way you read them; nothing is converted."
      banner={save.error && <ErrorBanner error={save.error} />}
    >
      <form onSubmit={submit}>
        <fieldset className={classes.currencies}>
          <legend className="hidden">Currency</legend>
          {usual.map(one => (
            <label key={one} className={classes.currency} data-chosen={chosen === one || undefined}>
              <input type="radio" name="currency" checked={chosen === one} onChange={() => setChosen(one)} />
              <span>
                <strong>{one}</strong>
                <span className="caption">{makeFormat(locale, one).money('1234.50')}</span>
              </span>
            </label>
          ))}
          <label className={classes.currency} data-chosen={chosen === 'other' || undefined}>
            <input type="radio" name="currency" checked={chosen === 'other'} onChange={() => setChosen('other')} />
            <span>
              <strong>Another</strong>
              <span className="caption">By its three letters</span>
            </span>
          </label>
        </fieldset>
        {chosen === 'other' && (
          <TextInput
            className={classes.other}
            label="Currency code"
            description="Three letters, such as CHF"
            value={other}
            maxLength={3}
            onChange={event => setOther(event.currentTarget.value)}
          />
        )}
        <Button type="submit" size="md" variant="filled" disabled={!/^[A-Z]{3}$/.test(code)} loading={save.busy}>
          {/^[A-Z]{3}$/.test(code) ? `Use ${code}` : 'Choose a currency'}
        </Button>
      </form>
    </Front>
  )
}
