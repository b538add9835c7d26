// Step is a price from a day on, counted from where the drawing begins.
export interface Step {
  day: number
  value: number
  text: string // the amount in machine form
}

// readSteps reads what Go sends: "0:12.25 412:12.95".
export function readSteps(text: string): Step[] {
  if (text === '') return []
  return text.split(' ').map(step => {
    const [day = '0', amount = ''] = step.split(':')
    return { day: Number(day), value: Number(amount), text: amount }
  })
}

interface Frame {
  width: number
  height: number
  days: number // the whole width
  low: number
  high: number
}

// stepPath draws steps as one line from the first day that is known to the end. What does not move lies in the middle.
export function stepPath(steps: Step[], { width, height, days, low, high }: Frame): string {
  const x = (day: number) => round((Math.min(days, Math.max(0, day)) / days) * width)
  const y = (value: number) => round(high === low ? height / 2 : height - ((value - low) / (high - low)) * height)
  const path = steps.map((step, at) =>
    at === 0 ? `M${x(step.day)} ${y(step.value)}` : `H${x(step.day)}V${y(step.value)}`,
  )
  return path.length === 0 ? '' : `${path.join('')}H${width}`
}

// bounds are the lowest and the highest of the steps.
export function bounds(steps: Step[]): { low: number; high: number } {
  const values = steps.map(step => step.value)
  return { low: Math.min(...values), high: Math.max(...values) }
}

function round(n: number): number {
  return Math.round(n * 10) / 10
}
