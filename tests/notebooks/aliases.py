# Two names, one object: what is changed through one name is seen through the other.

# case: alias-in-a-list
# expect: b.inner <- a; c.outer <- b
# %% step:a
inner = [1]
outer = [inner, 2]
# %% step:b
inner.append(9)
# %% step:c
print(outer)

# case: alias-of-an-item
# expect: b.outer <- a; c.inner <- b
# %% step:a
inner = [1]
outer = [inner, 2]
# %% step:b
outer[0].append(9)
# %% step:c
print(inner, outer[0] is inner)

# case: alias-in-a-dictionary
# expect: b.groups <- a; c.reds <- b
# %% step:a
reds, blues = ["rose"], ["sky"]
groups = {"red": reds, "blue": blues}
# %% step:b
groups["red"].append("fire")
# %% step:c
print(reds, blues)

# case: alias-made-in-a-later-step
# expect: b.xs <- a; c.ys <- b; d.xs <- c
# %% step:a
xs = [1]
# %% step:b
ys = xs
# %% step:c
ys.append(2)
# %% step:d
print(xs)

# case: alias-made-later-original-changed
# expect: d.ys <- c
# %% step:a
xs = [1]
# %% step:b
ys = xs
# %% step:c
xs.append(2)
# %% step:d
print(ys)

# case: alias-ends-when-rebound
# about: after b, ys is another list
# expect: d.xs <- a; c.ys <- b; d !< c
# %% step:a
xs = [1]
ys = xs
# %% step:b
ys = [10]
# %% step:c
ys.append(2)
print(ys)
# %% step:d
print(xs)

# case: alias-through-a-return
# expect: b.rows <- a; c.row <- b; d.rows <- c
# %% step:a
rows = [[1], [2]]

def last(values):
    return values[-1]
# %% step:b
row = last(rows)
# %% step:c
row.append("more")
# %% step:d
print(rows)

# case: alias-through-an-attribute
# expect: b.xs <- a; d.box <- c
# %% step:a
xs = [1]

class Box:
    pass
# %% step:b
box = Box()
box.items = xs
# %% step:c
xs.append(2)
# %% step:d
print(box.items)

# case: alias-through-the-constructor
# expect: b.xs <- a; c.bag <- b; d.xs <- c
# %% step:a
xs = [1]

class Bag:
    def __init__(self, items):
        self.items = items

    def put(self, item):
        self.items.append(item)
# %% step:b
bag = Bag(xs)
# %% step:c
bag.put(2)
# %% step:d
print(xs)

# case: alias-by-chained-assignment
# expect: b.left <- a; c.right <- b
# %% step:a
left = right = []
# %% step:b
left.append("shared")
# %% step:c
print(right)

# case: alias-by-swap
# expect: b.p <- a; b.q <- a; c.p <- b; d.q <- c; e.first <- c
# %% step:a
p, q = ["p"], ["q"]
first = p
# %% step:b
p, q = q, p
# %% step:c
q.append("was p")
print(p, q)
# %% step:d
print(len(p))
print(q)
# %% step:e
print(first)

# case: alias-by-unpacking
# expect: b.rows <- a; c.rows <- b
# %% step:a
rows = [[1], [2], [3]]
# %% step:b
head, *tail = rows
tail[0].append("two")
head.append("one")
# %% step:c
print(rows)

# case: alias-by-conditional-expression
# expect: b.flag <- a; c.chosen <- b; d.xs <- c; d.ys <- c (may)
# %% step:a
xs, ys, flag = [1], [2], True
# %% step:b
chosen = xs if flag else ys
# %% step:c
chosen.append("chosen")
# %% step:d
print(xs, ys)

# case: alias-by-short-circuit
# expect: b.chosen <- a; c.fallback <- b
# %% step:a
given, fallback = [], ["fallback"]
chosen = given or fallback
# %% step:b
chosen.append("used")
# %% step:c
print(given, fallback)

# case: alias-by-loop-variable
# expect: b.rows <- a; c.rows <- b
# %% step:a
rows = [[1], [2]]
# %% step:b
for row in rows:
    row.append(0)
# %% step:c
print(rows)

# case: alias-left-by-a-loop
# about: the loop variable still names the last row
# expect: b.row <- a; c.rows <- b
# %% step:a
rows = [[1], [2]]
for row in rows:
    pass
# %% step:b
row.append("last")
# %% step:c
print(rows)

# case: alias-by-with
# expect: b.xs <- a; c.xs <- b
# %% step:a
from contextlib import nullcontext

xs = [1]
# %% step:b
with nullcontext(xs) as same:
    same.append(2)
# %% step:c
print(xs)

# case: alias-by-match-capture
# expect: b.message <- a; c.message <- b
# %% step:a
message = {"kind": "list", "items": [1]}
# %% step:b
match message:
    case {"kind": "list", "items": items}:
        items.append(2)
# %% step:c
print(message["items"])

# case: alias-by-walrus
# expect: b.rows <- a; c.rows <- b
# %% step:a
rows = [[1], [2]]
# %% step:b
if top := rows[0]:
    top.append("seen")
# %% step:c
print(rows)
