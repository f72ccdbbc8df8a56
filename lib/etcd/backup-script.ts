/**
 * The scripts of a backup's tool containers. They are the same for every backup: differences are passed in
 * environment variables, so that the shell never interprets a value of the user.
 *
 * POSIX sh with sed, awk, df, find, sha256sum and curl: the tools of BusyBox and curl. Kubernetes expands `$$` and
 * `$(NAME)` in arguments: neither is used here.
 */

/** The script that a container runs. */
export type BackupStep = 'prepare' | 'verify' | 'store' | 'prune' | 'fetch' | 'check' | 'count' | 'archive';

const FAIL = `fail() {
  echo "etcd-backup: $*" >&2
  exit 1
}`;

const NUMBER = `# number NAME FILE: a number in an answer of etcd, which writes those of 64 bits as texts.
number() {
  sed -n "s/.*\\"$1\\":\\"\\{0,1\\}\\([0-9][0-9]*\\).*/\\1/p" "$2" | head -n 1
}`;

const LIVE = `# live PATH BODY FILE: asks the member that is saved.
live() {
  curl --silent --show-error --max-time 60 --cacert "$PKI/ca.crt" --cert "$PKI/healthcheck-client.crt" \\
    --key "$PKI/healthcheck-client.key" --data "$2" --output "$3" "$ENDPOINT$1" || fail "$ENDPOINT does not answer"
}`;

const SERVED = `# served: revision and keys of the restored store, once a real etcd serves it.
served() {
  tries=0
  until curl --silent --fail --max-time 5 --data '{}' --output "$WORK/served.json" "$RESTORED/v3/maintenance/status"; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || fail "the restored store does not answer"
    sleep 1
  done
  curl --silent --show-error --fail --max-time 60 --output "$WORK/restored.json" \\
    --data '{"key":"AA==","range_end":"AA==","count_only":true}' "$RESTORED/v3/kv/range" ||
    fail "the restored store cannot be read"
  revision=$(number revision "$WORK/restored.json")
  keys=$(number count "$WORK/restored.json")
  if [ -z "$revision" ] || [ "\${keys:-0}" -eq 0 ]; then fail "the restored store is empty"; fi
}`;

const ROOM = `# room FOLDER KIB PERCENT: KIB more must leave PERCENT of the disk free.
room() {
  df -Pk "$1" | awk -v need="$2" -v percent="$3" 'NR == 2 { exit !($4 - need >= $2 * percent / 100) }' ||
    fail "$2 KiB more in $1 would leave less than $3 % of the disk free"
}`;

const BACKUPS = `# backups: the finished ones, the oldest first. Whatever else lies in the folder is not ours.
backups() {
  for folder in "$BACKUPS"/etcd-[0-9]*Z; do
    if [ -f "$folder/manifest.json" ]; then echo "$folder"; fi
  done | sort
}`;

