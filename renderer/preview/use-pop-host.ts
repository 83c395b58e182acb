import { useSyncExternalStore } from 'react'

function subscribe(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed)
  return () => document.removeEventListener('fullscreenchange', changed)
}

/** Where menus are put: nothing outside the element that has the whole screen can be seen. */
export function usePopHost(): HTMLElement {
  return useSyncExternalStore(subscribe, () =>
    document.fullscreenElement instanceof HTMLElement ? document.fullscreenElement : document.body,
  )
}
