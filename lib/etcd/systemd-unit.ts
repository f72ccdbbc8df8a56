/** A section of a unit: its name, and directives in their order. */
export type UnitSection = readonly [name: string, directives: readonly (readonly [name: string, value: string])[]];

/** The text of a systemd unit. */
export function unitText(sections: readonly UnitSection[]): string {
  return sections
    .map(([name, directives]) => [`[${name}]`, ...directives.map(([key, value]) => `${key}=${value}`), ''].join('\n'))
    .join('\n');
}

/** A command as `ExecStart` takes it, one argument a line. systemd itself reads `%` and `$` in arguments. */
export function commandLine(command: readonly string[]): string {
  return command.map(argument).join(' \\\n  ');
}

function argument(text: string): string {
  const plain = text.replace(/%/g, '%%').replace(/\$/g, '$$$$');
  return /^[A-Za-z0-9_@%+=:,./$-]+$/.test(plain) ? plain : `"${plain.replace(/[\\"]/g, '\\$&')}"`;
}
