# What the unit tests of Kale look at, seen from Run All.

# case: kale-unit-missing-names
# expect: b.b <- a; c.foo <- none; c.b <- a; c !< b; d.a <- b
# %% step:a
b = 3

def foo(v):
    return v * 2
# %% step:b
a = b
# %% step:c
print(foo(b))
# %% step:d
print(a)

# case: kale-unit-free-names
# about: a function that reads a global and a module
# expect: b.x <- a; b.math <- none; b.area <- none
# %% step:a
import math

x = 2

def area():
    return round(math.pi * x, 3)
# %% step:b
print(area())

# case: kale-unit-free-names-imported
# expect: b.x <- a; b.math <- none
# %% imports
import math
# %% step:a
x = 3
# %% step:b
def area():
    return round(math.pi * x, 3)

print(area())

# case: kale-unit-free-variable
# expect: c.x <- a; c.foo <- none; c !< b
# %% step:a
x = 5
# %% step:b
def foo():
    print("x is", x)
# %% step:c
foo()

# case: kale-unit-inner-function
# about: the parameter x of the inner function is another x
# expect: c.x <- a; c !< b
# %% step:a
x = 5
# %% step:b
def foo():
    def bar(x):
        return x * 2
    return bar(21)
# %% step:c
print(foo())
print(x)

# case: kale-unit-inner-function-free-variable
# expect: c.x <- a; c !< b
# %% step:a
x = 5
# %% step:b
def foo():
    def bar():
        return x * 2
    return bar()
# %% step:c
print(foo())

# case: kale-unit-with-parameter
# expect: c.x <- none; c !< a; c !< b
# %% step:a
x = 7
print(x)
# %% step:b
def foo(x):
    def bar():
        return x + 1
    return bar()
# %% step:c
print(foo(5))

# case: kale-unit-with-globals
# expect: c.x <- none; c !< a
# %% imports
import math
# %% step:a
x = 7
print(x)
# %% step:b
def foo(x):
    def bar():
        return math.sqrt(x)
    return bar()
# %% step:c
print(foo(25))

# case: kale-unit-with-pipeline-parameters
# expect: c.y <- none; c !< a; c !< b
# %% pipeline-parameters
y = 5
# %% step:a
print("nothing to do with it")
# %% step:b
def foo(x):
    return x + y
# %% step:c
print(foo(2))

# case: kale-unit-try-except
# expect: c.x <- a; c.y <- a
# %% step:a
x, y = 5, 6
# %% step:b
try:
    def foo():
        print(x)
    def bar():
        print(y)
except Exception:
    pass
# %% step:c
foo()
bar()

# case: kale-unit-recursive
# expect: b.x <- a; b.bar <- none
# %% step:a
x = 5

def foo():
    return x + 1

def bar():
    return foo() * 2
# %% step:b
print(bar())

# case: kale-unit-recursive-different-steps
# expect: c.x <- a; c !< b
# %% step:a
x = 5

def foo():
    return x + 1
# %% step:b
def bar():
    return foo() * 2
# %% step:c
print(bar())

# case: kale-unit-recursive-different-steps-long
# expect: d.x <- a; d !< b; d !< c
# %% step:a
x = 5

def init():
    return x
# %% step:b
def foo():
    return init() + 1
# %% step:c
def bar():
    return foo() * 2
# %% step:d
print(bar())

# case: kale-unit-recursive-different-steps-branch
# expect: m.x <- a; m.y <- a; f.x <- a; f.y <- a; m !< l; m !< r
# %% step:a
x, y = 5, 6
# %% step:l
def foo():
    return x
# %% step:r
def bar():
    return y
# %% step:m
def result():
    return foo() + bar()

print(result())
# %% step:f
print(result() * 2)

# case: kale-unit-recursive-different-steps-branch-prev
# about: with prev, definitions come from the closure too
# expect: m.x <- a; m.y <- a; f.x <- a; f.y <- a; l < m (may); r < m (may); r !< l
# %% step:a
x, y = 5, 6
# %% step:l prev:a
def foo():
    return x
# %% step:r prev:a
def bar():
    return y
# %% step:m prev:l prev:r
def result():
    return foo() + bar()

print(result())
# %% step:f prev:m
print(result() * 2)
