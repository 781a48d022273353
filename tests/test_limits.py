"""How far a rule reaches: what lies beyond it is left alone."""

from __future__ import annotations

from jianggao import parse
from jianggao.reading.encodings import MOST_FINDINGS, decode

POINTS = "同志们：\n我讲两点。\n一、学\n要学。\n二、干\n要干。\n"
LONG = "路还很长，田要种好，渠要修通。" * 40


def closing(text: str) -> str:
    part = parse(text).closing
    return part.text if part else ""


def test_a_closing_that_would_be_half_the_speech_begins_at_a_later_cue() -> None:
    assert closing(f"{POINTS}同志们，{LONG}\n同志们，说干就干！\n") == "同志们，说干就干！"


def test_a_short_closing_begins_at_its_first_cue() -> None:
    assert closing(f"{POINTS}同志们，路还很长。\n同志们，说干就干！\n").startswith("同志们，路还很长")


def test_a_long_sentence_that_begins_like_a_line_of_the_tail_is_none() -> None:
    line = (
        "来源：这个词乡亲们问得最多，种子的来源、化肥的来源、农药的来源、资金的来源，"
        "都要一五一十地写在公示栏上，让大家看得明明白白。"
    )
    assert parse(f"{POINTS}{line}\n").tail is None
    assert parse(f"{POINTS}来源：云岭日报\n").tail is not None


def test_a_line_as_long_as_a_sentence_signs_nothing() -> None:
    body = "中共云岭市临溪县青河区石门乡柳湾村支部委员会和村民委员会全体同志以及驻村工作队全体队员"
    speech = parse(f"{POINTS}{body}\n2024年3月6日\n")
    assert speech.tail is not None
    assert body not in speech.tail.text
    assert "中共云岭市委" in getattr(parse(f"{POINTS}中共云岭市委\n2024年3月6日\n").tail, "text", "")


def test_a_count_far_from_the_points_announces_nothing() -> None:
    said = "我讲两点意见。"
    near, far = (parse(f"同志们：\n{said}{gap}\n一、学\n要学。\n二、干\n要干。\n").opening for gap in ("", LONG))
    assert near is not None
    assert far is not None
    assert (near.announced is not None, far.announced is not None) == (True, False)


def test_the_date_behind_a_title_is_its_byline() -> None:
    speech = parse(f"在全市春耕工作会议上的讲话（2024年3月6日）\n{POINTS}")
    assert speech.title is not None
    assert speech.byline is not None
    assert (speech.title.text, speech.byline.text) == ("在全市春耕工作会议上的讲话", "（2024年3月6日）")


def test_no_more_findings_than_a_person_reads() -> None:
    assert len(decode(("讲话\x01" * 100).encode()).findings) == MOST_FINDINGS
