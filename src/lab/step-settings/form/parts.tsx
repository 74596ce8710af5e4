import React from 'react';
import { describedBy, type FormContextData } from './layout';

/** What is wrong with an input, and what to do; nothing where it is right. */
export function FaultText({
  id,
  context
}: {
  readonly id: string;
  readonly context: FormContextData;
}): React.JSX.Element | null {
  const fault = context.faults[id];
  if (fault?.isMissing) {
    return (
      <p id={`${id}__error`} className="jp-Cellway-missing">
        {fault.suggestion}
      </p>
    );
  }
  return fault ? (
    <p id={`${id}__error`} className="jp-Cellway-error" role="alert">
      {`${fault.message}. ${fault.suggestion}`}
    </p>
  ) : null;
}

/** What is said quietly about a field, for which engines it is and what holds besides. */
export function Remarks({
  id,
  context: { marks, notes }
}: {
  readonly id: string;
  readonly context: FormContextData;
}): React.JSX.Element | null {
  return marks[id] || notes[id] ? (
    <div id={`${id}__help`} className="jp-Cellway-remarks">
      {notes[id] && <span>{notes[id]}</span>}
      {marks[id] && <span className="jp-Cellway-mark">{marks[id]}</span>}
    </div>
  ) : null;
}

/** For screen readers; who sees has it as a tooltip. */
export function Description({
  id,
  text
}: {
  readonly id: string;
  readonly text: string | undefined;
}): React.JSX.Element | null {
  return text ? (
    <span id={`${id}__description`} className="jp-Cellway-spoken">
      {text}
    </span>
  ) : null;
}

/** A field that is made of several inputs. */
export function FieldGroup({
  id,
  title,
  description,
  context,
  action,
  children
}: React.PropsWithChildren<{
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly context: FormContextData;
  /** A button beside the title. */
  readonly action?: React.ReactNode;
}>): React.JSX.Element {
  return (
    <div
      className={`jp-Cellway-fieldGroup ${stateOf(id, context)}`}
      role="group"
      aria-labelledby={`${id}__title`}
      aria-describedby={describedBy(id, context, Boolean(description))}
    >
      <div className="jp-Cellway-fieldGroupTitle" title={description}>
        <span id={`${id}__title`} className="jp-Cellway-fieldName">
          {title}
        </span>
        {action}
      </div>
      <Description id={id} text={description} />
      {children}
      <Remarks id={id} context={context} />
      <FaultText id={id} context={context} />
    </div>
  );
}

/** The classes of a field that is set, or wrong. */
export function stateOf(
  id: string,
  { given, faults }: FormContextData
): string {
  return [
    ...(given.includes(id) ? ['jp-mod-edited'] : []),
    ...(faults[id] && !faults[id].isMissing ? ['jp-mod-invalid'] : [])
  ].join(' ');
}
