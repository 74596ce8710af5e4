# Assignments of all shapes.

# case: assign-chained
# expect: b.x <- a; c.x <- b; c.y <- b; d.z <- a
# %% step:a
x = y = z = []
z = list(z)
# %% step:b
x += ["shared"]
# %% step:c
print(x, y, x is y)
# %% step:d
print(z)

# case: assign-tuple-swap
# expect: b.p <- a; b.q <- a; c.p <- b; c.q <- b
# %% step:a
p, q = 1, 2
# %% step:b
p, q = q, p
# %% step:c
print(p, q)

# case: assign-star
# expect: b.xs <- a; c.first <- b; c.middle <- b; c.last <- b
# %% step:a
xs = [1, 2, 3, 4]
# %% step:b
first, *middle, last = xs
# %% step:c
print(first, middle, last)

# case: assign-nested-targets
# expect: b.pairs <- a; c.n <- b; c.x <- b; c.y <- b
# %% step:a
pairs = [("p", (1, 2)), ("q", (3, 4))]
# %% step:b
for n, (x, y) in pairs:
    pass
# %% step:c
print(n, x, y)

# case: assign-item-with-the-new-index
# about: targets are bound from left to right
# expect: b.xs <- a; c.i <- b; c.xs <- b
# %% step:a
xs = ["a", "b", "c"]
# %% step:b
i, xs[i] = 2, "changed"
# %% step:c
print(i, xs)

# case: assign-augmented-attribute
# expect: b.box <- a; c.box <- b; c.same <- b
# %% step:a
from types import SimpleNamespace

box = same = SimpleNamespace(n=1, items=[])
# %% step:b
box.n += 5
box.items += ["x"]
# %% step:c
print(box, same)

# case: assign-augmented-all
# expect: b.n <- a; b.s <- a; c.n <- b; c.s <- b
# %% step:a
n, s = 7, "ab"
# %% step:b
n **= 2; n //= 3; n -= 1; n <<= 1; n %= 9
s *= 2; s += "!"
# %% step:c
print(n, s)

# case: assign-conditional-alias
# expect: b.small <- a; c.chosen <- b; d.ys <- c; d.xs <- c (may)
# %% step:a
xs, ys, small = [1], [2], False
# %% step:b
chosen = xs if small else ys
# %% step:c
chosen.append(3)
# %% step:d
print(xs, ys)

# case: assign-or-default
# expect: b.given <- a; c.name <- b
# %% step:a
given = ""
# %% step:b
name = given or "nobody"
# %% step:c
print(name)

# case: assign-short-circuit-effects
# about: the right side of and runs only if the left side is true
# expect: b.log <- a; c.log <- b
# %% step:a
log = []

def note(v):
    log.append(v)
    return v
# %% step:b
done = note(0) and note(1)
more = note(2) or note(3)
# %% step:c
print(log, done, more)

# case: assign-annotated
# expect: b.n <- a; b.names <- a
# %% step:a
n: int = 3
names: "list[NotThere]" = ["x"]
# %% step:b
print(n, names)

# case: assign-annotated-only-then-used
# about: the annotation alone gives no value
# told: unknown-name in b
# raises: NameError in b
# %% step:a
size: int
print("annotated")
# %% step:b
print(size)

# case: assign-from-a-call-that-changes
# expect: b.xs <- a; c.last <- b; c.xs <- b
# %% step:a
xs = [1, 2, 3]
# %% step:b
last = xs.pop()
# %% step:c
print(last, xs)

# case: assign-to-itself
# expect: b.x <- a; c.x <- b (may)
# %% step:a
x = [1]
# %% step:b
x = x
print(len(x))
# %% step:c
print(x)

# case: assign-slice-of-an-alias
# expect: b.ys <- a; c.xs <- b
# %% step:a
xs = [1, 2, 3]
ys = xs
# %% step:b
ys[:] = reversed(ys)
# %% step:c
print(xs)

# case: assign-ternary-reads-all
# expect: b.flag <- a; b.x <- a; b.y <- a (may)
# %% step:a
flag, x, y = True, "x", "y"
# %% step:b
print(x if flag else y)

# case: assign-many-names
# expect: b.n0 <- a; b.n19 <- a; c.total <- b; d.n7 <- a; d !< b
# %% step:a
n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 = range(10)
n10, n11, n12, n13, n14, n15, n16, n17, n18, n19 = range(10, 20)
# %% step:b
total = n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7 + n8 + n9
total += n10 + n11 + n12 + n13 + n14 + n15 + n16 + n17 + n18 + n19
# %% step:c
print(total)
# %% step:d
print(n7)
