import { join } from 'node:path';
import { wrongCall } from './service-error';

/**
 * Where a notebook of Jupyter's contents is on disk. What leaves the root is
 * refused; a link inside it may lead out, as it may for Jupyter: whoever can
 * make links there can run code too.
 *
 * @param root - the absolute path of the contents' root
 * @param path - relative to the root, with `/`
 * @throws ServiceError `invalid-path`
 */
export function resolveContentsPath(root: string, path: string): string {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..') || path.includes('\0')) {
    throw wrongCall(
      'invalid-path',
      `${JSON.stringify(path)} is no path of a notebook below Jupyter's root`
    );
  }
  return join(root, ...parts);
}
