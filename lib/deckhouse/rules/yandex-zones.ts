import type { DeckhouseRelease } from '../release';

/** The zones of Yandex Cloud that dhctl supports, in the order in which it fills them. */
export function allZones(release: DeckhouseRelease): readonly string[] {
  return ['a', 'b', 'd', ...(release.isAtLeast('1.77') ? ['e'] : [])].map((letter) => `ru-central1-${letter}`);
}
