import { closestName } from '../../notebook/blocks/closest-name';
import type { Diagnostic } from '../diagnostic';
import { handles } from '../excluded';
import { passItOn } from '../fixes/excluding';
import { diagnosticAt, type Check } from './context';

/** Names that a step is not to pass on, and that it does not have. */
export const checkExcluded: Check = context => {
  const { tagged, analysis } = context;
  return tagged.blocks.flatMap(
    ({ kind, name, head, settings }): Diagnostic[] => {
      if (kind !== 'step' || name === undefined || !settings.exclude) {
        return [];
      }
      const units = analysis.units.filter(
        each => each.kind === 'step' && each.name === name
      );
      const unknown = settings.exclude.filter(
        each => !units.some(({ effects }) => handles(effects, each))
      );
      const known = new Set(
        units.flatMap(({ effects }) => [...effects.binds.keys()])
      );
      return unknown.map(each => {
        const meant = closestName(each, known);
        return diagnosticAt(
          { cell: head, span: { start: 0, end: 0 } },
          'warning',
          'exclude-unknown',
          `Step ${name} is not to pass ${each} on, but makes no such variable. ${meant === undefined ? 'Take it out of its settings.' : `Did you mean ${meant}?`}`,
          () => passItOn(context, each, name)
        );
      });
    }
  );
};
