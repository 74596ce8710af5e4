import { checkStepName } from '../dialect/step-names';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import type { Edit } from './edit';
import type { EditFault } from './edit-fault';
import { hasSetting } from './remove-setting';
import { hasVolume } from './set-volume';
import { stepOf } from './split-step';

/** Why a step cannot have a name. */
export function checkNewName(
  notebook: NotebookView,
  name: string
): EditFault | undefined {
  return nameFault(name) ?? takenFault(notebook, name);
}

/** Why an edit cannot be done; undefined where it can. */
export function findFault(
  notebook: NotebookView,
  edit: Edit
): EditFault | undefined {
  switch (edit.kind) {
    case 'add-tag':
    case 'remove-tag':
      return cellFault(notebook, [edit.cell]);
    case 'replace-source':
      return cellFault(notebook, [edit.cell]) ?? rangeFault(notebook, edit);
    case 'insert-cell':
      return insertFault(notebook, edit);
    case 'set-role':
      return roleFault(notebook, edit);
    case 'rename-step':
      return (
        stepFault(notebook, edit.from) ??
        (edit.from === edit.to ? undefined : checkNewName(notebook, edit.to))
      );
    case 'merge-steps':
      return mergeFault(notebook, edit.steps);
    case 'split-step':
      return (
        splitFault(notebook, edit.cell) ?? checkNewName(notebook, edit.name)
      );
    case 'set-step-settings':
      return stepFault(notebook, edit.step);
    case 'select-nodes':
      return edit.steps === 'all'
        ? undefined
        : edit.steps
            .map(step => stepFault(notebook, step))
            .find(fault => fault !== undefined);
    case 'set-notebook-settings':
      return undefined;
    case 'set-volume':
      return hasVolume(notebook, edit.volume)
        ? undefined
        : {
            code: 'no-volume',
            message: `There is no volume "${edit.volume}"`,
            suggestion: 'Look at the settings again: they may have changed.'
          };
    case 'remove-setting':
      return settingFault(notebook, edit);
  }
}

function settingFault(
  notebook: NotebookView,
  { cell, path }: Extract<Edit, { kind: 'remove-setting' }>
): EditFault | undefined {
  return hasSetting(notebook, cell, path)
    ? undefined
    : {
        code: 'no-setting',
        message: `There is no setting ${path}`,
        suggestion: 'Look at the settings again: they may have changed.'
      };
}

function roleFault(
  notebook: NotebookView,
  { cells, role }: Extract<Edit, { kind: 'set-role' }>
): EditFault | undefined {
  const missing = cellFault(notebook, cells);
  if (missing) {
    return missing;
  }
  const code = cells.flatMap(cell =>
    notebook.cells[cell].type === 'code' ? [notebook.cells[cell]] : []
  );
  if (code.length === 0) {
    return {
      code: 'text-cell',
      message: 'Only code cells belong to steps',
      suggestion: 'Select a code cell, or change the type of this one to Code.'
    };
  }
  const needsCode = role.kind !== 'none' && role.kind !== 'skip';
  if (needsCode && code.every(({ source }) => source.trim() === '')) {
    return {
      code: 'no-code',
      message: 'There is no code in the cell yet',
      suggestion: 'Write some, then tag the cell.'
    };
  }
  if (role.kind !== 'step') {
    return undefined;
  }
  return (
    nameFault(role.name) ??
    // Another cell of a step is one more; another notebook has no cells.
    takenFault(notebook, role.name, kind => kind === 'notebook')
  );
}

function mergeFault(
  notebook: NotebookView,
  steps: readonly string[]
): EditFault | undefined {
  for (const step of steps) {
    const fault = stepFault(notebook, step, kind => kind === 'step');
    if (fault) {
      return fault;
    }
  }
  return new Set(steps).size < 2
    ? {
        code: 'one-step',
        message: 'It takes two steps to merge',
        suggestion: 'Name another step.'
      }
    : undefined;
}

function splitFault(
  notebook: NotebookView,
  cell: number
): EditFault | undefined {
  const missing = cellFault(notebook, [cell]);
  if (missing) {
    return missing;
  }
  const { blocks } = readTaggedCells(notebook);
  const step = stepOf(blocks, cell);
  if (!step) {
    return {
      code: 'no-step',
      message: `Cell ${cell + 1} belongs to no step`,
      suggestion: 'Choose a code cell of a step.'
    };
  }
  return step.cells[0] === cell
    ? {
        code: 'first-cell',
        message: `The step "${step.name ?? ''}" already begins at cell ${cell + 1}`,
        suggestion: 'Choose a cell further down in the step.'
      }
    : undefined;
}

function cellFault(
  { cells }: NotebookView,
  indices: readonly number[]
): EditFault | undefined {
  const missing = indices.find(
    index => !Number.isInteger(index) || index < 0 || index >= cells.length
  );
  return missing === undefined
    ? undefined
    : {
        code: 'no-cell',
        message:
          missing === -1
            ? 'The cell is no longer in the notebook'
            : `There is no cell ${missing + 1}: the notebook has ${cells.length}`,
        suggestion: 'Look at the notebook again: it may have changed.'
      };
}

function insertFault(
  { cells }: NotebookView,
  { cell, source }: Extract<Edit, { kind: 'insert-cell' }>
): EditFault | undefined {
  const isPlace = Number.isInteger(cell) && cell >= 0 && cell <= cells.length;
  return !isPlace
    ? {
        code: 'no-cell',
        message: `There is no place ${cell + 1} for a cell: the notebook has ${cells.length}`,
        suggestion: 'Look at the notebook again: it may have changed.'
      }
    : source.trim() === ''
      ? {
          code: 'no-code',
          message: 'There is no code for the new cell',
          suggestion: 'Say what is to stand in it.'
        }
      : undefined;
}

function rangeFault(
  { cells }: NotebookView,
  { cell, range: { start, end } }: Extract<Edit, { kind: 'replace-source' }>
): EditFault | undefined {
  return 0 <= start && start <= end && end <= cells[cell].source.length
    ? undefined
    : {
        code: 'no-range',
        message: `Cell ${cell + 1} no longer has the text that was to be replaced`,
        suggestion: 'Look at the cell again: it may have changed.'
      };
}

function stepFault(
  notebook: NotebookView,
  name: string,
  mayBe: (kind: string) => boolean = () => true
): EditFault | undefined {
  const { blocks } = readTaggedCells(notebook);
  return blocks.some(block => block.name === name && mayBe(block.kind))
    ? undefined
    : {
        code: 'no-step',
        message: `There is no step "${name}"`,
        suggestion: 'Look at the steps again: they may have changed.'
      };
}

function nameFault(name: string): EditFault | undefined {
  const fault = checkStepName(name);
  return (
    fault && {
      code: 'step-name',
      message: fault.message,
      suggestion:
        fault.rule === 'empty'
          ? 'Give it a name.'
          : `Call it "${fault.suggestion}".`
    }
  );
}

function takenFault(
  notebook: NotebookView,
  name: string,
  counts: (kind: string) => boolean = () => true
): EditFault | undefined {
  const { blocks } = readTaggedCells(notebook);
  const other = blocks.find(block => block.name === name && counts(block.kind));
  return (
    other && {
      code: 'name-taken',
      message: `There is a ${other.kind} "${name}" already`,
      suggestion: 'Give it another name.'
    }
  );
}
