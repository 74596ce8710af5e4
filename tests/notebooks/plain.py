# Names that are written in one step and read in another, in every plain way.

# case: one-read
# expect: b.x <- a
# %% step:a
x = 20
# %% step:b
print(x + 22)

# case: bare-display-of-a-name
# about: a name alone on the last line is displayed, so it is read
# expect: b.total <- a
# %% step:a
total = sum(range(10))
# %% step:b
total

# case: nearest-definition-wins
# expect: c.x <- b; c !< a
# %% step:a
x = "first"
print(x)
# %% step:b
x = "second"
# %% step:c
print(x)

# case: read-then-redefine
# expect: b.x <- a; c.x <- b
# %% step:a
x = 3
# %% step:b
x = x * 7
# %% step:c
print(x)

# case: redefined-before-read-is-no-read
# expect: b.x <- none; b !< a; c.x <- b
# %% step:a
x = 1
print("a", x)
# %% step:b
x = 5
print("b", x)
# %% step:c
print("c", x)

# case: two-producers-two-readers
# expect: c.x <- a; c.y <- b; b !< a; d.x <- a; d !< b; d !< c
# %% step:a
x = [1, 2]
# %% step:b
y = [3, 4]
# %% step:c
print(x + y)
# %% step:d
print(len(x))

# case: item-store-reads-the-container
# expect: b.d <- a; c.d <- b
# %% step:a
d = {"one": 1}
# %% step:b
d["two"] = 2
# %% step:c
print(sorted(d))

# case: index-is-read-as-well
# expect: b.d <- a; b.k <- a; b.v <- a; c.d <- b
# %% step:a
d, k, v = {}, "key", "value"
# %% step:b
d[k] = v
# %% step:c
print(d)

# case: augmented-assignment-reads-and-writes
# expect: b.x <- a; c.x <- b
# %% step:a
x = 1
# %% step:b
x += 10
# %% step:c
print(x)

# case: condition-is-read
# expect: b.flag <- a; c.answer <- b
# %% step:a
flag = True
# %% step:b
if flag:
    answer = "yes"
else:
    answer = "no"
# %% step:c
print(answer)

# case: while-condition-is-read
# expect: b.n <- a; b.limit <- a; c.n <- b
# %% step:a
n, limit = 0, 4
# %% step:b
while n < limit:
    n += 1
# %% step:c
print(n)

# case: for-target-is-left-behind
# expect: c.i <- b; c !< a
# %% step:a
i = "not this one"
print(i)
# %% step:b
for i in range(5):
    pass
# %% step:c
print(i)

# case: with-target-is-left-behind
# expect: b.text <- a; c.stream <- b
# %% step:a
text = "one\ntwo"
# %% step:b
import io

with io.StringIO(text) as stream:
    first = stream.readline()
# %% step:c
print(stream.closed)

# case: fstring-reads
# expect: b.name <- a; b.width <- a
# %% step:a
name = "Ada"
width = 8
# %% step:b
print(f"[{name:>{width}}] {name!r}")

# case: slices-and-subscripts-read
# expect: b.rows <- a; b.low <- a; b.high <- a
# %% step:a
rows = list(range(10))
low, high = 2, 6
# %% step:b
print(rows[low:high:2], rows[high])

# case: keyword-argument-name-is-no-read
# about: the word before = in a call is not the variable of that name
# expect: b.sep <- none; b !< a
# %% step:a
sep = "-" * 3
print(sep)
# %% step:b
print("x", "y", sep="+")

# case: attribute-name-is-no-read
# expect: b.real <- none; b !< a
# %% step:a
real = "estate"
print(real)
# %% step:b
print((3 + 4j).real)

# case: dictionary-key-text-is-no-read
# expect: b.k <- none; b !< a
# %% step:a
k = 100
print(k)
# %% step:b
print({"k": 1}["k"], dict(k=2))

# case: unused-step-feeds-nobody
# expect: c !< b; c.x <- a; b.x <- a
# %% step:a
x = 4
# %% step:b
y = x + 1
print(y)
# %% step:c
print(x * x)
