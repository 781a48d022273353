"""What corpora take is installed, or the one line that says how to install it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jianggao.errors import JianggaoError

EXTRAS = {
    **dict.fromkeys(("pyarrow", "duckdb", "numpy", "pydivsufsort"), "corpus"),
    **dict.fromkeys(("pyspark", "pandas"), "spark"),
}


@contextmanager
def needs(*packages: str) -> Iterator[None]:
    """Say which extra brings one of the `packages`, or what they import, where it is missing."""
    from importlib.util import find_spec

    for package in packages:
        if find_spec(package) is None:
            raise JianggaoError("corpus-extra", package=package, extra=EXTRAS[package])
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").split(".")[0]
        if package not in EXTRAS:
            raise
        raise JianggaoError("corpus-extra", package=package, extra=EXTRAS[package]) from None
