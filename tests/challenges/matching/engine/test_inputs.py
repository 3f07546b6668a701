from challenges.matching.engine.inputs import TechnologyTree


def test_above_is_nearest_first():
    assert TechnologyTree({1: None, 2: 1, 3: 2}).above(3) == [2, 1]


def test_below_holds_all_levels():
    assert sorted(TechnologyTree({1: None, 2: 1, 3: 2, 4: 1}).below(1)) == [2, 3, 4]


def test_related_goes_both_ways():
    assert TechnologyTree({1: None, 2: None}, {1: frozenset({2})}).relatives == {1: {2}, 2: {1}}


def test_an_unknown_technology_has_no_relatives():
    assert (TechnologyTree().above(5), TechnologyTree().below(5), TechnologyTree().relatives) == ([], [], {})


def test_a_circle_in_the_data_ends_the_walk():
    circle = TechnologyTree({1: 3, 2: 1, 3: 2, 4: 4})
    assert circle.above(1) == [3, 2]
    assert sorted(circle.below(1)) == [2, 3]
    assert circle.above(4) == circle.below(4) == []
