#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the autograder's image (Ubuntu 22.04 or 24.04).
# It installs Python where that is too old, and then the grader with what this lab needs, all of it pinned.
set -euo pipefail
root=${AUTOGRADER_ROOT:-/autograder}
source=$root/source
export DEBIAN_FRONTEND=noninteractive

# nobody but root, which the notebooks of students are not, may look in here: the tests are
chmod -R go-rwx "$source"
chmod go+x "$root"

is_new_enough() { command -v "$1" >/dev/null && "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11; do
        if is_new_enough "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

if ! python=$(find_python); then
    apt-get update
    # Ubuntu 24.04 has Python 3.12 as python3; 22.04 has 3.10, and 3.11 beside it
    apt-get install -y --no-install-recommends python3 python3-venv
    find_python >/dev/null || apt-get install -y --no-install-recommends python3.11 python3.11-venv
    python=$(find_python) || { echo "There is no Python 3.11 here: choose Ubuntu 22.04 or newer as the base image."; exit 1; }
fi
if ! ldconfig -p | grep -q libseccomp.so.2; then
    apt-get update
    apt-get install -y --no-install-recommends libseccomp2
fi

"$python" -m venv "$root/venv"
pip() { "$root/venv/bin/python" -m pip --no-cache-dir --disable-pip-version-check "$@"; }
. "$source/settings.sh" # INDEX
pip install ${INDEX:+--extra-index-url "$INDEX"} --constraint "$source/constraints.txt" "$source/package"
"$root/venv/bin/autograder" doctor || true # for the log of the build: what there is here
