import type { PriceListView } from '../../backend/views'
import { Banner } from '../../components/banner'

// Notes tell what is worth knowing of the file as a whole, such as sheets and rows that are hidden.
export function Notes({ list }: { list: PriceListView }) {
  return list.notes.map(note => (
    <Banner key={`${note.code} ${note.line} ${note.column}`} tone="grey" title="Note.">
      {note.message}
    </Banner>
  ))
}
