/** IPython's magics and the shell commands that need no care. */
import type { FileAccess, Remark } from '../dataflow/effects';
import { each } from './table';

export interface MagicRule {
  readonly state?: string;
  readonly remark?: Remark['code'];
  readonly opaque?: boolean;
  /** It hands its text to a shell or another program. */
  readonly shell?: boolean;
  /** Its first argument is a file that it writes. */
  readonly writes?: boolean;
}

const LINE: Readonly<Record<string, MagicRule>> = {
  ...each(
    'matplotlib config load_ext reload_ext unload_ext autoreload precision colors xmode',
    {
      state: 'ipython'
    }
  ),
  ...each('cd pushd popd', { state: 'cwd' }),
  ...each('env set_env', { state: 'environ' }),
  ...each('run edit macro rerun recall', { opaque: true }),
  pylab: { opaque: true, state: 'ipython' },
  ...each('store reset reset_selective who who_ls whos history xdel', {
    remark: 'unsupported-magic'
  }),
  ...each('sx system sc', { shell: true }),
  ...each('logstart save notebook', { writes: true })
};

const CELL: Readonly<Record<string, MagicRule>> = {
  ...each(
    'bash sh script ! system sx perl ruby pypy python python2 python3 cmd',
    {
      shell: true
    }
  ),
  ...each('writefile file', { writes: true }),
  ...each('cython pyximport', { opaque: true })
};

const NO_RULE: MagicRule = {};

export function magicRule(
  name: string,
  form: 'line-magic' | 'cell-magic'
): MagicRule {
  const table = form === 'cell-magic' ? CELL : LINE;
  return Object.hasOwn(table, name) ? table[name] : NO_RULE;
}

const SILENT =
  /^\s*(echo|date|which|pwd|whoami|hostname|nvidia-smi|uname|pip|pip3|conda|mamba|uv|python3? --version)\b/;
const READING =
  /^\s*(ls|cat|head|tail|wc|du|df|file|stat|find|grep|tree|md5sum|sha256sum)\b/;

/** What a shell command may do to files whose names cannot be told. */
export function shellAccess(command: string): FileAccess[] {
  if (/[>|;&`]|\$\(/.test(command.replace(/2>&1|>\s*\/dev\/null/g, ''))) {
    return ['write'];
  }
  if (SILENT.test(command)) {
    return [];
  }
  return READING.test(command) ? ['list'] : ['write'];
}

const INSTALLING =
  /(^|[\s;&|/])(pip[\d.]*|conda|mamba|micromamba|uv|poetry)\s+(?:\S+\s+)*?(install|uninstall|add|sync|update|upgrade|remove)\b/;

/** Whether a command changes what can be imported: `pip install x`, `conda install x`. */
export function installsPackages(command: string): boolean {
  return INSTALLING.test(command);
}