const STEPS: Readonly<Record<BackupStep, { readonly needs: readonly string[]; readonly lines: string }>> = {
  prepare: {
    needs: [FAIL, NUMBER, LIVE, ROOM],
    lines: `mkdir -p "$WORK/out" "$WORK/tmp"
# What a run has left that was ended in the middle. A younger one may still be at work.
find "$BACKUPS" -maxdepth 1 -name '.incomplete-*' -mmin +1440 -exec rm -rf {} +
live /v3/maintenance/status '{}' "$WORK/status.json"
live /v3/cluster/member/list '{}' "$WORK/members.json"
bytes=$(number dbSize "$WORK/status.json")
[ -n "$bytes" ] || fail "$ENDPOINT does not say how large its database is: $(cat "$WORK/status.json")"
kib=$((bytes / 1024 + 1))
room "$BACKUPS" "$kib" "$MIN_FREE"
# The snapshot, the restored store with its log, and a copy.
room "$WORK" $((3 * kib + 262144)) 0`,
  },
  verify: {
    needs: [FAIL, NUMBER, LIVE, SERVED, BACKUPS],
    lines: `bytes=$(wc -c < "$WORK/snapshot.db")
# Pages of the database, and the hash behind them. A file without it was not saved by etcd.
[ $((bytes % 512)) -eq 32 ] || fail "the snapshot has no hash: $bytes bytes"
served
before=$(number revision "$WORK/status.json")
[ "$revision" -ge "$before" ] || fail "the snapshot is older than this run: revision $revision, the member was at $before"
live /v3/kv/range '{"key":"AA==","range_end":"AA==","count_only":true,"serializable":true,"revision":"'"$revision"'"}' \\
  "$WORK/live.json"
if grep -q compacted "$WORK/live.json"; then
  # The restore took longer than the cluster keeps old revisions. The store was served and is not empty.
  echo "etcd-backup: the keys cannot be compared, revision $revision is compacted" >&2
  compared=false
else
  [ "$(number count "$WORK/live.json")" = "$keys" ] ||
    fail "the restored store has $keys keys, the member at revision $revision: $(cat "$WORK/live.json")"
  compared=true
fi
cluster=$(number cluster_id "$WORK/status.json")
previous=$(backups | tail -n 1)
if [ -n "$previous" ] && [ "$(number clusterId "$previous/manifest.json")" = "$cluster" ]; then
  earlier=$(number revision "$previous/manifest.json")
  [ "$revision" -ge "$earlier" ] ||
    fail "revision $revision is older than $earlier of $previous: the same cluster cannot go back"
fi
version=$(sed -n 's/.*"version":"\\([0-9.]*\\)".*/\\1/p' "$WORK/status.json")
sum=$(sha256sum "$WORK/snapshot.db")
stamp=$(date -u +%Y%m%dT%H%M%SZ)
echo "$stamp" > "$WORK/stamp"
{
  printf '{"time":"%s","seconds":%s,' "$stamp" "$(date -u +%s)"
  printf '"clusterId":"%s","etcdVersion":"%s",' "$cluster" "$version"
  printf '"revision":"%s","keys":"%s","keysCompared":%s,' "$revision" "$keys" "$compared"
  printf '"bytes":%s,"sha256":"%s"}\\n' "$bytes" "\${sum%% *}"
} > "$WORK/out/manifest.json"
cp "$WORK/members.json" "$WORK/out/members.json"
echo "etcd-backup: verified, revision $revision, $keys keys, $bytes bytes"`,
  },
  store: {
    needs: [FAIL],
    lines: `if [ -f "$WORK/out/snapshot.db.age" ]; then
  rm "$WORK/snapshot.db"
else
  [ "$ENCRYPTED" = no ] || fail "the encrypted snapshot is missing"
  mv "$WORK/snapshot.db" "$WORK/out/snapshot.db"
fi
(cd "$WORK/out" && sha256sum manifest.json members.json snapshot.db* > "$WORK/sums")
mv "$WORK/sums" "$WORK/out/SHA256SUMS"
stamp=$(cat "$WORK/stamp")
part=$BACKUPS/.incomplete-$stamp
final=$BACKUPS/etcd-$stamp
if [ -e "$final" ] || [ -e "$part" ]; then fail "$final is there already"; fi
trap 'rm -rf "$part"' EXIT
cp -R "$WORK/out" "$part" || fail "the backup cannot be written to $BACKUPS"
sync
# Read back: a disk may take what it does not keep.
(cd "$part" && sha256sum -c SHA256SUMS > /dev/null) || fail "the copy in $BACKUPS is not what was copied"
mv "$part" "$final"
trap - EXIT
sync
echo "etcd-backup: stored $final"`,
  },
  prune: {
    needs: [FAIL, BACKUPS],
    lines: `current=$BACKUPS/etcd-$(cat "$WORK/stamp")
# Nothing goes before the new one is proven to be there.
(cd "$current" && sha256sum -c SHA256SUMS > /dev/null) || fail "$current is damaged, nothing is pruned"
others=$(backups | grep -vxF "$current" | sort -r) || true
kept=1
for folder in $others; do
  kept=$((kept + 1))
  [ "$kept" -gt "$KEEP" ] || continue
  # Renamed first: a half-removed backup must not look like a whole one.
  gone=$BACKUPS/.incomplete-old-\${folder##*/}
  mv "$folder" "$gone"
  rm -rf "$gone"
  echo "etcd-backup: pruned $folder"
done`,
  },
  fetch: {
    needs: [FAIL, BACKUPS],
    lines: `newest=$(backups | tail -n 1)
[ -n "$newest" ] || fail "there is no backup in $BACKUPS"
mkdir "$WORK/in"
cp -R "$newest" "$WORK/in/"`,
  },
  check: {
    needs: [FAIL, NUMBER],
    lines: `sums=$(find "$WORK/in" -name SHA256SUMS -type f | head -n 1)
[ -n "$sums" ] || fail "what was fetched is no backup"
mv "\${sums%/*}" "$WORK/out"
(cd "$WORK/out" && sha256sum -c SHA256SUMS > /dev/null) || fail "the backup is not what was stored"
made=$(number seconds "$WORK/out/manifest.json")
[ -n "$made" ] || fail "the backup has no manifest"
age=$(($(date -u +%s) - made))
[ "$age" -le "$MAX_AGE" ] || fail "the newest backup is $age seconds old, more than $MAX_AGE"
if [ "$ENCRYPTED" = no ]; then mv "$WORK/out/snapshot.db" "$WORK/snapshot.db"; fi`,
  },
  count: {
    needs: [FAIL, NUMBER, SERVED],
    lines: `served
expected=$(number revision "$WORK/out/manifest.json")/$(number keys "$WORK/out/manifest.json")
[ "$revision/$keys" = "$expected" ] || fail "restored revision/keys $revision/$keys, the manifest says $expected"
echo "etcd-backup: restored, revision $revision, $keys keys"`,
  },
  archive: {
    needs: [FAIL],
    lines: `[ -s "$ARCHIVE" ] || fail "$ARCHIVE is empty"
age=$(($(date -u +%s) - $(stat -c %Y "$ARCHIVE")))
[ "$age" -le "$MAX_AGE" ] || fail "$ARCHIVE is $age seconds old, more than $MAX_AGE"
mkdir -p "$WORK/out" "$WORK/tmp"
gzip -t "$ARCHIVE" || fail "$ARCHIVE is damaged"
tar -xzOf "$ARCHIVE" > "$WORK/snapshot.db" || fail "$ARCHIVE cannot be unpacked"
bytes=$(wc -c < "$WORK/snapshot.db")
[ $((bytes % 512)) -eq 32 ] || fail "$ARCHIVE holds no snapshot that etcd has saved: $bytes bytes"
# The last 32 bytes are the SHA-256 of all others.
hash=$(tail -c 32 "$WORK/snapshot.db" | od -An -v -tx1 | tr -d ' \\n')
sum=$(head -c $((bytes - 32)) "$WORK/snapshot.db" | sha256sum)
[ "\${sum%% *}" = "$hash" ] || fail "the snapshot in $ARCHIVE is not the one that etcd has saved"
rm "$WORK/snapshot.db"
echo "etcd-backup: $ARCHIVE is sound, $bytes bytes, $age seconds old"`,
  },
};

/** The script of a step. */
export function backupScript(step: BackupStep): string {
  const { needs, lines } = STEPS[step];
  return ['set -eu', 'umask 077', ...needs, lines, ''].join('\n');
}

/** Every step that has a script. */
export const BACKUP_STEPS = Object.keys(STEPS) as readonly BackupStep[];
