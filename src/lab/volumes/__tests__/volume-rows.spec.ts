import { NOTEBOOK_FIELDS } from '../../../notebook/settings/form/notebook-fields';
import { isUsed, rowOfClaim, rowOfMount } from '../volume-rows';

const CONTEXT = { stepsAbove: [], steps: [], volumes: [] };

describe('a claim that becomes a volume of the notebook', () => {
  it('gets a name, a folder and a variable that are right and free', () => {
    const claims = ['data', 'data', 'team.data', 'data-2', 'a'.repeat(250)];
    const rows = claims.reduce<ReturnType<typeof rowOfClaim>[]>(
      (all, claim) => [...all, rowOfClaim(claim, all)],
      []
    );
    expect(rows.slice(0, 2)).toMatchObject([
      { name: 'data', path: '/data', env: 'DATA_FOLDER' },
      { name: 'data-2', path: '/data-2', env: 'DATA_2_FOLDER' }
    ]);
    expect(NOTEBOOK_FIELDS.volumes.check(rows, CONTEXT)).toEqual({});
    expect(new Set(rows.map(each => each.path)).size).toBe(rows.length);
  });

  it('never takes the place of a variable that means something else', () => {
    expect(rowOfClaim('home', []).env).not.toBe('HOME');
    expect(rowOfClaim('path', []).env).not.toBe('PATH');
  });

  it('is where the notebook has it, where it is one of its own', () => {
    const mount = {
      claim: 'home-of-ann',
      path: '/home/ann',
      subPath: 'work',
      isReadOnly: true
    };
    const row = rowOfMount(mount, []);
    expect(NOTEBOOK_FIELDS.volumes.write({}, [row])).toEqual({
      volumes: [
        {
          name: 'home-of-ann',
          path: '/home/ann',
          source: { kind: 'claim', name: 'home-of-ann' },
          subPath: 'work',
          readOnly: true
        }
      ]
    });
    expect(isUsed(mount, [row])).toBe(true);
    expect(isUsed({ ...mount, path: '/data' }, [row])).toBe(false);
    expect(isUsed({ claim: 'home-of-ann' }, [row])).toBe(true);
    expect(isUsed({ claim: 'other' }, [row])).toBe(false);
  });
});
