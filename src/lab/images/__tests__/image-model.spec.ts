import type { ImageRecipe, NewImage } from '../../../service/api/images';
import { FakeService } from '../../__tests__/fake-service';
import type { IClusterCalls } from '../../api/clusters';
import { ServiceError } from '../../api/service-error';
import { ImageModel } from '../image-model';

const RECIPE: ImageRecipe = { files: {}, remarks: [], commands: ['build it'] };

let calls: NewImage[];
let answer: () => Promise<ImageRecipe>;

function make(): ImageModel {
  calls = [];
  answer = async () => RECIPE;
  const clusters: Partial<IClusterCalls> = {
    image: call => {
      calls.push(call);
      return answer();
    }
  };
  const service = Object.assign(new FakeService(), { clusters });
  return new ImageModel(
    { path: 'a/train.ipynb', text: '{}' },
    service as never
  );
}

it('An image is shown before anything is written, then goes where its person wants it', async () => {
  const model = make();
  await model.load();
  expect(calls[0].folder).toBeUndefined();
  expect(model.isWritten).toBe(false);
  expect(model.folder).toBe('a/train-image');
  model.folder = ' elsewhere ';
  await model.write();
  expect(calls[1].folder).toBe('elsewhere');
  expect(model.isWritten).toBe(true);
  model.folder = 'other';
  expect(model.isWritten).toBe(false);
});

it('An image is not written where no folder is named', async () => {
  const model = make();
  model.folder = ' ';
  await model.write();
  expect(calls).toEqual([]);
});

it('What keeps an image from being written is told, until it is tried elsewhere', async () => {
  const model = make();
  await model.load();
  answer = () =>
    Promise.reject(
      new ServiceError(422, { code: 'c', message: 'there is one', hint: 'h' })
    );
  await model.write();
  expect([model.isWritten, model.problem?.message]).toEqual([
    false,
    'there is one'
  ]);
  model.folder = 'other';
  expect(model.problem).toBeUndefined();
});
