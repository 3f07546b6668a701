"""The worked example on the page that explains the score."""

from django.utils.translation import gettext as _

from challenges.matching.engine.points import (
    CLOSENESS,
    MATURITY_PER_LEVEL_BELOW,
    PERMILLE,
    REGION_SHARES,
    MaximumPoints,
    compute_experience_share,
    round_part_points,
)
from challenges.matching.explanation import ScorePart

EXAMPLE_TEXT_SHARE = 600


def build_worked_example(most: MaximumPoints) -> list[ScorePart]:
    """Return the parts of an invented company's score, computed by the engine's own rules from the weights in force."""
    shares = {
        "technology": (CLOSENESS["exact"] + CLOSENESS["broader"]) // 2,
        "text": EXAMPLE_TEXT_SHARE,
        "maturity": PERMILLE - MATURITY_PER_LEVEL_BELOW,
        "region": REGION_SHARES["elsewhere"],
        "experience": compute_experience_share(gap=0, projects=1),
    }
    texts = {
        "technology": (
            _("Technology"),
            _("The profile names one of the two technologies, and a broader one instead of the other."),
        ),
        "text": (_("Text"), _("Both texts use several of the same rare words, such as “propeller sound”.")),
        "maturity": (_("Maturity"), _("The technology is at TRL 6. The challenge hopes for TRL 7.")),
        "region": (_("Region"), _("The company is in the Netherlands, but outside the region of the ROM.")),
        "experience": (_("Experience"), _("The company did one project, this year.")),
    }
    return [
        ScorePart(*texts[part], round_part_points(maximum, shares[part]), maximum)
        for part, maximum in most._asdict().items()
    ]
