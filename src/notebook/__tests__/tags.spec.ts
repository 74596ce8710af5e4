import * as fc from 'fast-check';
import { parseTag } from '../dialect/parse-tag';
import { checkStepName, toStepName } from '../dialect/step-names';
import { formatTag, type Tag } from '../dialect/tags';

/** Each row of Kale's tag language, and what Kale refuses and we accept. */
const GOOD: readonly [string, Tag][] = [
  // step, since 0.5
  ['step:load', { kind: 'step', word: 'step', names: ['load'] }],
  ['step:_load2_x', { kind: 'step', word: 'step', names: ['_load2_x'] }],
  ['step:', { kind: 'step', word: 'step', names: [] }],
  // block: 0.4 to 0.7; 0.3 with hyphens and leading digits; 0.1 lists
  ['block:load', { kind: 'step', word: 'block', names: ['load'] }],
  ['block:', { kind: 'step', word: 'block', names: [] }],
  ['block:load-data', { kind: 'step', word: 'block', names: ['load-data'] }],
  ['block:1-load', { kind: 'step', word: 'block', names: ['1-load'] }],
  ['block:2', { kind: 'step', word: 'block', names: ['2'] }],
  ['block:a;b2;c', { kind: 'step', word: 'block', names: ['a', 'b2', 'c'] }],
  ['step:load-data', { kind: 'step', word: 'step', names: ['load-data'] }],
  ['step:a-b_c', { kind: 'step', word: 'step', names: ['a-b_c'] }],
  // prev
  ['prev:load', { kind: 'prev', names: ['load'] }],
  ['prev:load-data', { kind: 'prev', names: ['load-data'] }],
  ['prev:a;b', { kind: 'prev', names: ['a', 'b'] }],
  // special cells
  ['skip', { kind: 'skip' }],
  ['imports', { kind: 'imports' }],
  ['functions', { kind: 'functions' }],
  ['pipeline-metrics', { kind: 'metrics' }],
  ['pipeline-parameters', { kind: 'parameters', word: 'pipeline-parameters' }],
  ['parameters', { kind: 'parameters', word: 'parameters' }],
  ['injected-parameters', { kind: 'parameters', word: 'injected-parameters' }],
  // limit, with the digits and capitals that Kale refuses
  ['limit:cpu:500m', { kind: 'limit', key: 'cpu', value: '500m' }],
  ['limit:cpu:1.5', { kind: 'limit', key: 'cpu', value: '1.5' }],
  ['limit:memory:4Gi', { kind: 'limit', key: 'memory', value: '4Gi' }],
  ['limit:memory:1e9', { kind: 'limit', key: 'memory', value: '1e9' }],
  [
    'limit:nvidia.com/gpu:2',
    { kind: 'limit', key: 'nvidia.com/gpu', value: '2' }
  ],
  [
    'limit:nvidia.com/mig-1g.5gb:1',
    { kind: 'limit', key: 'nvidia.com/mig-1g.5gb', value: '1' }
  ],
  [
    'limit:hugepages-2Mi:80Mi',
    { kind: 'limit', key: 'hugepages-2Mi', value: '80Mi' }
  ],
  [
    'limit:ephemeral-storage:2G',
    { kind: 'limit', key: 'ephemeral-storage', value: '2G' }
  ],
  // label and annotation
  ['label:team:risk', { kind: 'label', key: 'team', value: 'risk' }],
  [
    'label:example.com/Team_1:A.b-c',
    { kind: 'label', key: 'example.com/Team_1', value: 'A.b-c' }
  ],
  ['label:empty:', { kind: 'label', key: 'empty', value: '' }],
  [
    'annotation:url:http://x.y:80/z',
    { kind: 'annotation', key: 'url', value: 'http://x.y:80/z' }
  ],
  [
    'annotation:sidecar.istio.io/inject:{"a": "b:c 😀"}',
    {
      kind: 'annotation',
      key: 'sidecar.istio.io/inject',
      value: '{"a": "b:c 😀"}'
    }
  ],
  ['annotation:empty:', { kind: 'annotation', key: 'empty', value: '' }],
  // since 2.0
  ['image:python:3.12', { kind: 'image', reference: 'python:3.12' }],
  [
    'image:r.io:5000/a/b@sha256:7cd17d0b5b7d4d2a8a0c3a1f6e8c9b10',
    {
      kind: 'image',
      reference: 'r.io:5000/a/b@sha256:7cd17d0b5b7d4d2a8a0c3a1f6e8c9b10'
    }
  ],
  ['cache:enabled', { kind: 'cache', enabled: true }],
  ['cache:disabled', { kind: 'cache', enabled: false }],
  ['report:enabled', { kind: 'report', enabled: true }],
  ['report:disabled', { kind: 'report', enabled: false }],
  // since 2.3
  [
    'secret:my.secret-1:api.key_1:API_KEY',
    { kind: 'secret', secret: 'my.secret-1', key: 'api.key_1', env: 'API_KEY' }
  ],
  ['notebook:train', { kind: 'notebook', name: 'train' }],
  // never worked in Kale, or are of other programs
  ['in', { kind: 'other', text: 'in' }],
  ['out', { kind: 'other', text: 'out' }],
  ['hide-input', { kind: 'other', text: 'hide-input' }],
  ['remove-cell', { kind: 'other', text: 'remove-cell' }],
  ['raises-exception', { kind: 'other', text: 'raises-exception' }],
  ['Step:a', { kind: 'other', text: 'Step:a' }],
  ['steps:a', { kind: 'other', text: 'steps:a' }],
  ['step', { kind: 'other', text: 'step' }],
  ['constructor:a', { kind: 'other', text: 'constructor:a' }],
  ['', { kind: 'other', text: '' }],
  [':', { kind: 'other', text: ':' }]
];

