import type React from 'react';
import { useLayoutEffect, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element inside its border, in px; nothing before it is there. */
export function useSize(ref: React.RefObject<HTMLElement>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const node = ref.current;
    if (!node) {
      return;
    }
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = node;
      // While it is hidden nobody needs another layout.
      if (width > 0) {
        setSize(old =>
          old?.width === width && old.height === height
            ? old
            : { width, height }
        );
      }
    };
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    measure();
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
