"""The active fit: made at the first match, and anew when the stock has become another one."""

from challenges.matching import Model, OfferRow, WantRow, fit
from challenges.matching.points import Points
from challenges.models import Fit

DRIFT = 0.25  # a stock that grew or shrank by more than this share is another stock
KEPT_FITS = 5


def is_outdated(model: Model, companies: int) -> bool:
    """Rarities hold for a stock of a certain size; a fit of another size no longer describes it."""
    return abs(companies - model.n_offers) > DRIFT * max(model.n_offers, 1)


def active_fit() -> tuple[Fit, Model] | None:
    """None also for a fit of an earlier format: the next match makes a new one."""
    found = Fit.objects.filter(is_active=True).first()
    try:
        return (found, Model.from_bytes(bytes(found.data))) if found else None
    except ValueError:
        return None


def points_in_force() -> Points:
    """The most that each part brings, of the active fit. One small query."""
    found = Fit.objects.filter(is_active=True).values_list("points", flat=True).first()
    return Points(*found) if found else Points()


def new_fit(wants: list[WantRow], offers: list[OfferRow]) -> tuple[Fit, Model]:
    """Fit the stock, and make that the active fit; the last few are kept to look back at."""
    model = fit(wants, offers)
    Fit.objects.filter(is_active=True).update(is_active=False)
    figures = {"companies": len(offers), "challenges": len(wants), "text_full": round(model.text_full, 4)}
    made = Fit.objects.create(is_active=True, data=model.to_bytes(), figures=figures, points=list(model.points))
    old = Fit.objects.order_by("-id").values_list("id", flat=True)[KEPT_FITS:]
    Fit.objects.filter(pk__in=list(old)).delete()
    return made, model
