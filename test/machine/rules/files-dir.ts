import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { newFolder, removeFolder } from '../../support/folders';

const FILES: Readonly<Record<string, string>> = {
  'a.txt': 'a\n',
  'b.txt': 'b\n',
  'key.pub': 'ssh-ed25519 AAAA core\n',
  'a.service': '[Service]\nExecStart=/a\n',
  'tree/b.txt': 'b\n',
  'good.bu': 'variant: fcos\nversion: 1.0.0\nstorage: {files: [{path: /a, contents: {inline: a}}]}\n',
  'bad.bu': 'variant: fcos\nversion: 1.5.0\nstorage: {files: [{path: a}]}\n',
  'odd.bu': 'variant: fcos\nversion: 1.7.0\nstorage: {files: [{path: /a, mode: 644}]}\n',
  'unread.bu': 'variant: fcos\n\tversion: 1.5.0\n',
  'loop.bu': 'variant: fcos\nversion: 1.5.0\nignition: {config: {merge: [{local: loop.bu}]}}\n',
  'outer.bu': 'variant: fcos\nversion: 1.5.0\nignition: {config: {merge: [{local: good.bu}]}}\n',
  'good.ign': '{"ignition": {"version": "3.0.0"}}',
  'bad.ign': '{"ignition": {"version": "3.0.0"}, "storage": {"files": [{"path": "a"}]}}',
  'broken.ign': '{"ignition": ',
  'list.yaml': 'storage: {files: []}\n',
};

/** A files directory with what the tables of the rules name. */
export class FilesDir {
  public readonly path: string;
  private readonly parent = newFolder();

  public constructor() {
    this.path = join(this.parent, 'files');
    for (const [name, text] of Object.entries(FILES)) this.write(name, text);
    // A neighbour whose name begins in the same way.
    this.write('../files-2/a.txt', 'a\n');
    mkdirSync(join(this.path, 'links'));
    symlinkSync('/b.txt', join(this.path, 'links/to'));
    mkdirSync(join(this.path, 'ways'));
    symlinkSync('../../files-2/a.txt', join(this.path, 'ways/out'));
    symlinkSync('../../files-2', join(this.path, 'ways/to-others'));
    symlinkSync('../a.txt', join(this.path, 'ways/back'));
    mkdirSync(join(this.path, 'pipes'));
    spawnSync('mkfifo', [join(this.path, 'pipes/pipe')]);
  }

  /** Writes a file, and its folders. */
  public write(name: string, text: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Takes it away. */
  public remove(): void {
    removeFolder(this.parent);
  }
}
