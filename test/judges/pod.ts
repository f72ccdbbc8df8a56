/**
 * Runs the containers of a Pod as processes of this machine, in the order of the kubelet: the init containers one after
 * another, those that are to go on in the background, then the containers. What the manifest says is what runs; only the
 * paths of volumes and the ports on loopback are replaced by those of the test.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Programs } from './programs';
import { type Outcome, run } from './run';

/** Root in a container has no capabilities: where the tests are root, so it is here. */
const BARE = process.getuid?.() === 0 ? ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync) : undefined;
const NOTHING = ['--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];

interface Mount {
  readonly name: string;
  readonly mountPath: string;
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly restartPolicy?: string;
  readonly env?: readonly { name: string; value?: string; valueFrom?: { fieldRef?: { fieldPath: string } } }[];
  readonly volumeMounts?: readonly Mount[];
  /** Not of Kubernetes: the largest file that it can write here, in blocks of 512 bytes. */
  readonly fileLimit?: number;
}

export interface PodSpec {
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly {
    readonly name: string;
    readonly hostPath?: { path: string };
    readonly emptyDir?: object;
  }[];
}

export interface PodOptions {
  /** The program of an image: by the image and the name of the program. */
  readonly program: (image: string, name: string) => string | undefined;
  /** Where volumes are. Others are empty folders. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** What fields of the Pod are, such as status.hostIP. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Texts of the manifest that stand for something else here, such as ports. */
  readonly replace?: readonly (readonly [RegExp, string])[];
  /** Called before a container runs. */
  readonly before?: Readonly<Record<string, (pod: PodRun) => void | Promise<void>>>;
}

/** How one container ended. */
export interface Ended extends Outcome {
  readonly container: string;
}

export class PodRun {
  /** Containers that go on. */
  public readonly programs = new Programs('pod');

  public constructor(
    private readonly spec: PodSpec,
    private readonly options: PodOptions,
  ) {}

  /** The folder of a volume. */
  public volume(name: string): string {
    const given = this.options.volumes?.[name];
    const folder = given ?? join(this.programs.folder, name);
    if (!existsSync(folder)) mkdirSync(folder);
    return folder;
  }

  /** Runs the init containers. @returns the one that failed, or undefined. */
  public async init(): Promise<Ended | undefined> {
    for (const container of this.spec.initContainers ?? []) {
      const failed = await this.runOne(container);
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  /** Runs the Pod of a Job to its end. @returns the container that failed, or undefined. */
  public async complete(): Promise<Ended | undefined> {
    const failed = await this.init();
    if (failed !== undefined) return failed;
    for (const container of this.spec.containers) {
      const ended = await this.runOne(container);
      if (ended !== undefined) return ended;
    }
    return undefined;
  }

  /** Starts the containers; they go on. */
  public start(): void {
    for (const container of this.spec.containers) this.background(container);
  }

  public stop(): Promise<void> {
    return this.programs.stop();
  }

  private async runOne(container: Container): Promise<Ended | undefined> {
    await this.options.before?.[container.name]?.(this);
    if (container.restartPolicy === 'Always') {
      this.background(container);
      return undefined;
    }
    const { program, args, env } = this.commandOf(container);
    const outcome = await run(program, args, { env, cwd: this.programs.folder });
    return outcome.code === 0 ? undefined : { container: container.name, ...outcome };
  }

  private background(container: Container): void {
    const { program, args } = this.commandOf(container);
    this.programs.start(container.name, program, args);
  }

  private commandOf(container: Container) {
    const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => b.mountPath.length - a.mountPath.length);
    const here = (text: string): string => {
      let mapped = text;
      // In one pass, so that no path is taken for another one's beginning.
      const any = mounts.map((m) => m.mountPath.replace(/[.+]/g, '\\$&')).join('|');
      if (any !== '') {
        mapped = mapped.replace(new RegExp(`(?<![\\w.-])(${any})(?![\\w.-])`, 'g'), (path) => {
          return this.volume(mounts.find((m) => m.mountPath === path)!.name);
        });
      }
      for (const [pattern, by] of this.options.replace ?? []) mapped = mapped.replace(pattern, by);
      return mapped;
    };
    const env: Record<string, string> = {};
    for (const { name, value, valueFrom } of container.env ?? []) {
      const field = valueFrom?.fieldRef?.fieldPath;
      env[name] = field === undefined ? here(expand(value ?? '', env)) : (this.options.fields?.[field] ?? '');
    }
    const [first = '', ...rest] = [...container.command, ...(container.args ?? [])].map((arg) =>
      here(expand(arg, env)),
    );
    const program = this.options.program(container.image, first);
    if (program === undefined) throw new Error(`the image ${container.image} has no program ${first}`);
    if (container.fileLimit === undefined) {
      return BARE === undefined
        ? { program, args: rest, env }
        : { program: BARE, args: [...NOTHING, program, ...rest], env };
    }
    const limited = `ulimit -f ${container.fileLimit}; exec "$0" "$@"`;
    return { program: '/bin/sh', args: ['-c', limited, program, ...rest], env };
  }
}

/** What Kubernetes does to $(NAME) and $$ in arguments and values. */
export function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (all, name: string | undefined) => {
    if (name === undefined) return '$';
    return env[name] ?? all;
  });
}
