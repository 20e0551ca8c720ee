/** Chooses the sheet for a question; loaded with the first one. */
import type { Deal, DealAnswer } from '~/core/schema'
import { AssignSheet } from './AssignSheet'
import { GateSheet } from './GateSheet'
import { LoseSheet } from './LoseSheet'
import { MoveSheet } from './MoveSheet'
import { NewDealSheet } from './NewDealSheet'
import type { Question } from './requests'
import { SnoozeSheet } from './SnoozeSheet'
import { WinSheet } from './WinSheet'

export type SheetProps<Q> = { question: Q; answer: (value: DealAnswer | null) => void }
type Props = { question: Question; answer: (value: DealAnswer | Deal | null) => void }

export default function VerbSheets({ question, answer }: Props) {
  switch (question.kind) {
    case 'gate':
      return <GateSheet key={question.deal.id + question.to.id} question={question} answer={answer} />
    case 'win':
      return <WinSheet deal={question.deal} answer={answer} />
    case 'lose':
      return <LoseSheet deal={question.deal} answer={answer} />
    case 'assign':
      return <AssignSheet deal={question.deal} answer={answer} />
    case 'move':
      return <MoveSheet deal={question.deal} answer={answer} />
    case 'snooze':
      return <SnoozeSheet deal={question.deal} answer={answer} />
    case 'new':
      return <NewDealSheet start={question} answer={answer} />
  }
}
