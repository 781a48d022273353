"""Write what its commands print under the console blocks of the README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def filled(block: re.Match[str]) -> str:
    """Return a console block with the output of its command."""
    command = block[1]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode > 1 or not done.stdout:
        raise SystemExit(f"{command}: {done.stderr}")
    return f"```console\n$ {command}\n{done.stdout}```"


def main() -> None:
    """Rewrite README.md."""
    page = ROOT / "README.md"
    text = re.sub(r"```console\n\$ (.*?)\n.*?```", filled, page.read_text("utf-8"), flags=re.DOTALL)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
