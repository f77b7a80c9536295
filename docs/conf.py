"""Sphinx settings."""

import mediaeco

project = "mediaeco"
author = "the mediaeco developers"
copyright = "2026, the mediaeco developers"  # noqa: A001 - the name that Sphinx reads
release = mediaeco.__version__

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc"]
# The notebook is run whenever the documentation is built, and must run to its end.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
exclude_patterns = ["_build", "jupyter_execute"]
html_theme = "alabaster"
html_theme_options = {"description": "media ecosystems of therapeutic relationships"}
myst_heading_anchors = 3
autodoc_typehints = "none"
# numpydoc brings autosummary along, which is not used here.
autosummary_generate = False
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
numpydoc_xref_param_type = False
default_role = "code"
suppress_warnings = ["myst.xref_missing"]
