"""Words found again with errors in them."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.approximate import errors_between, find

WORDS = st.text(alphabet="abc\u00e9\U0001f6a2 ", max_size=12)


def levenshtein(a: str, b: str) -> int:
    """The distance by the textbook's table."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


@given(a=WORDS, b=WORDS)
def test_the_errors_between_two_strings_are_their_distance(a: str, b: str) -> None:
    assert errors_between(a, b) == levenshtein(a, b)


@given(words=WORDS.filter(bool), text=WORDS)
def test_the_best_match_is_as_good_as_the_best_of_all_parts(words: str, text: str) -> None:
    parts = [text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    best = min((levenshtein(words, part) for part in parts), default=len(words))
    found = find(words, text, most=len(words) - 1)
    if best < len(words):
        match = found[0]
        assert match.errors == best == levenshtein(words, text[match.start : match.end])
    else:
        assert not found


def test_words_longer_than_a_machine_word_are_found() -> None:
    words = "the ferry line denied that its ships had been warned of the landslide " * 3
    text = f"Before. {words.replace('ships', 'vessels', 1)} Behind."
    (match,) = find(words, text, most=20)
    assert text[match.start : match.end] == words.replace("ships", "vessels", 1)


def test_several_places_come_best_first_and_apart() -> None:
    found = find("harbour", "a harbor, the harbour, an arbour", most=2, number=3)
    assert [(match.start, match.errors) for match in found] == [(14, 0), (26, 1), (2, 1)] or [
        match.errors for match in found
    ] == [0, 1, 1]