describe('parseTag', () => {
  it.each(GOOD)('reads %s', (text, tag) => {
    expect(parseTag(text)).toEqual({ tag, problems: [] });
    expect(formatTag(tag)).toBe(text);
  });

  /** Read as far as they go, and told. */
  const FAULTY: readonly [string, Tag['kind'], string][] = [
    ['step:Load', 'step', 'step-name'],
    ['step:load data', 'step', 'step-name'],
    ['step: load', 'step', 'step-name'],
    ['step:-load', 'step', 'step-name'],
    ['step:load-', 'step', 'step-name'],
    ['step:café', 'step', 'step-name'],
    ['block:a;', 'step', 'step-name'],
    ['prev:A', 'prev', 'step-name'],
    ['notebook:', 'notebook', 'step-name'],
    ['limit:_gpu:1', 'limit', 'limit-key'],
    ['limit:memory:lots', 'limit', 'limit-value'],
    ['limit:memory:', 'limit', 'limit-value'],
    ['limit:nvidia.com/gpu:0.5', 'limit', 'limit-value'],
    ['label:a b:c', 'label', 'label-key'],
    ['label:a:b c', 'label', 'label-value'],
    [`label:a:${'x'.repeat(64)}`, 'label', 'label-value'],
    ['annotation:a/b/c:d', 'annotation', 'annotation-key'],
    ['secret:Bad:key:ENV', 'secret', 'secret-name'],
    ['secret:good:k/y:ENV', 'secret', 'secret-key'],
    ['secret:good:key:1-ENV', 'secret', 'secret-variable'],
    ['prev:', 'malformed', 'prev-empty'],
    ['limit:memory', 'malformed', 'tag-incomplete'],
    ['limit::4', 'malformed', 'tag-incomplete'],
    ['label:a', 'malformed', 'tag-incomplete'],
    ['annotation:', 'malformed', 'tag-incomplete'],
    ['image:', 'malformed', 'image-reference'],
    ['image:a b', 'malformed', 'image-reference'],
    ['cache:on', 'malformed', 'switch-value'],
    ['report:', 'malformed', 'switch-value'],
    ['secret:', 'malformed', 'tag-incomplete'],
    ['secret:a:b', 'malformed', 'tag-incomplete'],
    ['secret:a:b:c:d', 'malformed', 'tag-incomplete']
  ];

  it.each(FAULTY)('tells what is wrong with %s', (text, kind, code) => {
    const { tag, problems } = parseTag(text);
    expect(tag.kind).toBe(kind);
    expect(problems.map(problem => problem.code)).toEqual([code]);
    expect(problems[0].message).not.toBe('');
    expect(problems[0].suggestion).not.toBe('');
    expect(formatTag(tag)).toBe(text);
  });

  it('never throws and gives the text back', () => {
    const word = fc.constantFrom(
      'step',
      'prev',
      'limit',
      'secret',
      'image',
      'x'
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(word, fc.array(fc.string({ maxLength: 4 }), { maxLength: 4 }))
        .map(([start, rest]) => [start, ...rest].join(':'))
    );
    fc.assert(
      fc.property(text, value => {
        expect(formatTag(parseTag(value).tag)).toBe(value);
      }),
      { numRuns: 500 }
    );
  });

  it('tells tags that no step can obey from those that a cluster may refuse', () => {
    const severity = (text: string): string =>
      parseTag(text).problems[0].severity;
    expect(severity('step:A')).toBe('error');
    expect(severity('label:a:b c')).toBe('warning');
  });
});

describe('checkStepName', () => {
  it.each(['a', '_', '_a1', 'a_b', '1', '1a', 'a-b', 'a--b', '1-2', 'a-b_c_'])(
    'accepts %s',
    name => {
      expect(checkStepName(name)).toBeUndefined();
    }
  );

  it.each([
    ['', 'empty', 'step'],
    ['LoadData', 'capital', 'load_data'],
    ['load data', 'character', 'load_data'],
    ['load.data', 'character', 'load_data'],
    ['naïve', 'character', 'naive'],
    ['-a', 'first', 'a'],
    ['a-', 'last', 'a'],
    ['数据', 'character', 'step']
  ])('refuses %j by the rule "%s"', (name, rule, suggestion) => {
    expect(checkStepName(name)).toMatchObject({ rule, suggestion });
  });

  it('suggests only what it accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(checkStepName(toStepName(text))).toBeUndefined();
      })
    );
  });
});
