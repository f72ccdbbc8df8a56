import '../app';
import '../audit';
import '../cluster';
import '../core';
import '../deckhouse';
import '../kubeadm';
import '../etcd';
import '../topology';
