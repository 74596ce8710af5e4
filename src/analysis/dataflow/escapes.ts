/** What IPython's own syntax does: magics, shell lines, help. */
import type { Escape } from '../syntax/tree';
import { installsPackages, magicRule, shellAccess } from '../libraries/magics';
import type { Machine } from './machine';
import { SCALAR, type Value } from './objects';

export function evaluateEscape(machine: Machine, node: Escape): Value {
  // What is not known stays as it is written: `$HOME` is the shell's.
  machine.branch(
    () => {
      node.interpolated.forEach(each => machine.evaluate(each));
      return 'goes on';
    },
    () => 'goes on'
  );
  if (node.form === 'help') {
    return SCALAR;
  }
  if (node.body) {
    const { body } = node;
    // `%timeit` runs its code as a function: what it binds is gone afterwards.
    const names = new Map(machine.names);
    machine.execute(body);
    machine.names = names;
    return machineResult(machine, node);
  }
  if (node.form === 'shell') {
    shell(machine, node, node.argument || (node.text ?? ''));
    return machineResult(machine, node);
  }
  const rule = magicRule(node.name, node.form);
  const place = machine.place(node);
  if (installsPackages(`${node.name} ${node.argument}`)) {
    machine.effects.installs ??= place;
  }
  if (rule.state) {
    machine.touchState(rule.state, 'change', node);
  }
  if (rule.remark) {
    machine.effects.remark({
      code: rule.remark,
      subject: `${node.form === 'cell-magic' ? '%%' : '%'}${node.name}`,
      place
    });
  }
  if (rule.opaque) {
    machine.effects.opaque ??= place;
  }
  if (rule.shell) {
    shell(machine, node, node.text ?? node.argument);
  }
  if (rule.writes) {
    const path = node.argument.split(/\s+/).filter(word => word !== '-a')[0];
    machine.effects.file({ path, access: 'write', place });
  }
  return machineResult(machine, node);
}

/** A shell command touches files that cannot be told, unless it is known to be harmless. */
function shell(machine: Machine, node: Escape, command: string): void {
  if (installsPackages(command)) {
    machine.effects.installs ??= machine.place(node);
  }
  for (const access of shellAccess(command)) {
    machine.effects.file({
      path: undefined,
      access,
      place: machine.place(node)
    });
  }
}

/** The output of a command or magic, as `x = !ls` binds it. */
function machineResult(machine: Machine, node: Escape): Value {
  const made = machine.make('container', 'list', node).itself;
  machine.hold(made, SCALAR);
  return made;
}
