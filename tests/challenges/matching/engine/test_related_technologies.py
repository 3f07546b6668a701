import numpy as np
import pytest

from challenges.matching.engine.features import count_stems
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile
from challenges.matching.engine.tables import build_challenge_table, build_company_table
from challenges.matching.engine.texts import TEXT_LENGTH, scale_to_length
from challenges.matching.engine.training import FEWEST_TEXTS, train_model, train_word_vectors
from tests.challenges.matching.engine.examples import rows

SEA = ["boei", "zeebodem", "sonar", "duiker", "anker", "haven", "golf", "kiel"]
LAB = ["pincet", "vaccin", "weefsel", "kweek", "enzym", "serum", "virus", "cel"]


@pytest.fixture(scope="module")
def small_vectors():
    """Two subjects that never share a paragraph, in vectors of eight numbers."""
    patch = pytest.MonkeyPatch()
    for module in ("model", "texts", "training"):
        patch.setattr(f"challenges.matching.engine.{module}.DIMENSIONS", 4)
    yield
    patch.undo()


def paragraphs(n: int) -> list[str]:
    rng = np.random.default_rng(0)
    subjects = [SEA, LAB]
    return [" ".join(rng.choice(subjects[i % 2], 3, replace=False)) for i in range(n)]


def test_with_few_texts_there_are_no_vectors():
    assert len(train_word_vectors(count_stems([[(text, 1)] for text in paragraphs(FEWEST_TEXTS - 1)]))) == 0


@pytest.mark.usefixtures("small_vectors")
def test_words_that_share_paragraphs_lie_close():
    vectors = train_word_vectors(count_stems([[(text, 1)] for text in paragraphs(600)]))
    sea, lab = ({int(each) for each in count_stems([[(" ".join(words), 1)]]).keys} for words in (SEA, LAB))
    assert len(vectors) == len(sea | lab)
    is_sea = np.array([int(each) in sea for each in vectors.keys])
    for kind in vectors.vectors.astype(float):
        close = kind @ kind.T
        assert close[is_sea][:, is_sea].mean() > close[is_sea][:, ~is_sea].mean() + 3000


@pytest.mark.usefixtures("small_vectors")
def test_the_same_texts_give_the_same_vectors():
    texts = count_stems([[(text, 1)] for text in paragraphs(400)])
    assert np.array_equal(train_word_vectors(texts).vectors, train_word_vectors(texts).vectors)


@pytest.mark.usefixtures("small_vectors")
def test_a_company_without_a_word_in_common_still_resembles_its_subject():
    offered = [CompanyProfile(i, (text,)) for i, text in enumerate(paragraphs(600))]
    offered += [CompanyProfile(1001, ("sonar duiker",)), CompanyProfile(1002, ("enzym serum",))]
    want_rows, offer_rows = rows([ChallengeProfile(i, (text,)) for i, text in enumerate(paragraphs(40))], offered)
    model = train_model(want_rows, offer_rows)
    assert min(model.related_weights) > 0
    [want], _ = rows([ChallengeProfile(1, ("boei zeebodem anker",))], [])
    wanted, offered_table = build_challenge_table([want], model), build_company_table(offer_rows, model)
    for asked, told in zip(wanted.texts.meaning, offered_table.texts.meaning, strict=True):
        sea, lab = (asked @ told)[0, -2:]
        assert sea > TEXT_LENGTH**2 / 2
        assert sea > lab + TEXT_LENGTH**2 / 2


def test_vectors_are_whole_numbers_of_the_asked_length():
    rows_ = np.array([[3.0, 4.0], [0.0, 0.0]])
    assert scale_to_length(rows_, TEXT_LENGTH).tolist() == [[1229, 1638], [0, 0]]


@pytest.mark.usefixtures("small_vectors")
def test_a_word_that_no_company_uses_has_no_vector():
    """Else the words of another language would be near to each other, and to nothing else."""
    asked = [ChallengeProfile(i, (f"{text} zeehond otter",)) for i, text in enumerate(paragraphs(40))]
    model = train_model(*rows(asked, [CompanyProfile(i, (text,)) for i, text in enumerate(paragraphs(600))]))
    assert {int(each) for each in model.vectors.keys} == {
        int(each) for each in count_stems([[(" ".join(SEA + LAB), 1)]]).keys
    }
