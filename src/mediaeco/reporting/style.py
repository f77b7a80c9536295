"""How the page looks: on a screen, light or dark, and on paper."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """\
:root { --ink: #1d2327; --soft: #4d575f; --line: #c9d0d5; --ground: #ffffff; --tint: #f3f5f6;
  --link: #0b4f8a; --warn: #7a3b00; --warn-ground: #fff4e3; }
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1.25rem 4rem; color: var(--ink);
  background: var(--ground); font: 1rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, h3, table, nav, figcaption, .origin, .case, footer, .skip { font-family: system-ui,
  -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .75rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p, ul, ol, blockquote { max-width: 44rem; }
p { margin: 0 0 .9rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline-offset: 2px;
  outline: 3px solid var(--link); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .25rem .5rem; }
.lead { font-size: 1.15rem; color: var(--soft); margin-bottom: .25rem; }
.case { color: var(--soft); font-size: .9rem; }
.origin { font-weight: 700; font-size: 1.15rem; color: var(--warn); background: var(--warn-ground);
  border: 2px solid var(--warn); padding: .6rem .9rem; }
.caution { border-left: 4px solid var(--warn); background: var(--warn-ground);
  padding: .6rem .9rem; }
nav { margin: 1.5rem 0; font-size: .95rem; }
nav ol { columns: 2; column-gap: 2rem; padding-left: 1.5rem; margin: 0; }
section { border-top: 1px solid var(--line); padding-top: 1.5rem; margin-top: 2.25rem; }
.summary { background: var(--tint); border: 0; padding: 1.25rem 1.5rem; margin-top: 1.5rem; }
.summary ul { margin: 0; padding-left: 1.2rem; }
.summary li { margin-bottom: .25rem; }
blockquote { margin: 0 0 1rem; padding: .1rem 0 .1rem 1rem; border-left: 4px solid var(--line);
  color: var(--soft); }
.wide { overflow-x: auto; margin: 1.25rem 0 1.5rem; }
table { border-collapse: collapse; font-size: .86rem; line-height: 1.35;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { padding: .28rem .6rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--soft); vertical-align: bottom; font-weight: 600; }
tbody th { font-weight: 500; }
tr > :first-child { padding-left: 0; }
.number { text-align: right; }
thead .group { text-align: center; border-bottom: 1px solid var(--line); }
thead td { border-bottom: 0; }
td.number { white-space: nowrap; }
.missing { color: var(--soft); font-style: italic; }
figure { margin: 1.5rem 0 1.75rem; }
figure svg { display: block; width: 100%; height: auto; background: #ffffff; }
details { margin-top: .25rem; }
summary { cursor: pointer; color: var(--link); }
figcaption { font-size: .88rem; line-height: 1.45; color: var(--soft); margin-top: .5rem;
  max-width: 50rem; }
.files { font-size: .92rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 40rem) { nav ol { columns: 1; } body { padding-top: 1rem; } }
@media print {
  @page { margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip, details:not([open]) { display: none; }
  a { color: inherit; text-decoration: none; }
  h2, h3, caption { break-after: avoid; }
  figure, tr, .wide, .summary, .caution { break-inside: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
  table { font-size: 8pt; }
  section { margin-top: 1.25rem; padding-top: 1rem; }
}
"""
"""Contrast is at least 7 to 1 for text; nothing is told by colour alone."""
