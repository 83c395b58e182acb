import type { ComponentType } from 'react'
import type { ParamKind, ParamSpec } from '#shared/node/params.ts'
import { BooleanWidget } from './boolean.tsx'
import { ChoiceWidget } from './choice.tsx'
import { FileWidget } from './file.tsx'
import { ModelWidget } from './model.tsx'
import { NumberWidget } from './number.tsx'
import { PerItemWidget } from './per-item.tsx'
import { SeedWidget } from './seed.tsx'
import { TableWidget } from './table.tsx'
import { TextWidget } from './text.tsx'
import type { WidgetProps } from './widget-props.ts'

type SpecOf<K extends ParamKind> = Extract<ParamSpec, { kind: K }>

/** What draws each kind of param; a kind without one does not compile. */
const WIDGETS: { readonly [K in ParamKind]: ComponentType<WidgetProps<SpecOf<K>>> } = {
  text: TextWidget,
  number: NumberWidget,
  boolean: BooleanWidget,
  choice: ChoiceWidget,
  model: ModelWidget,
  seed: SeedWidget,
  file: FileWidget,
  table: TableWidget,
  'per-item': PerItemWidget,
}

export function Widget(props: WidgetProps) {
  // Spec and widget have the same kind, which the record's type says and a lookup by it forgets.
  const Kind = WIDGETS[props.spec.kind] as ComponentType<WidgetProps>
  return <Kind {...props} />
}
