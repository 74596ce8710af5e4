import { afterFrame } from '../after-frame';

describe('what waits until a frame is seen', () => {
  it('is called once, behind the frame', async () => {
    const order: string[] = [];
    requestAnimationFrame(() => order.push('frame'));
    await new Promise<void>(resolve => {
      afterFrame(() => {
        order.push('behind it');
        resolve();
      });
      requestAnimationFrame(() => order.push('same frame'));
    });
    expect(order).toEqual(['frame', 'same frame', 'behind it']);
  });

  it('is not called where it is called off', async () => {
    const call = jest.fn();
    const callOff = afterFrame(call);
    callOff();
    await new Promise<void>(resolve => void afterFrame(resolve));
    expect(call).not.toHaveBeenCalled();
  });

  it('does not wait for a frame in a page that nobody sees', async () => {
    const frames = jest
      .spyOn(window, 'requestAnimationFrame')
      .mockReturnValue(1);
    await new Promise<void>(resolve => void afterFrame(resolve));
    frames.mockRestore();
  });
});
