"""The engine: which company fits which challenge, how well, and why. Plain Python over arrays; no Django, no
database.

    eligibility -> score -> rank -> explain

A call reads like this:

    tree = Tree(parents, related)                               # the technology vocabulary
    want_rows = [want_row(want) for want in wants]              # words counted, technologies looked up: keep
    offer_rows = [offer_row(offer, tree) for offer in offers]   # rows per (id, version) while the tree stays
    model = fit(want_rows, offer_rows)                          # or Model.from_bytes(kept), Model()
    wanted = want_table(want_rows, model)                       # stacked; a table of one row is fine
    offered = offer_table(offer_rows, model)

    result = rank(wanted, offered, model, per_want=50, per_offer=50)
    result.by_want[want.id]    -> Ranking(matches, nearly, qualified, nearly_count), companies best first
    result.by_offer[offer.id]  -> the same, challenges best first
    score_pair(want_row, offer_row, model) -> Score     # the same numbers for one pair
    explain(want, offer, tree, model)      -> Explanation, whose sums are the stored parts
    what_if(want, offer, tree, model)      -> WhatIf: what would bring the company in, or bring it points

One new company: `rank(wanted, offer_table([its row], model), model)` gives all of its challenges, and touches
nothing else; one new challenge likewise. Every score is made of whole numbers (see points.py), so it does not
depend on what else is in the tables, on the order of rows, or on the direction. docs/matching.md tells the
method and what was measured.
"""
