"""The page: what is found in a speech, or between two, as one HTML file for a browser.

`speech` and `comparison` say what a page shows, as values; the templates lay it out; `page` puts the two together.
"""

from jianggao.output.report.comparison import comparison_view
from jianggao.output.report.page import comparison_page, speech_page
from jianggao.output.report.speech import speech_view

__all__ = ["comparison_page", "comparison_view", "speech_page", "speech_view"]
