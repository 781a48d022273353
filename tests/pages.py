"""A reader of the HTML that the program writes, strict where a browser forgives."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """An HTML page: its tags in order, every one closed, and its text."""

    VOID = ("meta", "line", "rect", "use", "br", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.speech = ""
        """What stands in the full text, without the numbers of findings and the notes beside it."""
        self.inline: dict[str, str] = {"style": "", "script": ""}

    @classmethod
    def of(cls, html: str) -> Page:
        page = cls()
        page.feed(html)
        page.close()
        assert page.open == []
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in <{tag}>"
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(self.tags[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.VOID, f"<{tag}/> closes nothing"
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in self.inline:
            self.inline[self.open[-1][0]] += data
            return
        self.text += data
        classes = [told.get("class") for _, told in self.open]
        if "speech" in classes and "notes" not in classes and "ref" not in classes:
            self.speech += data

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute, in order."""
        return [str(told[name]) for _, told in self.tags if name in told]
