# What IPython adds to Python.

# case: ipython-time-assigns
# expect: b.x <- a; c.y <- b
# %% step:a
%time x = 21
# %% step:b
%time y = x * 2
# %% step:c
print(y)

# case: ipython-time-cell
# expect: b.total <- a; b.i <- a
# %% step:a
%%time
total = 0
for i in range(5):
    total += i
# %% step:b
print(total, i)

# case: ipython-shell-output
# expect: b.lines <- a
# %% step:a
lines = !echo one && echo two
# %% step:b
print(len(lines), lines[1], list(lines))

# case: ipython-shell-reads-variables
# expect: b.word <- a; b.n <- a
# %% step:a
word, n = "hello", 3
# %% step:b
!echo {word.upper()} $word {n + 1}

# case: ipython-shell-takes-no-other-names
# about: a dollar sign before another one is left to the shell
# expect: b !< a
# %% step:a
HOME_TOWN = "nowhere"
print(HOME_TOWN)
# %% step:b
!echo plain text

# case: ipython-capture
# expect: b.out <- a
# %% step:a
%%capture out
print("captured")
# %% step:b
print("b has:", out.stdout.strip())

# case: ipython-environment
# expect: a < b
# %% step:a
%env CELL_COLOR=green
# %% step:b
import os

print(os.environ["CELL_COLOR"])

# case: ipython-change-folder
# expect: a < b
# file inner/data.txt
#| found in the inner folder
# %% step:a
%cd -q inner
# %% step:b
print(open("data.txt").read().strip())

# case: ipython-run-a-script
# expect: b.value <- a
# file tool.py
#| value = 6 * 7
#| print("tool runs")
# %% step:a
%run tool.py
# %% step:b
print(value)

# case: ipython-bash-cell
# expect: a < b
# %% step:a
%%bash
echo "from bash" > out.txt
# %% step:b
print(open("out.txt").read().strip())

# case: ipython-markdown-cell-magic
# about: the text of such a cell is no Python
# expect: b.x <- a
# %% step:a
x = 1
# %% step:c
%%html
<b>x = 2</b>
# %% step:b
print(x)

# case: ipython-display
# expect: c.table <- a; c !< b
# %% step:a
table = {"n": 1}
display(table)
# %% step:b
from IPython.display import Markdown, display
display(Markdown("**bold**"))
# %% step:c
table

# case: ipython-semicolon-hides-the-output
# expect: b.x <- a
# %% step:a
x = 5
# %% step:b
print("b sees", x)
x;

# case: ipython-timeit-object
# expect: b.timing <- a; b.f <- none
# %% step:a
def f():
    return sum(range(10))

timing = %timeit -o -q -n 2 -r 1 f()
# %% step:b
print(timing.loops, f())

# case: ipython-magic-in-a-block
# expect: b.flag <- a; c.v <- b
# %% step:a
flag = True
# %% step:b
if flag:
    %time v = 8
# %% step:c
print(v)

# case: ipython-percent-as-operator
# about: a line that starts with % inside parentheses is no magic
# expect: b.n <- a; b.m <- a; c.rest <- b
# %% step:a
n, m = 17, 5
# %% step:b
rest = (n
        % m)
# %% step:c
print(rest, "%d %%" % rest)

# case: ipython-marks-in-strings
# about: no magic, no shell, no help in here
# expect: b.text <- a
# %% step:a
text = """
%time nothing
!echo nothing
what?
"""
# %% step:b
print(text.split("\n")[1:4], "100%!", "really?")

# case: ipython-help
# expect: c.x <- a; c !< b
# %% step:a
x = 5
# %% step:b
?str.title
print("asked")
# %% step:c
print(x)

# case: ipython-history-names
# told: output-history in c
# %% step:a
"first"
# %% step:b
"second"
# %% step:c
print(_, __, sep=" after ")

# case: ipython-underscore-as-an-own-name
# about: here _ is bound by the step itself
# expect: c !< a; c !< b
# %% step:a
"an output"
# %% step:b
first, _ = 1, 2
print(first)
# %% step:c
for _ in range(2):
    print("again", _)

# case: ipython-history-of-inputs
# told: output-history in b
# %% step:a
x = 1
# %% step:b
print(In[1])

# case: ipython-who
# told: unsupported-magic in b
# %% step:a
only_name = 1
# %% step:b
%who

# case: ipython-input
# about: nobody is there to answer
# told: input-call in a
# raises: EOFError in a
# %% step:a
name = input("Who are you? ")
print(name)
