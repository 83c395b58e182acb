import { useEffect, useSyncExternalStore } from 'react'
import { useSetting } from '../store/settings-store.ts'

/** Puts the chosen theme and motion on the page; gives the theme that shows. */
export function useLook(): 'dark' | 'light' {
  const theme = useSetting('theme')
  const motion = useSetting('motion')
  const system = useSyncExternalStore(watchSystem, systemTheme)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.dataset.motion = motion
  }, [theme, motion])
  return theme === 'system' ? system : theme
}

const LIGHT = '(prefers-color-scheme: light)'

function systemTheme(): 'dark' | 'light' {
  return matchMedia(LIGHT).matches ? 'light' : 'dark'
}

function watchSystem(changed: () => void): () => void {
  const query = matchMedia(LIGHT)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
