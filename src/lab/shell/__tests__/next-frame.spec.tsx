import { Signal } from '@lumino/signaling';
import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { useChanged } from '../../panel/use-changed';
import { doNotDraw, drawInNextFrame } from '../next-frame';

const frame = (): Promise<number> => new Promise(requestAnimationFrame);

describe('what is drawn in the next frame', () => {
  it('is drawn once, however often it is asked for', async () => {
    const draw = jest.fn();
    drawInNextFrame(draw);
    drawInNextFrame(draw);
    expect(draw).not.toHaveBeenCalled();
    await frame();
    await frame();
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it('is not drawn where it is gone by then', async () => {
    const draw = jest.fn();
    drawInNextFrame(draw);
    doNotDraw(draw);
    await frame();
    expect(draw).not.toHaveBeenCalled();
  });

  it('stands on the page before that frame is painted', async () => {
    const counted = new Signal<object, void>({});
    let count = 0;
    function Count(): React.JSX.Element {
      useChanged(counted);
      return <>{count}</>;
    }
    const node = document.createElement('div');
    const root = createRoot(node);
    flushSync(() => root.render(<Count />));
    await frame();
    count = 1;
    counted.emit();
    expect(node.textContent).toBe('0');
    await frame();
    expect(node.textContent).toBe('1');
    root.unmount();
  });
});
