# Closures, factories, lambdas: functions that carry values, and values that carry functions.

# case: closure-counter
# about: each call changes the cell inside
# expect: b !< a; c.tick <- b; d.tick <- c
# %% step:a
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step
print("defined")
# %% step:b
tick = counter()
# %% step:c
print(tick(), tick())
# %% step:d
print(tick())

# case: closures-that-share-a-cell
# expect: b.inc <- a; c.get <- b
# %% step:a
def make():
    n = 0
    def inc():
        nonlocal n
        n += 1
    def get():
        return n
    return inc, get

inc, get = make()
# %% step:b
inc()
inc()
# %% step:c
print(get())

# case: two-closures-of-one-factory-are-independent
# expect: c.one <- a; d.two <- a; d !< c
# %% step:a
def counter(start):
    n = start
    def step():
        nonlocal n
        n += 1
        return n
    return step

one, two = counter(0), counter(100)
# %% step:c
print(one(), one())
# %% step:d
print(two())

# case: closure-over-a-list-argument
# about: the closure and xs hold the same list
# expect: b.xs <- a; d.view <- c
# %% step:a
xs = [1]

def watch(values):
    return lambda: list(values)
# %% step:b
view = watch(xs)
# %% step:c
xs.append(2)
# %% step:d
print(view())

# case: closure-over-an-own-list
# expect: b.add <- a; c.add <- b
# %% step:a
def collector():
    items = []
    def add(item):
        items.append(item)
        return list(items)
    return add

add = collector()
# %% step:b
print(add("x"))
# %% step:c
print(add("y"))

# case: closure-reads-a-global-too
# expect: b.add <- none; c.add <- b; d.add <- b; c.k <- a; d.k <- none
# %% step:a
k = 1
# %% step:b
def adder(n):
    def add(v):
        return v + n + k
    return add

add = adder(10)
# %% step:c
print(add(100))
# %% step:d
k = 2
print(add(100))

# case: lambdas-in-a-loop-read-the-global
# about: the loop variable is a global of the lambdas
# expect: b.fs <- a; b.i <- a; c !< a; d.i <- c; d.fs <- a; d !< b
# %% step:a
fs = []
for i in range(3):
    fs.append(lambda: i)
# %% step:b
print([f() for f in fs])
# %% step:c
i = "ten"
# %% step:d
print([f() for f in fs])

# case: lambdas-in-a-comprehension-keep-the-last
# expect: b.fs <- a; b.i <- none; c.i <- none
# %% step:a
fs = [lambda: i for i in range(3)]
# %% step:b
print([f() for f in fs])
# %% step:c
i = "another"
print([f() for f in fs], i)

# case: lambda-default-captures
# expect: c.fs <- a; c !< b
# %% step:a
fs = []
for i in range(3):
    fs.append(lambda i=i: i * 10)
# %% step:b
i = 7
print(i)
# %% step:c
print([f() for f in fs])

# case: lambdas-in-a-dictionary
# expect: c.operations <- a; c.factor <- b; b !< a
# %% step:a
operations = {"scale": lambda v: v * factor, "shift": lambda v: v + 1}
# %% step:b
factor = 5
# %% step:c
print({name: operation(2) for name, operation in operations.items()})

# case: lambda-that-calls-itself
# expect: b.fact <- a; c.fact <- a; c !< b
# %% step:a
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
# %% step:b
print(fact(5))
# %% step:c
print(fact(6))

# case: lambda-in-a-tuple-with-data
# expect: c.pair <- b; c.k <- a
# %% step:a
k = 3
# %% step:b
pair = (lambda v: v ** k, [2, 3])
# %% step:c
print([pair[0](v) for v in pair[1]])

# case: bound-method-as-a-value
# about: calling it changes the object behind it
# expect: b.push <- a; c.xs <- b
# %% step:a
xs = []
push = xs.append
# %% step:b
push(1)
push(2)
# %% step:c
print(xs)

# case: bound-method-of-an-own-class
# expect: b.up <- a; c.meter <- b
# %% step:a
class Meter:
    def __init__(self):
        self.n = 0

    def up(self):
        self.n += 5

meter = Meter()
up = meter.up
# %% step:b
up()
# %% step:c
print(meter.n)

# case: partial-holds-a-list
# expect: b.put <- a; c.xs <- b
# %% step:a
from functools import partial

def insert(values, v):
    values.insert(0, v)

xs = [1]
put = partial(insert, xs)
# %% step:b
put(0)
# %% step:c
print(xs)

# case: compose-of-functions
# expect: d.both <- c; d.k <- a
# %% step:a
k = 2

def plus(v):
    return v + k
# %% step:b
def times(v):
    return v * k
# %% step:c
def compose(f, g):
    return lambda v: f(g(v))

both = compose(plus, times)
# %% step:d
print(both(10))
