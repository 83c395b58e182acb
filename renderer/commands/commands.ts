import { arrangeCommands } from './arrange-commands.ts'
import { canvasCommands } from './canvas-commands.ts'
import type { Command } from './command.ts'
import { editCommands } from './edit-commands.ts'
import { fileCommands } from './file-commands.ts'
import { inspectorCommands } from './inspector-commands.ts'
import { playCommands } from './play-commands.ts'
import { runCommands } from './run-commands.ts'
import { timelineCommands } from './timeline-commands.ts'
import { viewCommands } from './view-commands.ts'
import { wireCommands } from './wire-commands.ts'

/** Everything a person can do, by name. */
export const commands = {
  ...fileCommands,
  ...editCommands,
  ...canvasCommands,
  ...arrangeCommands,
  ...wireCommands,
  ...inspectorCommands,
  ...runCommands,
  ...viewCommands,
  ...timelineCommands,
  ...playCommands,
} as const

export const allCommands: readonly Command[] = Object.values(commands)
