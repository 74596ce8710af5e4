# Generators, iterators, streams and context managers: things that are used up.

# case: generator-used-in-one-step
# expect: c.values <- b; b.k <- a
# %% step:a
k = 10
# %% step:b
def scaled():
    for v in range(3):
        yield v * k

values = list(scaled())
# %% step:c
print(values)

# case: generator-consumed-over-steps
# about: a running generator cannot be stored
# told: not-storable in a
# %% step:a
squares = (v * v for v in range(6))
print(next(squares))
# %% step:b
print(next(squares))
# %% step:c
print(list(squares))

# case: generator-of-a-function-over-steps
# told: not-storable in b
# %% step:a
def numbers():
    n = 0
    while True:
        n += 1
        yield n
# %% step:b
source = numbers()
# %% step:c
print(next(source), next(source))

# case: generator-inside-a-container
# told: not-storable in a
# %% step:a
jobs = {"squares": (v * v for v in range(3)), "name": "jobs"}
# %% step:b
print(jobs["name"], list(jobs["squares"]))

# case: generator-nobody-needs-again
# about: g is left behind, and no later step reads it, so it need not be stored
# expect: b !< a
# %% step:a
g = (v for v in range(3))
print(sum(g))
# %% step:b
print("fine")

# case: generator-function-called-anew
# expect: b !< a; c !< b
# %% step:a
def countdown(n):
    while n:
        yield n
        n -= 1
print("defined")
# %% step:b
print(*countdown(3))
# %% step:c
print(*countdown(2))

# case: list-iterator-goes-on
# expect: b.it <- a; c.it <- b
# %% step:a
it = iter([10, 20, 30])
# %% step:b
print(next(it))
# %% step:c
print(list(it))

# case: iterator-and-its-list
# about: consuming the iterator leaves the list as it is, and the iterator sees what is appended
# expect: b.it <- a; d.it <- c
# %% step:a
xs = [1, 2]
it = iter(xs)
# %% step:b
print(next(it))
# %% step:c
xs.append(3)
# %% step:d
print(list(it))

# case: iterator-drained-by-a-loop
# expect: b.it <- a; c.it <- b
# %% step:a
it = iter("abcde")
# %% step:b
for letter in it:
    if letter == "c":
        break
# %% step:c
print(letter, list(it))

# case: iterator-drained-by-a-call
# about: sum and list use up an iterator, unlike a list
# expect: b.it <- a; c.it <- b
# %% step:a
it = iter([1, 2, 3])
# %% step:b
print(sum(it))
# %% step:c
print(list(it))

# case: zip-shares-an-iterator
# expect: b.pairs <- a; c.it <- b
# %% step:a
it = iter(range(6))
pairs = zip(it, it)
# %% step:b
print(next(pairs))
# %% step:c
print(next(it))

# case: map-object-goes-on
# expect: b.texts <- a; c.texts <- b
# %% step:a
texts = map(str, [1, 2, 3])
# %% step:b
print(next(texts))
# %% step:c
print(list(texts))

# case: enumerate-object-goes-on
# expect: b.numbered <- a; c.numbered <- b
# %% step:a
numbered = enumerate("xyz", start=1)
# %% step:b
first = next(numbered)
print(first)
# %% step:c
print(dict(numbered))

# case: text-stream-keeps-its-position
# expect: b.stream <- a; c.stream <- b
# %% step:a
import io

stream = io.StringIO("first\nsecond\nthird\n")
# %% step:b
print(stream.readline().strip())
# %% step:c
print(stream.read().split())

# case: open-file-over-steps
# about: an open file cannot be stored
# told: not-storable in a
# file lines.txt
#| one
#| two
# %% step:a
handle = open("lines.txt")
print(handle.readline().strip())
# %% step:b
print(handle.readline().strip())
handle.close()

# case: lock-over-steps
# told: not-storable in a
# %% step:a
import threading

lock = threading.Lock()
# %% step:b
with lock:
    print("held", lock.locked())

# case: context-manager-of-an-own-class
# expect: b.log <- a; c.log <- b; c !< d
# %% step:a
log = []

class Logged:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        log.append(f"enter {self.name}")
        return self

    def __exit__(self, *_):
        log.append(f"exit {self.name}")
# %% step:b
with Logged("one") as one:
    log.append("inside")
# %% step:c
print(log)
# %% step:d
print(one.name)

# case: context-manager-that-swallows
# expect: b.message <- none; c.message <- b
# %% step:a
from contextlib import suppress
print("ready")
# %% step:b
message = "none"
with suppress(ZeroDivisionError):
    message = "begun"
    1 / 0
    message = "never"
# %% step:c
print(message)

# case: rows-of-an-own-module
# about: what is asked for its length is no iterator, and looping over it uses nothing up
# expect: b.rows <- a; c.rows <- a; c !< b
# file table.py
#| class Rows:
#|     def __init__(self, n):
#|         self.n = n
#|
#|     def __len__(self):
#|         return self.n
#|
#|     def __iter__(self):
#|         return iter(range(self.n))
#|
#| def read(n):
#|     return Rows(n)
# %% step:a
import table
rows = table.read(3)
print(len(rows))
# %% step:b
for row in rows:
    print("b", row)
# %% step:c
print([row for row in rows])

# case: iterator-of-an-own-module
# about: what unknown code gives may be an iterator
# expect: b.rows <- a; c.rows <- b
# file table.py
#| class Rows:
#|     def __init__(self, n):
#|         self.left = n
#|
#|     def __iter__(self):
#|         return self
#|
#|     def __next__(self):
#|         if self.left == 0:
#|             raise StopIteration
#|         self.left -= 1
#|         return self.left
# %% step:a
import table
rows = table.Rows(5)
# %% step:b
for row in rows:
    print("b", row)
    if row == 3:
        break
# %% step:c
print([row for row in rows])

# case: map-object-reads-a-global-late
# about: the function of a map runs when its results are asked for, and reads what is there then
# expect: c.limit <- b; d.limit <- b; d.texts <- c
# %% step:a
limit = 1
texts = map(lambda n: str(n + limit), range(9))
# %% step:b
limit = 50
# %% step:c
first, *others = [next(texts), next(texts)]
print(first, others, "53" in texts)
# %% step:d
print(", ".join(texts))

# case: iterator-drained-without-a-loop
# expect: b.it <- a; c.it <- b; d.it <- c; e.it <- d
# %% step:a
it = iter("abcdefgh")
# %% step:b
print("b" in it)
# %% step:c
def some():
    yield from zip(it, "xy")
print(dict(some()))
# %% step:d
print(*zip(it, [1]))
# %% step:e
rest = "".join(it)
print(rest)
