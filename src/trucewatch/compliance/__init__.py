"""Agreement × Situation → Assessments: scope, clocks, predicates, explanation."""
