/** What is made again from source, and what travels as a value. */
import { createBuild, type Build } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

/** The definitions of a first cell, when all its names are read below. */
function definitionsOf(source: string, below = ''): string[] {
  const built = build(['step:a', source], ['step:b', below || 'pass']);
  expect(built.told.filter(each => each.startsWith('error'))).toEqual([]);
  return built.definitions;
}

describe('a definition', () => {
  it.each([
    ['an import', 'import os', 'import os'],
    ['a submodule', 'import os.path', 'import os'],
    ['an alias', 'import os.path as p', 'import p'],
    ['names of a module', 'from os import sep, path as p', 'import sep,p'],
    ['all names', 'from math import *', 'import from math import *'],
    ['a function', 'def f(x): return x', 'function f'],
    ['a coroutine', 'async def f(): pass', 'function f'],
    ['a generator', 'def f():\n    yield 1', 'function f'],
    ['one that reads a variable', 'k = 1\ndef f(): return k', 'function f'],
    [
      'immutable defaults',
      'def f(a=1, *, b="x", c=(1, -2)): pass',
      'function f'
    ],
    ['builtins as defaults', 'def f(a=int, b=None): pass', 'function f'],
    [
      'annotations',
      'def f(a: "int", b: list[int] = ()) -> str: pass',
      'function f'
    ],
    ['a class', 'class A: pass', 'class A'],
    [
      'constants in it',
      'class A:\n    """doc"""\n    x = 1\n    y = x',
      'class A'
    ],
    ['unpacking', 'class A:\n    x, y = 1, 2\n    z = y', 'class A'],
    ['methods', 'class A:\n    def f(self): return self', 'class A'],
    ['a builtin base', 'class A(dict): pass', 'class A'],
    [
      'properties',
      'class A:\n    @property\n    def p(self): return 1\n    @p.setter\n    def p(self, v): pass',
      'class A'
    ],
    ['a class in a class', 'class A:\n    class B:\n        x = 1', 'class A']
  ])('is %s', (_, source, definition) => {
    expect(definitionsOf(source)).toEqual([definition]);
  });

  it.each([
    ['a mutable default', 'def f(x=[]): pass'],
    ['a dict as default', 'def f(x={}): pass'],
    ['a variable as default', 'k = 1\ndef f(x=k): pass'],
    ['a call as default', 'def f(x=len("a")): pass'],
    ['a mutable default of a lambda', 'def f(x=lambda y=[]: y): pass'],
    ['a lambda', 'f = lambda: 1'],
    ['a variable as annotation', 'Kind = int\ndef f(x: Kind): pass'],
    ['a function in a branch', 'if True:\n    def f(): pass'],
    ['a variable in a class body', 'k = 1\nclass A:\n    x = k'],
    ['a list in a class body', 'class A:\n    x = []'],
    ['an outer variable in a class body', 'x = 1\nclass A:\n    x = x + 1'],
    ['a store into another object', 'class A:\n    dict.x = 1'],
    ['a loop in a class body', 'class A:\n    for i in "ab": pass'],
    ['a call in a class body', 'class A:\n    print("made")'],
    ['a base that is computed', 'Base = [list][0]\nclass A(Base): pass'],
    ['a function that gets an attribute', 'def f(): pass\nf.calls = 0'],
    ['a class that gets an attribute', 'class A: pass\nA.n = 1'],
    ['a class in a try', 'try:\n    class A: pass\nfinally:\n    pass']
  ])('is not %s', (_, source) => {
    expect(definitionsOf(source)).toEqual([]);
  });

  it.each([
    ['a function', 'def f(): pass', 'f.calls = 1', []],
    ['a class', 'class A: pass', 'A.n = 1', []],
    ['a class through setattr', 'class A: pass', 'setattr(A, "n", 1)', []],
    ['a class by an instance', 'class A: pass', 'type(A()).n = 1', []],
    ['the name of a class', 'class A: pass', 'A = 1', []],
    ['the name of a function', 'def f(): pass', 'f = 1', ['function f']]
  ])('is no more once a later step changes %s', (_, source, below, left) => {
    expect(definitionsOf(source, below)).toEqual(left);
  });

  it.each([
    ['functools', '@functools.lru_cache\ndef f(x): return x', true],
    ['functools', '@functools.lru_cache(maxsize=9)\ndef f(x): return x', true],
    ['functools', '@functools.cache\ndef f(x): return f(x - 1)', true],
    ['functools', '@functools.cache\ndef f(x): return x + k', false],
    ['functools', '@functools.lru_cache(maxsize=k)\ndef f(x): return x', false],
    ['functools', '@functools.singledispatch\ndef f(x): return x', false],
    ['contextlib', '@contextlib.contextmanager\ndef f(): yield', true],
    ['dataclasses', '@dataclasses.dataclass\nclass f:\n    x: int = 1', true],
    [
      'dataclasses',
      '@dataclasses.dataclass(frozen=True)\nclass f:\n    x: list = dataclasses.field(default_factory=list)',
      true
    ],
    ['enum', '@enum.unique\nclass f(enum.Enum):\n    A = enum.auto()', true],
    [
      'abc',
      'class f(abc.ABC):\n    @abc.abstractmethod\n    def g(self): pass',
      true
    ],
    ['typing', 'class f(typing.NamedTuple):\n    x: int = 1', true],
    ['unknown', '@unknown.wrap\ndef f(x): return x', false],
    ['functools', 'def own(g): return g\n@own\ndef f(x): return x', false]
  ])('with %s: %s', (module, source, isDefinition) => {
    const found = definitionsOf(`import ${module}\nk = 1\n${source}`);
    expect(found.some(each => / f$/.test(each))).toBe(isDefinition);
  });
});

