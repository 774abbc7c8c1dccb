"""日志: what happened, who did it, when; append-only, sealed into a chain, provable from outside."""
