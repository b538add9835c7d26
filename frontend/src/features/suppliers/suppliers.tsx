import { Button, Menu, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBuildingStore, IconDots, IconFileImport, IconListNumbers } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { SupplierEditView, SupplierView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Confirm } from '../../components/confirm'
import { useFormat } from '../../components/format-context'
import { Card, Empty, Facts, Page, Plate } from '../../components/page'
import { type Format, plural } from '../../lib/format'
import { go, routeAddress } from '../../lib/route'
import { EditDialog, marks } from './edit-dialog'
import { LinksPart } from './links-part'
import { RenameDialog } from './rename-dialog'
import { RulesPart } from './rules-part'
import classes from './suppliers.module.css'

interface SuppliersProps {
  chosen: string
  plan: string // the last preview, on whose rows rules are worked out; "" for none
  file: string // its price list
}

// everyList stands in the address for the rules of every list; no supplier has such a name.
const everyList = '*'

// Suppliers are what the program remembers about each supplier's lists.
export function Suppliers({ chosen, plan, file }: SuppliersProps) {
  const client = useQueryClient()
  const suppliers = useQuery(queries.suppliers(useBackend()))
  const [arrived, setArrived] = useState('') // the supplier whose card takes the focus
  const bring = useAct((backend, over: boolean) => backend.ImportSupplier(over))
  const all = suppliers.data ?? []
  const shown = all.find(one => one.name === chosen) ?? all[0]
  const general = chosen === everyList || (suppliers.data !== undefined && shown === undefined)
  const replaceable = bring.error?.code === 'supplier_exists'
  // keep takes what the suppliers are now, and shows the one that is new or otherwise; it is told in said.
  const keep = (next: SupplierView[] | undefined, said: (name: string) => string) => {
    if (!next) return
    const fresh = next.find(one => !all.some(old => JSON.stringify(old) === JSON.stringify(one)))
    client.setQueryData(['suppliers'], next)
    for (const key of ['rules', 'links']) void client.invalidateQueries({ queryKey: [key] })
    const name = fresh?.name ?? next[0]?.name ?? ''
    if (fresh || next.length < all.length) {
      setArrived(name)
      go('suppliers', name)
      notifications.show({ message: said(name) })
    }
  }
  const imported = (over: boolean) => bring.run(over).then(next => keep(next, name => `“${name}” is imported.`))
  return (
    <Page
      key={suppliers.data?.length === 0 ? 'none' : 'some'} // so that its title has the focus when the last is forgotten
      title="Suppliers"
      lead="What the program remembers about each supplier’s lists: columns, number style, rules, and which row is which item."
      actions={
        <Button
          leftSection={<IconFileImport size={16} aria-hidden="true" />}
          loading={bring.busy}
          onClick={() => void imported(false)}
        >
          Import…
        </Button>
      }
    >
      {suppliers.error && <ErrorBanner error={errorView(suppliers.error)} />}
      {bring.error && (
        <ErrorBanner
          error={bring.error}
          action={
            replaceable && (
              <Button size="xs" onClick={() => void imported(true)}>
                Choose it again and replace
              </Button>
            )
          }
        />
      )}
      {suppliers.isPending && <Skeleton height={260} radius="lg" />}
      {suppliers.data && !shown && (
        <Card>
          <Empty
            icon={IconBuildingStore}
            title="No supplier yet"
            action={
              <Button variant="filled" component="a" href={routeAddress('sync')}>
                Load a price list
              </Button>
            }
          >
            Load a price list, set its columns once and save it under the supplier’s name. The next list from that
            supplier is then read without a click.
          </Empty>
        </Card>
      )}
      {suppliers.data && (
        <div className={shown && classes.halves}>
          {shown && <SupplierList all={all} shown={general ? '' : shown.name} />}
          {shown && !general && (
            <Supplier
              key={shown.name}
              supplier={shown}
              plan={plan}
              file={file}
              focused={arrived === shown.name}
              onChange={keep}
            />
          )}
          {general && <EveryList plan={plan} file={file} />}
        </div>
      )}
    </Page>
  )
}

function SupplierList({ all, shown }: { all: SupplierView[]; shown: string }) {
  const format = useFormat()
  return (
    <Card label="Suppliers">
      <ul>
        {all.map(one => (
          <li key={one.name}>
            <a
              className={classes.entry}
              href={routeAddress('suppliers', one.name)}
              aria-current={one.name === shown ? 'true' : undefined}
            >
              <Plate icon={IconBuildingStore} size={34} tone={one.name === shown ? 'green' : 'grey'} />
              <span className={classes.entryText}>
                <strong>{one.name}</strong>
                <span className="caption">{gist(one, format)}</span>
              </span>
            </a>
          </li>
        ))}
        <li>
          <a
            className={classes.entry}
            href={routeAddress('suppliers', everyList)}
            aria-current={shown === '' ? 'true' : undefined}
          >
            <Plate icon={IconListNumbers} size={34} tone={shown === '' ? 'green' : 'grey'} />
            <span className={classes.entryText}>
              <strong>Every list</strong>
              <span className="caption">Rules behind each supplier’s own</span>
            </span>
          </a>
        </li>
      </ul>
    </Card>
  )
}

