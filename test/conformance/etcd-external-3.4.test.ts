import { describeExternalEtcd } from './external-etcd';

describeExternalEtcd('3.4');
