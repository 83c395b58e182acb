import { Dices, Plus, Upload, X } from 'lucide-react'
import type { ComponentType } from 'react'
import { zTableCells } from '#shared/node/param-values.ts'
import type { NumberParam, ParamKind, ParamSpec } from '#shared/node/params.ts'
import { upload } from '../api.ts'
import { ask, useSession } from '../store/session.ts'
import { ChoiceWidget, NumberWidget, type WidgetProps } from './fields.tsx'
import { ModelPicker } from './model-picker.tsx'
import { PerItem } from './per-item.tsx'

type SpecOf<K extends ParamKind> = Extract<ParamSpec, { kind: K }>

/** What draws each kind of param; a kind without one does not compile. */
const WIDGETS: { readonly [K in ParamKind]: ComponentType<WidgetProps<SpecOf<K>>> } = {
  text: TextWidget,
  number: NumberWidget,
  boolean: BooleanWidget,
  choice: ChoiceWidget,
  model: ModelPicker,
  seed: SeedWidget,
  file: FileWidget,
  table: TableWidget,
  'per-item': PerItem,
}

export function Widget(props: WidgetProps) {
  // Spec and widget have the same kind, which the record's type says and a lookup by it forgets.
  const Kind = WIDGETS[props.spec.kind] as ComponentType<WidgetProps>
  return <Kind {...props} />
}

function TextWidget({ spec, value, labelled, disabled, onChange, onDone }: WidgetProps<SpecOf<'text'>>) {
  const text = typeof value === 'string' ? value : ''
  const common = {
    className: 'field',
    value: text,
    disabled,
    maxLength: spec.maxLength,
    'aria-labelledby': labelled,
    onBlur: onDone,
  }
  return spec.multiline ? (
    <textarea {...common} rows={4} onChange={(event) => onChange(event.target.value)} />
  ) : (
    <input {...common} onChange={(event) => onChange(event.target.value)} />
  )
}

function BooleanWidget({ value, labelled, disabled, onChange }: WidgetProps<SpecOf<'boolean'>>) {
  return (
    <input
      type="checkbox"
      className="switch"
      role="switch"
      aria-checked={value === true}
      checked={value === true}
      disabled={disabled}
      aria-labelledby={labelled}
      onChange={({ target }) => onChange(target.checked)}
    />
  )
}

function SeedWidget({ spec, value, disabled, onChange, onDone, ...rest }: WidgetProps<SpecOf<'seed'>>) {
  const number: NumberParam = {
    kind: 'number',
    label: spec.label,
    default: null,
    nullable: true,
    integer: true,
    min: 0,
    max: 0xffffffff,
  }
  return (
    <span className="row">
      <NumberWidget {...rest} spec={number} value={value} disabled={disabled} onChange={onChange} onDone={onDone} />
      <button
        type="button"
        className="button icon"
        aria-label="New random seed"
        title="New random seed"
        disabled={disabled}
        onClick={() => {
          onDone()
          onChange(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
        }}
      >
        <Dices size={16} aria-hidden />
      </button>
    </span>
  )
}

const ENDINGS = { image: 'image/*', video: 'video/*', audio: 'audio/*', table: '.csv,text/csv' } as const

function FileWidget({ spec, value, labelled, disabled, onChange, onDone }: WidgetProps<SpecOf<'file'>>) {
  const address = useSession((state) => state.info?.upload)
  return (
    <span className="row">
      <input
        className="field"
        value={typeof value === 'string' ? value : ''}
        placeholder="path beside the project file"
        disabled={disabled}
        aria-labelledby={labelled}
        onChange={({ target }) => onChange(target.value)}
        onBlur={onDone}
      />
      {address && (
        <label className="button icon" title="Choose a file">
          <Upload size={16} aria-hidden />
          <span className="sr">Choose a file</span>
          <input
            type="file"
            className="sr"
            disabled={disabled}
            accept={spec.accept.map((kind) => ENDINGS[kind]).join(',')}
            onChange={async ({ target }) => {
              const [file] = target.files ?? []
              const path = file ? await ask(() => upload(address, file)) : null
              onDone()
              if (path !== null) onChange(path)
            }}
          />
        </label>
      )}
    </span>
  )
}

function TableWidget({ value, disabled, onChange, onDone }: WidgetProps<SpecOf<'table'>>) {
  const table = zTableCells.safeParse(value).data ?? { columns: [], rows: [] }
  const set = (columns: readonly string[], rows: typeof table.rows) =>
    onChange({ columns: [...columns], rows: rows.map(({ id, cells }) => ({ id, cells: [...cells] })) })
  return (
    <div className="table-edit">
      <table>
        <thead>
          <tr>
            {table.columns.map((name, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no id, and are only added and removed here
              <th key={column}>
                <span className="row">
                  <input
                    className="field"
                    value={name}
                    disabled={disabled}
                    aria-label={`Name of column ${column + 1}`}
                    onBlur={onDone}
                    onChange={({ target }) =>
                      set(
                        table.columns.map((each, at) => (at === column ? target.value : each)),
                        table.rows,
                      )
                    }
                  />
                  <button
                    type="button"
                    className="button icon quiet"
                    aria-label={`Remove column ${name}`}
                    disabled={disabled}
                    onClick={() => {
                      onDone()
                      set(
                        table.columns.filter((_, at) => at !== column),
                        table.rows.map((row) => ({ ...row, cells: row.cells.filter((_, at) => at !== column) })),
                      )
                    }}
                  >
                    <X size={14} aria-hidden />
                  </button>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={row.id}>
              {table.columns.map((name, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see the head
                <td key={column}>
                  <input
                    className="field"
                    value={row.cells[column] ?? ''}
                    disabled={disabled}
                    aria-label={`${name}, row ${index + 1}`}
                    onBlur={onDone}
                    onChange={({ target }) =>
                      set(
                        table.columns,
                        table.rows.map((each) =>
                          each === row
                            ? {
                                ...row,
                                cells: table.columns.map((_, at) =>
                                  at === column ? target.value : (row.cells[at] ?? ''),
                                ),
                              }
                            : each,
                        ),
                      )
                    }
                  />
                </td>
              ))}
              <td>
                <button
                  type="button"
                  className="button icon quiet"
                  aria-label={`Remove row ${index + 1}`}
                  disabled={disabled}
                  onClick={() => {
                    onDone()
                    set(
                      table.columns,
                      table.rows.filter((each) => each !== row),
                    )
                  }}
                >
                  <X size={14} aria-hidden />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <span className="row">
        <button
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => {
            onDone()
            const names = new Set(table.columns)
            let name = 'column'
            for (let n = 2; names.has(name); n++) name = `column ${n}`
            set(
              [...table.columns, name],
              table.rows.map((row) => ({ ...row, cells: [...row.cells, ''] })),
            )
          }}
        >
          <Plus size={14} aria-hidden /> Column
        </button>
        <button
          type="button"
          className="button"
          disabled={disabled || table.columns.length === 0}
          onClick={() => {
            onDone()
            const row = { id: crypto.randomUUID().slice(0, 8), cells: table.columns.map(() => '') }
            set(table.columns, [...table.rows, row])
          }}
        >
          <Plus size={14} aria-hidden /> Row
        </button>
      </span>
    </div>
  )
}
