import type { GenerateRequest } from '../node/generate.ts'
import { hostsFor } from './hosts.ts'
import { holds, isSilent, shortSideOf } from './request-facts.ts'
import type { Host, ModelEntry, Price, Rate } from './schema.ts'

/** US dollars, lowest and highest. */
export type UsdRange = readonly [low: number, high: number]

export const FREE: UsdRange = [0, 0]

/** Figures older than this many days are shown as such. */
const STALE_AFTER_DAYS = 30
const MS_PER_DAY = 86_400_000

/**
 * What a request to a model costs by its price lists. `known` is false where a host that could take the request has no figure
 * for it: `usd` then counts only what is known, so a spending cap must not let it pass. `note` says why, in a sentence.
 */
export interface Quote {
  readonly usd: UsdRange
  readonly known: boolean
  readonly note?: string
}

/**
 * The price of one request: a range where hosts or plans differ, or where a length is not known yet. A model that runs only on
 * hosts that cannot take the request is quoted over all of its hosts.
 */
export function quoteOf(entry: ModelEntry, request: GenerateRequest): Quote {
  const able = hostsFor(entry, request)
  const hosts = able.length > 0 ? able : entry.hosts
  const ranges: UsdRange[] = []
  const unpriced: string[] = []
  let lengthMissing = false
  for (const host of hosts) {
    const price = host.price ?? entry.price
    const range = price === undefined ? 'no-figure' : priceOfRequest(price, entry, request)
    if (range === 'no-figure') unpriced.push(host.provider)
    else if (range === 'no-length') lengthMissing = true
    else ranges.push(range)
  }
  const usd = ranges.length === 0 ? FREE : spanOf(ranges)
  if (unpriced.length > 0) {
    return {
      usd,
      known: false,
      note: `No price is known for ${entry.title} on ${unpriced.join(', ')} with these settings.`,
    }
  }
  if (lengthMissing) {
    return {
      usd,
      known: false,
      note: `${entry.title} is priced by length, and how long its input is, is not known yet.`,
    }
  }
  return { usd, known: true }
}

/** `quoteOf` without its note, for sums. */
export function priceOf(entry: ModelEntry, request: GenerateRequest): UsdRange {
  return quoteOf(entry, request).usd
}

/** The sum of prices, rounded to a ten-thousandth of a cent so that a thousand sums show no float dust. */
export function addUsd(...ranges: readonly UsdRange[]): UsdRange {
  return [sum(ranges.map(([low]) => low)), sum(ranges.map(([, high]) => high))]
}

/** True where a figure is more than 30 days older than `today` (ISO day, `2026-11-20`). */
export function isStale(price: Pick<Price, 'date'>, today: string): boolean {
  return (Date.parse(today) - Date.parse(price.date)) / MS_PER_DAY > STALE_AFTER_DAYS
}

/** True where no request to the model can cost anything: every host is the stand-in, at price 0. */
export function isFree(entry: ModelEntry): boolean {
  return entry.hosts.every((host) => host.provider === 'standin' && costsNothing(host, entry))
}

function costsNothing(host: Host, entry: ModelEntry): boolean {
  const price = host.price ?? entry.price
  if (price === undefined || (price.minimum ?? 0) > 0) return false
  return price.rates.every((rate) => rangeOfRate(rate)[1] === 0)
}

/** What one price list asks for a request, where it has a figure for it and what that is counted in is known. */
function priceOfRequest(
  price: Price,
  entry: ModelEntry,
  request: GenerateRequest,
): UsdRange | 'no-figure' | 'no-length' {
  const costs: UsdRange[] = []
  for (const rate of price.rates) {
    const applies = rateApplies(rate, entry, request)
    if (applies === 'no') continue
    const [low, high] = rangeOfRate(rate)
    const units = high === 0 ? FREE : unitsOf(rate, entry, request)
    if (units === null) return 'no-length'
    costs.push([low * units[0], high * units[1]])
    if (applies === 'yes') return withMinimum(spanOf(costs), price.minimum)
  }
  return 'no-figure'
}

/** `maybe`: it turns on something not known yet, so that this rate and a later one are both possible. */
function rateApplies(rate: Rate, entry: ModelEntry, request: GenerateRequest): 'yes' | 'no' | 'maybe' {
  if (rate.sound !== undefined && rate.sound === isSilent(entry, request)) return 'no'
  if (rate.with !== undefined && !holds(request, rate.with)) return 'no'
  if (rate.maxShortSide === undefined) return 'yes'
  const shortSide = shortSideOf(request)
  if (shortSide === null) return 'maybe'
  return shortSide <= rate.maxShortSide ? 'yes' : 'no'
}

/** How many units of a rate the request takes, lowest and highest; null where nothing bounds it. */
function unitsOf(rate: Rate, entry: ModelEntry, request: GenerateRequest): UsdRange | null {
  switch (rate.per) {
    case 'clip':
    case 'image':
      return [1, 1]
    case 'thousand-characters': {
      const thousands = (request.prompt ?? '').length / 1000
      return [thousands, thousands]
    }
    case 'second':
      return secondsOf(entry, request)
    case 'minute': {
      const seconds = secondsOf(entry, request)
      return seconds === null ? null : [seconds[0] / 60, seconds[1] / 60]
    }
  }
}

/**
 * Seconds a request is billed for: those asked for, else those of its media (a lip-sync is as long as the shorter or the longer
 * of picture and voice, as the host decides), else all the model may choose.
 */
function secondsOf(entry: ModelEntry, request: GenerateRequest): UsdRange | null {
  if (request.seconds !== undefined) return [request.seconds, request.seconds]
  const media = [request.video, request.audio].filter((part) => part !== undefined)
  if (media.length > 0) {
    const lengths = media.map((part) => part.value.facts.seconds).filter((seconds) => seconds !== undefined)
    return lengths.length < media.length ? null : [Math.min(...lengths), Math.max(...lengths)]
  }
  if (entry.duration === undefined) return null
  if ('values' in entry.duration) return [Math.min(...entry.duration.values), Math.max(...entry.duration.values)]
  return [entry.duration.min, entry.duration.max]
}

function rangeOfRate(rate: Rate): UsdRange {
  return typeof rate.usd === 'number' ? [rate.usd, rate.usd] : rate.usd
}

function withMinimum([low, high]: UsdRange, minimum = 0): UsdRange {
  return [clean(Math.max(low, minimum)), clean(Math.max(high, minimum))]
}

function spanOf(ranges: readonly UsdRange[]): UsdRange {
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))]
}

function sum(amounts: readonly number[]): number {
  return clean(amounts.reduce((total, amount) => total + amount, 0))
}

function clean(usd: number): number {
  return Math.round(usd * 1e6) / 1e6
}
