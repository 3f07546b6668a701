"""What the tagger reaches on the labelled texts; docs/matching.md tells the figures, these floors lie just below."""

from collections import Counter

import pytest

from tests.portal.technologies.tagger.quality.labelled import KINDS, PARTS, STYLES, labelled_texts
from tests.portal.technologies.tagger.quality.scoring import figures, judge, technologies

TEXTS = labelled_texts()
# part: (precision, recall)
FLOORS = {
    "mended by": (0.96, 0.92),
    "judging": (0.95, 0.92),
    "written later": (0.96, 0.93),
    "written last": (0.95, 0.92),
    "profiles, first reading": (0.94, 0.72),
    "profiles, second reading": (0.91, 0.93),
    "third reading": (0.81, 0.76),
    "fourth reading": (0.66, 0.37),
    "fifth reading": (0.86, 0.61),
    "sixth reading": (0.57, 0.41),
}


@pytest.mark.parametrize("part", PARTS)
def test_tagger_reaches_its_floor_in_each_part(part):
    reached = figures(judge(text for text in TEXTS if text.part == part))
    precision, recall = FLOORS[part]
    assert reached.precision >= precision
    assert reached.recall >= recall


def test_tagger_reaches_what_is_asked_over_all():
    reached = figures(judge(TEXTS))
    assert reached.precision >= 0.9
    assert reached.recall >= 0.8


def test_labelled_texts_are_enough_and_varied():
    languages, kinds = Counter(text.language for text in TEXTS), Counter(text.kind for text in TEXTS)
    assert min(languages.values()) >= 150
    assert set(kinds) == {*KINDS, *STYLES}
    assert min(kinds.values()) >= 10
    assert len({text.text for text in TEXTS}) == len(TEXTS)


def test_labelled_texts_are_short_and_name_technologies_of_the_vocabulary():
    for text in TEXTS:
        longest = 90 if text.kind in STYLES else 40
        assert 8 <= len(text.text.split()) <= longest, text.text
        assert text.technologies <= technologies().keys(), text.text
