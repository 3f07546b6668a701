"""Save a row and check its rules once: in Python where that costs no query, and otherwise in PostgreSQL."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models


def save_validated(row: models.Model, **options: Any) -> None:
    """Save a row; raise ValidationError, as `full_clean` does, where the row breaks a rule of its model.

    Validators and `clean` cost no query, so they run here. Uniqueness, constraints and foreign keys are left to the
    database, which checks them anyway. `full_clean` would ask it about each of them beforehand, between a SAVEPOINT and
    a RELEASE.

    Call it in a transaction; after an error of the database that transaction allows no other query.
    options: the arguments of `Model.save`.
    """
    relations = {field.name for field in row._meta.fields if field.is_relation}
    row.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
    try:
        row.save(**options)
    except IntegrityError as error:
        if problem := _find_violation(row, error):
            raise problem from error
        raise


def _find_violation(row: models.Model, error: IntegrityError) -> ValidationError | None:
    """Return the error of `full_clean` for the constraint that refused the row; None for a constraint without one."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    for constraint in row._meta.constraints:
        if constraint.name == name:
            return _build_violation_error(row, constraint)
    for field in row._meta.fields:
        # PostgreSQL, or a migration, names the constraint of a `unique=True` after its table and column. Nobody types a
        # slug, so a message about it would help nobody.
        is_typed = field.unique and not isinstance(field, models.SlugField)
        if is_typed and name.startswith(f"{row._meta.db_table}_{field.column}_"):
            return ValidationError({field.name: row.unique_error_message(type(row), [field.name])})
    return None


def _build_violation_error(row: models.Model, constraint: models.BaseConstraint) -> ValidationError:
    fields = getattr(constraint, "fields", ())
    default = constraint.violation_error_message == constraint.default_violation_error_message
    if fields and default and not getattr(constraint, "condition", None):
        problem = row.unique_error_message(type(row), fields)
    else:
        problem = ValidationError(constraint.get_violation_error_message(), code=constraint.violation_error_code)
    return ValidationError(problem.update_error_dict({}))
