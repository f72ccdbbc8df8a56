import '../app';
import '../cluster';
import '../core';
import '../deckhouse';
import '../etcd';
import '../topology';
