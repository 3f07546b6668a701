"""Register the admin of every subject."""

import companies.declarations.admin
import companies.members.admin
import companies.profiles.admin
