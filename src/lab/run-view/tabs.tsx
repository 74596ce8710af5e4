import React, { useRef } from 'react';

/** One of the panes that take turns in one place. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** How many things are in it; none is not told. */
  readonly count: number;
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> =
  {
    ArrowRight: (index, last) => (index === last ? 0 : index + 1),
    ArrowLeft: (index, last) => (index === 0 ? last : index - 1),
    Home: () => 0,
    End: (_, last) => last
  };

/** Tabs and the pane that is shown: one stop of the Tab key, in which the arrow keys go from tab to tab. */
export function Tabs<Id extends string>({
  tabs,
  shown,
  show,
  label,
  name,
  children
}: React.PropsWithChildren<{
  readonly tabs: readonly Tab<Id>[];
  readonly shown: Id;
  readonly show: (id: Id) => void;
  readonly label: string;
  /** The beginning of the ids in the page. */
  readonly name: string;
}>): React.JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step) {
      const from = tabs.findIndex(each => each.id === shown);
      const to = step(from, tabs.length - 1);
      show(tabs[to].id);
      list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to].focus();
      event.preventDefault();
    }
  };
  return (
    <>
      <div
        ref={list}
        className="jp-CellwayRun-tabs"
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            id={`${name}-${id}`}
            role="tab"
            aria-selected={id === shown}
            aria-controls={`${name}-pane`}
            tabIndex={id === shown ? 0 : -1}
            className="jp-CellwayRun-tab"
            onClick={() => show(id)}
          >
            {title}
            {count > 0 && <span className="jp-Cellway-count">{count}</span>}
          </button>
        ))}
      </div>
      <div
        id={`${name}-pane`}
        className="jp-CellwayRun-pane"
        role="tabpanel"
        aria-labelledby={`${name}-${shown}`}
      >
        {children}
      </div>
    </>
  );
}
