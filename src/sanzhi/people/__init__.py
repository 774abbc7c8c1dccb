"""人与地: areas, households, residents, offices, sign-in, consent, who looked."""
