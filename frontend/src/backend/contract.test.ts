import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

// What crosses the door is written down twice, in Go and here. These tests compare the two, field by field.

const read = (file: string) => readFileSync(path.join(process.cwd(), file), 'utf8')

// desktop returns the Go files of the package whose methods and views cross the door.
const desktop = () =>
  readdirSync(path.join(process.cwd(), '../app/desktop'))
    .filter(file => file.endsWith('.go') && !file.endsWith('_test.go'))
    .map(file => read(`../app/desktop/${file}`))

const inTypeScript: Record<string, string> = {
  string: 'string',
  int: 'number',
  int64: 'number',
  float64: 'number',
  bool: 'boolean',
  'map[string]int': 'Record<string, number>',
  '[][]string': 'string[][]',
  '[]string': 'string[]',
  '[]int': 'number[]',
}

function typeName(goType: string): string {
  if (inTypeScript[goType]) return inTypeScript[goType]
  if (goType.startsWith('*')) return `${goType.slice(1)} | null`
  return goType.startsWith('[]') ? `${goType.slice(2)}[]` : goType
}

function goViews(): Record<string, string[]> {
  const views: Record<string, string[]> = {}
  for (const [, name = '', body = ''] of desktop()
    .join('\n')
    .matchAll(/^type (\w+View) struct \{\n(.*?)^\}/gms)) {
    views[name] = [...body.matchAll(/^\s*\w+\s+(\S+)\s+`json:"(\w+)[^"]*"/gm)].map(
      ([, type = '', field]) => `${field}: ${typeName(type)}`,
    )
  }
  return views
}

function pageViews(): Record<string, string[]> {
  const views: Record<string, string[]> = {}
  for (const [, name = '', body = ''] of read('src/backend/views.ts').matchAll(
    /^export interface (\w+) \{\n(.*?)^\}/gms,
  )) {
    views[name] = [...body.matchAll(/^ {2}(\w+): ([^\n/]+?)\s*(?:\/\/.*)?$/gm)].map(
      ([, field, type]) => `${field}: ${type}`,
    )
  }
  return views
}

describe('the door to Go', () => {
  it('has the same views on both sides', () => {
    const views = goViews()
    expect(Object.keys(views).length).toBeGreaterThan(25)
    expect(pageViews()).toEqual(views)
  })

  it('has the same columns in a row of a preview', () => {
    const go = /func RowColumns\(\) \[\]string \{\s*return \[\]string\{(.*?)\n\t\}/s.exec(
      read('../app/desktop/views.go'),
    )
    const page = /export type RowColumn =(.*?)\n\n|export type RowColumn =(.*)$/s.exec(read('src/backend/views.ts'))
    const names = (text: string | undefined) => [...(text ?? '').matchAll(/['"](\w+)['"]/g)].map(([, name]) => name)
    expect(names(page?.[1] ?? page?.[2])).toEqual(names(go?.[1]))
  })

  it('has the same columns in a row of the items', () => {
    const go = /func ItemColumns\(\) \[\]string \{\s*return \[\]string\{(.*?)\}/s.exec(read('../app/desktop/views.go'))
    const page = /export type ItemColumn =(.*?)(\n\n|$)/s.exec(read('src/backend/views.ts'))
    const names = (text: string | undefined) => [...(text ?? '').matchAll(/['"](\w+)['"]/g)].map(([, name]) => name)
    expect(names(page?.[1])).toEqual(names(go?.[1]))
    expect(names(go?.[1])).toContain('steps')
  })

  it('has the same methods on both sides', () => {
    const page = [...read('src/backend/bridge.ts').matchAll(/^ {2}([A-Z]\w+)\(/gm)].map(([, name]) => name)
    const go = desktop().flatMap(source =>
      [...source.matchAll(/^func \(\w+ \*Bridge\) ([A-Z]\w*)\(/gm)].map(([, name]) => name),
    )
    expect(new Set(page)).toEqual(new Set(go))
  })
})
