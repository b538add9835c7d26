import type { PriceListView, ProblemView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import { type Format, plural } from '../../lib/format'
import classes from './accounted.module.css'

// Accounted shows that every row below the headings is accounted for, and each that is not compared with its reason.
export function Accounted({ list }: { list: PriceListView }) {
  const format = useFormat()
  if (!list.ready) return null
  const parts = [
    { count: list.priced, word: 'to compare' },
    { count: list.invalid, word: 'not understood' },
    { count: list.notProduct, word: list.notProduct === 1 ? 'not a product' : 'not products' },
  ]
  const beside = list.invalid + list.notProduct
  return (
    <div className={classes.accounted}>
      <p className={classes.sum}>
        {parts.map(({ count, word }, at) => (
          <span key={word}>
            {at > 0 && '+ '}
            <strong>{format.count(count)}</strong> {word}{' '}
          </span>
        ))}
        <span>
          = <strong>{plural(format, list.rows, 'row')}</strong>
        </span>
      </p>
      {beside > 0 && (
        <details className={classes.details}>
          <summary>
            {beside === 1
              ? 'The row that is not compared, and why'
              : `The ${format.count(beside)} rows that are not compared, and why`}
          </summary>
          <Reasons list={list} beside={beside} format={format} />
        </details>
      )}
    </div>
  )
}

function Reasons({ list, beside, format }: { list: PriceListView; beside: number; format: Format }) {
  const more = beside - list.problems.length
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label="Rows that are not compared">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Column</th>
              <th scope="col">Read as</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {list.problems.map(problem => (
              <tr key={problem.line}>
                <td className={classes.line}>{problem.line}</td>
                <td>{columnOf(list, problem)}</td>
                <td>{problem.kind === 'invalid' ? 'Not understood' : 'Not a product'}</td>
                <td>{problem.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && (
        <p className="muted small">
          {plural(format, more, 'more row')} {more === 1 ? 'stands' : 'stand'} in the preview, each with its reason.
        </p>
      )}
    </>
  )
}

// columnOf names the place of a problem as the file has it.
function columnOf(list: PriceListView, { column }: ProblemView): string {
  if (column < 1) return 'Whole row'
  const heading = list.headers[column - 1]?.trim() ?? ''
  return heading === '' ? String(column) : `${column}, ${heading}`
}
