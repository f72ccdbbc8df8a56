import '../app';
import '../audit';
import '../cluster';
import '../core';
import '../deckhouse';
import '../kubeadm';
import '../machine';
import '../etcd';
import '../topology';

// Without an export, the bundler takes the file for CommonJS, and wraps each module that it leads to.
export {};
