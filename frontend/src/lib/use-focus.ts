import { useEffect, useRef } from 'react'

// useFocusOnArrival gives the focus to an element, such as a step's heading, when it appears, so that keyboard and screen reader
// start where the eye does.
export function useFocusOnArrival<T extends HTMLElement>() {
  const element = useRef<T>(null)
  useEffect(() => {
    element.current?.focus({ preventScroll: true })
  }, [])
  return element
}
