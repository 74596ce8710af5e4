# Explicit prev: tags: branches, diamonds, orders without data.

# case: branch-diamond
# expect: l.x <- a; r.x <- a; m.y <- l; m.z <- r; r !< l
# %% step:a
x = 10
# %% step:l prev:a
y = x + 1
print(y)
# %% step:r prev:a
z = x + 2
print(z)
# %% step:m prev:l prev:r
print(x, y, z)

# case: branch-sees-its-closure-only
# about: r has the x of a, as l is not before it; told, since Run All shows the x of l
# expect: r.x <- a (may)
# told: branches-differ in r
# %% step:a
x = "a"
# %% step:l prev:a
x = "l"
print(x)
# %% step:r prev:a
print(x)

# case: branch-reads-before-the-other-changes
# about: in the notebook r comes after l, and l only reads; no difference to Run All
# expect: l.xs <- a; r.xs <- a; m.xs <- r; r !< l
# %% step:a
xs = [1]
# %% step:l prev:a
print(len(xs))
# %% step:r prev:a
xs.append(2)
print(len(xs))
# %% step:m prev:l prev:r
print(xs)

# case: branch-reads-after-the-other-changed
# expect: r.xs <- a
# told: branches-differ in r
# %% step:a
xs = [1]
# %% step:l prev:a
xs.append(2)
print(xs)
# %% step:r prev:a
print(xs)

# case: branch-both-define
# about: in Run All the last one wins
# expect: m.x <- r
# %% step:a
k = 1
# %% step:l prev:a
x = k + 1
print(x)
# %% step:r prev:a
x = k + 2
print(x)
# %% step:m prev:l prev:r
print(x)

# case: branch-both-define-other-order
# about: the order of the tags is not the order of the notebook
# expect: m.x <- r
# %% step:a
k = 1
# %% step:l prev:a
x = k + 1
print(x)
# %% step:r prev:a
x = k + 2
print(x)
# %% step:m prev:r prev:l
print(x)

# case: branch-two-roots
# expect: b !< a; c.x <- a; c.y <- b
# %% step:a
x = 1
print("a")
# %% step:b
y = 2
print("b")
# %% step:c prev:a prev:b
print(x + y)

# case: branch-grandparents
# about: x passes through steps that never mention it
# expect: d.x <- a; c < d (may); b < c (may)
# %% step:a
x = 1
# %% step:b prev:a
print("b")
# %% step:c prev:b
print("c")
# %% step:d prev:c
print(x)

# case: branch-long-way-and-short-way
# about: of two paths to x, the one on which it was changed counts
# expect: d.xs <- c; c.xs <- b; b.xs <- a
# %% step:a
xs = [1]
# %% step:b prev:a
xs.append(2)
# %% step:c prev:b
xs.append(3)
# %% step:d prev:a prev:c
print(xs)

# case: branch-five-models-and-a-fan-in
# expect: m1.data <- a; m5.data <- a; m2 !< m1; m3 !< m2; m4 !< m3; m5 !< m4; z.s1 <- m1; z.s5 <- m5
# %% step:a
data = [4, 8, 15, 16, 23, 42]
# %% step:m1 prev:a
s1 = sum(data)
print(s1)
# %% step:m2 prev:a
s2 = max(data)
print(s2)
# %% step:m3 prev:a
s3 = min(data)
print(s3)
# %% step:m4 prev:a
s4 = len(data)
print(s4)
# %% step:m5 prev:a
s5 = sorted(data)[2]
print(s5)
# %% step:z prev:m1 prev:m2 prev:m3 prev:m4 prev:m5
print(s1, s2, s3, s4, s5)

# case: branch-order-by-hand-only
# expect: a < b (may); b < c (may)
# %% step:a
print("first")
# %% step:b prev:a
print("second")
# %% step:c prev:b
print("third")

# case: branch-files-in-two-branches
# about: both write one file; told, since they may do so at the same time
# told: branches-differ in r
# %% step:a
name = "out.txt"
# %% step:l prev:a
open("out.txt", "w").write("l")
print("l")
# %% step:r prev:a
open("out.txt", "w").write("r")
print("r")

# case: branch-definitions-and-parameters-are-seen-by-all
# expect: r.k <- none; r !< a
# %% imports
import math
# %% pipeline-parameters
k = 9
# %% functions
def root(v):
    return math.sqrt(v)
# %% step:a
x = 1
print(x)
# %% step:r
print(root(k))
# %% step:m prev:a prev:r
print(x + root(16))

# case: branch-missing-function
# about: a definition of a step that is not before this one
# told: unknown-name in r
# %% step:a
def double(v):
    return 2 * v

print(double(1))
# %% step:r
print(double(2))
# %% step:m prev:a
print(double(3))
