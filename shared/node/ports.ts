import type {
  MediaValue,
  NumberValue,
  PortType,
  ReferencesValue,
  SequenceValue,
  TableValue,
  TextValue,
  Value,
} from '../graph/values.ts'

/** An input. Not `list`: the node runs once per item. `list`: it takes every item of every edge, in document order. */
export interface InputSpec {
  /** `any` takes whatever is wired; an output `sameAs` it then has that type. */
  readonly type: PortType | 'any'
  readonly label: string
  readonly required?: boolean
  readonly list?: boolean
  readonly help?: string
}

export interface OutputSpec {
  readonly type: PortType | { readonly sameAs: string }
  readonly label: string
  /** One execution yields a list, with an id per item. */
  readonly list?: boolean
}

export type InputSpecs = Readonly<Record<string, InputSpec>>
export type OutputSpecs = Readonly<Record<string, OutputSpec>>

type ImageValue = MediaValue & { type: 'image' }
type VideoValue = MediaValue & { type: 'video' }
type AudioValue = MediaValue & { type: 'audio' }
export type ValueOf<T extends PortType | 'any'> = T extends 'text'
  ? TextValue
  : T extends 'number'
    ? NumberValue
    : T extends 'image'
      ? ImageValue
      : T extends 'video'
        ? VideoValue
        : T extends 'audio'
          ? AudioValue
          : T extends 'references'
            ? ReferencesValue
            : T extends 'sequence'
              ? SequenceValue
              : T extends 'table'
                ? TableValue
                : Value

/** What a node's code sees on its inputs: an array at a list port, a value at a required one, else maybe undefined. */
export type InputValues<S extends InputSpecs> = {
  readonly [K in keyof S]: S[K] extends { list: true }
    ? readonly ValueOf<S[K]['type']>[]
    : S[K] extends { required: true }
      ? ValueOf<S[K]['type']>
      : ValueOf<S[K]['type']> | undefined
}

/** One element of a list output; without an id its index stands for one. */
export interface ListItem {
  readonly id?: string
  readonly value: Value
}
/** What an execution yields, by output port; a port left out is absent for this item. */
export type Outputs = Readonly<Record<string, Value | readonly ListItem[]>>
