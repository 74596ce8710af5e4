import type { Parameter } from '../../pipeline/model';
import { annotatedTypes } from '../../pipeline/values/annotation';
import { pythonString } from './python-text';

/** A function that reads the parameters of a notebook from the command line. */
export function argumentReader(
  name: string,
  parameters: readonly Parameter[]
): string {
  const converts = parameters.map(readerOf);
  return [
    `def ${name}():`,
    '    """The parameters of the notebook, as the command line gives them."""',
    '    import argparse',
    ...(converts.some(each => each.includes('ast.')) ? ['    import ast'] : []),
    '',
    '    parser = argparse.ArgumentParser(conflict_handler="resolve")',
    ...parameters.map((parameter, i) => {
      const option = pythonString(`--${parameter.name}`);
      const help = pythonString('default: %(default)s');
      return `    parser.add_argument(${option}, ${converts[i]}default=${parameter.default}, help=${help})`;
    }),
    '    return parser.parse_args()'
  ].join('\n');
}

/** How argparse is to read a value; nothing for text, which is taken as it is. */
function readerOf({ annotation, type }: Parameter): string {
  const annotated =
    annotation === undefined ? undefined : annotatedTypes(annotation);
  const types = new Set(annotated ?? [type]);
  if (types.has('str')) {
    return '';
  }
  const [only] = types;
  if (types.size === 1 && (only === 'int' || only === 'float')) {
    return `type=${only}, `;
  }
  return types.size === 1 && only === 'bool'
    ? 'action=argparse.BooleanOptionalAction, '
    : 'type=ast.literal_eval, ';
}

/** The statement that stands for one that declares parameters. */
export function takesArguments(
  declared: readonly Parameter[],
  from: string
): string {
  const values = declared.map(each => `${from}.${each.name}`).join(', ');
  const [{ annotation }] = declared;
  const names = declared.map(each => each.name).join(', ');
  return annotation === undefined
    ? `${names} = ${values}`
    : `${names}: ${annotation} = ${values}`;
}
