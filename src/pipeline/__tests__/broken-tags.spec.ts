/** Tags as people mistype them by hand: each is told on its cell, with a way out. */
import { CellAnalyser } from '../../analysis/cell-code';
import { loadParser } from '../../analysis/syntax/__tests__/load-parser';
import { code, notebook } from '../../notebook/__tests__/views';
import { buildPipeline } from '../build';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

/** Tags of a cell, what its first problem says, and the first way out. */
const BROKEN: readonly [tags: string[], message: RegExp, fix?: string][] = [
  [['step:'], /"step:" names no step.*"load"/, 'Name it make_y'],
  [['block:'], /"block:" names no step/, 'Name it make_y'],
  [['step: '], /The step name " " has the character " "/, 'Rename " " to step'],
  [['step :x'], /"step :x" means nothing.*"step:x"/, 'Write step:x'],
  [[' step:x'], /" step:x" means nothing/, 'Write step:x'],
  [['step x'], /"step x" means nothing/, 'Write step:x'],
  [['step=x'], /"step=x" means nothing/, 'Write step:x'],
  [['step：x'], /"step：x" means nothing/, 'Write step:x'],
  [['Step:x'], /"Step:x" means nothing/, 'Write step:x'],
  [['STEPS:Big X'], /"STEPS:Big X" means nothing/, 'Write step:big_x'],
  [['steps:x'], /"steps:x" means nothing/, 'Write step:x'],
  [['Prev:load', 'step:x'], /"Prev:load" means/, 'Write prev:load'],
  [['skip '], /"skip " means nothing/, 'Write skip'],
  [['Import'], /"Import" means nothing/, 'Write imports'],
  [['function'], /"function" means nothing/, 'Write functions'],
  [['metrics'], /"metrics" means nothing/, 'Write pipeline-metrics'],
  [['Pipeline Parameter'], /means nothing/, 'Write pipeline-parameters'],
  [['Limit:memory:4Gi', 'step:x'], /means/, 'Write limit:memory:4Gi'],
  [['step:A B'], /"A B" has a capital letter/, 'Rename "A B" to a_b'],
  [['step:a b'], /"a b" has the character " "/, 'Rename "a b" to a_b'],
  [['step:Load'], /"Load" has a capital letter/, 'Rename Load to load_2'],
  [['step:😀'], /has the character "😀"/, 'Rename "😀" to step'],
  [['step:a', 'step:b'], /for the step "a" and for "b"/, 'Keep step:a'],
  [['step:a', 'step:'], /"step:" has no effect/, 'Remove the tag step:'],
  [['imports', 'step:'], /"step:" has no effect/, 'Remove the tag step:'],
  [['imports', 'skip'], /only the first counts/, 'Remove the tag skip'],
  [['step:lo-ad', 'prev:lod'], /no step "lod"/, 'Wait for load'],
  [['step:a'.padEnd(305, 'a')], /"a{39}…" has 300/, /* shortened */ undefined],
  [['step:A'.padEnd(305, 'a')], /"Aa{38}…" has a capital/, undefined],
  [
    ['step:_load'],
    /cannot tell the steps "load" and "_load" apart/,
    'Rename _load to _load_2'
  ],
  [['limit:memory:4GB', 'step:x'], /"4GB" is not/, 'Write limit:memory:4G'],
  [['cache:on', 'step:x'], /neither enabled nor/, 'Write cache:enabled']
];

it.each(BROKEN)('%j', (tags, message, fix) => {
  const view = notebook(
    code('x = 1', 'step:load'),
    code('y = x', '', { tags })
  );
  const built = buildPipeline(view, analyser);
  const [told] = built.diagnostics.filter(({ cell }) => cell === 1);
  expect(told.message).toMatch(message);
  expect(told.message.length).toBeLessThan(300);
  const [first] = told.fixes.map(({ title }) => title);
  expect(first.length).toBeLessThan(120);
  expect(fix ?? first).toBe(first);
  // Badges show what is among these.
  expect(built.tagged.problems).toContainEqual(
    expect.objectContaining({ cell: 1, code: told.code })
  );
});

it.each([
  'hide-input',
  'skip-execution',
  'step-by-step',
  'note: step',
  'stop:here',
  'imported',
  'label',
  'important',
  '',
  ':',
  'x:y',
  'tags:step:x'
])('somebody else’s "%s" is left in peace', tag => {
  const view = notebook(code('x = 1', 'step:load', { tags: ['step:a', tag] }));
  expect(buildPipeline(view, analyser).diagnostics).toEqual([]);
});
