import { useEffect } from 'react'
import { useBackend } from '../backend/use-backend'
import { engine } from '../lib/engine'

// TellScreen lets Go know what only the page can: once at the start, and again whenever the display's scale changes. The
// self-check and the report show it.
export function TellScreen() {
  const backend = useBackend()
  useEffect(() => {
    let watched: MediaQueryList | undefined
    let gone = false
    const tell = async () => {
      watched?.removeEventListener('change', tell)
      watched = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
      watched.addEventListener('change', tell)
      const fontsLoaded = await interLoaded()
      if (gone) return
      await backend
        .TellScreen({
          engine: engine(navigator.userAgent),
          scale: window.devicePixelRatio,
          width: window.innerWidth,
          height: window.innerHeight,
          fontsLoaded,
        })
        .catch(() => undefined) // the self-check says then that the page has not told
    }
    void tell()
    return () => {
      gone = true
      watched?.removeEventListener('change', tell)
    }
  }, [backend])
  return null
}

// interLoaded says whether the program's own font is there. Asking for a font that no rule names would answer yes, so
// the faces themselves are looked at.
async function interLoaded(): Promise<boolean> {
  if (!document.fonts) return false
  await document.fonts.load('14px Inter').catch(() => [])
  return [...document.fonts].some(face => /\bInter\b/.test(face.family) && face.status === 'loaded')
}
