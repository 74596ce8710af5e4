# Steps that only read what they share, and so can run at the same time.

# case: independent-aggregates
# expect: b !< a; c.xs <- a; d.xs <- a; e.xs <- a; d !< c; e !< c; e !< d
# %% imports
import math
# %% step:b
print("b needs nothing")
# %% step:a
xs = [5, 3, 8, 1]
# %% step:c
print(sum(xs), len(xs))
# %% step:d
print(max(xs), min(xs), sorted(xs))
# %% step:e
print(math.prod(xs), math.dist(xs, xs))

# case: independent-iterations
# expect: c !< b; d !< b; d !< c; e !< d; b.xs <- a; e.xs <- a
# %% step:a
xs = [5, 3, 8]
# %% step:b
for x in xs:
    print(x)
# %% step:c
print([x * 2 for x in xs], {x for x in xs} == {3, 5, 8})
# %% step:d
for i, x in enumerate(xs):
    print(i, x)
# %% step:e
for x, y in zip(xs, reversed(xs)):
    print(x - y)

# case: independent-loop-variables
# about: each step has an i of its own
# expect: b !< a; c !< b; d.i <- c; d !< b
# %% step:a
for i in range(3):
    print("a", i)
# %% step:b
for i in range(2):
    print("b", i)
# %% step:c
for i in range(4):
    pass
# %% step:d
print(i)

# case: independent-tests
# expect: c !< b; d !< b; d !< c; e !< b; e !< d
# %% step:a
xs = [5, 3, 8]
ys = xs
# %% step:b
print(3 in xs, xs == [5, 3, 8], xs is ys)
# %% step:c
print(any(xs), all(xs), bool(xs), not xs)
# %% step:d
print(isinstance(xs, list), type(xs).__name__, hasattr(xs, "sort"))
# %% step:e
print(repr(xs), str(xs), f"{xs}", "%s" % xs)

# case: independent-reading-methods
# expect: c !< b; d !< b; d !< c; e !< c; b.d <- a; c.d <- a
# %% step:a
d, xs, s = {"x": 1, "y": 2}, [1, 2, 2], "some text"
# %% step:b
print(d.get("x"), list(d.keys()), sum(d.values()), sorted(d.items()))
# %% step:c
print(xs.count(2), xs.index(2), xs.copy(), d.copy())
# %% step:d
print(s.upper(), s.split(), s.replace("some", "any"), s.find("t"))
# %% step:e
print("-".join(sorted(d)), len(d), "x" in d, {**d, "z": 3})

# case: independent-slices-and-copies
# expect: c !< b; d !< c; d !< b; e.xs <- a; e !< d
# %% step:a
xs = [4, 2, 9, 7]
# %% step:b
ys = xs[:2]
ys.append("b")
print(ys)
# %% step:c
zs = sorted(xs)
zs.reverse()
print(zs)
# %% step:d
ws = [x + 1 for x in xs]
ws[0] = None
print(ws)
# %% step:e
print(xs, xs[-1], xs[::2])

# case: independent-library-calls
# expect: c !< b; d !< b; d !< c; e !< d; f !< e
# %% step:a
data = {"name": "Ada", "scores": [3, 1, 2]}
# %% step:b
import json
print(json.dumps(data, sort_keys=True))
# %% step:c
import statistics
print(statistics.mean(data["scores"]), statistics.pstdev(data["scores"]).__round__(3))
# %% step:d
import itertools
print(list(itertools.accumulate(data["scores"])), list(itertools.chain(data)))
# %% step:e
from collections import Counter
print(Counter(data["scores"]).total(), Counter(data["name"]).most_common(1))
# %% step:f
from functools import reduce
print(reduce(lambda p, q: p * q, data["scores"]))

# case: independent-own-pure-functions
# expect: d !< c; c.xs <- b; d.xs <- b; e.xs <- b; e !< d
# %% functions
def mean(values):
    return sum(values) / len(values)

def normalised(values):
    low = min(values)
    result = []
    for value in values:
        result.append(value - low)
    return result
# %% step:b
xs = [4, 8, 6]
# %% step:c
print(mean(xs))
# %% step:d
print(normalised(xs))
# %% step:e
print(mean(normalised(xs)))

# case: independent-own-class
# expect: c !< b; d !< c; b.poly <- a; d.poly <- a
# %% step:a
class Polygon:
    def __init__(self, sides):
        self.sides = sides

    def length(self):
        return sum(self.sides)

    def longest(self):
        return max(self.sides)

    def scaled(self, by):
        return Polygon([side * by for side in self.sides])

poly = Polygon([3, 4, 5])
# %% step:b
print(poly.length())
# %% step:c
print(poly.longest(), poly.sides)
# %% step:d
print(poly.scaled(2).length())

# case: independent-chains
# expect: d !< b; d !< a; e !< c; f.y <- c; f.w <- e
# %% step:a
x = 2
print(x)
# %% step:b
z = 3
print(z)
# %% step:c
y = x + 1
# %% step:d
v = 5
print(v)
# %% step:e
w = v + z
# %% step:f
print(y, w)

# case: independent-writer-after-reader
# about: b reads the x of a; that c makes another x does not touch b
# expect: c !< b; c !< a; d.x <- c; d !< b; d !< a
# %% step:a
x = 1
# %% step:b
print(x)
# %% step:c
x = 2
print("c")
# %% step:d
print(x)

# case: independent-temporary-names
# expect: b !< a; c !< b; c !< a
# %% step:a
tmp = [1, 2]
tmp.append(3)
print(tmp)
# %% step:b
tmp = {"k": 1}
tmp["m"] = 2
print(tmp)
# %% step:c
tmp = "text"
print(tmp.upper())
