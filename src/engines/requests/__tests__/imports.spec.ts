import { importsIn, importsOf } from '../imports';

describe('imports that may be done ahead', () => {
  it.each([
    ['import numpy as np', ['numpy']],
    ['import os.path, json as j  # files', ['os.path', 'json']],
    ['from a.b import c', ['a.b', 'a.b:c']],
    ['from a import (  # several\n  b as x,\n  c,\n)', ['a', 'a:b', 'a:c']],
    ['from a import b, \\\n  c', ['a', 'a:b']],
    ['from a import *', ['a']],
    ['import b\nfrom a import x\nimport c', ['b', 'a', 'a:x', 'c']],
    ['from . import sibling\nfrom .module import name', []],
    ['from __future__ import annotations', []],
    ['try:\n    import ujson\nexcept ImportError:\n    import json', []],
    ['important = 1\nfromage = 2\nx = "import y"', []],
    ['import', []]
  ])('are seen in %j', (source, expected) => {
    expect(importsIn(source)).toEqual(expected);
  });

  it('are those of all cells, each once, in their order', () => {
    const sources = ['import b', 'x = 1', 'import a\nimport b'];
    expect(importsOf(sources)).toEqual(['b', 'a']);
  });

  it.each([
    'os.environ["OMP_NUM_THREADS"] = "1"',
    'environ.update(A="1")',
    '%env OMP_NUM_THREADS=1',
    '%set_env A 1',
    'load_dotenv()',
    'sys.path.insert(0, "src")',
    'sys.path = ["src"] + sys.path',
    'from sys import path',
    'sys.modules["numpy"] = None',
    'del sys.modules["numpy"]',
    'site.addsitedir("lib")'
  ])('are none where code says %s', source => {
    expect(importsOf(['import numpy', source])).toEqual([]);
  });

  it.each(['sys.path.append("src")', '"numpy" in sys.modules'])(
    'stay the same where code says %s',
    source => {
      expect(importsOf(['import numpy', source])).toEqual(['numpy']);
    }
  );
});
