import { checkedProps } from '../core/props';
import type { Shape } from '../core/shape';
import { instance, object, required, text } from '../core/shape';
import { PLAIN_PATH_PATTERN } from '../core/patterns';
import { imageFaults, IMAGE_PATTERN } from './image';

/** Props of `MemberForm.systemd`. */
export interface SystemdFormProps {
  /** The program on the host, for example `/usr/local/bin/etcd`. */
  readonly program: string;
}

/** Props of `MemberForm.staticPod`. */
export interface StaticPodFormProps {
  /** The image with `etcd`, with a tag of one version or a digest. */
  readonly image: string;
}

/** How members run on their hosts. */
export class MemberForm {
  /** As a systemd unit, `etcd.service`. */
  public static systemd(props: SystemdFormProps): MemberForm {
    const table = object<SystemdFormProps>({ program: required(text(PLAIN_PATH_PATTERN)) });
    return new MemberForm(checkedProps('', table, props).program, undefined);
  }

  /** As a static Pod of a standalone kubelet, `etcd.yaml`. */
  public static staticPod(props: StaticPodFormProps): MemberForm {
    const table = object<StaticPodFormProps>({ image: required(text(IMAGE_PATTERN)) });
    return new MemberForm(undefined, checkedProps('', table, props, ({ image }) => imageFaults(image, 'image')).image);
  }

  private constructor(
    /** The program of a unit; undefined for static Pods. */
    public readonly program: string | undefined,
    /** The image of a static Pod; undefined for units. */
    public readonly image: string | undefined,
  ) {}
}

/** A MemberForm among props. */
export const MEMBER_FORM: Shape<MemberForm> = instance(
  'MemberForm.systemd(...) or MemberForm.staticPod(...)',
  (value) => {
    const form = value as Partial<MemberForm> | null;
    return typeof form === 'object' && form !== null && (form.program ?? form.image) !== undefined;
  },
);
