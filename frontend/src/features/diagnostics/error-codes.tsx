import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import { Card, CardHead } from '../../components/page'
import classes from './help.module.css'
import { plain } from './plain'

// ErrorCodes lists everything that the program may say, with what to do about it; asked is the code to start with, "" for all.
export function ErrorCodes({ asked }: { asked: string }) {
  const entries = useQuery(queries.help(useBackend())).data ?? []
  const [search, setSearch] = useState(asked)
  const field = useRef<HTMLInputElement>(null)
  const ready = entries.length > 0
  useEffect(() => {
    if (asked === '' || !ready) return
    field.current?.focus()
    field.current?.scrollIntoView({ block: 'center' })
  }, [asked, ready])
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = entries.filter(entry => {
    const text = `${entry.code} ${entry.message} ${entry.hint}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  return (
    <Card label="Messages">
      <CardHead title="Messages" note="What Price Sync may tell you, and what to do about it.">
        <TextInput
          ref={field}
          size="xs"
          aria-label="Search messages"
          placeholder="Search messages"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
        />
      </CardHead>
      <dl className={classes.codes}>
        {shown.map(entry => (
          <div key={entry.code}>
            <dt>
              <code>{entry.code}</code>
            </dt>
            <dd>
              <strong>{plain(entry.message)}</strong> <span className="muted">{plain(entry.hint)}</span>
            </dd>
          </div>
        ))}
        {shown.length === 0 && search !== '' && (
          <p className={`muted small ${classes.pad}`}>No message has these words.</p>
        )}
      </dl>
    </Card>
  )
}
