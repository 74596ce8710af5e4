import { ServerConnection } from '@jupyterlab/services';
import { FakeService } from '../../__tests__/fake-service';
import { pathOfRun, runOfPath, timeOfRun } from '../drive-path';
import { RunsDrive } from '../runs-drive';

const ID = '20260102-030405-00ff00';
const NOTEBOOK = 'a folder/a.ipynb';

describe('the path of an executed notebook', () => {
  it('leads back to its run, with the name of the drive or without', () => {
    const path = pathOfRun({ id: ID, notebook: NOTEBOOK });
    expect(path).toBe(`Cellway:${ID}/${NOTEBOOK}`);
    const place = { id: ID, notebook: NOTEBOOK };
    expect(runOfPath(path)).toEqual(place);
    expect(runOfPath(`${ID}/${NOTEBOOK}`)).toEqual(place);
  });

  it('is that of no run where a part is missing', () => {
    expect(['', 'Cellway:', ID, `${ID}/`].map(runOfPath)).toEqual(
      Array(4).fill(undefined)
    );
  });

  it('says when the run was made, if its id does', () => {
    expect(timeOfRun(ID)?.toISOString()).toBe('2026-01-02T03:04:05.000Z');
    expect(timeOfRun('my-run')).toBeUndefined();
    expect(timeOfRun('20269999-999999-00ff00')).toBeUndefined();
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
