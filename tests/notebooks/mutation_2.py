# Objects that are changed in place where it is harder to see.

# case: mutate-in-a-comprehension
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = []
# %% step:b
_done = [xs.append(i * i) for i in range(4)]
# %% step:c
print(xs)

# case: mutate-with-map
# expect: b.rows <- a; c.rows <- b
# %% step:a
rows = [[2, 1], [4, 3]]
# %% step:b
_done = list(map(list.sort, rows))
# %% step:c
print(rows)

# case: mutate-through-the-type
# expect: b.xs <- a; b.d <- a; c.xs <- b; c.d <- b
# %% step:a
xs, d = [1], {}
# %% step:b
list.append(xs, 2)
dict.update(d, k="v")
# %% step:c
print(xs, d)

# case: mutate-through-getattr
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs, method = [1], "append"
# %% step:b
getattr(xs, method)(2)
# %% step:c
print(xs)

# case: mutate-through-setattr
# expect: b.o <- a; c.o <- b
# %% step:a
from types import SimpleNamespace

o = SimpleNamespace(x=1)
# %% step:b
setattr(o, "y", 2)
# %% step:c
print(o)

# case: mutate-through-vars
# expect: b.o <- a; c.o <- b
# %% step:a
from types import SimpleNamespace

o = SimpleNamespace(x=1)
# %% step:b
vars(o)["z"] = 3
o.__dict__.update(w=4)
# %% step:c
print(o)

# case: mutate-through-operator
# expect: b.xs <- a; c.xs <- b
# %% step:a
import operator

xs = [1, 2, 3]
# %% step:b
operator.setitem(xs, 0, "one")
operator.delitem(xs, 1)
operator.iadd(xs, [4])
# %% step:c
print(xs)

# case: mutate-through-special-methods
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [1, 2]
# %% step:b
xs.__setitem__(0, 10)
xs.__iadd__([3])
# %% step:c
print(xs)

# case: mutate-in-a-lambda
# expect: c.xs <- a; c.put <- b; d.xs <- c
# %% step:a
xs = []
# %% step:b
put = lambda v: xs.append(v)
# %% step:c
put("one")
# %% step:d
print(xs)

# case: mutate-in-a-condition
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [3, 2, 1]
# %% step:b
if xs and xs.pop() == 1:
    print("one")
assert xs.pop() == 2
# %% step:c
print(xs)

# case: mutate-in-a-thread
# expect: b.xs <- a; c.xs <- b
# %% step:a
import threading

xs = []
# %% step:b
worker = threading.Thread(target=xs.extend, args=([1, 2],))
worker.start()
worker.join()
del worker
# %% step:c
print(xs)

# case: mutate-with-two-levels-of-calls
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [1]

def put(target, v):
    target.append(v)

def fill(values):
    for v in range(2):
        put(values, v)
# %% step:b
fill(xs)
# %% step:c
print(xs)

# case: mutate-one-of-two-arguments
# about: only the second argument is changed
# expect: b.source <- a; c.target <- b; d.source <- a; d !< b
# %% step:a
source, target = [1, 2], []

def move(one, other):
    for v in one:
        other.append(v * 10)
# %% step:b
move(source, target)
# %% step:c
print(target)
# %% step:d
print(source)

# case: mutate-by-keyword
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [1]

def put(v, *, into):
    into.append(v)
# %% step:b
put(2, into=xs)
# %% step:c
print(xs)

# case: mutate-by-star-arguments
# expect: b.xs <- a; b.ys <- a; c.xs <- b; c.ys <- b
# %% step:a
xs, ys = [1], [2]

def stamp(*lists, **named):
    for values in (*lists, *named.values()):
        values.append("stamped")
# %% step:b
stamp(xs, other=ys)
# %% step:c
print(xs, ys)

# case: mutate-by-shuffle
# expect: b.cards <- a; c.cards <- b
# %% step:a
import random

cards = list(range(8))
# %% step:b
random.Random(3).shuffle(cards)
# %% step:c
print(cards)

# case: mutate-then-rebind
# about: b changes the list under the name ys before xs becomes another one
# expect: b.xs <- a; c.ys <- b; c.xs <- b
# %% step:a
xs = [1]
ys = xs
# %% step:b
xs.append(2)
xs = ["new"]
# %% step:c
print(xs, ys)

# case: mutate-if-the-branch-is-taken
# expect: b.xs <- a (may); c.xs <- b (may)
# %% step:a
xs, big = [1, 2], False
# %% step:b
if big:
    xs.append(3)
print("checked")
# %% step:c
print(xs)

# case: mutate-own-item-class
# expect: b.grid <- a; c.grid <- b
# %% step:a
class Grid:
    def __init__(self):
        self.cells = {}

    def __setitem__(self, at, value):
        self.cells[at] = value

    def __getitem__(self, at):
        return self.cells.get(at, ".")

    def __iadd__(self, value):
        self.cells["sum"] = value
        return self

grid = Grid()
# %% step:b
grid[0, 1] = "x"
grid += 5
# %% step:c
print(grid[0, 1], grid[5, 5], grid["sum"])

# case: mutate-by-iterating-an-own-class
# expect: b.feed <- a; c.feed <- b
# %% step:a
class Feed:
    def __init__(self):
        self.left = [1, 2, 3]

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        return self.left.pop(0)

feed = Feed()
# %% step:b
print(next(feed))
# %% step:c
print(list(feed))
