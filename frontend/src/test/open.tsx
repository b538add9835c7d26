import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event'
import { App } from '../app'
import { type Fake, makeFake } from '../backend/fake'
import { type Scenario, scenarios } from '../backend/fake-scenarios'
import { newQueryClient } from '../backend/queries'
import { BackendContext } from '../backend/use-backend'

export interface Opened extends Fake {
  user: ReturnType<typeof userEvent.setup>
  called: (name: string) => unknown[][] // what a method was called with, call by call
}

// open shows the whole page over the make-believe backend, at an address, and waits until it is there.
export async function open(scenario = 'settled', hash = '', more: Partial<Scenario> = {}): Promise<Opened> {
  window.location.hash = hash
  const fake = makeFake({ ...(scenarios[scenario] as Scenario), pace: 0, ...more })
  render(
    <QueryClientProvider client={newQueryClient()}>
      <BackendContext value={fake.backend}>
        <App />
      </BackendContext>
    </QueryClientProvider>,
  )
  await screen.findAllByRole('heading')
  return {
    ...fake,
    user: userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never }),
    called: name => fake.calls.filter(call => call.name === name).map(call => call.given),
  }
}

// press clicks the button of that name once it is there.
export async function press(opened: Opened, name: string | RegExp): Promise<void> {
  await opened.user.click(await screen.findByRole('button', { name }))
}

// openReview goes all the way to the preview of the usual price list.
export async function openReview(scenario = 'settled', more: Partial<Scenario> = {}): Promise<Opened> {
  const opened = await open(scenario, '', more)
  await press(opened, 'Open Pipeline Supplies Spring 2027.csv')
  await press(opened, 'Show the preview')
  await screen.findByRole('heading', { name: 'Review' })
  await screen.findByText('10MM COPPER TUBE 3M')
  return opened
}
