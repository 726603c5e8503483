"""Coverage, rates, change, undercount."""
