# Strings, comments and layout that must not be mistaken for code, and code that looks odd.

# case: text-that-looks-like-code
# expect: b.x <- none; b !< a
# %% step:a
x = 1
print(x)
# %% step:b
code = "x = x + 1"
print(code, 'import x', "print(x)")

# case: text-with-quotes-and-hashes
# expect: b.y <- a; b.x <- none
# %% step:a
x, y = 1, 2
# %% step:b
print('it\'s # not a comment', """x = "5" # nor "" here""", y)

# case: text-over-several-lines
# expect: c.x <- a; c !< b
# %% step:a
x = "real"
# %% step:b
doc = '''
x = "from the text"
def x(): pass
del x
'''
print(len(doc.splitlines()))
# %% step:c
print(x)

# case: text-comments
# expect: c.x <- a; c !< b
# %% step:a
x = "real"  # x = "in a comment"
# %% step:b
# x = "in a comment"
print("b")  # del x
# %% step:c
print(x)

# case: text-f-string-braces
# expect: b.x <- none; c.x <- a; c.width <- a
# %% step:a
x, width = 7, 4
# %% step:b
print(f"{{x}}", "{x}", "{x}".format(x="own"))
# %% step:c
print(f"{x=}", f"{x:{width}d}|", f"{f'{x!r:>{width}}'}")

# case: text-raw-and-bytes
# expect: b.name <- a
# %% step:a
name = "n"
# %% step:b
print(rf"\d{name}", b"name", r"\{name}", f"{name}" "{name}")

# case: text-docstrings
# expect: c.k <- a; c !< b
# %% step:a
k = 3
# %% step:b
def f():
    """Uses k, or so it says.

    >>> k = 100
    """
    return 1

print(f())
# %% step:c
print(k)

# case: layout-backslash-and-semicolons
# expect: b.x <- a; b.y <- a; b.z <- a
# %% step:a
x = 1; y = \
    2
z = (x +
     # a comment in the middle

     y)
# %% step:b
print(x, y, z); print(x if y
    else z)

# case: layout-one-line-blocks
# expect: b.xs <- a; c.t <- b; c.x <- b
# %% step:a
xs = [1, 2, 3]
# %% step:b
t = 0
for x in xs: t += x
if t > 5: big = True; print("big")
class Empty: pass
# %% step:c
print(t, x)

# case: layout-tabs
# expect: b.n <- a
# %% step:a
def f(v):
	if v:
		return "yes"
	return "no"
n = f(1)
# %% step:b
print(n)

# case: names-unicode
# expect: b.größe <- a; b.π <- a; b.имя <- a; b.数 <- a
# %% step:a
größe, π, имя, 数 = 1.8, 3.14, "Ада", 42
# %% step:b
print(größe, π, имя, 数, "😀")

# case: names-unicode-normalised
# about: the ligature and the two letters are one name to Python
# expect: b.fish <- a
# %% step:a
ﬁsh = "trout"
# %% step:b
print(fish)

# case: names-like-soft-keywords
# expect: b.match <- a; b.case <- a; b.type <- a
# %% step:a
match, case, type = "m", "c", "t"
# %% step:b
print(match, case, type)
match[0]

# case: names-differ-in-case
# expect: c.X <- a; d.x <- b; d !< a; c !< b
# %% step:a
X = "upper"
# %% step:b
x = "lower"
# %% step:c
print(X)
# %% step:d
print(x)

# case: layout-empty-cells-and-ellipsis
# expect: c.x <- a; c !< b
# %% step:a
x = 1
# %% step:b
...
pass
# %%
# only a comment
# %% step:c
print(x)

# case: layout-strings-joined
# expect: b.s <- a
# %% step:a
part = "b"
s = ("a"  # first
     f"{part}"
     'c')
# %% step:b
print(s)
