import { execFileSync } from 'node:child_process';
import type { Loading } from '../../../service/api/artifacts';
import { loadingCode, readReport, REPORT_EXPRESSION } from '../loading-code';

const LOADING: Loading = {
  runner: '/opt/it\'s "here"/runner.pyz',
  folder: '/home/me',
  objects: '/home/me/.cellway/objects',
  restore: [
    {
      kind: 'definition',
      id: '1',
      names: ['f'],
      cell: 0,
      line: 1,
      source: 'def f():\n    """\\d é 😀 \u2028"""\n    return \'a\' + "b"'
    },
    { kind: 'parameter', name: 'n', source: "'\\n'" }
  ]
};

/** Runs code with a runner that tells its request, and gives what the expression shows. */
function run(code: string): { shown: string; left: string[] } {
  const program = `
import json, os, sys, types
os.path.exists = lambda path: path == ${JSON.stringify(LOADING.runner)}
for name in ("_cellway_runner", "_cellway_runner.looking", "_cellway_runner.looking.kernel"):
    sys.modules[name] = types.ModuleType(name)
def load(text, namespace, shell):
    return json.dumps({"told": json.loads(text), "shell": shell, "same": namespace is scope})
sys.modules["_cellway_runner.looking.kernel"].load = load
scope = {}
before = list(sys.path)
exec(sys.stdin.read(), scope)
shown = repr(eval(${JSON.stringify(REPORT_EXPRESSION)}, scope))
assert sys.path == before
print(json.dumps({"shown": shown, "left": [name for name in scope if name != "__builtins__"]}))
`;
  const out = execFileSync('python3', ['-c', program], { input: code });
  return JSON.parse(out.toString());
}

describe('the code that loads values into a kernel', () => {
  it('hands on what is to be loaded, whatever letters are in it', () => {
    const { shown, left } = run(loadingCode(LOADING, true));
    expect(readReport(shown)).toEqual({
      told: {
        protocol: 1,
        objects: LOADING.objects,
        restore: LOADING.restore,
        replace: true
      },
      shell: null,
      same: true
    });
    expect(left).toEqual([]);
  });

  it('says where the runner is not to be seen, and leaves nothing', () => {
    const other = loadingCode({ ...LOADING, runner: '/no/such' }, false);
    const program = `
import sys
scope = {}
try:
    exec(sys.stdin.read(), scope)
except FileNotFoundError as error:
    print(error, [name for name in scope if name != "__builtins__"])
`;
    const out = execFileSync('python3', ['-c', program], { input: other });
    expect(out.toString()).toBe(
      'the kernel does not see /no/such: it may be on another machine []\n'
    );
  });
});
