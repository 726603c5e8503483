"""Claims → Incidents: link, accounts, positions, origins, grades."""
