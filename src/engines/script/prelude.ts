/** What a notebook brings along and plain Python does not: functions that a script starts with. */

const FUNCTIONS = {
  show_value: name => `def ${name}(value):
    """Prints the value of the last line of a cell, as a notebook shows it."""
    if value is not None:
        print(repr(value))`,
  display: name => `def ${name}(*values, **options):
    """Prints values, as a notebook shows them."""
    for value in values:
        print(repr(value))`,
  show_figures: name => `def ${name}():
    """Shows the figures that a cell has made and closes them, as a notebook does."""
    import sys

    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.show()
        pyplot.close("all")`,
  run_shell: name => `def ${name}(command):
    """Runs a command of the shell, as \`!command\` does in a notebook."""
    import subprocess
    import sys

    sys.stdout.flush()
    subprocess.run(command, shell=True)`,
  shell_lines: name => `def ${name}(command):
    """The lines that a command prints, as \`lines = !command\` in a notebook."""
    import subprocess

    ended = subprocess.run(
        command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return ended.stdout.splitlines()`,
  run_bash: name => `def ${name}(program, text):
    """Runs a text as a script, as \`%%bash\` does in a notebook."""
    import subprocess
    import sys

    sys.stdout.flush()
    subprocess.run([program], input=text, text=True, check=True)`,
  write_file: name => `def ${name}(path, text, append=False):
    """Writes a file, as \`%%writefile\` does in a notebook."""
    import os

    path = os.path.expanduser(path)
    verb = "Writing" if not os.path.exists(path) else "Appending to" if append else "Overwriting"
    print(verb, path)
    with open(path, "a" if append else "w", encoding="utf-8") as file:
        file.write(text)`,
  change_folder: name => `def ${name}(path):
    """Changes the folder in which relative paths start, as \`%cd\` does in a notebook."""
    import os

    os.chdir(os.path.expanduser(path))
    print(os.getcwd())`,
  set_variable: name => `def ${name}(name, value):
    """Sets a variable of the environment, as \`%env\` does in a notebook."""
    import os

    os.environ[name] = value
    print(f"env: {name}={value}")`,
  run_pip: name => `def ${name}(arguments):
    """Runs pip for the Python that runs this, as \`%pip\` does in a notebook."""
    import shlex
    import subprocess
    import sys

    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "pip", *shlex.split(arguments)], check=True)`
} satisfies Readonly<Record<string, (name: string) => string>>;

export type PreludeFunction = keyof typeof FUNCTIONS;

/** The functions that a script needs, under names that the notebook does not use. */
export class Prelude {
  private readonly used = new Set<PreludeFunction>();

  /** @param sources - of all code cells */
  constructor(private readonly sources: readonly string[]) {}

  /** A name like the wanted one that no cell has. */
  freeName(wanted: string): string {
    let name = wanted;
    while (this.sources.some(each => each.includes(name))) {
      name += '_';
    }
    return name;
  }

  /** The name of a function, which the script then has. */
  use(wanted: PreludeFunction): string {
    this.used.add(wanted);
    // The name of a builtin of notebooks is the notebook's own word.
    return wanted === 'display' ? wanted : this.freeName(wanted);
  }

  definitions(): string[] {
    return [...this.used].sort().map(each => FUNCTIONS[each](this.use(each)));
  }
}
