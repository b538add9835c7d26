import { Button, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconRefresh, IconWorldOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { errorView } from '../../backend/errors'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { ContactView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { CopyButton } from '../../components/copy-button'
import { useFormat } from '../../components/format-context'
import { Card, CardHead, Empty, Page } from '../../components/page'
import { type Format, plural } from '../../lib/format'
import { routeAddress } from '../../lib/route'
import { type HostView, hostOf, hosts, jobberHost, sums } from './contacts'
import classes from './network.module.css'

// Network lists every host that the program has contacted, so that one can see for oneself where prices go.
export function Network() {
  const backend = useBackend()
  const format = useFormat()
  const contacts = useQuery(queries.network(backend))
  const settings = useQuery(queries.settings(backend))
  const set = settings.data?.find(one => one.name === 'api_url')
  const configured = hostOf((set?.wrong === '' ? set.value : set?.default) ?? '')
  const all = hosts(contacts.data ?? [], configured)
  const ready = contacts.data !== undefined && (set !== undefined || settings.error !== null)
  return (
    <Page
      title="What goes over the network"
      lead="Every host that Price Sync has contacted from this computer, how often and why."
      above={
        <a href={routeAddress('help')} className={classes.back}>
          <IconArrowLeft size={15} aria-hidden="true" /> Help
        </a>
      }
      actions={
        <>
          {all.length > 0 && <CopyButton text={asText(all, format)} label="Copy as text" />}
          <Button
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            loading={contacts.isFetching}
            onClick={() => void contacts.refetch()}
          >
            Refresh
          </Button>
        </>
      }
    >
      {contacts.error && <ErrorBanner error={errorView(contacts.error)} />}
      {!ready && !contacts.error && <Skeleton height={260} radius="lg" />}
      {ready && all.length === 0 && (
        <Empty icon={IconWorldOff} title="No host has been contacted yet">
          Once you connect, everything that passes between this computer and Jobber is counted here. The practice
          company works inside this program and needs no network.
        </Empty>
      )}
      {ready && all.length > 0 && (
        <>
          <Proof all={all} configured={configured} />
          <Hosts all={all} />
          <p className="caption">
            Signing in happens in your own browser, on Jobber’s page, and is not counted. Price Sync looks for no
            updates and sends no reports by itself.
          </p>
        </>
      )}
    </Page>
  )
}

// Proof says what the list shows about prices: never more than it does.
function Proof({ all, configured }: { all: HostView[]; configured: string }) {
  const elsewhere = all.filter(one => one.place === 'elsewhere')
  if (elsewhere.length > 0) {
    return (
      <Banner tone="yellow" title={`Not all of these hosts are Jobber: ${elsewhere.map(one => one.host).join(', ')}.`}>
        It can be an address that was set for Jobber before, or your company’s proxy. If you don’t know it, save a
        report under Help and ask support.
      </Banner>
    )
  }
  if (all.every(one => one.place === 'computer')) {
    return (
      <Banner tone="green" title="Nothing has left this computer.">
        Every contact was with a program on this very computer.
      </Banner>
    )
  }
  const reached = all.filter(one => one.place === 'jobber').map(one => one.host)
  const stayed = reached.length < all.length ? ', or stayed on this computer' : ''
  if (reached.every(host => host === jobberHost)) {
    return (
      <Banner tone="green" title="Your prices go nowhere but to Jobber.">
        Every contact in this list was with {jobberHost}
        {stayed}.
      </Banner>
    )
  }
  return (
    <Banner tone="blue" title={`Your prices go nowhere but to the address that is set for Jobber, ${configured}.`}>
      Every contact in this list was with {reached.join(' and ')}
      {stayed}.
    </Banner>
  )
}

function Hosts({ all }: { all: HostView[] }) {
  const format = useFormat()
  const total = sums(all.flatMap(one => one.contacts))
  return (
    <Card label="Contacts">
      <CardHead
        title={plural(format, all.length, 'host')}
        note={`${plural(format, total.requests, 'request')}, from ${format.dateTime(total.first)} to ${format.dateTime(total.last)}`}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label="Contacts, host by host">
        <table className={`table ${classes.contacts}`}>
          <thead>
            <tr>
              <th scope="col">Host and purpose</th>
              <th scope="col" className="number">
                How often
              </th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
              <th scope="col" className="number">
                Sent
              </th>
              <th scope="col" className="number">
                Received
              </th>
            </tr>
          </thead>
          {all.map(one => (
            <tbody key={one.host}>
              <tr>
                <th scope="rowgroup" colSpan={6} className={classes.host}>
                  <code>{one.host}</code> <span className={`caption ${classes.where}`}>{where[one.place]}</span>
                </th>
              </tr>
              {one.contacts.map(contact => (
                <Line key={contact.why} contact={contact} />
              ))}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <th scope="row">In all</th>
              <td className="number">{often(total, format)}</td>
              <td>{format.dateTime(total.first)}</td>
              <td>{format.dateTime(total.last)}</td>
              <td className="number">{format.bytes(total.sent)}</td>
              <td className="number">{format.bytes(total.received)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </Card>
  )
}

const where = { jobber: 'Jobber', computer: 'This computer', elsewhere: 'Not Jobber' }

function Line({ contact }: { contact: ContactView }) {
  const format = useFormat()
  return (
    <tr>
      <th scope="row" className={classes.why}>
        {contact.why}
      </th>
      <td className="number">{often(contact, format)}</td>
      <td>{format.dateTime(contact.first)}</td>
      <td>{format.dateTime(contact.last)}</td>
      <td className="number">{format.bytes(contact.sent)}</td>
      <td className="number">{format.bytes(contact.received)}</td>
    </tr>
  )
}

function often({ requests, failed }: { requests: number; failed: number }, format: Format) {
  return (
    <>
      {format.count(requests)}
      {failed > 0 && <span className={classes.failed}>{format.count(failed)} without an answer</span>}
    </>
  )
}

function asText(all: HostView[], format: Format): string {
  return all
    .flatMap(({ host, place, contacts }) => [
      `${host} (${where[place]})`,
      ...contacts.map(
        ({ why, requests, failed, sent, received, first, last }) =>
          `  ${why}: ${plural(format, requests, 'request')}, ${failed} without an answer, ${format.bytes(sent)} sent, ${format.bytes(received)} received, ${first} to ${last}`,
      ),
    ])
    .join('\n')
}
