"""The sections of the report, one a file, each from an account to a piece of the page."""

from mediaeco.reporting.section.appropriation import appropriation_section
from mediaeco.reporting.section.finding import finding_section
from mediaeco.reporting.section.formation import formation_section
from mediaeco.reporting.section.method import method_section
from mediaeco.reporting.section.record import record_section
from mediaeco.reporting.section.rupture import rupture_section
from mediaeco.reporting.section.shaping import shaping_section
from mediaeco.reporting.section.standing import standing_section

__all__ = [
    "appropriation_section",
    "finding_section",
    "formation_section",
    "method_section",
    "record_section",
    "rupture_section",
    "shaping_section",
    "standing_section",
]
