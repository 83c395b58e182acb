import { useLayoutEffect, useMemo } from 'react'
import { rateOf } from '#nodes/film.ts'
import { registry } from '#nodes/index.ts'
import type { Instance } from '#shared/graph/document.ts'
import { isMedia } from '#shared/graph/values.ts'
import type { Out } from '#shared/ipc/contract.ts'
import { useFlow } from '../inspector/flow.ts'
import { edgesInto } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { clipsOf, endOf, type SourceItem, soundsOf } from './cut.ts'
import { type CutView, setCutView } from './cut-view.ts'
import { filmOf, type Lanes } from './lanes.ts'
import { fitting } from './zoom.ts'

type Flow = Out<'node.flow'>

/** What a port's wires bring, by wire; a wire of which nothing is told is missing. */
function sourcesOf(flow: Flow | null, port: string): ReadonlyMap<string, readonly SourceItem[]> {
  const sources = new Map<string, SourceItem[]>()
  for (const { edge, item, value, seconds } of flow?.inputs[port] ?? []) {
    const media = value && isMedia(value) ? value : null
    sources.set(edge, [...(sources.get(edge) ?? []), { item, media, seconds, current: media !== null }])
  }
  return sources
}

/** A cut as it is drawn: from the document at once, with what the host knows of its clips. `zoom` null fits it to `width` pixels. */
export function useCut(node: Instance, lanes: Lanes, zoom: number | null, width: number): CutView {
  const flow = useFlow(node.id)
  const edges = useDocument((document) => edgesInto(document, node.id))
  const fps = useDocument(({ settings }) => settings.delivery.fps)
  const film = useDocument((document) => filmOf(document, registry, node.id))
  const drawn = useMemo(() => {
    const { clips, sounds } = lanes
    return {
      clips: clipsOf(node, edges, clips, sourcesOf(flow, clips.spec.port)),
      sounds: sounds ? soundsOf(node, edges, sounds, sourcesOf(flow, sounds.spec.port)) : [],
    }
  }, [node, edges, lanes, flow])
  const view = useMemo(() => {
    const end = Math.max(endOf(drawn.clips), endOf(drawn.sounds))
    return { ...drawn, node, lanes, edges, film, rate: rateOf(fps), scale: zoom ?? fitting(end, width) }
  }, [drawn, node, lanes, edges, film, fps, zoom, width])
  useLayoutEffect(() => {
    setCutView(view)
    return () => setCutView(null)
  }, [view])
  return view
}
