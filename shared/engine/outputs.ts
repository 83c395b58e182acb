import type { PortId } from '../graph/ids.ts'
import { isMedia, type MediaValue, type Value } from '../graph/values.ts'
import type { ListItem, Outputs } from '../node/ports.ts'
import type { OutputItem, OutputRecord } from './interfaces.ts'
import { digestOf } from './slot.ts'

/** What a node's code returned, as it is stored: every port a list, every item with its content digest. */
export function outputRecord(outputs: Outputs, standIn: boolean, hash: (text: string) => string): OutputRecord {
  const record: Record<PortId, readonly OutputItem[]> = {}
  for (const [port, output] of Object.entries(outputs)) {
    const items: readonly ListItem[] = isList(output) ? output : [{ value: output }]
    record[port] = items.map(({ id, value }) => {
      const marked = standIn ? markStandIn(value) : value
      return { ...(id === undefined ? {} : { id }), digest: digestOf(marked, hash), value: marked }
    })
  }
  return record
}

function isList(output: Value | readonly ListItem[]): output is readonly ListItem[] {
  return Array.isArray(output)
}

/** A media value made with an animatic's help is one itself. */
function markStandIn(value: Value): Value {
  return isMedia(value) ? ({ ...value, standIn: true } satisfies MediaValue as Value) : value
}
