import { NativeSelect } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LineView, PriceListView, WorkedView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import { Card, CardHead } from '../../components/page'
import classes from './columns.module.css'
import { type Role, roles } from './describe'

interface ColumnTableProps {
  list: PriceListView
  roles: (Role | '')[]
  doubled: Role[]
  onRole: (column: number, role: Role | '') => void
  children: ReactNode
}

const shown = 7

// ColumnTable shows the file's own first rows, with what each column means set over it.
export function ColumnTable({ list, roles: chosen, doubled, onRole, children }: ColumnTableProps) {
  const body = bodyOf(list)
  const columns = chosen.map((role, at) => ({ role, number: at + 1, header: list.headers[at] ?? '' }))
  return (
    <Card>
      <CardHead title="What the columns mean" note={whereRowsBegin(list)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label="First rows of the file">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.line}>
                Line
              </th>
              {columns.map(({ role, number, header }) => (
                <th key={number} scope="col" className={classes.head} data-used={role !== '' || undefined}>
                  <NativeSelect
                    aria-label={`Meaning of column ${number}, ${header || 'without a heading'}`}
                    size="xs"
                    value={role}
                    error={role !== '' && doubled.includes(role)}
                    onChange={event => onRole(number - 1, event.currentTarget.value as Role | '')}
                    rightSection={<IconSelector size={14} aria-hidden="true" />}
                    data={[
                      { value: '', label: 'Not used' },
                      ...roles.map(one => ({ value: one.role, label: one.label })),
                    ]}
                  />
                  <code className={classes.header}>{header || `Column ${number}`}</code>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.slice(0, shown).map(line => (
              <tr key={line.line}>
                <td className={classes.line}>{line.line}</td>
                {columns.map(({ role, number }) => (
                  <td
                    key={number}
                    data-role={role || undefined}
                    data-number={numeric(line.cells[number - 1]) || undefined}
                  >
                    {line.cells[number - 1] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={`muted ${classes.feeds}`}>
        Jobber’s price is taken from the column set to “Price”, and Jobber’s cost from the one set to “Cost”. Which
        these are is up to you: trade, net or list amounts can feed either.
      </p>
      <Worked worked={list.worked} />
      {children}
    </Card>
  )
}

// Worked says what a row became, so that a wrong column or decimal mark is seen before the preview.
function Worked({ worked }: { worked: WorkedView }) {
  const format = useFormat()
  const becomes = [
    worked.cost !== '' && `cost ${format.money(worked.cost)}`,
    worked.price !== '' && `price ${format.money(worked.price)}`,
  ].filter(Boolean)
  if (worked.line === 0 || becomes.length === 0) return null
  return (
    <p className={classes.worked}>
      <span className="muted">Line {worked.line} is read as:</span>{' '}
      {[worked.code, worked.name].filter(text => text !== '').join(', ')} <span aria-hidden="true">→</span>
      <span className="hidden"> becomes </span> <strong>{becomes.join(', ')}</strong>
    </p>
  )
}

function bodyOf(list: PriceListView): LineView[] {
  const { headerLine, headerLines } = list.layout
  const last = headerLine > 0 ? headerLine + Math.max(1, headerLines) - 1 : 0
  return list.head.filter(line => line.line > last && line.cells.some(cell => cell.trim() !== ''))
}

function whereRowsBegin(list: PriceListView): string {
  const { headerLine, headerLines } = list.layout
  const first = `First rows of ${list.name}.`
  if (headerLine < 1) return `${first} The file has no headings.`
  const titles = list.head.filter(line => line.line < headerLine).length
  const headings =
    headerLines === 2
      ? `headings are on lines ${headerLine} and ${headerLine + 1}`
      : `headings are on line ${headerLine}`
  if (titles === 0) return `${first} ${headings.charAt(0).toUpperCase()}${headings.slice(1)}.`
  const skipped = headerLine === 2 ? 'Title row 1 is' : `Title rows 1–${headerLine - 1} are`
  return `${first} ${skipped} skipped; ${headings}.`
}

function numeric(cell: string | undefined): boolean {
  return cell !== undefined && /^[^\p{L}]*\d[\d.,'\u00a0 ]*[^\p{L}\d]*$/u.test(cell) && cell.length < 14
}
