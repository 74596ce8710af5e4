import { ServerConnection } from '@jupyterlab/services';
import { FakeService } from '../../__tests__/fake-service';
import { pathOfRun, runOfPath } from '../drive-path';
import { RunsDrive } from '../runs-drive';

const ID = '20260102-030405-00ff00';
const NOTEBOOK = 'a folder/a.ipynb';

describe('the path of an executed notebook', () => {
  it.each([NOTEBOOK, 'a.ipynb', 'a (run 1).ipynb', 'v1.2/plain', '.hidden'])(
    'leads back to its run: %s',
    notebook => {
      const place = { id: ID, notebook };
      const path = pathOfRun(place);
      expect(path).toContain(`Cellway:${ID}/`);
      expect(runOfPath(path)).toEqual(place);
      expect(runOfPath(path.replace('Cellway:', ''))).toEqual(place);
    }
  );

  it('says in its last part when the run was made, else which run it is', () => {
    expect(pathOfRun({ id: ID, notebook: NOTEBOOK })).toMatch(
      /^Cellway:[^/]+\/a folder\/a \(run \d\d\.\d\d\.05\)\.ipynb$/
    );
    expect(pathOfRun({ id: 'my-run', notebook: 'a.ipynb' })).toBe(
      'Cellway:my-run/a (run my-run).ipynb'
    );
    const strange = '20269999-999999-00ff00';
    expect(pathOfRun({ id: strange, notebook: 'a.ipynb' })).toContain(strange);
  });

  it('is that of no run where a part is missing', () => {
    expect(['', 'Cellway:', ID, `${ID}/`].map(runOfPath)).toEqual(
      Array(4).fill(undefined)
    );
  });
});

describe('the drive', () => {
  const service = new FakeService();
  const drive = new RunsDrive(service, ServerConnection.makeSettings());
  const path = `${ID}/${NOTEBOOK}`;

  it('gives executed notebooks, to be read only', async () => {
    service.notebookText = '{"cells": [], "nbformat": 4}';
    expect(await drive.get(path)).toMatchObject({
      name: 'a.ipynb',
      path,
      type: 'notebook',
      format: 'json',
      writable: false,
      content: { cells: [], nbformat: 4 }
    });
    expect((await drive.get(path, { content: false })).content).toBeNull();
  });

  it('changes nothing', async () => {
    const changes = [
      drive.save(),
      drive.delete(),
      drive.rename(),
      drive.copy(),
      drive.newUntitled(),
      drive.createCheckpoint()
    ];
    for (const change of changes) {
      await expect(change).rejects.toThrow('cannot be changed');
    }
    expect(await drive.listCheckpoints()).toEqual([]);
  });
});
