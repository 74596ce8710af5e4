# Which name is which: comprehensions, walrus, except, del, global.

# case: comprehension-nested
# expect: b.rows <- a; b.k <- a; b.row <- none; b.v <- none; c.row <- a; c !< b
# %% step:a
rows, k, row = [[1, 2], [3]], 10, "kept"
# %% step:b
print([[v * k for v in row] for row in rows], [v for row in rows for v in row if v != 2])
# %% step:c
print(row)

# case: comprehension-over-its-own-name
# about: the first iterable is read outside the comprehension
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [[1], [2]]
# %% step:b
xs = [xs for xs in xs for xs in xs]
# %% step:c
print(xs)

# case: comprehension-in-a-class-body
# expect: c.side <- a; c !< b
# %% step:a
side = "global side"
# %% step:b
class Grid:
    side = 2
    cells = [i for i in range(side)]

print(Grid.cells)
# %% step:c
print(side)

# case: comprehension-with-a-lambda
# expect: b.k <- a; c.k <- a; c.f <- none
# %% step:a
k, f = 3, "f is kept"
# %% step:b
print([f(2) for f in [lambda v: v + k, lambda v: v * k]])
# %% step:c
print(k)

# case: generator-evaluates-its-first-iterable-at-once
# expect: b.xs <- a; c.total <- b
# %% step:a
xs = [1, 2, 3]
# %% step:b
squares = (x * x for x in xs)
xs = None
total = sum(squares)
# %% step:c
print(total, xs)

# case: walrus-in-a-loop-condition
# expect: b.queue <- a; c.item <- b; c.queue <- b
# %% step:a
queue = ["a", "b", ""]
# %% step:b
while item := queue.pop(0):
    print(item)
# %% step:c
print(repr(item), queue)

# case: walrus-in-a-function
# about: it binds a local name of the function
# expect: b.n <- none; c.n <- a; c !< b
# %% step:a
n = "kept"

def count(values):
    return [n := len(v) for v in values][-1] + n
# %% step:b
print(count(["a", "bcd"]))
# %% step:c
print(n)

# case: walrus-in-an-f-string
# expect: c.w <- b
# %% step:a
word = "hello"
# %% step:b
print(f"{(w := word.upper())}!")
# %% step:c
print(w)

# case: except-target-in-a-function
# about: e is local there
# expect: c.e <- a; c !< b
# %% step:a
e = 2.718

def safe(text):
    try:
        return int(text)
    except ValueError as e:
        return type(e).__name__
# %% step:b
print(safe("7"), safe("x"))
# %% step:c
print(e)

# case: except-saved-under-another-name
# expect: c.problem <- b; c.args <- b
# %% step:a
table = {}
# %% step:b
try:
    table["missing"]
except KeyError as error:
    problem, args = error, error.args
# %% step:c
print(type(problem).__name__, args)

# case: try-else-finally
# expect: b.text <- a; c.n <- b; c.done <- b; c.kind <- b
# %% step:a
text = "12"
# %% step:b
try:
    n = int(text)
except ValueError:
    kind = "bad"
else:
    kind = "good"
finally:
    done = True
# %% step:c
print(n, kind, done)

# case: try-name-that-may-be-missing
# about: asking whether a name is there is no mistake
# expect: b !< a; c.model <- b
# %% step:a
print("no model here")
# %% step:b
try:
    model
except NameError:
    model = "made anew"
# %% step:c
print(model)

# case: try-name-that-is-there
# expect: b.model <- a; c.model <- b (may)
# %% step:a
model = "made before"
# %% step:b
try:
    model
except NameError:
    model = "made anew"
# %% step:c
print(model)

# case: delete-in-a-branch
# expect: b.x <- a; b.drop <- a; c.x <- b (may)
# %% step:a
x, drop = 1, False
# %% step:b
if drop:
    del x
print("kept" if not drop else "dropped")
# %% step:c
print(x)

# case: delete-several-and-keep-one
# expect: c.z <- a; c !< b
# %% step:a
x, y, z = 1, 2, 3
# %% step:b
print(x + y)
del x, y
# %% step:c
print(z)

# case: delete-by-a-function
# about: the function deletes the global name, so c has none
# expect: b.x <- a; c.x <- none
# %% step:a
x = 1

def drop():
    global x
    del x
# %% step:b
drop()
# %% step:c
try:
    print(x)
except NameError:
    print("gone")

# case: delete-frees-an-alias-only
# about: the object lives on under the other name
# expect: c.ys <- a; c !< b
# %% step:a
xs = ys = [1, 2]
# %% step:b
del xs
print("deleted")
# %% step:c
print(ys)

# case: global-in-a-nested-function
# expect: b.total <- a; c.total <- b
# %% step:a
total = 1

def outer():
    total = "local"
    def inner():
        global total
        total += 5
    inner()
    return total
# %% step:b
print(outer())
# %% step:c
print(total)

# case: global-in-a-class-body
# expect: c.made <- b
# %% step:a
print("start")
# %% step:b
class Maker:
    global made
    made = "by the class body"
    own = "attribute"
# %% step:c
print(made, Maker.own, hasattr(Maker, "made"))

# case: global-that-a-function-defines-and-reads
# expect: c.level <- b; d.level <- c
# %% step:a
def start():
    global level
    level = 1

def deeper():
    global level
    level *= 10
# %% step:b
start()
# %% step:c
deeper()
# %% step:d
print(level)
