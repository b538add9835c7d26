import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { LayoutView, PriceListView, QuestionView } from '../../backend/views'
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
        {question.choices.map(choice => {
          const chosen = answers[question.code] === choice.value
          return (
            <label key={choice.value} className={classes.choice} data-chosen={chosen || undefined}>
              <input
                type="radio"
                name={`question-${question.code}`}
                checked={chosen}
                onChange={() => {
                  setAnswers({ ...answers, [question.code]: choice.value })
                  onAnswer(answered(list.layout, question, choice.layout))
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

// answered lays one answer over the layout as it stands by now: a choice carries the layout of when it was asked, so only
// the places in which the question's choices differ, or which it fills in, are taken from it.
function answered(now: LayoutView, question: QuestionView, choice: LayoutView): LayoutView {
  const next: LayoutView = { ...now }
  const places = Object.keys(choice) as (keyof LayoutView)[]
  for (const place of places) {
    const differs = question.choices.some(other => other.layout[place] !== choice[place])
    if (differs || question.choices.length === 1) Object.assign(next, { [place]: choice[place] })
  }
  return next
}
