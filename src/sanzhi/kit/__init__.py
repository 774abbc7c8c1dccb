"""The tools every room shares: time, flow, verdicts, codes, secrets, papers. No tables."""