// EveryList holds the account's own rules.
function EveryList({ plan, file }: { plan: string; file: string }) {
  return (
    <Card label="Rules for every list">
      <header className={classes.head}>
        <div>
          <h2 className={classes.name}>Rules for every list</h2>
          <p className="muted small">
            A supplier’s own rules come first. These decide what is left, and all rows of lists that are no supplier’s.
          </p>
        </div>
      </header>
      <div className={classes.part}>
        <h3>Rules, the first that fits wins</h3>
        <RulesPart supplier="" plan={plan} file={file} />
      </div>
    </Card>
  )
}

// gist is what a supplier's lists give, in a few words.
function gist(one: SupplierView, format: Format): string {
  const given = [one.priceFrom && 'price', one.costFrom && 'cost'].filter(Boolean).join(' and ')
  return [given || 'no amounts', one.links > 0 && plural(format, one.links, 'link')].filter(Boolean).join(' · ')
}

interface SupplierProps {
  supplier: SupplierView
  plan: string
  file: string
  focused: boolean // when it comes, after what was done to another or to its name
  onChange: (next: SupplierView[] | undefined, said: (name: string) => string) => void
}

function Supplier({ supplier, plan, file, focused, onChange }: SupplierProps) {
  const format = useFormat()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focused) heading.current?.focus()
  }, [focused])
  const [editing, setEditing] = useState(false)
  const [renaming, setRenaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const save = useAct(backend => backend.ExportSupplier(supplier.name))
  const rename = useAct((backend, next: string) => backend.RenameSupplier(supplier.name, next))
  const change = useAct((backend, edit: SupplierEditView) => backend.EditSupplier(supplier.name, edit))
  const remove = useAct(backend => backend.RemoveSupplier(supplier.name))
  const error = save.error ?? remove.error
  const exported = async () => {
    const saved = await save.run()
    if (saved && !saved.cancelled) notifications.show({ message: `Saved as “${saved.name}”.` })
  }
  return (
    <Card label={supplier.name}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.name} ref={heading} tabIndex={-1}>
            {supplier.name}
          </h2>
          <p className="muted small">
            {supplier.headers.filter(Boolean).length > 0
              ? 'The next list is recognised by its headings, wherever its columns stand.'
              : 'Its list has no headings, so the next one is not recognised by itself.'}
          </p>
        </div>
        <div className={classes.acts}>
          <Button size="xs" onClick={() => setEditing(true)}>
            Change…
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" px={8} aria-label={`What to do with ${supplier.name}`}>
                <IconDots size={18} aria-hidden="true" />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setRenaming(true)}>Rename…</Menu.Item>
              <Menu.Item onClick={() => void exported()}>Export…</Menu.Item>
              <Menu.Item color="red" onClick={() => setRemoving(true)}>
                Forget…
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      {error && <ErrorBanner error={error} />}
      <div className={classes.part}>
        <h3>How its lists are read</h3>
        <Facts
          facts={[
            { label: 'Name from', value: supplier.nameFrom || 'not used' },
            { label: 'Code from', value: supplier.codeFrom || 'not used' },
            { label: 'Jobber’s price from', value: supplier.priceFrom || 'not used' },
            { label: 'Jobber’s cost from', value: supplier.costFrom || 'not used' },
            { label: 'Decimal mark', value: marks[supplier.decimal] ?? 'not known' },
            ...(supplier.sheet ? [{ label: 'Sheet', value: supplier.sheet }] : []),
          ]}
        />
        {supplier.headers.filter(Boolean).length > 0 && (
          <p className="muted small">Headings of the last list: {supplier.headers.filter(Boolean).join(', ')}</p>
        )}
      </div>
      <div className={classes.part}>
        <h3>Rules, the first that fits wins</h3>
        <RulesPart supplier={supplier.name} plan={plan} file={file} />
      </div>
      <div className={classes.part}>
        <LinksPart supplier={supplier.name} total={supplier.links} />
      </div>
      {editing && (
        <EditDialog
          supplier={supplier}
          error={change.error}
          busy={change.busy}
          onClose={() => setEditing(false)}
          onEdit={edit =>
            void change.run(edit).then(all => {
              if (!all) return
              setEditing(false)
              onChange(all, name => `Saved. The next list of “${name}” is read like that.`)
            })
          }
        />
      )}
      {renaming && (
        <RenameDialog
          name={supplier.name}
          error={rename.error}
          busy={rename.busy}
          onClose={() => setRenaming(false)}
          onRename={next =>
            void rename.run(next).then(all => {
              if (all) setRenaming(false)
              onChange(all, name => `Renamed to “${name}”.`)
            })
          }
        />
      )}
      {removing && (
        <Confirm
          title={`Forget “${supplier.name}”?`}
          verb="Forget"
          back="Keep it"
          onBack={() => setRemoving(false)}
          onConfirm={() => {
            setRemoving(false)
            void remove.run().then(all => onChange(all, () => `“${supplier.name}” is forgotten.`))
          }}
        >
          Its next list is read like a stranger’s.{' '}
          {supplier.links > 0 && `${plural(format, supplier.links, 'decided row')} are forgotten too. `}
          Prices in Jobber and the history stay as they are.
        </Confirm>
      )}
    </Card>
  )
}
