#!/bin/sh
# Make the environment: sh tools/setup.sh ENVIRONMENT LOCK
#
# Installs exactly what LOCK names, by hash, and this project on top of it. Python is $PYTHON or
# the first of python3, python3.13 … that fits; uv is used where it can be had, pip otherwise.
# A conda environment is used as it is: it gets this project and nothing else.
set -eu

environment=$1
lock=$2
python="$environment/bin/python"

fail() {
    printf '%s\n' "$*" >&2
    exit 2
}

fits() { # Python 3.11 to 3.13, and it runs
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

makes_environments() {
    "$1" -c 'import venv, ensurepip' 2>/dev/null || command -v uv >/dev/null
}

choose_python() { # sets $base, or says in one line what to install
    base='' lame=''
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.13 python3.12 python3.11 python; fi
    for candidate in "$@"; do
        fits "$candidate" || continue
        if makes_environments "$candidate"; then base=$candidate && return; fi
        lame=${lame:-$candidate}
    done
    if [ -n "$lame" ]; then
        version=$("$lame" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "$lame (Python $version) comes without venv or pip: install them" \
            "(Debian, Ubuntu: apt-get install python$version-venv), or name another one: make setup PYTHON=..."
    fi
    fail "${PYTHON:-No Python found that} ${PYTHON:+is not a Python that runs and }is 3.11, 3.12 or 3.13:" \
        "install one of these, or name one: make setup PYTHON=/path/to/python3.12"
}

install() { # with the arguments of pip install
    if [ -n "$uv" ] && "$uv" pip install --quiet --python "$python" "$@"; then return; fi
    [ -z "$uv" ] || printf '%s\n' "uv could not do it; once more with pip" >&2
    uv=''
    "$python" -m pip install --quiet --disable-pip-version-check "$@"
}

if [ -d "$environment/conda-meta" ]; then
    missing=$("$python" -m tools.environment missing 2>/dev/null) ||
        fail "The active conda environment ($environment) lacks ${missing:-what environment.yml names}:" \
            "conda env update -f environment.yml, or conda deactivate to use .venv instead"
    exec "$python" -m pip install --quiet --no-deps --no-build-isolation -e .
fi

uv=$(command -v uv || true)
if ! fits "$python" || ! "$python" -c 'import pip' 2>/dev/null; then
    choose_python
    if [ -n "$uv" ]; then
        "$uv" venv --quiet --clear --seed --python "$base" "$environment"
    else
        "$base" -m venv --clear "$environment"
    fi
fi
if [ -z "$uv" ]; then # six times as quick as pip, so worth two seconds
    "$python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r requirements/uv.txt && uv="$environment/bin/uv" || uv=''
fi
install --require-hashes -r "$lock"
install --no-deps --no-build-isolation -e .
