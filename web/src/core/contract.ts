// The types of the screens against those of the API's description: the compiler refuses a difference.
import type { OwnField } from './ownFields'
import type * as own from './schema'
import type { components } from './schema.gen'

type Server = components['schemas']
/** True where what the server sends can stand for what the screens expect. */
type Fits<Sent extends Expected, Expected> = [Sent, Expected] extends [never, never] ? never : true

/** Members that the server always sends although the description gives them a default. */
type Whole<T> = T extends (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Name in keyof T]-?: Whole<T[Name]> }
    : T

export type Contract = [
  Fits<Server['TrailEntry'], own.AuditEntry>,
  Fits<Server['Member'], own.Member>,
  Fits<Server['Workspace'], own.Workspace>,
  Fits<Server['Session'], own.Session>,
  Fits<Server['OwnSession'], own.OwnSession>,
  Fits<Server['CodeNeeded'], own.CodeNeeded>,
  Fits<Server['SecondFactor'], own.SecondFactor>,
  Fits<Server['NewFactor'], own.NewFactor>,
  Fits<Server['Invitation'], own.Invitation>,
  Fits<Server['Team'], own.Team>,
  Fits<Server['MemberRole'], own.MemberRole>,
  Fits<Server['Token'], own.Token>,
  Fits<Omit<Server['Company'], 'custom'>, Omit<own.Company, 'custom'>>,
  Fits<Omit<Server['CustomField'], 'default'>, Omit<OwnField, 'default'>>,
  Fits<Omit<Server['Contact'], 'emails' | 'phones' | 'custom'>, Omit<own.Contact, 'emails' | 'phones' | 'custom'>>,
  Fits<Server['Alike'], own.Alike>,
  Fits<Server['Product'], own.Product>,
  Fits<Server['DealLine'], own.DealLine>,
  Fits<Server['LineChanged'], own.LineAnswer>,
  Fits<Server['Stage'], own.Stage>,
  Fits<Server['Pipeline'], own.Pipeline>,
  Fits<Server['LostReason'], own.LostReason>,
  Fits<Server['Source'], own.Source>,
  Fits<Server['UnplacedWord'], own.UnplacedWord>,
  Fits<Server['DealRole'], own.DealRole>,
  Fits<Whole<Server['Participant']>, own.Participant>,
  Fits<Server['Card'], own.Card>,
  Fits<Server['Column'], own.Column>,
  Fits<Server['Board'], own.Board>,
  Fits<Server['BoardChanges'], own.BoardChanges>,
  Fits<Omit<Server['Deal'], 'custom'>, Omit<own.Deal, 'custom'>>,
  Fits<Omit<Server['Changed'], 'deal'>, Omit<own.DealAnswer, 'deal'>>,
  Fits<Server['Activity'], own.Activity>,
  Fits<Server['Timeline'], own.Timeline>,
  Fits<Server['Visit'], own.Visit>,
  Fits<Server['FieldInfo'], own.Field>,
  Fits<Server['Hit'], own.SearchHit>,
  Fits<Server['Metric'], own.Metric>,
  Fits<Server['Funnel'], own.Funnel>,
  Fits<Omit<Server['Figure'], 'rows' | 'segments'>, Omit<own.Figure, 'rows' | 'segments'>>,
  Fits<Whole<Server['Import']>, own.Import>,
  Fits<Server['AlikeDeal'], own.AlikeDeal>,
  Fits<Whole<Server['Bulk']>, own.Bulk>,
  Fits<Server['ConversionPreview'], own.ConversionPreview>,
  Fits<Whole<Server['BulkPreview']>, own.BulkPreview>,
  Fits<Whole<Server['RowProblem']>, own.ImportProblem>,
]
