/** A cell that has something of everything. */
export const SAMPLE = String.raw`import numpy as np, os.path
from . import (a as b,
               c)
%matplotlib inline
files = !ls {folder}
for file in files:
    !wc -l {file}
    if file == a: continue
    with open(file) as f, g() as (h, *i):
        text = f.read()
    x: dict[str, int] = {k: v for k, v in zip(text, i) if k != v}
else:
    y = lambda p, /, q=a, *r, s, **t: p + q % s
@decorate(b)
async def work(m: int, *n, o=c, **u) -> str:
    global total
    total += await m
    async for w in n:
        yield f"{w!r:>{o}} {m=}"
    return (z := [w async for w in n])
class Model[T](Base, metaclass=Meta):
    size = 3
    def __init__(self):
        super().__init__(size=self.size)
        del self.old[a:b, ::c]
try:
    assert a, b
except (A, B) as e:
    raise C from e
finally:
    match a:
        case [1, P(x=2) as d, *_] | d if d > 0:
            pass
        case {"k": v, **rest}:
            while not v: break
%time result = work(x) \
    + y
x?
value = (a
         % b)
print(x if y else z, *a, sep='\n', **b)
doc = """
%not a magic
!nor this {x}
"""
`;
