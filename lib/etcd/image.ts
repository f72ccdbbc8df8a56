import type { ShapeFault } from '../core/check-shape';
import type { StringShape } from '../core/shape';
import { show } from '../core/format';
import { ETCD } from './codes';
import type { EtcdVersion } from './version';
import { minorOf } from './version';

const HOST = '(?:[a-zA-Z0-9](?:[-a-zA-Z0-9.]*[a-zA-Z0-9])?(?::\\d{1,5})?/)?';
const PATH = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const TAG = '[\\w][\\w.-]{0,127}';

/** The form of the name of an image, for tables. */
export const IMAGE_PATTERN: Omit<StringShape, 'type'> = {
  pattern: new RegExp(`^${HOST}${PATH}(?:/${PATH})*(?::${TAG})?(?:@sha256:[0-9a-f]{64})?$`),
  form: 'the name of an image with a tag or a digest, for example registry.k8s.io/etcd:3.6.6-0',
  maxLength: 512,
};

/** The tag of an image; undefined where there is none. */
export function tagOf(image: string): string | undefined {
  return /:([^/:@]+)(?:@|$)/.exec(image.replace(/@sha256:[0-9a-f]+$/, ''))?.[1];
}

/** The fault of an image that was named by the user, apart from its form. */
export function imageFaults(image: string, property: string): readonly ShapeFault[] {
  if (image.includes('@sha256:')) return [];
  const tag = tagOf(image);
  if (tag !== undefined && tag !== 'latest') return [];
  const message = tag === undefined ? 'the image lacks a tag, which means latest' : 'the tag of the image is latest';
  return [
    {
      type: ETCD.floatingImage,
      details: { message, property, given: show(image), allowed: 'a tag of one version, or a digest' },
    },
  ];
}

/** The fault of an image of etcd, apart from its form. Tags that do not name a version of etcd are ignored. */
export function etcdImageFaults(image: string, property: string, version: EtcdVersion): readonly ShapeFault[] {
  const tag = tagOf(image);
  const minor = minorOf(tag);
  if (minor === undefined || `3.${minor}` === version.version) return imageFaults(image, property);
  const details = {
    message: `the image holds etcd 3.${minor}, and the version is ${version.version}`,
    property,
    given: show(image),
    allowed: `an image of ${version.name}, or the version EtcdVersion.of('3.${minor}')`,
  };
  return [{ type: ETCD.otherImageVersion, details }];
}
