"""Open311: the same intake, asked in the words of GeoReport v2, for what already speaks it."""
