# Cases in which a widely used tool gives another result than Run All does; one each.

# case: kale-01
# about: magics anywhere, of lines and of cells, leave the dataflow as it is
# expect: b.x <- a; c.y <- b
# %% step:a
%precision 3
x = 2
# %% step:b
%%time
y = x + 1
print("y is", y)
# %% step:c
print(y)
%time z = y * 2
print(z)

# case: kale-02
# about: shell lines, assigned shell output, an assigned magic and a question mark
# expect: b.files <- a; b.t <- a; b.word <- a; c.shouted <- b
# %% step:a
!echo ready
files = !echo one; echo two
t = %timeit -q -o -n 1 -r 1 pass
word = "hello"
# %% step:b
shouted = word.upper()
print(list(files), t.loops, shouted)
# %% step:c
shouted?
!echo {shouted} $shouted

# case: kale-03
# about: a star import hides no dependency, also not those of other names
# expect: b.x <- a; c.y <- b
# %% step:a
x = 2
# %% step:b
from math import *
y = sqrt(x * 8)
# %% step:c
print(x, y)

# case: kale-04
# about: targets of comprehensions stay inside them
# expect: c.k <- a; c.m <- a; c !< b
# %% step:a
k, m = "from the top", "also"
# %% step:b
one = [k for k in range(3)]
two = {k for k in range(3)}
three = {k: m for k, m in zip("ab", "cd")}
four = list(k for k in range(3))
print(one, sorted(two), three, four)
# %% step:c
print(k, m)

# case: kale-05
# about: parameters of a lambda stay inside it
# expect: c.q <- a; c !< b
# %% step:a
q = "from the top"
# %% step:b
same = lambda q: q
print(same(7))
# %% step:c
print(q)

# case: kale-06
# about: a lambda that reads c is called in a step that never mentions c
# expect: d.f <- b; d.c <- a
# %% step:a
c = 5
# %% step:b
f = lambda v: v + c
# %% step:d
print(f(1))

# case: kale-07-class
# about: a method reads a variable; the instance is what is passed on
# expect: d.thing <- c; d.k <- a
# %% step:a
k = 3
# %% step:b
class Times:
    def __init__(self, start):
        self.start = start

    def value(self):
        return self.start * k
# %% step:c
thing = Times(5)
# %% step:d
print(thing.value())

# case: kale-07-closure
# expect: c.add <- b; b.n <- a; c.n <- none
# %% step:a
n = 10
# %% step:b
def adder(n):
    def add(x):
        return x + n
    return add

add = adder(n)
# %% step:c
print(add(5))

# case: kale-07-partial
# expect: c.g <- b; c.k <- a
# %% step:a
k = 100
# %% step:b
from functools import partial

def f(x, y):
    return x + y + k

g = partial(f, 1)
# %% step:c
print(g(2))

# case: kale-07-dictionary
# expect: c.table <- b; c.k <- a
# %% step:a
k = "!"
# %% step:b
def f(word):
    return word + k

table = {"f": f}
# %% step:c
print(table["f"]("hello"))

# case: kale-08
# about: async functions are definitions like others; what is local in them stays there
# expect: c.k <- a; c.inner <- a; c !< b
# %% step:a
k, inner = 4, "outer"
# %% step:b
async def work(x):
    inner = x * k
    return inner

print("defined")
# %% step:c
print(await work(3), inner)

# case: kale-09
# expect: b.g <- none; b.k <- a
# %% step:a
k = 4

async def g(x):
    return x + 1
# %% step:b
print(await g(k))

# case: kale-10
# about: w is read when the function is called, and assigned after it was defined
# expect: c.w <- b; c !< a; b !< a
# %% step:a
def show():
    return w * 2
print("defined")
# %% step:b
w = 21
# %% step:c
print(show())

# case: kale-11
# about: b may leave x as it was
# expect: b.x <- a; c.x <- b (may); b.flag <- a
# %% step:a
x, flag = 1, False
# %% step:b
if flag:
    x = 2
print(flag)
# %% step:c
print(x)

# case: kale-12-annotation
# about: an annotation without a value does not define the name
# expect: c.x <- a; c !< b
# %% step:a
x = 7
# %% step:b
x: int
print("annotated")
# %% step:c
print(x)

# case: kale-12-deleted
# about: a name that is only deleted is not there afterwards
# told: unknown-name in c
# raises: NameError in c
# %% step:a
x = 7
# %% step:b
del x
print("gone")
# %% step:c
print(x)

# case: kale-13
# about: what a called function does to global names, the calling step does
# expect: b.n <- a; c.n <- b
# %% step:a
n = 0

def inc():
    global n
    n += 1
# %% step:b
inc()
inc()
# %% step:c
print(n)

# case: kale-14
# expect: c.z <- b; c !< a
# %% step:a
def make():
    global z
    z = "made"
print("defined")
# %% step:b
make()
# %% step:c
print(z)

# case: kale-15
# expect: b.command <- a; c.verb <- b; c.rest <- b; c.items <- b
# %% step:a
command = ["go", "far", "away"]
# %% step:b
match command:
    case [verb, *rest]:
        pass
match {"items": 3, "other": 4}:
    case {"items": items}:
        pass
# %% step:c
print(verb, rest, items)

# case: kale-16
# about: import os.path binds os
# expect: b.os <- none; b !< a
# %% step:a
import os.path
print(os.path.basename("/x/y"))
# %% step:b
print(os.sep.join(["p", "q"]), os.path.join("r", "s"))

# case: kale-17
# about: a name that hides a builtin is a variable like others
# expect: b.list <- a; b.sum <- a
# %% step:a
list = [1, 2]
sum = 5
# %% step:b
print(list, sum)

# case: kale-18
# about: a parameter that a step assigns is a variable from there on
# expect: a.lr <- none; b.lr <- a; c.lr <- b; c.epochs <- none
# %% pipeline-parameters
lr = 0.5
epochs = 3
# %% step:a
lr = lr * 2
# %% step:b
lr += epochs
# %% step:c
print(lr, epochs)

# case: kale-19
# about: one side of a diamond appends, the other one only prints; the append is not lost
# expect: m.x <- r; l.x <- a; r.x <- a
# %% step:a
x = [1]
# %% step:l prev:a
print(x)
# %% step:r prev:a
x.append(2)
# %% step:m prev:l prev:r
print(x)

# case: kale-20
# about: the shortest path to a is not the way x went
# expect: b.x <- a; d.x <- b; c < d (may)
# %% step:a
x = [1]
# %% step:b prev:a
x.append(2)
# %% step:c prev:b
y = 3
print(y)
# %% step:d prev:c prev:a
print(x)
