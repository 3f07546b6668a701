import pytest
from hypothesis import given

from challenges.matching.engine.explanation import explain_match
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import rank_matches
from challenges.matching.engine.training import train_model
from tests.challenges.matching.engine.examples import TREE, rows, stocks, tables, with_vectors


def line(want: ChallengeProfile, offer: CompanyProfile, model: MatchingModel | None = None):
    [found] = explain_match(want, offer, TREE, model or MatchingModel()).technologies
    return found


@given(stocks())
def test_an_explanation_is_the_arithmetic_of_the_stored_score(stock):
    asked, offered, model = stock
    wants, offers = {want.id: want for want in asked}, {offer.id: offer for offer in offered}
    for ranking in rank_matches(*tables(asked, offered, model), model).by_want.values():
        for match in [*ranking.matches, *ranking.nearly]:
            found = explain_match(wants[match.want_id], offers[match.offer_id], TREE, model)
            assert found.score == match.score
            assert sum(each.points for each in found.technologies) == match.score.technology
            words = sum(each.points for each in found.words)
            assert words + found.words_rest + found.related_points + found.usual_points == match.score.text
            assert min(found.words_rest, found.related_points) >= 0
            assert all(0 <= each.points <= each.maximum for each in found.technologies)
            if found.technologies:
                assert sum(each.maximum for each in found.technologies) == model.points.technology


@pytest.mark.parametrize(
    ("wanted", "owned", "how", "points"),
    [
        (2, 2, "exact", 340),
        (1, 3, "more specific", 306),
        (3, 1, "broader", 170),
        (6, 3, "related", 102),
        (3, 6, "related", 102),
        (2, 6, "missing", 0),
    ],
)
def test_a_line_says_how_a_requirement_is_answered(wanted, owned, how, points):
    found = line(
        ChallengeProfile(1, requirements=(RequiredTechnology(wanted),)), CompanyProfile(1, technologies={owned: 1.0})
    )
    assert (found.how, found.points, found.maximum) == (how, points, 340)
    assert found.via == (None if how == "missing" else owned)


def test_what_nobody_confirmed_counts_for_less():
    found = line(
        ChallengeProfile(1, requirements=(RequiredTechnology(2, confidence=0.4),)),
        CompanyProfile(1, technologies={2: 0.4}),
    )
    assert (found.points, found.asked, found.offered) == (54, 400, 400)


def test_of_equal_answers_the_more_direct_one_is_named():
    found = line(
        ChallengeProfile(1, requirements=(RequiredTechnology(2),)), CompanyProfile(1, technologies={2: 0.9, 3: 1.0})
    )
    assert (found.via, found.how, found.points) == (2, "exact", 306)


def test_missing_lists_what_nothing_answers():
    want = ChallengeProfile(1, requirements=(RequiredTechnology(2), RequiredTechnology(6, must=True)))
    found = explain_match(want, CompanyProfile(1, technologies={2: 1.0}), TREE, MatchingModel())
    assert found.missing == [6]
    assert [failure.rule for failure in found.failures] == ["must_have"]


def test_words_are_shown_as_each_text_writes_them():
    want = ChallengeProfile(1, ("Boeien in zee",), ("Wij zoeken een Netwerk voor de kust.",))
    offer = CompanyProfile(1, ("Ons bedrijf maakt de boei en heeft netwerken.",))
    found = explain_match(want, offer, TREE, MatchingModel())
    assert {(each.in_want, each.in_offer) for each in found.words} == {("Boeien", "boei"), ("Netwerk", "netwerken")}


def test_the_closest_sentences_are_quoted_with_their_place_and_marks():
    want = ChallengeProfile(1, ("Bewaking",), ("Het regent. Een drone die de zeebodem filmt. Dat moet snel.",))
    offer = CompanyProfile(1, ("Wij zijn groot.", "Lunch om twaalf. Onze drone ziet de hele zeebodem. Tot ziens."))
    one, other = explain_match(want, offer, TREE, MatchingModel()).sentences
    assert (one.source, one.text) == (1, "Een drone die de zeebodem filmt.")
    assert (other.source, other.text) == (1, "Onze drone ziet de hele zeebodem.")
    assert offer.texts[other.source][other.start : other.end] == other.text
    assert [other.text[start:end] for start, end in other.marks] == ["drone", "zeebodem"]


def test_no_sentences_where_no_word_is_shared():
    assert (
        explain_match(ChallengeProfile(1, ("drone",)), CompanyProfile(1, ("boei",)), TREE, MatchingModel()).sentences
        is None
    )
    assert explain_match(ChallengeProfile(1), CompanyProfile(1), TREE, MatchingModel()).sentences is None


def test_a_lot_of_words_is_a_top_and_a_rest():
    text = "alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november"
    found = explain_match(ChallengeProfile(1, (text,)), CompanyProfile(1, (text,)), TREE, MatchingModel())
    assert len(found.words) == 8
    assert found.words_rest > 0
    assert sum(each.points for each in found.words) + found.words_rest == found.score.text == 280


def test_related_words_get_their_share_and_are_named():
    asked, offered = (
        [ChallengeProfile(1, ("drone boei",))],
        [CompanyProfile(i, ("drone radar kust",)) for i in range(3)],
    )
    model = with_vectors(train_model(*rows(asked, offered)))
    found = explain_match(asked[0], offered[0], TREE, model)
    assert found.score.similarity > 0 or found.related_points == 0
    assert all(one != other for one, other in found.related)


def test_maturity_and_region_name_their_case():
    want = ChallengeProfile(1, trl_min=4, trl_max=6, provinces=frozenset({"FL"}))
    found = explain_match(want, CompanyProfile(1, trl=2, province="NH"), TREE, MatchingModel())
    assert (found.maturity, found.region) == ("below", "elsewhere")
    assert (found.score.maturity, found.score.region) == (75, 48)


@pytest.mark.parametrize("text", ["\x00 drone", "\ud800 drone", "drone " * 15_000, "dröne. " * 200])
def test_odd_texts_are_explained_too(text):
    found = explain_match(ChallengeProfile(1, (text,)), CompanyProfile(1, (text,)), TREE, MatchingModel())
    assert found.score.text == 280
