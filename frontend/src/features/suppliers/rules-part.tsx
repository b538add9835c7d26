import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowDown, IconArrowUp, IconDots, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { errorView } from '../../backend/errors'
import { useAct } from '../../backend/queries'
import type { PriceRulesView, RuleView, SavedRulesView, TriedRulesView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import { keyLabel } from '../../lib/keys'
import { routeAddress } from '../../lib/route'
import { AroundDialog } from './around-dialog'
import { RuleDialog } from './rule-dialog'
import { RuleExample } from './rule-examples'
import { doesWords, firstWords, newRule, otherwiseWords, whenWords } from './rule-words'
import classes from './rules.module.css'
import { useRules, useTried } from './use-rules'

interface RulesPartProps {
  supplier: string // "" for the account's own
  plan: string // the last preview, on whose rows examples are worked; "" for none
  file: string // its price list
}

// Editing is the rule that is being written: at its place, or new behind the others.
interface Editing {
  at: number
  rule: RuleView
}

// RulesPart shows price rules in their order, each on real rows, and lets them be written, moved and deleted.
export function RulesPart({ supplier, plan, file }: RulesPartProps) {
  const client = useQueryClient()
  const loaded = useRules(supplier)
  const tried = useTried(supplier, loaded.data, plan, false)
  const saving = useAct((backend, next: PriceRulesView) => backend.SaveRules(supplier, next))
  const [editing, setEditing] = useState<Editing>()
  const [around, setAround] = useState(false)
  const rules = loaded.data

  // save puts the rules in place; what is wrong with them is returned, and told here where no dialog does.
  const save = async (next: PriceRulesView): Promise<SavedRulesView | undefined> => {
    const answer = await saving.run(next)
    if (answer?.saved) {
      client.setQueryData(['rules', supplier], answer.rules)
      void client.invalidateQueries({ queryKey: ['suppliers'] })
    }
    return answer
  }
  const [wrong, setWrong] = useState('')
  const change = async (list: RuleView[]) => {
    if (!rules) return false
    const answer = await save({ ...rules, list })
    setWrong(answer && !answer.saved ? (answer.findings[0]?.message ?? '') : '')
    return answer?.saved === true
  }
  const remove = async (at: number) => {
    if (!rules) return
    const before = rules
    const gone = rules.list[at]
    if (!gone || !(await change(rules.list.filter((_, place) => place !== at)))) return
    const id = notifications.show({
      message: (
        <span className={classes.toast}>
          Rule {at + 1}
          {gone.name !== '' && ` “${gone.name}”`} is deleted.
          <button
            type="button"
            className="link"
            onClick={() => {
              notifications.hide(id)
              void save(before)
            }}
          >
            Undo
          </button>
        </span>
      ),
    })
  }

  if (loaded.error) return <ErrorBanner error={errorView(loaded.error)} />
  if (!rules) return <Skeleton height={120} />
  return (
    <>
      {saving.error && !editing && !around && <ErrorBanner error={saving.error} />}
      {wrong !== '' && (
        <Banner tone="red" title={wrong} urgent>
          Nothing was changed.
        </Banner>
      )}
      <Around title="First" text={firstWords} rules={rules} onEdit={() => setAround(true)} />
      <RuleList
        rules={rules}
        tried={tried}
        onEdit={at => setEditing({ at, rule: rules.list[at] ?? newRule })}
        onMove={(at, to) => change(moved(rules.list, at, to))}
        onCopy={at => setEditing({ at: rules.list.length, rule: { ...(rules.list[at] ?? newRule), name: '' } })}
        onRemove={remove}
      />
      <Button
        variant="subtle"
        size="xs"
        className={classes.add}
        leftSection={<IconPlus size={15} aria-hidden="true" />}
        onClick={() => setEditing({ at: rules.list.length, rule: newRule })}
      >
        Add rule
      </Button>
      <Around title="Otherwise" text={otherwiseWords} rules={rules} tried={tried} onEdit={() => setAround(true)} />
      <p className="caption">
        {plan === '' ? (
          <>
            <a href={routeAddress('sync')}>Make a preview</a> of a list to see each rule worked out on its rows.
          </>
        ) : (
          `Worked out on rows of “${file}”. Markup is in percent of the cost, margin in percent of the price.`
        )}
      </p>
      {editing && (
        <RuleDialog
          supplier={supplier}
          plan={plan}
          rules={rules}
          at={editing.at}
          rule={editing.rule}
          busy={saving.busy}
          error={saving.error}
          onSave={save}
          onClose={() => {
            saving.forget()
            setEditing(undefined)
          }}
        />
      )}
      {around && (
        <AroundDialog
          rules={rules}
          busy={saving.busy}
          error={saving.error}
          onSave={save}
          onClose={() => {
            saving.forget()
            setAround(false)
          }}
        />
      )}
    </>
  )
}

function moved(list: RuleView[], at: number, to: number): RuleView[] {
  const rule = list[at]
  if (!rule || to < 0 || to >= list.length) return list
  const rest = list.filter((_, place) => place !== at)
  return [...rest.slice(0, to), rule, ...rest.slice(to)]
}

interface AroundProps {
  title: string
  text: typeof firstWords
  rules: PriceRulesView
  tried?: TriedRulesView | undefined
  onEdit: () => void
}

// Around is what is done before the first rule, or with rows that none of them fits.
function Around({ title, text, rules, tried, onEdit }: AroundProps) {
  const format = useFormat()
  const example = tried?.examples.find(one => one.rule === 0)
  return (
    <div className={classes.around}>
      <p className="small">
        <strong>{title}.</strong> {text(rules, format)}
        {tried && tried.others > 0 && rules.list.length > 0 && (
          <span className="muted"> {plural(format, tried.others, 'row')}.</span>
        )}
      </p>
      {example && (
        <p className="caption">
          <RuleExample example={example} />
        </p>
      )}
      <Button size="compact-xs" variant="subtle" aria-label={`Change “${title}”`} onClick={onEdit}>
        Change…
      </Button>
    </div>
  )
}

interface RuleListProps {
  rules: PriceRulesView
  tried: TriedRulesView | undefined
  onEdit: (at: number) => void
  onMove: (at: number, to: number) => Promise<boolean>
  onCopy: (at: number) => void
  onRemove: (at: number) => Promise<void>
}

function RuleList({ rules, tried, onEdit, onMove, onCopy, onRemove }: RuleListProps) {
  const format = useFormat()
  const list = useRef<HTMLOListElement>(null)
  const [focus, setFocus] = useState<number>() // the rule that takes the focus once it has moved
  useEffect(() => {
    if (focus === undefined) return
    list.current?.querySelectorAll<HTMLButtonElement>('[data-rule]')[focus]?.focus()
    setFocus(undefined)
  }, [focus])
  const move = async (at: number, to: number) => {
    if (to < 0 || to >= rules.list.length) return
    if (await onMove(at, to)) setFocus(to)
  }
  const pressed = (event: KeyboardEvent, at: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.altKey && by !== 0) {
      event.preventDefault()
      void move(at, at + by)
    }
    if (event.key === 'Delete') {
      event.preventDefault()
      void onRemove(at)
    }
  }
  if (rules.list.length === 0) return null
  return (
    <ol className={classes.list} ref={list} aria-label="Rules, the first that fits wins">
      {rules.list.map((rule, at) => {
        const examples = tried?.examples.filter(one => one.rule === at + 1) ?? []
        const called = rule.name || whenWords(rule.when, format)
        return (
          // A rule is known by its place alone: two may read the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={at} className={classes.rule}>
            <span className={classes.place} aria-hidden="true">
              {at + 1}
            </span>
            <div className={classes.ruleText}>
              <button
                type="button"
                data-rule
                className={classes.ruleName}
                aria-label={`Rule ${at + 1}, ${called}: ${doesWords(rule, format)}`}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
                onClick={() => onEdit(at)}
                onKeyDown={event => pressed(event, at)}
              >
                <strong>{called}</strong>
                {rule.name !== '' && ` (${whenWords(rule.when, format)})`}: {doesWords(rule, format)}
              </button>
              {examples.map(example => (
                <p key={example.line} className="caption">
                  <RuleExample example={example} />
                </p>
              ))}
              {tried && tried.decided.length > at && (
                <p className="caption">
                  {tried.decided[at] === 0
                    ? 'Decides no row of this list.'
                    : `Decides ${plural(format, tried.decided[at] ?? 0, 'row')}.`}
                </p>
              )}
            </div>
            <div className={classes.ruleActs}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={`Move rule ${at + 1} up`}
                title={`Up (${keyLabel('alt+arrowup')})`}
                disabled={at === 0}
                onClick={() => void move(at, at - 1)}
              >
                <IconArrowUp size={16} aria-hidden="true" />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={`Move rule ${at + 1} down`}
                title={`Down (${keyLabel('alt+arrowdown')})`}
                disabled={at + 1 === rules.list.length}
                onClick={() => void move(at, at + 1)}
              >
                <IconArrowDown size={16} aria-hidden="true" />
              </ActionIcon>
              <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
                <Menu.Target>
                  <ActionIcon variant="subtle" color="gray" size={30} aria-label={`More about rule ${at + 1}`}>
                    <IconDots size={16} aria-hidden="true" />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => onEdit(at)}>Change…</Menu.Item>
                  <Menu.Item onClick={() => onCopy(at)}>Copy to a new rule…</Menu.Item>
                  <Menu.Item color="red" onClick={() => void onRemove(at)}>
                    Delete
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
