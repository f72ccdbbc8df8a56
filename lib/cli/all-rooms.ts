import '../app';
import '../cluster';
import '../core';
import '../deckhouse';
import '../kubeadm';
import '../topology';
