import { IconFileUpload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import classes from './drop-overlay.module.css'

// DropOverlay shows over the whole window that a file can be let go anywhere. Go receives the file itself.
export function DropOverlay() {
  const over = useFileOver()
  if (!over) return null
  return (
    <div className={classes.overlay} aria-hidden="true">
      <div className={classes.inner}>
        <IconFileUpload size={44} stroke={1.5} />
        <p>Let go to open the price list</p>
      </div>
    </div>
  )
}

function useFileOver(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let ending: ReturnType<typeof setTimeout> | undefined
    const end = () => setOver(false)
    const moved = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
      // No web view tells reliably when a drag leaves the window, but all repeat dragover while it is in it.
      clearTimeout(ending)
      ending = setTimeout(end, 400)
    }
    const dropped = (event: DragEvent) => {
      event.preventDefault()
      clearTimeout(ending)
      end()
    }
    window.addEventListener('dragover', moved)
    window.addEventListener('drop', dropped)
    return () => {
      clearTimeout(ending)
      window.removeEventListener('dragover', moved)
      window.removeEventListener('drop', dropped)
    }
  }, [])
  return over
}
