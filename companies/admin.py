"""Register the admin of every subject."""

import companies.declarations.admin
import companies.declarations.vetting_admin
import companies.members.admin
import companies.profiles.admin
import companies.profiles.freshness_admin
import companies.profiles.funding_admin
import companies.profiles.visibility_admin
