# Long chains, recursion over several steps, and many steps.

# case: chain-of-values
# expect: s2.x <- s1; s12.x <- s11; s6.x <- s5
# %% step:s1
x = 1
# %% step:s2
x = x * 2 + 1
# %% step:s3
x = x * 2 + 1
# %% step:s4
x = x * 2 + 1
# %% step:s5
x = x * 2 + 1
# %% step:s6
x = x * 2 + 1
# %% step:s7
x = x * 2 + 1
# %% step:s8
x = x * 2 + 1
# %% step:s9
x = x * 2 + 1
# %% step:s10
x = x * 2 + 1
# %% step:s11
x = x * 2 + 1
# %% step:s12
print(x)

# case: chain-of-one-list
# expect: s5.xs <- s4; s6.ys <- s5; s7.xs <- s6
# %% step:s1
xs = []
# %% step:s2
xs.append(1)
# %% step:s3
ys = xs
# %% step:s4
ys.append(2)
# %% step:s5
xs.append(3)
# %% step:s6
ys.append(4)
# %% step:s7
print(xs, xs is ys)

# case: chain-of-functions
# about: each step wraps the function of the one above; the base reads a variable
# expect: f.base <- a; f !< b; f !< c; f !< d; f !< e
# %% step:a
base = 1

def f1():
    return base
# %% step:b
def f2():
    return f1() * 2
# %% step:c
def f3():
    return f2() + f1()
# %% step:d
def f4():
    return f3() * 10
# %% step:e
def f5():
    return f4() - f2()
# %% step:f
print(f5())

# case: chain-of-wrapped-values
# about: here each function is the value of a variable, made anew
# expect: b.f <- a; c.f <- b; d.f <- c
# %% step:a
f = lambda v: v + 1
# %% step:b
f = (lambda g: lambda v: g(v) * 2)(f)
# %% step:c
f = (lambda g: lambda v: g(g(v)))(f)
# %% step:d
print(f(1))

# case: chain-mutual-recursion
# expect: c.limit <- none; d.limit <- c; d !< a; d !< b
# %% step:a
def even(n):
    return True if n == 0 else odd(n - 1)
# %% step:b
def odd(n):
    return False if n == 0 else even(n - 1)
# %% step:c
limit = 7
# %% step:d
print([n for n in range(limit) if even(n)])

# case: chain-recursion-with-a-global-memory
# expect: b.memory <- a; c.memory <- b
# %% step:a
memory = {0: 0, 1: 1}

def fib(n):
    if n not in memory:
        memory[n] = fib(n - 1) + fib(n - 2)
    return memory[n]
# %% step:b
print(fib(10))
# %% step:c
print(len(memory), fib(12))

# case: chain-through-untouched-steps
# expect: e.x <- a; e !< b; e !< c; e !< d
# %% step:a
x = "from far away"
# %% step:b
print("b")
# %% step:c
y = [1]
print(y)
# %% step:d
y.append(2)
print(y)
# %% step:e
print(x)

# case: chain-alternating-names
# expect: b.p <- a; c.q <- b; d.p <- c; e.q <- d; f.p <- e
# %% step:a
p = [1]
# %% step:b
q = p + [2]
# %% step:c
p = q + [3]
# %% step:d
q = p[::-1]
# %% step:e
p = q[:2]
# %% step:f
print(p)

# case: chain-of-attributes
# expect: b.node <- a; c.node <- b; d.root <- c
# %% step:a
class Node:
    def __init__(self, name):
        self.name, self.next = name, None

root = node = Node("one")
# %% step:b
node.next = Node("two")
node = node.next
# %% step:c
node.next = Node("three")
# %% step:d
walk, names = root, []
while walk:
    names.append(walk.name)
    walk = walk.next
print(names)

# case: chain-with-side-exits
# expect: p1.x <- a; p2.x <- b; p3.x <- c; p2 !< p1; p3 !< p2; c !< p1; b !< p1
# %% step:a
x = 1
# %% step:p1
print("after a:", x)
# %% step:b
x = x + 10
# %% step:p2
print("after b:", x)
# %% step:c
x = x * 2
# %% step:p3
print("after c:", x)

# case: chain-of-list-side-exits
# about: the list itself changes between the readings
# expect: p1.xs <- a; p2.xs <- b; p3.xs <- c; p3 !< p2
# %% step:a
xs = [1]
# %% step:p1
print(xs)
# %% step:b
xs.append(2)
# %% step:p2
print(xs)
# %% step:c
xs.append(3)
# %% step:p3
print(xs)

# case: value-that-comes-with-an-instance
# about: the three are stored together, and the last step uses no class itself
# expect: b.shared <- a; c.kept <- b
# %% step:a
class Holder:
    def __init__(self, value):
        self.value = value

shared = [1]
kept = [shared]
holder = Holder(shared)
# %% step:b
kept.append(2)
shared.append(3)
# %% step:c
print(kept)
# %% step:d
print(holder.value)
