import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadModels } from './store/models-store.ts'
import { start } from './store/session.ts'
import './styles/tokens.css'
import './styles/app.css'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the editor.')
createRoot(root).render(<App />)
void loadModels()
void start()
