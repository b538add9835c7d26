import { MantineProvider } from '@mantine/core'
import { useStatus } from './backend/queries'
import { cssVariables, theme } from './styles/theme'

// App is the whole page.
export function App() {
  const status = useStatus()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <h1>{status?.account ?? 'Price Sync'}</h1>
    </MantineProvider>
  )
}
