"""What can go wrong, in few kinds; each says what it is and what to do about it."""

from __future__ import annotations

from jianggao.messages import printable, say


class JianggaoError(Exception):
    """The base of every error this library raises on purpose.

    `code` names an entry of the message catalogue and `fields` fill it; the entry has two
    halves, what is wrong and what to do.
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def say(self, lang: str = "en") -> str:
        """Return the message in `lang` (`"zh"` or `"en"`), one line: what is wrong — what to do."""
        fields = {name: field if isinstance(field, tuple) else printable(str(field)) for name, field in self.fields.items()}
        return say(f"error.{self.code}", lang, **fields)

    def __str__(self) -> str:
        return self.say()


class ReadError(JianggaoError):
    """A file cannot be read as a speech: missing, unreadable, empty, or not text."""


class RuleError(JianggaoError):
    """A rule file is faulty; the message names file, rule and fault."""


class DocumentError(JianggaoError):
    """An exported document cannot be read back: not of a known schema, or damaged."""
