# Steps that are tied by files.

# case: file-written-then-read
# expect: a < b
# %% step:a
with open("note.txt", "w") as file:
    file.write("written by a")
# %% step:b
print(open("note.txt").read())

# case: file-appended
# expect: a < b; b < c; a < c
# %% step:a
with open("log.txt", "w") as log:
    log.write("a")
# %% step:b
with open("log.txt", "a") as log:
    log.write("b")
# %% step:c
print(open("log.txt").read())

# case: file-overwritten
# expect: b < c; a < b (may); b < d (may)
# file data.txt
#| original
# %% step:a
print(open("data.txt").read().strip())
# %% step:b
with open("data.txt", "w") as file:
    print("replaced", file=file)
# %% step:c
print(open("data.txt").read().strip())
# %% step:d
with open("data.txt", "w") as file:
    file.write("last")
print("done")

# case: file-read-modify-write
# expect: a < b; b < c; a < c
# %% step:a
import json

with open("state.json", "w") as file:
    json.dump({"n": 1}, file)
# %% step:b
with open("state.json") as file:
    state = json.load(file)
state["n"] += 10
with open("state.json", "w") as file:
    json.dump(state, file)
# %% step:c
with open("state.json") as file:
    print(json.load(file))

# case: file-two-readers
# expect: b !< a; c !< a; c !< b
# file data.csv
#| x,y
#| 1,2
#| 3,4
# %% step:a
print(len(open("data.csv").readlines()))
# %% step:b
import csv

with open("data.csv") as file:
    print([row["y"] for row in csv.DictReader(file)])
# %% step:c
print(open("data.csv").readline().strip())

# case: files-that-differ
# expect: b !< a; c !< b; c < d; a < d; d !< b
# %% step:a
open("one.txt", "w").write("1")
print("one")
# %% step:b
open("two.txt", "w").write("2")
print("two")
# %% step:c
open("three.txt", "w").write("3")
print("three")
# %% step:d
print(open("one.txt").read() + open("three.txt").read())

# case: file-and-bystander
# expect: b !< a; c < d; b !< c
# %% step:a
open("big.txt", "w").write("x" * 100)
print("written")
# %% step:b
print("no files here", 2 + 2)
# %% step:c
open("small.txt", "w").write("y")
# %% step:d
print(open("small.txt").read())

# case: file-looked-for
# about: whether it exists depends on when one looks
# expect: a < b (may); b < c
# %% step:a
import os

print(os.path.exists("out.txt"))
# %% step:b
open("out.txt", "w").close()
# %% step:c
print(os.path.exists("out.txt"), os.path.getsize("out.txt"))

# case: file-listing-of-a-folder
# expect: a < b; b < d; c < d; c !< b
# %% step:a
import os

os.makedirs("out", exist_ok=True)
# %% step:b
open("out/one.txt", "w").write("1")
print("b")
# %% step:c
os.makedirs("out", exist_ok=True)
open("out/two.txt", "w").write("2")
print("c")
# %% step:d
print(sorted(os.listdir("out")))

# case: file-glob
# expect: a < c; b < c
# %% step:a
open("part-1.txt", "w").write("1")
# %% step:b
open("part-2.txt", "w").write("2")
# %% step:c
import glob

print([open(path).read() for path in sorted(glob.glob("part-*.txt"))])

# case: file-path-by-f-string
# expect: b < c; b.folder <- a; c.folder <- a
# %% step:a
folder = "results"
# %% step:b
import os

os.makedirs(folder, exist_ok=True)
with open(f"{folder}/scores.txt", "w") as file:
    file.write("0.9")
# %% step:c
print(open(f"{folder}/scores.txt").read())

# case: file-path-by-join-and-pathlib
# about: three spellings of one path
# expect: a < b; b < c
# %% step:a
import os
from pathlib import Path

os.mkdir("out")
with open(os.path.join("out", "x.txt"), "w") as file:
    file.write("a")
# %% step:b
path = Path("out") / "x.txt"
path.write_text(path.read_text() + "b")
# %% step:c
print(open("./out/x.txt").read())

# case: file-path-in-an-own-function
# expect: b < c
# %% step:a
def save(name, text):
    with open(name + ".txt", "w") as file:
        file.write(text)

def load(name):
    return open(f"{name}.txt").read()
# %% step:b
save("note", "saved")
# %% step:c
print(load("note"))

# case: file-path-computed-in-a-loop
# about: paths that cannot be told in advance
# expect: a < b; a < c
# %% step:a
for n in range(3):
    with open(f"part{n * n}.txt", "w") as file:
        file.write(f"part {n}")
# %% step:b
print(open("part4.txt").read())
# %% step:c
import os

print(sorted(name for name in os.listdir() if name.startswith("part")))

# case: file-path-from-data
# expect: a < b; b < c
# file names.txt
#| target.txt
# %% step:a
name = open("names.txt").read().strip()
# %% step:b
with open(name, "w") as file:
    file.write("by way of a name in a file")
# %% step:c
print(open("target.txt").read())
