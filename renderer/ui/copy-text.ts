import { say } from '../store/messages.ts'
import { ui } from '../strings/ui.ts'

/** Puts a text on the system's clipboard and says so, or why it cannot be. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say.done(ui.copied)
  } catch (error) {
    say.error(ui.notCopied(error instanceof Error ? error.message : String(error)))
  }
}
