import type { Json, JsonObject } from '../json.ts'
import { sameJson } from '../json.ts'
import { short } from '../node/param-values.ts'

/**
 * Why two fingerprints of one work item differ, in a person's words: `param seed: 4 → 5`, `input prompt changed`. `wired` tells which
 * params come by wire, whose change is an input's.
 */
export function reasonsBetween(before: JsonObject, now: JsonObject, wired: ReadonlySet<string>): readonly string[] {
  const reasons: string[] = []
  if (!sameJson(before.node, now.node)) reasons.push('it was another kind of node')
  const [modelBefore, modelNow] = [member(before, 'model'), member(now, 'model')]
  if (!sameJson(modelBefore.id, modelNow.id)) reasons.push(`model: ${text(modelBefore.id)} → ${text(modelNow.id)}`)
  else if (!sameJson(modelBefore, modelNow)) reasons.push('a newer version of the model')
  for (const [param, a, b] of differences(member(before, 'params'), member(now, 'params'))) {
    reasons.push(wired.has(param) ? `input ${param} changed` : `param ${param}: ${text(a)} → ${text(b)}`)
  }
  for (const [port, a, b] of differences(member(before, 'inputs'), member(now, 'inputs'))) {
    if (a === undefined) reasons.push(`input ${port} was wired`)
    else reasons.push(b === undefined ? `input ${port} was unwired` : `input ${port} changed`)
  }
  if (!sameJson(before.take, now.take)) reasons.push('another take')
  if (!sameJson(before.standIn, now.standIn))
    reasons.push(now.standIn === undefined ? 'was a stand-in' : 'now a stand-in')
  if (!sameJson(before.behaviour, now.behaviour)) reasons.push('a newer version of the node')
  return reasons
}

function member(fingerprint: JsonObject, name: string): JsonObject {
  const value = fingerprint[name]
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {}
}

function differences(a: JsonObject, b: JsonObject): readonly (readonly [string, Json | undefined, Json | undefined])[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
  return names
    .map((name) => [name, ownMember(a, name), ownMember(b, name)] as const)
    .filter(([, before, now]) => !sameJson(before, now))
}

/** Ports are called what a person calls them, `constructor` included. */
function ownMember(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function text(value: Json | undefined): string {
  return value === undefined ? 'default' : short(value)
}
