"""网页: three faces (resident, desk, board) over one component library. No tables."""
