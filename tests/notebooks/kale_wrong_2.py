# The second part of kale_wrong.py, and more than one view of some of its cases.

# case: kale-19-conflict
# about: both branches append; told, since Run All would show r the work of l
# expect: l.x <- a; r.x <- a
# told: branches-differ in r
# told: two-writers in m
# %% step:a
x = [1]
# %% step:l prev:a
x.append(2)
print(x)
# %% step:r prev:a
x.append(3)
print(x)
# %% step:m prev:l prev:r
print(len(x))

# case: kale-21-alias
# about: two names for one list stay two names for one list
# expect: b.m2 <- a; c.m1 <- b
# %% step:a
m1 = [1, 2]
m2 = m1
# %% step:b
m2.append(3)
# %% step:c
print(m1, m1 is m2)

# case: kale-21-seed
# about: a seed set in one step counts in the steps below
# expect: a < b
# %% step:a
import random

random.seed(7)
print(random.random())
# %% step:b
print([random.randint(1, 100) for _ in range(4)])

# case: kale-21-filters
# expect: a < b
# %% step:a
import warnings

warnings.simplefilter("error")
print("filters set")
# %% step:b
try:
    warnings.warn("careful", stacklevel=1)
    print("only a warning")
except UserWarning as problem:
    print("raised:", problem)

# case: kale-22
# about: steps that only read x do not hand it on
# expect: b.x <- a; c.x <- a; d.x <- a; c !< b; d !< b; d !< c
# %% step:a
x = {"one": [1, 2, 3]}
# %% step:b
print(x["one"][0], len(x))
# %% step:c
print(sorted(x.items()))
# %% step:d
print(max(x["one"]))

# case: kale-23
# about: names that IPython provides are no data
# expect: b.display <- none; b.get_ipython <- none; b !< a
# %% step:a
display("first")
print(type(get_ipython()).__name__ != "")
# %% step:b
display("second")
print(get_ipython() is not None)

# case: kale-24
# about: only a step that calls the function needs what it reads
# expect: b.x <- a; c.x <- none; c !< a
# %% functions
def scaled(v):
    return v * x
# %% step:a
x = 6
# %% step:b
print(scaled(7))
# %% step:c
print("no need of x")

# case: kale-25-undefined
# told: unknown-name in b
# raises: NameError in b
# %% step:a
path = "data"
print(path)
# %% step:b
print(data_path)

# case: kale-25-missing-prev
# about: b is a root as it has no prev, so x is out of its sight
# told: unknown-name in b
# %% step:a
x = 1
print(x)
# %% step:b
print(x + 1)
# %% step:c prev:a
print(x + 2)

# case: kale-26-exec
# about: what a string of code reads and writes is not known before it runs
# expect: b.k <- a; b.code <- a; c.k <- b
# %% step:a
k = 5
code = "k = k + 1"
# %% step:b
exec(code)
# %% step:c
print(k)

# case: kale-26-eval
# expect: b.k <- a; b.formula <- a
# %% step:a
k = 5
formula = "k * 2"
# %% step:b
print(eval(formula))

# case: kale-26-underscore
# told: output-history in b
# %% step:a
40 + 2
# %% step:b
print(_)

# case: kale-26-out
# told: output-history in b
# %% step:a
6 * 7
# %% step:b
print(Out[1])

# case: kale-27
# about: explicit order without data is kept, and branches stay apart
# expect: a < b (may); a < c (may); c !< b; b < d (may); c < d (may)
# %% step:a
print("a")
# %% step:b prev:a
print("b")
# %% step:c prev:a
print("c")
# %% step:d prev:b prev:c
print("d")

# case: kale-28
# about: of two steps that write a name, each reader has the nearest above it
# expect: b.out <- a; d.out <- c; d !< a
# %% step:a
out = "first"
# %% step:b
print(out)
# %% step:c
out = "second"
# %% step:d
print(out)
