"""`.jianggao.toml`: what a project says once for all its speeches."""

from __future__ import annotations

import os
import tomllib
from typing import Any, NamedTuple

from jianggao.errors import JianggaoError

NAME = ".jianggao.toml"
KEYS: dict[str, type] = {"select": list, "ignore": list, "severity": dict, "fail-on": str, "rules": str}


class Project(NamedTuple):
    """A project file; every field is None or empty where it says nothing."""

    path: str = ""
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    fail_on: str | None = None
    rules: str | None = None
    """A file of rules, its path made whole."""


def find_project(path: str) -> str | None:
    """Return the project file of a speech: the nearest one above it, within its repository."""
    folder = os.path.abspath(os.path.dirname(path) if path != "-" else ".")
    while True:
        if os.path.isfile(os.path.join(folder, NAME)):
            return os.path.join(folder, NAME)
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = above


def read_project(path: str) -> Project:
    """Return what a project file says; `JianggaoError` names the file and the place of a fault."""
    try:
        with open(path, "rb") as file:
            data = tomllib.loads(file.read().decode("utf-8-sig"))
    except OSError as error:
        raise JianggaoError("project", place=path, reason=error.strerror or error) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise JianggaoError("project", place=path, reason=error) from None
    for key, value in data.items():
        if key not in KEYS:
            raise JianggaoError("project", place=f"{path}: {key}", reason=f"no such key; there are {', '.join(KEYS)}")
        strings = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
        if not isinstance(value, KEYS[key]) or not all(isinstance(each, str) for each in strings):
            kind = {"list": "a list of strings", "dict": "a table of strings", "str": "a string"}[KEYS[key].__name__]
            raise JianggaoError("project", place=f"{path}: {key}", reason=f"is to be {kind}")
    return _project(path, data)


def _project(path: str, data: dict[str, Any]) -> Project:
    rules = data.get("rules")
    return Project(
        path,
        tuple(data["select"]) if "select" in data else None,
        tuple(data.get("ignore", ())),
        tuple(data.get("severity", {}).items()),
        data.get("fail-on"),
        os.path.join(os.path.dirname(path), rules) if rules is not None else None,
    )
