/** The verbs of a deal for every screen: board, panel, page, palette. */
export { assignDeal, loseDeal, reopenDeal, winDeal } from './closeDeal'
export { moveDeal } from './moveDeal'
export { askAssign, askLose, askMove, askNewDeal, askSnooze, askWin, type DealLike } from './requests'
