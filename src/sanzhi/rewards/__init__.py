"""兑换: what points are spent on, vouchers and who takes them, budgets, settlements, the incentive pool."""
