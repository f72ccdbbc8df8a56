import { encodeDataUrl } from '../../syntax/data-url';
import { escapeBytes } from '../../syntax/percent-escape';
import { bytesOfText, textOfBytes } from '../../text-bytes';
import type { ConfigObject, Value } from '../../value';
import { objectOf, objectsOf, textOf, textsOf } from '../../value';
import { LocalFileFault } from '../local-files';
import type { MergedFiles, Translation } from '../translation';
import { addAt } from '../translation';

type At = readonly (string | number)[];

/**
 * Converts all contents to the form that Ignition reads: inline texts and local files become data URLs, texts of
 * units and keys come from their files.
 */
export function translateContents(root: ConfigObject, translation: Translation): void {
  const contents = (object: ConfigObject | undefined, path: At): void => {
    if (object !== undefined) resource(object, path, translation);
  };
  const all = (objects: readonly ConfigObject[], path: At): void => {
    objects.forEach((object, i) => contents(object, [...path, i]));
  };
  const ignition = objectOf(root, 'ignition');
  const config = objectOf(ignition, 'config');
  objectsOf(config, 'merge').forEach((its, i) => child(its, ['ignition', 'config', 'merge', i], translation));
  child(objectOf(config, 'replace'), ['ignition', 'config', 'replace'], translation);
  const tls = objectOf(objectOf(ignition, 'security'), 'tls');
  all(objectsOf(tls, 'certificate_authorities'), ['ignition', 'security', 'tls', 'certificate_authorities']);
  objectsOf(objectOf(root, 'passwd'), 'users').forEach((user, i) => keys(user, ['passwd', 'users', i], translation));
  const storage = objectOf(root, 'storage');
  objectsOf(storage, 'files').forEach((file, i) => {
    if (file.append !== undefined) all(objectsOf(file, 'append'), ['storage', 'files', i, 'append']);
    if (file.contents !== undefined) contents(objectOf(file, 'contents'), ['storage', 'files', i, 'contents']);
  });
  objectsOf(storage, 'luks').forEach((luks, i) =>
    contents(objectOf(luks, 'key_file'), ['storage', 'luks', i, 'key_file']),
  );
  objectsOf(objectOf(root, 'systemd'), 'units').forEach((unit, i) => {
    const path = ['systemd', 'units', i];
    objectsOf(unit, 'dropins').forEach((dropin, j) => text(dropin, [...path, 'dropins', j], translation));
    text(unit, path, translation);
  });
}

function read(local: string, path: At, translation: Translation): Buffer | undefined {
  try {
    return translation.files.read(local);
  } catch (e) {
    if (!(e instanceof LocalFileFault)) throw e;
    addAt(translation, e.rule, path, e.message);
    return undefined;
  }
}

/** Another config. */
function child(object: ConfigObject | undefined, path: At, translation: Translation): void {
  if (object === undefined) return;
  // Contents that the user has compressed are not text.
  const isText = (textOf(object, 'compression') ?? '') === '';
  resource(object, path, translation, isText ? translation.children : undefined);
}

function resource(object: ConfigObject, path: At, translation: Translation, children?: MergedFiles): void {
  const local = textOf(object, 'local');
  if (local !== undefined) {
    const at = [...path, 'local'];
    const bytes = read(local, at, translation);
    if (bytes !== undefined) encode(object, children?.embedded(bytes, local, at, translation) ?? bytes, translation);
  }
  const inline = textOf(object, 'inline');
  if (inline !== undefined) encode(object, inline, translation);
}

/** Puts contents into a resource, as a data URL. Contents whose compression the user has set are compressed already. */
export function encode(object: ConfigObject, text: string | Uint8Array, { compress, dialect }: Translation): void {
  const contents = typeof text === 'string' ? bytesOfText(text) : text;
  const given = textOf(object, 'compression') ?? '';
  const isGiven = given !== '';
  if (dialect.spec === 0) {
    // The first spec has neither base64 nor compression.
    if (object.compression !== undefined) object.userCompression = true;
    object.source = `data:,${escapeBytes(Buffer.from(contents))}`;
    return;
  }
  const { source, compression } = encodeDataUrl(contents, {
    compression: given,
    compress: compress ? 'auto' : 'never',
  });
  object.source = source;
  if (isGiven) object.userCompression = true;
  else object.compression = compression!;
}

function text(object: ConfigObject, path: At, translation: Translation): void {
  const local = textOf(object, 'contents_local') ?? '';
  if (local === '') return;
  const bytes = read(local, [...path, 'contents_local'], translation);
  if (bytes !== undefined) object.contents = textOfBytes(bytes);
}

function keys(user: ConfigObject, path: At, translation: Translation): void {
  const files = textsOf(user, 'ssh_authorized_keys_local');
  if (files.length === 0) return;
  const list: Value[] = [...textsOf(user, 'ssh_authorized_keys')];
  const from = [...path, 'ssh_authorized_keys_local'];
  const places = new Map<number, At>(list.map((_, i) => [i, [...path, 'ssh_authorized_keys', i]]));
  try {
    files.forEach((file, i) => {
      const bytes = readKeys(file, [...from, i], translation);
      for (const line of (bytes === undefined ? undefined : textOfBytes(bytes))?.split(/\r?\n/) ?? []) {
        if (line === '') continue;
        places.set(list.length, [...from, i]);
        list.push(line);
      }
    });
  } catch (e) {
    if (!(e instanceof LocalFileFault)) throw e;
    // Without a files directory the list itself is at fault, once.
    addAt(translation, e.rule, from, e.message);
  }
  user.ssh_authorized_keys = list;
  translation.origins.set(list, undefined, places);
}

function readKeys(file: string, path: At, translation: Translation): Buffer | undefined {
  if (!translation.files.isGiven) translation.files.pathOf(file);
  return read(file, path, translation);
}
