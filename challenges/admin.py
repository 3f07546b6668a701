"""Register the admin of every subject."""

import challenges.calibration.admin
import challenges.calibration.judgement_admin
import challenges.dashboard.admin
import challenges.exposure.admin
import challenges.introductions.admin
import challenges.matching.admin
import challenges.posting.admin
import challenges.posting.annex_admin
import challenges.posting.invitation_admin
import challenges.responses.admin
import challenges.sessions.admin
import challenges.timetables.admin
