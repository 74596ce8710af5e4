import { definitionIds } from '../definition-ids';
import { pipelineOf, notebookText } from '../../local/__tests__/notebooks';

async function idsOf(...sources: readonly string[]): Promise<string[]> {
  const cells = sources.map(each => ['', each] as const);
  const { definitions } = await pipelineOf(notebookText(cells));
  return definitionIds(definitions);
}

describe('the ids of definitions', () => {
  it('stay when comments change and cells move', async () => {
    const before = await idsOf('import os', 'def f(x):\n    return x');
    const after = await idsOf(
      'print(1)',
      '# of the system\nimport os',
      'def f( x ):  # same\n\n  return x'
    );
    expect(after).toEqual(before);
  });

  it('are never the same for two definitions', async () => {
    const ids = await idsOf(
      'import os',
      'import os',
      'import os as sys',
      'def f():\n    return 1',
      'def g():\n    return 1',
      'import  os'
    );
    expect(new Set(ids).size).toBe(6);
  });
});
