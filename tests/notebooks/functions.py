# Functions: definitions that travel as source, and the names that they read when called.

# case: function-travels
# expect: b !< a; c !< a; c !< b
# %% step:a
def double(v):
    return 2 * v
print("defined")
# %% step:b
print(double(4))
# %% step:c
print(double("ab"))

# case: function-reads-what-is-current
# about: the same function, called before and after its global changes
# expect: c.k <- b; e.k <- d; e !< c; c !< a
# %% step:a
def show():
    return f"k={k}"
print("defined")
# %% step:b
k = 1
# %% step:c
print(show())
# %% step:d
k = 2
# %% step:e
print(show())

# case: function-appends-to-a-global
# expect: b.log <- a; c.log <- b; d.log <- c
# %% step:a
log = []

def note(text):
    log.append(text)
# %% step:b
note("one")
# %% step:c
note("two")
# %% step:d
print(log)

# case: function-mutates-its-argument
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [3, 1, 2]

def order(values):
    values.sort()
# %% step:b
order(xs)
# %% step:c
print(xs)

# case: function-only-reads-its-argument
# expect: b.xs <- a; c.xs <- a; c !< b
# %% step:a
xs = [3, 1, 2]

def mean(values):
    return sum(values) / len(values)
# %% step:b
print(mean(xs))
# %% step:c
print(xs, mean(xs))

# case: function-rebinds-its-argument
# about: assigning to a parameter changes nothing outside
# expect: c.xs <- a; c !< b
# %% step:a
xs = [3, 1, 2]

def shorter(xs):
    xs = xs[1:]
    xs.append(0)
    return xs
# %% step:b
print(shorter(xs))
# %% step:c
print(xs)

# case: function-passed-to-a-function
# expect: c.k <- a; c !< b
# %% step:a
k = 10

def plus(v):
    return v + k
# %% step:b
def twice(function, v):
    return function(function(v))
# %% step:c
print(twice(plus, 1))

# case: function-under-another-name
# expect: c.g <- b; c.k <- a
# %% step:a
k = 10

def plus(v):
    return v + k
# %% step:b
g = plus
# %% step:c
print(g(1))

# case: function-with-attributes
# about: it keeps state, so it is a value
# expect: b.count <- a; c.count <- b
# %% step:a
def count():
    count.calls += 1
    return count.calls

count.calls = 0
# %% step:b
print(count(), count())
# %% step:c
print(count())

# case: function-attribute-stored-later
# expect: b.f <- a; c.f <- b
# %% step:a
def f():
    return getattr(f, "unit", "none")
# %% step:b
f.unit = "cm"
# %% step:c
print(f())

# case: function-redefined
# expect: b.f <- a; d.f <- c; d !< b
# %% step:a
def f():
    return "old"
# %% step:b
print(f())
# %% step:c
def f():
    return "new"
# %% step:d
print(f())

# case: function-calls-a-redefined-function
# expect: c.f <- a; e.f <- d; e !< c
# %% step:a
def f():
    return "old"
# %% step:b
def g():
    return "g of " + f()
# %% step:c
print(g())
# %% step:d
def f():
    return "new"
# %% step:e
print(g())

# case: function-becomes-a-variable
# expect: b !< a; d.f <- c; d !< b
# %% step:a
def f():
    return "called"
print("defined")
# %% step:b
print(f())
# %% step:c
f = "a text"
# %% step:d
print(f)

# case: function-with-a-local-of-that-name
# about: k is local in f as it is assigned there, so the call fails
# expect: b.k <- none
# raises: UnboundLocalError in b
# %% step:a
k = 1

def f():
    print(k)
    k = 2

print("defined")
# %% step:b
f()

# case: function-as-sort-key
# expect: b.rank <- a; b.words <- a; c.words <- a; c !< b
# %% step:a
rank = {"low": 0, "mid": 1, "high": 2}
words = ["high", "low", "mid"]

def key(word):
    return rank[word]
# %% step:b
print(sorted(words, key=key), max(words, key=key))
# %% step:c
print(words)

# case: function-with-effects-given-to-map
# expect: b.seen <- a; c.seen <- b
# %% step:a
seen = []

def note(v):
    seen.append(v)
    return v
# %% step:b
total = sum(map(note, [1, 2, 3]))
# %% step:c
print(seen, total)

# case: function-uses-an-import-of-another-step
# expect: c !< a; c !< b
# %% step:a
import statistics as stats
print("imported")
# %% step:b
def middle(values):
    return stats.median(values)
print("defined")
# %% step:c
print(middle([1, 5, 3]))

# case: function-imports-inside
# about: the import inside binds a local name only
# expect: b.math <- a; b !< c
# %% step:a
math = "a variable"

def root(v):
    import math
    return math.sqrt(v)
# %% step:b
print(root(16), math)
# %% step:c
print(root(9))

# case: function-in-a-partial-is-not-called
# about: what the function binds in the module, it has not bound yet
# expect: b.level <- a
# %% step:a
def raise_to(v):
    global level
    level = v
raise_to(9)
# %% step:b
from functools import partial

later = partial(raise_to, 1)
print(level)

# case: default-changed-from-outside
# expect: b.collect <- a; c.collect <- b
# %% step:a
def collect(value, kept=[]):
    kept.append(value)
    return kept
# %% step:b
collect.__defaults__[-1].append(1)
# %% step:c
print(collect(2))
