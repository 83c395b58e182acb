import type { ModelKind } from '../catalog/schema.ts'
import type { TableValue } from '../graph/values.ts'
import type { Json } from '../json.ts'

/**
 * What every param says of itself.
 * - `default`: stored explicitly when a node is made, so changing it later affects new nodes only.
 * - `neutral`: what a node saved without the param means by that; such a value is left out of the fingerprint, so that a new
 *   param dirties nothing. Without one, absent means `default`.
 * - `cosmetic`: never enters the fingerprint.
 */
interface ParamBase {
  readonly label: string
  readonly help?: string
  readonly cosmetic?: true
  /** Null or absent takes this field of the document's delivery settings. */
  readonly inherit?: 'width' | 'height' | 'fps' | 'lufs'
}

export interface TextParam extends ParamBase {
  readonly kind: 'text'
  readonly default: string
  readonly neutral?: string
  readonly multiline?: boolean
  readonly maxLength?: number
  /** What the text is, where a form can offer more than a field: a colour as `#rrggbb`. */
  readonly is?: 'colour'
}
export interface NumberParam extends ParamBase {
  readonly kind: 'number'
  readonly default: number | null
  readonly neutral?: number | null
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly integer?: boolean
  /** `s`, `px`, `dB`, `LUFS`, `fps`, `%`. */
  readonly unit?: string
  /** Null is a legal value (`inherit`, or "not set"). */
  readonly nullable?: boolean
}
export interface BooleanParam extends ParamBase {
  readonly kind: 'boolean'
  readonly default: boolean
  readonly neutral?: boolean
}
export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice'
  readonly default: string
  readonly neutral?: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}
/** A model id of the catalog; the picker offers those whose kind is in `kinds`. */
export interface ModelParam extends ParamBase {
  readonly kind: 'model'
  readonly default: string
  readonly neutral?: never
  readonly kinds: readonly ModelKind[]
}
/** Null: derived from base key and take. */
export interface SeedParam extends ParamBase {
  readonly kind: 'seed'
  readonly default: number | null
  readonly neutral?: number | null
}
/** A path, relative to the document's folder. Its fingerprint is the file's content digest, never the path. */
export interface FileParam extends ParamBase {
  readonly kind: 'file'
  readonly default: string
  readonly neutral?: string
  readonly accept: readonly ('image' | 'video' | 'audio' | 'table')[]
}
export interface TableParam extends ParamBase {
  readonly kind: 'table'
  readonly default: Omit<TableValue, 'type'>
  readonly neutral?: Omit<TableValue, 'type'>
}
/**
 * Settings per item of a list port, stored as `{"edgeId#itemId": {field: value}}` (`edgeId` alone: every item of that edge).
 * In the fingerprint they stand in the order of the items, without ids.
 */
export interface PerItemParam extends ParamBase {
  readonly kind: 'per-item'
  readonly port: string
  readonly default: Record<string, never>
  readonly neutral?: Record<string, never>
  readonly fields: Readonly<Record<string, NumberParam | ChoiceParam>>
  /**
   * The timeline draws its items: `clips` one after the other, `sounds` each where its own `start` says. Fields of these ids then
   * mean, in seconds: `in` and `out` of the source, `start` in the film, `transition` (a choice) and `transitionSeconds` to the clip
   * before, `fadeIn` and `fadeOut`; in decibels `gainDb`. A join that a clip leaves open (null, or its default) is that of the
   * node's own params of the same ids.
   */
  readonly timeline?: 'clips' | 'sounds'
}

export type ParamSpec =
  | TextParam
  | NumberParam
  | BooleanParam
  | ChoiceParam
  | ModelParam
  | SeedParam
  | FileParam
  | TableParam
  | PerItemParam
export type ParamKind = ParamSpec['kind']
export type ParamSpecs = Readonly<Record<string, ParamSpec>>

/** Param values as they stand in a document, checked and completed, by param id. */
export type Params = Readonly<Record<string, Json>>

/** What a node's code sees for one param. */
export type ParamValue<S extends ParamSpec> = S extends TextParam
  ? string
  : S extends NumberParam
    ? S extends { inherit: 'width' | 'height' | 'fps' } | { nullable?: false }
      ? number
      : S['default'] extends null
        ? number | null
        : S extends { nullable: true }
          ? number | null
          : number
    : S extends BooleanParam
      ? boolean
      : S extends ChoiceParam
        ? S['options'][number]['value']
        : S extends ModelParam
          ? string
          : S extends SeedParam
            ? number | null
            : S extends FileParam
              ? { readonly digest: string } | null
              : S extends TableParam
                ? Omit<TableValue, 'type'>
                : S extends PerItemParam
                  ? readonly { readonly [K in keyof S['fields']]: ParamValue<S['fields'][K]> }[]
                  : never
export type ParamValues<S extends ParamSpecs> = { readonly [K in keyof S]: ParamValue<S[K]> }
