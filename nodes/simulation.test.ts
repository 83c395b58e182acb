import { describe, expect, it } from 'vitest'
import { faultFor, simulationOf } from './simulation.ts'

describe('faultFor', () => {
  it.each([
    ['fail', '0', 'fail'],
    [' fail ', '7', 'fail'],
    ['fail@3', '3', 'fail'],
    ['fail@3', '13', undefined],
    ['fail@ 3 , row-b', 'row-b', 'fail'],
    ['fail@', '0', undefined],
    ['@3', '3', undefined],
    ['', '0', undefined],
    ['  ', '0', undefined],
  ])('%j for item %j is %j', (text, item, fault) => {
    expect(faultFor(text, item)).toBe(fault)
  })
})

describe('simulationOf', () => {
  it('says nothing where nothing is set', () => {
    expect(simulationOf({ standInDelay: 0, standInFault: '' }, { id: '0' })).toEqual({})
    expect(simulationOf({}, { id: '0' })).toEqual({})
  })

  it('gives the delay to every item and the fault to its own', () => {
    const params = { standInDelay: 2.5, standInFault: 'fail@3' }
    expect(simulationOf(params, { id: '3' })).toEqual({ delay: 2.5, fault: 'fail' })
    expect(simulationOf(params, { id: '4' })).toEqual({ delay: 2.5 })
  })
})
