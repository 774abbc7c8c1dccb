"""诉源: mediation of disputes, voluntary from the first step to the last, with the court beside it."""
