import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useCopy } from './copy-button'
import classes from './reference.module.css'

// Reference is the operation's id, by which support finds the whole story in the log, with a button that copies it.
export function Reference({ id }: { id: string }) {
  const [copied, copy] = useCopy(id)
  const Icon = copied ? IconCheck : IconCopy
  return (
    <span className={classes.reference}>
      Reference <code>{id}</code>
      <button type="button" className={classes.copy} aria-label={`Copy the reference ${id}`} onClick={copy}>
        <Icon size={14} stroke={1.8} aria-hidden="true" />
      </button>
      <span className="hidden" role="status">
        {copied ? 'Copied to the clipboard' : ''}
      </span>
    </span>
  )
}
