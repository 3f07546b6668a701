"""What the database itself does for challenges: who reads the annex, and what a decision was made on."""

import pgtrigger

# The audiences from wide to narrow, as in Challenge.Visibility.
_ORDER = "ARRAY['public', 'registered', 'vetted', 'invited']"
_REFUSE_WIDER = """
IF array_position({order}, NEW.visibility::text) < (
    SELECT array_position({order}, visibility::text) FROM challenges_challenge WHERE id = NEW.challenge_id
) THEN
    RAISE EXCEPTION 'an annex is not read by more people than its challenge'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'annex_never_wider';
END IF;
RETURN NEW;
"""
_NARROW = """
UPDATE challenges_annex SET visibility = NEW.visibility, version = version + 1
WHERE challenge_id = NEW.id
AND array_position({order}, visibility::text) < array_position({order}, NEW.visibility::text);
RETURN NULL;
"""


def build_annex_audience_trigger() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="never_wider",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_REFUSE_WIDER.format(order=_ORDER),
    )


def build_annex_narrowing_trigger() -> pgtrigger.Trigger:
    """A challenge that fewer people read takes its annex along, whoever changes it."""
    return pgtrigger.Trigger(
        name="narrows_its_annex",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.visibility IS DISTINCT FROM NEW.visibility"),
        func=_NARROW.format(order=_ORDER),
    )


# What the score looks like now, and what it could bring at most. Nothing while the pair has no match, fails a rule, or
# has one side matched by other weights already: then nobody knows which of them made the row.
KEEP_JUDGED = """
INSERT INTO challenges_judgement (challenge_id, company_id, points, most, judged_at)
SELECT pair.challenge_id, pair.company_id, scored.points, of_challenge.points, now()
FROM {pair} AS pair (challenge_id, company_id)
JOIN challenges_match AS kept USING (challenge_id, company_id)
JOIN challenges_matchedchallenge USING (challenge_id)
JOIN challenges_fit AS of_challenge ON of_challenge.id = challenges_matchedchallenge.fit_id
JOIN challenges_matchedcompany USING (company_id)
JOIN challenges_fit AS of_company ON of_company.id = challenges_matchedcompany.fit_id
CROSS JOIN LATERAL (
    SELECT ARRAY[kept.technology, kept.text, kept.maturity, kept.region, kept.experience] AS points
) AS scored
WHERE kept.failed_rule = '' AND of_challenge.points = of_company.points AND cardinality(of_challenge.points) = 5
AND NOT EXISTS (SELECT FROM unnest(scored.points, of_challenge.points) AS part (points, most) WHERE points > most)
ON CONFLICT (challenge_id, company_id)
DO UPDATE SET points = excluded.points, most = excluded.most, judged_at = excluded.judged_at
"""
_DECIDED = f"""
IF TG_OP = 'INSERT' OR (OLD.kind, OLD.reason) IS DISTINCT FROM (NEW.kind, NEW.reason) THEN
    {KEEP_JUDGED.format(pair="(SELECT NEW.challenge_id, NEW.company_id)")};
END IF;
RETURN NULL;
"""
_OF_STEP = "(SELECT challenge_id, company_id FROM challenges_introduction WHERE id = NEW.introduction_id)"
_TOOK_A_STEP = KEEP_JUDGED.format(pair=_OF_STEP) + ";\nRETURN NULL;"


def build_decision_trigger() -> pgtrigger.Trigger:
    """A new note, or another person, is no new judgement."""
    return pgtrigger.Trigger(
        name="keeps_what_was_judged",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_DECIDED,
    )


def build_step_trigger() -> pgtrigger.Trigger:
    """The clock judges nothing, nor does who takes a question back."""
    return pgtrigger.Trigger(
        name="keeps_what_was_judged",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Condition("NEW.what NOT IN ('remind', 'lapse', 'withdraw')"),
        func=_TOOK_A_STEP,
    )