describe('the needs of a definition', () => {
  it.each([
    ['a base', 'class B: pass\nclass A(B): pass', ['A needs B']],
    ['a default', 'def g(): pass\ndef f(x=g): pass', ['f needs g']],
    [
      'an annotation',
      'from typing import Any\ndef f(x: Any) -> Any: pass',
      ['f needs Any']
    ],
    [
      'a decorator',
      'import functools\n@functools.cache\ndef f(): pass',
      ['f needs functools']
    ],
    [
      'what a class body names',
      'from enum import Enum, auto\nclass A(Enum):\n    X = auto()',
      ['A needs Enum,auto']
    ],
    [
      'decorators in a class',
      'from abc import abstractmethod\nclass A:\n    @abstractmethod\n    def f(self): pass',
      ['A needs abstractmethod']
    ],
    ['not what the body calls', 'def g(): pass\ndef f(): g()', []],
    [
      'the last import of a name',
      'import numpy as np\nimport jax.numpy as np\ndef f(x: np.ndarray): pass',
      ['f needs np']
    ],
    [
      'star imports, which may give any name',
      'from abc import *\nfrom enum import *\nclass A(Enum): pass',
      ['A needs from abc import *', 'A needs from enum import *']
    ]
  ])('are %s', (_, source, needs) => {
    expect(build(['functions', source]).needs).toEqual(needs);
  });
});

describe('restored for a step', () => {
  it('is what it calls, and what that calls', () => {
    const built = build(
      ['imports', 'import os, sys'],
      [
        'functions',
        'def g(): return os.sep\ndef f(): return g()\ndef h(): return sys.path'
      ],
      ['step:a', 'print(f())']
    );
    expect(built.restored('a')).toEqual([
      'import os,sys',
      'function g',
      'function f'
    ]);
  });

  it('is the class of an instance that it reads', () => {
    const built = build(
      ['functions', 'class B: pass\nclass A(B): pass'],
      ['step:a', 'x = [A()]'],
      ['step:b', 'print(x)']
    );
    expect(built.flows).toEqual(['b.x <- a']);
    expect(built.restored('b')).toEqual(['class B', 'class A']);
  });

  it('is nothing that the step defines itself', () => {
    const built = build(['step:a', 'import os\nprint(os.sep)']);
    expect(built.restored('a')).toEqual([]);
  });

  it('is not the older of two functions of a name', () => {
    const built = build(
      ['step:a', 'def f(): return 1'],
      ['step:b', 'def f(): return 2'],
      ['step:c', 'print(f())']
    );
    expect(built.flows).toEqual(['c.f <- b']);
  });

  it('is not an import whose name is a variable by then', () => {
    const built = build(
      ['step:a', 'import json'],
      ['step:b', 'try:\n    json.x\nexcept AttributeError:\n    json = None'],
      ['step:c', 'print(json)']
    );
    expect(built.flows).toEqual(['c.json <- b']);
  });

  it('is not an import that the same step may undo', () => {
    const built = build(
      ['step:a', 'import json\nif json:\n    pass\nelse:\n    json = None'],
      ['step:b', 'print(json)']
    );
    expect(built.flows).toEqual(['b.json <- a']);
  });

  it('are star imports, for names that nothing binds after them', () => {
    const built = build(
      ['step:a', 'e = 1'],
      ['step:b', 'from math import *'],
      ['step:c', 'tau = 2'],
      ['step:d', 'print(e)'],
      ['step:e', 'tau + 1']
    );
    expect(built.restored('d')).toEqual(['import from math import *']);
    expect(built.flows).toEqual(['d.e <- a', 'e.tau <- c']);
    expect(built.restored('e')).toEqual([]);
  });

  it('is what a long chain of calls leads to', () => {
    const chain = Array.from(
      { length: 60 },
      (_, i) => `def f${i}(): return f${i + 1}()`
    );
    const built = build(
      ['step:a', 'k = 1'],
      ['functions', [...chain, 'def f60(): return k'].join('\n')],
      ['step:b', 'print(f0())']
    );
    expect(built.flows).toEqual(['b.k <- a']);
    expect(built.restored('b')).toHaveLength(61);
  });
});
