const LARGEST = 0o7777;

/** The fault of the mode of a file or directory, in Ignition's words. */
export function modeFault(mode: number): string | undefined {
  return mode < 0 || mode > LARGEST ? 'illegal file mode' : undefined;
}

/** The warning about setuid, setgid and sticky bits, which count from spec 3.6 on, in Ignition's words. */
export function specialBitsWarning(mode: number): string | undefined {
  // Of negative numbers as well, which are not modes at all: Ignition says both.
  return (mode & 0o7000) !== 0
    ? 'setuid/setgid/sticky bits are not supported or functional in spec versions older than 3.6.0'
    : undefined;
}

/** The warning about a mode that looks like octal digits without the zero in front of them, in butane's words. */
export function decimalModeWarning(mode: number, kind: 'file' | 'directory'): string | undefined {
  const digits = String(mode);
  if (!/^[0-7]{1,4}$/.test(digits)) return undefined;
  return !isTypicalMode(mode, kind) && isTypicalMode(parseInt(digits, 8), kind)
    ? 'unreasonable mode would be reasonable if specified in octal; remember to add a leading zero'
    : undefined;
}

/** Whether this is a common mode of a file or directory. */
export function isTypicalMode(mode: number, kind: 'file' | 'directory'): boolean {
  if (mode === 0) return true;
  const other = mode & 0o7;
  const group = (mode >> 3) & 0o7;
  const user = (mode >> 6) & 0o7;
  const classes = [other, group, user];
  const isNested = (other & ~group) === 0 && (group & ~user) === 0;
  if (!isNested || !classes.every(isUsual)) return false;
  // One class may execute what the next one may only read: rwxr-----.
  if (grows(other, group) || grows(group, user)) return false;
  if ((user & 4) === 0) return false;
  return kind === 'directory' ? isTypicalDirectory(mode, user) : isTypicalFile(mode, user);
}

function isTypicalDirectory(mode: number, user: number): boolean {
  const canEnter = (user & 1) !== 0;
  const canWrite = (user & 2) !== 0;
  return canEnter && (mode & 0o4000) === 0 && ((mode & 0o3000) === 0 || canWrite);
}

function isTypicalFile(mode: number, user: number): boolean {
  const canExecute = (user & 1) !== 0;
  const othersWrite = (mode & 2) !== 0;
  return ((mode & 0o6000) === 0 || (canExecute && !othersWrite)) && (mode & 0o1000) === 0;
}

/** Whoever may write or execute may also read. */
function isUsual(bits: number): boolean {
  return (bits & 4) !== 0 || bits === 0;
}

function grows(less: number, more: number): boolean {
  return (more & 1) !== 0 && (less & 5) === 4;
}
