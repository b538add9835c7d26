import { IconCheck } from '@tabler/icons-react'
import classes from './step-bar.module.css'

export interface Step {
  label: string
  state: 'done' | 'current' | 'ahead'
  onOpen?: () => void // goes back to a step that is done
}

// StepBar says where in the sync one is.
export function StepBar({ steps, note }: { steps: Step[]; note: string }) {
  return (
    <section className={classes.bar} aria-label="Where this sync stands">
      <ol className={classes.steps} aria-label="Steps">
        {steps.map((step, at) => (
          <li
            key={step.label}
            className={classes.step}
            data-state={step.state}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            {step.onOpen ? (
              <button type="button" className={classes.open} onClick={step.onOpen}>
                <StepMark step={step} number={at + 1} />
              </button>
            ) : (
              <span className={classes.open}>
                <StepMark step={step} number={at + 1} />
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className={classes.note}>{note}</p>
    </section>
  )
}

function StepMark({ step, number }: { step: Step; number: number }) {
  return (
    <>
      <span className={classes.mark}>
        {step.state === 'done' ? <IconCheck size={13} stroke={3} aria-hidden="true" /> : number}
      </span>
      <span className={classes.label}>{step.label}</span>
      {step.state === 'done' && <span className="hidden">, done</span>}
    </>
  )
}
