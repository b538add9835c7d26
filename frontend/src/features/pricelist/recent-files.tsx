import { Button } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import { useFormat } from '../../components/format-context'
import { Card, CardHead, Plate } from '../../components/page'
import classes from './price-list.module.css'

interface RecentFilesProps {
  current: string // the handle that is open
  blocked: boolean // none can be opened now
  onOpen: (file: { handle: string; name: string }) => void
}

// RecentFiles are the price lists that were read before and are still there.
export function RecentFiles({ current, blocked, onOpen }: RecentFilesProps) {
  const format = useFormat()
  const recent = useQuery(queries.recent(useBackend())).data ?? []
  const shown = recent.filter(file => file.handle !== current)
  if (shown.length === 0) return null
  return (
    <Card>
      <CardHead title="Recent files" />
      <ul>
        {shown.map(file => (
          <li key={file.handle} className={classes.recent}>
            <Plate icon={IconFileSpreadsheet} size={34} />
            <div className={classes.fileText}>
              <p className={classes.recentName}>{file.name}</p>
              <p className="caption">{file.folder}</p>
            </div>
            <p className={classes.when}>{format.recent(file.when, new Date())}</p>
            <Button size="xs" disabled={blocked} onClick={() => onOpen(file)} aria-label={`Open ${file.name}`}>
              Open
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
