import { afterEach, expect, it } from 'vitest'
import { putPlayhead } from '../timeline/playhead-store.ts'
import { linkPlayhead } from './playhead-link.ts'
import { useTransport } from './transport-store.ts'
import { loadClip, shownNode, useViewer } from './viewer-store.ts'

const RATE = { num: 24, den: 1 }
let end = () => {}
afterEach(() => end())

it('shows the film at the playhead, also where it has to be loaded first', () => {
  end = linkPlayhead()
  loadClip('shot', RATE, 48)
  putPlayhead('cut', 'film', 2)
  expect(shownNode(useViewer.getState())).toBe('film')
  expect(useTransport.getState().transport.frame).toBe(0)
  loadClip('film', RATE, 240)
  expect(useTransport.getState().transport.frame).toBe(48)
  putPlayhead('cut', 'film', 5)
  expect(useTransport.getState().transport.frame).toBe(120)
})

it('leaves what is shown where no film comes of the cut', () => {
  end = linkPlayhead()
  useViewer.setState({ last: 'shot', slot: null })
  putPlayhead('cut', null, 1)
  expect(shownNode(useViewer.getState())).toBe('shot')
})
