import { count } from '../strings.ts'

/** Texts of toolbar, menus, palette, banners, file dialog, keys, tour and layout. */
export const ui = {
  menu: 'Menu',
  menus: { file: 'File', edit: 'Edit', node: 'Node', view: 'View', run: 'Run', play: 'Play', help: 'Help' },
  app: 'Reelay',
  untitled: 'Untitled',
  close: 'Close',
  cancel: 'Cancel',
  standIns: 'Stand-ins',
  standInsHint: 'Everything that could bill is made on the stand-in, for free.',
  priceHint: 'What a run would cost now',
  toFix: (n: number) => `${n} to fix`,
  nameOfPipeline: 'Name of the pipeline',
  notSavedYet: 'Not saved yet',
  fileState: {
    readOnly: 'Read-only',
    conflict: 'Changed elsewhere',
    offline: 'Connection lost…',
    none: 'Not saved',
    unsaved: 'Unsaved',
    saved: 'Saved',
  },
  palette: {
    placeholder: 'Search commands, nodes and recent files',
    empty: 'Nothing of that name.',
    commands: 'Commands',
    nodes: 'Nodes of this pipeline',
    add: 'Add a node',
    recent: 'Recent files',
  },
  picker: {
    placeholder: 'Add a node',
    forWire: (type: string | null) =>
      `Add a node for this ${type === null || type === 'any' ? 'wire' : `wire of ${type}`}`,
    empty: 'No node of that name.',
  },
  keys: {
    search: 'Search shortcuts',
    none: 'No shortcut of that name.',
    change: 'Change keys…',
    print: 'Print',
    within: { viewer: 'in the viewer', timeline: 'in the timeline' },
  },
  banner: {
    region: 'Messages about this file',
    readOnly: 'Another window edits this file. Here it is read-only.',
    takeOver: 'Take over',
    takeOverAsk: {
      title: 'Take over this pipeline?',
      text: 'It is saved in the other window first and becomes read-only there.',
    },
    conflict: 'The file was changed by something else while you have unsaved edits.',
    resolve: 'Resolve…',
    recovered: 'Unsaved edits of your last session were brought back.',
    keep: 'Keep them',
    discard: 'Throw them away',
    discardAsk: {
      title: 'Throw the unsaved edits away?',
      text: 'The pipeline goes back to what its file holds. Nothing that was generated is lost.',
    },
    warnings: (n: number) => `${count(n, 'thing')} in this file ${n === 1 ? 'needs' : 'need'} attention.`,
    show: 'Show',
    hide: 'Hide',
    dismiss: 'Dismiss',
  },
  conflict: {
    title: 'The file was changed by something else',
    text: 'You have unsaved edits, and the file on disk is not the one you opened. Nothing has been overwritten.',
    theirs: 'Read their version',
    theirsHint: 'Your unsaved edits are thrown away.',
    mine: 'Save yours as…',
    mineHint: 'Both versions are kept, yours under another name.',
    overwrite: 'Overwrite theirs',
    overwriteHint: 'Their changes are lost.',
    sure: { title: 'Overwrite their version?', text: 'What the file holds now is lost for good.' },
  },
  leave: {
    title: (name: string) => `Save ‘${name}’ first?`,
    text: 'Its edits are not in a file yet.',
    save: 'Save',
    dont: 'Don’t save',
  },
  files: {
    open: 'Open a file',
    save: 'Save as',
    places: 'Places',
    home: 'Home',
    data: 'Recent folders',
    up: 'Folder above',
    folder: 'Folder',
    filter: 'Type to filter',
    name: 'File name',
    list: 'Files',
    column: { name: 'Name', changed: 'Changed', size: 'Size' },
    empty: 'Nothing here that Reelay opens.',
    noMatch: 'No name like that here.',
    more: 'There are more files here than are listed.',
    openButton: 'Open',
    saveButton: 'Save',
    replace: { title: (name: string) => `Replace ‘${name}’?`, text: 'A file of that name is there. It will be lost.' },
    replaceButton: 'Replace',
    nameProblem: {
      none: 'Type a name.',
      slash: 'A name holds no slashes; choose the folder above.',
      hidden: 'A name that begins with a dot is hidden; choose another.',
    },
    loading: 'Looking…',
  },
  tour: {
    label: 'Tour',
    step: (at: number, of: number) => `${at} of ${of}`,
    next: 'Next',
    done: 'Done',
    skip: 'Skip the tour',
    steps: {
      canvas: {
        title: 'This is your film',
        text: 'Each card makes one thing. Wires carry it to the next card, from left to right.',
      },
      inspector: {
        title: 'Change anything here',
        text: 'Select a card and edit its prompt or swap its model. The wires stay.',
      },
      plan: {
        title: 'Know before you pay',
        text: 'The plan says what would run, why, and what it costs. What is made already is never paid for again.',
      },
      run: {
        title: 'Run',
        text: 'Makes what is missing and nothing else. Stand-ins beside it make everything for free.',
      },
      viewer: {
        title: 'Watch and pick',
        text: 'Look at any output here, compare takes and pick the one that flows on.',
      },
    },
  },
  start: 'Start',
  saved: 'Saved.',
  copied: 'Copied.',
  notCopied: (why: string) => `It could not be copied: ${why}`,
  takenOver: 'Another window edits this file now; it was saved first.',
  reloaded: 'The file was changed by something else and read again.',
} as const

/** Bytes as a person reads them. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}
