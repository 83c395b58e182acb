import { ArrowDown, ArrowLeft, ArrowUp, BetweenVerticalStart, Plus, X } from 'lucide-react'
import { type ClipboardEvent, useState } from 'react'
import type { Json } from '#shared/json.ts'
import { zTableCells } from '#shared/node/param-values.ts'
import type { TableParam } from '#shared/node/params.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import {
  addColumn,
  addRow,
  type Cells,
  moveColumn,
  moveRow,
  pasteCells,
  readCells,
  removeColumn,
  removeRow,
  renameColumn,
  SHOWN_ROWS,
  setCell,
} from '../table-cells.ts'
import { IconButton } from '../ui/icon-button.tsx'
import type { WidgetProps } from './widget-props.ts'

const freshId = () => crypto.randomUUID().slice(0, 8)

/** Rows of cells, edited in place; rows keep their ids whatever is done around them. */
export function TableWidget({
  value,
  mixed,
  labelled,
  described,
  disabled,
  onChange,
  onDone,
}: WidgetProps<TableParam>) {
  const table: Cells = (mixed ? null : zTableCells.safeParse(value).data) ?? { columns: [], rows: [] }
  const [shown, setShown] = useState(SHOWN_ROWS)
  const put = (next: Cells) => onChange(next as unknown as Json)
  /** A step of its own, unlike typing. */
  const change = (next: Cells) => {
    onDone()
    put(next)
    onDone()
  }
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    const cells = readCells(text)
    // A single cell is typed text like any other.
    if (disabled || (cells.length === 1 && cells[0]?.length === 1)) return
    event.preventDefault()
    change(pasteCells(table, { row, column }, cells, freshId))
  }
  const rest = table.rows.length - shown
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll its table sideways
    <div className="table-edit" role="group" aria-labelledby={labelled} aria-describedby={described}>
      {table.columns.length === 0 ? (
        <textarea
          className="field"
          rows={2}
          readOnly
          disabled={disabled}
          placeholder={mixed ? t.mixed : t.table.empty}
          aria-label={t.table.empty}
          onPaste={(event) => paste(event, -1, 0)}
        />
      ) : (
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                {table.columns.map((name, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <th key={column} scope="col">
                    <span className="row tight">
                      <input
                        className="field"
                        value={name}
                        disabled={disabled}
                        aria-label={t.table.columnName(column + 1)}
                        onBlur={onDone}
                        onPaste={(event) => paste(event, -1, column)}
                        onChange={({ target }) => put(renameColumn(table, column, target.value))}
                      />
                      <IconButton
                        icon={ArrowLeft}
                        label={t.table.moveColumn(name)}
                        disabled={disabled || column === 0}
                        onClick={() => change(moveColumn(table, column, column - 1))}
                      />
                      <IconButton
                        icon={X}
                        label={t.table.removeColumn(name)}
                        disabled={disabled}
                        onClick={() => change(removeColumn(table, column))}
                      />
                    </span>
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {table.rows.slice(0, shown).map((row, index) => (
                <tr key={row.id}>
                  {table.columns.map((name, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                    <td key={column}>
                      <input
                        className="field"
                        value={row.cells[column] ?? ''}
                        disabled={disabled}
                        aria-label={t.table.cell(name, index + 1)}
                        onBlur={onDone}
                        onPaste={(event) => paste(event, index, column)}
                        onChange={({ target }) => put(setCell(table, index, column, target.value))}
                      />
                    </td>
                  ))}
                  <td>
                    <span className="row tight">
                      <IconButton
                        icon={BetweenVerticalStart}
                        label={t.table.insert(index + 1)}
                        disabled={disabled}
                        onClick={() => change(addRow(table, index, freshId()))}
                      />
                      <IconButton
                        icon={ArrowUp}
                        label={t.table.moveUp(index + 1)}
                        disabled={disabled || index === 0}
                        onClick={() => change(moveRow(table, index, index - 1))}
                      />
                      <IconButton
                        icon={ArrowDown}
                        label={t.table.moveDown(index + 1)}
                        disabled={disabled || index === table.rows.length - 1}
                        onClick={() => change(moveRow(table, index, index + 1))}
                      />
                      <IconButton
                        icon={X}
                        label={t.table.removeRow(index + 1)}
                        disabled={disabled}
                        onClick={() => change(removeRow(table, index))}
                      />
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <span className="row wrap">
        <button type="button" className="button" disabled={disabled} onClick={() => change(addColumn(table))}>
          <Plus size={14} aria-hidden /> {t.table.column}
        </button>
        <button
          type="button"
          className="button"
          disabled={disabled || table.columns.length === 0}
          onClick={() => change(addRow(table, table.rows.length, freshId()))}
        >
          <Plus size={14} aria-hidden /> {t.table.row}
        </button>
        {rest > 0 && (
          <button type="button" className="button" onClick={() => setShown(shown + SHOWN_ROWS)}>
            {t.table.more(rest)}
          </button>
        )}
      </span>
      {table.columns.length > 0 && <span className="hint">{t.table.paste}</span>}
    </div>
  )
}
