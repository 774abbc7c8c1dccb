"""垃圾分类: bins, rounds, what was found in a bin, and what of it is rewarded."""
