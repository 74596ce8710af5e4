import { FakeService, serviceDown } from '../../__tests__/fake-service';
import { CellPlaces } from '../cell-places';

const PLACE = { id: 'r1', notebook: 'a.ipynb' };

describe('the cells of a run', () => {
  let service: FakeService;
  let places: CellPlaces;

  beforeEach(() => {
    service = new FakeService();
    places = new CellPlaces(service);
  });

  it('are known by the ids that they had when it was made here', async () => {
    places.remember('r1', [
      { id: 'a', source: '' },
      { id: 'b', source: '' }
    ]);
    expect(await places.idOf(PLACE, 1)).toBe('b');
    expect(service.calls).toEqual([]);
  });

  it("are known by the run's own copy otherwise, read once", async () => {
    service.notebookText = '{"cells": [{"id": "a"}, {}, {"id": "c"}]}';
    expect(await places.idOf(PLACE, 2)).toBe('c');
    expect(await places.idOf(PLACE, 1)).toBeUndefined();
    expect(service.calls).toEqual(['notebook r1']);
  });

  it('are known with their sources, however these are stored', async () => {
    service.notebookText =
      '{"cells": [{"id": "a", "source": ["x = 1\\n", "y"]}, {"id": "b", "source": "z"}]}';
    expect(await places.cellsOf(PLACE)).toEqual([
      { id: 'a', source: 'x = 1\ny' },
      { id: 'b', source: 'z' }
    ]);
  });

  it('are asked for again after a failure', async () => {
    service.failure = serviceDown();
    service.notebookText = '{"cells": [{"id": "a"}]}';
    await expect(places.idOf(PLACE, 0)).rejects.toThrow();
    expect(await places.idOf(PLACE, 0)).toBe('a');
  });
});
