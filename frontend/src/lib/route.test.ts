import { describe, expect, it } from 'vitest'
import { parseRoute, routeAddress } from './route'

describe('route', () => {
  it.each([
    ['', { page: 'sync', detail: '' }],
    ['#/history', { page: 'history', detail: '' }],
    ['#/history/run-5', { page: 'history', detail: 'run-5' }],
    ['#/items/Elbow%2090%C2%B0', { page: 'items', detail: 'Elbow 90°' }],
    ['#/elsewhere', { page: 'sync', detail: '' }],
    ['#/items/100%', { page: 'items', detail: '100%' }],
  ])('reads %j', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route)
  })

  it('writes what it reads', () => {
    expect(parseRoute(routeAddress('items', 'Soil Pipe 110mm/3m 50%'))).toEqual({
      page: 'items',
      detail: 'Soil Pipe 110mm/3m 50%',
    })
  })
})
