# Copies that cut the tie between two names, and copies that only seem to.

# case: copy-by-slice
# expect: b.xs <- a; c.ys <- b; d.xs <- a; d !< c
# %% step:a
xs = [1, 2]
# %% step:b
ys = xs[:]
# %% step:c
ys.append(3)
print(ys)
# %% step:d
print(xs)

# case: copy-by-constructor
# expect: b.xs <- a; b.d <- a; c.xs <- a; c.d <- a; c !< b
# %% step:a
xs, d = [2, 1], {"k": 1}
# %% step:b
ys, e = list(xs), dict(d)
ys.append(3)
e["new"] = 2
print(ys, e)
# %% step:c
print(xs, d)

# case: copy-by-method
# expect: c.xs <- a; c.s <- a; c !< b
# %% step:a
xs, s = [2, 1], {5}
# %% step:b
ys, t = xs.copy(), s.copy()
ys.sort()
t.add(6)
print(ys, sorted(t))
# %% step:c
print(xs, s)

# case: copy-by-sorted
# expect: c.xs <- a; c !< b
# %% step:a
xs = [3, 1, 2]
# %% step:b
ys = sorted(xs)
ys[0] = 100
print(ys)
# %% step:c
print(xs)

# case: copy-by-operator
# expect: c.xs <- a; c !< b
# %% step:a
xs = [1]
# %% step:b
ys = xs + [2]
ys.append(3)
zs = xs * 2
zs.append(4)
print(ys, zs)
# %% step:c
print(xs)

# case: copy-deep
# expect: c.rows <- a; c !< b
# %% step:a
import copy

rows = [[1], [2]]
# %% step:b
other = copy.deepcopy(rows)
other[0].append("deep")
print(other)
# %% step:c
print(rows)

# case: copy-shallow-shares-the-rows
# expect: b.rows <- a; c.other <- b; d.rows <- c
# %% step:a
rows = [[1], [2]]
# %% step:b
other = list(rows)
# %% step:c
other[0].append("shared")
other.append("not shared")
# %% step:d
print(rows)

# case: copy-module-shallow
# expect: b.table <- a; c.table <- b
# %% step:a
import copy

table = {"row": [1]}
# %% step:b
other = copy.copy(table)
other["row"].append(2)
other["new"] = 3
# %% step:c
print(table)

# case: copy-by-comprehension-shares-the-rows
# expect: b.rows <- a; c.picked <- b; d.rows <- c
# %% step:a
rows = [[1], [], [3]]
# %% step:b
picked = [row for row in rows if row]
# %% step:c
picked[1].append("picked")
# %% step:d
print(rows)

# case: sorted-shares-the-rows
# expect: b.rows <- a; c.rows <- b
# %% step:a
rows = [[3], [1], [2]]
# %% step:b
sorted(rows)[0].append("smallest")
# %% step:c
print(rows)

# case: max-returns-a-member
# expect: b.rows <- a; c.best <- b; d.rows <- c
# %% step:a
rows = [[1], [1, 2, 3], [2]]
# %% step:b
best = max(rows, key=len)
# %% step:c
best.clear()
# %% step:d
print(rows)

# case: filter-and-reversed-share-the-rows
# expect: b.rows <- a; c.rows <- b
# %% step:a
rows = [[1], [], [3]]
# %% step:b
list(filter(None, rows))[0].append("first")
next(reversed(rows)).append("last")
# %% step:c
print(rows)

# case: zip-shares-the-rows
# expect: b.rows <- a; b.names <- a; c.rows <- b
# %% step:a
rows, names = [[1], [2]], ["one", "two"]
# %% step:b
for name, row in zip(names, rows):
    row.append(name)
# %% step:c
print(rows, names)

# case: dictionary-values-are-shared
# expect: b.d <- a; c.d <- b
# %% step:a
d = {"x": [1], "y": [2]}
# %% step:b
for key, values in d.items():
    values.append(key)
# %% step:c
print(d)

# case: dictionary-get-shares
# expect: b.d <- a; c.d <- b
# %% step:a
d = {"x": [1]}
# %% step:b
d.get("x").append(2)
d.get("y", []).append(3)
# %% step:c
print(d)

# case: tuple-of-lists
# about: a tuple cannot change but what it holds can
# expect: b.pair <- a; c.pair <- b; c.left <- b
# %% step:a
left = [1]
pair = (left, "fixed")
# %% step:b
pair[0].append(2)
# %% step:c
print(pair, left)

# case: list-repeated-holds-one-row
# expect: b.grid <- a; c.grid <- b
# %% step:a
grid = [[0] * 3] * 2
# %% step:b
grid[0][1] = 5
# %% step:c
print(grid)

# case: list-that-holds-itself
# expect: b.xs <- a; c.xs <- b
# %% step:a
xs = [1]
xs.append(xs)
# %% step:b
xs[1].append("end")
# %% step:c
print(xs[1] is xs, len(xs), xs[-1])

# case: identity-survives-many-steps
# expect: b.one <- a; c.one <- b; d.two <- c
# %% step:a
one = {"n": 0}
two = {"inner": one}
# %% step:b
one["n"] += 1
# %% step:c
two["inner"]["n"] += 10
print(one["n"])
# %% step:d
print(two, two["inner"] is one)

# case: property-hands-out-the-inner-list
# expect: b.team <- a; c.names <- b; d.team <- c
# %% step:a
class Team:
    def __init__(self):
        self._names = ["ada"]

    @property
    def names(self):
        return self._names

team = Team()
# %% step:b
names = team.names
# %% step:c
names.append("alan")
# %% step:d
print(team.names)

# case: setattr-and-getattr-share
# expect: b.box <- a; c.xs <- b
# %% step:a
class Box:
    pass

xs, box = [1], Box()
setattr(box, "items", xs)
# %% step:b
getattr(box, "items").append(2)
# %% step:c
print(xs)

# case: alias-made-later-and-changed-after-that
# about: y holds x itself, so whoever changes x needs both as step b left them
# expect: b.x <- a; c.x <- b; c.y <- b; d.y <- c
# %% step:a
x = [1]
# %% step:b
y = {"x": x}
# %% step:c
x.append(2)
# %% step:d
print(y)

# case: keyword-arguments-of-dict-are-shared
# expect: b.pair <- a; c.n <- b
# %% step:a
pair = [1]
n = dict(p=pair)
# %% step:b
pair.append(2)
# %% step:c
print(n)
