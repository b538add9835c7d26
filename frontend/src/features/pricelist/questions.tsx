import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ChoiceView, LayoutView, PriceListView, QuestionView } from '../../backend/views'
import { Plate } from '../../components/page'
import classes from './columns.module.css'

interface QuestionsProps {
  list: PriceListView
  onAnswer: (layout: LayoutView) => void
}

// Questions are what the file alone can't decide. An answered one stays, so that one can think again.
export function Questions({ list, onAnswer }: QuestionsProps) {
  const [asked, setAsked] = useState<QuestionView[]>(list.questions)
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const fresh = list.questions.filter(question => !asked.some(one => one.code === question.code))
  if (fresh.length > 0) setAsked([...asked, ...fresh])
  const all = [...asked, ...fresh]
  return all.map((question, at) => (
    <section key={question.code} className={classes.question} aria-labelledby={`question-${question.code}`}>
      <Plate icon={IconInfoCircle} tone="blue" size={34} />
      <fieldset className={classes.choices}>
        <legend id={`question-${question.code}`}>
          <span className={classes.ask}>
            {all.length === 1 ? 'One question' : `Question ${at + 1} of ${all.length}`}
          </span>
          {question.message}
        </legend>
        {choicesOf(list.questions.find(one => one.code === question.code) ?? question).map(choice => {
          const chosen = answers[question.code] === choice.value
          return (
            <label key={choice.value} className={classes.choice} data-chosen={chosen || undefined}>
              <input
                type="radio"
                name={`question-${question.code}`}
                checked={chosen}
                onChange={() => {
                  setAnswers({ ...answers, [question.code]: choice.value })
                  onAnswer(answered(list, question, choice.layout))
                }}
              />
              <span>
                <strong>{choice.label}</strong>
                <span className="caption">{choice.detail}</span>
              </span>
            </label>
          )
        })}
      </fieldset>
    </section>
  ))
}

// choicesOf adds what a question about an amount leaves unsaid: that none of the columns is it.
function choicesOf(question: QuestionView): ChoiceView[] {
  const place = ({ which_price: 'price', which_cost: 'cost' } as const)[question.code]
  const [first] = question.choices
  if (!place || !first) return question.choices
  const none = {
    value: '',
    label: question.choices.length === 1 ? 'No' : 'None of them',
    detail: place === 'price' ? 'The list gives no price.' : 'The list gives no cost.',
    layout: { ...first.layout, [place]: -1 },
  }
  return [...question.choices, none]
}

// answered returns the layout that an answer means. While a question is open Go keeps its choices up to date; to one that
// was answered already the new answer is laid over what was decided since.
function answered(list: PriceListView, question: QuestionView, choice: LayoutView): LayoutView {
  if (list.questions.some(one => one.code === question.code)) return choice
  const next: LayoutView = { ...list.layout }
  for (const place of Object.keys(choice) as (keyof LayoutView)[]) {
    if (choicesOf(question).some(other => other.layout[place] !== choice[place])) {
      Object.assign(next, { [place]: choice[place] })
    }
  }
  return next
}
