import { Skeleton } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { errorView } from '../../backend/errors'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { ItemDetailView, ItemPointView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { DrawerBody, DrawerTitle, DrawerTop, SideDrawer } from '../../components/drawer'
import { useFormat } from '../../components/format-context'
import { useKeys } from '../../lib/keys'
import { routeAddress } from '../../lib/route'
import classes from './item-drawer.module.css'
import { markKinds } from './marks'
import { PriceChart } from './price-chart'

interface ItemDrawerProps {
  item: string | undefined // undefined when closed
  name: string
  index: number
  shown: number
  target: string
  lock: ReactNode
  toLock: boolean // opened in order to lock: the focus starts there
  onMove: (by: number) => void
  onClose: () => void
}

// ItemDrawer shows one item whole: what it costs and leaves, how that went, and what leads to it.
export function ItemDrawer(props: ItemDrawerProps) {
  return (
    <SideDrawer label={props.name || 'Item'} opened={props.item !== undefined} onClose={props.onClose}>
      {props.item !== undefined && <Inside {...props} item={props.item} />}
    </SideDrawer>
  )
}

function Inside(props: ItemDrawerProps & { item: string }) {
  const { item, name, index, shown, target, lock, toLock, onMove, onClose } = props
  const format = useFormat()
  const detail = useQuery(queries.item(useBackend(), item))
  useKeys({ 'alt+arrowdown': () => onMove(1), 'alt+arrowup': () => onMove(-1) }, { within: true })
  return (
    <>
      <DrawerTop of="item" index={index} shown={shown} onMove={onMove} onClose={onClose}>
        Item {format.count(index + 1)} of {format.count(shown)}
      </DrawerTop>
      <DrawerBody>
        <div>
          <DrawerTitle focused={!toLock}>{name}</DrawerTitle>
          <p className="small muted">{detail.data ? kindWords(detail.data) : ' '}</p>
        </div>
        {lock}
        {detail.error ? (
          <ErrorBanner error={errorView(detail.error)} />
        ) : detail.data ? (
          <Known key={`known ${item}`} detail={detail.data} target={target} />
        ) : (
          <Skeleton height={220} />
        )}
      </DrawerBody>
    </>
  )
}

function kindWords(detail: ItemDetailView): string {
  const kind = detail.category === 'service' ? 'Service' : 'Product'
  return [kind, detail.taxable ? 'taxable' : 'not taxable', detail.description].filter(Boolean).join(' · ')
}

function Known({ detail, target }: { detail: ItemDetailView; target: string }) {
  const format = useFormat()
  const shown = (text: string) => (text === '' ? '–' : format.amount(text))
  const percent = (text: string) => (text === '' ? '–' : format.percent(text))
  const symbol = format.symbol === '' ? '' : ` ${format.symbol}`
  return (
    <>
      <dl className={classes.figures}>
        {[
          [`Price${symbol}`, shown(detail.price)],
          [`Cost${symbol}`, shown(detail.cost)],
          ['Margin of price', percent(detail.margin)],
          ['Markup on cost', percent(detail.markup)],
        ].map(([label, value]) => (
          <div key={label}>
            <dt className="caption">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {markKinds
        .filter(kind => detail.marks.includes(kind.mark))
        .map(kind => (
          <Banner key={kind.mark} tone={kind.tone} icon={kind.icon} title={`${kind.word}.`}>
            {kind.mark === 'below_target'
              ? `Its margin is ${percent(detail.margin)}, your target ${format.percent(target)}. ${kind.means}`
              : kind.means}
          </Banner>
        ))}
      <Past history={detail.history} at={detail.at} symbol={symbol} />
      <section className={classes.part}>
        <h3>Suppliers’ rows that lead here</h3>
        {detail.linked.length === 0 ? (
          <p className="small muted">
            None is remembered. Where you decide in a review which row this item is, it is found by itself from then on.
          </p>
        ) : (
          <ul className={classes.linked}>
            {detail.linked.map(one => (
              <li key={`${one.supplier} ${one.row}`}>
                <IconBuildingStore size={15} stroke={1.8} aria-hidden="true" />
                {one.supplier === '' ? (
                  <span>Any supplier</span>
                ) : (
                  <a className="link" href={routeAddress('suppliers', one.supplier)}>
                    {one.supplier}
                  </a>
                )}
                <code>{one.row}</code>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function Past({ history, at, symbol }: { history: ItemPointView[]; at: string; symbol: string }) {
  const format = useFormat()
  const shown = (text: string) => (text === '' ? '–' : format.amount(text))
  return (
    <section className={classes.part}>
      <div className={classes.pastHead}>
        <h3>Price and cost over time</h3>
        <p className={classes.legend}>
          <span className={classes.priceKey} aria-hidden="true" /> Price
          <span className={classes.costKey} aria-hidden="true" /> Cost
        </p>
      </div>
      {history.length > 1 && knownFor(history, at) > 1 && <PriceChart history={history} at={at} />}
      <table className={classes.past}>
        <thead>
          <tr>
            <th scope="col">Since</th>
            <th scope="col" className="number">
              Price{symbol}
            </th>
            <th scope="col" className="number">
              Cost{symbol}
            </th>
            <th scope="col" className="number">
              Margin
            </th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {history.map((point, place) => {
            const before = history[place + 1]
            return (
              <tr key={`${point.when} ${point.run} ${point.price} ${point.cost}`}>
                <td>{format.day(point.when)}</td>
                <td className="number" data-same={before?.price === point.price || undefined}>
                  {shown(point.price)}
                </td>
                <td className="number" data-same={before?.cost === point.cost || undefined}>
                  {shown(point.cost)}
                </td>
                <td className="number">{point.margin === '' ? '–' : format.percent(point.margin)}</td>
                <td>
                  <By point={point} first={before === undefined} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {history.length === 1 && (
        <p className="caption">
          It has not changed since Price Sync first read it. From now on every change stands here, by a sync or by hand
          in Jobber.
        </p>
      )}
    </section>
  )
}

// knownFor says for how many days an item has been known. A first day makes no picture.
function knownFor(history: ItemPointView[], at: string): number {
  return (Date.parse(at) - Date.parse(history.at(-1)?.when ?? at)) / 86_400_000
}

function By({ point, first }: { point: ItemPointView; first: boolean }) {
  if (point.run !== '') {
    const what = point.kind === 'undo' ? 'An undo' : point.file || 'A sync'
    return (
      <a className="link" href={routeAddress('history', point.run)} title={what}>
        {what}
      </a>
    )
  }
  return <span className="muted">{first ? 'First read' : 'Changed in Jobber'}</span>
}
