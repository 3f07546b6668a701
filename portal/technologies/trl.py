"""The nine technology readiness levels (TRL) in plain words.

Sources: the definitions of the EU in Horizon 2020 (annex G), and of NASA (NPR 7123.1). `TRL_DESCRIPTIONS` helps a
company to recognise its own level.
"""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

TRL_SHORT: dict[int, Promise] = {
    1: _("the principle is observed"),
    2: _("the idea is worked out on paper"),
    3: _("a first experiment shows that it can work"),
    4: _("it works in the laboratory"),
    5: _("it works in conditions like the real ones"),
    6: _("a prototype is shown in conditions like the real ones"),
    7: _("a prototype works in the place of use"),
    8: _("the product is complete and tested"),
    9: _("the product is in use"),
}
TRL_DESCRIPTIONS: dict[int, Promise] = {
    1: _("You have read, measured or calculated that something happens. There is no application yet."),
    2: _("You know what you would make with it and have written that down. Nothing is built."),
    3: _("You have tried the part that matters most, in a calculation or on a table, and it does what you hoped."),
    4: _("The main parts work together in your own workshop or laboratory, put together by hand."),
    5: _("The parts are built as they will be, and tested where it is cold, dirty or busy as in real life."),
    6: _("A model close to the final product has been shown, as a whole, in surroundings like those of use."),
    7: _("A prototype has done its work where it will be used, with the people who will use it."),
    8: _("The final product passed its tests, and certification where it is needed. It can be delivered."),
    9: _("Customers use the product for their real work, and it has proved itself there."),
}
TRL_CHOICES = [(level, format_lazy("TRL {}: {}", level, short)) for level, short in TRL_SHORT.items()]
