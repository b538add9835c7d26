import type { ContactView } from '../../backend/views'

// HostView is one host with everything that was asked of it.
export interface HostView {
  host: string
  place: Place
  contacts: ContactView[]
}

// Place says where a host is: Jobber's, this very computer, or elsewhere.
export type Place = 'jobber' | 'computer' | 'elsewhere'

export const jobberHost = 'api.getjobber.com'

// hosts groups contacts by their host, in the order in which they come. configured is the host that is set for Jobber.
export function hosts(contacts: ContactView[], configured: string): HostView[] {
  const all = new Map<string, HostView>()
  for (const contact of contacts) {
    const host = contact.host.toLowerCase()
    const known = all.get(host) ?? { host, place: placeOf(host, configured), contacts: [] }
    known.contacts.push(contact)
    all.set(host, known)
  }
  return [...all.values()]
}

// hostOf returns the host of an address, with its port where that is unusual; "" of what is no address.
export function hostOf(address: string): string {
  try {
    return new URL(address).host
  } catch {
    return ''
  }
}

function placeOf(host: string, configured: string): Place {
  if (/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host)) return 'computer'
  return host === jobberHost || (configured !== '' && host === configured) ? 'jobber' : 'elsewhere'
}

export interface Sums {
  requests: number
  failed: number
  sent: number
  received: number
  first: string
  last: string
}

// sums adds contacts up.
export function sums(contacts: ContactView[]): Sums {
  const total: Sums = { requests: 0, failed: 0, sent: 0, received: 0, first: '', last: '' }
  for (const { requests, failed, sent, received, first, last } of contacts) {
    total.requests += requests
    total.failed += failed
    total.sent += sent
    total.received += received
    if (total.first === '' || (first !== '' && first < total.first)) total.first = first
    if (last > total.last) total.last = last
  }
  return total
}
