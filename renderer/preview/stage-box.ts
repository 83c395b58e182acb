import { useViewer } from './viewer-store.ts'
import { toggleFit, zoomBy } from './zoom.ts'

interface Box {
  readonly picture: { readonly width: number; readonly height: number }
  readonly stage: { readonly width: number; readonly height: number }
}

/** The picture on the stage, for commands that have no pointer; null: none is shown. */
let box: Box | null = null

export function setBox(now: Box | null): void {
  box = now
}

const MIDDLE = { x: 0, y: 0 }

export function zoomStep(factor: number): void {
  if (box) useViewer.setState({ zoom: zoomBy(useViewer.getState().zoom, factor, MIDDLE, box.picture, box.stage) })
}

export function zoomToggle(at: { readonly x: number; readonly y: number } = MIDDLE): void {
  if (!box) return
  const density = window.devicePixelRatio || 1
  useViewer.setState({ zoom: toggleFit(useViewer.getState().zoom, at, density, box.picture, box.stage) })
}
