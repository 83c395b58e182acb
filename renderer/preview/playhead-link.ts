import { cutView } from '../timeline/cut-view.ts'
import { usePlayhead } from '../timeline/playhead-store.ts'
import { startOf } from './timecode.ts'
import { useTransport } from './transport-store.ts'
import { showAt, useViewer } from './viewer-store.ts'

/** The viewer goes where the playhead is put, and the playhead goes along with the film in the viewer; gives what ends that. */
export function linkPlayhead(): () => void {
  const endThere = usePlayhead.subscribe(({ film, seconds, moved }, before) => {
    if (moved !== before.moved && film !== null) showAt(film, seconds)
  })
  const endBack = useTransport.subscribe(({ transport: { frame, rate } }, before) => {
    const view = cutView()
    const film = view?.film ?? null
    if (frame === before.transport.frame || film === null || useViewer.getState().seen?.node !== film) return
    usePlayhead.setState({ cut: view?.node.id ?? null, film, seconds: startOf(frame, rate) })
  })
  return () => {
    endThere()
    endBack()
  }
}
