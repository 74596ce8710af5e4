/** Values of setting tags that nobody can obey, and what was probably meant. */
import {
  amountFault,
  imageFault,
  secretKeyFault,
  secretNameFault,
  toVariableName,
  variableFault
} from '../../notebook/dialect/faults';
import { parseTag } from '../../notebook/dialect/parse-tag';
import { toStepName } from '../../notebook/dialect/step-names';
import { formatTag } from '../../notebook/dialect/tags';
import { writeInstead, type MakeFixes } from './tag-edits';

export const correctAmount: MakeFixes = problem => {
  const { tag } = parseTag(problem.tag ?? '');
  if (tag.kind !== 'limit') {
    return [];
  }
  const value = asAmount(tag.key, tag.value);
  return writeInstead(
    problem,
    value === undefined ? undefined : formatTag({ ...tag, value })
  );
};

/** `4GB`, `4 Gi` and `-4gib` as Kubernetes writes them; undefined where that is not clear. */
function asAmount(resource: string, text: string): string | undefined {
  const match =
    /^[\s+-]*(\d+(?:\.\d+)?)\s*(?:([kmgtpe])(i?)(?:b|bytes?)?|(?:cpus?|cores?|gpus?|b|bytes?)?)$/i.exec(
      text
    );
  if (!match) {
    return undefined;
  }
  const [, number, prefix = '', binary = ''] = match;
  const letter =
    prefix.toLowerCase() === 'k' && binary === '' ? 'k' : prefix.toUpperCase();
  const amount = `${number.replace(/\.0+$/, '')}${letter}${binary.toLowerCase()}`;
  return amountFault(resource, amount) ? undefined : amount;
}

/** An annotation can hold any text. */
export const makeAnnotation: MakeFixes = problem => {
  const { tag } = parseTag(problem.tag ?? '');
  return tag.kind === 'label'
    ? writeInstead(problem, formatTag({ ...tag, kind: 'annotation' }))
    : [];
};

export const correctImage: MakeFixes = problem => {
  const reference = problem.tag
    ?.replace(/^image:/, '')
    .replace(/^docker:\/\/|\s/g, '');
  return reference && !imageFault(reference)
    ? writeInstead(problem, formatTag({ kind: 'image', reference }))
    : [];
};

export const chooseSwitch: MakeFixes = problem => {
  const word = problem.tag?.split(':')[0];
  return word === undefined
    ? []
    : [`${word}:enabled`, `${word}:disabled`].flatMap(tag =>
        writeInstead(problem, tag)
      );
};

/** All of its parts at once: each has a problem of its own. */
export const correctSecret: MakeFixes = problem => {
  const { tag } = parseTag(problem.tag ?? '');
  if (tag.kind !== 'secret') {
    return [];
  }
  const { secret, key, env } = tag;
  return writeInstead(
    problem,
    formatTag({
      ...tag,
      secret: secretNameFault(secret)
        ? toStepName(secret).replace(/_/g, '-')
        : secret,
      key: secretKeyFault(key) ? key.replace(/[^-._A-Za-z0-9]/g, '_') : key,
      env: variableFault(env) ? toVariableName(env) : env
    })
  );
};
