"""推送: what happens to a client's own cases is told to an address of theirs, signed, until it arrives."""
