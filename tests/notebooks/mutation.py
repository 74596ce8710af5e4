# Objects that are changed in place, in every way that Python has for it.

# case: mutate-append
# expect: b.xs <- a; c.xs <- b; d.xs <- c
# %% step:a
xs = []
# %% step:b
xs.append(1)
# %% step:c
xs.append(2)
# %% step:d
print(xs)

# case: mutate-sort
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [3, 1, 2]
# %% step:b
xs.sort(reverse=True)
# %% step:c
print(xs)

# case: mutate-slice
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [1, 2, 3, 4]
# %% step:b
xs[1:3] = ["two", "three", "more"]
# %% step:c
print(xs)

# case: mutate-delete-item
# expect: b.d <- a; c.d <- b; b.xs <- a; c.xs <- b
# %% step:a
d, xs = {"x": 1, "y": 2}, [1, 2, 3]
# %% step:b
del d["x"], xs[0]
# %% step:c
print(d, xs)

# case: mutate-delete-attribute
# expect: b.o <- a; c.o <- b
# %% step:a
class O:
    pass

o = O()
o.x = 1
# %% step:b
del o.x
# %% step:c
print(hasattr(o, "x"))

# case: mutate-augmented-list
# about: += on a list changes it in place, so ys sees it
# expect: b.xs <- a; c.ys <- b
# %% step:a
xs = [1]
ys = xs
# %% step:b
xs += [2]
# %% step:c
print(ys)

# case: mutate-augmented-item
# expect: b.d <- a; c.d <- b
# %% step:a
d = {"n": 1}
# %% step:b
d["n"] *= 5
# %% step:c
print(d)

# case: mutate-augmented-set-and-dictionary
# expect: b.s <- a; c.t <- b; b.d <- a; c.e <- b
# %% step:a
s, d = {1}, {"k": 1}
t, e = s, d
# %% step:b
s |= {2}
d |= {"m": 2}
# %% step:c
print(t, e)

# case: mutate-update-and-pop
# expect: b.d <- a; c.d <- b
# %% step:a
d = {"x": 1, "y": 2}
# %% step:b
gone = d.pop("x")
d.update(z=gone)
# %% step:c
print(d)

# case: mutate-while-reading
# about: a value is taken out in the middle of an expression
# expect: b.xs <- a; c.xs <- b; d.xs <- c
# %% step:a
xs = [1, 2, 3]
# %% step:b
print(f"popped {xs.pop()}")
# %% step:c
print(xs.pop() + 10, len(xs))
# %% step:d
print(xs)

# case: mutate-until-empty
# expect: b.queue <- a; c.queue <- b; c.done <- b
# %% step:a
queue = ["wash", "dry", "fold"]
# %% step:b
done = []
while queue:
    done.append(queue.pop(0))
# %% step:c
print(queue, done)

# case: mutate-setdefault
# expect: b.index <- a; c.index <- b
# %% step:a
index = {}
# %% step:b
for word in ["ant", "bee", "ape"]:
    index.setdefault(word[0], []).append(word)
# %% step:c
print(index)

# case: mutate-defaultdict-by-reading
# about: looking up a missing key of a defaultdict adds it
# expect: b.counts <- a; c.counts <- b
# %% step:a
from collections import defaultdict

counts = defaultdict(int)
# %% step:b
print(counts["seen"])
# %% step:c
print(dict(counts))

# case: mutate-heap-and-bisect
# about: functions of a module that change their argument
# expect: b.heap <- a; b.ordered <- a; c.heap <- b; c.ordered <- b
# %% step:a
import bisect
import heapq

heap, ordered = [5, 7, 9], [1, 3, 5]
# %% step:b
heapq.heappush(heap, 1)
bisect.insort(ordered, 4)
# %% step:c
print(heap, ordered)

# case: mutate-deque-and-counter
# expect: b.q <- a; b.votes <- a; c.q <- b; c.votes <- b
# %% step:a
from collections import Counter, deque

q, votes = deque([1, 2, 3]), Counter("aab")
# %% step:b
q.rotate(1)
votes.subtract("a")
# %% step:c
print(list(q), votes["a"], votes.most_common())

# case: mutate-bytearray-and-array
# expect: b.raw <- a; b.numbers <- a; c.raw <- b; c.numbers <- b
# %% step:a
from array import array

raw, numbers = bytearray(b"abc"), array("i", [1, 2])
# %% step:b
raw[0] = 65
numbers.append(3)
# %% step:c
print(raw.decode(), numbers.tolist())

# case: mutate-nested
# expect: b.config <- a; c.config <- b
# %% step:a
config = {"model": {"layers": [8, 8]}}
# %% step:b
config["model"]["layers"].append(4)
config["model"]["name"] = "small"
# %% step:c
print(config)

# case: mutate-attribute-of-an-attribute
# expect: b.car <- a; c.car <- b; c.engine <- b
# %% step:a
class Part:
    pass

car, engine = Part(), Part()
engine.power = 50
car.engine = engine
# %% step:b
car.engine.power += 10
# %% step:c
print(car.engine.power, engine.power)
