"""Compute which company fits which challenge, how well, and why, in plain Python over arrays.

The engine imports neither Django nor a database: eligibility -> score -> rank -> explain. A call reads like this:

    tree = TechnologyTree(parents, related)                    # the technology vocabulary
    challenge_rows = [build_challenge_features(challenge) for challenge in challenges]
    company_rows = [build_company_features(company, tree) for company in companies]
    model = train_model(challenge_rows, company_rows)          # or MatchingModel.from_bytes(stored)
    wanted = build_challenge_table(challenge_rows, model)      # a table of one row is fine
    offered = build_company_table(company_rows, model)

    result = rank_matches(wanted, offered, model, per_want=50, per_offer=50)
    result.by_want[challenge.id]     -> Ranking(matches, nearly, qualified, nearly_count), best company first
    result.by_offer[company.id]      -> the same, best challenge first
    score_pair(challenge_row, company_row, model)    -> PairScore: the same numbers for one pair
    explain_match(challenge, company, tree, model)   -> Explanation, whose sums are the stored parts
    explore_what_if(challenge, company, tree, model) -> WhatIf: what would make the company eligible, or add points

To add one company, rank its table of one row against all challenges; a new challenge works the same way. Scores are
whole tenths of points (see points.py), so they depend neither on the other rows, nor on their order, nor on the
direction. docs/matching.md describes the method and the measurements.
"""
