# NumPy arrays: views, copies, and functions that write into an argument.

# case: numpy-item-store
# expect: b.x <- a; c.x <- b
# %% step:a
import numpy as np

x = np.zeros(4)
# %% step:b
x[1] = 5
# %% step:c
print(x)

# case: numpy-view-by-slice
# about: a slice shares its memory with the array
# expect: b.x <- a; c.part <- b; d.x <- c
# %% step:a
import numpy as np

x = np.arange(6)
# %% step:b
part = x[2:5]
# %% step:c
part[:] = 0
# %% step:d
print(x)

# case: numpy-view-sees-the-base
# expect: b.part <- a; b !< c; d.part <- c
# %% step:a
import numpy as np

x = np.arange(6)
part = x[:3]
# %% step:b
print(part.sum())
# %% step:c
x += 10
# %% step:d
print(part)

# case: numpy-copy-by-fancy-index
# expect: c.x <- a; c !< b
# %% step:a
import numpy as np

x = np.arange(5)
# %% step:b
picked = x[[0, 2]]
picked[0] = 100
print(picked, x[x > 2] * 2)
# %% step:c
print(x)

# case: numpy-copy-by-method
# expect: c.x <- a; c !< b
# %% step:a
import numpy as np

x = np.arange(4)
# %% step:b
y = x.copy()
y *= 2
z = np.array(x)
z[0] = 9
print(y, z)
# %% step:c
print(x)

# case: numpy-reshape-shares
# expect: b.x <- a; c.table <- b; d.x <- c
# %% step:a
import numpy as np

x = np.arange(6)
# %% step:b
table = x.reshape(2, 3)
# %% step:c
table[0, 0] = -1
table.T[2, 1] = -2
# %% step:d
print(x)

# case: numpy-asarray-shares
# expect: b.x <- a; c.x <- b
# %% step:a
import numpy as np

x = np.ones(3)
# %% step:b
np.asarray(x)[0] = 7
x.ravel()[1] = 8
# %% step:c
print(x)

# case: numpy-augmented
# expect: b.x <- a; c.y <- b
# %% step:a
import numpy as np

x = np.ones(3)
y = x
# %% step:b
x += 1
# %% step:c
print(y)

# case: numpy-binary-makes-a-new-array
# expect: b.x <- a; c.y <- a; c !< b
# %% step:a
import numpy as np

x = np.ones(3)
y = x
# %% step:b
x = x + 1
print(x)
# %% step:c
print(y)

# case: numpy-out-argument
# expect: b.x <- a; b.total <- a; c.total <- b; d.x <- a; d !< b
# %% step:a
import numpy as np

x, total = np.arange(3.0), np.zeros(3)
# %% step:b
np.add(x, 1, out=total)
# %% step:c
print(total)
# %% step:d
print(x)

# case: numpy-sort-method-and-function
# expect: b.x <- a; c.x <- b; d.y <- a; e.y <- a; e !< d
# %% step:a
import numpy as np

x, y = np.array([3, 1, 2]), np.array([6, 5, 4])
# %% step:b
x.sort()
# %% step:c
print(x)
# %% step:d
print(np.sort(y))
# %% step:e
print(y)

# case: numpy-functions-that-write
# expect: b.x <- a; c.x <- b
# %% step:a
import numpy as np

x = np.zeros(5)
# %% step:b
np.copyto(x[:2], [1, 2])
np.put(x, [4], 9)
np.fill_diagonal(x[2:4].reshape(1, 2), 5)
# %% step:c
print(x)

# case: numpy-mask-and-fill
# expect: b.x <- a; c.x <- b; d.m <- a
# %% step:a
import numpy as np

x = np.array([1.0, np.nan, 3.0])
m = np.isnan(x)
# %% step:b
x[m] = 0
x.flat[2] = 30
# %% step:c
print(x)
# %% step:d
print(m)

# case: numpy-reading-is-independent
# expect: c !< b; d !< b; d !< c; e !< d; b.x <- a; e.x <- a
# %% step:a
import numpy as np

x = np.array([[1.0, 2.0], [3.0, 4.0]])
# %% step:b
print(np.sqrt(x).sum().round(3), x.mean(axis=0))
# %% step:c
print(x @ x, np.dot(x, [1, 1]))
# %% step:d
print(np.linalg.inv(x).round(2))
# %% step:e
print(x.T, x.shape, np.where(x > 2, 1, 0))

# case: numpy-generator-goes-on
# expect: b.rng <- a; c.rng <- b; d.rng <- c
# %% step:a
import numpy as np

rng = np.random.default_rng(0)
# %% step:b
print(rng.integers(0, 100, 3))
# %% step:c
print(rng.normal(size=2).round(4))
# %% step:d
print(rng.permutation(5))

# case: numpy-generator-shuffles-its-argument
# expect: b.cards <- a; c.cards <- b
# %% step:a
import numpy as np

cards = np.arange(6)
# %% step:b
np.random.default_rng(1).shuffle(cards)
# %% step:c
print(cards)

# case: numpy-arrays-in-a-list
# expect: b.layers <- a; c.first <- b
# %% step:a
import numpy as np

first = np.zeros(2)
layers = [first, np.ones(2)]
# %% step:b
for layer in layers:
    layer += 1
# %% step:c
print(first, layers[1])

# case: numpy-rows-by-iteration
# about: each row is a view
# expect: b.table <- a; c.table <- b
# %% step:a
import numpy as np

table = np.zeros((2, 3))
# %% step:b
for n, row in enumerate(table):
    row[n] = 1
# %% step:c
print(table)

# case: numpy-save-and-load
# expect: b < c; b.x <- a
# %% step:a
import numpy as np

x = np.arange(4)
# %% step:b
np.save("x.npy", x)
np.savetxt("x.txt", x, fmt="%d")
# %% step:c
print(np.load("x.npy").sum(), np.loadtxt("x.txt").mean())

# case: numpy-array-as-a-list-that-grows
# expect: b.values <- a; c.values <- b
# %% step:a
import numpy as np

values = np.arange(3).tolist()
# %% step:b
values.append(9)
# %% step:c
print(values)
