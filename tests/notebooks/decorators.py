# Decorators and defaults: what happens once, when a function is defined.

# case: decorator-registry
# expect: b.registry <- a; c.registry <- b; d.registry <- c
# %% step:a
registry = {}

def register(function):
    registry[function.__name__] = function
    return function
# %% step:b
@register
def one():
    return 1
# %% step:c
@register
def two():
    return 2
# %% step:d
print({name: registry[name]() for name in sorted(registry)})

# case: decorator-with-arguments
# expect: b.times <- a; c.cheer <- b; c.times <- none
# %% step:a
times = 3

def repeat(n):
    def wrap(function):
        def inner(*args):
            return " ".join(function(*args) for _ in range(n))
        return inner
    return wrap
# %% step:b
@repeat(times)
def cheer(name):
    return f"go {name}"
# %% step:c
print(cheer("team"))

# case: decorator-that-counts
# expect: b.total <- a; c.total <- a; c.calls <- b
# %% step:a
calls = {}

def counted(function):
    def inner(*args):
        calls[function.__name__] = calls.get(function.__name__, 0) + 1
        return function(*args)
    return inner

@counted
def total(*values):
    return sum(values)
# %% step:b
print(total(1, 2))
# %% step:c
print(total(3), calls)

# case: decorator-of-the-standard-library
# about: wraps and contextmanager change nothing from one run to the next
# expect: b !< a; c !< b
# %% step:a
import contextlib
import functools

@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    yield name
    print(f"</{name}>")
print("defined")
# %% step:b
with tag("b") as opened:
    print(opened)
# %% step:c
with tag("i"):
    print("text")

# case: decorator-class-instance
# expect: b.hello <- a; c.hello <- b
# %% step:a
class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

@Counted
def hello(name):
    return f"hello {name}"
# %% step:b
print(hello("b"))
# %% step:c
print(hello("c"), hello.calls)

# case: class-decorator
# expect: b.known <- a; c.known <- b
# %% step:a
known = []

def remember(cls):
    known.append(cls.__name__)
    cls.tag = cls.__name__.lower()
    return cls
# %% step:b
@remember
class Apple:
    pass
# %% step:c
@remember
class Pear:
    pass

print(known, Apple.tag, Pear.tag)

# case: cached-function-gives-equal-results
# expect: b.depth <- a; c.depth <- a
# %% step:a
from functools import lru_cache

depth = 20

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
# %% step:b
print(fib(depth))
# %% step:c
print(fib(depth + 1))

# case: cached-function-and-a-changing-global
# about: the cache remembers what was true when it was filled
# expect: b.rate <- a; d.rate <- c
# told: not-storable in a
# %% step:a
from functools import lru_cache

rate = 2

@lru_cache(maxsize=None)
def price(n):
    return n * rate
# %% step:b
print(price(10))
# %% step:c
rate = 3
# %% step:d
print(price(10), price(20), rate)

# case: default-list-keeps-state
# about: a mutable default is shared by all calls
# expect: b.collect <- a; c.collect <- b
# %% step:a
def collect(v, into=[]):
    into.append(v)
    return into
# %% step:b
print(collect(1))
# %% step:c
print(collect(2))

# case: default-dictionary-as-memory
# expect: b.square <- a; c.square <- b
# %% step:a
def square(v, memory={}):
    known = v in memory
    memory[v] = v * v
    return memory[v], known
# %% step:b
print(square(3))
# %% step:c
print(square(3), square(4))

# case: default-evaluated-once
# expect: b.n <- a; d.f <- b; d.n <- c; c !< b
# %% step:a
n = 1
# %% step:b
def f(v=n):
    return v
# %% step:c
n = 5
# %% step:d
print(f(), n)

# case: default-literal-is-a-definition
# expect: b !< a; c !< a; c !< b
# %% step:a
def f(v=1, *, sign="-", width=None, pair=(1, 2)):
    return f"{sign}{v}{width or ''}{pair}"
print("defined")
# %% step:b
print(f())
# %% step:c
print(f(2, sign="+", width=3))

# case: default-keyword-only
# expect: b.unit <- a; c.show <- b; c.unit <- none
# %% step:a
unit = "cm"
# %% step:b
def show(v, *, unit=unit):
    return f"{v} {unit}"
# %% step:c
print(show(3))

# case: default-is-an-alias
# about: the default is the very list that xs names
# expect: b.xs <- a; c.put <- b; d.xs <- c
# %% step:a
xs = [1]
# %% step:b
def put(v, into=xs):
    into.append(v)
# %% step:c
put(2)
# %% step:d
print(xs)

# case: default-computed-by-a-call
# expect: b.made <- a; c.f <- b; d.made <- b
# %% step:a
made = []

def make():
    made.append("made")
    return len(made)
# %% step:b
def f(v=make()):
    return v
# %% step:c
print(f(), f())
# %% step:d
print(made)
