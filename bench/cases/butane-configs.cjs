// Configs of hosts as people write them: a user, the host's name and address, what it may do, a unit. One KB each.

/** The config of one host. */
function host(number) {
  const address = `10.150.${number >> 8}.${number & 255}`;
  return `variant: fcos
version: 1.4.0
passwd:
  users:
    - name: operator
      groups: [wheel]
      ssh_authorized_keys:
        - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAW1Ewu47v1O6f/O6prkWahRNL/VPKuBDFB1wxfljq8y operator
storage:
  files:
    - path: /etc/hostname
      mode: 0644
      overwrite: true
      contents: {inline: "node-${number}"}
    - path: /etc/sudoers.d/operator
      mode: 0440
      contents:
        inline: |
          operator ALL=(root) NOPASSWD: /usr/bin/systemctl restart kubelet.service
    - path: /etc/systemd/network/20-wired.network
      mode: 0644
      contents:
        inline: |
          [Match]
          Name=eth0

          [Network]
          Address=${address}/24
          Gateway=10.150.0.1
          DNS=10.150.0.1
systemd:
  units:
    - name: load-images.service
      enabled: true
      contents: |
        [Unit]
        Description=Load the images of the control plane
        After=crio.service

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/usr/local/bin/load-images

        [Install]
        WantedBy=multi-user.target
`;
}

/** The configs of some hosts. */
exports.hosts = (count) => Array.from({ length: count }, (_, i) => host(i));

/** One config of about so many bytes. */
exports.large = (bytes) => {
  const file = (i) =>
    `    - path: /etc/part-${i}\n      mode: 0644\n      contents:\n        inline: |\n          part ${i}\n          of many\n`;
  const count = Math.round(bytes / file(10000).length);
  const files = Array.from({ length: count }, (_, i) => file(i));
  return `variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n${files.join('')}`;
};

/** Runs something once, and prints what it took, with the memory of the process at its highest. */
exports.once = (run) => {
  const before = process.cpuUsage();
  const begin = performance.now();
  run();
  const { user, system } = process.cpuUsage(before);
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(
    `${JSON.stringify({ cpu: (user + system) / 1000, wall: performance.now() - begin, memory: maxRSS / 1024 })}\n`,
  );
};
