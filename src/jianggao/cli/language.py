"""In which language to speak: `--lang`, else the environment's, else the system's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return `zh` or `en`: what `--lang` says wherever it stands, else what the locale does."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            return _known(arguments[at + 1])
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _known(environment[name])
    if environment.get("OS") == "Windows_NT":  # Windows keeps its language out of the environment
        import locale

        return _known(locale.getlocale()[0] or "")
    return "en"


def _known(name: str) -> str:
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
