import numpy as np
import pytest

from challenges.matching.engine.features import counted
from challenges.matching.engine.inputs import Offer, Want
from challenges.matching.engine.tables import offer_table, want_table
from challenges.matching.engine.training import fit
from challenges.matching.engine.word_vectors import FEWEST_TEXTS, LENGTH, to_length, word_vectors
from tests.challenges.matching.stock import rows

SEA = ["boei", "zeebodem", "sonar", "duiker", "anker", "haven", "golf", "kiel"]
LAB = ["pincet", "vaccin", "weefsel", "kweek", "enzym", "serum", "virus", "cel"]


@pytest.fixture(scope="module")
def small_vectors():
    """Two subjects that never share a paragraph, in vectors of eight numbers."""
    patch = pytest.MonkeyPatch()
    for module in ("related", "texts"):
        patch.setattr(f"challenges.matching.{module}.DIMENSIONS", 4)
    yield
    patch.undo()


def paragraphs(n: int) -> list[str]:
    rng = np.random.default_rng(0)
    subjects = [SEA, LAB]
    return [" ".join(rng.choice(subjects[i % 2], 3, replace=False)) for i in range(n)]


def test_with_few_texts_there_are_no_vectors():
    assert len(word_vectors(counted([[(text, 1)] for text in paragraphs(FEWEST_TEXTS - 1)]))) == 0


@pytest.mark.usefixtures("small_vectors")
def test_words_that_share_paragraphs_lie_close():
    vectors = word_vectors(counted([[(text, 1)] for text in paragraphs(600)]))
    sea, lab = ({int(each) for each in counted([[(" ".join(words), 1)]]).keys} for words in (SEA, LAB))
    assert len(vectors) == len(sea | lab)
    is_sea = np.array([int(each) in sea for each in vectors.keys])
    for kind in vectors.vectors.astype(float):
        close = kind @ kind.T
        assert close[is_sea][:, is_sea].mean() > close[is_sea][:, ~is_sea].mean() + 3000


@pytest.mark.usefixtures("small_vectors")
def test_the_same_texts_give_the_same_vectors():
    texts = counted([[(text, 1)] for text in paragraphs(400)])
    assert np.array_equal(word_vectors(texts).vectors, word_vectors(texts).vectors)


@pytest.mark.usefixtures("small_vectors")
def test_a_company_without_a_word_in_common_still_resembles_its_subject():
    offered = [Offer(i, (text,)) for i, text in enumerate(paragraphs(600))]
    offered += [Offer(1001, ("sonar duiker",)), Offer(1002, ("enzym serum",))]
    want_rows, offer_rows = rows([Want(i, (text,)) for i, text in enumerate(paragraphs(40))], offered)
    model = fit(want_rows, offer_rows)
    assert min(model.related_weights) > 0
    [want], _ = rows([Want(1, ("boei zeebodem anker",))], [])
    wanted, offered_table = want_table([want], model), offer_table(offer_rows, model)
    for asked, told in zip(wanted.texts.meaning, offered_table.texts.meaning, strict=True):
        sea, lab = (asked @ told)[0, -2:]
        assert sea > LENGTH**2 / 2
        assert sea > lab + LENGTH**2 / 2


def test_vectors_are_whole_numbers_of_the_asked_length():
    rows_ = np.array([[3.0, 4.0], [0.0, 0.0]])
    assert to_length(rows_, LENGTH).tolist() == [[1229, 1638], [0, 0]]


@pytest.mark.usefixtures("small_vectors")
def test_a_word_that_no_company_uses_has_no_vector():
    """Else the words of another language would be near to each other, and to nothing else."""
    asked = [Want(i, (f"{text} zeehond otter",)) for i, text in enumerate(paragraphs(40))]
    model = fit(*rows(asked, [Offer(i, (text,)) for i, text in enumerate(paragraphs(600))]))
    assert {int(each) for each in model.vectors.keys} == {
        int(each) for each in counted([[(" ".join(SEA + LAB), 1)]]).keys
    }
