"""The pages that show all plans together: their paths, scripts, titles and icons."""

from kpi.present.words import mark

PLANS, COVERAGE, CASCADE, FACTS = "plannen", "dekking", "doorwerking", "regiobeeld"
_FOLDER = "pages/portfolio"
PORTFOLIO = {
    PLANS: (f"{_FOLDER}/plans.py", mark("Plans"), "view_column"),
    COVERAGE: (f"{_FOLDER}/coverage.py", mark("Coverage"), "border_all"),
    CASCADE: (f"{_FOLDER}/cascade.py", mark("Cascade"), "account_tree"),
    FACTS: (f"{_FOLDER}/facts.py", mark("Picture of the region"), "bar_chart"),
}
