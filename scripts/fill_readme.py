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
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    if done.returncode > 1:
        raise SystemExit(f"{command}: {done.stderr}")
    return f"```console\n$ {command}\n{done.stdout}```"


def main() -> None:
    """Rewrite README.md."""
    page = ROOT / "README.md"
    text = re.sub(r"```console\n\$ (.*?)\n.*?```", filled, page.read_text("utf-8"), flags=re.DOTALL)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
