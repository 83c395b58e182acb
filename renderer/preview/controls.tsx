import { Check, ChevronDown, Pause, Play, Volume2, VolumeX } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { playCommands } from '../commands/play-commands.ts'
import { preview } from '../strings/preview.ts'
import { CommandButton } from '../ui/command-button.tsx'
import { Scrubber } from './scrubber.tsx'
import { timecode } from './timecode.ts'
import { PACES, setPace } from './transport.ts'
import { operate, useTransport } from './transport-store.ts'
import { usePopHost } from './use-pop-host.ts'
import { useViewer } from './viewer-store.ts'

const { player } = preview

/** Everything under a clip or a sound that plays it. */
export function Controls({ hasSound }: { hasSound: boolean }) {
  const isPlaying = useTransport(({ transport }) => transport.speed !== 0)
  const loop = useTransport(({ transport }) => transport.loop)
  const isMarked = useTransport(({ transport: { markIn, markOut } }) => markIn !== null || markOut !== null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons of a player are no form
    <div className="player-controls" role="group" aria-label={player.controls}>
      <Scrubber />
      <div className="player-row">
        <Position />
        <div className="player-group">
          <span className="player-wide">
            <CommandButton command={playCommands.playBackwards} />
          </span>
          <CommandButton command={playCommands.previousFrame} />
          <CommandButton command={playCommands.togglePlay}>
            {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
          </CommandButton>
          <CommandButton command={playCommands.nextFrame} />
          <span className="player-wide">
            <CommandButton command={playCommands.playForwards} />
          </span>
        </div>
        <div className="player-group">
          <span className="player-marks">
            <CommandButton command={playCommands.markIn} />
            <CommandButton command={playCommands.markOut} />
          </span>
          {isMarked && (
            <span className="player-wide">
              <CommandButton command={playCommands.clearMarks} />
            </span>
          )}
          <CommandButton command={playCommands.loop} pressed={loop} />
        </div>
        <Pace />
        {hasSound && <Volume />}
      </div>
      <Announcer />
    </div>
  )
}

function Position() {
  const { frame, frames, rate } = useTransport((state) => state.transport)
  return (
    <div className="player-position">
      <span>{timecode(frame, rate)}</span>
      <span className="player-frame">{player.frameOf(frame, frames)}</span>
    </div>
  )
}

function Pace() {
  const host = usePopHost()
  const speed = useTransport(({ transport }) => transport.speed)
  const pace = useTransport(({ transport }) => transport.pace)
  const now = speed === 0 ? pace : speed
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="button quiet player-pace"
        aria-label={`${player.speed} ${player.times(now)}`}
        title={player.speed}
      >
        {player.times(now)}
        <ChevronDown size={12} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={host}>
        <DropdownMenu.Content className="menu" align="end" side="top" sideOffset={4}>
          <DropdownMenu.RadioGroup
            value={String(pace)}
            onValueChange={(value) => operate((now) => setPace(now, Number(value)))}
          >
            {PACES.map((each) => (
              <DropdownMenu.RadioItem key={each} value={String(each)} className="menu-item">
                <DropdownMenu.ItemIndicator className="menu-mark">
                  <Check size={14} aria-hidden />
                </DropdownMenu.ItemIndicator>
                {player.times(each)}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Volume() {
  const volume = useViewer((state) => state.volume)
  const muted = useViewer((state) => state.muted)
  return (
    <div className="player-volume">
      <CommandButton command={playCommands.mute} pressed={muted}>
        {muted || volume === 0 ? <VolumeX size={15} aria-hidden /> : <Volume2 size={15} aria-hidden />}
      </CommandButton>
      <input
        className="player-wide"
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        aria-label={player.volume}
        onChange={({ target }) => useViewer.setState({ volume: Number(target.value), muted: false })}
      />
    </div>
  )
}

/** Says to who cannot see it whether it plays. */
function Announcer() {
  const speed = useTransport(({ transport }) => transport.speed)
  return (
    <span className="sr" role="status">
      {speed === 0 ? player.paused : speed > 0 ? player.playing(speed) : player.backwards(speed)}
    </span>
  )
}
