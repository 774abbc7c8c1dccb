"""An invented county, and real messages lived through again: made only by calling actions at simulated times."""
