# What analysers of notebooks are often seen to miss; the reads and writes written by hand.

# case: probe-shadowed-builtin
# expect: b.list <- a; b.max <- a; c.max <- b
# %% step:a
list = [3, 1]
max = 10
# %% step:b
max = max + list[0]
# %% step:c
print(max)

# case: probe-function-body
# expect: b.rate <- a
# %% step:a
rate = 3
# %% step:b
def scaled(v):
    return v * rate

print(scaled(2))

# case: probe-default-argument
# about: a default is read where the function is defined
# expect: b.base <- a; c.scaled <- b; c.base <- none
# %% step:a
base = 10
# %% step:b
def scaled(v, start=base):
    return start + v
# %% step:c
print(scaled(1))

# case: probe-decorator
# about: a decorated function is a value; what the decorator reads is read by the call
# expect: c.greet <- b; c.mark <- a
# %% step:a
mark = "!"

def loud(function):
    def inner(*args):
        return function(*args).upper() + mark
    return inner
# %% step:b
@loud
def greet(name):
    return f"hello {name}"
# %% step:c
print(greet("ada"))

# case: probe-decorator-variable
# expect: b.wrap <- a; c.square <- b
# %% step:a
import functools

wrap = functools.lru_cache(maxsize=2)
# %% step:b
@wrap
def square(v):
    return v * v
# %% step:c
print(square(5), square.cache_info().maxsize)

# case: probe-base-class
# expect: b.Base <- a; c.Mine <- b
# %% step:a
Base = [list, dict][1]
# %% step:b
class Mine(Base):
    def first(self):
        return sorted(self)[0]
# %% step:c
print(Mine(b=1, a=2).first())

# case: probe-class-body
# expect: b.side <- a; c.Box <- b; c.side <- none
# %% step:a
side = 4
# %% step:b
class Box:
    edge = side
    area = edge * edge
# %% step:c
print(Box.area)

# case: probe-lambda-parameter
# expect: b.v <- none; b !< a
# %% step:a
v = "not this"
print(v)
# %% step:b
print((lambda v: v + 1)(1), sorted([3, 1], key=lambda v: -v))

# case: probe-lambda-with-two-parameters
# expect: b.k <- a; b.x <- none; b.y <- none
# %% step:a
k, x, y = 100, "no", "no"
# %% step:b
add = lambda x, y=2, *rest, **more: x + y + k + len(rest) + len(more)
print(add(1), add(1, 1, 1, z=1))

# case: probe-global-in-a-called-function
# expect: b.g <- a; c.g <- b
# %% step:a
g = 1

def bump():
    global g
    g = g * 10
# %% step:b
bump()
# %% step:c
print(g)

# case: probe-generator-target
# about: in the argument of a call as well
# expect: c.i <- a; c.n <- a; c !< b
# %% step:a
i, n = "kept", "kept too"
# %% step:b
print(sum(i * i for i in range(4)), max((n for n in [2, 5]), default=0))
# %% step:c
print(i, n)

# case: probe-except-target
# about: the name after as is gone at the end of the clause
# expect: b.x <- a; c.message <- b; d.e <- none
# raises: NameError in d
# told: unknown-name in d
# %% step:a
x = 0
# %% step:b
try:
    1 / x
except ZeroDivisionError as e:
    message = str(e)
# %% step:c
print(message)
# %% step:d
print(e)

# case: probe-except-target-deletes
# about: an earlier value of that name is lost where the clause was entered
# told: unknown-name in c
# raises: NameError in c
# %% step:a
e = 2.718
print(e)
# %% step:b
try:
    int("x")
except ValueError as e:
    print("caught")
# %% step:c
print(e)

# case: probe-except-target-not-entered
# about: where nothing is raised, the earlier value stays
# expect: c.e <- b (may); b.e <- a (may)
# %% step:a
e = 2.718
# %% step:b
try:
    n = int("7")
except ValueError as e:
    n = 0
# %% step:c
print(e, n)

# case: probe-walrus
# expect: b.data <- a; c.n <- b
# %% step:a
data = [1, 2, 3]
# %% step:b
if (n := len(data)) > 2:
    print("many")
# %% step:c
print(n)

# case: probe-walrus-in-comprehension
# about: a walrus in a comprehension binds outside of it
# expect: c.last <- b; c.v <- none
# %% step:a
v = "unrelated"
print(v)
# %% step:b
squares = [last := v * v for v in range(4)]
# %% step:c
print(last, squares)

# case: probe-match-captures
# expect: b.point <- a; c.px <- b; c.py <- b; c.others <- b; c.whole <- b
# %% step:a
point = {"x": 1, "y": 2, "z": 3}
# %% step:b
match point:
    case {"x": px, "y": py, **others} as whole:
        pass
# %% step:c
print(px, py, others, len(whole))

# case: probe-annotations
# about: annotations of parameters, returns and names are read when the cell runs
# expect: b.Kind <- a; b.Out <- a
# %% step:a
Kind, Out = "a kind", "an out"
# %% step:b
def f(v: Kind) -> Out:
    return v

size: Kind = 3
print(f.__annotations__, size)

# case: probe-top-level-await
# expect: b.job <- none; b.delay <- a; c.answer <- b
# %% step:a
import asyncio

delay = 0

async def job(v):
    await asyncio.sleep(delay)
    return v + 1
# %% step:b
answer = await job(41)
# %% step:c
print(answer)

# case: probe-alias
# expect: b.y <- a; c.x <- b
# %% step:a
x = [1]
y = x
# %% step:b
y.append(2)
# %% step:c
print(x)

# case: probe-mutation-through-a-function
# expect: c.xs <- b; d.xs <- c; b !< a
# %% step:a
def fill(target):
    target.extend([1, 2])
print("defined")
# %% step:b
xs = []
# %% step:c
fill(xs)
# %% step:d
print(xs)

# case: probe-delete
# about: c defines the name again, it needs nothing from above
# expect: b.x <- a; c !< b; d.x <- c
# %% step:a
x = 1
# %% step:b
print(x)
del x
# %% step:c
x = 2
# %% step:d
print(x)
