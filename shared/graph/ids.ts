import { z } from 'zod'

/** Ids of nodes, edges, ports and params; `/` in a node id is reserved for nesting (`macro/inner`). */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_-]*$/

export const zId = z
  .string()
  .regex(ID_PATTERN, 'an id starts with a letter or digit and holds letters, digits, _ and -')
export const zNodeId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*(\/[A-Za-z0-9][A-Za-z0-9_-]*)*$/, 'a node id holds letters, digits, _, - and /')
/** Model ids also hold `/` and `.`: `runway/gen4.5`. */
export const zModelId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_./-]*$/, 'a model id holds letters, digits, _ - . and /')

export type NodeId = string
export type EdgeId = string
export type PortId = string
export type ParamId = string
export type ModelId = string
/** Id of one element of a list: a table row's permanent id, else the 0-based index as text. */
export type ItemId = string
/** Lower-case hex SHA-256 of some content. */
export type Digest = string
/** Lower-case hex SHA-256 of a fingerprint. */
export type Key = string
