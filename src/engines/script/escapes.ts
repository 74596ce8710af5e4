/** IPython's own syntax as Python, as far as there is such. */
import type { Escape } from '../../analysis/syntax/tree';
import type { Prelude } from './prelude';
import { comment, pythonString, pythonText } from './python-text';
import { commandExpression } from './shell-command';

/** What stands in a script for an escape. */
export type Translation =
  | { readonly code: string }
  /** It does nothing to the result, and is left out. */
  | { readonly dropped: string }
  /** Code of the notebook that it runs, to be translated in its place. */
  | { readonly runs: string }
  | { readonly impossible: string };

export interface EscapeContext {
  readonly prelude: Prelude;
  /** Whether the notebook has a variable of that name. */
  isName(name: string): boolean;
}

/** Magics that only set how a notebook looks, measure, or tell. */
const WITHOUT_RESULT =
  /^(matplotlib|config|load_ext|reload_ext|unload_ext|autoreload|precision|colors|xmode|timeit|who|who_ls|whos|history|hist|lsmagic|magic|quickref|pinfo|pinfo2|pdoc|psource|pwd|pdb|automagic|autocall|autosave|alias|page|pprint|doctest_mode)$/;

/** Cells that only show something. */
const SHOWING = /^(html|HTML|javascript|js|latex|markdown|svg|SVG|timeit)$/;

/** @param source - the text of the whole escape */
export function translateEscape(
  escape: Escape,
  source: string,
  isValue: boolean,
  context: EscapeContext
): Translation {
  switch (escape.form) {
    case 'help':
      return { dropped: source };
    case 'shell':
      return shell(source, isValue, context);
    case 'line-magic':
      return isValue
        ? impossible(`%${escape.name}`)
        : line(escape, source, context);
    case 'cell-magic':
      return cell(escape, source, context);
  }
}

function impossible(what: string): Translation {
  return {
    impossible: `${what} has no counterpart in plain Python. Write this cell without it.`
  };
}

function shell(
  source: string,
  isValue: boolean,
  { prelude, isName }: EscapeContext
): Translation {
  const [sign] = /^!!?/.exec(source) ?? [''];
  const command = source
    .slice(sign.length)
    .replace(/\\\r?\n/g, ' ')
    .trim();
  const expression = commandExpression(command, isName);
  if (isValue) {
    return { code: `${prelude.use('shell_lines')}(${expression})` };
  }
  return {
    code:
      sign === '!!'
        ? `${prelude.use('show_value')}(${prelude.use('shell_lines')}(${expression}))`
        : `${prelude.use('run_shell')}(${expression})`
  };
}

function line(
  { name, argument }: Escape,
  source: string,
  { prelude, isName }: EscapeContext
): Translation {
  const text = (): string => commandExpression(argument, isName);
  if (WITHOUT_RESULT.test(name)) {
    return { dropped: source };
  }
  switch (name) {
    case 'time':
      return { runs: argument };
    case 'pip':
      return { code: `${prelude.use('run_pip')}(${text()})` };
    case 'cd':
      return /^[^-\s]\S*$/.test(argument)
        ? { code: `${prelude.use('change_folder')}(${text()})` }
        : impossible(`%cd ${argument}`);
    case 'env':
    case 'set_env': {
      const [, variable, value] =
        /^(\w+)(?:\s*=\s*|\s+)(.*)$/s.exec(argument) ?? [];
      return variable === undefined
        ? name === 'env'
          ? { dropped: source }
          : impossible('%set_env')
        : {
            code: `${prelude.use('set_variable')}(${pythonString(variable)}, ${commandExpression(value, isName)})`
          };
    }
    case 'sx':
    case 'system':
      return { code: `${prelude.use('run_shell')}(${text()})` };
    default:
      return impossible(`%${name}`);
  }
}

function cell(
  { name, argument, text = '' }: Escape,
  source: string,
  { prelude, isName }: EscapeContext
): Translation {
  if (SHOWING.test(name)) {
    return { dropped: source };
  }
  switch (name) {
    case 'time':
      return argument === ''
        ? { dropped: source }
        : impossible('%%time with code on its line');
    case 'bash':
    case 'sh':
      return argument === ''
        ? {
            code: `${prelude.use('run_bash')}(${pythonString(name)}, ${pythonText(text)})`
          }
        : impossible(`%%${name} ${argument}`);
    case 'writefile':
    case 'file': {
      const [, append, path] =
        /^(-a\s+|--append\s+)?(?:"(?=[^"]+"$))?([^"]+)"?$/.exec(argument) ?? [];
      return path === undefined
        ? impossible(`%%${name} ${argument}`)
        : {
            code: `${prelude.use('write_file')}(${commandExpression(path, isName)}, ${pythonText(text)}${append ? ', append=True' : ''})`
          };
    }
    default:
      return impossible(`%%${name}`);
  }
}

/** What is left in the script of something dropped; `# %%` would begin a cell. */
export function droppedText(text: string): string {
  const mark = text.startsWith('%%') ? 'left out: ' : '';
  return comment(mark + text.trimEnd());
}
