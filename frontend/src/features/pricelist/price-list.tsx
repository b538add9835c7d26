import { Button, NumberInput, Switch } from '@mantine/core'
import { IconFileSpreadsheet, IconFileUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { ErrorView, FileView, FindingView, LayoutView, PriceListView, RulesView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { WhyNot } from '../../components/findings'
import { useFormat } from '../../components/format-context'
import { ActionBar, Card, Plate } from '../../components/page'
import { plural } from '../../lib/format'
import { keyLabel, useKeys } from '../../lib/keys'
import { routeAddress } from '../../lib/route'
import { useFocusOnArrival } from '../../lib/use-focus'
import { Accounted } from './accounted'
import { describeFile, gives } from './describe'
import { Notes } from './notes'
import classes from './price-list.module.css'
import { RecentFiles } from './recent-files'
import { KnownSupplier, SaveSupplier } from './save-supplier'

interface PriceListProps {
  list: PriceListView | undefined
  error: ErrorView | undefined
  rules: RulesView
  practice: FileView | undefined // the shipped price list, in the practice company
  earlierPreview: boolean
  notices: ReactNode // about runs that were cut off
  unreadable: FindingView | undefined // why no price list can be read now
  blocked: FindingView | undefined // why no preview can be made now
  onRules: (rules: RulesView) => void
  onLayout: (layout: LayoutView) => void
  onChoose: () => void
  onOpen: (file: { handle: string; name: string }) => void
  onColumns: () => void
  onPreview: () => void
  onEarlierPreview: () => void
}

// PriceList is the first step: a file dropped or chosen, and what was recognised in it.
export function PriceList(props: PriceListProps) {
  const { list, error, earlierPreview, notices, onChoose, onOpen } = props
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  useKeys({
    'mod+enter': () => {
      if (list && !props.blocked) (list.ready ? props.onPreview : props.onColumns)()
    },
  })
  return (
    <>
      <main className={classes.step}>
        <div className={classes.column}>
          <h1 className="hidden" ref={heading} tabIndex={-1}>
            Price list
          </h1>
          {error && (
            <ErrorBanner
              error={error}
              more={earlierPreview ? 'Your earlier preview is still here.' : ''}
              action={
                <>
                  {earlierPreview && (
                    <Button size="xs" onClick={props.onEarlierPreview}>
                      Back to the preview
                    </Button>
                  )}
                  <Button size="xs" onClick={onChoose}>
                    Choose another file
                  </Button>
                </>
              }
            />
          )}
          {notices}
          {list ? (
            <Recognised
              list={list}
              rules={props.rules}
              onRules={props.onRules}
              onLayout={props.onLayout}
              onChoose={onChoose}
            />
          ) : (
            <DropTarget onChoose={onChoose} blocked={props.unreadable} />
          )}
          {props.practice && !list && !props.unreadable && <PracticeFile file={props.practice} onOpen={onOpen} />}
          <RecentFiles current={list?.handle ?? ''} blocked={props.unreadable !== undefined} onOpen={onOpen} />
        </div>
      </main>
      {list && (
        <ActionBar
          actions={
            <>
              {list.ready && <Button onClick={props.onColumns}>Check columns</Button>}
              <Button
                variant="filled"
                disabled={props.blocked !== undefined}
                aria-describedby={props.blocked && 'why-not-preview'}
                onClick={list.ready ? props.onPreview : props.onColumns}
                aria-keyshortcuts="Control+Enter"
                rightSection={
                  <span aria-hidden="true">
                    <kbd className={classes.key}>{keyLabel('mod+enter')}</kbd>
                  </span>
                }
              >
                {list.ready ? 'Show the preview' : 'Check columns'}
              </Button>
            </>
          }
        >
          {props.blocked && <WhyNot id="why-not-preview" finding={props.blocked} what="You can make a preview" />}
          <p className="muted" hidden={props.blocked !== undefined}>
            {list.ready
              ? 'Next: the preview. Nothing is written to Jobber before you sync.'
              : `Next: ${list.questions.length === 1 ? 'one question' : `${list.questions.length} questions`} about the columns.`}
          </p>
        </ActionBar>
      )}
    </>
  )
}

function DropTarget({ onChoose, blocked }: Pick<PriceListProps, 'onChoose' | 'blocked'>) {
  const format = useFormat()
  const settings = useQuery(queries.settings(useBackend())).data ?? []
  const limit = (variable: string) => Number(settings.find(setting => setting.variable === variable)?.value)
  const [bytes, rows] = [limit('CSV_MAX_BYTES'), limit('CSV_MAX_ROWS')]
  return (
    <div className={classes.drop}>
      <Plate icon={IconFileUpload} size={56} />
      <h2 className={classes.dropTitle}>Drop a supplier’s price list here</h2>
      <p className="muted">
        CSV or Excel{bytes > 0 && rows > 0 && `, up to ${format.bytes(bytes)} and ${plural(format, rows, 'row')}`}.
        Anywhere in the window will do. Rows copied in a spreadsheet program can be pasted here.
      </p>
      <div className={classes.choose}>
        <Button
          variant="filled"
          disabled={blocked !== undefined}
          aria-describedby={blocked && 'why-not-choose'}
          onClick={onChoose}
        >
          Choose a file…
        </Button>
        <kbd className="key">{keyLabel('mod+o')}</kbd>
      </div>
      {blocked && <WhyNot id="why-not-choose" finding={blocked} what="You can choose a file" />}
    </div>
  )
}

function PracticeFile({ file, onOpen }: { file: FileView; onOpen: PriceListProps['onOpen'] }) {
  return (
    <Banner
      tone="violet"
      icon={IconFileSpreadsheet}
      title="A price list to practise with is ready."
      action={
        <Button size="xs" onClick={() => onOpen(file)}>
          Use it
        </Button>
      }
    >
      “{file.name}” is what a supplier might send: new prices, a few traps, some items you don’t sell.
    </Banner>
  )
}

function Recognised({
  list,
  rules,
  onRules,
  onLayout,
  onChoose,
}: Pick<PriceListProps, 'rules' | 'onRules' | 'onLayout' | 'onChoose'> & { list: PriceListView }) {
  const format = useFormat()
  const given = gives(list)
  return (
    <Card pad label="Price list">
      <FileHead name={list.name} facts={describeFile(list, format)} onChoose={onChoose} />
      <div className={classes.told}>
        <KnownSupplier list={list} onLayout={onLayout} />
        {list.ready ? (
          <Banner tone="green" title={`${given} recognised.`} icon={IconFileSpreadsheet}>
            {plural(format, list.priced, 'row')} can be compared with Jobber.
          </Banner>
        ) : (
          <Banner tone="blue" title="The file alone does not tell everything.">
            {list.questions[0]?.message}
          </Banner>
        )}
        <Notes list={list} />
      </div>
      <Accounted list={list} />
      <Rules list={list} rules={rules} onRules={onRules} />
      {list.ready && <SaveSupplier key={`${list.handle} ${list.supplier}`} list={list} rules={rules} />}
      {list.ready && (
        <p className={`small ${classes.compare}`}>
          <a href={routeAddress('compare', list.handle)}>What changed since an older list?</a>
        </p>
      )}
    </Card>
  )
}

export function FileHead({ name, facts, onChoose }: { name: string; facts: string; onChoose?: () => void }) {
  return (
    <div className={classes.file}>
      <Plate icon={IconFileSpreadsheet} tone="green" />
      <div className={classes.fileText}>
        <h2 className={classes.fileName}>{name}</h2>
        <p className="muted small">{facts}</p>
      </div>
      {onChoose && (
        <Button size="xs" onClick={onChoose}>
          Choose another file
        </Button>
      )}
    </div>
  )
}

// Rules say how the list's amounts become Jobber's.
function Rules({ list, rules, onRules }: { list: PriceListView } & Pick<PriceListProps, 'rules' | 'onRules'>) {
  const hasCost = list.layout.cost > 0
  return (
    <div className={classes.rules}>
      <Switch
        label="Only increase"
        description="Never lower a price or a cost"
        checked={rules.onlyIncrease}
        onChange={event => onRules({ ...rules, onlyIncrease: event.currentTarget.checked })}
      />
      <div className={classes.markup}>
        <Switch
          label="Work the price out from the cost"
          description={
            hasCost
              ? list.layout.price > 0
                ? 'Price = cost + markup; the list’s own price is not used'
                : 'Price = cost + markup'
              : 'The list gives no cost'
          }
          disabled={!hasCost}
          checked={hasCost && rules.markup !== ''}
          onChange={event => onRules({ ...rules, markup: event.currentTarget.checked ? '50' : '' })}
        />
        {hasCost && rules.markup !== '' && (
          <NumberInput
            aria-label="Markup in percent"
            className={classes.percent}
            suffix=" %"
            decimalScale={2}
            allowNegative={false}
            max={100_000}
            value={rules.markup}
            onChange={value => onRules({ ...rules, markup: value === '' ? '0' : String(value) })}
          />
        )}
      </div>
    </div>
  )
}
