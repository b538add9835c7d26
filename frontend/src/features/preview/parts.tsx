import type { PartView } from '../../backend/views'

// Parts writes a name with the words marked that another name does not have.
export function Parts({ parts }: { parts: PartView[] }) {
  let at = 0
  return parts.map(part => {
    at += part.text.length
    return part.differs ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>
  })
}
