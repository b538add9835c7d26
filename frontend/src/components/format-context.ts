import { createContext, useContext } from 'react'
import { type Format, makeFormat } from '../lib/format'

export const FormatContext = createContext<Format>(makeFormat('en-US', ''))

// useFormat returns how the user's locale writes numbers, money and times.
export function useFormat(): Format {
  return useContext(FormatContext)
}
