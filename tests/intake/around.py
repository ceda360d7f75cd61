"""What lies around the plans of tests/intake/plans and tests/bad_plans: a vocabulary, and a national plan."""

from kpi.intake.plan.surroundings import Surroundings

AROUND = Surroundings(
    categories=frozenset({"kwaliteit", "capaciteit"}), links={("landelijk", "N-1"): (), ("landelijk", "N-2"): ()}
)
