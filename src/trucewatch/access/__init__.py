"""Claims → Movements by stage, and Figures of populations."""
